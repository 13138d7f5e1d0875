"""What all charts share: colours, letters, and what is drawn where there is nothing to draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from comity.show.wording import plain, shortened

# One colour for each quad class, told apart in every kind of colour blindness (smallest CIE76 difference 33,
# by the matrices of Machado, Oliveira and Fernandes 2009 at full severity) and in grey by depth.
QUADS = {1: "#86c5d8", 2: "#0f6a84", 3: "#f2ac83", 4: "#b8401a"}
FOR, NEUTRAL, AGAINST = QUADS[2], "#efece4", QUADS[4]
INK, SOFT, RULE = "#1d1d1b", "#5d5b55", "#dcd8cd"
_LONGEST_NAME = 44
WIDTH = 720  # of a chart that fills a page

# No limit to labels: what cuts them would cut a character in two, and fail. Names are shortened before.
LOOK: dict[str, Any] = {
    "background": "white",
    "font": "sans-serif",
    "padding": 6,
    "title": {"anchor": "start", "fontSize": 15, "color": INK, "offset": 12},
    "axis": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": SOFT,
        "titleColor": SOFT, "gridColor": "#eceae3", "domainColor": SOFT, "tickColor": RULE, "labelLimit": 0,
    },
    "legend": {
        "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelColor": INK,
        "titleColor": SOFT, "labelLimit": 0, "columnPadding": 24,
    },
    "text": {"fontSize": 12, "color": INK},
    "view": {"stroke": None},
}  # fmt: skip


def finished(chart: alt.TopLevelMixin, title: str) -> alt.TopLevelMixin:
    """A chart with its title and the common look."""
    titled: Any = chart.properties(title=plain(title)) if title else chart
    done: alt.TopLevelMixin = titled.configure(**LOOK)
    return done


def nothing(title: str) -> alt.TopLevelMixin:
    """What stands in a chart's place where there are no rows."""
    words = alt.Chart(table_of([{"words": "nothing to draw"}])).mark_text(fontStyle="italic", color=SOFT)
    return finished(words.encode(text="words:N").properties(width=WIDTH, height=60), title)


def stacked(*drawings: Any, title: str = "") -> alt.TopLevelMixin:
    """Finished charts one above the other; each may have colours and sizes of its own."""
    bare = [drawing.copy(deep=False) for drawing in drawings]
    for drawing in bare:
        drawing.config = alt.Undefined
    return finished(
        alt.vconcat(*bare, spacing=24).resolve_scale(color="independent", size="independent"), title
    )


def clean(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows whose texts are one visible line each: what draws them ends the process at a control character."""
    return [{k: plain(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows]


def named(name: str) -> str:
    """A name that is written along an axis or beside a mark."""
    return shortened(name, _LONGEST_NAME)


def table_of(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def in_order(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
