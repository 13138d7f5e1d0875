"""GDELT's event files, of version 1.0 and 2.0: read, and written as 2.0."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

import polars as pl

from comity import dates
from comity.analyse.countries import names
from comity.exchange import codes, records
from comity.exchange.codes import Unknown, known
from comity.exchange.dyads import Deed, country_name, deeds, shown, write_table
from comity.exchange.mentions import Weights, site
from comity.exchange.records import PARTY, Portion, by_distinct, entity
from comity.exchange.sheets import Layout, Page, pages
from comity.ledger import Ledger

ACTOR = tuple(
    [
        "Code",
        "Name",
        "CountryCode",
        "KnownGroupCode",
        "EthnicCode",
        "Religion1Code",
        "Religion2Code",
        "Type1Code",
        "Type2Code",
        "Type3Code",
    ]
)
GEO = tuple(["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"])
KEYS = tuple(["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"])
ACT = tuple(
    [
        "IsRootEvent",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "NumMentions",
        "NumSources",
        "NumArticles",
        "AvgTone",
    ]
)
SIDES = ("Actor1", "Actor2")
COLUMNS_2 = (
    *KEYS,
    *(f"{side}{name}" for side in SIDES for name in ACTOR),
    *ACT,
    *(f"{side}Geo_{name}" for side in (*SIDES, "Action") for name in GEO),
    "DATEADDED",
    "SOURCEURL",
)
COLUMNS_1 = tuple(name for name in COLUMNS_2 if not name.endswith("ADM2Code"))
PARTIES = ("Code", "Name", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code", "Type3Code")
USED = (
    "GLOBALEVENTID", "SQLDATE", "EventCode", *(f"{side}{name}" for side in SIDES for name in PARTIES),
    *(f"ActionGeo_{name}" for name in ("FullName", "CountryCode", "Lat", "Long")), "DATEADDED", "SOURCEURL",
)  # fmt: skip
NEEDED = ("GLOBALEVENTID", "SQLDATE", "EventCode")


def described(columns: tuple[str, ...]) -> tuple[str, ...]:
    """As a client adds the code's name: one column more."""
    at = columns.index("EventCode") + 1
    return (*columns[:at], "CAMEOCodeDescription", *columns[at:])


VERSIONS = {
    # Before April 2013 there was no SOURCEURL.
    "1": Layout("gdelt1", "GDELT 1.0", (COLUMNS_1, COLUMNS_1[:-1], described(COLUMNS_1)), USED, NEEDED, 57),
    "2": Layout("gdelt2", "GDELT 2.0", (COLUMNS_2, described(COLUMNS_2)), USED, NEEDED, 61),
}


def read(path: Path, layout: Layout, weights: Weights | None = None) -> Iterator[Portion]:
    """The events of a file, and CAMEO's comments (01) as statements. `weights` tell how sure GDELT is of them."""
    for page in pages(path, layout):
        unknown = Unknown()
        found = rows(page, layout, unknown)
        if weights is not None:
            found = found.with_columns(confidence=weights.of(found["key"], found["input"]))
        yield records.portion(page, found, DOCUMENT, layout, unknown)


def rows(page: Page, layout: Layout, unknown: Unknown) -> pl.DataFrame:
    def fips(n: int, code: str) -> str:
        return known(codes.from_fips, "FIPS country", code, n, unknown)

    frame = page.rows.with_columns(
        *records.decoded_cameo(page.rows, "EventCode"),
        by_distinct(page.rows, ["ActionGeo_CountryCode"], fips, pl.String).alias("where"),
        *(parties(page.rows, side, unknown).alias(side) for side in SIDES),
        added=records.day(pl.col("DATEADDED")).dt.to_string("%Y-%m-%d"),
    )
    # The report that GDELT found the event in; where it names none, all that it added on that day.
    report = pl.coalesce("SOURCEURL", pl.format(f"{layout.name} {{}}", pl.col("added").fill_null("undated")))
    return frame.select(
        "number", "line", "added", "SOURCEURL", *records.DECODED, key="GLOBALEVENTID", reason=records.uncoded("EventCode", "SQLDATE"),
        date=records.day(pl.col("SQLDATE")), actor=pl.when("turned").then("Actor2").otherwise("Actor1"),
        recipient=pl.when("turned").then("Actor1").otherwise("Actor2"),
        place=records.place(
            pl.col("ActionGeo_FullName"), pl.col("where"), pl.col("ActionGeo_Lat"), pl.col("ActionGeo_Long")
        ),
        confidence=pl.lit(None, pl.Float64), input=report,
        rule=pl.format(f"{layout.name} {{}} CAMEO {{}}", pl.col("GLOBALEVENTID").fill_null("-"), "EventCode"),
    )  # fmt: skip


DOCUMENT = {
    "name": pl.col("input"),
    "published": pl.col("added"),
    "publication": site(pl.col("SOURCEURL")),
    "url": pl.when(site(pl.col("SOURCEURL")).is_not_null()).then("SOURCEURL"),
}


def parties(frame: pl.DataFrame, side: str, unknown: Unknown) -> pl.Series:
    """Who stands on a side: nobody, or one."""
    sector, body = codes.actors("cameo", "sector"), codes.actors("cameo", "country")
    group = codes.actors("group", "country")

    def party(
        n: int, code: str, name: str, country: str, known_group: str, *roles: str
    ) -> list[dict[str, Any]]:
        if not (code or name):
            return []
        state = known(codes.from_cameo, "CAMEO country", country, n, unknown)
        sectors = [known(sector.get, "CAMEO role", role, n, unknown) for role in roles]
        bodies = (group.get(known_group), *map(body.get, roles))
        # A country that is named by its code alone goes by its name; what GDELT read is the entity's text.
        own = names().get(state) if code == country else ""
        return [entity(own or name or code, state or next(filter(None, bodies), ""), sectors, name or "")]

    return by_distinct(frame, [f"{side}{name}" for name in PARTIES], party, PARTY)


# Written


def write(ledger: Ledger, out: IO[str]) -> int:
    """Writes each pair of each event as a row of GDELT 2.0, which has no header. Gives the number of rows."""
    return write_table(out, COLUMNS_2, map(row_of, deeds(ledger)), header=False)


def row_of(deed: Deed) -> dict[str, Any]:
    code = deed.code.code
    report, published = deed.document, deed.document["published"]
    return {
        "GLOBALEVENTID": deed.identity("gdelt"), **date_columns(deed.day), **side_of(deed, "Actor1", deed.actor),
        **side_of(deed, "Actor2", deed.recipient), "EventCode": code, "EventBaseCode": code[:3],
        "EventRootCode": code[:2], "QuadClass": quad_class(code), "GoldsteinScale": f"{deed.code.goldstein:.1f}",
        "NumMentions": 1, "NumSources": 1, "NumArticles": 1, "Actor1Geo_Type": 0, "Actor2Geo_Type": 0,
        **geo_columns(deed.place), "DATEADDED": (dates.span(published)[0].replace("-", "") + "000000")[-14:],
        "SOURCEURL": report["url"] or report["input"],
    }  # fmt: skip


def date_columns(day: str) -> dict[str, str]:
    if not day:
        return {}
    year, month, number = map(int, day.split("-"))
    fraction = ((month - 1) * 30 + number) / 365  # as in GDELT's data; its codebook forgets the - 1
    sql = day.replace("-", "")
    return {"SQLDATE": sql, "MonthYear": sql[:6], "Year": sql[:4], "FractionDate": f"{year + fraction:.4f}"}


def quad_class(code: str) -> int:
    """GDELT's class of a root code: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return sum(int(code[:2]) >= first for first in (1, 6, 9, 14))


def side_of(deed: Deed, side: str, entity: dict[str, Any]) -> dict[str, str]:
    if not entity:
        return {}
    parts = actor_code(side, entity["country"], tuple(entity["sectors"] or ()))
    return {**parts, f"{side}Name": deed.called(entity).upper()}


@cache
def actor_code(side: str, country: str, sectors: tuple[str, ...]) -> dict[str, str]:
    """The columns that tell who it is in CAMEO's codes, and the code that they make together."""
    group = codes.actor_back("group", country=country)
    body = codes.actor_back("cameo", country="IGO" if group else country)
    state = codes.country_back("cameo", country) if country and not body else ""
    words = (body, *(codes.actor_back("cameo", sector) for sector in sectors))
    roles = [*filter(None, dict.fromkeys(words))][:3]
    columns = {f"Type{n}Code": role for n, role in enumerate(roles, 1)}
    columns |= {"CountryCode": state, "KnownGroupCode": group}
    columns["Code"] = "".join((state, body, group, *(roles[1:] if body else roles)))
    return {f"{side}{name}": value for name, value in columns.items()}


def geo_columns(place: dict[str, Any]) -> dict[str, Any]:
    """GDELT tells by commas how exactly a place is known: a country, a state in it, a town in that."""
    if not place:
        return {"ActionGeo_Type": 0}
    fips, name = codes.country_back("fips", place["country"]), place["name"]
    commas = min(name.count(","), 2) if name != country_name(place["country"]) else -1
    kinds = {-1: 1, 0: 4, 1: 5, 2: 4} if place["country"] != "USA" else {-1: 1, 0: 3, 1: 2, 2: 3}
    exact = {"ADM1Code": fips, "FeatureID": fips} if commas < 0 else {}
    columns = {"Type": kinds[commas], "FullName": name, "CountryCode": fips, **exact}
    columns |= {"Lat": shown(place["lat"]), "Long": shown(place["lon"])}
    return {f"ActionGeo_{name}": value for name, value in columns.items()}
