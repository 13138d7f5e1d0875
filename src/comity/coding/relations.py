"""What the encoder says of marked pairs: a sentence, who acts, who is acted on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from comity.coding import codebook as codebooks
from comity.coding import encoder as encoders
from comity.coding.encoder import Pair, Spans


class Marked(Protocol):
    """A sentence with spans (half open, in characters) of its two parties, and of the word between them if known."""

    @property
    def text(self) -> str: ...
    @property
    def actor(self) -> Spans: ...
    @property
    def recipient(self) -> Spans: ...
    @property
    def trigger(self) -> Spans: ...


class Answer(NamedTuple):
    """`event` is "" where nothing is done; `quad_code` 0 where the category is none of PLOVER's."""

    event: str
    quad_code: int
    confidence: float


def relations(
    pairs: Sequence[Marked], coder: str | Path | None = None, threads: int = 1, maybe_none: bool = False
) -> list[Answer]:
    """The category of each pair, in their order; `maybe_none`: there may be pairs between which nothing is done,
    otherwise each has some category. Raises CoderError where `coder` is no file that Comity wrote."""
    events = codebooks.load().events
    judged = encoders.load(coder, threads).judge(
        [Pair(p.text, p.actor, p.recipient, p.trigger) for p in pairs]
    )
    answers = []
    for judgement in judged:
        event, sure = judgement.best, judgement.kinds[judgement.best]
        if maybe_none and judgement.none > max(judgement.categories.values()):
            event, sure = "", judgement.none
        quad = events[event].quad if event in events else 0
        answers.append(Answer(event, quad, round(sure, 4)))
    return answers
