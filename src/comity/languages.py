"""What a language's file says, and which language a text is in.

Everything that is particular to a language stands in `data/languages/CODE.yaml`; a new language is a new file.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from comity.errors import CodebookError

SAMPLE = 4000  # characters: more of a text does not change the guess
FEW = (
    12  # words: in so few names outweigh the rest, and a language that can be read wins what is nearly a tie
)
CLOSE = 6.0  # nats between such ties
TOO_SHORT = 3  # letters below which no guess is worth making


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands around a page's own text, in lower case; `patterns` are regular expressions for whole lines."""

    lines: frozenset[str]
    patterns: tuple[str, ...]
    end_marks: frozenset[str]
    openers: frozenset[str]
    closers: frozenset[str]
    date_labels: tuple[str, ...]
    byline: tuple[str, ...]
    title_labels: tuple[str, ...]
    letterheads: tuple[str, ...]
    agencies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Language:
    """A language's file. Words are in lower case; `months` and `weekdays` are in the calendar's order."""

    code: str
    name: str
    model: str
    months: tuple[str, ...]
    month_abbreviations: tuple[tuple[str, ...], ...]
    weekdays: tuple[str, ...]
    weekday_abbreviations: tuple[str, ...]
    numbers: dict[str, int]
    reporting_verbs: frozenset[str]
    quotation_marks: tuple[tuple[str, str], ...]
    negation: frozenset[str]
    pronouns: frozenset[str]
    function_words: frozenset[str]
    furniture: Furniture
    future_cues: frozenset[str]
    samples: tuple[str, ...]


def available() -> tuple[str, ...]:
    """Codes of the languages that have a file."""
    folder = resources.files("comity") / "data" / "languages"
    return tuple(sorted(f.name.removesuffix(".yaml") for f in folder.iterdir() if f.name.endswith(".yaml")))


@functools.cache
def load(code: str) -> Language:
    """The language's file; CodebookError where there is none or it lacks a field."""
    if code not in available():
        raise CodebookError(f"no language file for {code!r}: choose one of {', '.join(available())}")
    file = resources.files("comity") / "data" / "languages" / f"{code}.yaml"
    return read(yaml.safe_load(file.read_text(encoding="utf-8")), file.name)


def read(data: dict[str, Any], name: str) -> Language:
    """A language from the mapping that its file holds; `name` is for messages."""
    try:
        return Language(**{field: fixed(field, data[field]) for field in Language.__dataclass_fields__})
    except (KeyError, TypeError) as error:
        raise CodebookError(f"language file {name}: missing or misshapen {error}") from error


def fixed(field: str, value: Any) -> Any:
    """A field's value with lists made tuples or, where only membership counts, sets."""
    if field == "furniture":
        return Furniture(**{f: fixed(f, value[f]) for f in Furniture.__dataclass_fields__})
    types = (Furniture if field in Furniture.__dataclass_fields__ else Language).__annotations__
    if types[field].startswith("frozenset"):
        return frozenset(value)
    if isinstance(value, list):
        return tuple(tuple(v) if isinstance(v, list) else v for v in value)
    return value


@functools.cache
def identifier() -> Any:
    """The classifier, loaded at the first text that is asked about; it also knows varieties by three letters."""
    from py3langid import langid

    found = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    found.set_languages([label for label in found.labels if len(label) == 2])
    return found


def detect(text: str) -> str:
    """ISO 639-1 code of the text's language, the best guess for a short one; empty where there is nothing to judge.

    Give it cleaned text: a menu in another script would count here.
    """
    sample = re.sub(r"[\W\d_]+", " ", text[:SAMPLE])
    if sum(map(str.isalpha, sample)) < TOO_SHORT:
        return ""
    if sample.isupper():
        sample = sample.lower()
    sample = unicodedata.normalize("NFC", sample)
    if len(sample.split()) > FEW:
        return str(identifier().classify(sample)[0])
    ranked, read = identifier().rank(sample), available()
    near = (code for code, score in ranked if ranked[0][1] - score < CLOSE and code in read)
    return str(next(near, ranked[0][0]))
