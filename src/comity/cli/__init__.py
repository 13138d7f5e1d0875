"""The command `comity`. Each command is a library function with options; heavy rooms are loaded when used.

`--help` lists the commands in the order in which their modules are imported here."""

from __future__ import annotations

import errno
import os
import sys

import typer

# isort: off
from comity.cli import coding  # noqa: F401
from comity.cli import records  # noqa: F401
from comity.cli import analysis  # noqa: F401
from comity.cli import series  # noqa: F401
from comity.cli import exchange  # noqa: F401
from comity.cli import people  # noqa: F401
from comity.cli import scoring  # noqa: F401

# isort: on
from comity.cli.app import INTERRUPTED, USAGE, app
from comity.errors import ComityError

__all__ = ["app", "main"]


def main() -> None:
    """Runs the command; what Comity raises on purpose becomes one line and exit status 2."""
    try:
        app(prog_name="comity")
    except ComityError as error:
        typer.echo(f"comity: {error}", err=True)
        raise SystemExit(USAGE) from None
    except PermissionError as error:
        typer.echo(f"comity: {error.filename} may not be read or written; look at its permissions", err=True)
        raise SystemExit(USAGE) from None
    except BrokenPipeError:  # the reader of the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # what is left in the buffer has no place
        typer.echo(
            "comity: no space left on the disk that takes the output; what was printed is cut", err=True
        )
        raise SystemExit(USAGE) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
