"""Series of dyads: what two sides did to each other, day by day or year by year.

An event told by several documents, or several times by one, counts once (`events`); every record is in `reports`.
Counts, sums and means are of what took place: events that are planned, supposed or denied are left out, and so are
those whose date is vaguer than the period (a year, in a series of months).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from comity.analyse.happenings import happenings
from comity.analyse.vocabulary import table
from comity.errors import OptionError
from comity.ledger import Ledger
from comity.ledger.filters import dated
from comity.ledger.index import Index
from comity.model import Event

PERIODS = ("day", "week", "month", "quarter", "year")
PRECISE_ENOUGH = {
    "day": "('day')", "week": "('day')", "month": "('day', 'month')", "quarter": "('day', 'month')",
    "year": "('day', 'month', 'year')",
}  # fmt: skip
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
SIDES = ("source", "target")
SECTORS = ("source_sector", "target_sector")


@dataclass(frozen=True)
class Asked:
    """Which series. `between`: two countries, both directions; `source` and `target`: countries; `category`: a PLOVER
    category; `since` and `until`: partial dates; `by`: one of `PERIODS`."""

    by: str = "month"
    between: tuple[str, str] | None = None
    source: str = ""
    target: str = ""
    category: str = ""
    since: str = ""
    until: str = ""
    directed: bool = True
    sectors: bool = False

    def __post_init__(self) -> None:
        if self.by not in PERIODS:
            raise OptionError(f"--by {self.by!r} is no period; choose one of: {', '.join(PERIODS)}")
        if self.since and self.until and self.until + "~" < self.since:
            raise OptionError(
                f"--until {self.until} ends before --since {self.since} begins; turn them round"
            )

    @property
    def keys(self) -> tuple[str, ...]:
        return (*SIDES, *SECTORS) if self.sectors else SIDES


def dyads(ledger: Ledger, asked: Asked | None = None) -> pl.DataFrame:
    """One row for each dyad and period with an event, in their order. Columns:

    `source`, `target` (countries; with sectors also `source_sector`, `target_sector`), `period` (its first day),
    `events`, `reports`, `documents`, the four of `QUADS` (events), `score_sum` and `score_mean` (PLOVER scores, table
    2.2), `cooperation` (events of quad classes 1 and 2 as a share of all but requests, which PLOVER counts as
    conflict though they ask for help; null where there is no other), and a column for each category with its events.
    """
    asked = asked or Asked()
    return cells(ledger, asked, series_sql(asked))


def indexed(ledger: Ledger) -> Index:
    """The ledger's index, made now if need be."""
    return ledger.index(apart)


def apart(events: Sequence[Event]) -> list[tuple[Event, ...]]:
    """Reports of each happening, the leading one first."""
    return [happening.reports for happening in happenings(tuple(events))]


def conditions(asked: Asked) -> tuple[str, list[Any]]:
    """Which rows of `pairs` a question is about, in SQL with its parameters."""
    found: list[tuple[str, list[Any]]] = [("aux IN ('', 'historical') AND target <> '' AND source <> ''", [])]
    if not asked.sectors:
        found.append(("source <> target", []))
    if asked.between:
        a, b = asked.between
        found.append(("((source = ? AND target = ?) OR (source = ? AND target = ?))", [a, b, b, a]))
    given = (
        ("source = ?", asked.source),
        ("target = ?", asked.target),
        ("lower(event) = lower(?)", asked.category),
    )
    found += [(sql, [value]) for sql, value in given if value]
    return " AND ".join(sql for sql, _ in found), [v for _, vs in found for v in vs]


def in_time(asked: Asked) -> tuple[str, list[Any]]:
    """Which happenings fall into the time asked for, and are dated precisely enough for a period."""
    found: list[tuple[str, list[Any]]] = [(f"precision IN {PRECISE_ENOUGH[asked.by]}", [])]
    if asked.since:
        found.append(("day >= ?::DATE", [first_day(dated("--since", asked.since))]))
    if asked.until:
        unit = {4: "YEAR", 7: "MONTH", 10: "DAY"}[len(dated("--until", asked.until))]
        found.append((f"day < ?::DATE + INTERVAL 1 {unit}", [first_day(asked.until)]))
    return " AND ".join(sql for sql, _ in found), [v for _, vs in found for v in vs]


def first_day(date: str) -> str:
    return date + "-01-01"[len(date) - 4 :] if len(date) < 10 else date


def sides_sql(asked: Asked) -> str:
    """The two sides of a row; without direction, in the order of the alphabet."""
    if asked.directed:
        return ", ".join(asked.keys)
    turned = "(source, source_sector) > (target, target_sector)" if asked.sectors else "source > target"
    other = dict(zip((*SIDES, *SECTORS), (*SIDES[::-1], *SECTORS[::-1]), strict=True))
    return ", ".join(f"CASE WHEN {turned} THEN {other[key]} ELSE {key} END AS {key}" for key in asked.keys)


def cells(ledger: Ledger, asked: Asked, query: str) -> pl.DataFrame:
    """DuckDB's answer to a query that goes on from `heads`, one row a happening and dyad, as its leading record tells it,
    and `told`, all the records of these."""
    (where, sides), (when, days) = conditions(asked), in_time(asked)
    keys = ", ".join(asked.keys)
    begun = f"""
        WITH told AS (SELECT {sides_sql(asked)}, n, lead, d, event, quad, score, day, precision FROM pairs WHERE {where}),
        heads AS (
            SELECT DISTINCT {keys}, lead, event, quad, score, day, date_trunc('{asked.by}', day)::DATE AS period
            FROM told WHERE {when})"""
    return indexed(ledger).sql(begun + query, [*sides, *days])


def series_sql(asked: Asked) -> str:
    quads = [f"count(*) FILTER (quad = {n}) AS {name}" for n, name in enumerate(QUADS, 1)]
    categories = [
        f"count(*) FILTER (event = '{name}') AS {name.lower()}" for name in table("labels")["categories"]
    ]
    keys = ", ".join(asked.keys)
    return f""",
        counted AS (SELECT {keys}, period, count(*) AS events, {", ".join(quads)}, sum(score) AS score_sum, avg(score) AS score_mean,
            count(*) FILTER (quad <= 2) / nullif(count(*) FILTER (event <> 'REQUEST'), 0) AS cooperation,
            {", ".join(categories)} FROM heads GROUP BY {keys}, period),
        read AS (SELECT {keys}, period, count(DISTINCT told.n) AS reports, count(DISTINCT d) AS documents
            FROM told JOIN (SELECT {keys}, lead, period FROM heads) USING ({keys}, lead) GROUP BY {keys}, period)
        SELECT {keys}, period, events, reports, documents, counted.* EXCLUDE ({keys}, period, events)
        FROM counted JOIN read USING ({keys}, period) ORDER BY {keys}, period"""
