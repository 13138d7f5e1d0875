"""The rows that charts of a record are made of."""

from __future__ import annotations

from comity.analyse.happenings import happenings
from comity.analyse.relationship import relationship
from comity.model import Place
from comity.show.figures import figures, lane_rows, place_rows
from tests.handmade import KIM, Handmade, entity, event, statement

K, R, P = (entity(code) for code in ("KOR", "RUS", "PRK"))
SEOUL, KOREA = Place("Seoul", "KOR", 37.6, 127.0), Place("South Korea", "KOR", 36.0, 127.2)


def test_lanes_are_who_acts_on_whom() -> None:
    told = happenings(
        (
            event("CONSULT", [R, K]),
            event("CONSULT", [K, R], date="2001-05-05", start=30),
            event("AID", K, R, start=60),
            event("AID", K, R, "", start=90, evidence="Undated aid."),
        )
    )
    rows = lane_rows(told)
    assert [row["lane"] for row in rows] == ["South Korea and Russia"] * 2 + ["South Korea → Russia"]
    assert rows[-1]["quad"] == 2 and rows[-1]["start"] == "2001-02-27"


def test_places_are_counted_and_countries_are_none() -> None:
    told = [
        event("AID", K, R, f"200{i}", evidence=f"Aid {i}.", event_loc=SEOUL, start=i * 20) for i in range(3)
    ]
    told += [event("AID", K, R, "2005", evidence="Aid all over.", event_loc=KOREA, start=90)]
    told += [event("AID", K, R, "2006", evidence="Aid to be.", event_loc=SEOUL, aux="future", start=120)]
    (row,) = place_rows(happenings(tuple(told)))
    assert (row["name"], row["country"], row["events"]) == ("Seoul", "South Korea", 3)


def test_a_record_has_the_charts_that_it_is_enough_for() -> None:
    one = Handmade([event("AID", K, R)])
    assert figures(relationship(one, "KOR", "RUS")) == {}
    told = [
        event("AID", K, R, str(2000 + i), evidence=f"Aid {i}.", event_loc=SEOUL, start=i * 20)
        for i in range(2)
    ]
    told += [event("ACCUSE", R, P, evidence="They blamed.", start=90)]
    said = [
        statement(KIM, "call", 1, R, "a gas pipeline"),
        statement(R, "pledge", 1, K, "a gas pipeline too"),
    ]
    found = figures(relationship(Handmade(told, said), "KOR", "RUS"))
    assert set(found) == {"quads", "scores", "issues", "projects", "ties", "places"}
    assert all(figure.caption for figure in found.values())
