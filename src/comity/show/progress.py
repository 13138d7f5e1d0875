"""A run as it goes on, on a terminal; and what it did, in the end."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from comity.show.terminal import one_line, shortened

UNREMARKABLE = ("coded", "duplicate", "imported")
LISTED = ("unreadable", "too_large", "failed")  # what somebody may want to mend


class Report(Protocol):
    """What `print_report` needs of a run's report."""

    read: int
    known: int
    outcomes: Any
    reasons: Any
    events: int
    statements: int
    seconds: float
    totals: Mapping[str, Any]
    notes: list[str]


class Bar:
    """A progress bar on standard error: one line for each stage, with its counts and the time left."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task: Any = None

    def stage(self, name: str, total: int | None) -> None:
        if self.task is not None:
            self.progress.stop_task(self.task)
        self.task = self.progress.add_task(name, total=total, counts="")

    def advance(self, amount: int, counts: Mapping[str, int]) -> None:
        if self.task is not None:
            shown = "  ".join(
                f"{value:,} {name.replace('_', ' ')}" for name, value in counts.items() if value
            )
            self.progress.update(self.task, advance=amount, counts=shown)


class Quiet:
    def stage(self, name: str, total: int | None) -> None: ...

    def advance(self, amount: int, counts: Mapping[str, int]) -> None: ...


@contextmanager
def watching() -> Iterator[Bar | Quiet]:
    """A bar where standard error is a terminal, silence elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Quiet()
        return
    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("·"),
        TimeRemainingColumn(),
        TextColumn("left"),
        TextColumn("{task.fields[counts]}", style="dim"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress)


def print_report(report: Report, ledger: Path, console: Console | None = None) -> None:
    """The summary at the end of a run."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(overflow="fold", style="dim")
    for name, number, remark in lines(report):
        table.add_row(name, f"{number:,}", Text(one_line(remark)))
    console = console or Console()
    console.print(table)
    for note in report.notes:
        console.print(Text(one_line(note)))
    for outcome in (o for o in LISTED if report.totals.get("outcomes", {}).get(o)):
        console.print(
            Text(
                f"comity documents {shlex.quote(str(ledger))} --outcome {outcome} lists what was {outcome.replace('_', ' ')}"
            )
        )
    console.print(Text(f"{took(report.seconds)}; {ledger}"), style="dim")


def took(seconds: float) -> str:
    minutes = f"{seconds // 60:.0f} minutes {seconds % 60:.0f} seconds"
    return f"{seconds:.1f} seconds" if seconds < 100 else minutes


def lines(report: Report) -> Iterator[tuple[str, int, str]]:
    """Name, number and remark of each line: what the run added, and beside it what there is in all."""
    yield "read", report.read, f"{report.known:,} of them already in the ledger" if report.known else ""
    for outcome, number in sorted(report.outcomes.items(), key=lambda pair: (pair[0] != "coded", pair[0])):
        yield (
            outcome.replace("_", " "),
            number,
            reasons(report, outcome) if outcome not in UNREMARKABLE else "",
        )
    for kind, number in (("events", report.events), ("statements", report.statements)):
        total = report.totals.get(kind, number)
        yield kind, number, f"new; {total:,} in all" if total != number else ""


def reasons(report: Report, outcome: str) -> str:
    """The most frequent reasons for an outcome, with their numbers where there are several."""
    found = [(str(reason), n) for (o, reason), n in report.reasons.items() if o == outcome and reason]
    found.sort(key=lambda pair: (-pair[1], pair[0]))
    if len(found) == 1:
        return found[0][0]
    told = [f"{n:,} {shortened(reason)}" for reason, n in found[:3]]
    return "; ".join([*told, f"and {len(found) - 3:,} other reasons"] if len(found) > 3 else told)
