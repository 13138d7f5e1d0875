"""Files of other event data into a ledger: which reader takes which, in which order, and what came of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from comity.errors import OptionError
from comity.exchange import IMPORTS
from comity.exchange.codes import Unknown
from comity.exchange.guess import check, guessed
from comity.exchange.lines import look_at
from comity.exchange.mentions import Weights
from comity.exchange.mentions import read as read_mentions
from comity.exchange.records import UNREADABLE, Portion
from comity.ledger import Ledger
from comity.ledger.folder import Folder
from comity.ledger.intake import Batch, add

Advance = Callable[[int, Mapping[str, int]], None]
TOLD = 5  # words that no table knows, of each kind


@dataclass
class Report:
    """What an import did. `outcomes` and `reasons` count the documents that it added; `known` are the records that
    the ledger had already; `unread` the lines that are no records."""

    read: int = 0
    known: int = 0
    unread: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    events: int = 0
    statements: int = 0
    seconds: float = 0.0
    totals: Mapping[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    unknown: Unknown = field(default_factory=Unknown)
    stray: int = 0

    def take(self, portion: Portion) -> None:
        """Counts what is in a part of a file, be it new or not."""
        batch = portion.batch
        self.read += portion.lines
        self.known += batch.events.height + batch.statements.height
        self.unread += batch.documents.filter(outcome=UNREADABLE).height
        self.unknown.update(portion.unknown)
        self.stray += portion.stray

    def count(self, fresh: Batch) -> None:
        """Counts what of it was new."""
        self.events += fresh.events.height
        self.statements += fresh.statements.height
        self.known -= fresh.events.height + fresh.statements.height
        for outcome, reason, n in fresh.documents.group_by("outcome", "reason").len().iter_rows():
            self.outcomes[outcome] += n
            self.reasons[outcome, reason] += n

    def note(self) -> None:
        """Says what nothing is known of."""
        for kind in dict.fromkeys(kind for kind, _ in self.unknown):
            words = Counter({word: n for (k, word), n in self.unknown.items() if k == kind})
            told = ", ".join(f"{word!r} ({n:,})" for word, n in words.most_common(TOLD))
            more = f" and {len(words) - TOLD:,} more" if len(words) > TOLD else ""
            self.notes.append(f"no {kind} is known by these words, and it was left empty: {told}{more}")
        if self.stray:
            self.notes.append(
                f"{self.stray:,} mentions are of events that are not in the ledger; import the files that hold these, too"
            )


def take_in(
    files: Sequence[Path],
    ledger: Path,
    format: str = "",
    mentions: Sequence[Path] = (),
    advance: Advance = lambda lines, counts: None,
) -> Report:
    """Reads files into a ledger, which is made if it is not there; each part of a file is in it whole or not at all.

    `format` is one of IMPORTS; where it is empty, each file's columns tell. Raises OptionError for a file that is not
    there or is of another format than was named.
    """
    begun, report, folder = time.monotonic(), Report(), Folder(ledger)
    if format and format not in IMPORTS:
        raise OptionError(
            f"--from {format!r} is no format that Comity reads; choose one of: {', '.join(IMPORTS)}"
        )
    for path in (*files, *mentions):
        look_at(path)
    formats = {path: format or guessed(path) for path in files}
    if mentions and not set(formats.values()) <= {"gdelt1", "gdelt2"}:
        raise OptionError("--mentions goes with GDELT's events alone; give them a command of their own")
    for path, name in (*formats.items(), *((path, "mentions") for path in mentions)):
        check(path, name)
    if not format:
        report.notes += [f"{path} is read as {name}" for path, name in formats.items()]
    with folder.opened():
        for fresh in add(folder, portions(readers(formats, mentions, folder), report, advance)):
            report.count(fresh)
        report.totals = Ledger(folder.path).totals()
        folder.write_manifest({**folder.manifest(), "totals": report.totals})
    report.seconds = time.monotonic() - begun
    return report


def readers(
    formats: Mapping[Path, str], mentions: Sequence[Path], folder: Folder
) -> Iterator[Iterator[Portion]]:
    """Events first: mentions are of events that are in the ledger by then."""
    weighing = {"weights": Weights(mentions)} if mentions else {}
    for path, name in formats.items():
        yield IMPORTS[name](path, **weighing)
    for path in mentions:
        yield read_mentions(path, folder)


def portions(files: Iterable[Iterator[Portion]], report: Report, advance: Advance) -> Iterator[Batch]:
    for file in files:
        for portion in file:
            report.take(portion)
            yield portion.batch
            advance(portion.lines, {"events": report.events, "statements": report.statements})
    report.note()
