"""The whole of a relationship: periods, voices, third parties, sources."""

from __future__ import annotations

import pytest

from comity.analyse import relationship
from comity.analyse.periods import _bounds
from comity.model import Event
from tests.handmade import KIM, PUTIN, SCHOLAR, Handmade, document, entity, event, statement

K, R, P = (entity(code) for code in ("KOR", "RUS", "PRK"))


@pytest.mark.parametrize(
    ("years", "periods"),
    [
        ([], []),
        ([2001], [(2001, 2001)]),
        ([2001, 2002], [(2001, 2001), (2002, 2002)]),
        ([1990, 2001, 2002, 2010], [(1990, 1990), (2001, 2002), (2010, 2010)]),
        (list(range(1990, 2000)), [(1990, 1994), (1995, 1999)]),
        (list(range(1988, 2023)), [(1988, 1989), (1990, 1999), (2000, 2009), (2010, 2019), (2020, 2022)]),
        (
            [1900, 1910, 1920, 1930, 1940, 1944],
            [(1900, 1900), (1910, 1910), (1920, 1920), (1930, 1930), (1940, 1944)],
        ),
    ],
)
def test_the_record_is_cut_where_it_is_silent(years: list[int], periods: list[tuple[int, int]]) -> None:
    assert _bounds(years) == periods


def decade(first: int, category: str, n: int) -> list[Event]:
    return [
        event(category, K, R, str(first + i), evidence=f"Event {first + i}.", start=i * 20) for i in range(n)
    ]


def test_periods_count_what_happened_and_name_new_issues() -> None:
    planned = event("SANCTION", K, R, "2022", aux="future", evidence="They will ban fish.")
    said = statement(KIM, "hope", 1, R, "gas", date="2001-02-28", issue=("energy",))
    seen = relationship(
        Handmade([*decade(2000, "AID", 3), *decade(2020, "SANCTION", 3), planned], [said]), "KOR", "RUS"
    )
    early, late = seen.periods
    assert (early.balance.quads, late.balance.quads) == ((0, 3, 0, 0), (0, 0, 0, 3))
    assert early.balance.mean and late.balance.mean and early.balance.mean.value > 0 > late.balance.mean.value
    assert late.vanished_issues == ("energy",) and not late.new_issues
    assert [m.period for m in seen.moments] == ["2000", "2001", "2002", "2020", "2021", "2022"]


def test_either_order_tells_the_same() -> None:
    ledger = Handmade([event("ACCUSE", K, R)], [statement(KIM, "call", 1, R, "reform")])
    one, other = relationship(ledger, "KOR", "RUS"), relationship(ledger, "RUS", "KOR")
    assert one.timeline == other.timeline and one.asks_of_a == other.asks_of_b


def test_voices_are_counted_by_side_and_act() -> None:
    said = [statement(KIM, "hope", 1, R, f"hope {i}") for i in range(2)]
    said += [
        statement(SCHOLAR, "assess", 1, K, "ties"),
        statement(entity("", "analysts"), "assess", 0, [K, R], "no"),
    ]
    seen = relationship(Handmade(said=said), "KOR", "RUS")
    assert [(v.who.name, v.side, v.acts) for v in seen.voices] == [
        ("Kim Dae-jung", "a", (("hope", 2),)),
        ("Ivan Ivanov", "b", (("assess", 1),)),
        ("analysts", "other", (("assess", 1),)),
    ]


def test_third_parties_enter_by_events_and_by_what_is_said() -> None:
    told = [event("CONSULT", [K, R]), event("CONSULT", [R, P], evidence="Moscow met Pyongyang.", start=30)]
    said = [statement(PUTIN, "praise", 1, [K, P], "the policy")]
    (north,) = relationship(Handmade(told, said), "KOR", "RUS").third_parties
    assert north.country == "PRK" and len(north.records) == 2
    assert (len(north.events_with_a), len(north.events_with_b), len(north.said_by_b)) == (0, 1, 1)


def test_sources_name_their_copies() -> None:
    copy = document("copy", outcome="duplicate", duplicate_of="one")
    seen = relationship(
        Handmade([event("ACCUSE", K, R)], kept=[document("one"), copy, document("odd")]), "KOR", "RUS"
    )
    (source,) = seen.sources
    assert [c.doc for c in source.copies] == ["copy"] and source.events == 1
    assert seen.documents_in_ledger == 3


def test_nothing_between_the_two_names_who_is_there() -> None:
    seen = relationship(
        Handmade([event("ACCUSE", K, R), event("CONSULT", [K, R, P], start=30)]), "KOR", "JPN"
    )
    assert seen.is_empty and seen.commonest_pairs[0] == ("KOR", "RUS", 2)
