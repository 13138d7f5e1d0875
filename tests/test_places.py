"""The gazetteer: where a name is, and which of its namesakes is meant."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from comity import places

# a name, a country or division around it, and the coordinates
KNOWN = [
    ("Moscow", "", "RUS", 55.75, 37.62),
    ("Washington", "", "USA", 38.90, -77.04),
    ("New York", "", "USA", 40.71, -74.01),
    ("Seoul", "", "KOR", 37.57, 126.98),
    ("Pristina", "", "KOS", 42.67, 21.17),
    ("Lagos", "", "NGA", 6.45, 3.40),
    ("Reykjavik", "", "ISL", 64.14, -21.90),
    ("Chechnya", "", "RUS", 43.2, 45.7),
    ("Strait of Hormuz", "", "", 26.57, 56.25),
    # old and other names
    ("Kiev", "", "UKR", 50.45, 30.52),
    ("Bombay", "", "IND", 19.07, 72.88),
    ("Peking", "", "CHN", 39.91, 116.40),
    ("Leningrad", "", "RUS", 59.94, 30.31),
    ("Saigon", "", "VNM", 10.82, 106.63),
    ("Salisbury", "", "ZWE", -17.83, 31.05),
    ("Cologne", "", "DEU", 50.94, 6.96),
    # transliterations and accents
    ("Sana'a", "", "YEM", 15.35, 44.21),
    ("Falluja", "", "IRQ", 33.35, 43.78),
    ("al-Hasakah", "", "SYR", 36.50, 40.74),
    ("Sao Paulo", "", "BRA", -23.55, -46.63),
    ("St. Petersburg", "", "RUS", 59.94, 30.31),
    # namesakes
    ("Paris", "Texas", "USA", 33.66, -95.56),
    ("Springfield", "Ill.", "USA", 39.80, -89.64),
    ("Tripoli", "Lebanon", "LBN", 34.43, 35.84),
]


@pytest.mark.parametrize(("name", "around", "country", "lat", "lon"), KNOWN, ids=[f"{n} {a}" for n, a, *_ in KNOWN])  # fmt: skip
def test_known_places(name: str, around: str, country: str, lat: float, lon: float) -> None:
    site = places.inside(name, around) if around else places.find(name)
    assert site is not None
    assert site.country == country
    assert site.lat == pytest.approx(lat, abs=0.2)
    assert site.lon == pytest.approx(lon, abs=0.2)


def test_a_lesser_namesake_is_meant_where_its_country_alone_is_spoken_of() -> None:
    def country(name: str, *spoken: str) -> str:
        site = places.find(name, spoken)
        return site.country if site else ""

    assert country("Cambridge") == "GBR"
    assert country("Cambridge", "USA") == "USA"
    assert country("Cambridge", "USA", "GBR") == "GBR"
    assert country("Paris", "USA") == "FRA"  # too small a namesake
    assert country("Georgia") == "GEO"


DATELINES = [
    ("MOSCOW, March 3", "Moscow"),
    ("BUENOS AIRES, Feb 26 -", "Buenos Aires"),
    ("Washington, D.C.", "Washington"),
    ("PARIS (AFP)", "Paris"),
    ("PARIS", "Paris"),
    ("GAZA CITY", "Gaza"),
    ("ST. PETERSBURG, Fla.", "St. Petersburg"),
    ("Lima, 12 March 2009", "Lima"),
    ("BONN, West Germany", "Bonn"),
    ("NEW YORK/LONDON", "New York City"),
    ("UNITED NATIONS", "United Nations Headquarters"),
    ("ABOARD AIR FORCE ONE", ""),
    ("", ""),
    ("=HYPERLINK()", ""),
]


@pytest.mark.parametrize(("text", "wanted"), DATELINES)
def test_datelines(text: str, wanted: str) -> None:
    found = places.locate(text)
    assert (found.name if found else "") == wanted


def test_a_country_decides_between_the_namesakes_of_a_dateline() -> None:
    found = places.locate("CAMBRIDGE", "USA")
    assert found is not None
    assert found.country == "USA"


def test_the_capitals_of_states() -> None:
    capitals = {code: places.capital(code) for code in ("IRQ", "USA", "FRA", "KOS")}
    assert {code: site.name for code, site in capitals.items() if site} == {
        "IRQ": "Baghdad", "USA": "Washington", "FRA": "Paris", "KOS": "Pristina",
    }  # fmt: skip
    assert places.capital("nowhere") is None


TABLES = Path(places.__file__).parent / "data" / "places"


@pytest.mark.parametrize("table", ["cities", "divisions", "regions", "states"])
def test_every_row_of_a_table_is_on_earth(table: str) -> None:
    comment, *lines = (TABLES / f"{table}.csv").read_text("utf-8").splitlines()
    assert comment.startswith("# ")
    rows = list(csv.DictReader(lines))
    assert [r for r in rows if not (-90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180)] == []


def test_every_state_of_the_actor_tables_has_a_place() -> None:
    with (TABLES.parent / "actors" / "states.csv").open(encoding="utf-8") as lines:
        names = {row["name"] for row in csv.DictReader(lines) if row["country"] != "ATA"}
    assert {name for name in names if places.find(name) is None} == set()
