"""Who appears in a ledger: every actor whom its documents name or describe, how often, and how it was resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import pyarrow.parquet as pq

from comity.errors import LedgerError
from comity.flow.coding import Part, rows_in, stored, text_in
from comity.flow.crew import Crew, Died
from comity.flow.options import Options, Silent, Watcher
from comity.flow.rooms import rooms
from comity.ledger.folder import Folder
from comity.ledger.schema import document_of
from comity.model import Document, Mention

Resolved = Literal["tables", "text", "unresolved"]
LITTLE = 1_000_000  # bytes of text for which other processes are not worth their start
FORMS = 8  # of an actor, the most frequent ones are told
NAMING = ("person", "body", "name", "state")  # kinds of mention that stand for a name

Key = tuple[str, str]


@dataclass
class Appearance:
    """An actor in a ledger. `resolved` says by what its country was known: Comity's tables or the user's
    ("tables"), the words around it ("text"), or not at all ("unresolved"); `named` whether it has a name of
    its own, and could be in a table. `forms` counts the words it is called by, pronouns left out."""

    name: str
    country: str
    resolved: Resolved
    named: bool = False
    identifier_id: str = ""
    mentions: int = 0
    documents: int = 0
    sectors: Counter[str] = field(default_factory=Counter)
    offices: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    example: str = ""

    def add(self, other: Appearance) -> None:
        self.named |= other.named
        self.identifier_id = self.identifier_id or other.identifier_id
        self.mentions += other.mentions
        self.documents += other.documents
        self.sectors += other.sectors
        self.offices += other.offices
        self.forms += other.forms
        self.example = self.example or other.example

    def as_row(self) -> dict[str, Any]:
        """What `comity actors` prints of it."""
        return {
            "name": self.name,
            "country": self.country,
            "sector": most(self.sectors),
            "office": most(self.offices),
            "identifier_id": self.identifier_id,
            "mentions": self.mentions,
            "documents": self.documents,
            "resolved": self.resolved,
            "forms": [form for form, _ in self.forms.most_common(FORMS)],
            "example": self.example,
        }


def actors(
    folder: Folder, options: Options, unresolved: bool = False, watcher: Watcher | None = None
) -> Iterator[Appearance]:
    """All actors of a ledger, the most frequent first, from its stored parses.

    With `unresolved` only names that no table has, those without a country first: what a user may want to add.
    Raises LedgerError where a part of the ledger cannot be read again.
    """
    parts, watcher = folder.parts("documents"), watcher or Silent()
    watcher.stage("reading", rows_in(parts))
    jobs = options.jobs if text_in(parts) > LITTLE else 1
    one_job = replace(options, jobs=1)
    found: dict[Key, Appearance] = {}
    with Crew[Part, dict[Key, Appearance]](in_part, jobs) as crew:
        for part, seen in crew.run(Part(str(folder.path), str(path), one_job, {}) for path in parts):
            if isinstance(seen, Died):
                raise LedgerError(f"the process that read {part.path} ended (out of memory?)")
            merge(found, seen)
            watcher.advance(rows_in([Path(part.path)]), {"actors": len(found)})
    kept = [a for a in found.values() if not unresolved or (a.named and a.resolved != "tables")]
    order = ("unresolved", "text", "tables")
    yield from sorted(
        kept, key=lambda a: (order.index(a.resolved) if unresolved else 0, -a.mentions, a.name, a.country)
    )


def in_part(part: Part) -> dict[Key, Appearance]:
    """The actors of the documents of one part."""
    resolver = rooms(part.options).resolver
    path = Path(part.path)
    documents = {row["doc"]: document_of(row) for row in pq.read_table(path).to_pylist()}
    coded = {doc: d for doc, d in documents.items() if d.outcome == "coded"}
    found: dict[Key, Appearance] = {}
    for doc, sentences in stored(Folder(part.ledger), path, coded):
        mentions = resolver.mentions(coded[doc], sentences)
        merge(found, in_document(coded[doc], mentions, resolver.lexicon.lists))
    return found


def in_document(
    document: Document, mentions: tuple[Mention, ...], lists: Callable[[str, str], bool]
) -> dict[Key, Appearance]:
    found: dict[Key, Appearance] = {}
    for mention in mentions:
        for entity in mention.entities:
            key = (entity.name, entity.country)
            if key not in found:
                by: Resolved = "text" if entity.country else "unresolved"
                found[key] = Appearance(*key, "tables" if lists(*key) else by, documents=1)
            actor = found[key]
            actor.mentions += 1
            actor.sectors[entity.sector] += 1
            actor.offices[entity.office] += 1
            actor.identifier_id = actor.identifier_id or entity.identifier_id
            if mention.kind != "pronoun":
                actor.forms[" ".join(entity.text.split())] += 1
            if mention.kind in NAMING and entity.name[:1].isupper():
                actor.named = True
            actor.example = actor.example or document.name
    return found


def merge(into: dict[Key, Appearance], others: Mapping[Key, Appearance]) -> None:
    for key, other in others.items():
        if key in into:
            into[key].add(other)
        else:
            into[key] = other


def most(counts: Counter[str]) -> str:
    """The most frequent word that says something."""
    return next((word for word, _ in counts.most_common() if word), "")
