"""Which reports are one event."""

from __future__ import annotations

from typing import Any

import pytest

from comity.analyse.happenings import happenings, is_summit
from comity.model import Event
from tests.handmade import KIM, PUTIN, entity, event, place

K, R = entity("KOR"), entity("RUS")
LEE = entity("KOR", "Lee Myung-bak", office="President")
TALKS: dict[str, Any] = {"evidence": "The two met.", "doc": "one"}
AGAIN: dict[str, Any] = {"evidence": "Talks were held.", "doc": "two"}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (event("CONSULT", [K, R], **TALKS), event("CONSULT", [K, R], **AGAIN), True),
        (event("CONSULT", [KIM, PUTIN], **TALKS), event("CONSULT", KIM, PUTIN, **AGAIN), True),
        (event("CONSULT", [KIM, PUTIN], **TALKS), event("CONSULT", [K, R], date="2001-02", **AGAIN), True),
        (event("CONSULT", [K, R], mode="visit", **TALKS), event("CONSULT", [K, R], **AGAIN), True),
        (event("CONSULT", [K, R], mode="visit", **TALKS), event("CONSULT", [K, R], mode="phone", **AGAIN), False),
        (event("CONSULT", [KIM, R], **TALKS), event("CONSULT", [LEE, R], **AGAIN), False),
        (event("CONSULT", [K, R], **TALKS), event("CONSULT", [K, R], date="2001-03-01", **AGAIN), False),
        (event("CONSULT", [K, R], **TALKS), event("CONSULT", [K, R], aux="negated", **AGAIN), False),
        (event("CONSULT", [K, R], **TALKS), event("CONSULT", [K, R], aux="historical", **AGAIN), True),
        (event("CONSULT", [K, R], **TALKS), event("CONSULT", [K, entity("JPN")], **AGAIN), False),
        (event("CONSULT", [K, R], date="", **TALKS), event("CONSULT", [K, R], **AGAIN), False),
        (event("ACCUSE", K, R, **TALKS), event("ACCUSE", R, K, **TALKS), False),
        (event("AGREE", [K, R], **TALKS), event("CONSULT", [K, R], **TALKS), False),
    ],
)  # fmt: skip
def test_talks_are_one_where_parties_people_and_dates_fit(one: Event, other: Event, together: bool) -> None:
    assert len(happenings((one, other))) == (1 if together else 2)


@pytest.mark.parametrize(
    ("evidence", "together"),
    [
        ("Seoul and Moscow signed a fisheries treaty on Tuesday in Seoul.", True),
        ("The governments agreed to build an industrial complex at Nakhodka.", False),
    ],
)
def test_two_agreements_of_one_day_are_told_apart_by_their_words(evidence: str, together: bool) -> None:
    signed = event("AGREE", [K, R], evidence="Moscow and Seoul signed a fisheries treaty on Tuesday.")
    other = event("AGREE", [K, R], evidence=evidence, doc="two")
    assert len(happenings((signed, other))) == (1 if together else 2)


def test_a_vague_date_joins_a_precise_one_only_where_a_single_one_fits() -> None:
    days = [event("CONSULT", [K, R], date=f"2001-02-{day}", doc=f"d{day}") for day in ("10", "27")]
    month = event("CONSULT", [K, R], date="2001-02", doc="late")
    assert [len(h.reports) for h in happenings((days[0], month))] == [2]
    assert [h.date for h in happenings((*days, month))] == ["2001-02-10", "2001-02-27", "2001-02"]


def test_the_report_that_names_people_leads_and_the_place_comes_from_any() -> None:
    plain = event("CONSULT", [K, R], event_loc=place("Seoul"), confidence=0.9)
    naming = event("CONSULT", [KIM, PUTIN], doc="two", confidence=0.5)
    (told,) = happenings((plain, naming))
    assert told.lead is naming and told.place == "Seoul" and told.documents == 2
    assert is_summit(told)


def test_undated_events_come_last() -> None:
    told = happenings((event("SUPPORT", K, R, ""), event("SUPPORT", R, K, "1990")))
    assert [h.date for h in told] == ["1990", ""]
