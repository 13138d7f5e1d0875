"""Records to Documents: the same fields whatever file they come in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from comity.errors import InputError
from comity.ingest.charsets import one_line, plain, unescape
from comity.ingest.entry import (
    LONGEST_KEY,
    Entry,
    Keys,
    ReadOptions,
    blocks_of,
    failure,
    identity,
    printable,
    short_name,
    too_large,
)
from comity.ingest.markup import looks_like_markup, parts_of
from comity.ingest.metadata import iso_date, place_of
from comity.model import Block, Document


@dataclass(frozen=True)
class Broken:
    """A place in a file where a record should be, its bytes where there are any, and what is wrong with it."""

    error: InputError
    data: bytes | None = None


Fields = Mapping[str, Any]
Row = Fields | Broken


def documents(entry: Entry, rows: Iterable[Row], options: ReadOptions) -> Iterator[Document]:
    """A document for each row. What ends the file before its time is the last row's reason."""
    keys = Keys()
    for number, row in enumerate(until_broken(rows), 1):
        if isinstance(row, Broken):
            key = keys.numeral(number)
            yield failure(f"{entry.input}#{key}", row.error, f"{short_name(entry.name)}#{key}", row.data)
        else:
            yield record(entry, row, number, keys, options)


def until_broken(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, and a last Broken for what stops them; what stops them before the first is the file's own failure."""
    started = False
    try:
        for row in rows:
            started = True
            yield row
    except InputError as error:
        if not started:
            raise
        yield Broken(error)
    except OSError as error:
        if not started:
            raise
        yield Broken(InputError(f"cannot be read on: {error.strerror or error}"))


def record(entry: Entry, fields: Fields, number: int, keys: Keys, options: ReadOptions) -> Document:
    def value(name: str) -> str:
        return words(fields.get(options.columns.get(name, name), fields.get(name)))

    id = one_line(value("id"))
    named = 0 < len(id) <= LONGEST_KEY
    key = keys.unique(printable(id), number) if named else keys.numeral(number)
    input, name = f"{entry.input}#{key}", printable(id) if named else f"{short_name(entry.name)}#{key}"
    data = json.dumps(fields, sort_keys=True, separators=(",", ":"), default=words).encode()
    raw = value("text")
    if len(raw) > options.max_bytes:
        return failure(input, too_large(options.max_bytes), name)
    text, blocks = shown(raw)
    published = iso_date(value("published"))
    return Document(
        input=input,
        name=name,
        title=one_line(value("title")),
        publication=one_line(value("publication")),
        place=one_line(value("place")) or place_of(one_line(value("dateline"))),
        published=published,
        published_from="metadata" if published else "",
        language=one_line(value("language")),
        url=one_line(value("url")),
        text=text,
        blocks=blocks,
        outcome="" if text else "no_text",
        reason="" if text else without_text(fields, options),
        medium="record",
        **identity(input, data),
    )


def words(value: Any) -> str:
    """A field's value as text: lists of paragraphs by lines, nothing for nothing."""
    if value is None or value != value:  # None, and NaN where a table has a hole
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list | tuple):
        return "\n\n".join(words(one) for one in value)
    return str(value)


def shown(raw: str) -> tuple[str, tuple[Block, ...]]:
    """Text of a field, and its blocks where it holds markup: its own, or markup that was escaped once more."""
    if looks_like_markup(raw):
        return blocks_of(parts_of(raw))
    text = plain(unescape(raw))
    if "&lt;" in raw and looks_like_markup(text):
        return blocks_of(parts_of(text))
    return (text, ()) if text.strip() else ("", ())


def without_text(fields: Fields, options: ReadOptions) -> str:
    name = options.columns.get("text", "text")
    if name in fields or "text" in fields:
        return "the record's text is empty"
    return f"the record has no field {name!r}; it has: {listed(fields)}"


def listed(names: Iterable[str]) -> str:
    shown = [printable(str(name)) or "''" for name in names]
    return ", ".join(shown[:12]) + (", ..." if len(shown) > 12 else "") if shown else "none"
