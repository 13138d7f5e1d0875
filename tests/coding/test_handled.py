"""The table of docs/statements.md: every sentence in it gives what stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.coding.test_statements import code

PAGE = Path(__file__).resolve().parents[2] / "docs" / "statements.md"
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in PAGE.read_text("utf-8").splitlines()
    if line.startswith("| ")
]
HANDLED = [row for row in ROWS if len(row) == 4 and row[0] != "construction"]
NONE = [row for row in ROWS if len(row) == 2 and row[0] != "construction"]


@pytest.mark.parametrize(
    ("construction", "sentence", "speaker", "proposition"), HANDLED, ids=[r[0] for r in HANDLED]
)
def test_is_handled(construction: str, sentence: str, speaker: str, proposition: str) -> None:
    found = code(sentence)
    assert [s.proposition for s in found] == proposition.split(" / ")
    assert {", ".join(e.name for e in s.speaker) for s in found} == {speaker}


@pytest.mark.parametrize(("construction", "sentence"), NONE, ids=[r[0] for r in NONE])
def test_gives_none(construction: str, sentence: str) -> None:
    assert not code(sentence)


def test_the_table_is_there() -> None:
    assert len(HANDLED) > 25
    assert len(NONE) > 3
