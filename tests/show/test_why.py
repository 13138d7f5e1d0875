"""What `comity why` and the table of events say of a record's place."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from comity.model import Place
from comity.show import terminal
from comity.show.why import Case, rows_of
from tests.handmade import KIM, PUTIN, document, event

PLACES = [
    (Place("Geneva", "CHE", 46.202, 6.146), "Geneva, CHE (46.202, 6.146)", " · Geneva"),
    (Place("Persian Gulf", "", 26.8, 51.5), "Persian Gulf (26.8, 51.5)", " · Persian Gulf"),
    (Place("the border"), "the border", " · the border"),
    (None, "", ""),
]


@pytest.mark.parametrize(("place", "told", "listed"), PLACES)
def test_where_an_event_took_place(place: Place | None, told: str, listed: str) -> None:
    record = event("CONSULT", [KIM, PUTIN], event_loc=place)
    assert dict(rows_of(Case(record, document("one"))))["place"] == told
    assert terminal.event(asdict(record)).who == f"Kim Dae-jung (KOR), Vladimir Putin (RUS){listed}"
