"""The kinds of undertakings, and the word lists of `data/analyse/undertakings.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from comity.analyse.vocabulary import table, whole_words

# One word of a name: "St. Petersburg", "U.S.-Japan", "Trans-Siberian", "inter-Korean".
NAME = r"(?:St\. |Mt\. )?(?:(?:[A-Z]\.)+[A-Z]\b\.?(?:[-/][A-Z][\w'’&/-]*)?|(?:[a-z]+-)?[A-Z][\w'’&/-]*(?:(?<=-[A-Z])\.[A-Z]\b\.?)?)"


@dataclass(frozen=True)
class Kind:
    """A kind of undertaking; the flags are explained in `data/analyse/undertakings.yaml`."""

    label: str
    nouns: frozenset[str]
    after: re.Pattern[str]
    sorts: tuple[tuple[str, re.Pattern[str]], ...] = ()
    named: bool = False
    compound: bool = False
    linked: bool = False
    venue: bool = False
    instrument: bool = False
    occasion: bool = False

    @property
    def sphere(self) -> str:
        """What is done with it: it is built, signed, or held."""
        return "instrument" if self.instrument else "venue" if self.venue else "work"


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(_kind(entry) for entry in terms("kinds").values())


def terms(name: str) -> Any:
    """A word list of the table of undertakings."""
    return table("undertakings")[name]


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Any word of a list, as a whole word."""
    return whole_words(terms(name))


def _kind(entry: dict[str, Any]) -> Kind:
    sorts = tuple((sort, whole_words(forms)) for sort, forms in entry.get("sorts", {}).items())
    return Kind(
        **entry | {"sorts": sorts, "nouns": frozenset(entry["nouns"]), "after": _phrase(entry["after"])}
    )


def _phrase(prepositions: list[str]) -> re.Pattern[str]:
    """A preposition and the capitalised words that it governs: " in the southern port of Nakhodka"."""
    one = rf"{NAME}(?:(?: of| de| al)? {NAME})*"
    names = rf"(?:{one}(?:, (?:the )?{one})*,? [aA]nd (?:the )?{one}|{one})"
    fillers, places = "|".join(terms("fillers")), "|".join(terms("places"))
    whole = rf"{names}(?: (?:{places})(?: of {names})?)?"
    return re.compile(rf" ({'|'.join(prepositions)}) (?:(?:an?|{fillers}|{places}) )*({whole})")


@cache
def kinds_by_noun() -> dict[str, Kind]:
    return {noun: kind for kind in kinds() for noun in kind.nouns}


@cache
def noun_pattern() -> re.Pattern[str]:
    """Any noun of any kind, and the words that take up what a sentence before has named."""
    return whole_words([*kinds_by_noun(), *terms("taken_up")], plural=True)
