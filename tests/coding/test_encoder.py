"""The encoder: what it reads, what it answers, and what it says of files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.coding import encoder, relations
from comity.coding.encoder import Encoder, Pair
from comity.errors import CoderError
from comity.score import MarkedPair


@pytest.fixture(scope="session")
def built_in() -> Encoder:
    return encoder.load()


def pair(text: str, actor: str, recipient: str, word: str = "") -> Pair:
    def span(words: str) -> tuple[tuple[int, int], ...]:
        at = text.index(words)
        return ((at, at + len(words)),)

    return Pair(text, span(actor), span(recipient), span(word) if word else ())


CLEAR = [
    (
        "Peru's president met the Chilean foreign minister in Lima.",
        "president",
        "foreign minister",
        "CONSULT",
    ),
    ("Greek police arrested four Albanian smugglers.", "Greek police", "four Albanian smugglers", "COERCE"),
    ("Rebel gunmen shot dead two soldiers of the national army.", "Rebel gunmen", "two soldiers", "ASSAULT"),
    ("Norway gave Mozambique 40 million dollars for flood victims.", "Norway", "Mozambique", "AID"),
    ("Kenya condemned Somalia's remarks as an insult.", "Kenya", "Somalia", "ACCUSE"),
    ("India rejected Pakistan's proposal out of hand.", "India", "Pakistan", "REJECT"),
    ("Bolivia urged Brazil to lower its tariffs.", "Bolivia", "Brazil", "REQUEST"),
    (
        "Dock workers marched through Piraeus against the Greek government.",
        "Dock workers",
        "government",
        "PROTEST",
    ),
    ("Tunisia and Algeria signed a border treaty on Monday.", "Tunisia", "Algeria", "SUPPORT"),
]


@pytest.mark.parametrize(("text", "actor", "recipient", "category"), CLEAR)
def test_clear_sentences(built_in: Encoder, text: str, actor: str, recipient: str, category: str) -> None:
    (judged,) = built_in.judge([pair(text, actor, recipient)])
    assert judged.best == category
    assert judged.categories[category] > 0.5


def test_who_did_it_to_whom(built_in: Encoder) -> None:
    text = "Kenya condemned Somalia's remarks as an insult."
    there, back = built_in.judge([pair(text, "Kenya", "Somalia"), pair(text, "Somalia", "Kenya")])
    assert there.categories["ACCUSE"] > 0.5 > back.categories["ACCUSE"]


def test_a_place_is_nobody_to_whom_something_is_done(built_in: Encoder) -> None:
    (judged,) = built_in.judge(
        [pair("The Dutch minister was born in Indonesia.", "Dutch minister", "Indonesia")]
    )
    assert judged.none > 0.5


def test_probabilities_are_probabilities(built_in: Encoder) -> None:
    (judged,) = built_in.judge([pair("Fiji met Tonga.", "Fiji", "Tonga")])
    assert sum(judged.kinds.values()) == pytest.approx(1, abs=1e-4)
    assert sum(judged.categories.values()) + judged.none == pytest.approx(1, abs=1e-4)


def test_the_order_and_the_company_of_pairs_do_not_matter(built_in: Encoder) -> None:
    pairs = [pair(text, a, b) for text, a, b, _ in CLEAR]
    together = built_in.judge(pairs)
    alone = [built_in.judge([one])[0] for one in reversed(pairs)]
    for one, other in zip(together, reversed(alone), strict=True):
        assert one.best == other.best
        assert one.none == pytest.approx(other.none, abs=0.05)  # 8-bit activations are scaled by the batch


def test_no_pairs_no_judgements(built_in: Encoder) -> None:
    assert built_in.judge([]) == []


def test_a_long_sentence_is_read_as_far_as_it_goes(built_in: Encoder) -> None:
    (judged,) = built_in.judge([pair("Fiji met Tonga " + "and so on " * 300, "Fiji", "Tonga")])
    assert judged.best


def test_relations_give_a_category_to_every_pair() -> None:
    one = MarkedPair(1, "Fiji met Tonga.", ((0, 4),), ((9, 14),), "CONSULT")
    (answer,) = relations([one])
    assert (answer.event, answer.quad_code) == ("CONSULT", 1)
    assert 0 < answer.confidence <= 1


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04 a broken zip"])
def test_what_is_no_coder_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.coder"
    path.write_bytes(content)
    with pytest.raises(CoderError, match=r"x\.coder is no coder"):
        encoder.load(path)
    with pytest.raises(CoderError, match="no such file"):
        encoder.load(tmp_path / "nothing")
