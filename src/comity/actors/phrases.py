"""Noun phrases of a parsed sentence, and the closed-class words by which a text refers back."""

from __future__ import annotations

import functools
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from comity.actors.lexicon import Hit, Name
from comity.model import Sentence

BEFORE_THE_HEAD = frozenset(
    [
        "det",
        "amod",
        "compound",
        "poss",
        "nummod",
        "nmod",
        "quantmod",
        "predet",
        "nounmod",
        "npadvmod",
        "advmod",
    ]
)
SUBJECTS = frozenset(["nsubj", "nsubjpass", "agent", "csubj"])
AFFILIATION = frozenset(["of", "at", "from", "for"])
QUOTES = frozenset(['"', "``", "''", "“", "”", "„", "‟"])


class Vocabulary(NamedTuple):
    """`data/actors/discourse.yaml`, turned for looking words up."""

    sets: Mapping[str, frozenset[str]]
    titles: Mapping[str, str]  # "mrs" -> "female"; "either" where the title does not tell
    genders: Mapping[str, str]  # first names and nouns such as "spokeswoman"
    pronouns: Mapping[str, str]  # "him" -> "male"
    halves: tuple[Mapping[str, Any], ...]
    regions: Mapping[str, str]  # "Conn." in a dateline -> "USA"
    exchanges: Mapping[str, str]  # "L" in "<RTRS.L>" -> "GBR"


@functools.cache
def vocabulary() -> Vocabulary:
    text = files("comity").joinpath("data/actors/discourse.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    flat = {
        key: frozenset(map(str, value))
        for key, value in data.items()
        if isinstance(value, list) and key != "halves"
    }
    flat["male_nouns"], flat["female_nouns"] = (
        frozenset(data["gendered_nouns"][g]) for g in ("male", "female")
    )
    flat["first_names"] = frozenset(name for names in data["first_names"].values() for name in names)
    return Vocabulary(
        sets=flat,
        titles=_inverted(data["titles"]),
        genders={**_inverted(data["first_names"]), **_inverted(data["gendered_nouns"])},
        pronouns=_inverted(data["pronouns"]),
        halves=tuple(data["halves"]),
        regions=_inverted(data["dateline_regions"]),
        exchanges=_inverted(data["exchanges"]),
    )


def _inverted(groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {str(word): group for group, words in groups.items() for word in words}


class Found(NamedTuple):
    """A hit of the lexicon laid over the tokens of a sentence: `first`..`last` (half open), and their head."""

    first: int
    last: int
    head: int
    names: tuple[Name, ...]


class Phrases:
    """One sentence with what is asked of it again and again: children, hits by token, words in quotes."""

    __slots__ = ("found", "found_at", "kids", "lower", "quoted", "s")

    def __init__(self, sentence: Sentence, hits: Sequence[Hit]) -> None:
        self.s = sentence
        self.kids: list[list[int]] = [[] for _ in sentence.words]
        for i, head in enumerate(sentence.heads):
            if head != i:
                self.kids[head].append(i)
        self.found: list[Found] = []
        self.found_at: dict[int, Found] = {}
        for hit in hits:
            self.lay(hit)
        self.quoted: tuple[bool, ...] = ()
        text = sentence.words
        self.lower = len(text) > 5 and not any(w[0].isupper() for w in text[1:])

    def lay(self, hit: Hit) -> None:
        s = self.s
        first = bisect_left(s.starts, hit.start)
        if first and s.ends[first - 1] > hit.start:
            first -= 1
        last = max(bisect_left(s.starts, hit.end), first + 1)
        if first >= len(s) or (last - first > 1 and s.starts[last - 1] < hit.end < s.ends[last - 1]):
            return  # a name that ends inside a word: "Don" of "Don't"
        found = Found(first, last, self.head_of(first, last), hit.names)
        self.found.append(found)
        for i in range(first, last):
            self.found_at[i] = found

    def drop(self, found: Found) -> None:
        self.found.remove(found)
        for i in range(found.first, found.last):
            if self.found_at.get(i) is found:  # two names may meet in one token
                del self.found_at[i]

    def head_of(self, first: int, last: int) -> int:
        """The last token of the span that hangs on a word outside it."""
        heads = self.s.heads
        for i in range(last - 1, first - 1, -1):
            if not first <= heads[i] < last or heads[i] == i:
                return i
        return last - 1

    def left_edge(self, head: int) -> int:
        deps = self.s.deps
        for kid in self.kids[head]:
            if kid > head:
                break
            if deps[kid] in BEFORE_THE_HEAD:
                return self.left_edge(kid)
        return head

    def kid(self, head: int, *labels: str) -> int:
        deps = self.s.deps
        for kid in self.kids[head]:
            if deps[kid] in labels:
                return kid
        return -1

    def objects(self, head: int, prepositions: frozenset[str]) -> Iterator[tuple[str, int]]:
        """The objects of the prepositions that hang on a noun: ("of", token)."""
        s = self.s
        for kid in self.kids[head]:
            if s.deps[kid] == "prep" and s.lemmas[kid] in prepositions:
                for grandkid in self.kids[kid]:
                    if s.deps[grandkid] == "pobj":
                        yield s.lemmas[kid], grandkid

    def is_subject(self, token: int) -> bool:
        """Subject of its clause, or coordinated with it."""
        deps, heads = self.s.deps, self.s.heads
        while deps[token] == "conj" or (deps[token] == "appos"):
            token = heads[token]
        if deps[token] == "pobj" and deps[heads[token]] == "agent":
            return True
        return deps[token] in SUBJECTS

    def without_determiner(self, first: int, last: int) -> int:
        s = self.s
        drop = vocabulary().sets["quantifiers"]
        while first < last - 1 and (
            s.pos[first] in ("DET", "PUNCT", "ADV", "NUM")
            or s.tags[first] in ("PRP$", "POS", "PDT", "VBD")
            or s.lemmas[first] in drop
        ):
            first += 1
        return first

    def text(self, first: int, last: int, source: str) -> str:
        return " ".join(source[self.s.starts[first] : self.s.ends[last - 1]].split())


def runs(phrases: Phrases) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that the lexicon does not know, with hyphens and particles inside ("Ali al-Sabah")."""
    s, found_at, particles = phrases.s, phrases.found_at, vocabulary().sets["particles"]
    first_names = vocabulary().sets["first_names"]
    size, i = len(s), 0
    while i < size:
        if s.pos[i] != "PROPN" or i in found_at or not s.words[i][0].isalnum():
            i += 1
            continue
        first, last = i, i + 1
        if (
            i > 1
            and s.words[i - 1].istitle()
            and s.words[i - 1].lower() in first_names
            and i - 1 not in found_at
        ):
            first = i - 1
        while last < size:
            step = _continues(s, found_at, particles, last)
            if not step:
                break
            last += step
        yield first, last
        i = last


def _continues(s: Sentence, found_at: Mapping[int, Found], particles: frozenset[str], i: int) -> int:
    """How many tokens the run that has reached `i` goes on."""
    if i in found_at:
        return 0
    word = s.words[i]
    if word == "-":
        joined = i + 1 < len(s) and s.starts[i] == s.ends[i - 1] and s.starts[i + 1] == s.ends[i]
        return (
            2
            if joined and i + 1 not in found_at and s.words[i + 1].isalpha() and s.pos[i + 1] != "VERB"
            else 0
        )
    if s.pos[i] == "PROPN":
        return 1 if word[0].isalnum() else 0
    if word.lower() in particles and i + 1 < len(s) and (s.pos[i + 1] == "PROPN" or s.words[i + 1] == "-"):
        return 2 if s.pos[i + 1] == "PROPN" and i + 1 not in found_at else 1
    return 0


def quoted_tokens(sentence: Sentence, inside: bool) -> tuple[tuple[bool, ...], bool]:
    """Which tokens stand in quotation marks, and whether the quotation is open at the end."""
    marks = []
    for word in sentence.words:
        if word in QUOTES:
            inside = word in ("“", "``") or (word not in ("”", "''") and not inside)
        marks.append(inside)
    return tuple(marks), inside
