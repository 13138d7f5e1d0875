"""The year of a page that does not date itself, from what its text takes for past and for future.

Years that are spoken of as past are a floor, as are events of known date; years that are spoken of as yet to come
are a ceiling. Only where these, or a day of a weekday that falls so in one near year alone, leave one year is it
given.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from comity import dates, languages
from comity.clean.furniture import CODE
from comity.clean.repeats import sentences

YEAR = re.compile(
    r"(?P<before>\b(?:early|mid|late|in|by|since|until|of|from|during|before|after|for|the|year|years|and|to"
    r"|spring|summer|autumn|fall|winter|[A-Z][a-z]{2,8}\.?)[\s-])(?:\d{1,2},?\s)?(?P<year>(?:19|20)\d\d)(?P<decade>s|'s)?\b(?![-/]\d)"
)
NEAR = 4  # years after the last that a text names
PARTS = {"early": "03-31", "spring": "05-31", "mid": "07-31", "summer": "08-31"}


class Bounds(NamedTuple):
    """Days between which the text was written; empty where nothing bounds it."""

    floor: str = ""
    ceiling: str = ""


@functools.cache
def world_events() -> tuple[re.Pattern[str], dict[str, str]]:
    """Phrases that no text had before a day, and these days."""
    file = resources.files("comity") / "data" / "languages" / "en_world_events.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    days = {row["phrase"].casefold(): row["not_before"] for row in rows}
    longest_first = sorted(days, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE), days


def infer_year(text: str) -> str:
    """The year in which the text was written, empty where the evidence is thin."""
    bounds = bounds_of(text)
    lede = year_of_lede(text)
    if lede and (not bounds.floor or lede >= bounds.floor[:4]):
        return lede
    if not bounds.floor or (bounds.ceiling and bounds.floor > bounds.ceiling):
        return ""
    if not bounds.ceiling or bounds.ceiling > dates.add(bounds.floor, years=1):
        return year_of_weekday(text, bounds)
    if bounds.floor[:4] == bounds.ceiling[:4]:
        return bounds.floor[:4]
    return year_of_day(text, bounds)


def bounds_of(text: str) -> Bounds:
    floors, ceilings = list(event_days(text)), list[str]()
    for sentence in sentences(text):
        for day, ahead in years_spoken_of(sentence):
            (ceilings if ahead else floors).append(day)
    return Bounds(max(floors, default=""), min(ceilings, default=""))


def event_days(text: str) -> Iterator[str]:
    pattern, days = world_events()
    for match in pattern.finditer(text):
        yield days[match[0].casefold()]


def years_spoken_of(sentence: str) -> Iterator[tuple[str, bool]]:
    """The last day that a year yet to come leaves, or the first day of a past one; and whether it is to come."""
    ahead = languages.load(CODE).future_cues
    for match in YEAR.finditer(sentence):
        words = re.findall(r"[a-z]+", sentence[: match.start("year")].casefold())[-12:]
        year = match["year"]
        if not match["decade"] and ahead & set(words):
            yield f"{year}-{PARTS.get(match['before'].strip(' -').casefold(), '12-31')}", True
        elif not ahead & set(words):
            yield f"{year}-01-01", False


def year_of_lede(text: str) -> str:
    """The year of a full date in the first paragraph that tells of something done."""
    opening = text.partition("\n")[0]
    for sentence in sentences(opening):
        found = [w for w in dates.written_dates(sentence) if len(w.date) == 10]
        ahead = languages.load(CODE).future_cues & set(re.findall(r"[a-z]+", sentence.casefold()))
        if found and not ahead:
            return max(w.date for w in found)[:4]
    return ""


def year_of_weekday(text: str, bounds: Bounds) -> str:
    """The year of the first day with a weekday and without a year: a day falls on the same weekday only every five
    or six years, and a text seldom looks back as long as that without naming a year in between."""
    written = next((w for w in dates.written_dates(text) if w.yearless and w.weekday >= 0), None)
    if not written:
        return ""
    first = int(bounds.floor[:4])
    last = min(first + NEAR, int(bounds.ceiling[:4] or first + NEAR))
    years = dates.years_of(written.yearless, written.weekday, first, last)
    return str(years[0]) if len(years) == 1 else ""


def year_of_day(text: str, bounds: Bounds) -> str:
    """The year of the first day without a year, where the bounds (at most a year apart) leave one for it."""
    written = next((w for w in dates.written_dates(text) if w.yearless), None)
    if not written:
        return ""
    first, last = int(bounds.floor[:4]), int(bounds.ceiling[:4])
    days = [d for d in map(written.in_year, range(first, last + 1)) if bounds.floor <= d <= bounds.ceiling]
    if written.weekday >= 0:
        fitting = dates.years_of(written.yearless, written.weekday, first, last)
        days = [d for d in days if int(d[:4]) in fitting]
    return days[0][:4] if len(days) == 1 else ""
