"""Records in tables: CSV, TSV and Parquet, by rows and batches."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from comity.errors import InputError
from comity.ingest.charsets import charset_of
from comity.ingest.entry import Entry, ReadOptions, too_large
from comity.ingest.records import Broken, Row, documents, listed
from comity.ingest.wrappers import peek, seekable
from comity.model import Document

BATCH = 128
SAMPLE = 1 << 16
DELIMITERS = ",;\t|"


def read_csv(entry: Entry, options: ReadOptions) -> Iterator[Document]:
    return documents(entry, csv_rows(entry.stream, "", options), options)


def read_tsv(entry: Entry, options: ReadOptions) -> Iterator[Document]:
    return documents(entry, csv_rows(entry.stream, "\t", options), options)


def read_parquet(entry: Entry, options: ReadOptions) -> Iterator[Document]:
    return documents(entry, parquet_rows(entry.stream, options), options)


class Lines:
    """Lines of text of at most `limit` characters for the csv module; a longer one raises and is passed over."""

    def __init__(self, stream: Any, limit: int) -> None:
        self.stream, self.limit, self.record = stream, limit, 0

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(self.limit + 1 - self.record)
        self.record += len(line)
        if not line:
            raise StopIteration
        if self.record > self.limit:
            while line and not line.endswith(("\n", "\r")):
                line = self.stream.readline(SAMPLE)
            raise too_large(self.limit)
        return str(line)


def csv_rows(stream: BinaryIO, delimiter: str, options: ReadOptions) -> Iterator[Row]:
    peeked, stream = peek(stream)
    charset = charset_of(peeked)
    charset = "utf-8-sig" if charset == "utf-8" else charset
    with contextlib.closing(io.TextIOWrapper(stream, charset, errors="replace", newline="")) as text:
        lines = Lines(text, options.max_bytes)
        csv.field_size_limit(options.max_bytes + 1)
        first = peeked.decode(charset, "replace")
        rows = csv_lines(lines, delimiter or delimiter_of(first))
        header = next((row for row in rows if isinstance(row, Broken) or any(row)), None)
        if isinstance(header, Broken):
            yield header
        elif header:
            yield from named_rows(rows, [name.strip() for name in header], options)


def csv_lines(lines: Lines, delimiter: str) -> Iterator[list[str] | Broken]:
    """The rows of a table, and a Broken for each that does not hold together."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.record = 0
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Broken(InputError(f"not a row of a table: {error}"))
        except InputError as error:
            if error.outcome != "too_large" or lines.record <= lines.limit:
                raise
            yield Broken(error)
            reader = csv.reader(lines, delimiter=delimiter)


def delimiter_of(text: str) -> str:
    """The delimiter that stands most often in the header, quoted parts aside."""
    header = text.lstrip("\ufeff\r\n").partition("\n")[0]
    bare = "".join(header.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def named_rows(rows: Iterator[list[str] | Broken], header: list[str], options: ReadOptions) -> Iterator[Row]:
    require_text(header, options)
    for row in rows:
        if isinstance(row, Broken):
            yield row
        elif len(row) > len(header) and any(row[len(header) :]):
            data = "\0".join(row).encode("utf-8", "replace")
            yield Broken(InputError(f"a row of {len(row)} fields under a header of {len(header)}"), data)
        elif row:
            yield dict(zip(header, row, strict=False))


def require_text(columns: list[str], options: ReadOptions) -> None:
    name = options.columns.get("text", "text")
    if name not in columns and "text" not in columns:
        raise InputError(f"no column {name!r} (map another to text); the columns are: {listed(columns)}")


def parquet_rows(stream: BinaryIO, options: ReadOptions) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with contextlib.ExitStack() as stack:
        try:
            table = pq.ParquetFile(seekable(stream, stack))
            columns, groups = list(table.schema_arrow.names), table.num_row_groups
        except (pa.ArrowException, OSError, ValueError) as error:
            raise InputError(f"a damaged Parquet file: {' '.join(str(error).split())[:150]}") from error
        require_text(columns, options)
        for group in range(groups):
            try:
                for batch in table.iter_batches(BATCH, row_groups=[group], use_threads=False):
                    yield from batch.to_pylist()
            except (pa.ArrowException, OSError, ValueError) as error:
                yield Broken(
                    InputError(f"row group {group + 1} is damaged: {' '.join(str(error).split())[:150]}")
                )
