"""The part of a ledger that concerns two sides, as values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Protocol

import polars as pl

from comity import dates
from comity.analyse.parties import cast, keys_in
from comity.errors import OptionError
from comity.model import Block, Document, Entity, Event, Place, Record, Statement

AFTER_ANY_DATE = "~"  # sorts after digits and hyphens, so "2010~" follows every day of 2010
_MAIN_COUNTRIES = 3  # a document is about two countries when both are among this many that it names most


class Tables(Protocol):
    """What a ledger gives: one polars frame for each kind of row, with the contract's columns."""

    def documents(self) -> pl.DataFrame: ...
    def events(self) -> pl.DataFrame: ...
    def statements(self) -> pl.DataFrame: ...


@dataclass(frozen=True)
class Extract:
    """What a ledger holds on two sides: countries, bodies or people.

    `events` are between the two, `statements` involve both or are said by one of them in a document
    about both, and `around` are the other events of these documents.
    """

    a: str
    b: str
    documents: tuple[Document, ...]
    copies: tuple[Document, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    around: tuple[Event, ...]
    documents_in_ledger: int

    @property
    def records(self) -> tuple[Record, ...]:
        return (*self.events, *self.statements)


def certainty(record: Record) -> float:
    """Confidence by which to order records: those that have none come last."""
    return record.confidence or 0.0


def countries_of(entities: Iterable[Entity]) -> frozenset[str]:
    return frozenset(entity.country for entity in entities if entity.country)


def entities_of(record: Record) -> tuple[Entity, ...]:
    """Everybody who takes part in a record, in whatever role."""
    if isinstance(record, Event):
        return (*record.actor, *record.recipient)
    return (*record.speaker, *record.about)


def countries_in(record: Record) -> frozenset[str]:
    """Every country that takes part in a record, in whatever role."""
    return countries_of(entities_of(record))


def is_between(event: Event, a: str, b: str) -> bool:
    """True where the two act together or one acts on the other, not where a third acts on both."""
    actors, recipients = countries_of(event.actor), countries_of(event.recipient)
    together = {a, b} <= actors
    return together or (a in actors and b in recipients) or (b in actors and a in recipients)


def is_joint_act(event: Event, a: str, b: str) -> bool:
    """Whether the two act together on somebody else: what they do to a third is not what they do to each other."""
    both = {a, b}
    return both <= countries_of(event.actor) and bool(countries_of(event.recipient) - both)


def extract(tables: Tables, a: str, b: str, since: str = "", until: str = "") -> Extract:
    """The records of a ledger that concern `a` and `b` (keys, as `party` gives them), between two partial dates."""
    check_dates(since, until)
    documents, events, statements = tables.documents(), tables.events(), tables.statements()
    docs = _joint(events, "actor", "recipient", a, b) | _joint(statements, "speaker", "about", a, b)
    known = {d.doc: d for d in _documents(documents, docs)}
    records: list[Record] = [_event(row, (a, b)) for row in _rows(events, docs)]
    records += [_statement(row, (a, b)) for row in _rows(statements, docs)]
    in_time = [r for r in records if _within(r, known.get(r.doc), since, until)]
    return _assemble(a, b, known, in_time, documents)


def check_dates(since: str, until: str) -> None:
    for option, date in (("--since", since), ("--until", until)):
        if not dates.valid(date):
            raise OptionError(f"{option} {date!r} is not a date: write 2010, 2010-09 or 2010-09-10.")
    if since and until and since > until + AFTER_ANY_DATE:
        raise OptionError(
            f"The period from {since} to {until} ends before it begins: give the earlier date first."
        )


def bounds(period: str) -> tuple[str, str]:
    """The two ends of a period: of "1990..2000", "1990..", "..2000", or "1990" for all of it. Raises OptionError."""
    since, dots, until = (part.strip() for part in period.partition(".."))
    ends = (since, until) if dots else (since, since)
    if not any(ends) or not all(map(dates.valid, ends)):
        raise OptionError(f"{period!r} is not a period: write 1990..2000, 2010-09.., ..1989 or 1990.")
    return ends


def records_with(tables: Tables, words: re.Pattern[str]) -> tuple[list[Event], list[Statement]]:
    """The events and statements whose words match a pattern; of a statement, what it says."""
    pattern = f"(?i){words.pattern}"
    events, statements = tables.events(), tables.statements()
    said = pl.when(pl.col("proposition") != "").then(pl.col("proposition")).otherwise(pl.col("evidence"))
    told = events.filter(pl.col("evidence").str.contains(pattern)) if events.height else events
    spoken = statements.filter(said.str.contains(pattern)) if statements.height else statements
    return list(map(_event, told.to_dicts())), list(map(_statement, spoken.to_dicts()))


def documents_of(tables: Tables, docs: set[str]) -> dict[str, Document]:
    return {d.doc: d for d in _documents(tables.documents(), docs)}


def _assemble(
    a: str, b: str, known: dict[str, Document], records: list[Record], documents: pl.DataFrame
) -> Extract:
    about_both = _documents_about(records, a, b)
    events = [r for r in records if isinstance(r, Event)]
    statements = [r for r in records if isinstance(r, Statement) and _concerns(r, a, b, about_both)]
    between = [e for e in events if is_between(e, a, b)]
    around = [e for e in events if not is_between(e, a, b) and e.doc in about_both]
    used = {e.doc for e in between} | {s.doc for s in statements}
    kept = sorted((d for d in known.values() if d.doc in used), key=lambda d: (d.published, d.input))
    copies = _copies(documents, used)
    order = {d.doc: i for i, d in enumerate(kept)}
    return Extract(
        a, b, tuple(kept), copies,
        tuple(sorted(between, key=lambda r: (order.get(r.doc, 0), r.start))),
        tuple(sorted(statements, key=lambda r: (order.get(r.doc, 0), r.start))),
        tuple(around), documents.height,
    )  # fmt: skip


def _concerns(statement: Statement, a: str, b: str, about_both: frozenset[str]) -> bool:
    if {a, b} <= countries_in(statement):
        return True
    return statement.doc in about_both and bool(countries_of(statement.speaker) & {a, b})


def _documents_about(records: list[Record], a: str, b: str) -> frozenset[str]:
    """Documents that name the two countries most, so that what one says there concerns the other."""
    named: dict[str, Counter[str]] = {}
    joint = set()
    for record in records:
        countries = countries_in(record)
        named.setdefault(record.doc, Counter()).update(countries)
        if {a, b} <= countries:
            joint.add(record.doc)
    return frozenset(doc for doc in joint if _both_lead(named[doc], a, b))


def _both_lead(named: Counter[str], a: str, b: str) -> bool:
    leading = sorted(named.values(), reverse=True)[:_MAIN_COUNTRIES]
    return min(named[a], named[b]) >= leading[-1]


def _within(record: Record, document: Document | None, since: str, until: str) -> bool:
    date = record.date or (document.published if document else "")
    if not date:
        return not since and not until
    return date + AFTER_ANY_DATE >= since and (not until or date <= until + AFTER_ANY_DATE)


def _joint(frame: pl.DataFrame, left: str, right: str, a: str, b: str) -> set[str]:
    """Documents with a record that names both sides."""
    if frame.is_empty():
        return set()
    parties = pl.concat_list(keys_in(left), keys_in(right))
    both = parties.list.contains(a) & parties.list.contains(b)
    return set(frame.filter(both)["doc"].to_list())


def _rows(frame: pl.DataFrame, docs: set[str]) -> list[dict[str, Any]]:
    return frame.filter(pl.col("doc").is_in(sorted(docs))).to_dicts() if docs else []


def _documents(frame: pl.DataFrame, docs: set[str]) -> list[Document]:
    return [_document(row) for row in _rows(frame, docs)]


def _copies(frame: pl.DataFrame, docs: set[str]) -> tuple[Document, ...]:
    if frame.is_empty() or not docs:
        return ()
    rows = frame.filter(pl.col("duplicate_of").is_in(sorted(docs))).sort("input").to_dicts()
    return tuple(_document(row) for row in rows)


def _document(row: dict[str, Any]) -> Document:
    blocks = tuple(Block(b["kind"], b["start"], b["end"]) for b in row.get("blocks") or ())
    return Document(**_known_fields(Document, row) | {"blocks": blocks})


def _event(row: dict[str, Any], sides: Collection[str] = ()) -> Event:
    values = _known_fields(Event, row)
    place = row.get("event_loc")
    return Event(
        **values
        | {name: cast(_entities(row[name]), sides) for name in ("actor", "recipient")}
        | {"context": tuple(row["context"] or ()), "event_loc": Place(**place) if place else None}
        | {name: str(row.get(name) or "") for name in ("date_start", "date_end")}
        | {"confidence": row.get("confidence")}
    )


def _statement(row: dict[str, Any], sides: Collection[str] = ()) -> Statement:
    values = _known_fields(Statement, row)
    people = {name: cast(_entities(row.get(name)), sides) for name in ("speaker", "about", "reporter")}
    rest = {"issue": tuple(row["issue"] or ()), "confidence": row.get("confidence")}
    return Statement(**values | people | rest)


def _entities(rows: list[dict[str, Any]] | None) -> tuple[Entity, ...]:
    return tuple(
        Entity(**_known_fields(Entity, row) | {"sectors": tuple(row.get("sectors") or ())})
        for row in rows or ()
    )


@cache
def _fields(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


def _known_fields(kind: type, row: dict[str, Any]) -> dict[str, Any]:
    """The columns that `kind` has; nulls become the empty text that the contract writes."""
    wanted = _fields(kind)
    given = {name: "" if value is None else value for name, value in row.items() if name in wanted}
    return given | {name: _iso(given[name]) for name in ("date", "published") if name in given}


def _iso(date: str) -> str:
    """A ledger made elsewhere may hold what is no date; nothing can be told by it."""
    return date if dates.valid(date) else ""
