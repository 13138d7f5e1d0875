"""Charts through time: how much cooperation and conflict, and how warm."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import altair as alt

from comity.analyse.vocabulary import label
from comity.show.charts.look import (
    QUADS,
    RULE,
    SOFT,
    WIDTH,
    clean,
    finished,
    in_order,
    named,
    nothing,
    table_of,
)

_STACKED = (2, 1, 3, 4)  # as the legend has them: the deed before the word, from the top down
_MONTHS = (2, 3, 4, 6, 12, 24, 60, 120, 600, 1200, 12000, 120000)  # between two labels
_LETTER = 7.5  # width of one in a name, in pixels
_LOWEST, _HIGHEST = -10, 10  # PLOVER scores
_MARGIN = 0.5  # so that no dot is cut
_LINE = "#3d4450"


def quads(rows: Sequence[Mapping[str, Any]], title: str = "") -> alt.TopLevelMixin:
    """Events of each period by quad class, cooperation above the line and conflict below.

    Rows: `period` ("2010", "2010-09", or any other word), `quad` (1-4), `events`. Years and months between the first and
    the last that have no row stand empty.
    """
    rows = [row | {"period": named(row["period"])} for row in clean(rows) if row["quad"] in QUADS]
    if not rows:
        return nothing(title)
    periods = _calendar(in_order(row["period"] for row in rows))
    words = {q: label("quads", q) for q in QUADS}
    drawn = [
        {
            "period": row["period"],
            "class": words[row["quad"]],
            "events": row["events"],
            "signed": row["events"] if row["quad"] <= 2 else -row["events"],
            "rank": row["quad"] % 2,
            "told": f"{row['period']}: {row['events']} of {words[row['quad']]}",
        }
        for row in rows
    ]
    colours = alt.Scale(domain=[words[q] for q in _STACKED], range=[QUADS[q] for q in _STACKED])
    base, counts = alt.Chart(table_of(drawn)), _counts(drawn)
    bars = base.mark_bar(cornerRadius=0).encode(
        x=_periods(periods),
        y=alt.Y("sum(signed):Q", title="events", axis=counts),
        color=alt.Color("class:N", scale=colours, title=None, legend=alt.Legend(orient="top")),
        order=alt.Order("rank:Q"),
        tooltip=["period:N", "class:N", "events:Q"],
        description="told:N",
    )
    zero = alt.Chart(table_of([{"y": 0}])).mark_rule(color=SOFT).encode(y=alt.Y("y:Q", axis=counts))
    return finished(alt.layer(bars, zero).properties(width=_width(periods), height=200), title)


def scores(rows: Sequence[Mapping[str, Any]], title: str = "") -> alt.TopLevelMixin:
    """The mean PLOVER score of each period with its interval; the line breaks where a period has no event.

    Rows: `period`, `score` (None where there is no event), `low`, `high` (None where there is no interval), `events`, and
    optionally `change`, true where the series changes its level.
    """
    rows = [row | {"period": named(row["period"])} for row in clean(rows)]
    if all(row["score"] is None for row in rows):
        return nothing(title)
    periods = _calendar(in_order(row["period"] for row in rows))
    drawn = _in_runs([row for row in rows if row["score"] is not None], periods)
    base = alt.Chart(table_of(drawn)).encode(x=_periods(periods))
    y = alt.Y("score:Q", title="mean score", scale=alt.Scale(domain=_domain(drawn), nice=True))
    layers = [
        alt.Chart(table_of([{"y": 0}])).mark_rule(color=RULE).encode(y="y:Q"),
        *_changes(drawn, base),
        base.transform_filter("isValid(datum.low)").mark_area(opacity=0.18, color=_LINE).encode(
            y=alt.Y("low:Q", title=""), y2="high:Q", detail="run:N"
        ),
        base.transform_filter("isValid(datum.low)").mark_rule(opacity=0.4, color=_LINE).encode(
            y=alt.Y("low:Q", title=""), y2="high:Q"
        ),
        base.mark_line(color=_LINE).encode(y=y, detail="run:N"),
        base.mark_circle(color=_LINE, opacity=1).encode(
            y=y,
            size=alt.Size("events:Q", legend=None, scale=alt.Scale(range=[25, 160])),
            tooltip=["period:N", "score:Q", "low:Q", "high:Q", "events:Q"],
            description="told:N",
        ),
    ]  # fmt: skip
    return finished(alt.layer(*layers).properties(width=_width(periods), height=180), title)


def _in_runs(rows: Sequence[Mapping[str, Any]], periods: list[str]) -> list[dict[str, Any]]:
    """Rows in time order; those of neighbouring periods share a `run`, within which lines are drawn."""
    place = {period: n for n, period in enumerate(periods)}
    ordered = sorted(rows, key=lambda row: place[row["period"]])
    starts = [place[b["period"]] - place[a["period"]] > 1 for a, b in pairwise(ordered)]
    runs = [sum(starts[:n]) for n in range(len(ordered))]
    return [{**row, "run": run, "told": _told(row)} for row, run in zip(ordered, runs, strict=True)]


def _told(row: Mapping[str, Any]) -> str:
    interval = "" if row["low"] is None else f" ({row['low']:+.1f} to {row['high']:+.1f})"
    return f"{row['period']}: {row['score']:+.1f}{interval}, events: {row['events']}".replace("-", "−")


def _changes(rows: list[dict[str, Any]], base: alt.Chart) -> list[alt.Chart]:
    """A mark where the level changes; none where no row says so."""
    if not any(row.get("change") for row in rows):
        return []
    at = base.transform_filter("datum.change")
    rule = at.mark_rule(strokeDash=[5, 4], color=QUADS[4])
    words = at.mark_text(align="left", dx=5, dy=8, baseline="top", color=QUADS[4]).encode(
        y=alt.value(0), text=alt.value("change")
    )
    return [rule, words]


def _domain(rows: list[dict[str, Any]]) -> list[float]:
    """Room for the intervals, the zero line within, and never more than the scale has."""
    told = [value for row in rows for value in (row["score"], row["low"], row["high"]) if value is not None]
    return [max(_LOWEST, min(*told, -1) - _MARGIN), min(_HIGHEST, max(*told, 1) + _MARGIN)]


def _calendar(periods: list[str]) -> list[str]:
    """The periods in order; of years or months every one from the first to the last."""
    if all(re.fullmatch(r"\d{4}", p) for p in periods):
        return [f"{year:04}" for year in range(int(min(periods)), int(max(periods)) + 1)]
    if _are_months(periods):
        first, last = (int(p[:4]) * 12 + int(p[5:]) - 1 for p in (min(periods), max(periods)))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]
    return periods


def _periods(periods: list[str]) -> alt.X:
    return alt.X(
        "period:O",
        title=None,
        scale=alt.Scale(domain=periods),
        axis=alt.Axis(labelAngle=0, values=_labelled(periods), ticks=False, labelPadding=6),
    )


def _labelled(periods: list[str]) -> list[str]:
    """As many names as have room, evenly spaced; of many months those of the same time of the year."""
    room = _width(periods) / (_LETTER * max(map(len, periods)) + 6)
    every = math.ceil(len(periods) / room)
    if every == 1 or not _are_months(periods):
        return periods[::every]
    step = next(s for s in _MONTHS if s >= every)
    return [p for p in periods if (int(p[:4]) * 12 + int(p[5:]) - 1) % step == 0]


def _are_months(periods: list[str]) -> bool:
    return all(re.fullmatch(r"\d{4}-\d\d", p) for p in periods)


def _width(periods: list[str]) -> float:
    """Few columns stay slim, but have room for their names."""
    return min(WIDTH, max(60, _LETTER * max(map(len, periods))) * len(periods))


def _counts(drawn: list[dict[str, Any]]) -> alt.Axis:
    """Whole numbers, those below the line without their sign."""
    up, down = (_tallest(drawn, sign) for sign in (1, -1))
    step = next(s for n in range(12) for s in (10**n, 2 * 10**n, 5 * 10**n) if (up + down) / s <= 6)
    marks = [*range(-(down - down % step), 0, step), *range(0, up + 1, step)]
    return alt.Axis(labelExpr="format(abs(datum.value), ',d')", values=marks)


def _tallest(drawn: list[dict[str, Any]], sign: int) -> int:
    heights: Counter[str] = Counter()
    for row in drawn:
        heights[row["period"]] += max(sign * row["signed"], 0)
    return max(heights.values())
