"""Flat tables, one plain value a cell, for R, Stata, pandas and spreadsheets."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq

from comity.ledger import FLAT, Ledger

# A cell that begins so is a formula to a spreadsheet.
# https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = r"^[=+\-@\t\r]"


def write_csv(ledger: Ledger, folder: Path) -> int:
    """A file a table, UTF-8, with a line of names. Text that a spreadsheet would take for a formula gets an
    apostrophe before it. Gives the number of events and statements."""
    for kind in FLAT:
        rows = ledger.flat(kind)
        with pcsv.CSVWriter(folder / f"{kind}.csv", rows.schema) as out:
            for batch in rows:
                out.write_batch(harmless(batch))
    return ledger.count("events") + ledger.count("statements")


def write_parquet(ledger: Ledger, folder: Path) -> int:
    """A file a table, typed. Gives the number of events and statements."""
    for kind in FLAT:
        rows = ledger.flat(kind)
        with pq.ParquetWriter(folder / f"{kind}.parquet", rows.schema, compression="zstd") as out:
            for batch in rows:
                out.write_batch(batch)
    return ledger.count("events") + ledger.count("statements")


def harmless(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [quoted(column) if pa.types.is_string(column.type) else column for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def quoted(column: pa.Array) -> pa.Array:
    marked = pc.binary_join_element_wise("'", column, "")
    return pc.if_else(pc.match_substring_regex(column, FORMULA), marked, column)
