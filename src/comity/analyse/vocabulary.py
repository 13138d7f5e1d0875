"""Plain words and word lists that analysis and briefs share, read from `data/analyse/`."""

from __future__ import annotations

import re
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
    forms = [_with_plural(word) if plural else re.escape(word) for word in longest_first]
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def _with_plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeou":
        return re.escape(word[:-1]) + "(?:y|ies)"
    return re.escape(word) + "(?:s|es)?"


@cache
def cue(name: str) -> re.Pattern[str]:
    return whole_words(table("cues")[name])
