"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LedgerPath = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's folder.")]
Actor = Annotated[str, typer.Option(help="A country code (KOR) or part of a name: who acts or speaks.")]
Recipient = Annotated[str, typer.Option(help="The same for the recipient, or whom a statement is about.")]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="A B", help="Both directions between two sides: --between KOR RUS."),
]
Type = Annotated[
    str, typer.Option("--type", help="A PLOVER category (CONSULT), or a statement's act (call).")
]
Issue = Annotated[str, typer.Option(help="An issue or PLOVER context (energy).")]
Since = Annotated[str, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str, typer.Option(metavar="DATE", help="Up to this day, month or year.")]
Outcome = Annotated[
    str, typer.Option(help="Documents with this outcome (coded, duplicate, unreadable, ...).")
]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many rows.")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Processes; as many as there are cores if not given.")]
Codebook = Annotated[
    str | None, typer.Option(help="A codebook's YAML file or folder, instead of the built-in one.")
]
Actors = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A CSV file of your own actors, which go before Comity's.")
]
CoderFile = Annotated[
    str | None,
    typer.Option(
        "--coder",
        metavar="FILE",
        help="A coder that `comity train` wrote, instead of the built-in one; or: patterns, for the codebook's alone.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="The file to write; standard output if not given.")
]
Plot = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Draw it (.svg, .png or .html) instead of listing it.")
]
