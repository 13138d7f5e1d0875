"""Networks of actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from comity.show.charts.look import AGAINST, FOR, WIDTH, clean, finished, named, nothing, table_of


def network(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    places: Mapping[str, tuple[float, float]],
    title: str = "",
) -> alt.TopLevelMixin:
    """Nodes by name with `type` and `activity`, at their `places`; edges from `source` to `target`, as wide as their
    `weight`, red where it is negative."""
    if not nodes:
        return nothing(title)
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
        alt.Chart(table_of(clean(lines)))
        .mark_rule(opacity=0.35)
        .encode(
            x=x, y=y, x2="x2:Q", y2="y2:Q",
            strokeWidth=alt.StrokeWidth("weight:Q", scale=alt.Scale(range=[0.3, 4]), title="weight"),
            color=alt.condition("datum.against", alt.value(AGAINST), alt.value(FOR)),
            tooltip=["tie:N", "weight:Q"],
        )
    )  # fmt: skip
    base = alt.Chart(table_of([dot | {"short": named(dot["name"])} for dot in clean(dots)])).encode(x=x, y=y)
    circles = base.mark_circle(opacity=1).encode(
        size=alt.Size("activity:Q", title="activity", scale=alt.Scale(range=[40, 500])),
        color=alt.Color("type:N", title=None, scale=alt.Scale(range=[FOR, "#d08c2f"])),
        tooltip=["name:N", "activity:Q"],
    )
    names = base.mark_text(dy=-12).encode(text="short:N")
    return finished(alt.layer(drawn, circles, names).properties(width=WIDTH, height=520), title)
