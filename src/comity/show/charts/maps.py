"""Where things happened."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import Any

import altair as alt

from comity.show.charts.look import INK, QUADS, RULE, WIDTH, clean, finished, named, nothing, table_of

_HEIGHT = 400
_MOST_NAMES = 14
_MANY = 12  # events of which the largest circle is at least
_WORDS = (70.0, 15.0)  # room that a name takes, in pixels
_SMALLEST = 16.0  # degrees that a map shows at least, so that one place has its surroundings
_REGION = 110.0  # degrees of longitude up to which a map is of a region, not of the world
_ROOM = 1.35  # times the points' own extent
_WORLD_SCALE = 128  # at which Equal Earth fits the width


def places(rows: Sequence[Mapping[str, Any]], title: str = "") -> alt.TopLevelMixin:
    """Places on an outline of the world, as large as their number of events, zoomed to where they are.

    Rows: `name`, `country`, `lat` and `lon` in degrees (those without are left out), `events`.
    """
    rows = [row for row in clean(rows) if row["lat"] is not None and row["lon"] is not None]
    if not rows:
        return nothing(title)
    ordered = sorted(rows, key=lambda row: (-row["events"], row["name"]))
    shown = _projection([row["lat"] for row in rows], [row["lon"] for row in rows])
    chosen = _named(ordered, shown["scale"])
    drawn = [
        {**row, "short": named(row["name"]), "named": n in chosen, "told": _told(row)}
        for n, row in enumerate(ordered)
    ]
    outline = alt.Chart(_world()).mark_geoshape(fill="#eeebe2", stroke="#c9c4b5", strokeWidth=0.6, clip=True)
    base = alt.Chart(table_of(drawn)).encode(longitude="lon:Q", latitude="lat:Q")
    circles = base.mark_circle(color=QUADS[2], opacity=0.75, stroke="white", strokeWidth=1).encode(
        size=alt.Size(
            "events:Q",
            title="events",
            scale=alt.Scale(range=[30, 600], domain=[0, max(_MANY, ordered[0]["events"])]),
            legend=alt.Legend(orient="right", values=_sizes([row["events"] for row in rows]), format="d"),
        ),
        tooltip=["name:N", "country:N", "events:Q"],
        description="told:N",
    )
    names = base.transform_filter("datum.named").mark_text(dy=-17, color=INK)
    drawing = alt.layer(outline, circles, names.encode(text="short:N"))
    frame = alt.ViewBackground(stroke=RULE)
    return finished(drawing.project(**shown).properties(width=WIDTH - 80, height=_HEIGHT, view=frame), title)


def _told(row: Mapping[str, Any]) -> str:
    return f"{row['name']} ({row['country']}), events: {row['events']}"


def _named(rows: Sequence[Mapping[str, Any]], scale: float) -> set[int]:
    """Which rows have their names written: the first ones, each where it does not run over an earlier one's."""
    taken: list[tuple[float, float]] = []
    named = set()
    for n, row in enumerate(rows[:_MOST_NAMES]):
        across = scale * math.radians(row["lon"]) * math.cos(math.radians(row["lat"]))
        up = scale * math.radians(row["lat"])
        if all(abs(across - x) > _WORDS[0] or abs(up - y) > _WORDS[1] for x, y in taken):
            taken.append((across, up))
            named.add(n)
    return named


def _sizes(events: Sequence[int]) -> list[int]:
    most = max(events)
    return sorted({1, -(-most // 2), most})


@functools.cache
def _world() -> alt.InlineData:
    """The outline that the package carries, as text: it is copied and checked as one piece, and read where it is drawn."""
    path = files("comity") / "data" / "places" / "world.json"
    form = alt.TopoDataFormat(type="topojson", feature="countries")
    return alt.InlineData(values=path.read_text(encoding="utf-8"), format=form)


def _projection(lats: Sequence[float], lons: Sequence[float]) -> dict[str, Any]:
    """Equal-area either way: around the points where they fill a region, else the world turned toward them."""
    west, wide = _arc(lons)
    middle = (west + wide / 2 + 180) % 360 - 180
    width = WIDTH - 80
    frame = {"clipExtent": [[0, 0], [width, _HEIGHT]]}
    if wide > _REGION:
        return frame | {"type": "equalEarth", "rotate": [-middle, 0, 0], "scale": _WORLD_SCALE}
    lat = (min(lats) + max(lats)) / 2
    across = max(wide * math.cos(math.radians(lat)), _SMALLEST)
    high = max(max(lats) - min(lats), _SMALLEST * _HEIGHT / width)
    scale = min(width / math.radians(across), _HEIGHT / math.radians(high)) / _ROOM
    return frame | {"type": "azimuthalEqualArea", "rotate": [-middle, -lat, 0], "scale": scale}


def _arc(lons: Sequence[float]) -> tuple[float, float]:
    """The western end and the width, in degrees, of the smallest stretch of longitude with all points in it."""
    around = sorted({lon % 360 for lon in lons})
    gaps = [(after - before, after) for before, after in pairwise([*around, around[0] + 360])]
    widest, west = max(gaps)
    return west % 360, 360 - widest
