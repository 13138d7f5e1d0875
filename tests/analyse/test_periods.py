"""The record through time: months or years, and how sure a mean is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.analyse.happenings import happenings
from comity.analyse.periods import balance, mean, series
from comity.analyse.record import extract
from comity.analyse.stances import stances
from tests.handmade import KIM, PUTIN, Handmade, entity, event, statement

K, R = entity("KOR"), entity("RUS")


def told(*dates: str, category: str = "AID") -> tuple[object, ...]:
    return happenings(
        tuple(
            event(category, K, R, d, evidence=f"{chr(97 + i) * 6}.", start=i * 20)
            for i, d in enumerate(dates)
        )
    )


@pytest.mark.parametrize(
    ("dates", "periods"),
    [
        ((), []),
        (("2001-02-03", "2001-12"), ["2001-02", "2001-12"]),
        (("2001-12", "2002-01-01"), ["2001-12", "2002-01"]),
        (("2001-02-03", "2001"), ["2001"]),
        (("2001-02", "2003-02"), ["2001", "2003"]),
        (("", "2001-02"), ["2001-02"]),
    ],
)
def test_a_short_record_is_told_by_months(dates: tuple[str, ...], periods: list[str]) -> None:
    assert [m.period for m in series(told(*dates))] == periods  # type: ignore[arg-type]


def test_a_mean_has_bounds_where_documents_differ() -> None:
    told = [event("AID", K, R, str(2000 + i), event_scale=s, doc=str(i)) for i, s in enumerate((1.0, 3.0))]
    found = mean(happenings(tuple(told)))
    assert found is not None and (found.value, found.low, found.high) == (2.0, 1.0, 3.0)
    one = mean(happenings(tuple(replace(e, doc="one", evidence=e.date) for e in told)))
    assert one is not None and (one.value, one.low, one.high) == (2.0, None, None) and mean(()) is None


def test_requests_and_what_is_planned_stand_apart() -> None:
    happened = happenings(
        (
            event("AID", K, R),
            event("REQUEST", K, R, start=30),
            event("SANCTION", K, R, aux="future", start=60),
        )
    )
    found = balance(happened, ())
    assert (found.quads, found.requests, found.cooperation) == ((0, 1, 0, 0), 1, 1.0)
    assert balance((), ()).cooperation is None


def test_stances_are_means_by_issue_and_side() -> None:
    said = [
        statement(KIM, "call", 1, R, "gas now", issue=("energy",)),
        statement(KIM, "criticise", -1, R, "gas later", issue=("energy",)),
        statement([KIM, PUTIN], "pledge", 1, [K, R], "more trade", issue=("trade_investment",)),
        statement(PUTIN, "ask", 0, K, "whether", issue=("energy",)),
    ]
    found = stances(extract(Handmade(said=said), "KOR", "RUS"))
    assert [(s.issue, s.side, s.mean, len(s.statements)) for s in found] == [
        ("energy", "a", 0.0, 2),
        ("trade_investment", "a", 1.0, 1),
        ("trade_investment", "b", 1.0, 1),
    ]
