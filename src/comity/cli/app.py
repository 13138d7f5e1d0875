"""The command `comity` and its options."""

from __future__ import annotations

from typing import Annotated

import typer

UNREAD, USAGE, INTERRUPTED = 1, 2, 130
app = typer.Typer(
    help="Reads the record of relations between states into a ledger: who did or said what to whom, with the text that proves it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
score_app = typer.Typer(
    help="Compare a ledger with records that somebody coded by hand.", no_args_is_help=True
)
codebook_app = typer.Typer(help="Look after a codebook.", no_args_is_help=True)
app.add_typer(score_app, name="score")
app.add_typer(codebook_app, name="codebook")


def show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"comity {version('comity')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads the record of relations between states into a ledger."""
