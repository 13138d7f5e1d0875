"""Passages that a page has twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from comity.clean.furniture import MARKS
from comity.clean.lines import Line

SENTENCES = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)([\"”’')\]]*)\s+(?=[\"“‘'(\[]?[A-Z\d])")
TELLING = 8  # words: a shorter line may well be said twice
TRIES = 50  # places at which the second of two bodies may begin
PASSAGE = 25  # words that must come again within a line before it is cut


def sentences(text: str) -> list[str]:
    pieces = SENTENCES.split(text)
    return [pieces[i] + (pieces[i + 1] if i + 1 < len(pieces) else "") for i in range(0, len(pieces), 2)]


def key(sentence: str) -> str:
    return sentence.casefold().strip(MARKS)


def without_repeats(lines: Sequence[Line]) -> list[Line]:
    """The lines less those that come again: whole ones, and the second of a body that stands twice in one line.

    A line of a few words goes only in company: where the line before or after it is a repeat as well.
    """
    seen: set[str] = set()
    kept: list[Line] = []
    again, telling = [False] * len(lines), [False] * len(lines)
    for i, line in enumerate(lines):
        keys = [k for k in map(key, sentences(line.text)) if k]
        again[i] = bool(keys) and all(k in seen for k in keys)
        telling[i] = again[i] and not line.table and sum(len(k.split()) for k in keys) >= TELLING
        seen.update(keys)
    dropped = told_again(again, telling)
    for i, line in enumerate(lines):
        if i not in dropped:
            text = without_second_half(line.text)
            kept.append(line if text == line.text else replace(line, text=text))
    return kept


def told_again(again: Sequence[bool], telling: Sequence[bool]) -> set[int]:
    """The places of repeats that are telling, or next to a telling one through nothing but repeats."""
    dropped: set[int] = set()
    for is_repeat, run in groupby(range(len(again)), key=lambda i: again[i]):
        places = list(run)
        if is_repeat and any(telling[i] for i in places):
            dropped.update(places)
    return dropped


def without_second_half(text: str) -> str:
    """A line less the run of sentences, at its end, with which it repeats itself."""
    if len(text) < 200:
        return text
    parts = sentences(text)
    keys = [key(part) for part in parts]
    first = {k: i for i, k in reversed(list(enumerate(keys)))}
    starts = [i for i, k in enumerate(keys) if first[k] <= i - (len(keys) - i)]
    for i in starts[:TRIES]:
        tail = keys[i:]
        if tail == keys[first[keys[i]] : first[keys[i]] + len(tail)]:
            return " ".join(parts[:i]) if sum(len(t.split()) for t in tail) >= PASSAGE else text
    return text
