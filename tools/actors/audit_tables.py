"""Says where the tables of people in office are thin or contradict each other: `audit_tables.py [gaps|clashes|names|offices]`.

    gaps      months since 1950, or since independence, in which nobody in the tables leads a state
    clashes   two people in one office of a state at a time, for longer than a handover takes
    names     people of whom only a surname is known
    offices   how many years of each office the tables know, for the states that they know best

Without a word, a line on each. Tenures are counted in months; a date without a month is its year's middle.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).resolve().parents[2] / "src/comity/data/actors"
FIRST, LAST = 1950 * 12, 2026 * 12 + 10
HANDOVER = 3  # months for which two sources may disagree on who holds an office
BODIES = {"IGO", "UNO", "EUR", "NGO", "IMG", "MNC"}  # of no one state: many bodies, each with its own head
LEADS = {"president", "prime minister", "chancellor", "monarch", "supreme leader", "general secretary", "leader", "paramount leader"}  # fmt: skip
SHARED = {"secretary-general", "director general", "managing director", "ambassador to the United Nations", "high representative", "leader", "party leader", "deputy foreign minister", "deputy secretary", "candidate", "professor", "journalist", "religious leader", "trade commissioner", "president of the Council", "none", "vice president", "minister", "deputy prime minister", "senator", "member of parliament", "businessman", "spokesman", "rebel leader", "opposition leader", "governor", "ambassador", "commander"}  # fmt: skip


class Term(NamedTuple):
    """One row: months since year 0, half open."""

    country: str
    office: str
    person: str
    name: str
    since: int
    until: int
    source: str


def month(date: str, unknown: int) -> int:
    return int(date[:4]) * 12 + (int(date[5:7]) - 1 if len(date) >= 7 else 6) if date else unknown


def terms() -> list[Term]:
    return [
        Term(row["country"], row["office"], row["person"], row["name"], month(row["from"], 0),
             month(row["until"], LAST) + (1 if row["until"] else 0), row["source"])
        for table in ("officials", "leaders") for row in csv.DictReader((DATA / f"{table}.csv").open(encoding="utf-8"))
        if row["office"] and row["country"] not in BODIES
    ]  # fmt: skip


def independence() -> dict[str, int]:
    """The month from which each state needs somebody at its head."""
    begins: dict[str, list[int]] = defaultdict(list)
    for row in csv.DictReader((DATA / "states.csv").open(encoding="utf-8")):
        begins[row["country"]].append(month(row["from"], FIRST))
    return {
        country: max(FIRST, min(months))
        for country, months in begins.items()
        if country not in ("ATA", "HKG")
    }


def written(months: int) -> str:
    return f"{months // 12}-{months % 12 + 1:02d}"


def gaps(held: Iterable[Term]) -> Iterator[str]:
    """Stretches of more than a handover in which a state has no head."""
    led: dict[str, list[Term]] = defaultdict(list)
    for term in held:
        if term.office in LEADS:
            led[term.country].append(term)
    for country, begin in sorted(independence().items()):
        reached = begin
        for term in sorted(led[country], key=lambda t: t.since):
            if term.since > reached + HANDOVER:
                yield f"{country} {written(reached)} {written(term.since)}"
            reached = max(reached, term.until)
        if reached + HANDOVER < LAST:
            yield f"{country} {written(reached)} {written(LAST)}"


def clashes(held: Iterable[Term]) -> Iterator[str]:
    by_office: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in held:
        if term.office not in SHARED:
            by_office[term.country, term.office].append(term)
    for (country, office), terms_ in sorted(by_office.items()):
        for a, b in combinations(sorted(terms_, key=lambda t: t.since), 2):
            common = min(a.until, b.until) - max(a.since, b.since)
            if a.person != b.person and common > HANDOVER:
                yield (
                    f"{country} {office}: {a.name} {written(a.since)}-{written(a.until)} ({a.source}) | "
                    f"{b.name} {written(b.since)}-{written(b.until)} ({b.source}): {common} months"
                )


def names(held: Iterable[Term]) -> Iterator[str]:
    for term in held:
        if " " not in term.name and "-" not in term.name and term.office != "monarch" and term.until > FIRST:
            yield f"{term.country} {term.name}: {term.office} {written(term.since)}-{written(term.until)}"


def offices(held: Iterable[Term]) -> Iterator[str]:
    """Years known of each office, by state, with the years that are not."""
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for term in held:
        years = range(max(term.since, FIRST) // 12, (term.until - 1) // 12 + 1)
        known[term.office, term.country].update(years)
    begins = independence()
    for office in ("foreign minister", "defence minister", "finance minister"):
        for country, begin in sorted(begins.items()):
            missing = sorted(set(range(begin // 12, LAST // 12 + 1)) - known[office, country])
            yield f"{office} {country}: {len(known[office, country])} years known, missing {', '.join(stretches(missing))}"


def stretches(years: list[int]) -> Iterator[str]:
    """[1950, 1951, 1960] -> 1950-1951, 1960"""
    start = None
    for i, year in enumerate(years):
        start = year if start is None else start
        if i + 1 == len(years) or years[i + 1] != year + 1:
            yield f"{start}-{year}" if start != year else f"{year}"
            start = None


REPORTS: dict[str, Callable[[Iterable[Term]], Iterator[str]]] = {
    "gaps": gaps, "clashes": clashes, "names": names, "offices": offices,
}  # fmt: skip


def main(*wanted: str) -> None:
    held = terms()
    for name in wanted or REPORTS:
        if name not in REPORTS:
            sys.exit(f"{name}: no such report; choose one of {', '.join(REPORTS)}")
        found = list(REPORTS[name](held))
        print(*(found if wanted else [f"{name}: {len(found)}"]), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
