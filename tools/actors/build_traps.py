"""Adds to traps.csv the surnames that a text says oftener of others: `build_traps.py NEWS.jsonl[.gz]...`.

A leader's surname that is also a word, a given name, short, or frequent in news in which no leader bears it
is a leader's only after the title of an office (rule `titled`). Rows with another rule are kept as they are.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from build_leaders import DATA, SURNAME_FIRST

from comity.actors.forms import plain

HEADS = {"president", "prime minister", "chancellor", "supreme leader", "leader", "general secretary"}
WORD_INSIDE_A_SENTENCE = re.compile(r"(?<=[a-z,] )[A-Za-z]+")


def words(paths: list[str]) -> tuple[Counter[str], Counter[str]]:
    """How often a word stands inside a sentence in lower case, and with a capital."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for path in paths:
        with gzip.open(path, "rt") if path.endswith(".gz") else Path(path).open() as lines:
            for line in lines:
                for word in WORD_INSIDE_A_SENTENCE.findall(json.loads(line).get("text") or ""):
                    (capital if word[0].isupper() else lower)[word.lower()] += 1
    return lower, capital


def surnames() -> tuple[dict[str, set[str]], dict[str, set[str]], set[str], set[str]]:
    """Bearers of each surname and of each given name; those kept by hand; the heads among them."""
    bearers, given = defaultdict(set), defaultdict(set)
    by_hand, heads = set(), set()
    for table in ("officials", "leaders"):
        for row in csv.DictReader((DATA / f"{table}.csv").open(encoding="utf-8")):
            for surname in row["surname"].split("|"):
                bearers[surname].add(row["person"])
            first, *rest = row["name"].split()
            if rest and first not in row["surname"].split("|"):
                given[first].add(row["person"])
            if table == "officials":
                by_hand.add(row["person"])
                if row["office"] in HEADS and row["country"] not in SURNAME_FIRST | {"PAK"}:
                    heads.add(row["person"])
    return bearers, given, by_hand, heads


def titled(paths: list[str]) -> Iterator[tuple[str, str]]:
    lower, capital = words(paths)
    bearers, given, by_hand, heads = surnames()
    for surname, people in sorted(bearers.items()):
        word = plain(surname).lower()
        if " " in surname:
            continue
        others = given.get(surname, set()) - people
        if people & heads and capital[word] >= 3 * lower[word] and len(others) < 2:
            continue
        if lower[word] >= 3 and capital[word] < 20 * lower[word]:
            yield surname, "a word of English"
        elif len(surname) <= 4 and not (
            people & by_hand and len(people) < 3 and not lower[word] and capital[word] > 20
        ):
            yield surname, "short"
        elif others:
            yield surname, "also a given name"
        elif len(people) >= 6:
            yield surname, "many bear it"
        elif capital[word] > 15 and not people & by_hand:
            yield surname, "frequent in news in which its bearer is not"


def main(paths: list[str]) -> None:
    path = DATA / "traps.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    kept = [row for row in rows if not row[2].endswith("(counted)")]
    known = {row[0] for row in kept}
    new = [[surname, "titled", f"{why} (counted)"] for surname, why in titled(paths) if surname not in known]
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([header, *kept, *new])


if __name__ == "__main__":
    main(sys.argv[1:])
