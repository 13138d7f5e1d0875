"""Charts are drawn as files that can be looked at: many rows, one, none, and hostile ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from comity.errors import OptionError
from comity.show import charts
from comity.show.charts import maps, series
from comity.show.charts.look import QUADS
from comity.show.inline import inline

COUNTS = {("AID", "AID"): 7, ("AID", "AGREE"): 2, ("", ""): 3, ("<b>&", "AID"): 1}
BINS = [(0.1, 0.12, 40), (0.9, 0.93, 200)]
HOSTILE = '<script>alert(1)</script> "] #import \u202e\x07'


def mean(period: str, **given: Any) -> dict[str, Any]:
    return {"period": period, "score": 2.0, "low": 1.0, "high": 3.0, "events": 4} | given


def stage(**given: Any) -> dict[str, Any]:
    return {"start": "2001", "end": "", "label": "approved", "lane": "Nakhodka", "status": "approved"} | given


def town(name: str = "Oslo", **given: Any) -> dict[str, Any]:
    return {"name": name, "country": "Norway", "lat": 59.9, "lon": 10.8, "events": 3} | given


Row = dict[str, Any]
DRAWN: list[Any] = [
    pytest.param(
        charts.quads,
        [{"period": "2001", "quad": 1, "events": 3}, {"period": "2003", "quad": 4, "events": 1}],
        ["2001: 3 of verbal cooperation", "2003: 1 of material conflict"],
        id="quads",
    ),
    pytest.param(
        charts.scores,
        [mean("2001"), mean("2002", score=-1.0, low=None, high=None, events=1, change=True)],
        ["2001: +2.0 (+1.0 to +3.0), events: 4", "2002: −1.0, events: 1", ">change<"],
        id="scores",
    ),
    pytest.param(
        charts.issues,
        [
            {"issue": "energy", "side": "Norway", "stance": 0.5, "statements": 4},
            {"issue": "energy", "side": "Chile", "stance": -1, "statements": 2},
        ],
        ["Norway on energy: mean stance +0.50, statements: 4", ">against<"],
        id="issues",
    ),
    pytest.param(
        charts.timeline,
        [stage(), stage(start="2001-09-10", lane="events", label="met", quad=1, status="")],
        ["2001, Nakhodka: approved", "2001-09-10, events: met", ">verbal cooperation<"],
        id="timeline",
    ),
    pytest.param(
        charts.places,
        [
            town(),
            town("Santiago", country="Chile", lat=-33.4, lon=-70.7),
            town("Nowhere", lat=None, lon=None),
        ],
        ["Oslo (Norway), events: 3", ">Santiago<"],
        id="places",
    ),
]


@pytest.mark.parametrize(
    ("ending", "begins"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".html", b"<!DOCTYPE html>")]
)
def test_a_matrix_in_every_format(tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"matrix{ending}"
    charts.save(charts.confusion(COUNTS), path)
    assert path.read_bytes().lstrip().startswith(begins)


def test_names_are_text() -> None:
    drawn = charts.svg(charts.confusion(COUNTS))
    assert "<b>" not in drawn and "none" in drawn


def test_reliability_has_a_point_for_each_bin() -> None:
    assert charts.svg(charts.reliability(BINS)).count('aria-roledescription="circle"') == len(BINS)


def test_an_ending_that_cannot_be_drawn(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"cannot draw \.gif"):
        charts.save(charts.confusion(COUNTS), tmp_path / "matrix.gif")


@pytest.mark.parametrize(("chart", "rows", "told"), DRAWN)
def test_what_is_drawn_is_told(chart: Callable[..., Any], rows: list[Row], told: list[str]) -> None:
    drawn = charts.svg(chart(rows, "A title"))
    assert [words for words in [*told, ">A title<"] if words not in drawn] == []


@pytest.mark.parametrize(("chart", "rows", "told"), DRAWN)
def test_one_row_is_enough(chart: Callable[..., Any], rows: list[Row], told: list[str]) -> None:
    assert told[0] in charts.svg(chart(rows[:1]))


@pytest.mark.parametrize(("chart", "rows", "told"), DRAWN)
def test_no_row_says_so(chart: Callable[..., Any], rows: list[Row], told: list[str]) -> None:
    assert "nothing to draw" in charts.svg(chart([], "A title"))


@pytest.mark.parametrize(("chart", "rows", "told"), DRAWN)
def test_hostile_words_stay_words(chart: Callable[..., Any], rows: list[Row], told: list[str]) -> None:
    worded = ("side", "issue", "label", "lane", "status", "name", "country")
    row = {key: HOSTILE if key in worded else value for key, value in rows[0].items()}
    if "score" in row or "quad" in row:
        row |= {"period": HOSTILE}
    drawn = charts.svg(chart([row], HOSTILE))
    page = inline(drawn, "a", "a chart")
    for svg in (drawn, page):
        assert "script" not in {
            element.tag.partition("}")[2] for element in ElementTree.fromstring(svg).iter()
        }
    assert "alert(1)" in page and "\x07" not in page


def test_each_quad_class_has_its_colour() -> None:
    rows = [{"period": "2001", "quad": quad, "events": 1} for quad in QUADS]
    drawn = charts.svg(charts.quads(rows))
    for words, colour in (("verbal cooperation", QUADS[1]), ("material conflict", QUADS[4])):
        assert re.search(f'aria-label="2001: 1 of {words}"[^>]*fill="{colour}"', drawn)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["2001", "2003"], ["2001", "2002", "2003"]),
        (["2001-11", "2002-02"], ["2001-11", "2001-12", "2002-01", "2002-02"]),
        (["1990–1994", "2005–2009"], ["1990–1994", "2005–2009"]),
        (["2001", "2001-05"], ["2001", "2001-05"]),
    ],
)
def test_years_and_months_without_a_row_stand_empty(given: list[str], shown: list[str]) -> None:
    assert series._calendar(given) == shown


def test_a_line_breaks_where_a_period_has_no_event() -> None:
    rows = [mean("2001"), mean("2002"), mean("2003", score=None, low=None, high=None, events=0), mean("2004")]
    assert charts.svg(charts.scores(rows)).count('aria-roledescription="line mark"') == 2


@pytest.mark.parametrize(
    ("lons", "west", "wide"),
    [
        ([10.0], 10, 0),
        ([37.6, 127.0], 37.6, 89.4),
        ([131.9, -149.9], 131.9, 78.2),
        ([0.0, 120.0, 240.0], 0, 240),
    ],
)
def test_a_map_takes_the_short_way_round(lons: list[float], west: float, wide: float) -> None:
    assert maps._arc(lons) == pytest.approx((west, wide))


def test_a_network_tells_its_ties() -> None:
    nodes = [{"name": name, "type": "actor", "activity": 2} for name in ("Peru", HOSTILE)]
    edges = [{"source": "Peru", "target": HOSTILE, "weight": -2}]
    drawn = charts.svg(charts.network(nodes, edges, {"Peru": (0, 0), HOSTILE: (1, 1)}, HOSTILE))
    assert ">Peru<" in drawn and ": −2" in drawn and "<script" not in drawn
    assert "nothing to draw" in charts.svg(charts.network([], [], {}))


def test_a_drawing_in_a_page_keeps_to_itself() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9" onload="alert(1)">'
        '<script>alert(1)</script><a href="javascript:alert(1)"><path d="M0"/></a><image href="http://x/"/>'
        '<defs><clipPath id="c7"><rect width="1"/></clipPath></defs><path clip-path="url(#c7)" aria-label="&lt;b&gt;"/>'
        '<path fill="url(http://x/)"/></svg>'
    )
    page = inline(svg, "quads", "what it shows")
    assert not re.search("script|alert|href|image|http|<b>", page)
    assert 'clipPath id="quads-0"' in page and 'clip-path="url(#quads-0)"' in page
    assert "<title>&lt;b&gt;</title>" in page and 'aria-label="what it shows"' in page
