"""POLECAT (Scarborough et al. 2023): PLOVER's own data, read and written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import polars as pl

from comity import dates
from comity.analyse.countries import names
from comity.exchange import codes, records
from comity.exchange.codes import Unknown, known
from comity.exchange.dyads import PLAIN, country_name, shown, with_documents, write_table
from comity.exchange.records import PARTY, Portion, by_distinct, entity
from comity.exchange.sheets import EMPTY, Layout, Page, pages
from comity.ledger import Ledger

SIDE = (
    "{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID"
)  # fmt: skip
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in SIDE), *(name.format("Recipient") for name in SIDE),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
UNUSED = ("Actor COW", "Recipient COW", "GeoNames ID", "Feature Type", "Version")
LAYOUT = Layout(
    "polecat", "POLECAT", (COLUMNS, tuple(c for c in COLUMNS if c != "Intensity")),
    tuple(c for c in COLUMNS if c not in UNUSED and not c.startswith("Story")),
    ("Event ID", "Event Date", "Event Type"), 39, (("Event Intensity", "Intensity"),),
)  # fmt: skip
CODED = ("Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts")
QUADS = {"VERBAL COOPERATION": 1, "MATERIAL COOPERATION": 2, "VERBAL CONFLICT": 3, "MATERIAL CONFLICT": 4}
NONE = "None"  # what an empty cell holds
WIKIDATA = re.compile(r"Q\d+")
DOCUMENT = {
    "name": pl.col("input"),
    "publication": pl.col("Source"),
    "published": pl.col("published"),
    "language": pl.col("Language"),
}


def read(path: Path) -> Iterator[Portion]:
    """The events of a file."""
    for page in pages(path, LAYOUT):
        unknown = Unknown()
        yield records.portion(page, rows(page, unknown), DOCUMENT, LAYOUT, unknown)


def rows(page: Page, unknown: Unknown) -> pl.DataFrame:
    def country(n: int, name: str) -> str:
        return known(codes.from_name, "country", (name or "").partition(";")[0].strip(), n, unknown)

    def coded(n: int, *cells: str) -> dict[str, Any] | None:
        return decoded(n, unknown, *cells)

    frame = page.rows.with_columns(
        *by_distinct(page.rows, CODED, coded, pl.Struct(records.DECODED)).struct.unnest(),
        *(parties(page.rows, side, unknown).alias(side) for side in ("Actor", "Recipient")),
        by_distinct(page.rows, ["Country"], country, pl.String).alias("where"),
        date=records.day(pl.col("Event Date")),
        published=records.day(pl.col("Publication Date")).dt.to_string("%Y-%m-%d"),
    )
    source = pl.format(
        "polecat {} {}", pl.col("Source").fill_null("-"), pl.col("published").fill_null("undated")
    )
    return frame.select(
        "number", "line", "date", "Source", "published", "Language", *records.DECODED, key="Event ID", input=source,
        actor="Actor", recipient="Recipient", confidence=pl.lit(None, pl.Float64),
        place=records.place(
            pl.coalesce("Placename", "City", "District", "Province", "Raw Placename"), pl.col("where"),
            pl.col("Latitude"), pl.col("Longitude"),
        ),
        rule=pl.format(
            "polecat {} {}", pl.col("Event ID").fill_null("-"), pl.concat_str("Event Type", "Event Mode", separator="/", ignore_nulls=True)
        ),
        reason=records.uncoded("Event Type", "Event Date", "category of PLOVER"),
    )  # fmt: skip


def decoded(
    n: int, unknown: Unknown, category: str, modes: str, intensity: str, quad: str, contexts: str
) -> dict[str, Any] | None:
    """A row of DECODED; None where the category is none. Of several modes a ledger's event has the first."""
    event = (category or "").upper()
    if (event, "", "") not in codes.plover():
        return None

    def as_mode(word: str) -> str | None:
        return word if (event, word, "") in codes.plover() else None

    words = [re.sub(r"[\s_]+", "-", word.lower()) for word in listed(modes)]
    mode = next(filter(None, [known(as_mode, f"mode of {event}", word, n, unknown) for word in words]), "")
    usual = codes.plover()[event, mode, ""]
    return {
        "event": event, "mode": mode, "aux": "", "act": "", "stance": 0, "turned": False, "code": event,
        "context": [re.sub(r"[\s-]+", "_", word.lower()) for word in listed(contexts)],
        "quad_code": QUADS.get((quad or "").upper(), usual.quad), "event_scale": number(intensity, usual.scale),
    }  # fmt: skip


def shared(parts: list[str], number: int) -> list[str]:
    """A part for each party: one that stands alone is everybody's; where their number differs, nobody knows whose."""
    return parts if len(parts) == number else parts * number if len(parts) == 1 else [""] * number


def number(cell: str, otherwise: float) -> float:
    try:
        return float(cell or "")
    except ValueError:
        return otherwise


def listed(cell: str | None) -> list[str]:
    """The words of a cell that holds several."""
    return [word.strip() for word in re.split(r"[;|,]", cell or "") if word.strip() not in EMPTY]


def parties(frame: pl.DataFrame, side: str, unknown: Unknown) -> pl.Series:
    """All who stand on a side: each column has as many parts, between semicolons, as there are parties."""
    sectors = set(codes.actors("cameo", "sector").values()) | set(codes.actors("icews", "sector").values())

    def as_sector(word: str) -> str | None:
        return word if word in sectors else None

    def party(n: int, *cells: str) -> list[dict[str, Any]]:
        columns = [[part.strip() for part in (cell or "").split(";")] for cell in cells]
        number = max(len(columns[0]), len(columns[-2]))
        return [
            one
            for row in zip(*(shared(column, number) for column in columns), strict=True)
            if (one := named(n, *row))
        ]

    def named(n: int, *cells: str) -> dict[str, Any] | None:
        name, country, main, others, title, raw, wiki = ("" if cell in EMPTY else cell for cell in cells)
        if not (name or raw or country):
            return None
        state = known(codes.from_name, "country", country.partition("|")[0].strip(), n, unknown)
        found = [known(as_sector, "sector", word, n, unknown) for word in (*listed(main), *listed(others))]
        own = names().get(state) if name == country else ""
        identifier = wiki if WIKIDATA.fullmatch(wiki) else ""
        return entity(own or name or raw or country, state, found, raw, title, identifier)

    columns = [name.format(side) for name in SIDE if "COW" not in name]
    return by_distinct(frame, columns, party, PARTY)


# Written


def write(ledger: Ledger, out: IO[str]) -> int:
    """Writes each event that is no plan, no doubt and no denial, with a header. Gives the number of rows."""
    told = with_documents(ledger, "events")
    return write_table(out, COLUMNS, (row_of(*pair) for pair in told if happened(pair[0])))


def happened(row: dict[str, Any]) -> bool:
    """POLECAT has no auxiliary modes. A concession that is promised is one (PLOVER 2.0 3.4)."""
    return row["aux"] in PLAIN or (row["event"], "", row["aux"]) in codes.plover()


def row_of(row: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    imported, place = re.match(r"polecat (\S+) ", row["rule"]), row["event_loc"] or {}
    words = {quad: word for word, quad in QUADS.items()}
    told = {
        "Event ID": imported[1] if imported else row["id"], "Event Date": dates.span(row["date"])[0],
        "Event Type": row["event"], "Event Mode": row["mode"], "Intensity": shown(row["event_scale"]),
        "Quad Code": words.get(row["quad_code"], ""), "Contexts": "; ".join(row["context"] or ()),
        **side_of("Actor", row["actor"]), **side_of("Recipient", row["recipient"]),
        "Placename": place.get("name", ""), "Country": named_country(place.get("country", "")),
        "Latitude": shown(place.get("lat")), "Longitude": shown(place.get("lon")),
        "Source": document["publication"], "Publication Date": dates.span(document["published"])[0],
        "Language": document["language"],
    }  # fmt: skip
    return {column: told.get(column) or NONE for column in COLUMNS}


def side_of(side: str, entities: list[dict[str, Any]]) -> dict[str, str]:
    """Each column has a part for each party, between semicolons."""
    values = [
        (e["name"], named_country(e["country"]), e["sector"], "|".join(e["sectors"]), e["office"], e["text"], e["identifier_id"])
        for e in entities
    ]  # fmt: skip
    parts = (
        "; ".join(value.replace(";", ",") or NONE for value in column) for column in zip(*values, strict=True)
    )
    return dict(zip((name.format(side) for name in SIDE if "COW" not in name), parts, strict=False))


def named_country(country: str) -> str:
    return codes.country_back("name", country) or country_name(country)
