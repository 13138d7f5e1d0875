"""Networks of actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from comity.show.charts.look import AGAINST, FOR, WIDTH, clean, finished, named, nothing, table_of

_NODES = ("#3d4450", "#d08c2f")
_WIDTHS = (0.4, 7)
_SIZES = (40, 500)
_TALLEST = 560


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
    dots = [
        {**node, "x": places[node["name"]][0], "y": places[node["name"]][1], "short": named(node["name"])}
        for node in nodes
    ]
    lines = [
        {
            "x": places[e["source"]][0], "y": places[e["source"]][1],
            "x2": places[e["target"]][0], "y2": places[e["target"]][1],
            "weight": abs(e["weight"]), "against": e["weight"] < 0,
            "tie": f"{e['source']} – {e['target']}: {e['weight']:g}".replace("-", "−"),
        }
        for e in edges
    ]  # fmt: skip
    wide = alt.Scale(zero=False, padding=36)
    x, y = alt.X("x:Q", axis=None, scale=wide), alt.Y("y:Q", axis=None, scale=wide)
    rules = (
        alt.Chart(table_of(clean(lines)))
        .mark_rule(opacity=0.5)
        .encode(
            x=x, y=y, x2="x2:Q", y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "weight:Q", scale=alt.Scale(range=_WIDTHS, domainMin=0), legend=None
            ),
            color=alt.condition("datum.against", alt.value(AGAINST), alt.value(FOR)),
            tooltip=["tie:N"],
            description="tie:N",
        )
    )  # fmt: skip
    base = alt.Chart(table_of(clean(dots))).encode(x=x, y=y)
    types = sorted({dot["type"] for dot in dots})
    circles = base.mark_circle(opacity=1).encode(
        size=alt.Size("activity:Q", scale=alt.Scale(range=_SIZES, domainMin=0), legend=None),
        color=alt.Color(
            "type:N",
            scale=alt.Scale(domain=types, range=_NODES[: len(types)]),
            legend=alt.Legend(orient="top", title=None) if len(types) > 1 else None,
        ),
        tooltip=["name:N", "activity:Q"],
        description="name:N",
    )
    names = base.mark_text(dy=-18).encode(text="short:N")
    height = min(_TALLEST, 200 + 20 * len(dots))
    return finished(alt.layer(rules, circles, names).properties(width=WIDTH, height=height), title)
