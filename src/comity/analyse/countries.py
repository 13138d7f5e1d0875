"""Country codes and their names in plain English."""

from __future__ import annotations

import csv
import difflib
from functools import cache
from importlib.resources import files

from comity.analyse.vocabulary import table
from comity.errors import OptionError

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
def words_of_states() -> frozenset[str]:
    """Every word of a state's names, adjectives and peoples, as written: "South", "Korean", "Russians"."""
    columns = ("name", "aliases", "adjectives", "people")
    return frozenset(
        word for row in _states() for c in columns for word in (row.get(c) or "").replace("|", " ").split()
    )


def country_name(code: str) -> str:
    return names().get(code, code)


def in_text(code: str) -> str:
    """The name as running text has it: "the United States"."""
    article = "the " if code in table("labels")["with_article"] else ""
    return article + country_name(code)


def country_code(text: str) -> str:
    """The code of a country given by code or name; `OptionError` names the likeliest ones."""
    wanted = text.strip()
    if wanted.upper() in names():
        return wanted.upper()
    if code := country_called(wanted):
        return code
    raise OptionError(f"No country is called {wanted!r}. {_did_you_mean(_bare(wanted))}")


def country_called(name: str) -> str:
    """The code of the country that has this name or alias; empty where none has."""
    return _by_name().get(_bare(name), "")


def _bare(name: str) -> str:
    return name.strip().casefold().removeprefix("the ")


def _did_you_mean(bare: str) -> str:
    codes = [_by_name()[name] for name in difflib.get_close_matches(bare, _by_name(), n=3, cutoff=0.7)]
    codes += difflib.get_close_matches(bare.upper(), names(), n=4, cutoff=0.6)
    shown = [f"{country_name(code)} ({code})" for code in dict.fromkeys(codes)]
    if shown:
        return f"Did you mean {' or '.join(shown)}?"
    return "Give a three-letter code (KOR) or an English name (South Korea)."
