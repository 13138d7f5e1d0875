"""What an export writes: text, one file, or several files in a folder.

Each is written where nobody looks for it yet; that it appears whole or not at all is the caller's care.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from comity.ledger import Ledger


@dataclass(frozen=True)
class Text:
    """Lines, for a file or standard output. `write` gives the number of records."""

    write: Callable[[Ledger, IO[str]], int]


@dataclass(frozen=True)
class File:
    """A file at a path where there is none yet."""

    write: Callable[[Ledger, Path], int]


@dataclass(frozen=True)
class Folder:
    """Files in a folder that is there and empty."""

    write: Callable[[Ledger, Path], int]


Export = Text | File | Folder
