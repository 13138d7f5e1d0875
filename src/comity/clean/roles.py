"""What a line is by its own look: a sentence, figures, a date, furniture, or something short that could be anything."""

from __future__ import annotations

import functools
import re
from enum import Enum

from comity import dates, languages
from comity.clean.furniture import CODE, is_furniture
from comity.clean.lines import CLOSERS, Line

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
LETTER = re.compile(r"[^\W\d_]")
INNER_END = re.compile(r"[a-z\d)”\"][.!?][\"”’']?\s+[\"“‘']?[A-Z]")
TIME = re.compile(
    r"(?i)\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?)?|\b[ap]\.?m\b\.?"
    r"|\b\d{4}\s?(?=gmt\b|utc\b)|\b(?:gmt|utc|est|edt|bst|kst|jst|cst|pst|cet|ist|msk|hrs?|local time|beijing time|moscow time)\b(?:\s?[+-]\d+)?|[+-]\d\d:?\d\d\b"
)
STOPS = tuple(".!?…。！？")
LONG = 25  # words: nobody's headline is as long


class Role(Enum):
    SENTENCE = "sentence"
    FIGURES = "figures"
    SHORT = "short"
    DATE = "date"
    BYLINE = "byline"
    FOREIGN = "foreign"
    FURNITURE = "furniture"


def words(text: str) -> list[str]:
    return WORD.findall(text)


def key(text: str) -> str:
    """A line for comparison: its words in lower case."""
    return " ".join(words(text.casefold()))


def role(line: Line, latin: bool = True) -> Role:
    """`latin`: whether the page's main script is Latin."""
    text = line.text
    if is_furniture(text):
        return Role.SHORT if line.bullet and any(map(str.isalnum, text)) else Role.FURNITURE
    if is_date(text):
        return Role.DATE
    if is_sentence(text):
        return Role.SENTENCE
    if is_byline(text):
        return Role.BYLINE
    if is_foreign(text, latin):
        return Role.FOREIGN
    return Role.FIGURES if is_figures(text) or line.table else Role.SHORT


def mostly_latin(text: str) -> bool:
    """Whether at least half of the letters (of the longest part of a page) are Latin."""
    if text.isascii():
        return True
    letters = len(LETTER.findall(text))
    return not letters or 2 * len(LATIN.findall(text)) >= letters


def is_foreign(text: str, latin: bool) -> bool:
    if text.isascii() and latin:
        return False
    letters = len(LETTER.findall(text))
    share = len(LATIN.findall(text)) / letters if letters else 0.5
    return share < 0.3 if latin else share > 0.9


def is_sentence(text: str) -> bool:
    count = text.count(" ") + 1
    if count >= LONG:
        return True
    if text.endswith(":"):
        return count >= 5
    ends = text.rstrip(CLOSERS)[-1:] in STOPS
    return (ends and count >= 2 and not text.endswith(" .")) or bool(INNER_END.search(text))


def is_figures(text: str) -> bool:
    """A row of a table or of accounts: a fifth of its words are numbers, or a quarter where there is but one."""
    pieces = text.split()
    numbers = sum(any(c.isdigit() for c in piece) or piece in ("--", "-") for piece in pieces)
    share = 4 if numbers < 2 else 5
    return bool(pieces) and numbers * share >= len(pieces) and any(c.isdigit() for c in text)


def is_byline(text: str) -> bool:
    pieces = text.split()
    if not 2 <= len(pieces) <= 12:
        return False
    start = next(
        (s for s in languages.load(CODE).furniture.byline if text.casefold().startswith(s + " ")), ""
    )
    names = text[len(start) :].replace(",", " ").split() if start else []
    return bool(names) and sum(
        n[0].isupper() or n in ("and", "in", "for", "de", "van") for n in names
    ) >= len(names)


@functools.cache
def date_words() -> frozenset[str]:
    """Words that may stand in a date line beside the date."""
    english = languages.load(CODE)
    labels = {word for label in english.furniture.date_labels for word in label.split()}
    agencies = {word for agency in english.furniture.agencies for word in agency.split()}
    return frozenset(
        {*labels, *agencies, *english.weekdays, *english.weekday_abbreviations, "on", "at", "time", "of"}
    )


def is_date(text: str) -> bool:
    """A line that does nothing but date the page, perhaps with a time, a label, an agency or a place."""
    return beside_date(text) is not None


def beside_date(text: str) -> str | None:
    """What a date line says beside the date, a place perhaps; None for any other line."""
    if len(text) > 100 or not any(c.isdigit() for c in text):
        return None
    found = list(dates.written_dates(text))
    if not found:
        return None
    rest = text
    for written in reversed(found):
        rest = rest[: written.start] + " " + rest[written.end :]
    left = [w for w in words(TIME.sub(" ", rest)) if w.casefold().rstrip(".") not in date_words()]
    named = len(left) <= 3 and bool(found[0].date) and all(w[0].isupper() for w in left)
    return " ".join(left) if not left or (named and not text.endswith(".")) else None


def is_dated(text: str) -> bool:
    """Whether a date with its year stands in the line."""
    return bool(dates.read_date(text))
