"""What other data call things, in Comity's terms and back: the tables of `data/exchange/`."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from comity.analyse.countries import country_code, names
from comity.errors import OptionError

CODE = re.compile(r"\d{1,4}[a-z]?")  # ICEWS has a 13y
REMEMBERED = 1000  # words that no table knows; a file could be full of them

Unknown = Counter[tuple[str, str]]  # what it should be, and the word: ("CAMEO role", "XYZ")


class Cameo(NamedTuple):
    """A code of CAMEO: a PLOVER event, or, where `act` is set, a statement."""

    code: str
    event: str
    mode: str
    aux: str
    context: tuple[str, ...]
    act: str
    stance: int
    turned: bool
    goldstein: float
    name: str


class Plover(NamedTuple):
    """A category and mode of PLOVER, and the code of CAMEO that says the least more."""

    quad: int
    scale: float
    cameo: str


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    text = (files("comity") / "data" / "exchange" / f"{table}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@cache
def cameo() -> dict[str, Cameo]:
    return {
        row["code"]: Cameo(
            row["code"], row["event"], row["mode"], row["aux"], tuple(filter(None, row["context"].split("|"))),
            row["act"], int(row["stance"] or 0), row["turned"] == "yes", float(row["goldstein"]), row["name"],
        )
        for row in rows("cameo")
    }  # fmt: skip


def cameo_meant(text: str) -> Cameo | None:
    """The code that a cell means: it may lack the nought that a spreadsheet took away (events have three digits at
    least, so 10 is 010), or go on after a code ("13y" is 13)."""
    known, code = cameo(), text.removesuffix(".0")
    if not CODE.fullmatch(code):
        return None
    whole = code if code.startswith("0") or len(code) > 2 else f"0{code}"
    shorter = (code[:end] for end in range(len(code) - 1, 1, -1))
    return next((known[c] for c in (whole, f"0{code}", *shorter) if c in known), None)


@cache
def plover() -> dict[tuple[str, str, str], Plover]:
    """By category, mode and auxiliary mode; a mode that PLOVER does not have is not there."""
    return {
        (row["event"], row["mode"], row["aux"]): Plover(int(row["quad"]), float(row["scale"]), row["cameo"])
        for row in rows("plover")
    }


def cameo_of(event: str, mode: str, aux: str) -> str:
    """The code on the way back; empty for what CAMEO cannot say: that it did not, or may, or will happen."""
    found = plover().get((event, mode, "" if aux == "historical" else aux))
    return found.cameo if found else ""


# Countries and actors


@cache
def countries(scheme: str) -> dict[str, str]:
    """By codes, or by names in lower case."""
    return {row["code"].casefold(): row["country"] for row in rows("countries") if row["scheme"] == scheme}


@cache
def country_back(scheme: str, country: str) -> str:
    """The code of a country in another scheme; its own where the scheme is ISO's but for exceptions."""
    found = (
        r["code"] for r in rows("countries") if (r["scheme"], r["country"]) == (scheme, country) and r["back"]
    )
    return next(found, country if scheme == "cameo" else "")


def from_cameo(code: str) -> str | None:
    """A country's code; empty for a region, None for no code that is known."""
    known = countries("iso3") | countries("cameo")
    return known.get(code.casefold(), code if code in names() else None)


def from_fips(code: str) -> str | None:
    return countries("fips").get(code.casefold())


@cache
def from_name(name: str) -> str | None:
    """A country by its English name or its ISO code."""
    known = countries("name") | countries("iso3")
    found = known.get(name.casefold())
    if found is not None:
        return found
    try:
        return country_code(name)
    except OptionError:
        return None


def name_of(country: str) -> str:
    return names().get(country, "")


@cache
def actors(scheme: str, column: str) -> dict[str, str]:
    """`country` or `sector` of each word of a scheme (`cameo`, `group`, `icews`)."""
    return {row["code"]: row[column] for row in rows("actors") if row["scheme"] == scheme}


@cache
def actor_back(scheme: str, sector: str = "", country: str = "") -> str:
    """The word of a scheme for a sector, or for the country code of a body of no one state; empty if it has none."""
    column, value = ("country", country) if country else ("sector", sector)
    if not value:
        return ""
    found = (r for r in rows("actors") if r["scheme"] == scheme and r["back"] and r[column] == value)
    return next((r["code"] for r in found if country or not r["country"]), "")


def known(
    find: Callable[[str], str | None], what: str, word: str | None, number: int, unknown: Unknown
) -> str:
    """What a word means; nothing where there is none, or where no table knows it, which is noted."""
    meaning = find(word) if word else ""
    if word and meaning is None and len(unknown) < REMEMBERED:
        unknown[what, word] += number
    return meaning or ""
