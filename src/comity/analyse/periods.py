"""How the record changes from one period to the next."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from comity.analyse.happenings import Happening
from comity.analyse.positions import distinct
from comity.analyse.record import Extract
from comity.analyse.series import bootstrapped
from comity.model import Statement

_DRAWS = 1000
_GAP = 3  # years without a record that end a period
_MOST_PERIODS = 5
_DECADES_FROM = 25  # an unbroken record this long is split by decades, a shorter one in two


@dataclass(frozen=True)
class Mean:
    """The mean PLOVER score of what happened, and between which two 95% of the means lie that come of drawing its documents
    anew (`series.with_intervals`); one document has no interval."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Moment:
    """Happenings of one year ("2001") or month ("2001-09") by quad code (1-4); requests are left out, which PLOVER counts as
    conflict."""

    period: str
    quads: tuple[int, int, int, int]
    happenings: int
    mean: Mean | None


@dataclass(frozen=True)
class Balance:
    """What happened and was said: `quads` are as in `Moment`, `requests` apart; `mean` is None where nothing happened; issues
    come with the number of their records, the commonest first."""

    happenings: tuple[Happening, ...]
    statements: tuple[Statement, ...]
    quads: tuple[int, int, int, int]
    requests: int
    mean: Mean | None
    issues: tuple[tuple[str, int], ...]

    @property
    def cooperation(self) -> float | None:
        """The share of cooperation in what happened, from 0 to 1, requests left out."""
        return sum(self.quads[:2]) / sum(self.quads) if any(self.quads) else None


@dataclass(frozen=True)
class Period:
    """The years from `first` to `last`, and which issues are new or gone since the period before."""

    first: int
    last: int
    balance: Balance
    new_issues: tuple[str, ...] = ()
    vanished_issues: tuple[str, ...] = ()


def series(told: tuple[Happening, ...]) -> tuple[Moment, ...]:
    """The months that have an event, where all are known to the month and within two years of each other, else the years."""
    dated = [h for h in told if h.date and h.took_place]
    years = [int(h.date[:4]) for h in dated]
    monthly = bool(years) and max(years) - min(years) < 2 and all(len(h.date) > 4 for h in dated)
    inside: dict[str, list[Happening]] = {}
    for happening in dated:
        inside.setdefault(happening.date[: 7 if monthly else 4], []).append(happening)
    return tuple(
        Moment(period, _quads(inside[period]), len(inside[period]), mean(inside[period]))
        for period in sorted(inside)
    )


def mean(told: Sequence[Happening]) -> Mean | None:
    """None where nothing happened."""
    if not told:
        return None
    by_document: dict[str, list[float]] = {}
    for happening in told:
        by_document.setdefault(happening.lead.doc, []).append(happening.lead.event_scale)
    value = statistics.fmean(score for scores in by_document.values() for score in scores)
    if len(by_document) == 1:
        return Mean(value, None, None)
    totals, numbers = (np.array([f(scores) for scores in by_document.values()], float) for f in (sum, len))
    return Mean(value, *bootstrapped(totals, numbers, _DRAWS, np.random.default_rng(1)))


def periods(extract: Extract, told: tuple[Happening, ...]) -> tuple[Period, ...]:
    """The record in periods, cut where it is silent for years; one period where it covers too little."""
    by_year = _by_year(told)
    said = _statements_by_year(extract)
    bounds = _bounds(sorted(set(by_year) | set(said)))
    found: list[Period] = []
    for first, last in bounds:
        inside = [h for y in range(first, last + 1) for h in by_year.get(y, [])]
        spoken = [s for y in range(first, last + 1) for s in said.get(y, [])]
        found.append(_period(first, last, balance(inside, spoken), found[-1] if found else None))
    return tuple(found)


def _by_year(told: tuple[Happening, ...]) -> dict[int, list[Happening]]:
    by_year: dict[int, list[Happening]] = {}
    for happening in told:
        if happening.date and happening.took_place:
            by_year.setdefault(int(happening.date[:4]), []).append(happening)
    return by_year


def _statements_by_year(extract: Extract) -> dict[int, list[Statement]]:
    published = {d.doc: d.published for d in extract.documents}
    by_year: dict[int, list[Statement]] = {}
    for statement in distinct(extract.statements):
        date = statement.date or published.get(statement.doc, "")
        if date:
            by_year.setdefault(int(date[:4]), []).append(statement)
    return by_year


def _bounds(covered: list[int]) -> list[tuple[int, int]]:
    if not covered:
        return []
    runs = [[covered[0]]]
    for year in covered[1:]:
        if year - runs[-1][-1] > _GAP:
            runs.append([])
        runs[-1].append(year)
    bounds = [(run[0], run[-1]) for run in runs]
    if len(bounds) == 1:
        return _split(*bounds[0])
    while len(bounds) > _MOST_PERIODS:
        bounds = _join_nearest(bounds)
    return bounds


def _split(first: int, last: int) -> list[tuple[int, int]]:
    if last - first >= _DECADES_FROM:
        starts = [first, *range(first - first % 10 + 10, last + 1, 10)][-_MOST_PERIODS:]
        starts[0] = first
        return [(s, e - 1) for s, e in zip(starts, [*starts[1:], last + 1], strict=True)]
    if first == last:
        return [(first, last)]
    middle = (first + last) // 2
    return [(first, middle), (middle + 1, last)]


def _join_nearest(bounds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    gaps = [(later[0] - earlier[1], i) for i, (earlier, later) in enumerate(pairwise(bounds))]
    _, i = min(gaps)
    return [*bounds[:i], (bounds[i][0], bounds[i + 1][1]), *bounds[i + 2 :]]


def _period(first: int, last: int, balance: Balance, before: Period | None) -> Period:
    if before is None:
        return Period(first, last, balance)
    now, then = ([issue for issue, _ in b.issues] for b in (balance, before.balance))
    new = tuple(issue for issue in now if issue not in then)
    return Period(first, last, balance, new, tuple(issue for issue in then if issue not in now))


def balance(told: Iterable[Happening], said: Iterable[Statement]) -> Balance:
    """The balance of what took place and what is said; what is planned, supposed or denied is left out."""
    happened, spoken = tuple(h for h in told if h.took_place), tuple(said)
    issues = Counter(i for h in happened for i in set(h.lead.context))
    issues.update(i for s in spoken for i in set(s.issue))
    ranked = tuple(sorted(issues.items(), key=lambda pair: (-pair[1], pair[0])))
    requests = sum(map(_is_request, happened))
    return Balance(happened, spoken, _quads(happened), requests, mean(happened), ranked)


def _is_request(happening: Happening) -> bool:
    return happening.category == "REQUEST"


def _quads(told: Sequence[Happening]) -> tuple[int, int, int, int]:
    count = Counter(h.lead.quad_code for h in told if not _is_request(h))
    return count[1], count[2], count[3], count[4]
