"""Two ledgers side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from comity.analyse.compare import Told, compare, listed, matches, table
from comity.errors import OptionError
from comity.ledger import Ledger
from comity.ledger.folder import Change, Folder
from comity.ledger.schema import document_row, event_row
from comity.model import Event
from tests.handmade import document, entity, event

KOR, RUS = entity("KOR"), entity("RUS")


def ledger(path: Path, *events: Event) -> Ledger:
    folder = Folder(path)
    with folder.opened():
        put = [
            folder.write_rows("events", "1", [event_row(e) for e in events]),
            folder.write_rows(
                "documents", "1", [document_row(document(d)) for d in sorted({e.doc for e in events})]
            ),
        ]
        folder.commit(Change(put=tuple(put)))
    return Ledger(path)


def told(*days: int) -> list[Told]:
    return [Told("KOR", "RUS", "AID", date(2001, 1, d), f"{n}") for n, d in enumerate(days)]


@pytest.mark.parametrize(
    ("here", "there", "days", "pairs"),
    [
        ((1,), (1,), 0, [(1, 1)]),
        ((1,), (2,), 0, []),
        ((1,), (2,), 1, [(1, 2)]),
        ((2,), (1,), 1, [(2, 1)]),
        ((1,), (3,), 1, []),
        ((1, 1), (1,), 1, [(1, 1)]),
        # the earliest that fits leaves the later one for the other
        ((2, 3), (1, 2), 1, [(2, 1), (3, 2)]),
        ((5, 9), (1, 9), 1, [(9, 9)]),
        ((), (1,), 1, []),
    ],
)
def test_one_event_matches_one_other(
    here: Sequence[int], there: Sequence[int], days: int, pairs: list[tuple[int, int]]
) -> None:
    found, left, right = matches(told(*here), told(*there), days, ("source", "target", "category"))
    assert [(a.day.day, b.day.day) for a, b in found] == pairs
    assert (len(left), len(right)) == (len(here) - len(pairs), len(there) - len(pairs))


@pytest.fixture
def two(tmp_path: Path) -> tuple[Ledger, Ledger]:
    here = ledger(
        tmp_path / "here",
        event("AID", RUS, KOR, "2001-02-27", "Moscow gave grain to Seoul."),
        event("AID", RUS, KOR, "2001-02-27", "Moscow gave grain to Seoul.", doc="two"),
        event("ACCUSE", KOR, RUS, "2001-03-05", "Seoul accused Moscow of a breach."),
        event("CONSULT", (KOR, RUS), (), "2002-01-05", "Seoul met Moscow for talks."),
    )
    there = ledger(
        tmp_path / "there",
        event("AID", RUS, KOR, "2001-02-28", "Grain came."),
        event("THREATEN", KOR, RUS, "2001-03-05", "Seoul threatened Moscow."),
        event("SANCTION", RUS, KOR, "2001-09-05", "Moscow closed its market."),
    )
    return here, there


def test_fates_by_category(two: tuple[Ledger, Ledger]) -> None:
    rows = {row["category"]: row for row in table(compare(*two), "category").iter_rows(named=True)}
    counts = {c: (r["matched"], r["otherwise"], r["only_here"], r["only_there"]) for c, r in rows.items()}
    assert counts == {
        "ACCUSE": (0, 1, 0, 0),
        "AID": (1, 0, 0, 0),
        "CONSULT": (0, 0, 1, 0),  # the same from either side
        "SANCTION": (0, 0, 0, 1),
    }
    assert rows["AID"]["agreement"] == 1.0


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("dyad", ["KOR RUS", "RUS KOR"]),
        ("month", ["2001-02", "2001-03", "2001-09", "2002-01"]),
        ("year", ["2001", "2002"]),
    ],
)
def test_levels(two: tuple[Ledger, Ledger], by: str, names: list[str]) -> None:
    assert table(compare(*two), by)[by].to_list() == names


def test_the_same_ledger_agrees_with_itself(two: tuple[Ledger, Ledger]) -> None:
    assert set(table(compare(two[0], two[0]), "year")["agreement"]) == {1.0}


def test_a_list_names_the_records(two: tuple[Ledger, Ledger]) -> None:
    here, there = two
    (row,) = listed(compare(here, there), "otherwise")
    assert (row["category_here"], row["category_there"]) == ("ACCUSE", "THREATEN")
    assert here.record(row["here"]).doc == "one" and there.record(row["there"]).doc == "one"
    (only,) = listed(compare(here, there), "only_there")
    assert (only["here"], only["category_there"]) == ("", "SANCTION")


def test_nothing_in_common(tmp_path: Path) -> None:
    none = ledger(tmp_path / "none")
    assert table(compare(none, none), "category").is_empty()


@pytest.mark.parametrize(("fate", "by"), [("lost", "category"), ("matched", "week")])
def test_what_cannot_be_asked(two: tuple[Ledger, Ledger], fate: str, by: str) -> None:
    found = compare(*two)
    with pytest.raises(OptionError, match=r"is none of|is no level"):
        list(listed(found, fate))
        table(found, by)
