"""The dateline: the place, day and agency with which a wire story opens."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from comity import dates, languages
from comity.clean.furniture import CODE

DASH = r"\s*(?:--+|[–—]|\s-)\s*(?=\S)"
SMALL = frozenset(["of", "the", "and", "de", "la", "le", "del", "da", "do", "al", "el"])


class Dateline(NamedTuple):
    """`day` is a partial date, `yearless` a month and day ("09-12"); `text` what is left of the paragraph."""

    place: str = ""
    day: str = ""
    yearless: str = ""
    agency: str = ""
    text: str = ""


@functools.cache
def pattern() -> re.Pattern[str]:
    name = r"(?:[A-Z][\w.'’-]*|[a-z]{2,3}|&)"
    place = (
        rf"(?P<place>[A-Z][\w.'’-]*(?:\s{name}){{0,3}}(?:(?:,\s|/|\s/\s){name}(?:\s{name}){{0,2}}){{0,2}})"
    )
    return re.compile(
        rf"(?:{place},?\s*)?(?P<day>(?<=[\s,])[A-Za-z]{{3,9}}\.?\s\d{{1,2}}(?:,\s\d{{4}})?|(?<=[\s,])\d{{1,2}}\s[A-Za-z]{{3,9}}\.?(?:,?\s\d{{4}})?)?"
        rf",?\s*(?:[(\[](?P<agency>[\w ./&’'-]{{2,40}})[)\]])?{DASH}"
    )


def read_dateline(text: str) -> Dateline:
    """The dateline of a story's first paragraph; all fields but `text` empty where it has none."""
    match = pattern().match(text[:160])
    if not match or not convincing(match, text):
        return Dateline(text=text)
    written = next(dates.written_dates(match["day"] or ""), None)
    agency = (match["agency"] or "").strip()
    return Dateline(
        place_name(match["place"] or ""),
        written.date if written else "",
        written.yearless if written else "",
        agency if is_agency(agency) else "",
        text[match.end() :].lstrip("-–— "),
    )


def convincing(match: re.Match[str], text: str) -> bool:
    """A place in capitals, or a day or an agency, tells a dateline from a sentence with a dash in it."""
    if match["day"] and next(dates.written_dates(match["day"]), None):
        return bool(match["place"])
    if match["agency"]:
        return is_agency(match["agency"])
    letters = (match["place"] or "").replace(".", "")
    rest = text[match.end() : match.end() + 80]
    return len(letters) > 3 and letters.isupper() and not rest.isupper() and not rest[:1].isdigit()


def is_agency(name: str) -> bool:
    """Known, or a name in brackets of one or two capitalised words."""
    known = languages.load(CODE).furniture.agencies
    parts = [p.strip().casefold() for p in name.split("/")]
    return any(part in known for part in parts) or (name[:1].isupper() and len(name.split()) <= 2)


def place_name(place: str) -> str:
    """A place in capitals as it is written within a sentence: "RIO DE JANEIRO" -> "Rio de Janeiro"."""
    place = place.strip(" ,")
    if not place.isupper() or len(place.replace(".", "")) <= 2:
        return place
    low = [w.lower() if w.lower() in SMALL and i else w.title() for i, w in enumerate(place.split(" "))]
    return " ".join(low).replace("'S", "'s").replace("’S", "’s")
