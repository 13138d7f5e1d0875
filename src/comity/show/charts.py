"""Charts as Altair objects, which a notebook shows as they are, and `save` writes as SVG, PNG or HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import altair as alt

from comity.errors import OptionError

ENDINGS = (".svg", ".png", ".html")


def check(path: Path) -> None:
    """Raises OptionError for a file that nothing can be drawn in."""
    if path.suffix.lower() not in ENDINGS:
        raise OptionError(
            f"--plot {path}: cannot draw {path.suffix or 'a file without ending'}; use {', '.join(ENDINGS)}"
        )


def save(chart: alt.TopLevelMixin, path: Path) -> None:
    """Writes a chart; the file's ending says as what. Raises OptionError for another ending."""
    check(path)
    how: dict[str, Any] = {"inline": True} if path.suffix.lower() == ".html" else {"scale_factor": 2}
    chart.save(str(path), **how)


def table_of(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def confusion(counts: Mapping[tuple[str, str], int]) -> alt.TopLevelMixin:
    """What was taken for what: a row for each category by hand, shaded by its share of that row."""
    rows: list[dict[str, Any]] = []
    totals: dict[str, int] = {}
    for (gold, _), n in counts.items():
        totals[gold] = totals.get(gold, 0) + n
    for (gold, said), n in counts.items():
        rows.append({"gold": gold or "none", "said": said or "none", "pairs": n, "share": n / totals[gold]})
    base = alt.Chart(table_of(rows)).encode(
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
    return alt.layer(squares, figures).properties(width=alt.Step(34), height=alt.Step(24))


def reliability(table: Sequence[tuple[float, float, int]]) -> alt.TopLevelMixin:
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
    return alt.layer(ideal.encode(x="x:Q", y="y:Q"), base.mark_line(), points).properties(
        width=320, height=320
    )
