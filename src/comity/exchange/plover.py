"""PLOVER's own records, in the JSON of its manual (2.0, chapter 6), read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from comity import dates
from comity.exchange import codes
from comity.exchange.codes import Unknown, known
from comity.exchange.polecat import WIKIDATA
from comity.exchange.records import document_id, entity, hashed

Row = dict[str, Any]
# The manual's tables 6.2, 6.5 and 6.6, then the example in its chapter 5 and what Comity itself calls the same.
COUNTRY = ("code", "country_name", "country")
SECTORS = ("sector", "sector_code", "other_sector_codes", "sectors")
NAME = ("identifier_text", "entity_name", "name", "entity_text", "raw_text", "text")
TEXT = ("entity_text", "raw_text", "text")
OFFICE = ("office", "wiki_description")
IDENTIFIER = ("identifier_id", "wikidata_id")
PLACE = ("resolved_place", "extracted_place", "city", "district", "province", "name")


def read(found: Row, unknown: Unknown) -> tuple[Row, str, list[Row]]:
    """A record's document (without its id), what is known of its text, and its events: as many as it has categories.
    ValueError says what is wrong with it."""
    identity, day = text_of(found, "id"), found.get("date") or ""
    if not isinstance(day, str) or not dates.valid(day[:10]):
        raise ValueError(f"its date {day!r} is none")
    categories = [word.upper() for word in words(found.get("event"))]
    if not categories or any((word, "", "") not in codes.plover() for word in categories):
        raise ValueError(f"its event {found.get('event')!r} is no category of PLOVER")
    text, evidence = told(found)
    source = document(found, identity, text)
    events = [event(found, identity, day[:10], category, unknown) for category in categories]
    start = text.find(evidence)
    cited = {"evidence": evidence, "start": start, "end": start + len(evidence)}
    doc = document_id(source["input"])
    return source, text, [one | cited | {"doc": doc, "id": event_id(one, doc)} for one in events]


def event(found: Row, identity: str, day: str, category: str, unknown: Unknown) -> Row:
    modes = [word for word in words(found.get("mode")) if (category, word, "") in codes.plover()]
    mode = modes[0] if modes else ""
    usual = codes.plover()[category, mode, ""]
    first, last = dates.span(day)
    return {
        "kind": "event", "date": day, "date_precision": dates.precision(day), "date_start": first, "date_end": last,
        "event": category, "mode": mode, "aux": text_of(found, "aux"),
        "actor": entities(found.get("actor"), unknown), "recipient": entities(found.get("recipient"), unknown),
        "context": [re.sub(r"[\s-]+", "_", word) for word in words(found.get("context"))],
        "quad_code": number(found, "quad_code") or usual.quad, "event_scale": scale(found, usual.scale),
        "event_loc": location(found.get("event_loc"), unknown), "trigger": "", "confidence": number(found, "confidence"),
        "statement": "", "rule": f"plover {identity}", "coder": coder(found),
    }  # fmt: skip


def event_id(one: Row, doc: str) -> str:
    return hashed("\x1f".join(("plover", one["rule"], one["date"], one["event"], doc)), 20)


def coder(found: Row) -> str:
    return text_of(found, "coder") or text_of(row_of(found.get("cite_info")), "coder") or "PLOVER"


def document(found: Row, identity: str, text: str) -> Row:
    """The text that a record was coded from; or what it cites, which several may; or what stands for that."""
    cited = row_of(found.get("cite_info"))
    url, title = text_of(cited, "url"), text_of(cited, "title")
    own = f"plover {identity}#{hashed(text, 8)}" if text else f"plover {identity}"
    source = own if text else url or text_of(cited, "citation") or own
    return {
        "input": source, "name": source, "url": url, "title": title, "publication": text_of(cited, "publication"),
        "language": text_of(cited, "language"),
        "reason": "an event of PLOVER's JSON" + ("" if text else ", without text"),
    }  # fmt: skip


def told(found: Row) -> tuple[str, str]:
    """The text, and of it what tells the event."""
    text, parts = text_of(found, "text"), words(found.get("event_text"), lower=False)
    if not text:
        return "\n".join(parts), parts[0] if parts else ""
    return text, next((part for part in parts if part in text), text)


def entities(given: Any, unknown: Unknown) -> list[Row]:
    return [
        one
        for item in (given if isinstance(given, list) else [given])
        if (one := party(row_of(item), unknown))
    ]


def party(given: Row, unknown: Unknown) -> Row | None:
    code, name = first(given, COUNTRY), first(given, NAME)
    if not (code or name):
        return None
    sectors = [
        part for field in SECTORS for word in words(given.get(field), lower=False) for part in thirds(word)
    ]
    country = known(codes.from_name, "country", code, 1, unknown)
    identifier = first(given, IDENTIFIER).rpartition("/")[2]
    kept = identifier if WIKIDATA.fullmatch(identifier) else ""
    return entity(
        name or codes.name_of(country) or code,
        country,
        sectors,
        first(given, TEXT),
        first(given, OFFICE),
        kept,
    )


def thirds(word: str) -> Iterator[str]:
    """A sector of six characters is two of three."""
    bare = word.strip().upper()
    return (bare[i : i + 3] for i in range(0, len(bare), 3)) if len(bare) in (3, 6) else iter((bare,))


def location(given: Any, unknown: Unknown) -> Row | None:
    row = row_of(given[0] if isinstance(given, list) and given else given)
    country = known(codes.from_name, "country", first(row, ("country_code", "country")), 1, unknown)
    name = first(row, PLACE)
    return (
        {"name": name, "country": country, "lat": number(row, "lat"), "lon": number(row, "lon")}
        if row
        else None
    )


# Values as they come


def words(value: Any, lower: bool = True) -> list[str]:
    """A word, or a list of them."""
    found = [
        word.strip() for word in (value if isinstance(value, list) else [value]) if isinstance(word, str)
    ]
    return [word.lower() if lower else word for word in found if word]


def text_of(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else value if isinstance(value, str) else str(value)


def row_of(value: Any) -> Row:
    return value if isinstance(value, dict) else {}


def first(row: Row, names: tuple[str, ...]) -> str:
    return next((found for name in names if (found := text_of(row, name))), "")


def number(row: Row, name: str) -> float | None:
    value = row.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def scale(row: Row, otherwise: float) -> float:
    given = number(row, "event_scale")
    return otherwise if given is None else given
