"""Commands that write and read other formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.cli.app import app
from comity.cli.options import (
    LedgerPath,
)
from comity.cli.output import (
    exported,
)
from comity.errors import OptionError


@app.command()
def export(
    ledger: LedgerPath,
    to: Annotated[
        str, typer.Option(help="The format: jsonl, csv, parquet, duckdb, dna, graphml or gexf.")
    ] = "jsonl",
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
    from comity.exchange import EXPORTS
    from comity.ledger import Ledger

    if to not in EXPORTS:
        raise OptionError(f"--to {to!r} is no format that Comity writes; choose one of: {', '.join(EXPORTS)}")
    number = exported(Ledger(ledger), EXPORTS[to], to, output)
    if output is not None:
        typer.echo(f"wrote {number:,} records to {output}", err=True)
