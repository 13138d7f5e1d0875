"""Marked pairs: read, compared, and what is said of those that are not well formed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from comity import score
from comity.errors import InputError

PAIR: dict[str, Any] = {
    "id": 7, "text": "Fiji met Tonga.", "actor": [[0, 4]], "recipient": [[9, 14]], "event": "CONSULT",
}  # fmt: skip


def pairs(*events: str) -> list[score.MarkedPair]:
    return score.read_pairs([{**PAIR, "event": event} for event in events])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": ""}, "has no 'text'"),
        ({"actor": []}, "'actor' is missing"),
        ({"recipient": [[9, 99]]}, r"'recipient': \[9, 99\] lies outside of the 15 characters"),
        ({"actor": "Fiji"}, "'actor' is 'Fiji'"),
        ({"event": ["CONSULT"]}, "'event' is"),
    ],
)
def test_slips_are_named(change: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=f"gold.jsonl, pair 2: {words}"):
        score.read_pairs([PAIR, PAIR | change], "gold.jsonl")


def test_nothing_is_no_pair() -> None:
    with pytest.raises(InputError, match="holds no pair"):
        score.read_pairs([])


def test_a_flat_span_and_an_id_as_it_came() -> None:
    (pair,) = score.read_pairs([PAIR | {"actor": [0, 4], "id": "x-1"}])
    assert (pair.id, pair.actor) == ("x-1", ((0, 4),))


def test_figures() -> None:
    gold = pairs("CONSULT", "CONSULT", "ASSAULT", "AID")
    said = [("CONSULT", 0.9), ("AGREE", 0.4), ("ASSAULT", 0.9), ("ASSAULT", 0.6)]
    scores = score.relations(gold, said)
    assert scores.root_accuracy == 0.5
    assert scores.root_macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    assert scores.quad_macro_f1 == pytest.approx((1 + 2 / 3 + 0) / 3)
    assert scores.confusion["AID", "ASSAULT"] == 1
    assert [answer for _, answer, _ in scores.misses] == ["AGREE", "ASSAULT"]


def test_yield_is_what_is_concede_or_retreat_today() -> None:
    scores = score.relations(pairs("YIELD", "YIELD", "AID"), [("CONCEDE", 1), ("RETREAT", 1), ("AID", 1)])
    assert scores.root_macro_f1 == 1


def test_categories_of_ones_own_have_no_quads() -> None:
    scores = score.relations(pairs("HUG", "KISS"), [("HUG", 1), ("HUG", 1)])
    assert scores.quad_macro_f1 is None and scores.root_accuracy == 0.5


def test_tables_and_misses(tmp_path: Path) -> None:
    scores = score.relations(pairs("CONSULT", ""), [("CONSULT", 0.9), ("AID", 0.3)])
    console = Console(record=True, width=100)
    score.print_pair_scores(scores, console)
    text = console.export_text()
    assert "root macro f1" in text and "none" in text
    score.write_pair_misses(scores, tmp_path / "m.txt")
    assert "7  none, said AID (0.30)\n  “[A Fiji] met [B Tonga].”" in (tmp_path / "m.txt").read_text("utf-8")


def test_events_coded_by_hand_become_pairs() -> None:
    sentence = "Fiji met Tonga and Samoa."
    event = {"kind": "event", "event": "CONSULT", "sentence": sentence, "recipient": []}
    rows, left_out = score.from_records(
        [
            {**event, "actor": [{"name": "Fiji"}, {"name": "Tonga"}]},
            {**event, "actor": [{"name": "Republic of Fiji"}, {"name": "Tonga"}]},
            {"kind": "statement"},
        ]
    )
    assert left_out == 1
    (pair,) = score.read_pairs(rows)
    assert (pair.actor, pair.recipient, pair.event) == (((0, 4),), ((9, 14),), "CONSULT")


def test_a_ledgers_own_offsets_are_trusted() -> None:
    record = {
        "kind": "event", "event": "CONSULT", "evidence": "They met Tonga.", "start": 100,
        "actor": [{"name": "Fiji", "start": 100, "end": 104}],
        "recipient": [{"name": "Tonga", "start": 109, "end": 114}],
    }  # fmt: skip
    rows, _ = score.from_records([record])
    assert rows[0]["actor"] == [[0, 4]]


def test_marks_of_neighbours_do_not_cross() -> None:
    marked = score.with_marks("FijiTonga met", [(((0, 4),), "[A ", "]"), (((4, 9),), "[B ", "]")])
    assert marked == "[A Fiji][B Tonga] met"
