"""Projects and commitments: pipelines, railways, treaties, forums and the like, followed across documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from comity.analyse.identity import Group, grouped
from comity.analyse.kinds import kinds, noun_pattern, terms
from comity.analyse.positions import distinct
from comity.analyse.promises import Promise, Sign, judged
from comity.analyse.record import (
    AFTER_ANY_DATE,
    Extract,
    Tables,
    check_dates,
    countries_of,
    documents_of,
    entities_of,
    is_between,
    records_with,
)
from comity.analyse.stages import current, is_stage
from comity.analyse.tellings import Step, Telling, tellings
from comity.analyse.vocabulary import table
from comity.dates import compare
from comity.errors import OptionError
from comity.model import Entity, Event, Record, Statement

__all__ = ["Project", "Promise", "Step", "chosen", "followed", "other_undertakings", "projects"]

_OFTEN = 3  # records of several documents after which a name is followed though no stage is told


@dataclass(frozen=True)
class Project:
    """An undertaking: its kind in words, its name as the documents call it, its steps in time.

    `parties` are the countries that act, speak, are addressed or are named in it, those of most records first;
    `status` is the last stage that a step proves, empty where none does.
    """

    kind: str
    name: str
    parties: tuple[str, ...]
    status: str
    first_seen: str
    last_seen: str
    steps: tuple[Step, ...]
    promises: tuple[Promise, ...] = ()

    @property
    def proof(self) -> Step:
        """The step that shows how the undertaking stands: the last one of its status, else the last one."""
        return next((step for step in reversed(self.steps) if step.status == self.status), self.steps[-1])

    def as_row(self) -> dict[str, Any]:
        """Plain values, every step and promise with the id of the record that tells it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "parties": list(self.parties),
            "status": self.status,
            "record": self.proof.record.id,
            "first_seen": self.first_seen,
            "last_seen": self.last_seen,
            "promises": [
                {
                    "stage": p.stage, "text": p.text, "date": p.date, "kept": p.kept,
                    "record": p.record.id, "shown_by": p.shown_by,
                }
                for p in self.promises
            ],
            "steps": [
                {
                    "date": s.date, "status": s.status, "record": s.record.id, "doc": s.record.doc,
                    "evidence": s.evidence, "start": s.start, "end": s.end,
                }
                for s in self.steps
            ],
        }  # fmt: skip


def projects(extract: Extract) -> tuple[Project, ...]:
    """The undertakings of two countries, those told most often first."""
    documents = {d.doc: d for d in extract.documents}
    told = tellings(_telling_records(extract.statements, extract.events), documents)
    groups = grouped(told, frozenset((extract.a, extract.b)))
    return _ordered(_project(g) for g in groups if _is_one(g) and any(map(_tells, g)))


def followed(tables: Tables) -> tuple[Project, ...]:
    """The undertakings between states of a whole ledger, those told most often first."""
    events, statements = records_with(tables, noun_pattern())
    records = _telling_records(statements, events)
    documents = documents_of(tables, {record.doc for record in records})
    groups = grouped(tellings(records, documents))
    return _ordered(_project(g) for g in groups if _is_one(g) and _is_followed(g) and _is_of_states(g))


def chosen(
    found: Iterable[Project], actor: str = "", kind: str = "", since: str = "", until: str = ""
) -> Iterator[Project]:
    """Those in which a country (by its code) or somebody of that name takes part, of one kind, heard of between two
    partial dates. Raises OptionError for a kind or a date that is none."""
    label = kind_label(kind) if kind else ""
    check_dates(since, until)
    for project in found:
        heard = project.last_seen + AFTER_ANY_DATE >= since and (
            not until or project.first_seen <= until + AFTER_ANY_DATE
        )
        if heard and label in ("", project.kind) and (not actor or _takes_part(project, actor)):
            yield project


def kind_label(kind: str) -> str:
    """The kind that a user means by its plural ("pipelines") or by one of its nouns ("pipeline")."""
    wanted = kind.strip().casefold()
    for known in kinds():
        if wanted == known.label or wanted in known.nouns:
            return known.label
    labels = ", ".join(dict.fromkeys(known.label for known in kinds()))
    raise OptionError(f"--kind {kind!r} is no kind of undertaking; choose one of: {labels}")


def _takes_part(project: Project, actor: str) -> bool:
    if actor in project.parties:
        return True
    return any(
        actor.casefold() in entity.name.casefold()
        for step in project.steps
        for entity in entities_of(step.record)
    )


def _is_of_states(group: Group) -> bool:
    """Whether several countries take part, and officially: what firms do among themselves is no matter of states.

    One official will do for what has a name; "the pact" may be any between two countries' people, and an agreement
    with somebody must be with somebody who speaks for a state.
    """
    officially = countries_of(e for t in group for e in _officials(t))
    parties = frozenset().union(*(t.parties for t in group)).difference(terms("no_parties"))
    with_firms = all(
        t.name.kind.instrument and t.name.partners and not _partner_is_official(t) for t in group
    )
    return len(parties) > 1 and len(officially) > (not any(t.name.words for t in group)) and not with_firms


def _officials(telling: Telling) -> list[Entity]:
    official = table("labels")["official_sectors"]
    taking_part = entities_of(telling.step.record)
    return [e for e in taking_part if e.sector in official or e.country in terms("bodies")]


def _partner_is_official(telling: Telling) -> bool:
    words = telling.name.words
    return any(words & set(e.text.casefold().split()) for e in _officials(telling))


def _telling_records(statements: Iterable[Statement], events: Iterable[Event]) -> list[Record]:
    """Records that may speak of an undertaking; an event gives way to the statement of its sentence."""
    said = [s for s in distinct(tuple(statements)) if s.act != "ask"]
    spoken = {(s.doc, s.start) for s in said}
    done = [e for e in events if e.quad_code < 3 or e.event == "REJECT"]
    return [*said, *(e for e in done if (e.doc, e.start) not in spoken)]


def _is_one(group: Group) -> bool:
    """Whether it is one thing: several without a name are none."""
    return any(t.name.words or not t.name.plural for t in group)


def _tells(telling: Telling) -> bool:
    return telling.step.status != "mentioned" or bool(telling.promises)


def _is_followed(group: Group) -> bool:
    """Whether a stage or a promise is told, or several documents come back to a treaty or a meeting by its name."""
    if any(is_stage(t.step.status) or t.promises for t in group):
        return True
    lasting = any(t.name.words and t.name.kind.sphere != "work" for t in group)
    return lasting and len({t.doc for t in group}) > 1 and len(group) >= _OFTEN


def _ordered(found: Iterable[Project]) -> tuple[Project, ...]:
    return tuple(sorted(found, key=lambda p: (-len(p.steps), p.kind, p.name)))


def _project(group: Group) -> Project:
    once = {_passage(t): t for t in reversed(group)}.values()
    told = sorted(once, key=lambda t: (not t.date, t.date, t.published, t.step.start))
    seen = sorted(day for t in told for day in (t.step.date, t.published) if day)
    parties = Counter(country for t in told for country in t.parties)
    return Project(
        group[0].name.kind.label, _title(told), tuple(c for c, _ in sorted(parties.items(), key=lambda p: (-p[1], p[0]))),
        current(t.step.status for t in told),
        seen[0] if seen else "", seen[-1] if seen else "",
        tuple(t.step for t in told), _promises(told),
    )  # fmt: skip


def _passage(telling: Telling) -> tuple[str, int, str]:
    """Two events of one sentence tell an undertaking once."""
    record = telling.step.record
    words = record.proposition if isinstance(record, Statement) else telling.step.evidence
    return telling.doc, telling.step.start, words


def _title(told: Sequence[Telling]) -> str:
    """The title of a name with proper names, in the singular, that is used most; of those used alike the fullest."""
    best = max((bool(t.name.words), not t.name.plural, bool(t.name.sort)) for t in told)
    names = [t.name for t in told if (bool(t.name.words), not t.name.plural, bool(t.name.sort)) == best]
    often = Counter(name.title for name in names)
    return max(names, key=lambda name: (often[name.title], bool(name.states), len(name.words))).title


def _promises(told: list[Telling]) -> tuple[Promise, ...]:
    """Every promise once, in its most precise form, by when it was made: "in June" and "on June 8" are one."""
    signs = [Sign(t.step.status, t.step.date, t.step.dated, t.published, t.step.record.id) for t in told]
    kept: list[Promise] = []
    for promise in sorted((p for t in told for p in t.promises), key=lambda p: (-len(p.date), p.made)):
        if all(p.stage != promise.stage or compare(p.date, promise.date) for p in kept):
            kept.append(promise)
    return tuple(judged(p, signs) for p in sorted(kept, key=lambda p: (p.made, p.date)))


def other_undertakings(extract: Extract, shown: tuple[Project, ...]) -> tuple[Record, ...]:
    """Pledges, agreements and plans that name no project of a known kind."""
    named = {step.record.id for project in shown for step in project.steps}
    pledges = [s for s in distinct(extract.statements) if s.act == "pledge" and s.stance >= 0]
    spoken = {(s.doc, s.start) for s in pledges}
    plans = [
        e
        for e in extract.events
        if (e.event == "AGREE" or e.aux == "future") and e.aux != "negated" and e.quad_code < 3
        and is_between(e, extract.a, extract.b) and (e.doc, e.start) not in spoken
    ]  # fmt: skip
    both: list[Record] = [*pledges, *plans]
    return tuple(r for r in both if r.id not in named)
