"""Charts of how well a coder does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from comity.show.charts.look import clean, finished, table_of


def confusion(counts: Mapping[tuple[str, str], int], title: str = "") -> alt.TopLevelMixin:
    """What was taken for what: a row for each category by hand, shaded by its share of that row."""
    rows: list[dict[str, Any]] = []
    totals: dict[str, int] = {}
    for (gold, _), n in counts.items():
        totals[gold] = totals.get(gold, 0) + n
    for (gold, said), n in counts.items():
        rows.append({"gold": gold or "none", "said": said or "none", "pairs": n, "share": n / totals[gold]})
    base = alt.Chart(table_of(clean(rows))).encode(
        x=alt.X("said:N", title="said", axis=alt.Axis(orient="top", labelAngle=-45)),
        y=alt.Y("gold:N", title="by hand"),
    )
    squares = base.mark_rect().encode(
        color=alt.Color("share:Q", title="share of row", scale=alt.Scale(scheme="blues", domain=[0, 1]))
    )
    figures = base.mark_text(fontSize=11).encode(
        text="pairs:Q",
        color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value("#333")),
    )
    drawing = alt.layer(squares, figures).properties(width=alt.Step(34), height=alt.Step(24))
    return finished(drawing, title)


def reliability(table: Sequence[tuple[float, float, int]], title: str = "") -> alt.TopLevelMixin:
    """Of records in each bin of confidence, the share that is right; on the diagonal, confidence can be believed.
    `table` has mean confidence, share right and number of records."""
    rows = [{"confidence": c, "right": r, "records": n} for c, r, n in table]
    unit = alt.Scale(domain=[0, 1])
    base = alt.Chart(table_of(rows)).encode(
        x=alt.X("confidence:Q", scale=unit, title="confidence"),
        y=alt.Y("right:Q", scale=unit, title="share that is right"),
    )
    sizes = alt.Size("records:Q", title="records", scale=alt.Scale(range=[30, 400]))
    points = base.mark_circle(opacity=0.9).encode(size=sizes)
    ideal = alt.Chart(table_of([{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(
        strokeDash=[4, 4], color="#999"
    )
    layers = (ideal.encode(x="x:Q", y="y:Q"), base.mark_line(), points)
    return finished(alt.layer(*layers).properties(width=320, height=320), title)
