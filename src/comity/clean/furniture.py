"""What stands around a page's own text, known by its wording."""

from __future__ import annotations

import functools
import re

from comity import languages

CODE = "en"  # the furniture that is known; other scripts are told by their letters
BARS = re.compile(r"\s*[|｜»›>•·/]\s*|\s{3,}")
MARKS = " \t\"'“”‘’.,:;!?*•·-–—|»›>«‹<[](){}#=_~"


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
    """A wire's end mark: such words, with no full stop after them."""
    if len(text) > 12:
        return False
    return text.casefold().removesuffix("...") in languages.load(CODE).furniture.end_marks


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


def is_letterhead(text: str) -> bool:
    return bare(text).removeprefix("the ").startswith(languages.load(CODE).furniture.letterheads)


def after_title_label(text: str) -> str:
    """What follows "Subject:" and its like; empty where no such word opens the line."""
    label, _, rest = text.partition(":")
    return rest.strip() if bare(label) in languages.load(CODE).furniture.title_labels else ""
