"""Series of dyads as charts."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.analyse.dyads import Asked, dyads
from comity.analyse.series import filled, with_intervals
from comity.show import charts
from comity.show.dyads import drawn
from tests.handmade import Handmade, document, entity, event, written

K, R = entity("KOR"), entity("RUS")
PAPERS = [document("one"), document("two")]
TOLD = [
    event("AID", K, R, "2001-02-03", evidence="They helped."),
    event("AID", K, R, "2001-02-05", evidence="They helped again.", doc="two"),
    event("SANCTION", R, K, "2001-05-03", evidence="They banned fish.", doc="two"),
]


@pytest.mark.parametrize(
    ("by", "period"),
    [
        ("day", "2001-02-03"),
        ("week", "2001-W05"),
        ("month", "2001-02"),
        ("quarter", "2001-Q1"),
        ("year", "2001"),
    ],
)
def test_periods_are_named(tmp_path: Path, by: str, period: str) -> None:
    asked = Asked(by=by)
    chart, left_out = drawn(
        filled(dyads(written(tmp_path / "a.ledger", Handmade(TOLD, kept=PAPERS)), asked), asked), by
    )
    svg = charts.svg(chart)
    assert f"{period}: " in svg and "of material cooperation" in svg and left_out == 0
    assert ">South Korea → Russia<" in svg and ">Russia → South Korea<" in svg


def test_intervals_and_both_directions(tmp_path: Path) -> None:
    book, asked = (
        written(tmp_path / "a.ledger", Handmade(TOLD, kept=PAPERS)),
        Asked(by="year", directed=False),
    )
    svg = charts.svg(drawn(with_intervals(dyads(book, asked), book, asked, 100), "year", directed=False)[0])
    assert ">South Korea – Russia<" in svg and svg.count("2001: +4.7 (") == 1


def test_the_dyads_with_most_events(tmp_path: Path) -> None:
    told = [event("AID", K, entity(f"A{letter}A"), evidence=f"Aid {letter}.") for letter in "BCDEFGH"]
    told += [event("AID", K, entity("AHA"), "2001-05-05", evidence="More.", start=90)]
    chart, left_out = drawn(
        dyads(written(tmp_path / "a.ledger", Handmade(told, kept=PAPERS)), Asked(by="year")), "year"
    )
    svg = charts.svg(chart)
    assert left_out == 1 and ">South Korea → AHA<" in svg and ">South Korea → AGA<" not in svg


def test_nothing_is_drawn_as_nothing(tmp_path: Path) -> None:
    chart, _ = drawn(dyads(written(tmp_path / "a.ledger", Handmade()), Asked()), "month")
    assert "nothing to draw" in charts.svg(chart)
