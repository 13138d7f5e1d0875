"""Coding again from what a ledger keeps, however its parts came to lie."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from comity import flow
from comity.coding import encoder as encoders
from comity.coding.encoder import Encoder
from comity.errors import LedgerError, OptionError
from comity.ledger import Ledger

STORY = (
    "The foreign minister of Norway said on Tuesday that his government would sign the treaty with Chile. "
    "Chile welcomed the decision of the government in Oslo, and the two countries agreed to meet again in May. "
    "Officials of both sides spoke for three hours about fish, ships and the price of copper.\n"
)
OTHER = (
    "Peru accused Bolivia of breaking the ceasefire. Bolivia rejected the charge and recalled its envoy.\n"
)
FRENCH = "Le ministre des affaires étrangères a déclaré mardi que son gouvernement signerait le traité avec le Chili.\n"


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def content(ledger: Path) -> dict[str, list[Any]]:
    """All rows, in an order that does not depend on parts."""
    book = Ledger(ledger)
    return {kind: list(book.rows(kind)) for kind in ("documents", "events", "statements")}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    return write(
        tmp_path / "pages", a=STORY, b=OTHER, c=FRENCH, d="", e="The talks with Cuba go on.\n" + STORY
    )


@pytest.mark.parametrize("order", [("a", "e", "b"), ("e", "b", "a"), ("b", "e", "a")])
def test_the_order_of_arrival_does_not_matter(pages: Path, tmp_path: Path, order: Iterable[str]) -> None:
    """Among them: a copy that is there before its original, which is taken out of the ledger and coded anew."""
    at_once = [pages / f"{name}.txt" for name in "abe"]
    flow.code(at_once, tmp_path / "once.ledger")
    for name in order:
        flow.code(pages / f"{name}.txt", tmp_path / "bit-by-bit.ledger")
    assert content(tmp_path / "bit-by-bit.ledger") == content(tmp_path / "once.ledger")
    flow.recode(tmp_path / "bit-by-bit.ledger")
    assert content(tmp_path / "bit-by-bit.ledger") == content(tmp_path / "once.ledger")


def test_coding_again_loads_no_parser(pages: Path, tmp_path: Path) -> None:
    flow.code(pages, tmp_path / "x.ledger")
    script = f"""
import sys
from comity import flow
flow.recode({str(tmp_path / "x.ledger")!r})
sys.exit("spacy" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0


def test_without_its_parses_a_ledger_is_not_coded_again(pages: Path, tmp_path: Path) -> None:
    flow.code(pages, tmp_path / "x.ledger")
    before = content(tmp_path / "x.ledger")
    for part in (tmp_path / "x.ledger").glob("parses/*"):
        part.unlink()
    with pytest.raises(LedgerError, match=r"keeps no parse of 2 of its documents \(the first is a.txt\)"):
        flow.recode(tmp_path / "x.ledger")
    assert content(tmp_path / "x.ledger") == before


def test_ledgers_are_merged_by_putting_their_parts_together(pages: Path, tmp_path: Path) -> None:
    for name in "ab":
        flow.code(pages / f"{name}.txt", tmp_path / f"{name}.ledger")
    flow.code([pages / "a.txt", pages / "b.txt"], tmp_path / "both.ledger")
    for part in (tmp_path / "b.ledger").glob("*/*.parquet"):
        part.rename(tmp_path / "a.ledger" / part.parent.name / part.name)
    assert content(tmp_path / "a.ledger") == content(tmp_path / "both.ledger")
    flow.recode(tmp_path / "a.ledger")
    assert content(tmp_path / "a.ledger") == content(tmp_path / "both.ledger")


def test_a_model_that_is_not_there_makes_no_ledger(pages: Path, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no spaCy pipeline is called 'nowhere_sm'"):
        flow.code(pages, tmp_path / "x.ledger", flow.Options(model="nowhere_sm"))
    assert not (tmp_path / "x.ledger").exists()


def test_coding_again_does_not_ask_the_encoder_anew(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("the encoder was asked")

    ledger, options = tmp_path / "a.ledger", flow.Options(jobs=1)
    flow.code(pages, ledger, options)
    before = content(ledger)
    assert list(ledger.glob("answers/*.parquet"))
    monkeypatch.setattr(Encoder, "computed", asked)
    flow.recode(ledger, options)
    assert content(ledger) == before
    monkeypatch.setattr(encoders.load(), "identity", "another")
    flow.recode(ledger, options)
    told = [d["reason"] for d in content(ledger)["documents"] if d["outcome"] == "failed"]
    assert told and all("the encoder was asked" in reason for reason in told)


def test_answers_that_cannot_be_read_are_asked_for_anew(pages: Path, tmp_path: Path) -> None:
    ledger, options = tmp_path / "a.ledger", flow.Options(jobs=1)
    flow.code(pages, ledger, options)
    before = content(ledger)
    (kept,) = ledger.glob("answers/*.parquet")
    kept.write_bytes(b"x")
    flow.recode(ledger, options)
    assert content(ledger) == before
    assert kept.stat().st_size > 100
