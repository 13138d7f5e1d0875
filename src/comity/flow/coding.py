"""The second half of a run: staged documents are coded, part by part; and coding again from what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from comity.dedupe import marked as as_copy
from comity.errors import LedgerError
from comity.flow.crew import Crew, Died
from comity.flow.options import Options, Report, Watcher
from comity.flow.rooms import code_all, code_one, failed, rooms
from comity.ledger.folder import ANSWER_PARTS, SIGNATURE_PARTS, STAGING, Change, Folder, stem_of
from comity.ledger.parses import parse_row, parse_table, sentences_in
from comity.ledger.schema import ANSWERS, document_of, document_row, event_row, statement_row
from comity.model import Coded, Document, Sentence

# Bytes of text for which other processes, which load what they need, are not worth their start.
LITTLE_TO_CODE, LITTLE_TO_CODE_AGAIN = 400_000, 1_000_000


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
    failed: int  # in coding: what failed before is counted already


def code_staged(
    folder: Folder, copies: Mapping[str, str], options: Options, watcher: Watcher, report: Report
) -> None:
    """Codes all staged parts into the ledger; a part is in it whole or not at all."""
    parts = folder.parts(STAGING)
    watcher.stage("coding", rows_in(parts))
    jobs = options.jobs if text_in(parts) > LITTLE_TO_CODE else 1
    for part, done in run_parts(folder, parts, code_part, replace(options, jobs=jobs), copies):
        result = given_up(part) if isinstance(done, Died) else done
        folder.commit(result.change)
        count(result, report, watcher)


def recode_all(folder: Folder, options: Options, watcher: Watcher, report: Report) -> None:
    """Codes again all parts of the ledger from their stored parses, and puts the new records in the place of
    all old ones at once: until then, and if it is interrupted, the ledger is as it was."""
    parts = folder.parts("documents")
    report.read = rows_in(parts)
    changes: list[Change] = []
    jobs = options.jobs if text_in(parts) > LITTLE_TO_CODE_AGAIN else 1
    for part, done in run_parts(folder, parts, recode_part, replace(options, jobs=jobs), {}):
        if isinstance(done, Died):
            raise LedgerError(f"the process that coded {part.path} again ended; the ledger is as it was")
        changes.append(done.change)
        count(done, report, watcher)
    placed = {target for change in changes for _, target in change.put}
    imported = imported_in(parts)
    old = [(kind, part) for kind in ("events", "statements") for part in folder.parts(kind)]
    changes += [superseded(folder, kind, part, imported, placed) for kind, part in old]
    if len(imported):
        report.notes.append(
            f"records of {len(imported):,} imported documents are kept: nothing here coded them"
        )
    folder.commit(Change.of(changes))


def imported_in(parts: Iterable[Path]) -> pa.Array:
    """The documents whose records were coded elsewhere, and cannot be coded again."""
    tables = (pq.read_table(part, columns=["doc", "outcome"]) for part in parts)
    docs = [t.filter(pc.equal(t["outcome"], "imported"))["doc"] for t in tables]
    return pa.chunked_array(docs, pa.string()).combine_chunks() if docs else pa.array([], pa.string())


def superseded(folder: Folder, kind: str, part: Path, imported: pa.Array, placed: set[str]) -> Change:
    """Takes a part's old records away, but for those of imported documents."""
    old = folder.relative(part)
    if not len(imported):
        return Change(drop=(old,))
    records = pq.read_table(part)
    kept = records.filter(pc.is_in(records["doc"], value_set=imported))
    if not kept.num_rows:
        return Change(drop=(old,))
    if kept.num_rows == records.num_rows and old not in placed:
        return Change()
    return Change(put=(folder.write(kind, stem_of([part.stem, "imported"]), kept),), drop=(old,))


def rows_in(parts: Iterable[Path]) -> int:
    return sum(pq.ParquetFile(part).metadata.num_rows for part in parts)


def text_in(parts: Iterable[Path]) -> int:
    """Bytes of text in the documents of some parts, from what the parts say of themselves."""
    files = [pq.ParquetFile(part).metadata for part in parts]
    groups = [file.row_group(i) for file in files for i in range(file.num_row_groups)]
    columns = (group.column(i) for group in groups for i in range(group.num_columns))
    return sum(column.total_uncompressed_size for column in columns if column.path_in_schema == "text")


def run_parts(
    folder: Folder,
    parts: Sequence[Path],
    work: Callable[[Part], Done],
    options: Options,
    copies: Mapping[str, str],
) -> Iterator[tuple[Part, Done | Died]]:
    one_job = replace(options, jobs=1)  # what a process needs to know; the same for any number of them
    todo = (Part(str(folder.path), str(path), one_job, among(copies, path)) for path in parts)
    with Crew[Part, Done](work, options.jobs) as crew:
        yield from crew.run(todo)


def among(copies: Mapping[str, str], path: Path) -> dict[str, str]:
    if not copies:
        return {}
    docs = pq.read_table(path, columns=["doc"]).column("doc").to_pylist()
    return {doc: copies[doc] for doc in docs if doc in copies}


def count(done: Done, report: Report, watcher: Watcher) -> None:
    report.outcomes += done.outcomes
    report.reasons += done.reasons
    report.events += done.events
    report.statements += done.statements
    report.words += done.words
    report.unread += done.failed
    counts = {"events": report.events, "statements": report.statements}
    watcher.advance(sum(done.outcomes.values()), counts)


def code_part(part: Part) -> Done:
    """Codes one staged part and writes what becomes of it under temporary names."""
    folder, path = Folder(part.ledger), Path(part.path)
    rows = pq.read_table(path).to_pylist()
    documents = [marked(document_of(row), part.copies) for row in rows]
    answers: dict[bytes, bytes] = {}
    if any(not d.outcome for d in documents):
        rooms(part.options).coder.remember(answers)
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
    finished = done(folder, path, results, signatures, failures(documents, results))
    kept = answer_part(folder, path.stem.removeprefix("part-"), part.options, answers)
    return replace(finished, change=Change.of([finished.change, Change(put=kept)]))


def answer_part(
    folder: Folder, stem: str, options: Options, answers: Mapping[bytes, bytes]
) -> tuple[tuple[str, str], ...]:
    """A part with what the encoder said, if it was asked."""
    encoder = rooms(options).coder.encoder if answers else None
    if encoder is None:
        return ()
    rows = [{"encoder": encoder.identity, "asked": q, "answer": a} for q, a in answers.items()]
    return (folder.write_rows(ANSWER_PARTS, stem, rows),)


def answers_in(folder: Folder, stem: str, options: Options) -> dict[bytes, bytes]:
    """What the encoder that is used now said when this part was coded; nothing where that cannot be read: it is then
    asked anew."""
    path, encoder = folder.part(ANSWER_PARTS, stem), rooms(options).coder.encoder
    if encoder is None or not path.is_file():
        return {}
    try:
        table = pq.read_table(path, schema=ANSWERS)
    except (pa.ArrowException, OSError):
        return {}
    own = table.filter(pc.equal(table["encoder"].cast(pa.string()), encoder.identity))
    return dict(zip(own["asked"].to_pylist(), own["answer"].to_pylist(), strict=True))


def failures(before: Iterable[Document], after: Iterable[Coded]) -> int:
    pairs = zip(before, after, strict=True)
    return sum(c.document.outcome == "failed" != d.outcome for d, c in pairs)


def marked(document: Document, copies: Mapping[str, str]) -> Document:
    """A staged document as the ledger keeps it, with its outcome where that is known before coding."""
    original = copies.get(document.doc)
    if document.outcome or original is None:
        return document
    return as_copy(document, original)


def done(
    folder: Folder, path: Path, results: list[Coded], signatures: list[dict[str, Any]], failed: int
) -> Done:
    stem = path.stem.removeprefix("part-")
    put = [
        *record_parts(folder, stem, results),
        *optional(
            folder,
            "parses",
            stem,
            parse_table([parse_row(c.document.doc, c.sentences) for c in results if is_parsed(c)]),
        ),
        *optional(folder, SIGNATURE_PARTS, stem, signatures),
        folder.write_rows("documents", stem, [document_row(c.document) for c in results]),
    ]
    return counted(results, Change(put=tuple(put), drop=(folder.relative(path),)), failed)


def is_parsed(coded: Coded) -> bool:
    """Whether there is a parse to keep; one of a text of headings has no sentence."""
    return coded.document.outcome == "coded" or bool(coded.sentences)


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


def counted(results: list[Coded], change: Change, failed: int = 0) -> Done:
    return Done(
        change=change,
        outcomes=Counter(c.document.outcome for c in results),
        reasons=Counter(
            (c.document.outcome, c.document.reason) for c in results if c.document.outcome != "duplicate"
        ),
        events=sum(len(c.events) for c in results),
        statements=sum(len(c.statements) for c in results),
        words=sum(len(s) for c in results for s in c.sentences),
        failed=failed,
    )


def given_up(part: Part) -> Done:
    """A part under which a process died: its documents are kept and say so."""
    folder, path = Folder(part.ledger), Path(part.path)
    reason = "the process that coded it ended unexpectedly (out of memory?)"
    documents = [marked(document_of(row), part.copies) for row in pq.read_table(path).to_pylist()]
    results = [Coded(d if d.outcome else failed(d, reason)) for d in documents]
    return done(folder, path, results, [], failures(documents, results))


def recode_part(part: Part) -> Done:
    """Codes the documents of one part again, from their stored parses."""
    folder, path = Folder(part.ledger), Path(part.path)
    documents = {row["doc"]: document_of(row) for row in pq.read_table(path).to_pylist()}
    stem = path.stem.removeprefix("part-")
    answers = answers_in(folder, stem, part.options)
    known = len(answers)
    rooms(part.options).coder.remember(answers)
    again = {c.document.doc: c for c in coded_again(folder, path, documents, part.options)}
    results = [again.get(doc, Coded(document)) for doc, document in documents.items()]
    put = [*record_parts(folder, stem, results)]
    if len(answers) > known:
        put += answer_part(folder, stem, part.options, answers)
    if any(c.document != documents[c.document.doc] for c in results):
        put.append(folder.write_rows("documents", stem, [document_row(c.document) for c in results]))
    return counted(results, Change(put=tuple(put)), failures(documents.values(), results))


def coded_again(
    folder: Folder, path: Path, documents: Mapping[str, Document], options: Options
) -> Iterator[Coded]:
    """What was parsed, coded anew. Raises LedgerError where a coded document's parse is not kept."""
    missing = {doc for doc, document in documents.items() if document.outcome == "coded"}
    for doc, sentences in stored(folder, path, documents):
        missing.discard(doc)
        yield code_one(replace(documents[doc], outcome="", reason=""), sentences, options)
    if missing:
        first = documents[min(missing, key=lambda doc: documents[doc].input)].input
        raise LedgerError(
            f"{folder.path} keeps no parse of {len(missing)} of its documents (the first is {first}); "
            "code their inputs into a new ledger"
        )


def stored(
    folder: Folder, path: Path, documents: Mapping[str, Document]
) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """The parses of a part's documents: in the part of the same name, or wherever else they were put."""
    texts = {doc: d.text for doc, d in documents.items() if d.outcome in ("coded", "failed")}
    own = folder.path / "parses" / path.name
    for part in sorted(folder.parts("parses"), key=lambda p: p != own):
        if not texts:
            return
        parses = pq.read_table(part, filters=[("doc", "in", list(texts))])
        for doc, sentences in sentences_in(parses, dict(texts)):
            texts.pop(doc, None)
            yield doc, sentences
