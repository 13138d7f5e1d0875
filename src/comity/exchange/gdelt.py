"""GDELT's event files, of version 1.0 and 2.0: read, and written as 2.0."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from comity.analyse.countries import names
from comity.exchange import codes, records
from comity.exchange.codes import Unknown, known
from comity.exchange.mentions import Weights, site
from comity.exchange.records import PARTY, Portion, by_distinct, entity
from comity.exchange.sheets import Layout, Page, pages

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
