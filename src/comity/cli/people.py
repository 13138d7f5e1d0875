"""Commands about who somebody is."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from comity.cli.app import app
from comity.cli.options import (
    Actors,
    Jobs,
    LedgerPath,
    Limit,
)
from comity.cli.output import (
    cores,
    json_lines,
    print_json,
    show,
)


@app.command()
def actor(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A name, office, capital or side; - reads JSON lines.")
    ],
    date: Annotated[str, typer.Option(metavar="DATE", help="The day on which it was written.")] = "",
    context: Annotated[str, typer.Option(help="A sentence around it.")] = "",
    actors: Actors = None,
) -> None:
    """Look up whom a name, office, capital or collective meant on a day, best first."""
    from comity.actors import Lexicon, lookup

    lexicon = Lexicon.load(actors)
    if text == "-":
        for row in json_lines(sys.stdin):
            found = lookup(
                str(row.get("text", "")), str(row.get("date") or ""), str(row.get("context") or ""), lexicon
            )
            print_json({"id": row.get("id"), **(answer(*found[0]) if found else answer(None, 0.0))})
        return
    answers = [answer(*pair) for pair in lookup(text, date, context, lexicon)]
    if not answers:
        typer.echo(
            f"nobody is known by {text!r}; write a row in a CSV file of your own and name it with --actors",
            err=True,
        )
    print_answers(answers)


@app.command()
def actors(
    ledger: LedgerPath,
    unresolved: Annotated[
        bool,
        typer.Option("--unresolved", help="Only names that no table has, those without a country first."),
    ] = False,
    limit: Limit = None,
    actors: Actors = None,
    jobs: Jobs = None,
) -> None:
    """List who appears: how often, in which words, and whether tables, the text or nothing told the country."""
    from itertools import islice

    from comity import flow
    from comity.ledger import Ledger
    from comity.show.progress import watching

    asked = flow.Options(actors=actors, jobs=jobs or cores())
    with watching() as watcher:
        found = list(islice(flow.actors(ledger, asked, unresolved, watcher), limit))
    if not found and Ledger(ledger).totals()["outcomes"].get("imported"):
        typer.echo(f"{ledger} was imported: it has no texts in which somebody could appear", err=True)
    rows = (appearance.as_row() for appearance in found)
    from comity.show.terminal import print_actors

    show(rows, print_actors)


def answer(entity: Any, confidence: float) -> dict[str, Any]:
    fields = ("name", "country", "sector", "sectors", "office", "identifier_id")
    found = {name: getattr(entity, name, [] if name == "sectors" else "") for name in fields}
    return {**found, "sectors": list(found["sectors"]), "confidence": round(confidence, 3)}


def print_answers(answers: list[dict[str, Any]]) -> None:
    if not sys.stdout.isatty():
        for one in answers:
            print_json(one)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("name", "country", "sector", "office", "confidence"):
        table.add_column(column)
    for one in answers:
        table.add_row(*(str(one[c]) for c in ("name", "country", "sector", "office", "confidence")))
    Console().print(table)
