"""Commands that write and read other formats."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.app import app
from comity.cli.options import (
    LedgerPath,
    Output,
)
from comity.cli.output import (
    opened,
)
from comity.errors import OptionError


@app.command()
def export(
    ledger: LedgerPath,
    to: Annotated[str, typer.Option(help="The format: jsonl.")] = "jsonl",
    output: Output = None,
) -> None:
    """Write the records in another format."""
    from comity.exchange import EXPORTS
    from comity.ledger import Ledger

    if to not in EXPORTS:
        raise OptionError(f"--to {to!r} is no format that Comity writes; choose one of: {', '.join(EXPORTS)}")
    with opened(output) as out:
        number = EXPORTS[to](Ledger(ledger), out)
    if output is not None:
        typer.echo(f"wrote {number:,} records to {output}", err=True)
