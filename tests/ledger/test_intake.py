"""Records that were made elsewhere come in once, whole, and with what they cite."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import LedgerError
from comity.ledger import Ledger
from comity.ledger.folder import Folder
from comity.ledger.intake import Batch, Known, add
from comity.ledger.schema import SCHEMAS, document_row, event_row, statement_row
from comity.model import Document, Event
from tests.ledger.conftest import EVENTS, STATEMENTS

ONE = Document("one", "d1", "one", outcome="imported")
TWO = Document("two", "d2", "two", text="Aid was given.", outcome="imported")


def silent(identity: str, doc: str) -> Event:
    return replace(EVENTS[0], id=identity, doc=doc, evidence="", start=0, end=0)


def frame(kind: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=pl.DataFrame(SCHEMAS[kind].empty_table()).schema)


def batch(documents: tuple[Document, ...], *events: Event) -> Batch:
    said = [statement_row(replace(s, doc="d1", evidence="", start=0, end=0)) for s in STATEMENTS]
    return Batch(
        frame("documents", [document_row(d) for d in documents]),
        frame("events", [event_row(e) for e in events]),
        frame("statements", said),
    )


def taken(path: Path, *batches: Batch) -> list[tuple[int, int, int]]:
    folder = Folder(path)
    with folder.opened():
        return [tuple(t.height for t in fresh.tables().values()) for fresh in add(folder, batches)]  # type: ignore[misc]


def test_what_is_there_is_left_out(tmp_path: Path) -> None:
    first = batch((ONE,), silent("e1", "d1"), silent("e2", "d1"), silent("e1", "d1"))
    second = batch((ONE, TWO), silent("e2", "d1"), silent("e3", "d2"))
    assert taken(tmp_path / "l", first, second) == [(2, 1, 1), (1, 0, 1)]
    assert taken(tmp_path / "l", second, first) == [(0, 0, 0), (0, 0, 0)]
    ledger = Ledger(tmp_path / "l")
    assert [e.id for e in ledger.each_event()] == ["e1", "e2", "e3"]
    assert [d.input for d in ledger] == ["one", "two"] and ledger.totals()["outcomes"] == {"imported": 2}


def test_a_run_that_breaks_off_keeps_whole_batches(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "l")
    batches = [batch((ONE,), silent("e1", "d1")), batch((TWO,), silent("e2", "d2"))]
    with folder.opened():
        adding = add(folder, iter(batches))
        next(adding)
        adding.close()  # type: ignore[attr-defined]
    assert [e.id for e in Ledger(folder.path).each_event()] == ["e1"]
    assert taken(folder.path, *batches) == [(0, 0, 0), (1, 0, 1)]


def test_evidence_is_in_its_documents_text(tmp_path: Path) -> None:
    cites = replace(EVENTS[0], id="e1", doc="d2", evidence="Aid", start=0, end=3)
    assert taken(tmp_path / "l", batch((TWO,)), batch((), cites)) == [(0, 1, 1), (1, 0, 0)]
    for wrong in (replace(cites, id="e2", start=4, end=7), replace(cites, id="e3", doc="nowhere")):
        with pytest.raises(LedgerError, match="another text than these records cite"):
            taken(tmp_path / "l", batch((), wrong))
    assert len(Ledger(tmp_path / "l").events()) == 1


@given(st.lists(st.lists(st.integers(0, 300), max_size=40), max_size=12))
def test_known_knows_what_it_was_told(rounds: list[list[int]]) -> None:
    known, told = Known(), set[int]()
    for keys in rounds:
        asked = np.array(keys, dtype=np.uint64)
        assert known.holds(asked).tolist() == [key in told for key in keys]
        known.add(np.array(sorted(set(keys) - told), dtype=np.uint64))
        told |= set(keys)
    assert [len(run) for run in known.runs] == sorted((len(run) for run in known.runs), reverse=True)
    assert sum(len(run) for run in known.runs) == len(told)
