"""Builds src/comity/data/actors/places.csv from countryinfo_2012.txt: `build_places.py REFERENCE_FOLDER`.

Large cities of one state only, and the lands of regions.csv beside this script; names that are somebody's
surname, a word, or a state's own name stay out.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

from build_leaders import DATA, written

from comity.actors.forms import plain
from comity.actors.lexicon import Lexicon

SHORTEST = 5
SOURCE = "CountryInfo 2012 (CC BY-SA 3.0)"


def cities(path: Path) -> dict[str, set[str]]:
    found = defaultdict(set)
    for block in re.findall(r"<Country>(.*?)(?=<Country>|\Z)", path.read_bytes().decode("latin-1"), re.S):
        code = re.search(r"<CountryCode>\s*([A-Z]{3})\s*</", block)
        for section in re.findall(r"<MajorCities>(.*?)</MajorCities>", block, re.S) if code else []:
            for line in section.splitlines():
                if re.fullmatch(r"\s*[A-Z' _.-]+\s*", line):
                    found[written(line)].add(code[1])
    return found


def main(reference: str) -> None:
    folder = Path(__file__).parent
    regions = [tuple(row) for row in csv.reader((folder / "regions.csv").open(encoding="utf-8"))][1:]
    lexicon = Lexicon.load()
    taken = {plain(form) for form, *_ in regions}
    rows = []
    for form, countries in cities(Path(reference) / "countryinfo_2012.txt").items():
        known = [name for name in lexicon.names(form) if name.kind != "place"]
        if len(form) >= SHORTEST and len(countries) == 1 and not known and form not in taken:
            rows.append((form, *countries, SOURCE))
    with (DATA / "places.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("form", "country", "source"))
        writer.writerows(sorted([*regions, *rows]))


if __name__ == "__main__":
    main(*sys.argv[1:])
