"""A ledger's tables flat, one plain value a column, in DuckDB's SQL: for programs that know no lists.

A list is one text, joined by "; ". An entity's fields are columns of their own (`actor_name`, `actor_country`); where a
role has several entities, the n-th value of each of its columns belongs to the n-th of them, and a column in which
none has a value is empty. Names are legal in R, Stata and SQL as they are, so `start` and `end` of the evidence are
`evidence_start` and `evidence_end`. Blocks of documents and offsets of entities are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

OF_ENTITY = ("name", "country", "sector", "sectors", "office", "text", "identifier_id")
OF_PLACE = ("name", "country", "lat", "lon")
OF_DOCUMENT = ("name AS document", "publication", "published")


def entities(role: str) -> Iterator[str]:
    for field in OF_ENTITY:
        value = "array_to_string(e.sectors, ', ')" if field == "sectors" else f"e.{field}"
        joined = f"array_to_string([coalesce({value}, '') FOR e IN {role}], '; ')"
        yield f"regexp_replace({joined}, '^(; )+$', '') AS {role}_{field}"


def place(column: str) -> Iterator[str]:
    return (f"{column}.{field} AS {column}_{field}" for field in OF_PLACE)


def texts(column: str) -> str:
    return f"array_to_string({column}, '; ') AS {column}"


def select(kind: str, *columns: str) -> str:
    """The columns of a kind of records, and what is told of their documents; in document order."""
    told = ", ".join(f"d.{column}" for column in OF_DOCUMENT)
    own = ", ".join(columns)
    return f"SELECT id, doc, {told}, {own} FROM {kind} JOIN documents d USING (doc) ORDER BY d.input, doc, start, id"


EVIDENCE = ("evidence", 'start AS evidence_start, "end" AS evidence_end', "confidence")
DATE = ("date", "date_precision")
DECIDED = ("rule", "coder")

FLAT: Mapping[str, str] = {
    "documents": "SELECT doc, input, name, title, publication, place, published, published_from, language, url, sha256, "
    "outcome, reason, duplicate_of, text FROM documents ORDER BY input, doc",
    "events": select(
        "events", *DATE, "date_start, date_end", "event, mode, aux, quad_code, event_scale", texts("context"),
        *entities("actor"), *entities("recipient"), *place("event_loc"), '"trigger"', *EVIDENCE, "statement", *DECIDED,
    ),
    "statements": select(
        "statements", *DATE, *entities("speaker"), "act, stance", *entities("about"), texts("issue"),
        "proposition, quote, quotation", *entities("reporter"), "cue", *EVIDENCE, *DECIDED,
    ),
}  # fmt: skip
