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


def network(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    places: Mapping[str, tuple[float, float]],
) -> alt.TopLevelMixin:
    """Nodes by name with `type` and `activity`, at their `places`; edges from `source` to `target`, as wide as their
    `weight`, red where it is negative."""
    dots = [{**node, "x": places[node["name"]][0], "y": places[node["name"]][1]} for node in nodes]
    lines = [
        {
            "x": places[e["source"]][0], "y": places[e["source"]][1],
            "x2": places[e["target"]][0], "y2": places[e["target"]][1],
            "weight": abs(e["weight"]), "against": e["weight"] < 0, "tie": f"{e['source']} – {e['target']}",
        }
        for e in edges
    ]  # fmt: skip
    wide = alt.Scale(zero=False, padding=24)
    x, y = alt.X("x:Q", axis=None, scale=wide), alt.Y("y:Q", axis=None, scale=wide)
    drawn = (
        alt.Chart(table_of(lines))
        .mark_rule(opacity=0.35)
        .encode(
            x=x, y=y, x2="x2:Q", y2="y2:Q",
            strokeWidth=alt.StrokeWidth("weight:Q", scale=alt.Scale(range=[0.3, 4]), title="weight"),
            color=alt.condition("datum.against", alt.value("#c0392b"), alt.value("#34618c")),
            tooltip=["tie:N", "weight:Q"],
        )
    )  # fmt: skip
    base = alt.Chart(table_of(dots)).encode(x=x, y=y)
    circles = base.mark_circle(opacity=1).encode(
        size=alt.Size("activity:Q", title="activity", scale=alt.Scale(range=[40, 500])),
        color=alt.Color("type:N", title=None, scale=alt.Scale(range=["#34618c", "#d08c2f"])),
        tooltip=["name:N", "activity:Q"],
    )
    names = base.mark_text(dy=-11, fontSize=11).encode(text="name:N")
    return alt.layer(drawn, circles, names).properties(width=760, height=560)
