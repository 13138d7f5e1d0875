"""Commands that code documents, and look after what codes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from comity.cli.app import INTERRUPTED, UNREAD, app, codebook_app
from comity.cli.options import (
    Actors,
    Codebook,
    CoderFile,
    Jobs,
    LedgerPath,
)
from comity.cli.output import (
    cores,
)


@app.command()
def code(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
    ],
    ledger: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="LEDGER", help="The ledger's folder; made if it is not there."
        ),
    ],
    date: Annotated[
        str, typer.Option(metavar="DATE", help="The date of documents that do not tell theirs.")
    ] = "",
    publication: Annotated[
        str, typer.Option(help="The publication of documents that do not tell theirs.")
    ] = "",
    jobs: Jobs = None,
    text_column: Annotated[
        str, typer.Option(help="The column that holds the text, in inputs that are records.")
    ] = "",
    title_column: Annotated[str, typer.Option(help="... the title.")] = "",
    date_column: Annotated[str, typer.Option(help="... the date of publication.")] = "",
    publication_column: Annotated[str, typer.Option(help="... the publication.")] = "",
    place_column: Annotated[str, typer.Option(help="... the place or dateline.")] = "",
    language_column: Annotated[str, typer.Option(help="... the language.")] = "",
    url_column: Annotated[str, typer.Option(help="... the address.")] = "",
    id_column: Annotated[str, typer.Option(help="... the id.")] = "",
    model: Annotated[str | None, typer.Option(help="Another spaCy pipeline, by name or path.")] = None,
    actors: Actors = None,
    codebook: Codebook = None,
    coder: CoderFile = None,
) -> None:
    """Read documents and code them into a ledger; the same command again goes on where it stopped."""
    from comity import flow
    from comity.show.progress import print_report, watching

    named = {
        "text": text_column, "title": title_column, "published": date_column, "publication": publication_column,
        "place": place_column, "language": language_column, "url": url_column, "id": id_column,
    }  # fmt: skip
    asked = flow.Options(
        date=date,
        publication=publication,
        columns=tuple((name, column) for name, column in named.items() if column),
        model=model,
        actors=actors,
        codebook=codebook,
        coder=coder,
        jobs=jobs or cores(),
    )
    with resumable(f"comity code ... -o {ledger}"), watching() as watcher:
        report = flow.code(inputs, ledger, asked, watcher)
    print_report(report, ledger)
    if report.unread:
        raise typer.Exit(UNREAD)


@app.command()
def recode(
    ledger: LedgerPath,
    codebook: Codebook = None,
    actors: Actors = None,
    coder: CoderFile = None,
    jobs: Jobs = None,
) -> None:
    """Code again from what is stored, after a codebook, an actor table or Comity changed; nothing is parsed."""
    from comity import flow
    from comity.show.progress import print_report, watching

    asked = flow.Options(actors=actors, codebook=codebook, coder=coder, jobs=jobs or cores())
    with resumable(f"comity recode {ledger}"), watching() as watcher:
        report = flow.recode(ledger, asked, watcher)
    print_report(report, ledger)


@codebook_app.command("check")
def codebook_check(
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="A codebook's YAML file or folder; the built-in one if not given."
        ),
    ] = None,
    model: Annotated[str | None, typer.Option(help="Another spaCy pipeline, by name or path.")] = None,
    actors: Actors = None,
) -> None:
    """Check a codebook, and with --actors your own actors: fields, dates, codes, and whether the codebook's own
    sentences give its codes."""
    from comity import flow

    problems = flow.check_codebook(path, model, actors)
    for problem in problems:
        typer.echo(problem)
    if problems:
        typer.echo(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}", err=True)
        raise typer.Exit(UNREAD)
    if actors is not None:
        typer.echo(f"{actors} holds together", err=True)
    typer.echo("the codebook holds together; all of its sentences give what they should", err=True)


@contextmanager
def resumable(command: str) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(
            f"interrupted; what is done is kept. The same command goes on from there: {command}", err=True
        )
        raise typer.Exit(INTERRUPTED) from None
