"""Two records side by side: what both have, what one has alone, and whether the means lie apart."""

from __future__ import annotations

import pytest

from comity.analyse.comparison import compare
from comity.analyse.record import bounds
from comity.analyse.relationship import relationship
from comity.errors import OptionError
from comity.model import Event
from tests.handmade import KIM, Handmade, entity, event, statement

K, R, P = (entity(code) for code in ("KOR", "RUS", "PRK"))


def years(category: str, first: int, n: int = 4, **given: object) -> list[Event]:
    return [
        event(
            category, K, R, str(first + i), evidence=f"{category} {first + i}.", doc=str(first + i), **given
        )
        for i in range(n)
    ]


EARLY = years("AID", 1990, context=("energy", "diplomatic"))
LATE = years("SANCTION", 2010, context=("military", "diplomatic"))
LEDGER = Handmade(
    [*EARLY, *LATE, event("CONSULT", R, P, "2011", start=500, evidence="They met.")],
    [
        statement(KIM, "hope", 1, R, "a gas pipeline through the North", date="1991"),
        statement(KIM, "hope", 1, R, "a gas pipeline through the North soon", date="2011"),
        statement(KIM, "call", 1, R, "a new seaport in Nakhodka", date="2011"),
    ],
)


def test_two_periods_of_a_pair() -> None:
    compared = compare(
        relationship(LEDGER, "KOR", "RUS", until="2000"), relationship(LEDGER, "RUS", "KOR", since="2001")
    )
    assert compared.same_pair and compared.moved is True
    assert [issue for issue, _ in compared.issues.both] == ["diplomatic"]
    assert compared.issues.first_only == ("energy",) and compared.issues.second_only == ("military",)
    assert [one.name for one, _ in compared.projects.both] == ["gas pipeline"]
    assert (compared.first.balance.cooperation, compared.second.balance.cooperation) == (1.0, 0.0)


def test_two_pairs() -> None:
    compared = compare(relationship(LEDGER, "KOR", "RUS"), relationship(LEDGER, "PRK", "RUS"))
    assert not compared.same_pair and compared.moved is None
    assert len(compared.second.balance.happenings) == 1


def test_means_that_overlap_have_not_moved() -> None:
    mixed = Handmade([*years("AID", 1990, 2), *years("SANCTION", 1995, 2), *years("AID", 2010, 3)])
    record = [relationship(mixed, "KOR", "RUS", *ends) for ends in (("", "2000"), ("2001", ""))]
    assert compare(*record).moved is False


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1990..2000", ("1990", "2000")),
        (" 2010-09 .. ", ("2010-09", "")),
        ("..1989", ("", "1989")),
        ("1990", ("1990", "1990")),
        ("2010-09-01..2010-09-30", ("2010-09-01", "2010-09-30")),
    ],
)
def test_a_period_has_two_ends(text: str, ends: tuple[str, str]) -> None:
    assert bounds(text) == ends


@pytest.mark.parametrize("text", ["", "..", "soon", "1990-2000", "1990..soon", "1990...2000", "2001-13"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(OptionError, match="is not a period: write"):
        bounds(text)
