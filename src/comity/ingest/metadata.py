"""Dates and places as inputs declare them."""

from __future__ import annotations

import functools
import re
from datetime import UTC, datetime

from comity import dates

NUMBERS = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d|[-/.]\d)")
PACKED = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:\d{6})?(?!\d)")
SECONDS = re.compile(r"(\d{9,10})(?:\.\d*)?|(\d{12,13})(?:\.\d*)?")


def iso_date(text: str) -> str:
    """A declared date as precise as it is, in ISO 8601: YYYY-MM-DD, YYYY-MM, YYYY, or empty where it is none.

    Knows ISO and its time stamps (the day as written, whatever the zone), packed days, Unix time, and dates in words.
    """
    text = " ".join(text.split())
    if match := PACKED.match(text):
        packed = dates.iso(*(int(part) for part in match.groups()))
        if packed:
            return packed
    if match := SECONDS.fullmatch(text):
        return unix_day(int(match[1]) if match[1] else int(match[2]) // 1000)
    if match := NUMBERS.match(text):
        year, month, day = (int(part or 0) for part in match.groups())
        return dates.iso(year, month, day)
    return dates.read_date(text.title() if text.islower() else text)


def unix_day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


@functools.cache
def dateline_end() -> re.Pattern[str]:
    """Where a dateline stops to name a place: at a month, a day, a dash, an agency in brackets."""
    months = "|".join(sorted(dates.month_numbers(), key=len, reverse=True))
    return re.compile(rf"[,\s]*(?:\b(?:{months})\b|\d|\(|\s[-–—/]|[-–—/:]\s*$)", re.I)


def place_of(dateline: str) -> str:
    """The place of a dateline: "    TOKYO, March 1 -" -> "Tokyo"."""
    line = " ".join(dateline.split())
    end = dateline_end().search(line)
    place = line[: end.start()] if end else line
    place = place.strip(" ,-–—")
    return title_case(place) if place.isupper() else place


def title_case(place: str) -> str:
    """Capitals to a name: "RIO DE JANEIRO" -> "Rio de Janeiro"; short words within a name stay small."""
    words = re.split(r"([\s-])", place)
    return "".join(
        word.lower() if 0 < i < len(words) - 1 and len(word) == 2 and word.isalpha() else word.title()
        for i, word in enumerate(words)
    )
