"""What a line is by its own look: a sentence, figures, a date, furniture, or something short that could be anything."""

from __future__ import annotations

import functools
import re
from enum import Enum

from comity import dates, languages
from comity.clean.lines import Line

CODE = "en"  # the furniture that is known; other scripts are told by their letters
WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
LETTER = re.compile(r"[^\W\d_]")
BARS = re.compile(r"\s*[|｜»›>•·/]\s*|\s{3,}")
SENTENCE_END = re.compile(r"[.!?…。！？][\"”’'»)\]]*$")
INNER_END = re.compile(r"[a-z\d)”\"][.!?][\"”’']?\s+[\"“‘']?[A-Z]")
TIME = re.compile(
    r"(?i)\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\b\.?)?|\b[ap]\.?m\b\.?"
    r"|\b(?:gmt|utc|est|edt|bst|kst|jst|cst|pst|cet|ist|msk|hrs?|local time|beijing time|moscow time)\b(?:\s?[+-]\d+)?|[+-]\d\d:?\d\d\b"
)
LONG = 25  # words: nobody's headline is as long
MARKS = " \t\"'“”‘’.,:;!?*•·-–—|»›>«‹<[](){}#=_~"


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
        return Role.FURNITURE
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
    letters = len(LETTER.findall(text))
    return not letters or 2 * len(LATIN.findall(text)) >= letters


def is_foreign(text: str, latin: bool) -> bool:
    letters = len(LETTER.findall(text))
    share = len(LATIN.findall(text)) / letters if letters else 0.5
    return share < 0.3 if latin else share > 0.9


def is_sentence(text: str) -> bool:
    count = len(words(text))
    if count >= LONG or INNER_END.search(text):
        return True
    if text.endswith(":"):
        return count >= 5
    return count >= 2 and bool(SENTENCE_END.search(text)) and not text.endswith(" .")


def is_figures(text: str) -> bool:
    """A row of a table or of accounts: a quarter of its words are numbers."""
    pieces = text.split()
    numbers = sum(any(c.isdigit() for c in piece) or piece in ("--", "-") for piece in pieces)
    return bool(pieces) and numbers * 4 >= len(pieces) and any(c.isdigit() for c in text)


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


def bare(text: str) -> str:
    return " ".join(text.strip(MARKS).casefold().replace("’", "'").split())


@functools.cache
def furniture_pattern() -> re.Pattern[str]:
    patterns = languages.load(CODE).furniture.patterns
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def is_furniture(text: str) -> bool:
    """Known furniture, a line of nothing but marks, or a bar of short entries that is half of it furniture."""
    if len(text) > 400:
        return False
    if is_end_mark(text) or in_vocabulary(text) or not any(c.isalnum() for c in text):
        return True
    return bool(furniture_pattern().fullmatch(text)) or is_bar(text)


def in_vocabulary(text: str) -> bool:
    if len(text) > 60:
        return False
    line = re.sub(r"\d+", "#", bare(text))
    return line in languages.load(CODE).furniture.lines


def is_end_mark(text: str) -> bool:
    if len(text) > 12:
        return False
    marks = languages.load(CODE).furniture.end_marks
    return text.casefold() in marks or bare(text) in marks


def is_bar(text: str) -> bool:
    """ "Email | Print | Subscribe", "Home > World > Asia": short entries between marks, some of them known."""
    parts = [part for part in BARS.split(text) if part.strip()]
    if len(parts) < 2 or max(len(part.split()) for part in parts) > 5:
        return False
    return any(in_vocabulary(part) for part in parts) and not any(c.isdigit() for c in text)


def is_opener(text: str) -> bool:
    return bare(text) in languages.load(CODE).furniture.openers


def is_closer(text: str) -> bool:
    return bare(text) in languages.load(CODE).furniture.closers


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
    if len(text) > 100 or not any(c.isdigit() for c in text):
        return False
    found = list(dates.written_dates(text))
    if not found:
        return False
    rest = text
    for written in reversed(found):
        rest = rest[: written.start] + " " + rest[written.end :]
    left = [w for w in words(TIME.sub(" ", rest)) if w.casefold().rstrip(".") not in date_words()]
    if not left:
        return True
    return (
        len(left) <= 3
        and bool(found[0].date)
        and all(w[0].isupper() for w in left)
        and not text.endswith(".")
    )
