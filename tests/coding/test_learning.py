"""A coder of one's own: learnt from labelled pairs, with one's own categories."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.coding import encoder, relations
from comity.coding.learning import learn
from comity.errors import CoderError
from comity.score import MarkedPair

TALKS = ["met", "received", "phoned", "hosted", "visited", "held talks with", "conferred with", "called on"]
FIGHTS = ["attacked", "shelled", "bombed", "raided", "fired on", "killed soldiers of", "ambushed", "stormed"]
STATES = [("Peru", "Chile"), ("Chad", "Niger"), ("Fiji", "Tonga"), ("Oman", "Yemen")]


def marked(verb: str, actor: str, recipient: str, event: str) -> MarkedPair:
    text = f"{actor} {verb} {recipient} on Monday."
    at = text.rindex(recipient)
    return MarkedPair(0, text, ((0, len(actor)),), ((at, at + len(recipient)),), event)


PAIRS = [
    marked(verb, *states, event)
    for event, verbs in (("TALK", TALKS), ("FIGHT", FIGHTS))
    for verb in verbs
    for states in STATES
]


def test_it_learns_categories_of_ones_own(tmp_path: Path) -> None:
    out = tmp_path / "mine.coder"
    learnt = learn(PAIRS, out)
    assert learnt.categories == ("FIGHT", "TALK") and not learnt.rare
    unseen = [
        marked("gunned down guards of", "Mali", "Togo", "FIGHT"),
        marked("sat down with", "Mali", "Togo", "TALK"),
    ]
    assert [answer.event for answer in relations(unseen, out)] == ["FIGHT", "TALK"]
    assert encoder.load(out).about["pairs"] == len(PAIRS)


def test_none_is_a_category_too(tmp_path: Path) -> None:
    nothing = [
        marked(verb, *states, "") for verb in ("borders", "resembles", "lies near") for states in STATES
    ]
    learn([*PAIRS, *nothing], tmp_path / "mine.coder")
    (answer,) = relations(
        [marked("is larger than", "Mali", "Togo", "")], tmp_path / "mine.coder", maybe_none=True
    )
    assert answer.event == ""


def test_a_category_of_one_pair_is_left_out(tmp_path: Path) -> None:
    learnt = learn([*PAIRS, marked("blessed", "Peru", "Chile", "BLESS")], tmp_path / "mine.coder")
    assert learnt.rare == ("BLESS",) and len(learnt.kept) == len(PAIRS)


def test_one_category_is_nothing_to_learn(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="two categories"):
        learn(PAIRS[: len(TALKS)], tmp_path / "mine.coder")
    assert not list(tmp_path.iterdir())


def test_a_coder_that_is_learnt_anew_is_read_anew(tmp_path: Path) -> None:
    out = tmp_path / "mine.coder"
    learn(PAIRS, out)
    assert {answer.event for answer in relations(PAIRS[:1], out)} == {"TALK"}
    learn([pair._replace(event=pair.event.lower()) for pair in PAIRS], out)
    assert {answer.event for answer in relations(PAIRS[:1], out)} == {"talk"}
