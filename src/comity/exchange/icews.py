"""ICEWS Coded Event Data (Boschee et al. 2015): read and written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import polars as pl

from comity.analyse.countries import names
from comity.exchange import codes, records
from comity.exchange.codes import Unknown, known
from comity.exchange.dyads import Deed, country_name, deeds, is_body, number_of, shown, write_table
from comity.exchange.records import PARTY, Portion, by_distinct, entity
from comity.exchange.sheets import Layout, Page, pages
from comity.ledger import Ledger

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
UNUSED = ("Event Text", "Intensity", "Sentence Number")
LAYOUT = Layout(
    "icews", "ICEWS", (COLUMNS,), tuple(c for c in COLUMNS if c not in UNUSED), ("Event ID", "Event Date", "CAMEO Code"), 18
)  # fmt: skip
STORY = "icews story "  # begins the `input` of a document
DOCUMENT = {"name": pl.col("input"), "publication": pl.col("Publisher"), "published": pl.lit("")}


def read(path: Path) -> Iterator[Portion]:
    """The events of a file, and CAMEO's comments (01) as statements."""
    for page in pages(path, LAYOUT):
        unknown = Unknown()
        yield records.portion(page, rows(page, unknown), DOCUMENT, LAYOUT, unknown)


def rows(page: Page, unknown: Unknown) -> pl.DataFrame:
    def country(n: int, name: str) -> str:
        return known(codes.from_name, "country", name, n, unknown)

    frame = page.rows.with_columns(
        *records.decoded_cameo(page.rows, "CAMEO Code"),
        *(parties(page.rows, side, unknown).alias(side) for side in ("Source", "Target")),
        by_distinct(page.rows, ["Country"], country, pl.String).alias("where"),
        date=records.day(pl.col("Event Date")),
    )
    story = pl.coalesce("Story ID", pl.format("of {}", pl.col("Event Date").fill_null("no date")))
    return frame.select(
        "number", "line", "Publisher", "date", *records.DECODED, key="Event ID",
        input=pl.format(f"{STORY}{{}}", story), actor=pl.when("turned").then("Target").otherwise("Source"),
        recipient=pl.when("turned").then("Source").otherwise("Target"), confidence=pl.lit(None, pl.Float64),
        place=records.place(
            pl.coalesce("City", "District", "Province", "Country"), pl.col("where"), pl.col("Latitude"),
            pl.col("Longitude"),
        ),
        rule=pl.format("icews {} CAMEO {}", pl.col("Event ID").fill_null("-"), "CAMEO Code"),
        reason=records.uncoded("CAMEO Code", "Event Date"),
    )  # fmt: skip


def parties(frame: pl.DataFrame, side: str, unknown: Unknown) -> pl.Series:
    """Who stands on a side: nobody, or one. ICEWS names all sectors that hold, in no order: what is not simply the
    government comes first."""
    sector, body = codes.actors("icews", "sector"), codes.actors("icews", "country")

    def party(n: int, name: str, sectors: str, country: str) -> list[dict[str, Any]]:
        if not (name or country):
            return []
        words = [word.strip() for word in (sectors or "").split(",") if word.strip()]
        state = known(codes.from_name, "country", country, n, unknown)
        found = [known(sector.get, "ICEWS sector", word, n, unknown) for word in words]
        own = names().get(state) if name == country else ""
        bodies = filter(None, map(body.get, words))
        first_special = sorted(found, key=lambda code: code == "GOV")
        return [entity(own or name or country, state or next(bodies, ""), first_special, name or "")]

    return by_distinct(frame, [f"{side} Name", f"{side} Sectors", f"{side} Country"], party, PARTY)


# Written


def write(ledger: Ledger, out: IO[str]) -> int:
    """Writes each pair of each event, with a header. Gives the number of rows."""
    return write_table(out, COLUMNS, map(row_of, deeds(ledger)))


def row_of(deed: Deed) -> dict[str, Any]:
    place, country = deed.place, country_name(deed.place.get("country", ""))
    source, own = deed.document["input"], number_of(deed.document["doc"])
    story = source.removeprefix(STORY) if source.startswith(STORY) else own
    return {
        "Event ID": deed.identity("icews"), "Event Date": deed.day, "Event Text": deed.code.name,
        "CAMEO Code": deed.code.code, "Intensity": f"{deed.code.goldstein:.1f}",
        "Story ID": "" if story.startswith("of ") else story,
        "Publisher": deed.document["publication"], "City": "" if place.get("name") == country else place.get("name", ""),
        "Country": country, "Latitude": shown(place.get("lat")), "Longitude": shown(place.get("lon")),
        **side_of(deed, "Source", deed.actor), **side_of(deed, "Target", deed.recipient),
    }  # fmt: skip


def side_of(deed: Deed, side: str, entity: dict[str, Any]) -> dict[str, str]:
    country = entity.get("country", "")
    body = codes.actor_back("icews", country="IGO" if country in ("UNO", "EUR") else country)
    sectors = [body, *(codes.actor_back("icews", sector) for sector in entity.get("sectors") or ())]
    return {
        f"{side} Name": deed.called(entity),
        f"{side} Sectors": ",".join(filter(None, dict.fromkeys(sectors))),
        f"{side} Country": "" if is_body(country) else country_name(country),
    }
