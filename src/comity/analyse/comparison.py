"""Two relationships side by side: one pair in two periods, or two pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from comity.analyse.projects import Project
from comity.analyse.relationship import Relationship

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Shared(Generic[Thing]):
    """What both records have, and what is in one alone, each in the order of its record; of what is in both, the first
    record's and the second's."""

    both: tuple[tuple[Thing, Thing], ...]
    first_only: tuple[Thing, ...]
    second_only: tuple[Thing, ...]


@dataclass(frozen=True)
class Comparison:
    """`same_pair` where one pair is compared in two periods; issues and projects are those of the records."""

    first: Relationship
    second: Relationship
    issues: Shared[str]
    projects: Shared[Project]

    @property
    def same_pair(self) -> bool:
        return {self.first.a, self.first.b} == {self.second.a, self.second.b}

    @property
    def moved(self) -> bool | None:
        """Whether the intervals of the mean scores lie apart; None where one of them has none."""
        one, other = self.first.balance.mean, self.second.balance.mean
        if one is None or other is None or None in (one.low, one.high, other.low, other.high):
            return None
        return one.high < other.low or other.high < one.low  # type: ignore[operator]


def compare(first: Relationship, second: Relationship) -> Comparison:
    one, other = ([issue for issue, _ in r.balance.issues] for r in (first, second))
    projects = shared(first.projects, second.projects, _undertaking)
    return Comparison(first, second, shared(one, other, str), projects)


def _undertaking(project: Project) -> tuple[str, str]:
    return project.kind, project.name.casefold()


def shared(one: Sequence[Thing], other: Sequence[Thing], key: Callable[[Thing], object]) -> Shared[Thing]:
    """Things are the same that have the same key."""
    left, right = ({key(thing): thing for thing in reversed(things)} for things in (one, other))
    return Shared(
        tuple((left[k], right[k]) for k in map(key, one) if k in right),
        tuple(thing for thing in one if key(thing) not in right),
        tuple(thing for thing in other if key(thing) not in left),
    )
