"""The public names, used as the README and a notebook use them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

import comity
from comity.ledger import Ledger

STORY = (
    "The foreign minister of Norway said on Tuesday that his government would sign the treaty with Chile. "
    "Chile welcomed the decision, and the two countries agreed to meet in Oslo in May.\n"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    (folder / "b.txt").write_text(STORY)
    return folder


def test_the_public_names_are_there() -> None:
    assert all(callable(getattr(comity, name)) for name in comity.__all__)
    assert {"read", "clean", "dedupe", "parse", "Coder", "code", "Ledger"} <= set(comity.__all__)
    assert comity.Ledger is Ledger
    with pytest.raises(AttributeError, match="no attribute 'lodger'"):
        comity.lodger  # noqa: B018


def test_the_rooms_one_after_the_other(pages: Path) -> None:
    documents = [comity.clean(document, given_date="2010-09-14") for document in comity.read(pages)]
    assert [d.published for d in documents] == ["2010-09-14"] * 2
    first, second = comity.dedupe(documents)
    assert (first.outcome, second.outcome, second.duplicate_of) == ("", "duplicate", first.doc)
    ((_, sentences),) = comity.parse([first])
    assert [s.words[0] for s in sentences] == ["The", "Chile"]


def test_code_gives_a_ledger_of_tables(pages: Path, tmp_path: Path) -> None:
    report = comity.code(pages, tmp_path / "x.ledger")
    ledger = comity.Ledger(tmp_path / "x.ledger")
    assert len(ledger) == report.read == 2
    assert isinstance(ledger.events(), pl.DataFrame)
    assert ledger.arrow("events").num_rows == report.events
    assert ledger.sql("SELECT count(*) FROM statements").item() == report.statements
    texts = {d.doc: d.text for d in ledger}
    assert all(texts[e.doc][e.start : e.end] == e.evidence for e in ledger.each_event())
    assert "2 documents (1 coded, 1 duplicate)" in repr(ledger)
    assert ledger._repr_html_().startswith("<div")
