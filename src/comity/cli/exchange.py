"""Commands that write and read other formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.app import UNREAD, app
from comity.cli.coding import resumable
from comity.cli.options import (
    LedgerPath,
)
from comity.cli.output import (
    exported,
)
from comity.errors import OptionError


@app.command("import")
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Event data; .gz and .zip are read as they are.")
    ],
    ledger: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="LEDGER", help="The ledger's folder; made if it is not there."
        ),
    ],
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="FORMAT",
            help="gdelt1, gdelt2, icews, polecat, jsonl or dna; the file tells if not given.",
        ),
    ] = "",
    mentions: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help="GDELT's mentions: which documents tell the events, and how surely."
        ),
    ] = None,
) -> None:
    """Read event data that was coded elsewhere into a ledger; what it has already is not added again."""
    from comity.exchange.intake import take_in
    from comity.show.progress import print_report, watching

    with resumable(f"comity import ... -o {ledger}"), watching() as watcher:
        watcher.stage("reading", None)
        report = take_in(files, ledger, from_, mentions or (), watcher.advance)
    print_report(report, ledger)
    if report.unread:
        raise typer.Exit(UNREAD)


@app.command()
def export(
    ledger: LedgerPath,
    to: Annotated[
        str,
        typer.Option(
            help="The format: jsonl, polecat, icews, gdelt, csv, parquet, duckdb, dna, graphml or gexf. If not given, "
            "the output's ending where it is one of these, else jsonl."
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="The file to write, or for csv and parquet the folder; jsonl goes to standard output if not given.",
        ),
    ] = None,
) -> None:
    """Write the records in another format."""
    from comity.exchange import EXPORTS, LEFT_OUT
    from comity.ledger import Ledger

    if not to:
        ending = output.suffix.lower().lstrip(".") if output is not None else ""
        to = ending if ending in ("duckdb", "dna", "graphml", "gexf") else "jsonl"
    if to not in EXPORTS:
        raise OptionError(f"--to {to!r} is no format that Comity writes; choose one of: {', '.join(EXPORTS)}")
    number = exported(Ledger(ledger), EXPORTS[to], to, output)
    if output is not None:
        typer.echo(f"wrote {number:,} records to {output}", err=True)
    if to in LEFT_OUT:
        typer.echo(f"{to} has no room for {LEFT_OUT[to]}; they are left out", err=True)
