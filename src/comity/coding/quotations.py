"""Where the text quotes: stretches between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from comity.model import Block, Sentence

OPENING = "“«„"
CLOSING = "”»"
STRAIGHT = ('"', "''", "``")
MARKS = re.compile(f"[{OPENING}{CLOSING}\"]|''|``")


class Quotation(NamedTuple):
    """A quoted stretch of the text, marks included; `open` where no closing mark was found."""

    start: int
    end: int
    open: bool


def quotations(text: str, blocks: Iterable[Block]) -> list[Quotation]:
    """The quotations of each paragraph, in order. One that isn't closed runs to its paragraph's end; where
    the next paragraph opens with a mark again, that is its continuation (see `quoted_with`)."""
    found: list[Quotation] = []
    for block in blocks:
        if block.kind != "heading":
            found.extend(in_paragraph(text, block.start, block.end))
    return found


def in_paragraph(text: str, start: int, end: int) -> Iterable[Quotation]:
    opened = -1
    for match in MARKS.finditer(text, start, end):
        i, mark = match.start(), match.group()
        if mark in OPENING or (mark in STRAIGHT and opened < 0):
            if opened < 0 and not closes(text, i, match.end(), start):
                opened = i
            elif opened < 0:
                yield Quotation(start, match.end(), False)  # the opening mark was lost
        elif (mark in CLOSING or mark in STRAIGHT) and opened >= 0:
            yield Quotation(opened, match.end(), False)
            opened = -1
        elif mark in CLOSING:
            yield Quotation(start, match.end(), False)
    if opened >= 0:
        yield Quotation(opened, end, True)


def closes(text: str, i: int, end: int, start: int) -> bool:
    """Whether a straight mark at `i`..`end` with none open before it can only be a closing one."""
    before = text[i - 1] if i > start else " "
    after = text[end] if end < len(text) else " "
    return not before.isspace() and before not in "([—–-" and (after.isspace() or after in ",.;:)")


def quoted_part(sentence: Sentence, quotes: Sequence[Quotation]) -> tuple[Quotation | None, int]:
    """The quotation that covers most of a sentence, and how many of its characters are quoted."""
    best, most, total = None, 0, 0
    for quote in quotes:
        if quote.start >= sentence.end:
            break
        shared = min(quote.end, sentence.end) - max(quote.start, sentence.start)
        if shared > 0:
            total += shared
            if shared > most:
                best, most = quote, shared
    return best, total


def quoted_tokens(s: Sentence, quote: Quotation) -> tuple[int, int]:
    """The token span of a sentence that stands in a quotation."""
    inside = [i for i in range(len(s.words)) if s.starts[i] >= quote.start and s.ends[i] <= quote.end]
    return (inside[0], inside[-1] + 1) if inside else (0, len(s.words))
