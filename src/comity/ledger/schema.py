"""The shapes of a ledger's tables, and model values <-> rows of them.

Dates of the contract are ISO 8601 text, as precise as known; `date_start` and `date_end` are days
(Parquet DATE, null where unknown), so that any reader of Parquet can query them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from comity.model import Block, Document, Entity, Event, Place, Statement

FORMAT_VERSION = 1
KINDS = ("documents", "events", "statements", "parses", "reviews")

OUTCOMES = (
    "coded", "duplicate", "no_text", "not_supported_language", "unreadable", "too_large", "failed", "imported",
)  # fmt: skip

TEXT = pa.string()
OFFSET = pa.int32()
CODE = pa.dictionary(pa.int32(), pa.string())

BLOCK = pa.struct([("kind", TEXT), ("start", OFFSET), ("end", OFFSET)])
ENTITY = pa.struct(
    [
        ("name", TEXT),
        ("country", TEXT),
        ("sector", TEXT),
        ("sectors", pa.list_(TEXT)),
        ("office", TEXT),
        ("text", TEXT),
        ("start", OFFSET),
        ("end", OFFSET),
        ("identifier_id", TEXT),
    ]
)
PLACE = pa.struct([("name", TEXT), ("country", TEXT), ("lat", pa.float64()), ("lon", pa.float64())])

DOCUMENTS = pa.schema(
    [
        ("input", TEXT),
        ("doc", TEXT),
        ("name", TEXT),
        ("title", TEXT),
        ("publication", TEXT),
        ("place", TEXT),
        ("published", TEXT),
        ("published_from", TEXT),
        ("language", TEXT),
        ("url", TEXT),
        ("sha256", TEXT),
        ("text", TEXT),
        ("blocks", pa.list_(BLOCK)),
        ("outcome", TEXT),
        ("reason", TEXT),
        ("duplicate_of", TEXT),
    ]
)
EVENTS = pa.schema(
    [
        ("kind", TEXT),
        ("id", TEXT),
        ("doc", TEXT),
        ("date", TEXT),
        ("date_precision", TEXT),
        ("date_start", pa.date32()),
        ("date_end", pa.date32()),
        ("event", TEXT),
        ("mode", TEXT),
        ("aux", TEXT),
        ("actor", pa.list_(ENTITY)),
        ("recipient", pa.list_(ENTITY)),
        ("context", pa.list_(TEXT)),
        ("quad_code", pa.int8()),
        ("event_scale", pa.float64()),
        ("event_loc", PLACE),
        ("trigger", TEXT),
        ("evidence", TEXT),
        ("start", OFFSET),
        ("end", OFFSET),
        ("confidence", pa.float64()),
        ("statement", TEXT),
        ("rule", TEXT),
        ("coder", TEXT),
    ]
)
STATEMENTS = pa.schema(
    [
        ("kind", TEXT),
        ("id", TEXT),
        ("doc", TEXT),
        ("date", TEXT),
        ("date_precision", TEXT),
        ("speaker", pa.list_(ENTITY)),
        ("act", TEXT),
        ("stance", pa.int8()),
        ("about", pa.list_(ENTITY)),
        ("issue", pa.list_(TEXT)),
        ("proposition", TEXT),
        ("quote", pa.bool_()),
        ("quotation", TEXT),
        ("reporter", pa.list_(ENTITY)),
        ("cue", TEXT),
        ("evidence", TEXT),
        ("start", OFFSET),
        ("end", OFFSET),
        ("confidence", pa.float64()),
        ("rule", TEXT),
        ("coder", TEXT),
    ]
)
# One row a document, its sentences laid end to end: `lengths` (in words) tells them apart.
PARSES = pa.schema(
    [
        ("doc", TEXT),
        ("blocks", pa.list_(pa.int32())),
        ("lengths", pa.list_(pa.int32())),
        ("starts", pa.list_(OFFSET)),
        ("ends", pa.list_(OFFSET)),
        ("heads", pa.list_(pa.int32())),
        ("lemmas", pa.list_(CODE)),
        ("pos", pa.list_(CODE)),
        ("tags", pa.list_(CODE)),
        ("deps", pa.list_(CODE)),
    ]
)
REVIEWS = pa.schema([("record", TEXT), ("verdict", TEXT), ("reviewer", TEXT), ("time", TEXT), ("note", TEXT)])
# Kept beside the ledger, so that what arrives later is compared with what is there.
SIGNATURES = pa.schema([("doc", TEXT), ("input", TEXT), ("published", TEXT), ("signature", pa.binary())])
# What an encoder said of what it was asked, so that a ledger can be coded again without asking it anew.
ANSWERS = pa.schema([("encoder", CODE), ("asked", pa.binary()), ("answer", pa.binary())])
STAGED = pa.schema([*DOCUMENTS, pa.field("signature", pa.binary())])

SCHEMAS: dict[str, pa.Schema] = {
    "documents": DOCUMENTS,
    "events": EVENTS,
    "statements": STATEMENTS,
    "parses": PARSES,
    "reviews": REVIEWS,
}


def document_row(document: Document) -> dict[str, Any]:
    row = {name: getattr(document, name) for name in DOCUMENTS.names}
    row["blocks"] = [{"kind": b.kind, "start": b.start, "end": b.end} for b in document.blocks]
    return row


def event_row(event: Event) -> dict[str, Any]:
    row = {name: getattr(event, name) for name in EVENTS.names}
    row.update(
        date_start=day(event.date_start),
        date_end=day(event.date_end),
        actor=entity_rows(event.actor),
        recipient=entity_rows(event.recipient),
        context=list(event.context),
        event_loc=event.event_loc and place_row(event.event_loc),
    )
    return row


def statement_row(statement: Statement) -> dict[str, Any]:
    row = {name: getattr(statement, name) for name in STATEMENTS.names}
    for name in ("speaker", "about", "reporter"):
        row[name] = entity_rows(row[name])
    row["issue"] = list(statement.issue)
    return row


def entity_rows(entities: Iterable[Entity]) -> list[dict[str, Any]]:
    return [{f.name: getattr(e, f.name) for f in ENTITY} | {"sectors": list(e.sectors)} for e in entities]


def place_row(place: Place) -> dict[str, Any]:
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def document_of(row: Mapping[str, Any]) -> Document:
    blocks = tuple(Block(**b) for b in row.get("blocks") or ())
    return Document(**{n: row[n] or "" for n in DOCUMENTS.names if n != "blocks"}, blocks=blocks)


def event_of(row: Mapping[str, Any]) -> Event:
    values = {name: row[name] for name in EVENTS.names}
    values.update(
        date_start=day_text(row["date_start"]),
        date_end=day_text(row["date_end"]),
        actor=entities_of(row["actor"]),
        recipient=entities_of(row["recipient"]),
        context=tuple(row["context"] or ()),
        event_loc=Place(**row["event_loc"]) if row["event_loc"] else None,
    )
    return Event(**values)


def statement_of(row: Mapping[str, Any]) -> Statement:
    values = {name: row[name] for name in STATEMENTS.names}
    for name in ("speaker", "about", "reporter"):
        values[name] = entities_of(row[name])
    values["issue"] = tuple(row["issue"] or ())
    return Statement(**values)


def entities_of(rows: Iterable[Mapping[str, Any]] | None) -> tuple[Entity, ...]:
    return tuple(Entity(**{**row, "sectors": tuple(row["sectors"] or ())}) for row in rows or ())


def day_text(value: date | None) -> str:
    return value.isoformat() if value else ""
