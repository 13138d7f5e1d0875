"""What the encoder says of marked pairs: a sentence, who acts, who is acted on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from comity.coding import codebook as codebooks
from comity.coding import encoder as encoders
from comity.coding.encoder import Marked

YIELD, YIELD_QUAD = "YIELD", 2  # what the first version had for CONCEDE and RETREAT, and its quad class


class Answer(NamedTuple):
    """`event` is "" where nothing is done; `quad_code` 0 where the category is none of PLOVER's."""

    event: str
    quad_code: int
    confidence: float


def relations(
    pairs: Sequence[Marked],
    coder: str | Path | None = None,
    threads: int = 1,
    maybe_none: bool = False,
    older: bool = False,
) -> list[Answer]:
    """The category of each pair, in their order; `maybe_none`: there may be pairs between which nothing is done,
    otherwise each has some category; `older`: categories of PLOVER's first version, which had YIELD and drew some
    borders elsewhere. Raises CoderError where `coder` is no file that Comity wrote."""
    book = codebooks.load()
    answers = []
    for judgement in encoders.load(coder, threads).judge(pairs):
        kinds = judgement.older if older and judgement.older else judgement.kinds
        event = max(kinds, key=kinds.__getitem__)
        sure = kinds[event]
        if maybe_none and judgement.none > (1 - judgement.none) * sure:
            event, sure = "", judgement.none
        quad = YIELD_QUAD if event == YIELD else book.event(event).quad
        answers.append(Answer(event, quad, round(sure, 4)))
    return answers
