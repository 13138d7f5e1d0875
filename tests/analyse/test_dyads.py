"""Series of dyads: what counts, in which period, how often; and what their shapes show."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from comity.analyse import series
from comity.analyse.dyads import Asked, dyads, indexed
from comity.analyse.happenings import happenings
from comity.errors import OptionError
from comity.ledger import Ledger
from comity.ledger.folder import Change, Folder
from comity.ledger.schema import document_row, event_row
from comity.model import Event
from tests.handmade import KIM, PUTIN, document, entity, event

KOR, RUS, PRK = entity("KOR"), entity("RUS"), entity("PRK")
POLICE = entity("KOR", "the police", sector="COP")
TOLD = "President Kim of South Korea met President Putin of Russia in Seoul"
Made = Callable[..., Ledger]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def of(*events: Event) -> Ledger:
        folder = Folder(tmp_path / "a.ledger")
        docs = [document(doc) for doc in sorted({e.doc for e in events})]
        with folder.opened():
            rows = [
                ("events", [event_row(e) for e in events]),
                ("documents", [document_row(d) for d in docs]),
            ]
            folder.commit(Change(put=tuple(folder.write_rows(kind, "1", found) for kind, found in rows)))
        return Ledger(folder.path)

    return of


def cells(frame: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    dated = frame.with_columns(pl.col("period").dt.to_string())
    return list(dated.select("source", "target", "period", *columns).iter_rows())


AID = event("AID", RUS, KOR, "2001-02-27")
MEETING = event("CONSULT", (KIM, PUTIN), (), "2001-02-27", TOLD)


@pytest.mark.parametrize(
    ("events", "asked", "expected"),
    [
        ((AID,), {}, [("RUS", "KOR", "2001-02-01", 1, 1, 1)]),
        ((AID,), {"by": "day"}, [("RUS", "KOR", "2001-02-27", 1, 1, 1)]),
        ((AID,), {"by": "week"}, [("RUS", "KOR", "2001-02-26", 1, 1, 1)]),
        ((AID,), {"by": "quarter"}, [("RUS", "KOR", "2001-01-01", 1, 1, 1)]),
        ((AID,), {"by": "year"}, [("RUS", "KOR", "2001-01-01", 1, 1, 1)]),
        # a mutual deed is one in either direction, and one without direction
        ((MEETING,), {}, [("KOR", "RUS", "2001-02-01", 1, 1, 1), ("RUS", "KOR", "2001-02-01", 1, 1, 1)]),
        ((MEETING,), {"directed": False}, [("KOR", "RUS", "2001-02-01", 1, 1, 1)]),
        # what two documents tell is one event, told twice
        (
            (MEETING, event("CONSULT", KOR, RUS, "2001-02-27", "Seoul met Moscow.", doc="two")),
            {"directed": False},
            [("KOR", "RUS", "2001-02-01", 1, 2, 2)],
        ),
        # a date that is vaguer than the period has no place in it
        ((event("AID", RUS, KOR, "2001"),), {}, []),
        ((event("AID", RUS, KOR, "2001"),), {"by": "year"}, [("RUS", "KOR", "2001-01-01", 1, 1, 1)]),
        ((event("AID", RUS, KOR, "2001-02"),), {"by": "day"}, []),
        ((event("AID", RUS, KOR, ""),), {"by": "year"}, []),
        # planned, supposed and denied deeds did not take place; those of the past did
        ((event("AID", RUS, KOR, aux="future"), event("AID", RUS, KOR, aux="negated")), {}, []),
        ((event("AID", RUS, KOR, "1990-05-01", aux="historical"),), {}, [("RUS", "KOR", "1990-05-01", 1, 1, 1)]),
        # nobody is a dyad with himself, unless sectors are
        ((event("COERCE", POLICE, KOR),), {}, []),
        ((event("COERCE", POLICE, KOR),), {"sectors": True}, [("KOR", "KOR", "2001-02-01", 1, 1, 1)]),
        # two acting on a third
        (
            (event("SANCTION", (KOR, RUS), PRK),),
            {},
            [("KOR", "PRK", "2001-02-01", 1, 1, 1), ("RUS", "PRK", "2001-02-01", 1, 1, 1)],
        ),
        ((AID,), {"since": "2001-02"}, [("RUS", "KOR", "2001-02-01", 1, 1, 1)]),
        ((AID,), {"since": "2001-03"}, []),
        ((AID,), {"until": "2001-02"}, [("RUS", "KOR", "2001-02-01", 1, 1, 1)]),
        ((AID,), {"until": "2001-02-26"}, []),
        ((AID,), {"between": ("KOR", "RUS")}, [("RUS", "KOR", "2001-02-01", 1, 1, 1)]),
        ((AID,), {"source": "KOR"}, []),
        ((AID,), {"target": "KOR", "category": "aid"}, [("RUS", "KOR", "2001-02-01", 1, 1, 1)]),
        ((AID,), {"category": "CONSULT"}, []),
    ],
)  # fmt: skip
def test_what_counts_where(
    made: Made, events: Sequence[Event], asked: dict[str, Any], expected: list[tuple[Any, ...]]
) -> None:
    assert cells(dyads(made(*events), Asked(**asked)), "events", "reports", "documents") == expected


def test_counts_scores_and_shares(made: Made) -> None:
    ledger = made(
        AID,
        event("ACCUSE", RUS, KOR, "2001-02-03", "Moscow accused Seoul of breaking a promise."),
        event("REQUEST", RUS, KOR, "2001-02-04", "Moscow asked Seoul for a loan."),
    )
    (row,) = dyads(ledger).iter_rows(named=True)
    assert (row["events"], row["aid"], row["accuse"], row["request"]) == (3, 1, 1, 1)
    assert (row["material_cooperation"], row["verbal_conflict"]) == (1, 2)
    assert row["score_sum"] == pytest.approx(7.0) and row["score_mean"] == pytest.approx(7 / 3)
    assert row["cooperation"] == pytest.approx(0.5)  # requests stand aside


def test_a_ledger_of_requests_alone_has_no_share_of_cooperation(made: Made) -> None:
    (row,) = dyads(made(event("REQUEST", RUS, KOR))).iter_rows(named=True)
    assert row["cooperation"] is None


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(OptionError, match="'decade' is no period"):
        Asked(by="decade")


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(OptionError, match="ends before"):
        Asked(since="2018", until="2017")
    Asked(since="2018-05", until="2018")


def test_an_event_without_text_is_one_where_its_source_says_so(made: Made) -> None:
    imported = [
        event("COERCE", RUS, KOR, evidence="", doc=doc, start=start)
        for doc, start in (("a", 0), ("b", 0), ("a", 1))
    ]
    told = [replace(e, rule=f"gdelt2 {n} CAMEO 17") for e, n in zip(imported, (1, 1, 2), strict=True)]
    assert cells(dyads(made(*told)), "events", "reports", "documents") == [
        ("RUS", "KOR", "2001-02-01", 2, 3, 2)
    ]


@pytest.mark.parametrize(
    "alike",
    [
        (event("AID", RUS, (RUS, KOR)), event("AID", RUS, KOR, doc="two")),
        (event("COERCE", KOR, KOR), event("COERCE", KOR, (), doc="two")),
        (
            event("AID", RUS, KOR, "2001-02-27", "He met Mr Li in Ri on Mon"),
            event("AID", RUS, KOR, "2001-02-28", "He met  Mr Li in Ri on Mon", doc="two"),
        ),
        (event("AID", RUS, KOR, ""), event("AID", RUS, KOR, "", doc="two")),
    ],
)
def test_the_index_tells_happenings_as_the_brief_does(made: Made, alike: Sequence[Event]) -> None:
    (together,) = happenings(tuple(alike))
    assert len(together.reports) == 2
    assert indexed(made(*alike)).sql("SELECT count(DISTINCT lead) FROM happenings").item() == 1


def test_a_part_that_is_coded_again_is_seen(made: Made) -> None:
    ledger = made(AID)
    assert dyads(ledger)["source"].to_list() == ["RUS"]
    (part,) = ledger.folder.parts("events")
    time_before = part.stat().st_mtime_ns
    with ledger.folder.opened():
        ledger.folder.commit(
            Change(put=(ledger.folder.write_rows("events", "1", [event_row(event("AID", PRK, KOR))]),))
        )
    os.utime(part, ns=(time_before + 1, time_before + 1))
    assert dyads(ledger)["source"].to_list() == ["PRK"]


def test_new_parts_are_seen(made: Made) -> None:
    ledger = made(AID)
    assert dyads(ledger)["events"].sum() == 1
    folder = ledger.folder
    later = event("AID", RUS, KOR, "2002-02-27", doc="two")
    with folder.opened():
        put = [
            folder.write_rows("events", "2", [event_row(later)]),
            folder.write_rows("documents", "2", [document_row(document("two"))]),
        ]
        folder.commit(Change(put=tuple(put)))
    assert dyads(ledger)["events"].sum() == 2
    assert len(list(folder.path.glob(".index-*"))) == 1


def test_empty_periods_are_filled(made: Made) -> None:
    asked = Asked(by="month")
    whole = series.filled(
        dyads(made(AID, event("AID", RUS, KOR, "2001-05-01", "Aid came again.")), asked), asked
    )
    assert cells(whole, "events", "score_mean") == [
        ("RUS", "KOR", "2001-02-01", 1, 10.0),
        ("RUS", "KOR", "2001-03-01", 0, None),
        ("RUS", "KOR", "2001-04-01", 0, None),
        ("RUS", "KOR", "2001-05-01", 1, 10.0),
    ]


def test_intervals_hold_the_mean_and_widen_with_disagreement(made: Made) -> None:
    told = [
        event(category, RUS, KOR, f"2001-0{month}-0{n + 1}", f"They did thing number {n} of {month} there.", doc=f"d{month}{n}")
        for month, categories in ((1, ["AID"] * 4), (2, ["AID", "SANCTION"] * 2))
        for n, category in enumerate(categories)
    ]  # fmt: skip
    ledger, asked = made(*told), Asked()
    found = series.with_intervals(dyads(ledger, asked), ledger, asked, draws=500)
    alike, apart = found.select("score_low", "score_mean", "score_high").rows()
    assert alike == (10.0, 10.0, 10.0)
    assert apart[0] < apart[1] == 2.0 < apart[2]


def test_one_document_has_no_interval(made: Made) -> None:
    ledger = made(AID)
    (row,) = series.with_intervals(dyads(ledger), ledger, Asked(), draws=100).iter_rows(named=True)
    assert row["score_low"] is None


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ([1, 2, 1, 2, 1, 9, 10, 9, 10, 9], {5: 8.0}),
        ([1, 2, 1, 2, 1, 2, 1, 2], {}),
        ([0] * 10, {}),
        ([0] * 200 + [5] + [0] * 99, {}),
        ([0, 0, 0, 3] * 20, {}),
        ([1.0], {}),
        ([], {}),
    ],
)
def test_change_points(level: list[float], expected: dict[int, float]) -> None:
    found = {i: v for i, v in enumerate(series.shifts(np.array(level, dtype=float))) if v is not None}
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ([1, 2, 1, 3, 2, 1, 30, 2], [6]),
        ([0] * 9 + [8], []),
        ([2] * 9 + [8], [9]),
        ([0, 1] * 9 + [0, 0, 20], [20]),
        ([0] * 5, []),
        ([1, 2, 3, 4, 5], []),
    ],
)
def test_unusual_periods(level: list[float], expected: list[int]) -> None:
    found = series.outliers(np.array(level, dtype=float))
    assert [i for i, z in enumerate(found) if z is not None] == expected


def test_a_move_names_the_events_that_made_it(made: Made) -> None:
    quiet = [
        event("CONSULT", KOR, RUS, f"2001-{m:02}-05", f"Talks number {m} were held there.", doc=f"d{m}")
        for m in range(1, 11)
    ]
    blow = event(
        "ASSAULT", KOR, RUS, "2001-08-09", "Seoul attacked.", doc="d8", event_scale=-10.0, quad_code=4
    )
    ledger, asked = made(*quiet, blow), Asked(directed=False)
    found = series.with_moves(series.filled(dyads(ledger, asked), asked), ledger, asked)
    (row,) = found.filter(pl.col("unusual").is_not_null()).iter_rows(named=True)
    assert str(row["period"]) == "2001-08-01" and row["unusual"] < 0
    assert row["made_by"][0] == blow.id
