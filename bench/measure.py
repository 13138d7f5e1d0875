"""Runs a command and tells how long it took and how much memory it and its children held at most (Linux)."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PAUSE = 0.2  # seconds between two looks at the memory


@dataclass(frozen=True)
class Run:
    seconds: float
    megabytes: float
    output: str


def run(command: Sequence[str | Path]) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    peak = [0]
    watcher = threading.Thread(target=watch, args=(process, peak))
    watcher.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode not in (0, 1):  # 1: some input was unreadable
        raise SystemExit(f"{' '.join(map(str, command))}: exit status {process.returncode}")
    return Run(seconds, peak[0] / 1024, output)


def watch(process: subprocess.Popen[str], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(kilobytes, family(process.pid))))
        time.sleep(PAUSE)


def family(pid: int) -> Iterator[int]:
    """The process and all below it that are still there."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = children.read_text().split()
        except OSError:  # it ended while we looked
            continue
        for child in below:
            yield from family(int(child))


def kilobytes(pid: int) -> int:
    """The proportional share of a process: pages that it shares with others are counted once over all."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
