"""Codes of countries, bodies and their sectors, and their names in plain English."""

from __future__ import annotations

import csv
import difflib
import re
from functools import cache
from importlib.resources import files

from comity.analyse.vocabulary import table
from comity.errors import OptionError
from comity.model import Entity

HOW_TO_NAME = "Give a three-letter code (KOR) or an English name (South Korea)."
_TABLES = (("actors", "states.csv"), ("analyse", "countries.csv"))


@cache
def names() -> dict[str, str]:
    """ISO 3166-1 alpha-3 (and PLOVER's additions) to the short English name."""
    found: dict[str, str] = {}
    for row in _states():
        if row["key"] == row["country"] and not row.get("until"):
            found.setdefault(row["country"], row["name"])
    return found


@cache
def _states() -> tuple[dict[str, str], ...]:
    rows = []
    for folder, name in _TABLES:
        text = (files("comity") / "data" / folder / name).read_text(encoding="utf-8")
        rows += list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    return tuple(row for row in rows if row["country"] and row["name"])


@cache
def _by_name() -> dict[str, str]:
    """Every name and alias, in lower case, to its code; a state's own name wins over another's alias."""
    by_name = {name.casefold(): code for code, name in names().items()}
    for row in _states():
        for alias in (row["name"], *(row.get("aliases") or "").split("|")):
            by_name.setdefault(alias.casefold(), row["country"])
    by_name.pop("", None)
    return by_name


@cache
def _written() -> dict[str, str]:
    """Every way in which a state, what is its own, or its people is written, to the state's code."""
    columns = ("name", "aliases", "adjectives", "people")
    forms = [
        (word, row["country"]) for c in columns for row in _states() for word in (row.get(c) or "").split("|")
    ]
    return {word: code for word, code in reversed(forms) if word}


@cache
def adjectives() -> frozenset[str]:
    """Words that are only said of a state ("Russian"), not its names ("U.S.")."""
    columns = {
        c: {word for row in _states() for word in (row.get(c) or "").split("|")}
        for c in ("adjectives", "name", "aliases")
    }
    return frozenset(columns["adjectives"] - columns["name"] - columns["aliases"] - {""})


@cache
def state_pattern() -> re.Pattern[str]:
    """Any word for a state, its people or what is its own, as written: "South Korean", "Russians"."""
    longest_first = sorted(_written(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def states_in(text: str) -> frozenset[str]:
    """The codes of the states that a text names."""
    return frozenset(_written()[match.group()] for match in state_pattern().finditer(text))


def country_name(code: str) -> str:
    """The country's or body's name, with a sector where the code has one; what is no code stays as it is."""
    if sector := sector_of(code):
        return f"{country_name(code[:3])} ({sector})"
    return names().get(code, code)


def sector_of(code: str) -> str:
    """The sector of a code such as "KORMIL" in words; "" where it has none."""
    known = len(code) == 6 and code[:3] in names()
    return str(table("labels")["sectors"].get(code[3:], "")) if known else ""


def in_text(code: str) -> str:
    """The name as running text has it: "the United States"."""
    article = "the " if code[:3] in table("labels")["with_article"] and country_name(code) != code else ""
    return article + country_name(code)


def is_state(entity: Entity) -> bool:
    """Whether a state itself is meant, or a body with a code of its own, and nobody in it."""
    return entity.country in names() and entity.name in (entity.country, country_name(entity.country))


def country_code(text: str) -> str:
    """The code of a country given by code or name; `OptionError` names the likeliest ones."""
    wanted = text.strip()
    if wanted.upper() in names():
        return wanted.upper()
    if code := country_called(wanted):
        return code
    near = nearest(wanted)
    remedy = f"Did you mean {' or '.join(near)}?" if near else HOW_TO_NAME
    raise OptionError(f"No country is called {wanted!r}. {remedy}")


def country_called(name: str) -> str:
    """The code of the country that has this name or alias; empty where none has."""
    return _by_name().get(_bare(name), "")


def _bare(name: str) -> str:
    return name.strip().casefold().removeprefix("the ")


def nearest(text: str) -> list[str]:
    """The countries whose names or codes are most like a text, as "Norway (NOR)"."""
    bare = _bare(text)
    codes = [_by_name()[name] for name in difflib.get_close_matches(bare, _by_name(), n=3, cutoff=0.7)]
    codes += difflib.get_close_matches(bare.upper(), names(), n=4, cutoff=0.6)
    return [f"{country_name(code)} ({code})" for code in dict.fromkeys(codes)]
