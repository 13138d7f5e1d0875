"""Tables, filters, records and what is said where there is none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from comity.errors import LedgerError, OptionError
from comity.ledger import Ledger
from comity.model import Event

from .conftest import DOCUMENTS, EVENTS, STATEMENTS


def test_tables_come_in_document_order(ledger: Ledger) -> None:
    assert ledger.documents()["input"].to_list() == ["a.html", "b.html", "q.pdf", "z/a.html"]
    assert ledger.events()["id"].to_list() == ["e-aid", "e-accuse", "e-consult"]
    assert ledger.statements()["id"].to_list() == ["s-pledge"]


def test_events_without_their_document_do_not_count(ledger: Ledger) -> None:
    assert "lost" not in ledger.events()["id"].to_list()


def test_values_are_those_that_were_written(ledger: Ledger) -> None:
    assert list(ledger) == sorted(DOCUMENTS, key=lambda d: d.input)
    assert set(ledger.each_event()) == set(EVENTS)
    assert tuple(ledger.each_statement()) == STATEMENTS


@pytest.mark.parametrize(
    ("kind", "asked", "found"),
    [
        ("events", {}, {"e-aid", "e-accuse", "e-consult"}),
        ("events", {"actor": "KOR"}, {"e-accuse", "e-consult"}),
        ("events", {"actor": "lee"}, {"e-accuse"}),
        ("events", {"actor": "x' OR true --"}, set()),
        ("events", {"recipient": "KOR"}, {"e-aid"}),
        ("events", {"between": ("KOR", "RUS")}, {"e-aid", "e-consult"}),
        ("events", {"between": ("RUS", "KOR")}, {"e-aid", "e-consult"}),
        ("events", {"between": ("KOR", "JPN")}, set()),
        ("events", {"type": "aid"}, {"e-aid"}),
        ("events", {"issue": "energy", "actor": "RUS"}, {"e-aid", "e-consult"}),
        ("events", {"issue": "legal"}, set()),
        ("events", {"since": "2001-06"}, {"e-consult"}),
        ("events", {"since": "2001-05-20"}, {"e-aid", "e-consult"}),  # May 2001 may be that day
        ("events", {"until": "2001"}, {"e-aid"}),
        ("events", {"until": "2010-09-10"}, {"e-aid", "e-consult"}),
        ("events", {"since": "2010", "until": "2010"}, {"e-consult"}),
        ("events", {"outcome": "duplicate"}, set()),
        ("statements", {"actor": "KOR", "recipient": "RUS"}, {"s-pledge"}),
        ("statements", {"between": ("RUS", "KOR")}, {"s-pledge"}),
        ("statements", {"type": "call"}, set()),
        ("documents", {"outcome": "unreadable"}, {"d4"}),
        ("documents", {"since": "2002"}, {"d2"}),
    ],
)
@pytest.mark.parametrize("indexed", [False, True])
def test_filters(ledger: Ledger, indexed: bool, kind: str, asked: dict[str, Any], found: set[str]) -> None:
    if indexed:
        ledger.index(lambda events: [[event] for event in events])
    column = "doc" if kind == "documents" else "id"
    assert set(ledger.filter(kind, **asked)[column].to_list()) == found


def test_a_date_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(OptionError, match="--since 'May' is not a date: write 2010"):
        ledger.filter("events", since="May")


def test_sql_sees_the_tables(ledger: Ledger) -> None:
    found = ledger.sql("SELECT outcome, count(*) AS n FROM documents GROUP BY 1 ORDER BY 1")
    assert found.rows() == [("coded", 2), ("duplicate", 1), ("unreadable", 1)]
    assert ledger.sql("SELECT count(*) FROM reviews").item() == 0


def test_no_progress_is_shown_among_the_rows(ledger: Ledger) -> None:
    assert ledger.sql("SELECT current_setting('enable_progress_bar')").item() is False


def test_flat_tables_are_those_of_rows(ledger: Ledger) -> None:
    flat = pl.DataFrame(ledger.flat("events"))
    assert flat["id"].to_list() == ledger.events()["id"].to_list()
    assert flat["actor_name"].to_list() == ["Russia", "Lee <b>Myung-bak</b>", "South Korea; Russia"]
    with pytest.raises(OptionError, match="'parses' has no flat table: choose one of documents, events"):
        ledger.flat("parses")


@pytest.mark.parametrize(
    ("identity", "found"),
    [("e-aid", "e-aid"), ("e-co", "e-consult"), ("s", "s-pledge"), ("d4", "d4"), ("b.html", "d2")],
)
def test_a_record_by_the_start_of_its_id(ledger: Ledger, identity: str, found: str) -> None:
    record = ledger.record(identity)
    assert getattr(record, "id", record.doc) == found


@pytest.mark.parametrize(
    ("identity", "message"),
    [("e-", "fits several records"), ("nothing", "has no record 'nothing'"), ("", "the id is empty")],
)
def test_a_record_that_is_not_one(ledger: Ledger, identity: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        ledger.record(identity)


def test_copies_and_names(ledger: Ledger) -> None:
    assert [d.doc for d in ledger.copies("d1")] == ["d3"]
    assert ledger.names() == {"d1": "a", "d2": "b", "d3": "a#2", "d4": "q"}


@pytest.mark.parametrize("made", ["nothing", "file", "folder"])
def test_what_is_no_ledger_is_said(tmp_path: Path, made: str) -> None:
    path = tmp_path / "x"
    if made == "file":
        path.write_text("x")
    if made == "folder":
        path.mkdir()
    with pytest.raises(LedgerError, match=rf"{re.escape(str(path))}.*; make one with: comity code"):
        Ledger(path)


def test_a_ledger_before_its_first_part_is_empty(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    ledger = Ledger(tmp_path)
    assert ledger.events().is_empty()
    assert ledger.filter("statements", between=("KOR", "RUS")).is_empty()
    assert repr(ledger).endswith("0 documents, 0 events, 0 statements")
    assert "0 documents" in ledger._repr_html_()


def test_a_damaged_part_is_named(ledger: Ledger) -> None:
    (part,) = (p for p in ledger.folder.parts("events") if "part-1" in p.name)
    part.write_bytes(b"PAR1 and no more")
    with pytest.raises(LedgerError, match="part-1"):
        ledger.events()


def test_a_notebook_shows_it_escaped(ledger: Ledger) -> None:
    page = ledger._repr_html_()
    assert "Lee &lt;b&gt;Myung-bak&lt;/b&gt; (KOR)" in page
    assert "<b>Myung" not in page
    assert "4 documents (2 coded, 1 duplicate, 1 unreadable)" in page


def test_events_carry_days_for_queries(ledger: Ledger) -> None:
    found = ledger.sql(
        "SELECT id FROM events WHERE date_start BETWEEN DATE '2010-01-01' AND DATE '2010-12-31'"
    )
    assert found["id"].to_list() == ["e-consult"]
    assert isinstance(ledger.record("e-consult"), Event)
