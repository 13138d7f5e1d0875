"""Dates as precise as known, and the dates that are written out in a text.

A partial date is ISO 8601 text: "2001-09-28", "2001-09", "2001" or "" (nothing known). Plain strings are used
for them everywhere, since they sort, compare and store as they are. Words that need a day to be understood
("Friday", "last month") are read in `comity.times`.
"""

from __future__ import annotations

import calendar
import functools
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from comity.model import PartialDate

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
SHORT_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ALSO_MONTHS = {"sept": 9, "febr": 2}

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


class WrittenDate(NamedTuple):
    """A date that stands in a text at `start`..`end`.

    `date` is as precise as the words allow. Without a year ("Sept 12") it is empty and `yearless` is "09-12".
    `last` is the last day of a range ("September 27-28"), in the form of `date` or of `yearless`.
    `readings` has both days where the order of day and month is open ("12/9/2010"), else one or none.
    `weekday` is 0 for Monday to 6 for Sunday where one stands before the date, else -1.
    """

    start: int
    end: int
    date: str
    yearless: str = ""
    last: str = ""
    readings: tuple[str, ...] = ()
    weekday: int = -1

    def in_year(self, year: int) -> str:
        """The date, its missing year being `year`; empty where that year has no such day."""
        return self.date or (f"{year:04}-{self.yearless}" if valid(f"{year:04}-{self.yearless}") else "")


@functools.cache
def month_numbers() -> dict[str, int]:
    """Month names and their short forms, in lower case and without a full stop, to 1..12."""
    long = {name: i for i, name in enumerate(MONTHS, 1)}
    return long | {name: i for i, name in enumerate(SHORT_MONTHS, 1)} | ALSO_MONTHS


def valid(text: str) -> bool:
    """Whether `text` is a partial date, the empty one included."""
    if not text:
        return True
    match = ISO.fullmatch(text)
    if not match or not text.isascii():
        return False
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def parse(text: str) -> PartialDate:
    """Partial date in ISO 8601 text; of a time stamp ("2018-06-22T10:03+09:00") the day. ValueError if neither."""
    day = text.strip().partition("T")[0].partition(" ")[0]
    if not valid(day):
        raise ValueError(f"{text!r} is no date: write it as 2001-09-28, 2001-09 or 2001")
    return PartialDate(day)


def precision(text: str) -> str:
    """`day`, `month`, `year` or `none`."""
    return PartialDate(text).precision


def iso(year: int, month: int = 0, day: int = 0) -> str:
    """Partial date of numbers, 0 for unknown; empty where there is no such date."""
    text = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    return text if valid(text) else ""


def span(text: str) -> tuple[str, str]:
    """First and last day: "1987-03" -> ("1987-03-01", "1987-03-31"); "" -> ("", "")."""
    kind = precision(text)
    if kind == "year":
        return f"{text}-01-01", f"{text}-12-31"
    if kind == "month":
        return f"{text}-01", f"{text}-{calendar.monthrange(int(text[:4]), int(text[5:]))[1]:02}"
    return text, text


def common(first: str, last: str) -> str:
    """The most precise partial date that holds both: ("2001-09-27", "2001-09-30") -> "2001-09"."""
    for length in (10, 7, 4):
        if first[:length] == last[:length] and len(first) >= length <= len(last):
            return first[:length]
    return ""


def compare(one: str, other: str) -> int | None:
    """-1 or 1 where `one` is surely before or after `other`, 0 where they are the same, None where they overlap."""
    if one == other:
        return 0
    (first, last), (other_first, other_last) = span(one), span(other)
    if not (one and other) or not (last < other_first or other_last < first):
        return None
    return -1 if last < other_first else 1


def add(text: str, *, days: int = 0, months: int = 0, years: int = 0) -> str:
    """Moves a partial date and keeps its precision; what is finer than it is ignored. A day past the end of a
    month becomes its last; outside of the years 1 to 9999 the result is empty."""
    kind = precision(text)
    if kind == "none":
        return ""
    if kind == "year":
        return iso(int(text) + years) if 0 < int(text) + years < 10_000 else ""
    count = (int(text[:4]) + years) * 12 + int(text[5:7]) - 1 + months
    year, month = count // 12, count % 12 + 1
    if not 0 < year < 10_000 or kind == "month":
        return iso(year, month) if 0 < year < 10_000 else ""
    day = min(int(text[8:]), calendar.monthrange(year, month)[1])
    try:
        return (date(year, month, day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def years_of(yearless: str, weekday: int, first: int, last: int) -> list[int]:
    """The years `first`..`last` in which day "09-28" falls on that weekday (0 is Monday)."""
    days = ((year, iso(year, int(yearless[:2]), int(yearless[3:]))) for year in range(first, last + 1))
    return [year for year, day in days if day and date.fromisoformat(day).weekday() == weekday]


@functools.cache
def written_pattern() -> re.Pattern[str]:
    """All the ways in which a date is written out, one named group each and month names in it."""
    names = sorted(month_numbers(), key=len, reverse=True)
    forms = [n.title() for n in names] + [n.upper() for n in names]
    forms += [n for n in names if len(n) > 4 and n not in ("march", "sept")]
    month = f"(?:{'|'.join(forms)})\\b\\.?"
    day, year = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:%])", r"(?:1[5-9]|20)\d\d(?!\d)"
    to = r"(?:\s?[-–—]\s?|\sto\s|\sand\s)"
    week = "|".join(w.title() for w in WEEKDAYS) + "|" + "|".join(w.upper() for w in WEEKDAYS)
    return re.compile(
        rf"(?:\b(?P<week>{week}),?\s(?:the\s)?)?(?:"
        rf"\b(?P<y1>{year})(?:[-./](?P<m1>\d\d?)[-./](?P<d1>\d\d?)(?!\d)"
        rf"|\s?[년年]\s?(?P<m2>\d\d?)\s?[월月](?:\s?(?P<d2>\d\d?)\s?[일日])?)"
        rf"|(?<![\d./-])(?P<a>\d\d?)[-./](?P<b>\d\d?)[-./](?P<y3>{year})"
        rf"|\b(?P<m4>{month})\s(?P<d4>{day})(?:{to}(?P<l4>{day})(?!\s{month}))?(?:,?\s(?P<y4>{year}))?"
        rf"|(?<![\d./-])(?P<d5>{day})(?:{to}(?P<l5>{day}))?(?:\sof)?\s(?P<m5>{month})(?:,?\s(?P<y5>{year}))?"
        rf"|\b(?P<m6>{month}),?\s(?:of\s)?(?P<y6>{year}))"
    )


def written_dates(text: str) -> Iterator[WrittenDate]:
    """The dates written out in a text, in order. A month alone or a year alone is no written date; a month
    with its year is."""
    for match in written_pattern().finditer(text):
        found = read_numbers(match) if match["y1"] or match["y3"] else read_words(match)
        if found.date or found.yearless:
            yield found


def read_date(text: str) -> str:
    """The first date in `text` that has a year (its range: the first day), else the empty date."""
    return next((found.date for found in written_dates(text) if found.date), "")


def read_numbers(match: re.Match[str]) -> WrittenDate:
    if match["y1"]:
        day = iso(int(match["y1"]), int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"] or 0))
        return WrittenDate(*match.span(), day, readings=(day,) if day else (), weekday=weekday_of(match))
    a, b, year = int(match["a"]), int(match["b"]), int(match["y3"])
    days = {text for text in (iso(year, b, a), iso(year, a, b)) if len(text) == 10}
    readings = tuple(sorted(days))
    day = common(readings[0], readings[-1]) if readings else ""
    return WrittenDate(*match.span(), day, readings=readings, weekday=weekday_of(match))


def read_words(match: re.Match[str]) -> WrittenDate:
    month = month_numbers()[(match["m4"] or match["m5"] or match["m6"]).rstrip(".").lower()]
    day, last = number(match["d4"] or match["d5"]), number(match["l4"] or match["l5"])
    year = int(match["y4"] or match["y5"] or match["y6"] or 0)
    last = last if last > day else 0
    if year:
        found, until = iso(year, month, day), iso(year, month, last) if last else ""
        return WrittenDate(*match.span(), found, "", until, (found,) if found else (), weekday_of(match))
    found = iso(2000, month, day)[5:]  # a leap year: 29 February may be meant
    until = iso(2000, month, last)[5:] if last else ""
    return WrittenDate(*match.span(), "", found, until, (), weekday_of(match))


def number(words: str | None) -> int:
    return int(words.rstrip("stndrh")) if words else 0


def weekday_of(match: re.Match[str]) -> int:
    return WEEKDAYS.index(match["week"].lower()) if match["week"] else -1


@functools.cache
def path_pattern() -> re.Pattern[str]:
    year, month, day = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
    packed = r"(?P<Y>(?:19|20)\d\d)(?P<M>0[1-9]|1[0-2])(?P<D>0[1-9]|[12]\d|3[01])(?!\d)"
    return re.compile(rf"(?<!\d)(?:{packed}|{year}[-_/.]{month}(?:[-_/.]{day})?(?!\d))")


def path_date(path: str) -> str:
    """The date in a URL or a file name ("/2010/09/12/", "20100912", "2018-06"), the most precise one first."""
    days = [
        iso(int(m["Y"] or m["y"]), int(m["M"] or m["m"]), int(m["D"] or m["d"] or 0))
        for m in path_pattern().finditer(path)
    ]
    return max(days, key=len, default="")
