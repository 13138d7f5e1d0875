"""The codebook and the encoder together: what is kept, completed, dropped; with an encoder that says what it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from comity.actors.lexicon import Lexicon
from comity.actors.mentions import Resolver
from comity.coding import Coder
from comity.coding.coder import Told, weighed
from comity.coding.decision import PLAIN, Calibration
from comity.coding.encoder import Judgement, Marked, View
from comity.model import Block, Document, Event
from comity.parse import Parser

Answer = Callable[[str, str], tuple[str, float]]  # the two parties' words to a category and its probability
KINDS = ("AID", "ACCUSE", "RETREAT", "AGREE")


class Fake:
    """An encoder that answers by a function of the two parties' words."""

    about: dict[str, object] = {}  # noqa: RUF012
    labels = {"category": KINDS}  # noqa: RUF012

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[Marked]) -> list[Judgement]:
        return [self.judged(pair) for pair in pairs]

    def judged(self, pair: Marked) -> Judgement:
        words = tuple(" ".join(pair.text[a:b] for a, b in side) for side in (pair.actor, pair.recipient))
        self.asked.append((words[0], words[1]))
        category, p = self.answer(*words)
        kinds = {k: (0.97 if k == category else 0.01) for k in KINDS}
        return Judgement({k: v * p for k, v in kinds.items()}, kinds, 1 - p, {}, {}, {})

    def views(self, statements: Sequence[Marked]) -> list[View]:
        return [View({"assess": 1.0}, {-1: 0.0, 0: 1.0, 1: 0.0}, 0.0) for _ in statements]


def events(text: str, answer: Answer) -> tuple[list[Event], Fake]:
    coder = Coder(coder="patterns")
    fake = Fake(answer)
    coder.encoder = fake  # type: ignore[assignment]
    document = Document(
        input="x", doc="x", text=text, blocks=(Block("paragraph", 0, len(text)),), published="1987-03-24"
    )
    ((read, sentences),) = Parser().parse([document])
    mentions = Resolver(Lexicon.load()).mentions(read, sentences)
    return list(coder.code(read, sentences, mentions)[0]), fake


def sides(event: Event) -> tuple[list[str], list[str]]:
    return [e.country for e in event.actor], [e.country for e in event.recipient]


LEFT = "After a quarrel with Uganda, Kenya withdrew its troops on Monday."


def test_a_missing_party_is_found_where_the_encoder_is_sure() -> None:
    (event,), _ = events(LEFT, lambda a, b: ("RETREAT", 0.95))
    assert event.event == "RETREAT"
    assert sides(event) == (["KEN"], ["UGA"])


def test_it_stays_away_where_the_encoder_doubts_it() -> None:
    (event,), fake = events(LEFT, lambda a, b: ("RETREAT", 0.9 if not b else 0.2))
    assert sides(event) == (["KEN"], [])
    assert ("Kenya", "") in fake.asked
    assert event.rule.endswith("+ encoder")


def test_a_deed_of_one_party_that_the_encoder_does_not_see_is_dropped() -> None:
    found, _ = events(LEFT, lambda a, b: ("RETREAT", 0.01))
    assert found == []


def test_every_regression_of_a_calibration_is_read() -> None:
    table = {name: getattr(PLAIN, name) for name in ("agreed", "single", "instead", "alone")}
    assert Calibration.of(table) == PLAIN


SURE, UNSURE = {-1: 0.1, 0: 0.0, 1: 0.9}, {-1: 0.4, 0: 0.35, 1: 0.25}


@pytest.mark.parametrize(
    ("acts", "stances", "neutral", "told"),
    [
        ({"call": 0.9, "assess": 0.1}, SURE, True, Told("call", 1, True)),
        ({"call": 0.9, "assess": 0.1}, SURE, False, Told("predict", 1, True)),  # the cue tells the act
        ({"call": 0.4, "assess": 0.3}, UNSURE, True, Told("predict", 1, True)),  # as the codebook has it
        ({"call": 0.6, "assess": 0.4}, UNSURE, False, Told("predict", 1, True)),
        ({"call": 0.6, "assess": 0.4}, {-1: 0.3, 0: 0.6, 1: 0.1}, True, Told("call", 0, True)),
        ({"ask": 0.9, "assess": 0.1}, SURE, True, Told("ask", 0, True)),
    ],
)
def test_the_surer_reading_of_a_statement_counts(
    acts: dict[str, float], stances: dict[int, float], neutral: bool, told: Told
) -> None:
    assert weighed(Told("predict", 1), View(acts, stances, 0.0), neutral) == told
