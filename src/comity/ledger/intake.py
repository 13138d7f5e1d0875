"""Records that were made elsewhere, into a ledger: what it has already is left out, and each batch comes in
whole or not at all, so that the same files brought again add nothing, and an interrupted run is gone on with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from comity.errors import LedgerError
from comity.ledger.folder import Change, Folder, stem_of
from comity.ledger.schema import SCHEMAS

IDENTITY = {"documents": "doc", "events": "id", "statements": "id"}


@dataclass(frozen=True)
class Batch:
    """Rows with the contract's columns, a document among them or in the ledger for every record."""

    documents: pl.DataFrame
    events: pl.DataFrame
    statements: pl.DataFrame

    def tables(self) -> dict[str, pl.DataFrame]:
        """By kind, records first: a document is there last, so that a record never lacks it."""
        return {"events": self.events, "statements": self.statements, "documents": self.documents}


class Known:
    """Identifiers that are there, by a hash of eight bytes: they lie in sorted runs, each longer than the next.

    Of ten million two have the same hash, and one of them is taken for known, once in 370,000 ledgers.
    """

    def __init__(self) -> None:
        self.runs: list[np.ndarray] = []

    def add(self, keys: np.ndarray) -> None:
        self.runs.append(np.sort(keys))
        while len(self.runs) > 1 and len(self.runs[-2]) < 2 * len(self.runs[-1]):
            self.runs[-2:] = [np.sort(np.concatenate(self.runs[-2:]), kind="stable")]

    def holds(self, keys: np.ndarray) -> np.ndarray:
        found = np.zeros(len(keys), dtype=bool)
        for run in filter(len, self.runs):
            found |= run[np.searchsorted(run, keys).clip(max=len(run) - 1)] == keys
        return found

    def fresh(self, frame: pl.DataFrame, column: str) -> pl.DataFrame:
        """The rows whose identifier is new, each once; they are known from now on."""
        once = frame.filter(pl.col(column).is_first_distinct())
        keys = hashes(once[column])
        new = ~self.holds(keys)
        self.add(keys[new])
        return once.filter(pl.Series(new))


def hashes(identifiers: pl.Series) -> np.ndarray:
    keys: np.ndarray = identifiers.hash().to_numpy()
    return keys


def known_in(folder: Folder, kind: str) -> Known:
    known = Known()
    for part in folder.parts(kind):
        for batch in pq.ParquetFile(part).iter_batches(1 << 20, columns=[IDENTITY[kind]]):
            known.add(hashes(pl.Series(batch.column(0).cast(pa.large_string()))))
    return known


def add(folder: Folder, batches: Iterable[Batch]) -> Iterator[Batch]:
    """Adds to a folder that is `opened` what it does not have, and gives it back, batch by batch.

    Raises LedgerError where a document is there with another text than a new record's evidence is from.
    """
    known = {kind: known_in(folder, kind) for kind in IDENTITY}
    for batch in batches:
        fresh = {kind: known[kind].fresh(frame, IDENTITY[kind]) for kind, frame in batch.tables().items()}
        check_evidence(folder, fresh)
        folder.commit(Change(put=tuple(parts(folder, fresh))))
        yield Batch(**fresh)


def parts(folder: Folder, tables: dict[str, pl.DataFrame]) -> Iterator[tuple[str, str]]:
    stem = stem_of(identity for kind, frame in tables.items() for identity in frame[IDENTITY[kind]])
    for kind, frame in tables.items():
        if frame.height:
            yield folder.write(kind, stem, frame.select(SCHEMAS[kind].names).to_arrow().cast(SCHEMAS[kind]))


def check_evidence(folder: Folder, tables: dict[str, pl.DataFrame]) -> None:
    """`text[start:end] == evidence`, also where the document was there before the record."""
    columns = ("doc", "start", "end", "evidence")
    records = pl.concat([tables[kind].select(columns) for kind in ("events", "statements")])
    cited = records.filter(pl.col("evidence") != "").join(tables["documents"], on="doc", how="anti")
    if cited.is_empty():
        return
    found = ds.dataset([str(part) for part in folder.parts("documents")], format="parquet").to_table(
        columns=["doc", "text"], filter=ds.field("doc").isin(cited["doc"].unique().to_arrow())
    )
    texts = dict(zip(found["doc"].to_pylist(), found["text"].to_pylist(), strict=True))
    for doc, start, end, evidence in cited.iter_rows():
        if texts.get(doc, "")[start:end] != evidence:
            raise LedgerError(
                f"{folder.path} has document {doc} with another text than these records cite; "
                "import them into a new ledger"
            )
