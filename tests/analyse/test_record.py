"""Which records of a ledger concern two countries."""

from __future__ import annotations

import pytest

from comity.analyse.countries import country_code, country_name, in_text
from comity.analyse.record import extract, is_between
from comity.errors import OptionError
from comity.model import Event
from tests.handmade import KIM, SCHOLAR, Handmade, document, entity, event, statement

K, R, P, J = (entity(code) for code in ("KOR", "RUS", "PRK", "JPN"))


@pytest.mark.parametrize(
    ("told", "between"),
    [
        (event("CONSULT", [K, R]), True),
        (event("ACCUSE", K, R), True),
        (event("ACCUSE", R, [J, K]), True),
        (event("AGREE", [K, R, J]), True),
        (event("ACCUSE", P, [K, R]), False),
        (event("ACCUSE", K, P), False),
        (event("ACCUSE", K), False),
    ],
)
def test_an_event_is_between_two_when_one_acts_on_the_other_or_both_act(told: Event, between: bool) -> None:
    assert is_between(told, "KOR", "RUS") is is_between(told, "RUS", "KOR") is between


def test_what_a_side_says_in_a_document_about_both_belongs_to_the_record() -> None:
    both = statement(SCHOLAR, "assess", 1, [K, R], "ties advance")
    own = statement(SCHOLAR, "assess", 1, R, "the economy grows")
    elsewhere = statement(KIM, "assess", 1, K, "exports grow", doc="two")
    found = extract(Handmade(said=[both, own, elsewhere]), "KOR", "RUS")
    assert {s.proposition for s in found.statements} == {"ties advance", "the economy grows"}


def test_a_document_about_others_lends_only_what_joins_the_two() -> None:
    others = [event("ACCUSE", P, J, evidence=f"Accusation {i}.", start=i) for i in range(3)]
    others += [event("ACCUSE", entity("USA"), P, evidence=f"Charge {i}.", start=10 + i) for i in range(3)]
    met, own = event("CONSULT", [K, R], start=50), statement(K, "assess", 0, P, "the North is silent")
    found = extract(Handmade([*others, met], [own]), "KOR", "RUS")
    assert [e.event for e in found.events] == ["CONSULT"]
    assert not found.statements and not found.around


@pytest.mark.parametrize(
    ("since", "until", "dates"),
    [
        ("", "", ["1990", "2001-02-27", "2010-09"]),
        ("2001", "", ["2001-02-27", "2010-09"]),
        ("2001-03", "", ["2010-09"]),
        ("", "2001", ["1990", "2001-02-27"]),
        ("1990-05", "1990-06", ["1990"]),
        ("2010-09-15", "2010-09-20", ["2010-09"]),
        ("2011", "", []),
    ],
)
def test_a_date_bounds_the_record_as_precisely_as_it_is_known(
    since: str, until: str, dates: list[str]
) -> None:
    told = [event("SUPPORT", K, R, date) for date in ("1990", "2001-02-27", "2010-09")]
    assert sorted(e.date for e in extract(Handmade(told), "KOR", "RUS", since, until).events) == dates


def test_an_event_without_a_date_goes_by_its_document() -> None:
    ledger = Handmade([event("SUPPORT", K, R, "", doc="old")], kept=[document("old", published="1995-01-01")])
    assert len(extract(ledger, "KOR", "RUS", until="1996").events) == 1
    assert not extract(ledger, "KOR", "RUS", since="1996").events


def test_a_bound_that_is_no_date_is_refused() -> None:
    with pytest.raises(OptionError, match="--since 'spring'"):
        extract(Handmade(), "KOR", "RUS", since="spring")


def test_an_empty_ledger_gives_an_empty_record() -> None:
    assert not extract(Handmade(), "KOR", "RUS").records


@pytest.mark.parametrize(
    ("text", "code"),
    [("KOR", "KOR"), ("kor", "KOR"), ("South Korea", "KOR"), ("russia", "RUS"), ("the United States", "USA"),
     ("Kosovo", "KOS"), ("European Union", "EUR")],
)  # fmt: skip
def test_a_country_is_known_by_code_and_name(text: str, code: str) -> None:
    assert country_code(text) == code


def test_an_unknown_country_is_answered_with_the_nearest() -> None:
    with pytest.raises(OptionError, match=r"'Sout Korea'.*South Korea \(KOR\)"):
        country_code("Sout Korea")


def test_names_read_well() -> None:
    assert country_name("KOR") == "South Korea" and country_name("XYZ") == "XYZ"
    assert in_text("USA") == "the United States" and in_text("RUS") == "Russia"
