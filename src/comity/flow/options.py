"""What a run is asked to do, what it says on the way, and what it says in the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from comity.actors import OWN_COLUMNS
from comity.errors import OptionError

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
UNREAD = ("unreadable", "too_large", "failed")


@dataclass(frozen=True)
class Options:
    """How inputs are read and coded.

    `date` and `publication` are used where a document says nothing better. `columns` maps the contract's
    names to those of the inputs, as pairs: (("text", "body"),). `actors` is a file of a user's own actors, or
    a folder of tables that go before Comity's; `model` a spaCy pipeline; `codebook` a name, file or folder;
    `coder` a file that `comity train` wrote, or "patterns" for the codebook's patterns alone.
    """

    date: str = ""
    publication: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    model: str | None = None
    actors: Path | None = None
    codebook: str | None = None
    coder: str | None = None
    jobs: int = 1

    def __post_init__(self) -> None:
        if self.date and not _DATE.fullmatch(self.date):
            raise OptionError(f"--date {self.date!r} is not a date: write 2010, 2010-09 or 2010-09-10")
        if self.jobs < 1:
            raise OptionError(f"--jobs {self.jobs}: give the number of processes, 1 or more")
        if self.actors is not None and not self.actors.exists():
            raise OptionError(
                f"--actors {self.actors}: no such file; give a CSV with the columns {', '.join(OWN_COLUMNS)}"
            )

    def as_json(self) -> dict[str, Any]:
        """What shaped the ledger; the number of processes did not."""
        return {
            "date": self.date,
            "publication": self.publication,
            "columns": dict(self.columns),
            "model": self.model or "",
            "actors": str(self.actors or ""),
            "codebook": self.codebook or "",
            "coder": self.coder or "",
        }

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> Options:
        """The options that a manifest keeps."""
        return Options(
            date=kept.get("date") or "",
            publication=kept.get("publication") or "",
            columns=tuple((kept.get("columns") or {}).items()),
            model=kept.get("model") or None,
            actors=Path(kept["actors"]) if kept.get("actors") else None,
            codebook=kept.get("codebook") or None,
            coder=kept.get("coder") or None,
        )


@dataclass
class Report:
    """What a run did. `outcomes` and `reasons` count the documents that it added, `known` those already there.

    `unread` counts inputs of this run that could not be read or coded, new or known: the exit status.
    """

    read: int = 0
    known: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    events: int = 0
    statements: int = 0
    words: int = 0
    unread: int = 0
    seconds: float = 0.0
    totals: Mapping[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


class Watcher(Protocol):
    """Told how a run goes on."""

    def stage(self, name: str, total: int | None) -> None:
        """A part of the work begins; `total` is its size in the unit that `advance` counts."""

    def advance(self, amount: int, counts: Mapping[str, int]) -> None:
        """That much more is done; `counts` are the figures so far."""


class Silent:
    """Says nothing."""

    def stage(self, name: str, total: int | None) -> None: ...

    def advance(self, amount: int, counts: Mapping[str, int]) -> None: ...
