"""Quality floors: what a first reading of eleven documents coded by hand has to reach (gold/floors.json)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import polars
import pytest

from comity import score

pytestmark = pytest.mark.slow

Row = dict[str, Any]
FLOORS = json.loads((Path(__file__).parent / "gold" / "floors.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def ledger(comity: Callable[..., Any], gold_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "gold.ledger"
    comity("code", gold_folder / "docs", "-o", path)
    return path


@pytest.fixture(scope="module")
def coded(comity: Callable[..., Any], ledger: Path) -> list[Row]:
    return rows(comity("export", ledger, "--to", "jsonl").stdout.splitlines())


@pytest.fixture(scope="module")
def scores(gold_folder: Path, coded: list[Row]) -> score.Scores:
    return score.records(rows((gold_folder / "dev.jsonl").read_text("utf-8").splitlines()), coded)


def rows(lines: Iterable[str]) -> list[Row]:
    return [json.loads(line) for line in lines if line.strip()]


def parties(row: Row) -> tuple[tuple[str, ...], ...]:
    roles = ("actor", "recipient") if row["kind"] == "event" else ("speaker",)
    return tuple(tuple(sorted(entity["name"] for entity in row[role])) for role in roles)


@pytest.mark.parametrize("kind", ["event", "statement"])
@pytest.mark.parametrize("figure", ["strict", "found"])
def test_f1_is_at_least_its_floor(scores: score.Scores, kind: str, figure: str) -> None:
    assert getattr(getattr(scores, kind), figure).f1 >= FLOORS[kind][figure]


def test_all_documents_are_compared(scores: score.Scores) -> None:
    assert (scores.documents, scores.ignored) == (11, ())


def test_no_record_stands_on_page_furniture(scores: score.Scores) -> None:
    assert scores.on_furniture == 0


def test_no_record_stands_on_a_heading(ledger: Path, coded: list[Row]) -> None:
    documents = polars.read_parquet(ledger / "documents" / "*.parquet")
    headings = {
        row["doc"]: [(b["start"], b["end"]) for b in row["blocks"] if b["kind"] == "heading"]
        for row in documents.select("doc", "blocks").iter_rows(named=True)
    }
    assert any(headings.values()), "no heading was recognised at all"
    on_heading = [
        row["evidence"]
        for row in coded
        if any(row["start"] < end and start < row["end"] for start, end in headings[row["doc_id"]])
    ]
    assert on_heading == []


def test_nothing_is_said_twice(coded: list[Row]) -> None:
    """No two records of one kind with the same words, the same code and the same parties."""
    seen = Counter(
        (row["kind"], row["doc"], row["start"], row["end"], row.get("event") or row["act"], parties(row))
        for row in coded
    )
    assert [record for record, times in seen.items() if times > 1] == []
