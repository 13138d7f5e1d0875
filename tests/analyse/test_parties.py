"""Whom a brief can be about: by code, by name, by sector, and what is said where nobody is meant."""

from __future__ import annotations

import pytest

from comity.analyse.countries import country_name, in_text
from comity.analyse.parties import party
from comity.analyse.record import extract
from comity.errors import OptionError
from tests.handmade import KIM, PUTIN, SCHOLAR, Handmade, entity, event, statement

K, R = entity("KOR"), entity("RUS")
NATO = entity("IGO", "NATO", sector="")
ARMY = entity("KOR", "South Korean army", sector="MIL")
LEDGER = Handmade(
    [
        event("CONSULT", [KIM, PUTIN]),
        event("ACCUSE", NATO, R, start=30, doc="two"),
        event("AID", entity("XYZ"), K, start=60),
    ],
    [statement(SCHOLAR, "assess", 1, K, "ties"), statement(PUTIN, "criticise", -1, ARMY, "drills", start=90)],
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("KOR", "KOR"),
        ("the United Nations", "UNO"),
        ("EUR", "EUR"),
        ("xyz", "XYZ"),
        ("KORMIL", "KORMIL"),
        ("nato", "NATO"),
        ("Vladimir  Putin", "Vladimir Putin"),
        ("putin", "Vladimir Putin"),
    ],
)
def test_a_side_is_known_by_code_or_name(text: str, key: str) -> None:
    assert party(LEDGER, text) == key


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("i", r"'i' may be Ivan Ivanov, Kim Dae-jung, Russia, Vladimir Putin: give the whole name"),
        ("Ivanof", r"nor is anybody in the ledger. Did you mean Ivan Ivanov\?"),
        ("Norwai", r"Did you mean Norway \(NOR\)"),
        ("KORABC", r"No country is called 'KORABC'"),
        (" ", r"No country is called ' '"),
    ],
)
def test_whoever_is_not_known_or_not_certain_is_answered(text: str, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        party(LEDGER, text)


def test_an_empty_ledger_knows_countries() -> None:
    assert party(Handmade(), "KOR") == "KOR"
    with pytest.raises(OptionError, match="nor is anybody in the ledger"):
        party(Handmade(), "NATO")


@pytest.mark.parametrize(
    ("a", "b", "events", "statements"),
    [
        ("Vladimir Putin", "KOR", 1, 1),
        ("Vladimir Putin", "KORMIL", 0, 1),
        ("NATO", "RUS", 1, 0),
        ("RUS", "KOR", 1, 2),
        ("KORMIL", "KOR", 0, 0),
    ],
)
def test_a_side_by_name_or_sector_has_its_own_records(a: str, b: str, events: int, statements: int) -> None:
    found = extract(LEDGER, a, b)
    assert (len(found.events), len(found.statements)) == (events, statements)


def test_sectors_and_names_read_well() -> None:
    assert country_name("USAMIL") == "United States (armed forces)"
    assert in_text("USAMIL") == "the United States (armed forces)"
    assert in_text("NATO") == country_name("NATO") == "NATO" and country_name("KORABC") == "KORABC"
