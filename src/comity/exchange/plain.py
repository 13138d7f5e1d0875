"""Plain records, one JSON object a line, read: those that Comity exports, and PLOVER's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import polars as pl
import pyarrow as pa

from comity.errors import OptionError
from comity.exchange import plover, records
from comity.exchange.codes import Unknown
from comity.exchange.lines import chunks
from comity.exchange.records import IMPORTED, Portion
from comity.exchange.sheets import UNREAD
from comity.ledger.intake import Batch
from comity.ledger.schema import SCHEMAS

LINES, CHARACTERS = 20_000, 32_000_000  # after which a part is handed on
LONGEST = 4_000_000  # characters of a document; evidence beyond is not believed
KINDS = {"event": "events", "statement": "statements"}
EXPECTED = 'an object a line, with "kind" and "doc_id" as Comity exports them, or with "id", "date", "actor" and "event" as PLOVER has them'
Row = dict[str, Any]


class Line(NamedTuple):
    """A line, and the object that it holds, or the reason why it holds none."""

    source: str
    number: int
    text: str
    object: Row
    reason: str = ""

    @property
    def doc(self) -> str:
        """What the records of one document share; a line of another kind stands for itself."""
        doc = self.object.get("doc_id")
        return doc if isinstance(doc, str) and doc else f"{self.source}#{self.number}"


@dataclass
class Part:
    """What is read and not handed on yet."""

    source: str = ""
    documents: list[Row] = field(default_factory=list)
    records: dict[str, list[Row]] = field(default_factory=lambda: {"events": [], "statements": []})
    unread: list[tuple[int, str, str]] = field(default_factory=list)
    unknown: Unknown = field(default_factory=Unknown)
    lines: int = 0
    characters: int = 0

    @property
    def is_full(self) -> bool:
        return self.lines >= LINES or self.characters >= CHARACTERS

    def fail(self, line: Line, reason: object) -> None:
        self.unread.append((line.number, line.text, str(reason)))

    def portion(self) -> Portion:
        unread = pl.DataFrame(self.unread, schema=UNREAD, orient="row")
        documents = pl.concat([frame("documents", self.documents), records.failures(unread, self.source)])
        return Portion(
            Batch(documents, **{kind: frame(kind, rows) for kind, rows in self.records.items()}),
            self.lines,
            self.unknown,
        )


def frame(kind: str, rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=records.columns(kind))


def read(path: Path) -> Iterator[Portion]:
    """The records of a file; those of one document stand together, as they are exported."""
    part, seen = Part(), set[str]()
    for doc, group in groupby(objects(path), key=lambda line: line.doc):
        lines = list(group)
        if part.lines and (part.is_full or part.source != lines[0].source):
            yield part.portion()
            part = Part()
        part.source, part.lines = lines[0].source, part.lines + len(lines)
        if "doc_id" not in lines[0].object:
            for line in lines:
                foreign(part, line)
        elif doc not in seen:
            seen.add(doc)
            own(part, doc, lines)
        else:
            for line in lines:
                part.fail(
                    line, "its document's other records stand elsewhere in the file; sort the lines by doc_id"
                )
    if part.lines:
        yield part.portion()


def objects(path: Path) -> Iterator[Line]:
    """The lines of a file. Raises OptionError where already the first is no record."""
    read = False
    for chunk in chunks(path):
        for number, text in enumerate(chunk.lines, chunk.first):
            if text.strip():
                line = parsed(chunk.source, number, text)
                if line.reason and not read:
                    raise OptionError(
                        f"{chunk.source} is not jsonl: {line.reason}; what was expected is {EXPECTED}"
                    )
                read = True
                yield line
        if chunk.broken:
            yield Line(chunk.source, chunk.first, "", {}, chunk.broken)


def parsed(source: str, number: int, text: str) -> Line:
    try:
        found = json.loads(text, parse_constant=not_a_number)
        if re.search(r"\\u[dD]", text):  # half a character, which no other text can hold
            found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        return Line(source, number, text, {}, f"it is no JSON ({error})"[:200])
    if not isinstance(found, dict) or not ("doc_id" in found or "event" in found):
        return Line(source, number, text, {}, "it has neither doc_id nor event")
    return Line(source, number, text, found)


def not_a_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number of JSON")


def foreign(part: Part, line: Line) -> None:
    """A record of PLOVER's."""
    try:
        if line.reason:
            raise ValueError(line.reason)
        source, text, events = plover.read(line.object, part.unknown)
        part.records["events"] += [shaped_row("events", event) for event in events]
    except ValueError as error:
        part.fail(line, error)
        return
    doc = records.document_id(source["input"])
    part.documents.append(document_row(doc, text, source))
    part.characters += len(text)


def own(part: Part, doc: str, lines: list[Line]) -> None:
    """Comity's records of one document, which is made of the sentences that they cite, where they stood in it."""
    found: list[tuple[int, str, Row, Line]] = []
    for line in lines:
        try:
            kind, row = record(line.object, doc)
            found.append((row["start"] or 0, kind, row, line))
        except ValueError as error:
            part.fail(line, error)
    text = ""
    for start, kind, row, line in sorted(found, key=lambda one: one[0]):
        try:
            text = with_evidence(text, start, row["end"] or 0, row["evidence"])
            part.records[kind].append(row)
        except ValueError as error:
            part.fail(line, error)
    name = next((line.object["doc"] for line in lines if isinstance(line.object.get("doc"), str)), doc)
    reason = "records that Comity exported, with the sentences that they cite"
    part.documents.append(document_row(doc, text, {"input": f"{name}#{doc}", "name": name, "reason": reason}))
    part.characters += len(text)


def record(found: Row, doc: str) -> tuple[str, Row]:
    """Its table and its row. ValueError says what is wrong with it."""
    kind = KINDS.get(str(found.get("kind")))
    if kind is None:
        raise ValueError(f"its kind is {found.get('kind')!r}, neither event nor statement")
    if not found.get("id"):
        raise ValueError("it has no id")
    return kind, shaped_row(kind, {**found, "doc": doc})


def with_evidence(text: str, start: int, end: int, evidence: str) -> str:
    """A document's text so far, and a record's evidence; line feeds stand for what is not known of it."""
    if end - start != len(evidence) or not 0 <= start <= LONGEST - len(evidence):
        raise ValueError(f"its evidence does not fit its offsets, {start} to {end}")
    text = text.ljust(start, "\n")
    if not evidence.startswith(text[start:end]):
        raise ValueError(f"another record has other words at {start}, where its evidence stands")
    return text + evidence[len(text) - start :] if end > len(text) else text


def document_row(doc: str, text: str, told: Row) -> Row:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append({"kind": "paragraph", "start": start, "end": start + len(line)})
        start += len(line) + 1
    blank = dict.fromkeys(records.columns("documents"), "")
    return blank | told | {"doc": doc, "text": text, "blocks": blocks, "outcome": IMPORTED}


def shaped_row(kind: str, row: Row) -> Row:
    """A row with the contract's columns; ValueError names the one whose value is of another type."""
    found = {}
    for column in SCHEMAS[kind]:
        value = row.get(column.name)
        try:
            found[column.name] = shaped(value, column.type)
        except (TypeError, ValueError, OverflowError):
            raise ValueError(
                f"its {column.name} is {str(value)[:40]!r}, and that is no {column.type}"[:200]
            ) from None
    return found


def shaped(value: Any, kind: pa.DataType) -> Any:
    """A JSON value as a column has it; where there is none, empty text, an empty list or nothing."""
    if pa.types.is_list(kind):
        return [shaped(item, kind.value_type) for item in of_type(list, value or [])]
    if pa.types.is_string(kind):
        return of_type(str, value or "")
    if value is None:
        return None
    if pa.types.is_struct(kind):
        return {part.name: shaped(of_type(dict, value).get(part.name), part.type) for part in kind}
    if pa.types.is_date(kind):
        return date.fromisoformat(value) if value else None
    if pa.types.is_boolean(kind):
        return of_type(bool, value)
    if pa.types.is_integer(kind):
        return pa.scalar(int(of_type((int, float), value)), kind).as_py()
    return float(of_type((int, float), value))


def of_type(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise TypeError
    return value
