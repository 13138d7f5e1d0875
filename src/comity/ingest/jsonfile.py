"""Records in JSON: one a line, or values one after another or in a list."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from comity.errors import InputError
from comity.ingest.charsets import charset_of, decode
from comity.ingest.entry import Entry, ReadOptions, too_large
from comity.ingest.records import Broken, Row, documents
from comity.ingest.wrappers import peek
from comity.model import Document

CHUNK = 1 << 16
SPACE = re.compile(r"[\s\ufeff]*")


def read_lines(entry: Entry, options: ReadOptions) -> Iterator[Document]:
    """JSON lines."""
    return documents(entry, line_rows(entry.stream, options), options)


def read_values(entry: Entry, options: ReadOptions) -> Iterator[Document]:
    """A JSON file: a list of records, a record, or records one after another."""
    return documents(entry, Values(entry.stream, options).rows(), options)


def line_rows(stream: BinaryIO, options: ReadOptions) -> Iterator[Row]:
    head, stream = peek(stream)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from Values(stream, options).rows()
        return
    number = 0
    while line := stream.readline(options.max_bytes + 1):
        number += 1
        if len(line) > options.max_bytes and not line.endswith(b"\n"):
            pass_line(stream)
            yield Broken(too_large(options.max_bytes))
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield line_row(line, number)


def pass_line(stream: BinaryIO) -> None:
    while (piece := stream.readline(CHUNK)) and not piece.endswith(b"\n"):
        pass


def line_row(line: bytes, number: int) -> Row:
    line = line.strip()
    try:
        value = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        return Broken(InputError(f"line {number} is not JSON: {error}"), line)
    return row_of(value, f"line {number}", line)


def row_of(value: Any, where: str, data: bytes) -> Row:
    if isinstance(value, dict):
        return value
    kind = {list: "a list", str: "a string", type(None): "null"}.get(type(value), "a number or truth value")
    return Broken(InputError(f"{where} holds {kind}, not a record"), data)


class Values:
    """JSON values read one by one from a stream, whatever its line breaks; a list at the top is opened."""

    def __init__(self, stream: BinaryIO, options: ReadOptions) -> None:
        self.stream, self.options = stream, options
        first = stream.read(CHUNK)
        charset = charset_of(first)
        self.decoder = codecs.getincrementaldecoder(charset)("replace")
        self.text, self.at, self.ended = self.decoder.decode(first).removeprefix("\ufeff"), 0, False
        self.scan = json.JSONDecoder().raw_decode

    def rows(self) -> Iterator[Row]:
        in_list = self.skip() == "["
        self.at += in_list
        number = 0
        while (next_one := self.skip(",")) and next_one != "]":
            number += 1
            value, data = self.value()
            if isinstance(value, Broken):
                yield value
                return  # where the next record begins, nobody can tell
            yield from self.opened(value, f"value {number}", data, in_list)

    def opened(self, value: Any, where: str, data: bytes, in_list: bool) -> Iterator[Row]:
        """The rows of a value: an object around one list of records stands for them."""
        if isinstance(value, dict) and not in_list and self.options.columns.get("text", "text") not in value:
            lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
            if len(lists) == 1:
                for i, one in enumerate(lists[0], 1):
                    yield row_of(one, f"record {i}", json.dumps(one).encode())
                return
        yield row_of(value, where, data)

    def skip(self, also: str = "") -> str:
        """The next character that is no space (nor a comma between values); empty at the end."""
        while True:
            self.at = SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text) and self.text[self.at] in also and also:
                self.at += 1
            elif self.at < len(self.text):
                return self.text[self.at]
            elif not self.more(CHUNK):
                return ""

    def more(self, size: int) -> bool:
        """Takes in more of the stream and lets go of what was read."""
        if self.ended:
            return False
        data = self.stream.read(size)
        self.ended = not data
        self.text = self.text[self.at :] + self.decoder.decode(data, final=self.ended)
        self.at = 0
        return True

    def value(self) -> tuple[Any, bytes]:
        """The value that begins here and its text. Each try that ends too early doubles what is at hand."""
        while True:
            try:
                value, end = self.scan(self.text, self.at)
                if end < len(self.text) or not self.more(CHUNK):
                    data = self.text[self.at : end].encode("utf-8", "replace")
                    self.at = end
                    return value, data
                continue
            except RecursionError:
                return Broken(InputError("the JSON is nested too deep")), b""
            except ValueError as error:
                fault = InputError(f"not JSON: {error}")
            if len(self.text) - self.at > self.options.max_bytes:
                return Broken(too_large(self.options.max_bytes)), b""
            if not self.more(max(CHUNK, len(self.text) - self.at)):
                return Broken(fault, self.text[self.at :].encode("utf-8", "replace")), b""
