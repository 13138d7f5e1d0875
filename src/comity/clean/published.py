"""When a page was put out: from what it says, its address, its file's name, or years that its text leaves open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from comity import dates, languages
from comity.clean.furniture import CODE
from comity.clean.lines import Line
from comity.clean.roles import Role
from comity.model import Document


class Found(NamedTuple):
    """A partial date and where it is from, in the words of `published_from`."""

    date: str = ""
    source: str = ""


def best_of(candidates: Sequence[Found], yearless: str = "") -> Found:
    """The first that says anything, made more precise by a later one that agrees or by the dateline's day."""
    found = next((f for f in candidates if f.date), Found())
    for other in candidates:
        if (
            other.source != "inferred"
            and other.date.startswith(found.date)
            and len(other.date) > len(found.date)
        ):
            found = other if found.date else found
    day = f"{found.date[:4]}-{yearless}"
    if found.date and yearless and len(found.date) < 10 and day.startswith(found.date) and dates.valid(day):
        return Found(day, found.source)
    return found


def declared(document: Document) -> Found:
    """What the reader found in the metadata, trusted; a date that is no date counts as none."""
    text = document.published
    try:
        day = dates.parse(text).text
    except ValueError:
        day = dates.read_date(text)
    return Found(day, document.published_from or "metadata") if day else Found()


def given(text: str) -> Found:
    return Found(dates.parse(text).text, "given") if text else Found()


def from_path(path: str, source: str) -> Found:
    return Found(dates.path_date(path), source)


def from_lines(lines: Sequence[Line], roles: Sequence[Role], first: int) -> Found:
    """The date that the page's own lines give it; `first` is where the body begins.

    A line that says "published" goes before one that says nothing, and that before "updated"; of equals the
    one nearest to the body, before it rather than after.
    """
    best: tuple[int, int, int] | None = None
    day = ""
    for i, line in enumerate(lines):
        if roles[i] in (Role.SENTENCE, Role.FIGURES) or len(line.text) > 200 or is_copyright(line.text):
            continue
        found = dates.read_date(line.text)
        rank = (label_rank(line.text), int(i > first), abs(i - first))
        if found and (best is None or rank < best):
            best, day = rank, found
    return Found(day, "text") if day else Found()


def is_copyright(text: str) -> bool:
    return bool(re.match(r"(?i)\W*(?:©|\(c\)|copyright)", text))


def label_rank(text: str) -> int:
    low = text.casefold()
    labels = languages.load(CODE).furniture.date_labels
    late = [label for label in labels if label.startswith(("updated", "last", "modified"))]
    if any(re.search(rf"\b{label}\b", low) for label in late):
        return 2
    return 0 if any(re.search(rf"\b{label}\b", low) for label in labels) else 1
