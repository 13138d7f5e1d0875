"""How the record changes from one period to the next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from comity.analyse.happenings import Happening
from comity.analyse.positions import distinct
from comity.analyse.record import Extract
from comity.model import Statement

_GAP = 3  # years without a record that end a period
_MOST_PERIODS = 5
_DECADES_FROM = 25  # an unbroken record this long is split by decades, a shorter one in two


@dataclass(frozen=True)
class Year:
    """Happenings of one year by quad code (1-4); requests are left out, which PLOVER counts as conflict."""

    year: int
    quads: tuple[int, int, int, int]


@dataclass(frozen=True)
class Period:
    """`quads` are as in `Year`, `requests` apart; `score` is the mean PLOVER score of what happened (None where nothing did); issues are of records."""

    first: int
    last: int
    happenings: tuple[Happening, ...]
    statements: tuple[Statement, ...]
    quads: tuple[int, int, int, int]
    requests: int
    score: float | None
    issues: tuple[tuple[str, int], ...]
    new_issues: tuple[str, ...] = ()
    vanished_issues: tuple[str, ...] = ()


def years(told: tuple[Happening, ...]) -> tuple[Year, ...]:
    """Every year from the first to the last with an event, the empty ones too."""
    by_year = _by_year(told)
    if not by_year:
        return ()
    return tuple(Year(y, _quads(by_year.get(y, []))) for y in range(min(by_year), max(by_year) + 1))


def periods(extract: Extract, told: tuple[Happening, ...]) -> tuple[Period, ...]:
    """The record in periods, cut where it is silent for years; one period where it covers too little."""
    by_year = _by_year(told)
    said = _statements_by_year(extract)
    bounds = _bounds(sorted(set(by_year) | set(said)))
    found: list[Period] = []
    for first, last in bounds:
        inside = [h for y in range(first, last + 1) for h in by_year.get(y, [])]
        spoken = [s for y in range(first, last + 1) for s in said.get(y, [])]
        found.append(_period(first, last, inside, spoken, found[-1] if found else None))
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


def _period(
    first: int, last: int, told: list[Happening], said: list[Statement], before: Period | None
) -> Period:
    scores = [h.lead.event_scale for h in told]
    issues = Counter(i for h in told for i in set(h.lead.context))
    issues.update(i for s in said for i in set(s.issue))
    earlier = {issue for issue, _ in before.issues} if before else set()
    new = tuple(i for i, _ in issues.most_common() if i not in earlier) if before else ()
    gone = tuple(i for i, _ in before.issues if i not in issues) if before else ()
    mean = sum(scores) / len(scores) if scores else None
    return Period(
        first, last, tuple(told), tuple(said), _quads(told), sum(map(_is_request, told)), mean,
        tuple(issues.most_common()), new, gone,
    )  # fmt: skip


def _is_request(happening: Happening) -> bool:
    return happening.category == "REQUEST"


def _quads(told: list[Happening]) -> tuple[int, int, int, int]:
    count = Counter(h.lead.quad_code for h in told if not _is_request(h))
    return count[1], count[2], count[3], count[4]
