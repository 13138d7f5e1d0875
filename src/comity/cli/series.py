"""Commands that count events through time, and against another ledger's."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from comity.cli.app import app
from comity.cli.options import Actor, Between, LedgerPath, Plot, Recipient, Since, Until
from comity.cli.output import check_plot, check_words, draw, print_json, show, whole_file

if TYPE_CHECKING:
    import polars as pl


@app.command()
def dyads(
    ledger: LedgerPath,
    by: Annotated[str, typer.Option(help="day, week, month, quarter or year.")] = "month",
    actor: Actor = "",
    recipient: Recipient = "",
    between: Between = None,
    type_: Annotated[str, typer.Option("--type", help="Only events of this PLOVER category.")] = "",
    since: Since = "",
    until: Until = "",
    undirected: Annotated[
        bool, typer.Option("--undirected", help="One row for both directions, each event once.")
    ] = False,
    sectors: Annotated[
        bool,
        typer.Option(
            "--sectors", help="Sides are sectors of countries: the police of one, the press of another."
        ),
    ] = False,
    fill: Annotated[bool, typer.Option("--fill", help="A row for periods without events too.")] = False,
    bootstrap: Annotated[
        int,
        typer.Option(metavar="N", min=0, help="95% intervals of mean scores, from N draws of the documents."),
    ] = 0,
    changes: Annotated[
        bool,
        typer.Option(
            "--changes", help="Mark change points and unusual periods, with the events that made them; fills."
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write a panel: .csv, .parquet or .dta."),
    ] = None,
    plot: Plot = None,
) -> None:
    """Series of dyads: events by period, quad class and category, PLOVER scores, how many documents tell them."""
    from comity.analyse import country_code
    from comity.analyse import series as shapes
    from comity.analyse.dyads import Asked, dyads
    from comity.exchange import panel
    from comity.ledger import Ledger

    check_plot(plot)
    if output is not None:
        panel.check(output)
    book = Ledger(ledger)
    asked = Asked(
        by=by,
        between=between and (country_code(between[0]), country_code(between[1])),
        source=actor and country_code(actor),
        target=recipient and country_code(recipient),
        category=type_,
        since=since,
        until=until,
        directed=not undirected,
        sectors=sectors,
    )
    check_words(book, "events", type_, "")
    found = dyads(book, asked)
    if fill or changes or plot is not None:
        found = shapes.filled(found, asked)
    if bootstrap:
        found = shapes.with_intervals(found, book, asked, bootstrap)
    if changes:
        found = shapes.with_moves(found, book, asked)
    if found.is_empty():
        typer.echo("no event that took place between two such sides is dated so precisely", err=True)
    if plot is not None:
        from comity.show.dyads import MOST, drawn

        chart, left_out = drawn(found, by, not undirected)
        draw(chart, plot)
        if left_out:
            typer.echo(f"drawn are the {MOST} dyads with most events; {left_out:,} are left out", err=True)
    if output is not None:
        with whole_file(output) as path:
            panel.write(found, path)
        typer.echo(f"wrote {found.height:,} rows to {output}", err=True)
    elif plot is not None:
        return
    elif sys.stdout.isatty():
        from comity.show.terminal import print_series

        print_series(found)
        tell_of_silence(found, bootstrap)
    else:
        for row in shapes.rows(found):
            print_json(row)


def tell_of_silence(found: pl.DataFrame, bootstrap: int) -> None:
    """What a table does not show, and why."""
    import polars as pl

    empty = found.filter(pl.col("events") == 0).height
    if empty:
        typer.echo(f"periods without events are in the rows of a pipe and in -o FILE ({empty:,})", err=True)
    if bootstrap and found["score_low"].is_null().all():
        typer.echo("no interval: each period's events are told by one document alone", err=True)


@app.command()
def compare(
    here: Annotated[Path, typer.Argument(metavar="LEDGER", help="A ledger.")],
    there: Annotated[Path, typer.Argument(metavar="OTHER", help="Another, coded or imported.")],
    by: Annotated[str, typer.Option(help="category, dyad, month or year.")] = "category",
    between: Between = None,
    type_: Annotated[str, typer.Option("--type", help="Only events of this PLOVER category.")] = "",
    since: Since = "",
    until: Until = "",
    days: Annotated[int, typer.Option(min=0, help="So many days apart can two reports of an event be.")] = 1,
    fate: Annotated[
        str,
        typer.Option("--list", help="List events instead: matched, otherwise, only_here or only_there."),
    ] = "",
) -> None:
    """Compare two ledgers: which events both have, which only one, and which they code otherwise."""
    from comity.analyse import compare as side_by_side
    from comity.analyse import country_code
    from comity.analyse.dyads import Asked
    from comity.ledger import Ledger

    side_by_side.check(by, fate or side_by_side.FATES[0])
    pair = between and (country_code(between[0]), country_code(between[1]))
    asked = Asked(between=pair, category=type_, since=since, until=until)
    book = Ledger(here)
    check_words(book, "events", type_, "")
    found = side_by_side.compare(book, Ledger(there), asked, days)
    rows = side_by_side.listed(found, fate) if fate else side_by_side.table(found, by).iter_rows(named=True)
    from comity.show.terminal import print_plain

    show(rows, print_plain)
