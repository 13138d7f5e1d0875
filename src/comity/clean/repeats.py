"""Passages that a page has twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.clean.furniture import MARKS
from comity.clean.lines import Line

SENTENCES = re.compile(r"(?<=[.!?…])(?<!\b[A-Z]\.)([\"”’')\]]*)\s+(?=[\"“‘'(\[]?[A-Z\d])")
TELLING = 8  # words: a shorter line may well be said twice
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
    for i, line in enumerate(lines):
        if not (again[i] and in_telling_run(i, again, telling)):
            kept.append(replace(line, text=without_second_half(line.text)))
    return kept


def in_telling_run(i: int, again: Sequence[bool], telling: Sequence[bool]) -> bool:
    """Whether line `i` is telling, or next to a telling line through nothing but repeats."""
    for step in (1, -1):
        j = i
        while 0 <= j < len(again) and again[j]:
            if telling[j]:
                return True
            j += step
    return False


def without_second_half(text: str) -> str:
    """A line less the run of sentences, at its end, with which it repeats itself."""
    if len(text) < 200:
        return text
    parts = sentences(text)
    keys = [key(part) for part in parts]
    first = {k: i for i, k in reversed(list(enumerate(keys)))}
    for i, k in enumerate(keys):
        tail = keys[i:]
        if first[k] < i and tail == keys[first[k] : first[k] + len(tail)] and first[k] + len(tail) <= i:
            if sum(len(t.split()) for t in tail) >= PASSAGE:
                return " ".join(parts[:i])
            break
    return text
