"""The gazetteer: where on earth a name is.

Cities, divisions (states, provinces), regions and waters are tables in `comity/data/places`; names of states are those
of the actor tables. A name is looked up without its case, accents, hyphens and transliteration marks.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from comity.model import Place

# What one inhabitant weighs where namesakes compete: a capital is far better known than a town of its size.
FAME = {"state": 2, "region": 1, "capital": 50, "seat": 10, "city": 5, "division": 1}
LANDMARK = "100000000"  # stands for the inhabitants of a region or a sea
SHARE = 0.2  # of the best known namesake's weight, for one in a country that is spoken of
EVERYWHERE = {"USA": 0.5}  # the same for a country of which most news speaks

LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
PLAIN = str.maketrans(LETTERS | dict.fromkeys("‘’ʻʼʿʾ'`.") | {"-": " "})
ARTICLE = re.compile(r"^(?:the|al|ar|as|ad|an|at|az|ash|el) (?=\w{3})")
SAINT = re.compile(r"\bsaint\b")
DAY = re.compile(r"[,\s]+(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\b.*$")
AFTER_PLACE = re.compile(r"\s*(?:[(\[/;–—]|--|\s-|-\s|-$).*$")


class Site(NamedTuple):
    """A place of the tables; `kind` is a key of `FAME`, a seat being that of a division; `division` is the code of the
    state or province that the place lies in or is."""

    name: str
    kind: str
    country: str
    division: str
    lat: float
    lon: float
    people: int

    @property
    def weight(self) -> int:
        return self.people * FAME[self.kind]

    @property
    def is_city(self) -> bool:
        return self.kind in ("capital", "seat", "city")

    @property
    def place(self) -> Place:
        return Place(self.name, self.country, self.lat, self.lon)


def fold(name: str) -> str:
    """The key of a name: "Al-Ḩudaydah" and "Hudaydah" have one."""
    text = name.casefold().translate(PLAIN)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    if " " not in text:
        return text
    words = ARTICLE.sub("", " ".join(text.split()))
    return SAINT.sub("st", words) if "saint" in words else words


@functools.lru_cache(4096)
def sites(name: str) -> tuple[Site, ...]:
    """All that the name can mean, the best known first; nothing for a name that is not known."""
    found = dict.fromkeys(_site(row) for row in _gazetteer().get(fold(name), ()))
    return tuple(sorted(found, key=lambda s: -s.weight))


def capital(country: str) -> Site | None:
    return _capitals().get(country)


def find(name: str, spoken: Collection[str] = ()) -> Site | None:
    """The best known place of that name; a lesser one where its country is `spoken` of and the best known one's not."""
    found = sites(name)
    if len(found) < 2 or found[0].country in spoken:
        return found[0] if found else None
    near = (s for s in found if s.country in spoken and s.weight >= least(s.country) * found[0].weight)
    return next(near, found[0])


def least(country: str) -> float:
    return EVERYWHERE.get(country, SHARE)


def inside(name: str, around: str) -> Site | None:
    """The place of that name in the state or division named `around` ("Paris", "Texas")."""
    return next((site for site in sites(name) if lies_in(site, around)), None)


def lies_in(site: Site, around: str) -> bool:
    """Whether a place lies in the state or division of that name."""
    wider = (s for s in sites(around) if s.country == site.country and s != site)
    return any(s.kind == "state" or (s.kind == "division" and s.division == site.division) for s in wider)


def dateline(text: str, country: str = "") -> Site | None:
    """The place of a dateline: "MOSCOW, March 3", "Washington, D.C.", "PARIS (AFP)"; `country` (alpha-3) decides
    between namesakes."""
    bare = AFTER_PLACE.sub("", DAY.sub("", text.strip()))
    name, *around = [part.strip() for part in bare.split(",")]
    within = (site for wider in around if (site := inside(name, wider)))
    return next(within, None) or find(name, (country,) if country else ())


def locate(text: str, country: str = "") -> Place | None:
    """Where a dateline says that a document was written, for maps; see `dateline`."""
    site = dateline(text, country)
    return site.place if site else None


# --- The tables


def _site(row: Sequence[str]) -> Site:
    name, _, country, division, lat, lon, people, kind = row[:8]
    return Site(name, kind, country, division, float(lat), float(lon), int(people))


@functools.cache
def _gazetteer() -> dict[str, list[list[str]]]:
    """The rows of the tables by the key of each of their names."""
    known: dict[str, list[list[str]]] = {}
    for row in (*_states(), *_regions(), *_rows("divisions"), *_rows("cities")):
        names = (row[0], *row[1].split("|")) if row[1] else row[:1]
        for name in names:
            known.setdefault(fold(name), []).append(row)
    return known


@functools.cache
def _capitals() -> dict[str, Site]:
    """By country; of a state and its islands the largest."""
    seats = (_site(row) for row in _rows("cities") if row[7] == "capital")
    return {site.country: site for site in sorted(seats, key=lambda s: s.people)}


def _states() -> Iterator[list[str]]:
    """The states of the actor tables, with the coordinates of their own key or of the country that they are now."""
    middles = {key: rest for key, *rest in _rows("states")}
    for row in csv.DictReader(_lines("actors/states.csv")):
        at = middles.get(row["key"]) or middles.get(row["country"])
        if at is not None:
            yield [row["name"], row["aliases"], row["country"], "", *at, "state"]


def _regions() -> Iterator[list[str]]:
    return (
        [name, names, country, "", *at, LANDMARK, "region"] for name, names, country, *at in _rows("regions")
    )


def _rows(table: str) -> Iterator[list[str]]:
    rows = csv.reader(_lines(f"places/{table}.csv"))
    next(rows)
    return rows


def _lines(path: str) -> Iterator[str]:
    text = files("comity").joinpath("data", path).read_text("utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))
