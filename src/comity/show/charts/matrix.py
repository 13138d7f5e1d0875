"""Who is for what and against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from comity.show.charts.look import (
    AGAINST,
    FOR,
    INK,
    NEUTRAL,
    clean,
    finished,
    in_order,
    named,
    nothing,
    table_of,
)

_COLUMN = 124  # width in pixels
_BREAK = ", "
_DARK = 0.6  # stance from which a cell wants white figures


def issues(rows: Sequence[Mapping[str, Any]], title: str = "") -> alt.TopLevelMixin:
    """What each side holds on each issue: coloured by its mean stance, the figure being the number of statements.

    Rows: `issue`, `side`, `stance` (mean, -1 to 1), `statements`. Issues stand in the order of their statements, sides in
    the order in which they come; a side's name is broken at ", ".
    """
    rows = [row | {"issue": named(row["issue"]), "side": named(row["side"])} for row in clean(rows)]
    if not rows:
        return nothing(title)
    told = {name: sum(r["statements"] for r in rows if r["issue"] == name) for name in _names(rows, "issue")}
    drawn = [{**row, "told": _told(row)} for row in rows]
    lines = max(row["side"].count(_BREAK) for row in rows)
    heads = alt.Axis(
        orient="top",
        labelAngle=0,
        labelExpr=f"split(datum.label, {_BREAK!r})",
        labelPadding=5 + 15 * lines,
    )
    base = alt.Chart(table_of(drawn)).encode(
        x=alt.X("side:N", title=None, sort=_names(rows, "side"), axis=heads),
        y=alt.Y(
            "issue:N",
            title=None,
            sort=sorted(told, key=lambda name: (-told[name], name)),
        ),
    )
    stance = alt.Color(
        "stance:Q",
        scale=alt.Scale(domain=[-1, 0, 1], range=[AGAINST, NEUTRAL, FOR], interpolate="rgb"),
        legend=alt.Legend(
            title="mean stance",
            values=[-1, 0, 1],
            labelExpr="datum.value > 0 ? 'for' : datum.value < 0 ? 'against' : 'neither'",
            orient="bottom",
            gradientLength=200,
            tickCount=3,
        ),
    )
    cells = base.mark_rect(stroke="white", strokeWidth=2).encode(
        color=stance,
        tooltip=["issue:N", "side:N", alt.Tooltip("stance:Q", format="+.2f"), "statements:Q"],
        description="told:N",
    )
    figures = base.mark_text().encode(
        text="statements:Q",
        color=alt.condition(f"abs(datum.stance) > {_DARK}", alt.value("white"), alt.value(INK)),
    )
    return finished(alt.layer(cells, figures).properties(width=alt.Step(_COLUMN), height=alt.Step(26)), title)


def _names(rows: Sequence[Mapping[str, Any]], key: str) -> list[str]:
    return in_order(row[key] for row in rows)


def _told(row: Mapping[str, Any]) -> str:
    stance = f"{row['stance']:+.2f}".replace("-", "−")
    return f"{row['side']} on {row['issue']}: mean stance {stance}, statements: {row['statements']}"
