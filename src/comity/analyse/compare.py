"""Two ledgers side by side: which events both have, and which only one.

What is compared are events that took place, between two countries in one direction (talks, agreements and cooperation
have none), dated to the day; each counts once for each two countries, however many documents tell it. Two match where dyad and category are the same and their days at most so many
apart; each matches one other at most. Of what is left, those of one dyad and such days are coded otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from comity.analyse.dyads import Asked, cells
from comity.errors import OptionError
from comity.ledger import Ledger

LEVELS = ("category", "dyad", "month", "year")
MUTUAL = "('AGREE', 'CONSULT', 'COOPERATE')"  # the same from either side
FATES = ("matched", "otherwise", "only_here", "only_there")


class Told(NamedTuple):
    """An event of one ledger, with the id of its leading record."""

    source: str
    target: str
    category: str
    day: date
    id: str


@dataclass(frozen=True)
class Comparison:
    """`matched` and `otherwise` are pairs of an event here and one there."""

    matched: tuple[tuple[Told, Told], ...]
    otherwise: tuple[tuple[Told, Told], ...]
    only_here: tuple[Told, ...]
    only_there: tuple[Told, ...]

    def of(self, fate: str) -> Sequence[tuple[Told | None, Told | None]]:
        """Pairs of one of `FATES`; what one ledger lacks is None."""
        if fate == "only_here":
            return [(told, None) for told in self.only_here]
        if fate == "only_there":
            return [(None, told) for told in self.only_there]
        return self.matched if fate == "matched" else self.otherwise


def compare(here: Ledger, there: Ledger, asked: Asked | None = None, days: int = 1) -> Comparison:
    """Matches the events of two ledgers; `asked` says which (its `by` does not count)."""
    asked = replace(asked or Asked(), by="day", directed=True, sectors=False)
    matched, left_here, left_there = matches(
        list(told(here, asked)), list(told(there, asked)), days, ("source", "target", "category")
    )
    otherwise, only_here, only_there = matches(left_here, left_there, days, ("source", "target"))
    return Comparison(tuple(matched), tuple(otherwise), tuple(only_here), tuple(only_there))


def told(ledger: Ledger, asked: Asked) -> Iterator[Told]:
    """The events, by day; what is the same from either side stands once, its sides in the order of the alphabet."""
    query = f""",
        turned AS (SELECT *, event IN {MUTUAL} OR count(*) OVER (PARTITION BY lead, least(source, target), greatest(source, target)) > 1
            AS mutual FROM heads)
        SELECT DISTINCT CASE WHEN mutual THEN least(source, target) ELSE source END AS source,
            CASE WHEN mutual THEN greatest(source, target) ELSE target END AS target, turned.event, day, id, lead
        FROM turned JOIN (SELECT rowid AS lead, id FROM events) USING (lead) ORDER BY day, source, target, turned.event, lead"""
    return (Told(*row[:-1]) for row in cells(ledger, asked, query).iter_rows())


def matches(
    here: Sequence[Told], there: Sequence[Told], days: int, by: tuple[str, ...]
) -> tuple[list[tuple[Told, Told]], list[Told], list[Told]]:
    """Pairs that are alike in `by`, and what is left of either side. Both come by day; taking the earliest that fits
    leaves as few as can be."""
    waiting: dict[Hashable, list[Told]] = defaultdict(list)
    for event in there:
        waiting[tuple(getattr(event, name) for name in by)].append(event)
    next_of: dict[Hashable, int] = defaultdict(int)
    pairs, left, taken = [], [], set()
    for event in here:
        key = tuple(getattr(event, name) for name in by)
        others = waiting.get(key, [])
        while next_of[key] < len(others) and (event.day - others[next_of[key]].day).days > days:
            next_of[key] += 1
        if next_of[key] < len(others) and (others[next_of[key]].day - event.day).days <= days:
            pairs.append((event, others[next_of[key]]))
            taken.add(id(others[next_of[key]]))
            next_of[key] += 1
        else:
            left.append(event)
    return pairs, left, [event for event in there if id(event) not in taken]


def table(found: Comparison, by: str) -> pl.DataFrame:
    """One row for each category, dyad, month or year: how many events are `matched`, `otherwise` (of one dyad and day,
    under another category; counted where the first ledger has them), `only_here`, `only_there`; and `agreement`, the
    matched as a share of all. Raises OptionError for what is no level."""
    check(by)
    fates = [(level(here or there, by), fate) for fate in FATES for here, there in found.of(fate)]
    frame = pl.DataFrame(fates, schema={by: pl.String, "fate": pl.String}, orient="row")
    counted = frame.group_by(by).agg((pl.col("fate") == fate).sum().alias(fate) for fate in FATES).sort(by)
    return counted.with_columns(agreement=pl.col("matched") / pl.sum_horizontal(FATES))


def check(by: str = LEVELS[0], fate: str = FATES[0]) -> None:
    """Raises OptionError for a level or a fate that there is not."""
    if by not in LEVELS:
        raise OptionError(f"--by {by!r} is no level of comparison; choose one of: {', '.join(LEVELS)}")
    if fate not in FATES:
        raise OptionError(f"--list {fate!r} is none of: {', '.join(FATES)}")


def level(event: Told | None, by: str) -> str:
    assert event is not None
    if by == "dyad":
        return f"{event.source} {event.target}"
    return event.category if by == "category" else event.day.isoformat()[: 7 if by == "month" else 4]


def listed(found: Comparison, fate: str) -> Iterator[dict[str, Any]]:
    """The events of one fate, with the ids of their records here and there. Raises OptionError for what is no fate."""
    check(fate=fate)
    for here, there in found.of(fate):
        event = here or there
        assert event is not None
        yield {
            "source": event.source,
            "target": event.target,
            "date": (here or event).day,
            "category_here": here.category if here else "",
            "category_there": there.category if there else "",
            "here": here.id if here else "",
            "there": there.id if there else "",
        }
