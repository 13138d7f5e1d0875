"""Plain records: one JSON object a line, events and statements in document order."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from comity.ledger import Ledger


def write(ledger: Ledger, out: IO[str]) -> int:
    """Writes every record; `doc` is the document's name, `doc_id` its id. Gives the number of lines."""
    number = 0
    for record in records(ledger):
        out.write(json.dumps(record, ensure_ascii=False, default=as_text) + "\n")
        number += 1
    return number


def records(ledger: Ledger) -> Iterator[dict[str, Any]]:
    names = ledger.names()
    inputs = {row["doc"]: row["input"] for row in ledger.sql("SELECT doc, input FROM documents").to_dicts()}

    def tagged(kind: str) -> Iterator[tuple[tuple[str, str, int, str, str], dict[str, Any]]]:
        for row in ledger.rows(kind):
            doc = row["doc"]
            key = (inputs[doc], doc, row["start"], row["kind"], row["id"])
            yield key, {**row, "doc": names[doc], "doc_id": doc}

    # Both come sorted by input, doc, start and id; where both start at one place, events come first.
    for _, record in heapq.merge(tagged("events"), tagged("statements"), key=lambda pair: pair[0]):
        yield record


def as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a record")
