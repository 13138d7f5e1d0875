"""The whole flow: from saved pages to a ledger. The only room that knows every other.

    read → clean → tell the language → sign      each input, in any number of processes
    find copies                                  among all documents, new and old
    parse → find who is meant → code             each document that is nobody's copy
    write                                        part by part, each whole or not at all

Every step leaves the ledger's folder so that the same command can go on from there.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path

from comity.actors import check as check_actors
from comity.coding import check, codebook
from comity.errors import OptionError
from comity.flow import census
from comity.flow.census import Appearance
from comity.flow.coding import code_staged, recode_all
from comity.flow.options import Options, Report, Silent, Watcher
from comity.flow.rooms import code_all, rooms
from comity.flow.staging import find_copies, stage
from comity.ingest import sources
from comity.ledger import Ledger
from comity.ledger.folder import Folder
from comity.model import Block, Document, Mention
from comity.parse import load_model

__all__ = [
    "Appearance", "Options", "Report", "Silent", "Watcher", "actors", "check_codebook", "code", "mentions", "recode",
]  # fmt: skip

A_DAY = "2010-06-15"  # on which a codebook's own sentences were written; a Tuesday


def code(
    inputs: Sequence[str | Path] | str | Path,
    ledger: str | Path,
    options: Options | None = None,
    watcher: Watcher | None = None,
) -> Report:
    """Codes files, folders, globs or stdin ("-") into a ledger, which is made if it is not there.

    What the ledger has already is left as it is; what an interrupted run has done is kept. Raises
    OptionError for what cannot be meant, LedgerError for a folder that cannot be written.
    """
    options, watcher, begun, report = options or Options(), watcher or Silent(), time.monotonic(), Report()
    paths = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    look_at(paths)
    if options.model:
        load_model(options.model)
    version = rooms(options).coder.version  # a codebook or table that does not hold is said before any work
    folder = Folder(ledger)
    with folder.opened():
        stage(folder, paths, options, watcher, report)
        copies = find_copies(folder)
        code_staged(folder, copies, options, watcher, report)
        tell_of_other_coders(folder, version, report)
        finish(folder, version, options, report)
    report.seconds = time.monotonic() - begun
    return report


def recode(ledger: str | Path, options: Options | None = None, watcher: Watcher | None = None) -> Report:
    """Codes a ledger's documents again, from their stored parses, with another codebook or newer tables.

    What the options leave open is as it was when the ledger was coded.
    """
    folder, watcher, begun, report = Ledger(ledger).folder, watcher or Silent(), time.monotonic(), Report()
    options = as_before(folder, options or Options())
    with folder.opened():
        version = rooms(options).coder.version  # loads the tables: whoever else is at work is heard of before
        recode_all(folder, options, watcher, report)
        finish(folder, version, options, report)
    report.seconds = time.monotonic() - begun
    return report


def look_at(paths: Sequence[str | Path]) -> None:
    """Says what is wrong with the arguments before a ledger is made of them."""
    if not paths or next(sources(paths), None) is None:
        named = ", ".join(map(str, paths)) or "nothing"
        raise OptionError(f"there is no file in {named}; name files, folders that hold some, or - for stdin")


def as_before(folder: Folder, options: Options) -> Options:
    """These options, what they leave open filled in from the ledger's manifest."""
    given = {f.name: getattr(options, f.name) for f in fields(options) if getattr(options, f.name)}
    return replace(Options.from_json(folder.manifest().get("options") or {}), **given)


def tell_of_other_coders(folder: Folder, version: str, report: Report) -> None:
    """Records that another version or codebook left are kept as they are; whoever runs this should know."""
    before = folder.manifest().get("coder")
    if before and before != version:
        report.notes.append(
            f"what was there was coded by {before}, and new documents by {version}; "
            f"`comity recode {folder.path}` codes all of it again"
        )


def finish(folder: Folder, version: str, options: Options, report: Report) -> None:
    """Writes the manifest: what coded last, and how; a run that coded nothing leaves that as it was."""
    report.totals = Ledger(folder.path).totals()
    shaped = {"coder": version, "options": options.as_json()}
    before = {} if report.outcomes else folder.manifest()
    folder.write_manifest({**shaped, **before, "totals": report.totals})


def mentions(ledger: Ledger, document: Document, actors: Path | None = None) -> tuple[Mention, ...]:
    """Who is meant where in a document of a ledger, from its stored parse."""
    kept = Path((ledger.folder.manifest().get("options") or {}).get("actors") or "")
    used = actors or (kept if kept.name and kept.exists() else None)
    resolver = rooms(Options(actors=used)).resolver
    return resolver.mentions(document, ledger.sentences(document))


def actors(
    ledger: str | Path,
    options: Options | None = None,
    unresolved: bool = False,
    watcher: Watcher | None = None,
) -> Iterator[Appearance]:
    """Who appears in a ledger, the most frequent first; `unresolved`: only names that no table has.

    What the options leave open is as it was when the ledger was coded.
    """
    folder = Ledger(ledger).folder
    return census.actors(folder, as_before(folder, options or Options()), unresolved, watcher)


def check_codebook(
    path: str | None = None, model: str | None = None, actors: Path | None = None
) -> list[str]:
    """What is wrong with a user's actors, and with a codebook (the built-in one for None), one line each.

    The codebook's sentences are coded with the actors, and so only where these hold.
    """
    options = Options(codebook=path, model=model, actors=actors, coder="patterns")
    if actors is not None and (slips := check_actors(actors)):
        return slips

    def coded(sentences: list[str]) -> list[check.Records]:
        documents = [sentence_document(str(i), text) for i, text in enumerate(sentences)]
        return [(c.events, c.statements) for c in code_all(documents, options)]

    return check.check(codebook.load(path), coded)


def sentence_document(name: str, text: str) -> Document:
    document = Document(input=name, doc=name, name=name, text=text, published=A_DAY)
    return replace(document, blocks=(Block("paragraph", 0, len(text)),))
