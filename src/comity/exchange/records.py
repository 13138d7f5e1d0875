"""Rows of other event data as the ledger's: one shape that every tabular format is brought into, and what becomes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import polars as pl

from comity.exchange.codes import Unknown, cameo_meant, plover
from comity.exchange.sheets import Layout, Page
from comity.ledger.intake import Batch
from comity.ledger.schema import SCHEMAS

IMPORTED, UNREADABLE = "imported", "unreadable"


@cache
def columns(kind: str) -> dict[str, Any]:
    """The columns of a table of the ledger, and their types."""
    return dict(pl.DataFrame(SCHEMAS[kind].empty_table()).schema)


PARTY, PLACE, BLOCKS = (
    columns("events")["actor"],
    columns("events")["event_loc"],
    columns("documents")["blocks"],
)
DECODED: dict[str, Any] = {
    "event": pl.String, "mode": pl.String, "aux": pl.String, "context": pl.List(pl.String), "act": pl.String,
    "stance": pl.Int8, "turned": pl.Boolean, "code": pl.String, "quad_code": pl.Int8, "event_scale": pl.Float64,
}  # fmt: skip
PARTED = "\x1f"
DAY = r"^(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*|\d{6})?(?:\.0)?$"  # 20160312, 2016-03-12T00:00:00, 20160312001500


class Portion(NamedTuple):
    """What a part of a file gives: rows for the ledger, how many lines it had, the words that no table knows, and how
    many mentions are `stray`: of events that are not in the ledger."""

    batch: Batch
    lines: int
    unknown: Unknown
    stray: int = 0


def portion(
    page: Page, rows: pl.DataFrame, document: Mapping[str, pl.Expr], layout: Layout, unknown: Unknown
) -> Portion:
    """Of rows that have these columns, which say nothing by being null or empty:

    `reason` (why it is no record), `key` (its id there), `date` (Date), the columns of DECODED, `actor` and `recipient`
    (PARTY), `place` (PLACE or null), `confidence`, `rule`, and `input`, which names its document; `document` says how
    columns of the document come from the first row that names it.
    """
    unread = pl.concat([page.unread, rows.filter(pl.col("reason") != "").select("number", "line", "reason")])
    read = identified(rows.filter(pl.col("reason") == ""), layout.name)
    events, statements = read.filter(pl.col("act") == ""), read.filter(pl.col("act") != "")
    documents = pl.concat([sources(read, document, layout.title), failures(unread, page.source)])
    batch = Batch(documents, event_rows(events, layout.title), statement_rows(statements, layout.title))
    return Portion(batch, page.lines, unknown)


def identified(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    """With the ids of record and document. A record's is made of its format, its id there and its date, since ids come
    again on other days, and of its document; of the whole line where it has no id."""
    rows = rows.with_columns(
        doc=by_distinct(rows, ["input"], lambda n, word: document_id(word), pl.String),
        day=rows["date"].dt.to_string("%Y-%m-%d").fill_null(""),
    )
    parts = pl.concat_str(pl.lit(name), pl.coalesce("key", "line"), "day", "input", separator=PARTED)
    return rows.with_columns(id=pl.Series([hashed(words, 20) for words in rows.select(parts).to_series()]))


def document_id(*parts: str) -> str:
    return hashed("\0".join(parts), 24)


def hashed(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


def sources(rows: pl.DataFrame, document: Mapping[str, pl.Expr], title: str) -> pl.DataFrame:
    """A document for each source that is named, without its text."""
    once = rows.filter(pl.col("doc").is_first_distinct())
    told = once.select("input", "doc", reason=pl.lit(f"events of {title}, without text"), **document)
    dated = pl.when(pl.col("published").fill_null("") != "").then(pl.lit("metadata"))
    return document_rows(told.with_columns(outcome=pl.lit(IMPORTED), published_from=dated))


def failures(unread: pl.DataFrame, source: str) -> pl.DataFrame:
    """A document for each line that could not be read, so that it is not lost: where it stands, and what is wrong."""
    inputs = [f"{source}#{number}" for number in unread["number"]]
    docs = [document_id(*parts) for parts in zip(inputs, unread["line"], strict=True)]
    named = {"input": inputs, "name": inputs, "doc": docs, "reason": unread["reason"]}
    told = pl.DataFrame(named, schema=dict.fromkeys(named, pl.String))
    return document_rows(told.with_columns(outcome=pl.lit(UNREADABLE)))


def document_rows(rows: pl.DataFrame) -> pl.DataFrame:
    """With all columns of a document; those that are not given say nothing."""
    blank = {name: pl.lit("") for name in columns("documents")} | {"blocks": pl.lit([], dtype=BLOCKS)}
    told = {name: pl.col(name).fill_null("") for name in rows.columns if name in blank}
    return rows.select(**(blank | told))


def event_rows(rows: pl.DataFrame, title: str) -> pl.DataFrame:
    return rows.select(
        "id", "doc", "event", "mode", "aux", "actor", "recipient", "context", "quad_code", "event_scale", "rule",
        "confidence", kind=pl.lit("event"), date="day", date_precision=precision(), date_start="date",
        date_end="date", event_loc="place", trigger=pl.lit(""), statement=pl.lit(""), coder=pl.lit(title), **UNSEEN,
    )  # fmt: skip


def statement_rows(rows: pl.DataFrame, title: str) -> pl.DataFrame:
    """What PLOVER has no event for: somebody said something, of which the words are not known."""
    return rows.select(
        "id", "doc", "act", "stance", "rule", "confidence", kind=pl.lit("statement"), date="day",
        date_precision=precision(), speaker="actor", about="recipient", issue="context", proposition=pl.lit(""),
        quote=pl.lit(False), quotation=pl.lit(""), reporter=pl.lit([], dtype=PARTY), cue=pl.lit(""),
        coder=pl.lit(title), **UNSEEN,
    )  # fmt: skip


UNSEEN = {"evidence": pl.lit(""), "start": pl.lit(0, pl.Int32), "end": pl.lit(0, pl.Int32)}


def precision() -> pl.Expr:
    return pl.when(pl.col("date").is_null()).then(pl.lit("none")).otherwise(pl.lit("day"))


# Parts of a row


def by_distinct(
    frame: pl.DataFrame, columns: Sequence[str], make: Callable[..., object], kind: Any
) -> pl.Series:
    """What `make` gives for each row of some columns, asked once for each that differs: `make(number of rows, *cells)`."""
    asked = frame.group_by(columns).len("n").select("n", *columns)
    answers = pl.Series("answer", [make(*row) for row in asked.iter_rows()], kind)
    table = asked.drop("n").with_columns(answers)
    return frame.select(columns).join(table, on=columns, how="left", nulls_equal=True, maintain_order="left")[
        "answer"
    ]


def entity(
    name: str, country: str, sectors: Iterable[str], text: str = "", office: str = "", identifier_id: str = ""
) -> dict[str, Any]:
    """An entity's row; the first of the sectors that are any is the main one."""
    every = list(dict.fromkeys(filter(None, sectors)))
    return {
        "name": name, "country": country, "sector": every[0] if every else "", "sectors": every, "office": office,
        "text": text, "start": 0, "end": 0, "identifier_id": identifier_id,
    }  # fmt: skip


def day(cell: pl.Expr) -> pl.Expr:
    """A day, however it is written; null where there is none."""
    iso = cell.str.replace(DAY, "$1-$2-$3").str.to_date("%Y-%m-%d", strict=False)
    return pl.coalesce(iso, cell.str.to_date("%m/%d/%Y", strict=False))


def place(name: pl.Expr, country: pl.Expr, lat: pl.Expr, lon: pl.Expr) -> pl.Expr:
    """Where, or null; numbers that are nowhere on earth are left out."""
    where = pl.struct(
        name=name.fill_null(""), country=country.fill_null(""), lat=degrees(lat, 90), lon=degrees(lon, 180)
    )
    said = name.is_not_null() | (country.fill_null("") != "") | degrees(lat, 90).is_not_null()
    return pl.when(said).then(where).otherwise(pl.lit(None, PLACE))


def degrees(cell: pl.Expr, most: int) -> pl.Expr:
    number = cell.cast(pl.Float64, strict=False)
    return pl.when(number.is_between(-most, most)).then(number)


def uncoded(code: str, date: str, what: str = "code of CAMEO") -> pl.Expr:
    """Why a row is no record, or nothing: its code means nothing, its date is none."""
    nothing, no_code, no_date = pl.col(code).is_null(), pl.col("code").is_null(), pl.col(date).is_not_null()
    return (
        pl.when(nothing)
        .then(pl.lit(f"it has no {code}"))
        .when(no_code)
        .then(pl.format(f"{code} {{}} is no {what}", code))
        .when(no_date & day(pl.col(date)).is_null())
        .then(pl.format(f"{date} {{}} is no date", date))
        .otherwise(pl.lit(""))
    )


def decoded_cameo(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """The columns of DECODED for a column of CAMEO codes; null where a cell is no code."""
    return by_distinct(frame, [column], decode_cameo, pl.Struct(DECODED)).struct.unnest()


def decode_cameo(number: int, word: str | None) -> dict[str, object] | None:
    found = cameo_meant(word) if word else None
    if found is None:
        return None
    scores = plover().get((found.event, found.mode, found.aux))
    told = found._asdict() | {"context": list(found.context)}
    if scores:
        told |= {"quad_code": scores.quad, "event_scale": scores.scale}
    return {name: told.get(name) for name in DECODED}
