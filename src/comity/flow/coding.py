"""The second half of a run: staged documents are coded, part by part; and coding again from what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from comity.dedupe import marked as as_copy
from comity.flow.crew import Crew, Died
from comity.flow.options import UNREAD, Options, Report, Watcher
from comity.flow.rooms import code_all, code_one, failed
from comity.ledger.folder import SIGNATURE_PARTS, STAGING, Change, Folder
from comity.ledger.parses import parse_row, parse_table, sentences_in
from comity.ledger.schema import SCHEMAS, document_of, document_row, event_row, statement_row
from comity.model import Coded, Document

FEW = 24  # documents for which another process is not worth its start


@dataclass(frozen=True)
class Part:
    """A staged part (to code) or a part of the ledger (to code again), with what copies what in it."""

    ledger: str
    path: str
    options: Options
    copies: Mapping[str, str]


@dataclass(frozen=True)
class Done:
    """What became of a part: a change that the ledger can make, and its counts."""

    change: Change
    outcomes: Counter[str]
    reasons: Counter[tuple[str, str]]
    events: int
    statements: int
    words: int


def code_staged(
    folder: Folder, copies: Mapping[str, str], options: Options, watcher: Watcher, report: Report
) -> None:
    """Codes all staged parts into the ledger; a part is in it whole or not at all."""
    parts = folder.parts(STAGING)
    total = sum(pq.ParquetFile(part).metadata.num_rows for part in parts)
    run_parts(folder, parts, code_part, replace_jobs(options, total), copies, (total, watcher, report))


def recode_all(folder: Folder, options: Options, watcher: Watcher, report: Report) -> None:
    """Codes again all parts of the ledger from their stored parses."""
    parts = folder.parts("documents")
    total = sum(pq.ParquetFile(part).metadata.num_rows for part in parts)
    report.read = total
    run_parts(folder, parts, recode_part, replace_jobs(options, total), {}, (total, watcher, report))


def replace_jobs(options: Options, total: int) -> Options:
    return replace(options, jobs=1) if total <= FEW else options


def run_parts(
    folder: Folder,
    parts: Iterable[Path],
    work: Any,
    options: Options,
    copies: Mapping[str, str],
    told: tuple[int, Watcher, Report],
) -> None:
    total, watcher, report = told
    watcher.stage("coding", total)
    one_job = replace(options, jobs=1)  # what a process needs to know; the same for any number of them
    with Crew[Part, Done](work, options.jobs) as crew:
        for part, done in crew.run(
            Part(str(folder.path), str(path), one_job, among(copies, path)) for path in parts
        ):
            result = given_up(part) if isinstance(done, Died) else done
            folder.commit(result.change)
            count(result, report)
            watcher.advance(sum(result.outcomes.values()), {**result_counts(report)})


def among(copies: Mapping[str, str], path: Path) -> dict[str, str]:
    if not copies:
        return {}
    docs = pq.read_table(path, columns=["doc"]).column("doc").to_pylist()
    return {doc: copies[doc] for doc in docs if doc in copies}


def count(done: Done, report: Report) -> None:
    report.outcomes += done.outcomes
    report.reasons += done.reasons
    report.events += done.events
    report.statements += done.statements
    report.words += done.words
    report.unread += sum(done.outcomes[o] for o in UNREAD if o == "failed")


def result_counts(report: Report) -> dict[str, int]:
    return {"events": report.events, "statements": report.statements}


def code_part(part: Part) -> Done:
    """Codes one staged part and writes what becomes of it under temporary names."""
    folder, path = Folder(part.ledger), Path(part.path)
    rows = pq.read_table(path).to_pylist()
    documents = [marked(document_of(row), part.copies) for row in rows]
    coded = {c.document.doc: c for c in code_all([d for d in documents if not d.outcome], part.options)}
    results = [coded.get(d.doc) or Coded(d) for d in documents]
    signatures = [
        {
            "doc": row["doc"],
            "input": row["input"],
            "published": row["published"],
            "signature": row["signature"],
        }
        for row in rows
        if row["signature"]
    ]
    return done(folder, path, results, signatures)


def marked(document: Document, copies: Mapping[str, str]) -> Document:
    """A staged document as the ledger keeps it, with its outcome where that is known before coding."""
    original = copies.get(document.doc)
    if document.outcome or original is None:
        return document
    return as_copy(document, original)


def done(folder: Folder, path: Path, results: list[Coded], signatures: list[dict[str, Any]]) -> Done:
    stem = path.stem.removeprefix("part-")
    put = [
        *record_parts(folder, stem, results),
        *optional(
            folder,
            "parses",
            stem,
            parse_table([parse_row(c.document.doc, c.sentences) for c in results if c.sentences]),
        ),
        *optional(folder, SIGNATURE_PARTS, stem, signatures),
        folder.write_rows("documents", stem, [document_row(c.document) for c in results]),
    ]
    return counted(results, Change(put=tuple(put), drop=(folder.relative(path),)))


def optional(
    folder: Folder, kind: str, stem: str, rows: pa.Table | list[dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    if isinstance(rows, pa.Table) and rows.num_rows:
        yield folder.write(kind, stem, rows)
    elif isinstance(rows, list) and rows:
        yield folder.write_rows(kind, stem, rows)


def record_parts(folder: Folder, stem: str, results: list[Coded]) -> Iterator[tuple[str, str]]:
    yield from optional(folder, "events", stem, [event_row(e) for c in results for e in c.events])
    yield from optional(folder, "statements", stem, [statement_row(s) for c in results for s in c.statements])


def counted(results: list[Coded], change: Change) -> Done:
    return Done(
        change=change,
        outcomes=Counter(c.document.outcome for c in results),
        reasons=Counter(
            (c.document.outcome, c.document.reason) for c in results if c.document.outcome != "duplicate"
        ),
        events=sum(len(c.events) for c in results),
        statements=sum(len(c.statements) for c in results),
        words=sum(len(s) for c in results for s in c.sentences),
    )


def given_up(part: Part) -> Done:
    """A part under which a process died: its documents are kept and say so."""
    folder, path = Folder(part.ledger), Path(part.path)
    reason = "the process that coded it ended unexpectedly (out of memory?)"
    documents = [marked(document_of(row), part.copies) for row in pq.read_table(path).to_pylist()]
    return done(folder, path, [Coded(d if d.outcome else failed(d, reason)) for d in documents], [])


def recode_part(part: Part) -> Done:
    """Codes the documents of one part again, from their stored parses."""
    folder, path = Folder(part.ledger), Path(part.path)
    documents = {row["doc"]: document_of(row) for row in pq.read_table(path).to_pylist()}
    results = [code_one(d, sentences, part.options) for d, sentences in stored(folder, path, documents)]
    stem = path.stem.removeprefix("part-")
    put = tuple(record_parts(folder, stem, results))
    written = {target for _, target in put}
    old = (folder.part(kind, stem) for kind in ("events", "statements"))
    drop = tuple(folder.relative(p) for p in old if p.exists() and folder.relative(p) not in written)
    finished = counted(results, Change(put=put, drop=drop))
    return replace(finished, outcomes=Counter(d.outcome for d in documents.values()))


def stored(folder: Folder, path: Path, documents: Mapping[str, Document]) -> Iterator[tuple[Document, Any]]:
    """The coded documents of a part with their sentences."""
    parses = folder.path / "parses" / path.name
    if not parses.exists():
        return
    texts = {doc: d.text for doc, d in documents.items()}
    for doc, sentences in sentences_in(pq.read_table(parses, schema=SCHEMAS["parses"]), texts):
        yield replace(documents[doc], outcome=""), sentences
