"""What can go wrong, by who can mend it. A message names the thing, the value and the remedy."""

from __future__ import annotations


class ComityError(Exception):
    """Anything that Comity raises on purpose."""


class InputError(ComityError):
    """An input that cannot be read. `outcome` is the word for `documents.outcome`."""

    def __init__(self, message: str, outcome: str = "unreadable") -> None:
        super().__init__(message)
        self.outcome = outcome


class OptionError(ComityError):
    """An option, a path or a name on the command line that does not fit."""


class CodebookError(ComityError):
    """A codebook, a language file or an actor table that does not hold together."""


class LedgerError(ComityError):
    """A ledger that cannot be opened, written or understood."""


class CoderError(ComityError):
    """A file of `--coder` that is none, or was made for something else."""
