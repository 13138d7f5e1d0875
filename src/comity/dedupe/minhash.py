"""Copies among documents: the same story word for word, with another headline or dateline, lightly edited, or cut.

Documents meet through MinHash signatures (Broder 1997) of their three-word shingles, one over the whole text and
one over its opening, so that a copy that keeps only the first paragraphs is found as well; every pair that meets is
then compared word by word. Numbers are words: reports of one form with other figures are not copies.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from comity import languages
from comity.model import Document

WORD = re.compile(r"\d[\d.,:/-]*\d|[^\W_]+(?:['’][^\W_]+)?")
SHINGLE = 3  # words
WHOLE, OPENING = 64, 48  # permutations
ROWS = 3  # of a band: of copies with half of their shingles in common 94 in 100 meet
OPENING_WORDS = 60
SEED = 1
SIZE = 8 + 4 * (WHOLE + OPENING)
MEET = 0.3  # estimated share of shingles in common below which a pair is not looked at
CROWD = 64  # documents of one band that a later one is held against, first ones and last ones
BLOCK = 256  # documents whose texts are held at a time

LEAST_KEPT = 0.3  # of the longer text; less is a quotation, not a copy
UPDATE = 0.6  # a later text that the earlier one makes up less of is a new story
SHORT, BRIEF = 30, 80  # words
FORM = 0.2  # share of numbers that makes a text a form
FIGURES = 300  # numbers of a form that are compared

Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Entry:
    """What of a document the search for copies keeps: ids, partial date, signature."""

    doc: str
    input: str
    published: str
    signature: bytes


def sign(document: Document) -> bytes:
    """The document's signature, 456 bytes: 8 for the title, 256 for the whole text, 192 for its opening."""
    words = words_of(document.text)
    title = hashlib.blake2b(" ".join(words_of(document.title)).encode(), digest_size=8).digest()
    return title + minhash(words, WHOLE) + minhash(words[:OPENING_WORDS], OPENING)


def words_of(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def minhash(words: Sequence[str], permutations: int) -> bytes:
    sketch = RMinHash(permutations, SEED)
    sketch.update(shingles(words))
    return np.array(sketch.digest(), dtype="<u4").tobytes()


def shingles(words: Sequence[str]) -> list[str]:
    if len(words) < SHINGLE:
        return [" ".join(words)] if words else []
    return [" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]


def copies(entries: Iterable[Entry], text_of: Callable[[Sequence[str]], Mapping[str, str]]) -> dict[str, str]:
    """Each copy's id with its original's, whatever the order of `entries`.

    In the order of publication (undated ones last), then of input, each document is held against the originals
    before it and is a copy of the first that it matches. `text_of` fetches texts by id, a few hundred at a time;
    only the signatures grow with their number (456 bytes a document, twice that while they are compared).
    """
    ordered = sorted(entries, key=lambda e: (e.published or "9999", e.input, e.doc))
    meetings = meet(ordered)
    found: dict[str, str] = {}
    later = sorted(meetings)
    for start in range(0, len(later), BLOCK):
        block = later[start : start + BLOCK]
        wanted = {ordered[i].doc for j in block for i in (j, *meetings[j]) if ordered[i].doc not in found}
        stories = Stories(text_of(sorted(wanted)))
        for j in block:
            original = first_match(ordered, j, meetings[j], stories, found)
            if original:
                found[ordered[j].doc] = original
    return found


def first_match(
    ordered: Sequence[Entry], j: int, earlier: Sequence[int], stories: Stories, found: Mapping[str, str]
) -> str:
    for i in earlier:
        one, other = ordered[i], ordered[j]
        if one.doc not in found and one.doc != other.doc and is_copy(one, other, stories):
            return one.doc
    return ""


def meet(ordered: Sequence[Entry]) -> dict[int, list[int]]:
    """For each document the earlier ones that share a band with it and look alike, by their places."""
    first: dict[bytes, int] = {}
    for place, entry in enumerate(ordered):
        first.setdefault(entry.signature, place)
    places = np.array(sorted(first.values()), dtype=np.int64)
    if not len(places):
        return {}
    rows = b"".join(ordered[i].signature[8:] for i in places)
    digests = np.frombuffer(rows, dtype="<u4").reshape(len(places), WHOLE + OPENING)
    pairs = {int(places[j]): sorted(int(places[i]) for i in others) for j, others in alike(digests).items()}
    for place, entry in enumerate(ordered):  # the same signature: what held for the first holds for the rest
        earliest = first[entry.signature]
        if place != earliest:
            pairs[place] = sorted({*pairs.get(earliest, []), earliest})
    return pairs


def alike(digests: Numbers) -> dict[int, set[int]]:
    """Rows that share a band with an earlier row, and the earlier ones of which an estimate says that they may be
    copies."""
    pairs: dict[int, set[int]] = {}
    starts = [*range(0, WHOLE - ROWS + 1, ROWS), *range(WHOLE, WHOLE + OPENING - ROWS + 1, ROWS)]
    for start in starts:
        for j, i in likely(digests, shared(digests[:, start : start + ROWS])):
            pairs.setdefault(j, set()).add(i)
    return pairs


def shared(band: Numbers) -> npt.NDArray[np.int64]:
    """Pairs (later, earlier) of rows that are equal."""
    order = np.lexsort(band.T[::-1])
    same = (band[order[1:]] == band[order[:-1]]).all(axis=1)
    pairs: list[tuple[int, int]] = []
    start = 0
    for end in np.append(np.flatnonzero(~same), len(order) - 1) + 1:
        group = order[start:end].tolist()  # a stable sort: earlier rows first
        pairs.extend((j, i) for n, j in enumerate(group) for i in within_crowd(group, n))
        start = int(end)
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def within_crowd(group: Sequence[int], n: int) -> Sequence[int]:
    """The members of a band's group before the n-th; of a crowd the first and the nearest."""
    return group[:n] if n <= 2 * CROWD else [*group[:CROWD], *group[n - CROWD : n]]


def likely(digests: Numbers, pairs: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start in range(0, len(pairs), 50_000):
        part = pairs[start : start + 50_000]
        same = digests[part[:, 0]] == digests[part[:, 1]]
        near = (same[:, :WHOLE].mean(axis=1) >= MEET) | (same[:, WHOLE:].mean(axis=1) >= MEET)
        kept.extend((int(j), int(i)) for j, i in part[near])
    return kept


class Story:
    """A text's words, shingles, numbers (spelt ones too) and names, each made when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)

    @cached_property
    def shingles(self) -> frozenset[str]:
        return frozenset(shingles(self.words))

    @cached_property
    def numbers(self) -> Counter[str]:
        spelt = languages.load("en").numbers
        return Counter(word for word in self.words if word[0].isdigit() or word in spelt)

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in WORD.findall(self.text) if word[0].isupper())

    @property
    def is_form(self) -> bool:
        """Too short or too full of figures for its words alone to tell whose they are."""
        return len(self.words) < SHORT or self.numbers.total() > FORM * len(self.words)


class Stories:
    """Stories by id, read once each."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.read: dict[str, Story] = {}

    def __getitem__(self, doc: str) -> Story:
        if doc not in self.read:
            self.read[doc] = Story(self.texts.get(doc, ""))
        return self.read[doc]


def is_copy(earlier: Entry, later: Entry, stories: Stories) -> bool:
    one, other = stories[earlier.doc], stories[later.doc]
    short, long = sorted((one, other), key=lambda story: len(story.words))
    kept = len(short.words) / len(long.words) if long.words else 0.0
    if kept < LEAST_KEPT or (kept < UPDATE and long is other and is_update(earlier, later)):
        return False
    if (short.is_form or long.is_form) and not (
        earlier.signature[:8] == later.signature[:8] and same_figures(short, long)
    ):
        return False
    return len(short.shingles & long.shingles) >= needed(short) * len(short.shingles) and same_facts(
        short, long
    )


def is_update(earlier: Entry, later: Entry) -> bool:
    """Whether the later text came out on a later day: what is new in it was not there to be cut."""
    return (
        len(earlier.published) >= 10 <= len(later.published) and earlier.published[:10] < later.published[:10]
    )


def needed(short: Story) -> float:
    """The share of the shorter text's shingles that must be in the longer: the fewer there are, the more."""
    count = len(short.words)
    return 0.85 if count < 40 else 0.75 if count < BRIEF else 0.6


def same_figures(short: Story, long: Story) -> bool:
    """Whether the numbers follow each other as they do in the longer text: a form is the same from month to month,
    and so are many of the figures in it."""
    one, other = ordered_numbers(short), ordered_numbers(long)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= 0.95 * len(one)


def ordered_numbers(story: Story) -> list[str]:
    return [word for word in story.words if word in story.numbers][:FIGURES]


def same_facts(short: Story, long: Story) -> bool:
    """Whether the longer text has the shorter one's numbers, and if that is short its names, but for a few."""
    brief = len(short.words) < BRIEF
    strange = (short.numbers - long.numbers).total()
    if strange > max(0.2 * short.numbers.total(), 0 if brief else 1):  # one more may be the day of a dateline
        return False
    unknown = len(short.names.difference(long.words))
    return unknown <= (0.1 if brief else 0.25) * len(short.names)
