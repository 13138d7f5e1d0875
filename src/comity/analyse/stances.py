"""What each side holds on each issue, in figures."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Literal

from comity.analyse.positions import distinct, side_of
from comity.analyse.record import Extract
from comity.model import Statement


@dataclass(frozen=True)
class Stance:
    """The statements of side "a" or "b" on an issue ("" for none), and the mean of what they hold, from -1 to 1."""

    issue: str
    side: Literal["a", "b"]
    mean: float
    statements: tuple[Statement, ...]


def stances(extract: Extract) -> tuple[Stance, ...]:
    """One for each issue and side, by issue; questions are left out, and what both say together counts for each."""
    said: dict[tuple[str, Literal["a", "b"]], list[Statement]] = {}
    for statement in distinct(extract.statements):
        if statement.act != "ask":
            for issue in statement.issue or ("",):
                for side in _sides(statement, extract):
                    said.setdefault((issue, side), []).append(statement)
    return tuple(
        Stance(issue, side, statistics.fmean(s.stance for s in own), tuple(own))
        for (issue, side), own in sorted(said.items(), key=lambda pair: pair[0])
    )


def _sides(statement: Statement, extract: Extract) -> tuple[Literal["a", "b"], ...]:
    side = side_of(statement, extract.a, extract.b)
    return ("a", "b") if side == "joint" else (side,) if side in ("a", "b") else ()
