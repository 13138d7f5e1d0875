"""Plain words and word lists that analysis and briefs share, read from `data/analyse/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def table(name: str) -> dict[str, Any]:
    """The YAML table `name` of `data/analyse/`."""
    text = (files("comity") / "data" / "analyse" / f"{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def label(kind: str, code: object) -> str:
    """What a code means in plain words; a code that no table knows is shown as words of its own."""
    words = table("labels")[kind].get(code)
    return str(words) if words is not None else str(code).replace("_", " ").lower()


def whole_words(words: list[str], plural: bool = False) -> re.Pattern[str]:
    """Matches any of the words, longest first, whatever their case."""
    longest_first = sorted(words, key=len, reverse=True)
    ending = "(?:s|es)?" if plural else ""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))}){ending}\b", re.IGNORECASE)


@cache
def cue(name: str) -> re.Pattern[str]:
    return whole_words(table("cues")[name])


@dataclass(frozen=True)
class Kind:
    """A kind of undertaking; the flags are explained in `data/analyse/undertakings.yaml`."""

    label: str
    nouns: re.Pattern[str]
    named: bool = False
    venue: bool = False
    instrument: bool = False


@cache
def kinds() -> tuple[Kind, ...]:
    entries = table("undertakings")["kinds"].values()
    return tuple(Kind(**entry | {"nouns": whole_words(entry["nouns"], plural=True)}) for entry in entries)


@cache
def statuses() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((status, whole_words(words)) for status, words in table("undertakings")["statuses"].items())
