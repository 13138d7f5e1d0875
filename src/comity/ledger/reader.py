"""A ledger for reading: tables, queries, records."""

from __future__ import annotations

import contextlib
import functools
import secrets
import tempfile
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds

from comity.errors import LedgerError, OptionError
from comity.ledger import index
from comity.ledger.filters import COLUMNS, Filter
from comity.ledger.flat import FLAT
from comity.ledger.folder import Folder, is_ledger
from comity.ledger.parses import sentences_in
from comity.ledger.schema import SCHEMAS, document_of, event_of, statement_of
from comity.model import Document, Event, Sentence, Statement

RECORDS = ("events", "statements")
MEMORY = "1GB"  # for sorting rows
ORDER = {
    "documents": "input, doc",
    "events": "input, doc, start, id",
    "statements": "input, doc, start, id",
}


class Ledger:
    """A ledger's tables. Reads what is there at the moment of asking; nothing is kept in memory.

    >>> ledger = Ledger("crisis.ledger")                                   # doctest: +SKIP
    >>> ledger.filter("events", between=("KOR", "RUS"), since="2010")      # doctest: +SKIP
    >>> ledger.sql("SELECT event, count(*) FROM events GROUP BY event")    # doctest: +SKIP
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.folder = Folder(self.path)
        check(self.path)
        self.manifest = self.folder.manifest()
        self._lock = threading.RLock()
        self._index: tuple[Path, index.Index] | None = None

    def documents(self) -> pl.DataFrame:
        """One row for every input, by `input`."""
        return self._frame(self.arrow("documents"))

    def events(self) -> pl.DataFrame:
        """Events in document order."""
        return self._frame(self.arrow("events"))

    def statements(self) -> pl.DataFrame:
        """Statements in document order."""
        return self._frame(self.arrow("statements"))

    def arrow(self, kind: str) -> pa.Table:
        """A whole table ("documents", "events", "statements", "parses" or "reviews") as Arrow."""
        if kind not in SCHEMAS:
            raise OptionError(f"{kind!r} is no table of a ledger: choose one of {', '.join(SCHEMAS)}")
        return self._select(kind).read_all()

    def sql(self, query: str, parameters: list[Any] | None = None) -> pl.DataFrame:
        """DuckDB's answer to a query over the tables documents, events, statements, parses, reviews."""
        with self._lock:
            try:
                answer = self.connection().sql(query, params=parameters)
                return self._frame(answer.to_arrow_table()) if answer is not None else pl.DataFrame()
            except duckdb.Error as error:
                raise LedgerError(f"the query on {self.path} failed: {error}") from error

    def filter(self, kind: str, **asked: Any) -> pl.DataFrame:
        """Rows of "documents", "events" or "statements"; what may be asked are the fields of `Filter`."""
        return self._frame(self.select(kind, Filter(**asked)).read_all())

    def select(self, kind: str, asked: Filter, limit: int | None = None) -> pa.RecordBatchReader:
        """The rows that a filter lets through, in document order, a batch at a time."""
        if kind not in COLUMNS:
            raise OptionError(f"{kind!r} cannot be filtered: choose one of {', '.join(COLUMNS)}")
        where, values = asked.where(kind)
        indexed = index.opened(self.folder) if kind == "events" else None
        if indexed is None:
            return self._select(kind, where, values, limit)
        first = index.narrowed(asked.sides, asked.since, asked.until)
        return self._select(kind, where, values, limit, indexed, first)

    def index(self, tell_apart: index.TellApart) -> index.Index:
        """Tables for questions over all events (see `index`), made now if they are not there: that can take minutes
        for millions of events, and is done once. `tell_apart` parts records that may be one happening."""
        with self._lock:
            place = index.place(self.folder)
            if self._index is None or self._index[0] != place:
                made = index.opened(self.folder) or index.build(self.folder, tell_apart)
                self._index = place, index.Index(made)
            return self._index[1]

    def flat(self, kind: str) -> pa.RecordBatchReader:
        """All rows of a table of `FLAT`, one plain value a column, in document order, a batch at a time."""
        if kind not in FLAT:
            raise OptionError(f"{kind!r} has no flat table: choose one of {', '.join(FLAT)}")
        return self._batches(FLAT[kind])

    def rows(
        self, kind: str, asked: Filter | None = None, limit: int | None = None
    ) -> Iterator[dict[str, Any]]:
        for batch in self.select(kind, asked or Filter(), limit):
            yield from batch.to_pylist()

    def __iter__(self) -> Iterator[Document]:
        """The documents, by `input`."""
        return (document_of(row) for row in self.rows("documents"))

    def __len__(self) -> int:
        return int(self.count("documents"))

    def count(self, kind: str) -> int:
        return int(self.sql(f"SELECT count(*) FROM {kind}").item())

    def each_event(self, **asked: Any) -> Iterator[Event]:
        return (event_of(row) for row in self.rows("events", Filter(**asked)))

    def each_statement(self, **asked: Any) -> Iterator[Statement]:
        return (statement_of(row) for row in self.rows("statements", Filter(**asked)))

    def record(self, identity: str) -> Event | Statement | Document:
        """The one record whose id begins so; a document also by its name or its input."""
        if not identity:
            raise OptionError("the id is empty; give one, or its first letters")
        found = [(kind, row) for kind in RECORDS for row in self._named(kind, "id", identity)]
        found = found or [("documents", row) for row in self._document_named(identity)]
        if not found:
            raise OptionError(
                f"{self.path} has no record {identity!r}; `comity events {self.path}` lists the ids"
            )
        whole = [pair for pair in found if identity in (pair[1].get("id"), pair[1]["doc"])] or found
        if len(whole) > 1:
            some = ", ".join(str(row.get("id") or row["input"]) for _, row in whole[:3])
            raise OptionError(f"{identity!r} fits several records ({some}, ...); give more of the id")
        kind, row = whole[0]
        if kind == "documents":
            return document_of(row)
        return event_of(row) if kind == "events" else statement_of(row)

    def document(self, doc: str) -> Document:
        """A document by its whole id."""
        for row in self._rows("documents", "doc = ?", [doc]):
            return document_of(row)
        raise LedgerError(
            f"{self.path} has no document {doc!r}; was a part of it removed? Code its input again"
        )

    def copies(self, doc: str) -> list[Document]:
        """The documents that copy this one."""
        return [document_of(row) for row in self._rows("documents", "duplicate_of = ?", [doc])]

    def sentences(self, document: Document) -> tuple[Sentence, ...]:
        """A document's stored parse; empty where none is kept."""
        table = self._select("parses", "doc = ?", [document.doc]).read_all()
        for _, sentences in sentences_in(table, {document.doc: document.text}):
            return sentences
        return ()

    def party_names(self) -> list[str]:
        """Everybody who acts, receives, speaks or is spoken of, by name."""
        columns = (
            ("events", "actor"),
            ("events", "recipient"),
            ("statements", "speaker"),
            ("statements", "about"),
        )
        each = " UNION ".join(f"SELECT unnest({column}).name AS name FROM {kind}" for kind, column in columns)
        return self.sql(f"{each} ORDER BY name")["name"].to_list()

    def names(self) -> dict[str, str]:
        """The name that exports give each document: shared ones are told apart, in the order of `input`."""
        pairs = list(self.sql("SELECT doc, name FROM documents ORDER BY input, doc").iter_rows())
        taken = {name for _, name in pairs}
        seen: dict[str, int] = {}
        return {doc: told_apart(name, seen, taken) for doc, name in pairs}

    def totals(self) -> dict[str, Any]:
        outcomes = self.sql("SELECT outcome, count(*) n FROM documents GROUP BY ALL ORDER BY outcome")
        counts = {kind: self.count(kind) for kind in ("documents", *RECORDS)}
        return {**counts, "outcomes": dict(outcomes.iter_rows())}

    def _named(self, kind: str, column: str, prefix: str) -> Iterator[dict[str, Any]]:
        return self._rows(kind, f"starts_with({column}, ?)", [prefix])

    def _document_named(self, identity: str) -> Iterator[dict[str, Any]]:
        return self._rows("documents", "starts_with(doc, ?) OR name = ? OR input = ?", [identity] * 3)

    def _rows(
        self, kind: str, where: str, values: list[Any], limit: int | None = None
    ) -> Iterator[dict[str, Any]]:
        for batch in self._select(kind, where, values, limit):
            yield from batch.to_pylist()

    def _select(
        self,
        kind: str,
        where: str = "true",
        values: list[Any] | None = None,
        limit: int | None = None,
        indexed: duckdb.DuckDBPyConnection | None = None,
        first: str = "",
    ) -> pa.RecordBatchReader:
        columns = ", ".join(f'{kind}."{name}"' for name in SCHEMAS[kind].names)
        order = f"ORDER BY {ORDER[kind]}" if kind in ORDER else ""
        most = f"LIMIT {int(limit)}" if limit is not None else ""
        source = self._source(kind)
        if indexed:
            source, order = f"chosen AS {kind}", "ORDER BY n"
        query = f"{first} SELECT {columns} FROM {source} WHERE {where} {order} {most}"
        return self._batches(query, values, indexed)

    def _batches(
        self,
        query: str,
        values: list[Any] | None = None,
        indexed: duckdb.DuckDBPyConnection | None = None,
    ) -> pa.RecordBatchReader:
        with self._lock:
            try:
                memory = "" if indexed else MEMORY
                return self.connection(memory, indexed).sql(query, params=values).to_arrow_reader(4096)
            except duckdb.Error as error:
                raise LedgerError(f"{self.path} cannot be read: {error}") from error

    def _source(self, kind: str) -> str:
        """Records go with their documents, and in their order."""
        if kind in RECORDS:
            return f"{kind} JOIN (SELECT doc, input FROM documents) USING (doc)"
        return kind

    def connection(
        self, memory: str = "", indexed: duckdb.DuckDBPyConnection | None = None
    ) -> duckdb.DuckDBPyConnection:
        """DuckDB with the tables as views. What takes more than `memory` ("1GB") goes to the disk for a while."""
        connection = indexed or duckdb.connect()
        with contextlib.suppress(
            duckdb.InvalidInputException
        ):  # a notebook without widgets, which shows no bar
            connection.execute("SET enable_progress_bar = false")  # it would stand among the rows in a pipe
        if memory:
            spill = Path(
                tempfile.gettempdir(), f"comity-{secrets.token_hex(8)}"
            )  # made when needed, and removed
            connection.execute("SET memory_limit = ?", [memory])
            connection.execute("SET temp_directory = ?", [str(spill)])
        for kind in SCHEMAS:
            if indexed and kind == "events":
                continue
            connection.register(f"all_{kind}", dataset(self.folder, kind))
            # A record whose document is not there yet does not count: a run is just writing them, or was killed.
            known = "SEMI JOIN all_documents USING (doc)" if kind in RECORDS else ""
            connection.execute(f"CREATE TEMP VIEW {kind} AS SELECT * FROM all_{kind} {known}")
        return connection

    def _frame(self, table: pa.Table) -> pl.DataFrame:
        frame = pl.from_arrow(table)
        assert isinstance(frame, pl.DataFrame)
        return frame

    def __repr__(self) -> str:
        return f"Ledger({str(self.path)!r}): {summary(self.totals())}"

    def _repr_html_(self) -> str:
        from comity.ledger.notebook import as_html

        return as_html(self)


def dataset(folder: Folder, kind: str) -> ds.Dataset:
    """The parts of one kind as they are now; an empty table where there are none."""
    return ds.dataset([str(p) for p in folder.parts(kind)], schema=plain(kind), format="parquet")


@functools.cache
def plain(kind: str) -> pa.Schema:
    """The schema without dictionaries, which are a matter of storage."""
    return pa.schema([pa.field(f.name, undictionaried(f.type)) for f in SCHEMAS[kind]])


def undictionaried(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_list(kind) and pa.types.is_dictionary(kind.value_type):
        return pa.list_(kind.value_type.value_type)
    return kind


def told_apart(name: str, seen: dict[str, int], taken: set[str]) -> str:
    """The name at first, then `name#2`, `name#3`, passing over what another document is really called."""
    seen[name] = number = seen.get(name, 0) + 1
    while number > 1 and f"{name}#{number}" in taken:
        seen[name] = number = number + 1
    return name if number == 1 else f"{name}#{number}"


def check(path: Path) -> None:
    if not path.exists():
        raise LedgerError(f"there is no ledger {path}; make one with: comity code INPUT... -o {path}")
    if not path.is_dir():
        raise LedgerError(
            f"{path} is a file, and a ledger is a folder; make one with: comity code {path} -o NAME.ledger"
        )
    if not is_ledger(path):
        raise LedgerError(
            f"{path} is no ledger (it has no manifest.json and no documents/); make one with: comity code {path} -o NAME.ledger"
        )


def summary(totals: Mapping[str, Any]) -> str:
    outcomes = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in totals["outcomes"].items())
    documents = f"{totals['documents']:,} document{'s' if totals['documents'] != 1 else ''}"
    return f"{documents}{f' ({outcomes})' if outcomes else ''}, {totals['events']:,} events, {totals['statements']:,} statements"
