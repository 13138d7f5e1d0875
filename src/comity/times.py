"""Times that a sentence names, and the stretch of days that each means on a given day.

A sentence is searched by looking its words up in one table; what is found is read by a small function for its
kind of word and resolved by another. English words live in `data/dates/en.yaml`. Which time belongs to which
predicate is a matter of the tree, and of `comity.coding.dates`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from comity.dates import MONTHS, WEEKDAYS, common, iso, month_numbers, precision, span
from comity.model import Sentence


class Stretch(NamedTuple):
    first: date
    last: date
    precision: str


Resolve = Callable[[date, str], Stretch | None]
LENGTH = {"day": 10, "month": 7, "year": 4, "none": 0}


class Expression(NamedTuple):
    """Words `first`..`last` (half open) that name a time, `anchor` being their head.

    `resolve(day, tense)` gives the stretch that they mean on that day, None for one they leave open.
    """

    first: int
    last: int
    anchor: int
    resolve: Resolve
    absolute: bool = False
    yearless: bool = False


class Meant(NamedTuple):
    """The days `first`..`last` that words mean, and the most precise partial date that holds them (maybe empty)."""

    date: str
    first: str
    last: str


def meant(expression: Expression, published: str, tense: str) -> Meant | None:
    """What an expression means in a document of the day `published` (ISO 8601, as precise as known, or empty).

    `tense` is that of its clause, `past`, `future` or empty. None where the words leave the time open.
    """
    stretches = [expression.resolve(day, tense) for day in known_days(expression, published, tense)]
    if not stretches or None in stretches:
        return None
    one, other = stretches[0], stretches[-1]
    assert one is not None and other is not None
    first, last = min(one.first, other.first).isoformat(), max(one.last, other.last).isoformat()
    kept = LENGTH[one.precision]
    return Meant(common(one.first.isoformat()[:kept], other.first.isoformat()[:kept]), first, last)


def known_days(expression: Expression, published: str, tense: str) -> list[date]:
    """The first and the last day on which the document may have appeared; any day will do for an absolute date."""
    if not published:
        return [date(2000, 1, 1)] if expression.absolute else []
    first, last = (date.fromisoformat(day) for day in span(published))
    # "in August" in a document of 2001 is August of that year, unless the document says more.
    if expression.yearless and precision(published) == "year":
        return [first if tense == "future" else last]
    return [first, last]


# --- Finding ------------------------------------------------------------------------------------------------------


def expressions(sentence: Sentence) -> tuple[Expression, ...]:
    """The times that the sentence names, in order."""
    table = anchors()
    if table.keys().isdisjoint(sentence.words):
        return ()
    return tuple(search(sentence, table))


def search(sentence: Sentence, table: dict[str, tuple[str, Any]]) -> Iterator[Expression]:
    at = 0
    for i, form in enumerate(sentence.words):
        if i >= at and form in table:
            kind, value = table[form]
            found = READ[kind](sentence, i, value)
            if found is not None:
                yield found
                at = found.last


class Words(NamedTuple):
    """The language's words as sets and tables; see `data/dates/en.yaml`."""

    units: dict[str, str]
    spells: dict[str, tuple[str, int]]
    which: dict[str, str]
    parts: dict[str, str]
    numbers: dict[str, tuple[int, int]]
    running: frozenset[str]
    ahead: frozenset[str]
    ago: frozenset[str]
    elsewhere: frozenset[str]
    pointing: frozenset[str]
    vague_times: frozenset[str]
    about: frozenset[str]
    doubtful_months: frozenset[str]
    month_openers: frozenset[str]
    not_weekdays: frozenset[str]
    limits: frozenset[str]
    spans: frozenset[str]
    recently: frozenset[str]
    adverbs: frozenset[str]
    formerly: frozenset[str]
    currently: frozenset[str]
    planned: frozenset[str]
    light: frozenset[str]
    meanwhile: frozenset[str]
    future_modals: frozenset[str]


@functools.cache
def language_data() -> dict[str, Any]:
    loaded = yaml.safe_load(files("comity").joinpath("data/dates/en.yaml").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@functools.cache
def words_table() -> Words:
    data = language_data()
    numbers = {w: (n, n) for w, n in data["numbers"].items()}
    numbers |= {w: (low, high) for w, (low, high) in data["vague_numbers"].items()}
    plain = set(Words._fields) - {"units", "spells", "which", "parts", "numbers", "adverbs"}
    return Words(
        units={w: unit for unit, forms in data["units"].items() for w in forms},
        spells={w: (entry["unit"], entry["number"]) for w, entry in data["spells"].items()},
        which={w: name for name in ("last", "this", "next") for w in data[name]},
        parts=data["parts"],
        numbers=numbers,
        adverbs=frozenset(data["recently"] + data["formerly"] + data["currently"]),
        **{name: frozenset(data[name]) for name in plain},
    )


@functools.cache
def anchors() -> dict[str, tuple[str, Any]]:
    """Every form of every word that a time can hang on, with its kind and value."""
    data, plain = language_data(), dict[str, tuple[str, Any]]()
    plain |= {w: ("moment", n) for w, n in data["moments"].items()}
    plain |= {w: ("unit", w) for forms in data["units"].values() for w in forms}
    plain |= {w: ("unit", w) for w in data["spells"]}
    plain |= {w: ("weekend", w) for w in data["weekend"]}
    plain |= {w: ("daypart", w) for w in data["dayparts"]}
    plain |= {w: ("feast", tuple(days)) for w, days in data["feasts"].items()}
    plain |= {w: ("season", tuple(months)) for w, months in data["seasons"].items()}
    plain |= {w: ("weekday", n) for n, w in enumerate(WEEKDAYS)}
    plain |= {w: ("month", n) for n, w in enumerate(MONTHS, 1)}
    table = {form: entry for w, entry in plain.items() for form in (w, w.title(), w.upper())}
    table |= month_forms() | year_forms()
    for w in data["doubtful_months"]:
        del table[w]  # in lower case these are other words
    return table


def month_forms() -> dict[str, tuple[str, Any]]:
    short = {w: n for w, n in month_numbers().items() if w not in MONTHS}
    dotted = {f + "." * dot: n for w, n in short.items() for f in (w.title(), w.upper()) for dot in (0, 1)}
    mid = {f"{m}-{w.title()}": n for w, n in month_numbers().items() for m in ("mid", "Mid")}
    return {w: ("month", n) for w, n in (dotted | mid).items()}


def year_forms() -> dict[str, tuple[str, Any]]:
    years = {f"{mid}{y}": ("year", y) for y in range(1500, 2100) for mid in ("", "mid-", "Mid-")}
    return years | {
        f"{mid}{y}s": ("decade", y) for y in range(1500, 2100, 10) for mid in ("", "mid-", "Mid-")
    }


def word(sentence: Sentence, i: int) -> str:
    return sentence.words[i].lower() if 0 <= i < len(sentence.words) else ""


def day_number(sentence: Sentence, i: int) -> int:
    """1..31 where token `i` is a day of the month ("28", "28th"), else 0."""
    form = word(sentence, i)
    digits = form[:-2] if form[-2:] in ("st", "nd", "rd", "th") else form
    return int(digits) if len(digits) <= 2 and digits.isdecimal() and 1 <= int(digits) <= 31 else 0


def year_number(sentence: Sentence, i: int) -> int:
    kind, value = anchors().get(word(sentence, i), ("", 0))
    return value if kind == "year" else 0


def which_before(sentence: Sentence, i: int) -> tuple[str, int]:
    """`last`, `this`, `next` or empty for the word before token `i`, and where the words then begin."""
    which = words_table().which.get(word(sentence, i - 1), "")
    return which, i - bool(which)


def part_before(sentence: Sentence, i: int) -> tuple[str, int]:
    """`early`, `mid`, `late` or empty before token `i` ("early", "late in", "mid -"), and where the words begin."""
    parts, form = words_table().parts, word(sentence, i - 1)
    if form in parts:
        return parts[form], i - 1
    if form in ("-", "in", "of", "the") and word(sentence, i - 2) in parts:
        return parts[word(sentence, i - 2)], i - 2
    return "", i


def number_before(sentence: Sentence, i: int) -> tuple[tuple[int, int] | None, int]:
    """At least and at most how many, as the words before token `i` say, and where those begin."""
    numbers, at = words_table().numbers, i - 1
    if word(sentence, at) == "of" and word(sentence, at - 1) in numbers:
        at -= 1
    form = word(sentence, at)
    count = (int(form), int(form)) if form.isdecimal() and len(form) <= 4 else numbers.get(form)
    if count is None:
        return None, i
    return count, at - (word(sentence, at - 1) in ("a", "the") and not form.isdecimal())


# --- Reading: one function for a kind of word; None where the word names no time here ---------------------------


def read_moment(sentence: Sentence, i: int, days: int) -> Expression | None:
    first = i
    if word(sentence, i - 1) in ("before", "after") and word(sentence, i - 2) == "day":
        days, first = days * 2, i - 2
    last = i + 1 + (word(sentence, i + 1) in language_data()["dayparts"])
    return Expression(first, last, i, functools.partial(day_from, days=days))


def read_daypart(sentence: Sentence, i: int, _: str) -> Expression | None:
    which, first = which_before(sentence, i)
    days = {"last": -1, "this": 0}.get(which)
    return None if days is None else Expression(first, i + 1, i, functools.partial(day_from, days=days))


def read_weekday(sentence: Sentence, i: int, weekday: int) -> Expression | None:
    comma = i + 1 + (word(sentence, i + 1) == ",")
    dated = anchors().get(sentence.words[comma], ("",))[0] == "month" if comma < len(sentence) else False
    if dated or (
        day_number(sentence, comma) and anchors().get(word(sentence, comma + 1), ("",))[0] == "month"
    ):
        return None  # "Friday, September 28": the month reads it
    if word(sentence, i - 1) in words_table().not_weekdays:
        return None
    which, first = which_before(sentence, i)
    week, last = week_after(sentence, i + 1)
    return Expression(
        first, last, i, functools.partial(weekday_from, weekday=weekday, which=which, week=week)
    )


def week_after(sentence: Sentence, i: int) -> tuple[str, int]:
    """ "last", "this" or "next" where "(of) last week" follows, and where the words end."""
    at = i + (word(sentence, i) == "of")
    which = words_table().which.get(word(sentence, at), "")
    return (which, at + 2) if which and word(sentence, at + 1) == "week" else ("", i)


def read_month(sentence: Sentence, i: int, month: int) -> Expression | None:
    day, until, first, last = days_beside(sentence, i)
    year, last = year_after(sentence, last)
    which, first = which_before(sentence, first)
    part, first = ("mid", first) if word(sentence, i).startswith("mid-") else part_before(sentence, first)
    beside = bool(day or year or which or part)
    if not beside and word(sentence, i) in words_table().doubtful_months and not opened(sentence, i):
        return None
    kept, last = year_shift(sentence, last)
    resolve = functools.partial(
        month_from, month=month, days=(day, until), year=year, which=kept or which, part=part
    )
    return Expression(
        first, last, i, resolve, absolute=bool(year), yearless=not year and not which and not kept
    )


def opened(sentence: Sentence, i: int) -> bool:
    before, after = word(sentence, i - 1), word(sentence, i + 1)
    return before in words_table().month_openers and after not in ("'s", "’s")


def days_beside(sentence: Sentence, i: int) -> tuple[int, int, int, int]:
    """The day and the last day beside the month at `i`, 0 for none, and where the words begin and end."""
    to = ("-", "–", "—", "to", "and")
    if day := day_number(sentence, i + 1):
        until = day_number(sentence, i + 3) if word(sentence, i + 2) in to else 0
        return (day, until, i, i + 4) if until > day else (day, 0, i, i + 2)
    at = i - 1 - (word(sentence, i - 1) == "of")
    if not (day := day_number(sentence, at)):
        return 0, 0, i, i + 1
    start = day_number(sentence, at - 2) if word(sentence, at - 1) in to else 0
    return (start, day, at - 2, i + 1) if 0 < start < day else (day, 0, at, i + 1)


def year_after(sentence: Sentence, i: int) -> tuple[int, int]:
    """The year at token `i`, after a comma or "of" too, and where the words end."""
    at = i + (word(sentence, i) in (",", "of"))
    year = year_number(sentence, at)
    return (year, at + 1) if year else (0, i)


def year_shift(sentence: Sentence, i: int) -> tuple[str, int]:
    """ "last year" after a month: the year by its distance from the document's."""
    at = i + (word(sentence, i) == "of")
    which = words_table().which.get(word(sentence, at), "")
    return (f"{which} year", at + 2) if which and word(sentence, at + 1) == "year" else ("", i)


def read_year(sentence: Sentence, i: int, year: int) -> Expression | None:
    if written := iso_day(sentence, i, year):
        return Expression(
            i, i + 5, i, functools.partial(fixed, first=written, last=written, kept="day"), True
        )
    if not names_year(sentence, i):
        return None
    part, first = ("mid", i) if "-" in sentence.words[i] else part_before(sentence, i)
    stretch = part_of(date(year, 1, 1), date(year, 12, 31), part)
    resolve = functools.partial(fixed, first=stretch[0], last=stretch[1], kept="year")
    return Expression(first, i + 1, i, resolve, absolute=True)


def names_year(sentence: Sentence, i: int) -> bool:
    """Whether the number is a year and counts nothing ("the 2018 summit", but "2000 troops")."""
    above = sentence.heads[i]
    if sentence.tags[above] == "$" or word(sentence, i - 1) in ("$", "€", "£"):
        return False
    if sentence.deps[i] == "nummod" and above > i:
        return sentence.tags[above] in ("NN", "NNP")
    return sentence.tags[i] in ("CD", "NN", "NNP", "JJ")


def iso_day(sentence: Sentence, i: int, year: int) -> date | None:
    if word(sentence, i + 1) != "-" or word(sentence, i + 3) != "-":
        return None
    day = iso(year, day_number(sentence, i + 2), day_number(sentence, i + 4))
    return date.fromisoformat(day) if len(day) == 10 else None


def read_decade(sentence: Sentence, i: int, year: int) -> Expression | None:
    part, first = ("mid", i) if "-" in sentence.words[i] else part_before(sentence, i)
    begin, end = part_of(date(year, 1, 1), date(year + 9, 12, 31), part)
    # "the late 1990s" does not say which year was its first: the decade's
    resolve = functools.partial(
        fixed, first=date(year, 1, 1) if part != "late" else begin, last=end, kept="year"
    )
    return Expression(first, i + 1, i, resolve, absolute=True)


def read_unit(sentence: Sentence, i: int, form: str) -> Expression | None:
    if word(sentence, i - 1) == "-":
        return None  # "two-year"
    words = words_table()
    unit, factor = words.spells.get(form, ("", 1))
    unit = unit or words.units[form]
    if word(sentence, i + 1) in words.ago:
        return read_ago(sentence, i, unit, factor)
    count, first = number_before(sentence, i)
    if word(sentence, i + 1) in words.elsewhere and (count or word(sentence, i - 1) == "the"):
        return Expression(first, i + 2, i, unknown)
    if word(sentence, i - 1) in words.pointing or (
        word(sentence, i - 1) in words.vague_times and form[-1] == "s"
    ):
        return Expression(i - 1, i + 1, i, unknown)
    return read_run(sentence, i, unit, factor, count, first)


def read_ago(sentence: Sentence, i: int, unit: str, factor: int) -> Expression:
    count, first = number_before(sentence, i)
    if count is None:
        return Expression(i, i + 2, i, unknown)
    while word(sentence, first - 1) in words_table().about:
        first -= 1
    back = (-count[1] * factor, -count[0] * factor)
    return Expression(first, i + 2, i, functools.partial(units_from, unit=unit, counts=back))


def read_run(
    sentence: Sentence, i: int, unit: str, factor: int, count: tuple[int, int] | None, first: int
) -> Expression | None:
    """ "last week", "the past two years", "in three days"."""
    words, before = words_table(), word(sentence, first - 1)
    if count is None or (before in words.which and first == i):
        which, first = which_before(sentence, i)
        if not which:
            return read_limit(sentence, i, unit)
        part, first = part_before(sentence, first)
        number = {"last": -factor, "this": 0, "next": factor}[which]
        return Expression(first, i + 1, i, functools.partial(unit_from, unit=unit, number=number, part=part))
    if before in words.running | words.ahead:
        number = (-count[1] if before in words.running else count[1]) * factor
        return Expression(first - 1, i + 1, i, functools.partial(run_from, unit=unit, number=number))
    if before in words.spans:
        ahead = (count[0] * factor, count[1] * factor)
        return Expression(
            first - (before == "in"), i + 1, i, functools.partial(units_ahead, unit=unit, counts=ahead)
        )
    return None


def read_limit(sentence: Sentence, i: int, unit: str) -> Expression | None:
    """ "(by) the end of the year": only as a limit, since in a story it may be the end of any year."""
    words = [word(sentence, at) for at in range(i - 5, i)]
    if words[0] not in words_table().limits or words[1:] != language_data()["ending"]:
        return None
    return Expression(i - 4, i + 1, i, functools.partial(unit_from, unit=unit, number=0, part="late"))


def read_weekend(sentence: Sentence, i: int, _: str) -> Expression | None:
    which, first = which_before(sentence, i)
    if not which and word(sentence, i - 1) != "the":
        return None
    return Expression(first, i + 1, i, functools.partial(weekend_from, which=which))


def read_feast(sentence: Sentence, i: int, days: tuple[int, int, int]) -> Expression | None:
    if sentence.deps[i] == "compound":
        return None  # "Christmas Island"
    year, last = year_after(sentence, i + 1)
    resolve = functools.partial(feast_from, days=days, year=year)
    return Expression(i, last, i, resolve, absolute=bool(year), yearless=not year)


def read_season(sentence: Sentence, i: int, months: tuple[int, int]) -> Expression | None:
    which, first = which_before(sentence, i)
    year, last = year_after(sentence, i + 1)
    if not year and not which:
        return None
    kept, last = year_shift(sentence, last)
    resolve = functools.partial(season_from, months=months, year=year, which=kept or which)
    return Expression(first, last, i, resolve, absolute=bool(year))


READ: dict[str, Callable[[Sentence, int, Any], Expression | None]] = {
    "moment": read_moment,
    "daypart": read_daypart,
    "weekday": read_weekday,
    "month": read_month,
    "year": read_year,
    "decade": read_decade,
    "unit": read_unit,
    "weekend": read_weekend,
    "feast": read_feast,
    "season": read_season,
}


# --- From a day to a stretch --------------------------------------------------------------------------------------


def unknown(_day: date, _tense: str) -> Stretch | None:
    return None


def fixed(_day: date, _tense: str, *, first: date, last: date, kept: str) -> Stretch | None:
    return Stretch(first, last, kept)


def day_from(day: date, _tense: str, *, days: int) -> Stretch | None:
    found = shifted(day, days)
    return Stretch(found, found, "day") if found else None


def weekday_from(day: date, tense: str, *, weekday: int, which: str, week: str) -> Stretch | None:
    back = (day.weekday() - weekday) % 7
    if week:
        number = {"last": -7, "this": 0, "next": 7}[week]
        days = number + weekday - day.weekday()
    elif which == "last":
        days = -(back or 7)
    elif which == "next" or (tense == "future" and which != "last"):
        days = (-back) % 7 or (7 if which == "next" else 0)
    elif which == "this" and tense != "past":
        days = (-back) % 7
    else:  # six days ago would be "last Friday": west of it the next day's news is dated the day before
        days = 1 if back == 6 and not which else -back
    return day_from(day, tense, days=days)


def month_from(
    day: date, tense: str, *, month: int, days: tuple[int, int], year: int, which: str, part: str
) -> Stretch | None:
    year = year or year_of(day, tense, month, days[0], which)
    first = iso(year, month, days[0]) if 0 < year < 10_000 else ""
    if not first:
        return None
    if days[0]:
        begin = date.fromisoformat(first)
        end = iso(year, month, days[1]) if days[1] else ""
        return Stretch(begin, date.fromisoformat(end) if len(end) == 10 else begin, "day")
    begin, end_of = (date.fromisoformat(d) for d in span(first))
    return Stretch(*part_of(begin, end_of, part), "month")


def year_of(day: date, tense: str, month: int, number: int, which: str) -> int:
    """The year of a month, and its day `number` (0: no day), that is named without one."""
    if which.endswith(" year"):
        return day.year + {"last": -1, "this": 0, "next": 1}[which[:4]]
    if which == "this":
        return day.year
    named, now = (month, number), (day.month, day.day if number else 0)
    if which == "last":
        return day.year - (named >= now)
    if which == "next":
        return day.year + (named <= now)
    if tense == "past":
        return day.year - (named > now)
    if tense == "future":
        return day.year + (named < now)
    return day.year - (named > now and (month - day.month) > 2)  # no tense: the nearer one


def unit_from(day: date, _tense: str, *, unit: str, number: int, part: str) -> Stretch | None:
    """The week, month or year that lies `number` before or after the present one."""
    if unit == "day":
        return day_from(day, _tense, days=number)
    if unit == "week":
        monday = shifted(day, 7 * number - day.weekday())
        sunday = monday and shifted(monday, 6)
        return Stretch(*part_of(monday, sunday, part), "month") if monday and sunday else None
    months = day.year * 12 + day.month - 1 + number
    year, month = (day.year + number, 0) if unit == "year" else (months // 12, months % 12 + 1)
    if not 0 < year < 10_000:
        return None
    begin, end = (date.fromisoformat(d) for d in span(iso(year, month)))
    return Stretch(*part_of(begin, end, part), unit)


def units_from(day: date, tense: str, *, unit: str, counts: tuple[int, int]) -> Stretch | None:
    """So many days, weeks, months or years before or after; what is vague is less precise."""
    ends = [unit_from(day, tense, unit=unit, number=n, part="") for n in counts]
    if ends[0] is None or ends[-1] is None:
        return None
    first, last = ends[0], ends[-1]
    if counts[0] == counts[1]:
        return first
    held = precision(common(first.first.isoformat(), last.last.isoformat()))
    return None if held == "none" else Stretch(first.first, last.last, held)


def units_ahead(day: date, tense: str, *, unit: str, counts: tuple[int, int]) -> Stretch | None:
    """ "In two years": after now where the verb says so; of the past it tells how long something took."""
    return units_from(day, tense, unit=unit, counts=counts) if tense == "future" else None


def run_from(day: date, tense: str, *, unit: str, number: int) -> Stretch | None:
    """ "The past three years", "the next two weeks": up to now, or from now on."""
    other = unit_from(day, tense, unit=unit, number=number, part="")
    if other is None:
        return None
    return Stretch(min(day, other.first), max(day, other.first), other.precision)


def weekend_from(day: date, tense: str, *, which: str) -> Stretch | None:
    saturday = weekday_from(day, tense, weekday=5, which="", week="")
    if saturday is None:
        return None
    ahead = which == "next" or (tense == "future" and which != "last")
    begin = shifted(saturday.first, 7 if ahead and saturday.first < day and day.weekday() < 5 else 0)
    end = begin and shifted(begin, 1)
    return Stretch(begin, end, "month") if begin and end else None


def feast_from(day: date, tense: str, *, days: tuple[int, int, int], year: int) -> Stretch | None:
    month, first, last = days
    year = year or year_of(day, tense, month, first, "")
    return Stretch(date(year, month, first), date(year, month, last), "month") if 0 < year < 10_000 else None


def season_from(day: date, tense: str, *, months: tuple[int, int], year: int, which: str) -> Stretch | None:
    year = year or year_of(day, tense, months[0], 0, which)
    if not 0 < year < 10_000:
        return None
    return Stretch(date(year, months[0], 1), date.fromisoformat(span(iso(year, months[1]))[1]), "year")


def part_of(first: date, last: date, part: str) -> tuple[date, date]:
    """The first, middle or last third of a stretch; all of it for no part."""
    days = (last - first).days + 1
    third = days // 3
    if part == "early":
        return first, first + timedelta(days=third - 1)
    if part == "mid":
        return first + timedelta(days=third), last - timedelta(days=third)
    return (last - timedelta(days=third - 1), last) if part == "late" else (first, last)


def shifted(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


# --- In a text without a parse ------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=1000)
def times_in(text: str) -> tuple[tuple[int, int, Expression], ...]:
    """The times that a text names, each with the characters `start`..`end` that name it."""
    sentence = unparsed(text)
    found = expressions(sentence)
    return tuple((sentence.starts[e.first], sentence.ends[e.last - 1], e) for e in found)


def unparsed(text: str) -> Sentence:
    """The words of a text as a sentence without a tree: just enough of tags to tell a year from a count."""
    found = list(word_pattern().finditer(text))
    words = tuple(match.group() for match in found)
    tags = tuple(map(rough_tag, words))
    counts = [tags[i : i + 2] == ("CD", "NNS") for i in range(len(words))]
    return Sentence(
        index=0, block=0, start=0, end=len(text), words=words, lemmas=tuple(w.lower() for w in words),
        pos=("",) * len(words), tags=tags, deps=tuple("nummod" if c else "" for c in counts),
        heads=tuple(i + c for i, c in enumerate(counts)),
        starts=tuple(m.start() for m in found), ends=tuple(m.end() for m in found),
    )  # fmt: skip


@functools.cache
def word_pattern() -> re.Pattern[str]:
    short = "|".join(sorted((form.title() for form in month_numbers() if form not in MONTHS), reverse=True))
    return re.compile(rf"\b(?:{short})\.|['’]s\b|\w+|[^\w\s]")


def rough_tag(form: str) -> str:
    if form[0].isdigit():
        return "CD"
    return "NNS" if form.islower() and len(form) > 3 and form.endswith("s") else "NN"
