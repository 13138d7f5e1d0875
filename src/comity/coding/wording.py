"""What a statement says in the document's own words: its content without its cue, marks in pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.coding.quotations import Quotation, quoted_tokens
from comity.model import Proposition, Sentence

EDGES = {"that", "but", "and", "or", "though", "while"}
BRACKETS = {"(": ")", "[": "]"}
CLOSING_WORDS = {",", "”", '"', "''", "»", "—", "--", "–"}  # before a cue that is set into its content
OPENING_WORDS = {",", "“", '"', "``", "«", "—", "--", "–"}  # after it
FEWEST, INSERTED = 2, 12  # words of a part, and of a cue between two at most
AFTERTHOUGHT = 0.5  # of the content: what follows a closing mark may be up to this and still be cut


def content_tokens(
    s: Sentence, span: tuple[int, int], cue: Proposition | None, quotes: Sequence[Quotation]
) -> tuple[int, int]:
    """The tokens of the content: inside the quotation where the cue itself is quoted, clear of the cue where
    the content was all of its sentence, without conjunctions and punctuation at its edges."""
    first, last = span
    if cue is not None:
        at = s.starts[cue.predicate]
        around = next((q for q in quotes if q.start <= at < q.end), None)
        if around is not None:
            low, high = quoted_tokens(s, around)
            first, last = max(first, low), min(last, high)
        if first <= cue.predicate < last:
            first, last = beside(cue, first, last)
    while last - first > 1 and is_edge(s, first):
        first += 1
    while last - first > 1 and is_edge(s, last - 1):
        last -= 1
    return first, max(last, first + 1)


def parts(s: Sentence, span: tuple[int, int], cue: Proposition | None) -> list[tuple[int, int]]:
    """The content in the parts that a cue set into it leaves: "The accord, he said, is dead"; otherwise in one. The
    proposition runs from the first to the last of them, the cue included, since it is the document's own words."""
    first, last = span
    if cue is None or cue.kind != "verb" or not first < cue.predicate < last:
        return [span]
    marks = [cue.predicate, *(a.head for a in cue.arguments if a.role == "subj" and first < a.head < last)]
    low, high = min(marks), max(marks) + 1
    while low > first and s.words[low - 1] not in CLOSING_WORDS:
        low -= 1
    while high < last and s.words[high] not in OPENING_WORDS:
        high += 1
    if low - first < FEWEST or last - high < FEWEST or high - low > INSERTED:
        return [span]
    return [(first, low), (high, last)]


def is_edge(s: Sentence, i: int) -> bool:
    return s.pos[i] in ("PUNCT", "SPACE") or (s.lemmas[i] in EDGES and s.deps[i] in ("mark", "cc", "punct"))


def beside(cue: Proposition, first: int, last: int) -> tuple[int, int]:
    """The longer part before or after a cue and its subject."""
    marks = [cue.predicate, *(a.head for a in cue.arguments if a.role == "subj" and first <= a.head < last)]
    low, high = min(marks), max(marks) + 1
    return (first, low) if low - first >= last - high and low > first else (min(high, last - 1), last)


def paired(text: str, s: Sentence, span: tuple[int, int], quotes: Iterable[Quotation]) -> tuple[int, int]:
    """The characters of a token span, taken so that quotation marks and brackets come in pairs."""
    start, end = s.starts[span[0]], s.ends[span[1] - 1]
    for quote in quotes:
        if quote.open or quote.end <= start or quote.start >= end:
            continue
        if quote.start < start and quote.end <= end:
            after = end - quote.end
            if after <= AFTERTHOUGHT * (quote.end - start) or quote.start < s.start:
                end = quote.end - 1
            else:
                start = quote.start
        elif start <= quote.start and end < quote.end <= s.end:
            end = quote.end
    return in_brackets(text, s, *trimmed(text, start, end))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end - start > 1 and text[end - 1] in " \n,;:.":
        end -= 1
    while end - start > 1 and text[start] in " \n,;:":
        start += 1
    return start, end


def in_brackets(text: str, s: Sentence, start: int, end: int) -> tuple[int, int]:
    for opening, closing in BRACKETS.items():
        inside = text[start:end]
        if inside.count(opening) > inside.count(closing):
            at = text.find(closing, end, s.end)
            end = at + 1 if at >= 0 else start + inside.rfind(opening)
        elif inside.count(closing) > inside.count(opening):
            at = text.rfind(opening, s.start, start)
            start = at if at >= 0 else start
    return trimmed(text, start, end)
