"""Propositions that can be compared: statements that take a position on the same thing share a *concept*.

A concept (the term of discourse network analysis) stands within an issue. Statements are put under one concept when
their propositions share their telling words: words are cut to their first letters (truncation, which serves retrieval
about as well as stemming), weighted by how rare they are within the issue (tf-idf), and compared by the cosine of the
angle between them; the countries that a statement is about count as words. Statements are taken in their order, each
joins the concept that it is most like, or begins one of its own.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.analyse.record import countries_of
from comity.analyse.vocabulary import table
from comity.model import Statement

ALIKE = 0.2  # cosine from which two propositions are about the same thing
STEM = 6  # letters of a word that count
NAMED = 3  # words that name a concept
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Concept:
    """What is wanted or held on an issue, named by its most telling words, with the statements that take a position
    on it."""

    issue: str
    name: str
    statements: tuple[Statement, ...]

    @property
    def full_name(self) -> str:
        return ": ".join(filter(None, (self.issue, self.name)))


def concepts(statements: Iterable[Statement]) -> list[Concept]:
    """The concepts of all issues, the most spoken of first; a statement of several issues is under each of them."""
    by_issue: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        for issue in statement.issue or ("",):
            by_issue[issue].append(statement)
    found = [c for issue, said in sorted(by_issue.items()) for c in within(issue, said)]
    return sorted(found, key=lambda c: (-len(c.statements), c.issue, c.name))


def within(issue: str, statements: Sequence[Statement]) -> list[Concept]:
    """The concepts of one issue."""
    words = [Counter(stems(s)) for s in statements]
    frequency = Counter(stem for counts in words for stem in counts)
    weights = [weighted(counts, frequency, len(statements)) for counts in words]
    groups: list[list[int]] = []
    sums: list[dict[str, float]] = []
    squares: list[float] = []  # of the sums' lengths
    holding: dict[str, set[int]] = defaultdict(set)  # the groups that hold a word
    for n, own in enumerate(weights):
        products: dict[int, float] = defaultdict(float)
        for word, weight in own.items():
            for g in holding[word]:
                products[g] += weight * sums[g][word]
        cosines = {g: product / math.sqrt(squares[g]) for g, product in products.items()}
        best = max(cosines, key=lambda g: (cosines[g], -g), default=-1)
        if best < 0 or cosines[best] < ALIKE:
            best = len(groups)
            groups.append([])
            sums.append({})
            squares.append(0.0)
        groups[best].append(n)
        for word, weight in own.items():
            before = sums[best].get(word, 0.0)
            squares[best] += weight * (2 * before + weight)
            sums[best][word] = before + weight
            holding[word].add(best)
    return [
        Concept(issue, name_of([statements[n] for n in group], total), tuple(statements[n] for n in group))
        for group, total in zip(groups, sums, strict=True)
    ]


def stems(statement: Statement) -> list[str]:
    """The telling words of a proposition, cut, and the countries that it is about, as "@KOR"."""
    own = countries_of(statement.speaker)
    about = [f"@{country}" for country in sorted(countries_of(statement.about) - own)]
    return [stem(word) for word in telling(statement)] + about


def telling(statement: Statement) -> list[str]:
    return [w for w in _WORD.findall(statement.proposition.casefold()) if w not in stopwords()]


def stem(word: str) -> str:
    return word[:STEM]


@functools.cache
def stopwords() -> frozenset[str]:
    return frozenset(table("stopwords")["stopwords"])


def weighted(counts: Mapping[str, int], frequency: Mapping[str, int], size: int) -> dict[str, float]:
    """Tf-idf weights, of unit length."""
    raw = {s: (1 + math.log(n)) * math.log(1 + size / frequency[s]) for s, n in counts.items()}
    length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
    return {s: w / length for s, w in raw.items()}


def name_of(statements: Sequence[Statement], weights: Mapping[str, float]) -> str:
    """The words that weigh most, each in the form in which it is used most, in the order of the first statement."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    place: dict[str, int] = {}
    for statement in statements:
        for word in telling(statement):
            forms[stem(word)][word] += 1
            place.setdefault(stem(word), len(place))
    heaviest = sorted(forms, key=lambda s: (-weights.get(s, 0.0), place[s]))[:NAMED]
    words = [forms[s].most_common(1)[0][0] for s in sorted(heaviest, key=place.__getitem__)]
    return " ".join(words)
