"""Values survive the way into Parquet and back."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from comity.ledger.parses import parse_row, parse_table, sentences_in
from comity.ledger.schema import (
    DOCUMENTS,
    EVENTS,
    STATEMENTS,
    document_of,
    document_row,
    event_of,
    event_row,
    statement_of,
    statement_row,
)
from comity.model import Block, Document, Entity, Event, Place, Sentence, Statement

LEE = Entity("Lee Myung-bak", "KOR", "GOV", ("GOV", "ELI"), "President", "Lee", 4, 7, "Q14342")
CROWD = Entity("analysts")
EVENT = Event(
    "e1", "d1", "2010-09", "month", "2010-09-01", "2010-09-30", "CONSULT", "visit", "future", (LEE, CROWD), (),
    ("energy", "legal"), 1, 2.5, Place("Moscow", "RUS", 55.75, 37.6), "met", "So Lee met.", 1, 12, 0.5, "s1", "r", "c",
)  # fmt: skip
UNDATED = Event(
    "e2", "d1", "", "none", "", "", "AID", "", "", (CROWD,), (LEE,), (), 2, 10.0, Place("the border"), "gave",
    "…", 0, 1, 1.0, "", "r", "c",
)  # fmt: skip
NOWHERE = Event(
    "e3", "d1", "1990", "year", "1990-01-01", "1990-12-31", "ACCUSE", "", "negated", (LEE,), (CROWD,), (), 3, -3.0,
    None, "blamed", "é\u2028", 0, 2, 0.0, "", "r", "c",
)  # fmt: skip
STATEMENT = Statement(
    "s1", "d1", "2010-09-10", "day", (LEE,), "pledge", -1, (CROWD,), ("trade_investment",), "we shall", True, "q1",
    (CROWD,), "vowed", "“We shall,” Lee vowed.", 3, 25, 0.7, "r", "c",
)  # fmt: skip
DOCUMENT = Document(
    "a.html", "d1", "a", "Title", "Paper", "SEOUL", "2010-09", "url", "en", "http://example.org", "00", "Head\nBody.",
    (Block("heading", 0, 4), Block("paragraph", 5, 10)), "coded", "", "", "text",
)  # fmt: skip


@pytest.mark.parametrize("event", [EVENT, UNDATED, NOWHERE], ids=lambda e: e.id)
def test_events_return_as_they_went(event: Event, tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist([event_row(event)], schema=EVENTS), tmp_path / "e.parquet")
    assert event_of(pq.read_table(tmp_path / "e.parquet").to_pylist()[0]) == event


def test_statements_return_as_they_went() -> None:
    assert (
        statement_of(pa.Table.from_pylist([statement_row(STATEMENT)], schema=STATEMENTS).to_pylist()[0])
        == STATEMENT
    )


def test_documents_return_as_they_went() -> None:
    assert (
        document_of(pa.Table.from_pylist([document_row(DOCUMENT)], schema=DOCUMENTS).to_pylist()[0])
        == DOCUMENT
    )


TEXT = "Seoul spoke. Moscow — did not."


def sentence(index: int, block: int, *words: tuple[str, int, str]) -> Sentence:
    starts = tuple(start for _, start, _ in words)
    ends = tuple(start + len(word) for word, start, _ in words)
    return Sentence(
        index,
        block,
        starts[0],
        ends[-1],
        tuple(word for word, _, _ in words),
        tuple(word.lower() for word, _, _ in words),
        tuple("NOUN" for _ in words),
        tuple("NN" for _ in words),
        tuple(dep for _, _, dep in words),
        tuple(0 for _ in words),
        starts,
        ends,
    )


FIRST = sentence(0, 0, ("Seoul", 0, "nsubj"), ("spoke", 6, "ROOT"), (".", 11, "punct"))
SECOND = sentence(1, 2, ("Moscow", 13, "ROOT"), ("—", 20, "punct"), ("did", 22, "aux"), ("not", 26, "neg"))


@pytest.mark.parametrize(
    "parses",
    [
        [("a", (FIRST, SECOND))],
        [("a", ()), ("b", (FIRST,)), ("c", ()), ("d", (FIRST, SECOND))],
        [],
    ],
    ids=["one", "some without a sentence", "none"],
)
def test_parses_return_as_they_went(parses: list[tuple[str, tuple[Sentence, ...]]], tmp_path: Path) -> None:
    pq.write_table(parse_table([parse_row(doc, s) for doc, s in parses]), tmp_path / "p.parquet")
    stored = pq.read_table(tmp_path / "p.parquet")
    assert list(sentences_in(stored, dict.fromkeys("abcd", TEXT))) == parses


def test_parses_that_another_program_rewrote_are_read() -> None:
    """Merged by DuckDB or Spark, labels are plain strings."""
    plain = parse_table([parse_row("a", (FIRST, SECOND))]).cast(
        pa.schema(
            [
                pa.field(
                    f.name, pa.list_(pa.string()) if f.name in ("lemmas", "pos", "tags", "deps") else f.type
                )
                for f in parse_table([]).schema
            ]
        )
    )
    assert list(sentences_in(plain, {"a": TEXT})) == [("a", (FIRST, SECOND))]
