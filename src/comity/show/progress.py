"""A run as it goes on, on a terminal; and what it did, in the end."""

from __future__ import annotations

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

from comity.show.terminal import one_line


class Report(Protocol):
    """What `print_report` needs of a run's report."""

    read: int
    known: int
    outcomes: Any
    reasons: Any
    events: int
    statements: int
    seconds: float
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
        TimeRemainingColumn(),
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
    console.print(Text(f"{report.seconds:.1f} seconds; {ledger}"), style="dim")


def lines(report: Report) -> Iterator[tuple[str, int, str]]:
    yield "read", report.read, f"{report.known:,} of them already in the ledger" if report.known else ""
    for outcome, number in sorted(report.outcomes.items(), key=lambda pair: (pair[0] != "coded", pair[0])):
        reasons = [(r, n) for (o, r), n in report.reasons.items() if o == outcome and r]
        told = "; ".join(f"{n:,} {r}" for r, n in sorted(reasons, key=lambda pair: -pair[1])[:3])
        yield outcome.replace("_", " "), number, told if outcome not in ("coded", "duplicate") else ""
    yield "events", report.events, ""
    yield "statements", report.statements, ""
