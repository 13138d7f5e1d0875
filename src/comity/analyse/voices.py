"""Who speaks, and which other countries enter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from comity.analyse.positions import Side, distinct, side_of
from comity.analyse.record import Extract, countries_in
from comity.model import Entity, Event, Record, Statement


@dataclass(frozen=True)
class Voice:
    """A person or body that speaks: `side` is its country's; `acts` are counted, the commonest first."""

    who: Entity
    side: Side
    acts: tuple[tuple[str, int], ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class ThirdParty:
    """A country beside the two, and how it enters: in events with either, and in what either says."""

    country: str
    events_with_a: tuple[Event, ...]
    events_with_b: tuple[Event, ...]
    said_by_a: tuple[Statement, ...]
    said_by_b: tuple[Statement, ...]
    said_by_others: tuple[Statement, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        events = {e.id: e for e in (*self.events_with_a, *self.events_with_b)}
        return (*events.values(), *self.said_by_a, *self.said_by_b, *self.said_by_others)


def voices(extract: Extract) -> tuple[Voice, ...]:
    """Everybody who speaks, those with most statements first."""
    heard: dict[tuple[str, str], list[tuple[Entity, Statement]]] = {}
    for statement in extract.statements:
        for speaker in {(s.name, s.country): s for s in statement.speaker}.values():
            heard.setdefault((speaker.name, speaker.country), []).append((speaker, statement))
    found = [_voice(said, extract) for said in heard.values()]
    return tuple(sorted(found, key=lambda v: (-len(v.statements), v.who.name)))


def _voice(said: list[tuple[Entity, Statement]], extract: Extract) -> Voice:
    fullest = max((entity for entity, _ in said), key=lambda e: (bool(e.office), bool(e.sector)))
    side: Side = "a" if fullest.country == extract.a else "b" if fullest.country == extract.b else "other"
    acts = Counter(statement.act for _, statement in said)
    return Voice(fullest, side, tuple(acts.most_common()), tuple(statement for _, statement in said))


def third_parties(extract: Extract) -> tuple[ThirdParty, ...]:
    """Countries and bodies beside the two, those with most records first."""
    events = {e.id: e for e in (*extract.events, *extract.around)}.values()
    statements = distinct(extract.statements)
    records: list[Record] = [*events, *statements]
    seen = {c for record in records for c in countries_in(record)} - {extract.a, extract.b}
    found = [_third_party(country, tuple(events), statements, extract) for country in sorted(seen)]
    return tuple(sorted((p for p in found if p.records), key=lambda p: (-len(p.records), p.country)))


def _third_party(
    country: str, events: tuple[Event, ...], statements: tuple[Statement, ...], extract: Extract
) -> ThirdParty:
    involving = [e for e in events if country in countries_in(e)]
    said = [s for s in statements if country in countries_in(s)]
    by: dict[Side, list[Statement]] = {"a": [], "b": [], "joint": [], "other": []}
    for statement in said:
        by[side_of(statement, extract.a, extract.b)].append(statement)
    return ThirdParty(
        country,
        tuple(e for e in involving if extract.a in countries_in(e)),
        tuple(e for e in involving if extract.b in countries_in(e)),
        tuple(by["a"]), tuple(by["b"]), tuple(by["joint"] + by["other"]),
    )  # fmt: skip
