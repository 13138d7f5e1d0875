"""Actors that a user adds: one CSV file, a row for each person in an office and for each body, with dates.

    name,kind,forms,surname,country,sector,office,from,until,identifier_id,source
    Ana Brnabić,person,Ana Brnabic,,SRB,,prime minister,2017-06-29,2024-05-02,,list of the ministry
    Adriatic Charter,body,A5|Adriatic-5,,IGO,GOV,,2003,,,list of the ministry

Every field is checked before anything is coded with it: a slip in a list of names would otherwise show, if
ever, as an actor that is missing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from comity.actors.forms import words_of
from comity.actors.offices import NO_OFFICE, Offices, Row
from comity.dates import valid
from comity.errors import CodebookError

COLUMNS = ("name", "kind", "forms", "surname", "country", "sector", "office", "from", "until", "identifier_id", "source")  # fmt: skip
NEEDED = ("name", "country")
KINDS = ("person", "body")
SECTORS = [
    "GOV",
    "MIL",
    "LEG",
    "JUD",
    "SPY",
    "COP",
    "PTY",
    "OPP",
    "REB",
    "PRE",
    "PRM",
    "ELI",
    "BUS",
    "LAB",
    "JRN",
    "EDU",
    "CVL",
    "SOC",
    "AGR",
    "MED",
    "REL",
    "CRM",
    "UAF",
    "REF",
    "UNK",
]
SHORTEST = 2
_IDENTIFIER = re.compile(r"Q[1-9]\d*")


class Slip(NamedTuple):
    """What is wrong in a line of the file, and what would be right."""

    line: int
    words: str


class Known(NamedTuple):
    """What Comity's tables have, by which a user's file is judged and to which it adds."""

    countries: frozenset[str]
    offices: Offices
    nouns: frozenset[str]
    people: Mapping[tuple[str, str], str]
    bodies: Mapping[tuple[str, str], str]


def known(tables: Mapping[str, Sequence[Row]]) -> Known:
    bodies, people = tables["organisations"], (*tables["officials"], *tables["leaders"])
    return Known(
        frozenset(row["country"] for table in ("states", "organisations") for row in tables[table]),
        Offices(tables["offices"]),
        frozenset(row["noun"] for row in tables["roles"]),
        {(_same(row["name"]), row["country"]): row["person"] for row in reversed(people)},
        {(_same(row["name"]), row["country"]): row["key"] for row in reversed(bodies)},
    )


def tables(path: Path, there: Known) -> dict[str, list[Row]]:
    """The file's rows as rows of Comity's tables `officials` and `organisations`.

    Somebody of the same name and country as one whom Comity knows is that person or body, with more names,
    another office or another period. Raises CodebookError for the first line that does not hold.
    """
    rows = list(read(path))
    if slip := next(slips(rows, there), None):
        raise CodebookError(
            f"{path}, line {slip.line}: {slip.words} (`comity codebook check --actors {path}` lists all of it)"
        )
    added: dict[str, list[Row]] = {"officials": [], "organisations": []}
    for row in rows:
        if kind(row) == "person":
            added["officials"].append(_official(row, there))
        else:
            added["organisations"].append(_organisation(row, there))
    return added


def check(path: Path, there: Known) -> list[str]:
    """What is wrong with the file, one line each. Raises CodebookError where it is no such table at all."""
    return [f"{path}, line {slip.line}: {slip.words}" for slip in slips(list(read(path)), there)]


def read(path: Path) -> Iterator[Row]:
    """The rows, every column there, blanks around values gone, with the `line` they end in."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="", strict=True)
            columns = [(name or "").strip() for name in reader.fieldnames or ()]
            reader.fieldnames = columns
            if missing := [name for name in NEEDED if name not in columns]:
                raise CodebookError(
                    f"{path}: no column {', '.join(missing)}; it may have {', '.join(COLUMNS)}"
                )
            if strange := [name for name in columns if name not in COLUMNS]:
                raise CodebookError(
                    f"{path}: unknown column {strange[0]!r}; it may have {', '.join(COLUMNS)}"
                )
            for row in reader:
                if None in row:
                    raise CodebookError(
                        f"{path}, line {reader.line_num}: more fields than columns; put a value with a comma in quotes"
                    )
                kept = {name: str(row.get(name) or "").strip() for name in COLUMNS}
                if any(kept.values()):
                    yield {**kept, "line": str(reader.line_num)}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise CodebookError(f"{path} cannot be read ({reason}); give a CSV file in UTF-8") from error


def kind(row: Row) -> str:
    """Who has an office or a surname is a person, if the row does not say."""
    return row["kind"] or ("person" if row["office"] or row["surname"] else "body")


def slips(rows: Sequence[Row], there: Known) -> Iterator[Slip]:
    seen: dict[tuple[str, ...], str] = {}
    for row in rows:
        line = int(row["line"])
        for words in _wrong(row, there):
            yield Slip(line, words)
        fields = tuple(row[c] for c in COLUMNS if c != "source")
        if fields in seen:
            yield Slip(line, f"says the same as line {seen[fields]}; leave one of them out")
        seen.setdefault(fields, row["line"])


def _wrong(row: Row, there: Known) -> Iterator[str]:
    name, country, sector, office = row["name"], row["country"], row["sector"], row["office"]
    if not words_of(name):
        yield "no name; write the one that records shall carry"
    if row["kind"] not in ("", *KINDS):
        yield f"kind {row['kind']!r} is none; write {' or '.join(KINDS)}"
    if country not in there.countries:
        yield f"country {country!r} is no code of a state; write ISO 3166 alpha-3 (KOR), or IGO, NGO, MNC"
    if sector and sector not in SECTORS:
        yield f"sector {sector!r} is none of PLOVER's; choose one of {', '.join(SECTORS)}"
    if kind(row) == "person":
        if office and not sector and not there.offices.named(office, country):
            yield f"office {office!r} is none that Comity knows; write a sector beside it"
        if not office and not sector:
            yield f"{name!r} has neither office nor sector; write one of them"
    elif not sector:
        yield f"{name!r} has no sector; choose one of {', '.join(SECTORS)}"
    for column in ("from", "until"):
        if not valid(row[column]):
            yield f"{column} {row[column]!r} is no date; write 2010, 2010-09 or 2010-09-10"
    since, until = row["from"], row["until"]
    if since and until and since[: len(until)] > until[: len(since)]:
        yield f"from {since} is later than until {until}"
    if row["identifier_id"] and not _IDENTIFIER.fullmatch(row["identifier_id"]):
        yield f"identifier_id {row['identifier_id']!r} is no Wikidata item; write one like Q42"
    for form in _forms(row):
        if len(form) < SHORTEST:
            yield f"{form!r} is too short for a name"
        elif form.lower() in there.nouns:
            yield f"{form!r} is a word for anybody in that role; a name must say who it is"


def _forms(row: Row) -> list[str]:
    cells = (row["name"], *row["forms"].split("|"), *row["surname"].split("|"))
    return [form for cell in cells if (form := cell.strip())]


def _same(name: str) -> str:
    return " ".join(words_of(name))


def _official(row: Row, there: Known) -> Row:
    name, country = row["name"], row["country"]
    office = there.offices.named(row["office"], country) or row["office"].lower() or NO_OFFICE
    title = row["office"][:1].upper() + row["office"][1:]
    return {
        "person": there.people.get((_same(name), country)) or f"own-{country}-{'-'.join(words_of(name))}",
        "name": name,
        "surname": row["surname"] or name.split()[-1],
        "forms": "|".join(_forms(row)[1:]) if row["forms"] else "",
        "country": country,
        "office": office,
        "title": title,
        "sector": row["sector"],
        "from": row["from"],
        "until": row["until"],
        "wikidata": row["identifier_id"],
        "source": row["source"],
    }


def _organisation(row: Row, there: Known) -> Row:
    name, country = row["name"], row["country"]
    return {
        "key": there.bodies.get((_same(name), country)) or f"{country}:own-{'-'.join(words_of(name))}",
        "kind": "body",
        "name": name,
        "country": country,
        "sector": row["sector"],
        "sectors": "",
        "forms": "|".join(_forms(row)[1:]),
        "from": row["from"],
        "until": row["until"],
        "wikidata": row["identifier_id"],
        "source": row["source"],
    }
