"""What happened when, in lanes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt

from comity import dates
from comity.analyse.vocabulary import label
from comity.show.charts.look import QUADS, SOFT, WIDTH, clean, finished, in_order, named, nothing, table_of

_SHORT = 50  # of the time shown, as one part in so many
_OTHER = "#6b7280"


def timeline(rows: Sequence[Mapping[str, Any]], title: str = "") -> alt.TopLevelMixin:
    """Events and the stages of projects along a common line of time, one lane for each.

    Rows: `start` and `end` (ISO 8601 dates, as precise as known; `end` may be empty), `label`, `lane`, and either `quad`
    (1-4, its colour) or `status` (a project's stage, written behind the last one). Days are points; what is known
    to the month or year only is a bar as long as that, where it can be seen. Rows without a date are left out.
    """
    rows = [row | {"lane": named(row["lane"])} for row in clean(rows) if _dated(row)]
    if not rows:
        return nothing(title)
    drawn = _marked([_drawn(row) for row in rows])
    lanes = in_order(row["lane"] for row in rows)
    classes = {label("quads", q): colour for q, colour in QUADS.items()} | {"stage of a project": _OTHER}
    used = [name for name in classes if any(row["class"] == name for row in drawn)]
    base = alt.Chart(table_of(drawn)).encode(
        x=_time(drawn),
        y=alt.Y("lane:N", title=None, sort=lanes, axis=alt.Axis(grid=True, domain=False)),
        color=alt.Color(
            "class:N",
            title=None,
            scale=alt.Scale(domain=used, range=[classes[name] for name in used]),
            legend=alt.Legend(orient="top"),
        ),
        tooltip=["when:N", "lane:N", "label:N"],
        description="told:N",
    )
    words = base.transform_filter("datum.last").mark_text(align="left", dx=8, color=SOFT, fontSize=11)
    spans = base.transform_filter("!datum.dot").mark_bar(height=9, opacity=0.55, cornerRadius=4)
    points = base.transform_filter("datum.dot").mark_circle(size=90, opacity=0.8)
    return finished(
        alt.layer(
            spans.encode(x2="end:T"), points, words.encode(x="end:T", text="status:N", color=alt.value(SOFT))
        ).properties(width=WIDTH - 150, height=alt.Step(30)),
        title,
    )


def _dated(row: Mapping[str, Any]) -> bool:
    return bool(row["start"]) and dates.valid(row["start"]) and dates.valid(row.get("end") or "")


def _time(drawn: Sequence[Mapping[str, Any]]) -> alt.X:
    """The time that the rows cover, with room at either end, its dates as fine as that time is long."""
    first, last = min(row["start"] for row in drawn), max(row["end"] for row in drawn)
    days = _days(first, last)
    room = max(days // 40, 3)
    form = "%Y" if days > 5 * 365 else "%b %Y" if days > 90 else "%-d %b %Y"
    ends = [dates.add(first, days=-room) or first, dates.add(last, days=room) or last]
    return alt.X(
        "start:T",
        title=None,
        scale=alt.Scale(type="utc", domain=ends),
        axis=alt.Axis(format=form, tickCount=4 if days < 8 else 7, labelOverlap=True),
    )


def _marked(drawn: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, with `last` where none of the lane is later, and `dot` where a bar would be too short to be seen."""
    latest = {row["lane"]: n for n, row in sorted(enumerate(drawn), key=lambda pair: pair[1]["end"])}
    shown = _days(min(row["start"] for row in drawn), max(row["end"] for row in drawn))
    return [
        row | {"last": latest[row["lane"]] == n, "dot": _days(row["start"], row["end"]) <= shown / _SHORT}
        for n, row in enumerate(drawn)
    ]


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _drawn(row: Mapping[str, Any]) -> dict[str, Any]:
    start, end = row["start"], row.get("end") or row["start"]
    when = start if end == start else f"{start} to {end}"
    return {
        "start": dates.span(start)[0],
        "end": dates.span(end)[1],
        "when": when,
        "lane": row["lane"],
        "label": row["label"],
        "status": named(row.get("status") or ""),
        "class": label("quads", row["quad"]) if row.get("quad") else "stage of a project",
        "told": f"{when}, {row['lane']}: {row['label']}",
    }
