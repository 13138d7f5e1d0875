"""The first half of a run: inputs are read, cleaned, signed and kept aside; then copies are found among all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from comity.dedupe import Entry, copies
from comity.flow.crew import Crew, Died
from comity.flow.options import UNREAD, Options, Report, Watcher
from comity.flow.rooms import lost, prepare, read_one
from comity.ingest import Source, sources
from comity.ledger.folder import SIGNATURE_PARTS, STAGING, Change, Folder, stem_of
from comity.ledger.schema import document_row
from comity.model import Document

FIRST, LAST = 16, 512  # documents of a part: few at first, so that all processes have work; many later
BULK = 4_000_000  # characters after which a part is closed whatever its documents
RECORDS = 64  # records of a large file in one task
TOGETHER = 16  # small files read in one task
FEW_TASKS = 6  # for which other processes are not worth their start
SMALL = 4 * 1024 * 1024  # bytes; a larger file is read here and shared out by its records
COMPARED = ("coded", "duplicate")
T = TypeVar("T")


@dataclass(frozen=True)
class Task:
    """Files to read and clean, or records of a large file, read already, to clean."""

    options: Options
    files: tuple[Source, ...] = ()
    records: tuple[Document, ...] = ()


def work(task: Task) -> list[dict[str, Any]]:
    """Rows for the staging parts."""
    documents: Iterable[Document] = task.records or (d for f in task.files for d in read_one(f, task.options))
    return [staged_row(document, task.options) for document in documents]


def staged_row(document: Document, options: Options) -> dict[str, Any]:
    cleaned, signature = prepare(document, options)
    return {**document_row(cleaned), "signature": signature}


def stage(
    folder: Folder, inputs: Sequence[str | Path], options: Options, watcher: Watcher, report: Report
) -> None:
    """Reads and cleans all inputs that the ledger does not have yet into staging parts."""
    found = Inputs(inputs, folder.path)
    watcher.stage("reading", found.number())
    todo = tasks(found, options)
    begun = list(islice(todo, FEW_TASKS + 1))
    with Crew[Task, list[dict[str, Any]]](work, options.jobs if len(begun) > FEW_TASKS else 1) as crew:
        results = crew.run(chain(begun, todo))
        rows = fresh_rows(folder, results, watcher, report)
        for part in parted(rows, report):
            stem = stem_of(row["doc"] for row in part)
            folder.commit(Change(put=(folder.write_rows(STAGING, stem, part),)))


def fresh_rows(
    folder: Folder,
    results: Iterable[tuple[Task, list[dict[str, Any]] | Died]],
    watcher: Watcher,
    report: Report,
) -> Iterator[dict[str, Any]]:
    """The rows that neither the ledger has nor an interrupted run has left in staging."""
    held, staged = outcomes(folder), ids(folder, STAGING)
    for task, rows in results:
        for row in rows if not isinstance(rows, Died) else died(task):
            doc = row["doc"]
            report.read += 1
            report.known += doc in held
            report.unread += row["outcome"] in UNREAD or held.get(doc) in UNREAD
            if doc not in held and doc not in staged:
                staged.add(doc)
                yield row
        watcher.advance(len(task.files), {"read": report.read})


def parted(rows: Iterator[dict[str, Any]], report: Report) -> Iterator[list[dict[str, Any]]]:
    """Rows in parts whose limits depend on the inputs alone: not on processes, nor on an interruption."""
    part: list[dict[str, Any]] = []
    size = bulk = 0
    for row in rows:
        if not part:
            size, bulk = part_size(report.read), 0
        part.append(row)
        bulk += len(row["text"])
        if len(part) == size or bulk > BULK:
            yield part
            part = []
    if part:
        yield part


def part_size(position: int) -> int:
    """Small beside what there is so far, so that no process is left with much when the others are done."""
    return min(LAST, max(FIRST, 1 << (position // 32).bit_length()))


def died(task: Task) -> Iterator[dict[str, Any]]:
    """What a process died under: tried once more one by one would kill this one, so it is said and left."""
    reason = "the process that read it ended unexpectedly (out of memory?)"
    for source in task.files:
        yield {**document_row(lost(source.input, reason)), "signature": b""}
    for document in task.records:
        yield {
            **document_row(replace(document, text="", blocks=(), outcome="failed", reason=reason)),
            "signature": b"",
        }


class Inputs:
    """The files that a command names, without the ledger's own where that lies among them."""

    def __init__(self, named: Sequence[str | Path], ledger: Path) -> None:
        self.named = named
        self.ledger = os.path.join(os.path.abspath(ledger), "")

    def __iter__(self) -> Iterator[Source]:
        for source in sources(self.named):
            if source.path is None or not os.path.abspath(source.path).startswith(self.ledger):
                yield source

    def number(self) -> int | None:
        """How many files there are; None where one may hold so many records that this says nothing."""
        number = 0
        for source in self:
            if not is_small(source):
                return None
            number += 1
        return number


def is_small(source: Source) -> bool:
    return source.path is not None and source.size <= SMALL


def tasks(inputs: Iterable[Source], options: Options) -> Iterator[Task]:
    """Work of about equal size: small files together, the records of large ones shared out."""
    small: list[Source] = []
    for source in inputs:
        if is_small(source):
            small.append(source)
            if len(small) == TOGETHER:
                yield Task(options, files=tuple(small))
                small = []
            continue
        for records in batched(read_one(source, options), RECORDS, lambda d: len(d.text)):
            yield Task(options, records=records)
    if small:
        yield Task(options, files=tuple(small))


def batched(items: Iterable[T], size: int, bulk: Callable[[T], int] = lambda _: 0) -> Iterator[tuple[T, ...]]:
    """Items by `size`, or fewer where they are bulky."""
    batch: list[T] = []
    weight = 0
    for item in items:
        batch.append(item)
        weight += bulk(item)
        if len(batch) == size or weight > BULK:
            yield tuple(batch)
            batch, weight = [], 0
    if batch:
        yield tuple(batch)


def table(folder: Folder, kind: str, columns: Sequence[str], docs: Iterable[str] | None = None) -> pa.Table:
    """Some columns of all parts of a kind, of all documents or of those named."""
    parts = [str(p) for p in folder.parts(kind)]
    if not parts:
        return pa.table({name: pa.array([], pa.string()) for name in columns})
    wanted = None if docs is None else ds.field("doc").isin(list(docs))
    return ds.dataset(parts, format="parquet").to_table(columns=list(columns), filter=wanted)


def ids(folder: Folder, kind: str) -> set[str]:
    return set(table(folder, kind, ["doc"]).column("doc").to_pylist())


def outcomes(folder: Folder) -> dict[str, str]:
    """What became of the documents that the ledger has; each word is held once, so only the ids take memory."""
    found = table(folder, "documents", ["doc", "outcome"])
    words = found.column("outcome").combine_chunks().dictionary_encode()
    known = words.dictionary.to_pylist()
    became = (known[i] for i in words.indices.to_pylist())
    return dict(zip(found.column("doc").to_pylist(), became, strict=True))


# --- copies


def find_copies(folder: Folder) -> dict[str, str]:
    """Which documents copy which, among all that the ledger has and all that are staged. What the ledger
    has and this changes is taken out of it and staged again, so that it is coded (or left) anew."""
    found = copies(entries(folder), lambda docs: texts(folder, docs))
    held = table(folder, "documents", ["doc", "outcome", "duplicate_of"]).to_pylist()
    stale = {
        row["doc"]
        for row in held
        if row["outcome"] in COMPARED and (row["duplicate_of"] or "") != found.get(row["doc"], "")
    }
    if stale:
        folder.commit(withdrawal(folder, stale))
    return found


def entries(folder: Folder) -> list[Entry]:
    columns = ("doc", "input", "published", "signature")
    rows = [row for kind in (SIGNATURE_PARTS, STAGING) for row in table(folder, kind, columns).to_pylist()]
    return [Entry(**row) for row in {row["doc"]: row for row in rows}.values() if row["signature"]]


def texts(folder: Folder, docs: Sequence[str]) -> Mapping[str, str]:
    rows = [
        row
        for kind in ("documents", STAGING)
        for row in table(folder, kind, ("doc", "text"), docs).to_pylist()
    ]
    return {row["doc"]: row["text"] for row in rows}


def withdrawal(folder: Folder, docs: set[str]) -> Change:
    """Takes documents out of the ledger's parts and puts them into staging, in one step."""
    changes = [
        without(folder, part, kind, docs)
        for kind in ("events", "statements", "parses")
        for part in folder.parts(kind)
    ]
    signatures = {
        row["doc"]: row["signature"]
        for row in table(folder, SIGNATURE_PARTS, ("doc", "signature"), docs).to_pylist()
    }
    staged: list[dict[str, Any]] = []
    for part in folder.parts("documents"):
        rows = [row for row in pq.read_table(part).to_pylist() if row["doc"] in docs]
        fresh = {"outcome": "", "reason": "", "duplicate_of": ""}
        staged += [{**row, **fresh, "signature": signatures.get(row["doc"], b"")} for row in rows]
    for kind in (SIGNATURE_PARTS, "documents"):
        changes += [without(folder, part, kind, docs) for part in folder.parts(kind)]
    changes += [
        Change(put=(folder.write_rows(STAGING, stem_of((r["doc"] for r in rows), "again"), list(rows)),))
        for rows in batched(staged, LAST, lambda row: len(row["text"]))
    ]
    return Change.of(changes)


def without(folder: Folder, part: Path, kind: str, docs: set[str]) -> Change:
    """A part without some documents: a new one in its place, or none where nothing is left."""
    whole = pq.read_table(part)
    rest = whole.filter(pc.invert(pc.is_in(whole.column("doc"), pa.array(list(docs), pa.string()))))
    if rest.num_rows == whole.num_rows:
        return Change()
    gone = (folder.relative(part),)
    if not rest.num_rows:
        return Change(drop=gone)
    stem = stem_of([part.stem, *docs])  # the same for all kinds, whose parts had one name
    return Change(put=(folder.write(kind, stem, rest),), drop=gone)
