"""Records made by hand, and a ledger in memory: what analysis and briefs are tested with."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import polars as pl

from comity.ledger import Ledger
from comity.ledger.folder import Change, Folder
from comity.ledger.schema import document_row, event_row, statement_row
from comity.model import Block, Document, Entity, Event, Place, Statement

SCORES = {"AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5.0, "AID": 10.0, "COOPERATE": 9.5, "REQUEST": 0.0}
SCORES |= {"ACCUSE": -3.0, "REJECT": -2.0, "SANCTION": -6.0}
QUADS = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "AID": 2, "COOPERATE": 2, "SANCTION": 4}

STATES = {"KOR": "South Korea", "RUS": "Russia", "PRK": "North Korea", "JPN": "Japan"}
PRECISIONS = {10: "day", 7: "month", 4: "year", 0: "none"}

_OF_ENTITY: dict[str, Any] = dict.fromkeys(("name", "country", "sector"), pl.String)
_OF_ENTITY |= {"sectors": pl.List(pl.String), "office": pl.String, "text": pl.String}
_OF_ENTITY |= {"start": pl.Int64, "end": pl.Int64, "identifier_id": pl.String}
ENTITY = pl.Struct(_OF_ENTITY)
BLOCK = pl.Struct({"kind": pl.String, "start": pl.Int64, "end": pl.Int64})
PLACE = pl.Struct({"name": pl.String, "country": pl.String, "lat": pl.Float64, "lon": pl.Float64})
NESTED: dict[str, Any] = dict.fromkeys(
    ("actor", "recipient", "speaker", "about", "reporter"), pl.List(ENTITY)
)
NESTED |= {"context": pl.List(pl.String), "issue": pl.List(pl.String), "blocks": pl.List(BLOCK)}
NESTED |= {"event_loc": PLACE}


def entity(code: str, name: str = "", **given_fields: Any) -> Entity:
    """A state by its code, or somebody of it by name."""
    given = {"sector": "GOV", "text": name or STATES.get(code, code)} | given_fields
    return Entity(name or STATES.get(code, code), code, **given)


KIM = entity("KOR", "Kim Dae-jung", office="President")
PUTIN = entity("RUS", "Vladimir Putin", office="President")
SCHOLAR = entity("RUS", "Ivan Ivanov", sector="EDU")


def document(doc: str, *paragraphs: str, published: str = "2001-02-28", **given_fields: Any) -> Document:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        blocks.append(Block("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 1
    given = {"title": f"Title of {doc}", "publication": "The Daily", "outcome": "coded"} | given_fields
    return Document(
        f"{doc}.html",
        doc,
        name=doc,
        published=published,
        text=text,
        blocks=tuple(blocks),
        language="en",
        **given,
    )


def event(
    category: str,
    actor: Sequence[Entity] | Entity,
    recipient: Sequence[Entity] | Entity = (),
    date: str = "2001-02-27",
    evidence: str = "They did it.",
    **given_fields: Any,
) -> Event:
    given: dict[str, Any] = {
        "doc": "one", "mode": "", "aux": "", "context": ("diplomatic",), "trigger": "", "start": 0,
        "confidence": 0.8, "quad_code": QUADS.get(category, 3), "event_scale": SCORES.get(category, 0.0),
        "event_loc": None,
    } | given_fields  # fmt: skip
    end = given["start"] + len(evidence)
    return Event(
        id=_id(category, date, evidence, given["doc"], given["start"], given["aux"]),
        date=date, date_precision=PRECISIONS[len(date)], date_start="", date_end="", event=category,
        actor=_entities(actor), recipient=_entities(recipient), evidence=evidence, end=end,
        statement="", rule="by hand", coder="test", **given,
    )  # fmt: skip


def statement(
    speaker: Sequence[Entity] | Entity,
    act: str,
    stance: int,
    about: Sequence[Entity] | Entity,
    proposition: str,
    **given_fields: Any,
) -> Statement:
    given: dict[str, Any] = {
        "doc": "one", "date": "2001-02-28", "issue": ("diplomatic",), "evidence": f"They said {proposition}.",
        "start": 0, "confidence": 0.8, "quote": False,
    } | given_fields  # fmt: skip
    return Statement(
        id=_id(proposition, act, given["doc"], given["start"]),
        date_precision=PRECISIONS[len(given["date"])], speaker=_entities(speaker), act=act, stance=stance,
        about=_entities(about), proposition=proposition, quotation="", reporter=(), cue="said",
        end=given["start"] + len(given["evidence"]), rule="by hand", coder="test", **given,
    )  # fmt: skip


def _id(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _entities(given: Sequence[Entity] | Entity) -> tuple[Entity, ...]:
    return (given,) if isinstance(given, Entity) else tuple(given)


def placed(record: Any, in_document: Document) -> Any:
    """The record with the offsets of its evidence in a document."""
    start = in_document.text.index(record.evidence)
    return replace(record, doc=in_document.doc, start=start, end=start + len(record.evidence))


def place(name: str) -> Place:
    return Place(name)


@dataclass(frozen=True)
class Handmade:
    """A ledger in memory: the three tables, with the columns of the contract."""

    told: Sequence[Event] = ()
    said: Sequence[Statement] = ()
    kept: Sequence[Document] = ()

    def documents(self) -> pl.DataFrame:
        named = {e.doc for e in self.told} | {s.doc for s in self.said}
        return _frame(
            Document, [*self.kept, *(document(doc) for doc in sorted(named - {d.doc for d in self.kept}))]
        )

    def events(self) -> pl.DataFrame:
        return _frame(Event, self.told)

    def statements(self) -> pl.DataFrame:
        return _frame(Statement, self.said)


def _frame(kind: type, rows: Sequence[Any]) -> pl.DataFrame:
    columns = {f.name: NESTED.get(f.name, _plain(f.name)) for f in fields(kind) if f.name != "medium"}
    return pl.DataFrame([asdict(row) for row in rows], schema=columns, strict=False)


def _plain(name: str) -> Any:
    if name in ("start", "end", "quad_code", "stance"):
        return pl.Int64
    return {"confidence": pl.Float64, "event_scale": pl.Float64, "quote": pl.Boolean}.get(name, pl.String)


def written(path: Path, book: Handmade) -> Ledger:
    """The ledger on disk: of documents only those that are kept."""
    folder = Folder(path)
    rows = {
        "documents": [document_row(d) for d in book.kept],
        "events": [event_row(e) for e in book.told],
        "statements": [statement_row(s) for s in book.said],
    }
    with folder.opened():
        folder.commit(Change(put=tuple(folder.write_rows(kind, "1", rows[kind]) for kind in rows)))
    return Ledger(path)
