"""A ledger as one DuckDB file."""

from __future__ import annotations

from pathlib import Path

import duckdb

from comity.errors import LedgerError
from comity.ledger.flat import FLAT
from comity.ledger.reader import MEMORY, ORDER, RECORDS, Ledger

# The oldest DuckDB that can read the file. What its newer versions write by themselves, no older one can.
OLDEST = "v1.0.0"


def write_database(ledger: Ledger, path: Path) -> int:
    """A new file at `path`: the tables documents, events and statements as the ledger has them, and the flat views
    documents_flat, events_flat and statements_flat. Gives the number of events and statements."""
    try:
        with ledger.connection(MEMORY) as source:
            source.execute(f"ATTACH {quoted(path)} AS written (STORAGE_VERSION '{OLDEST}')")
            for kind, order in ORDER.items():
                records = "JOIN (SELECT doc, input FROM documents) USING (doc)" if kind in RECORDS else ""
                source.execute(
                    f"CREATE TABLE written.{kind} AS SELECT {kind}.* FROM {kind} {records} ORDER BY {order}"
                )
        with duckdb.connect(str(path)) as written:
            for kind, query in FLAT.items():
                written.execute(f"CREATE VIEW {kind}_flat AS {query}")
    except duckdb.Error as error:
        raise LedgerError(f"{ledger.path} cannot be written as a DuckDB file: {error}") from error
    return sum(map(ledger.count, RECORDS))


def quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
