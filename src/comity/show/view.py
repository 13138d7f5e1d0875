"""Records as lines to be printed: in which words, on which evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from comity.analyse.countries import country_name, in_text, is_state
from comity.analyse.happenings import Happening, weight
from comity.analyse.periods import Balance, Mean, Period
from comity.analyse.positions import Ask, Hurdle, Side, Topic
from comity.analyse.projects import Project, Step
from comity.analyse.record import is_joint_act
from comity.analyse.relationship import Relationship
from comity.analyse.vocabulary import table
from comity.analyse.voices import ThirdParty, Voice
from comity.model import Event, Record, Statement
from comity.show import wording
from comity.show.evidence import References
from comity.show.lines import Group, Line, PeriodRow, SideBySide

Thing = TypeVar("Thing")

MOST_HAPPENINGS = 60
MOST_TOPICS = 10
MOST_A_SIDE = 4
MOST_IN_A_LIST = 10
MOST_STEPS = 6
MOST_WORDS = 210  # characters of a sentence
MOST_REFERENCES = 3


class Teller:
    """Turns the parts of a relationship into lines, citing evidence as it goes."""

    def __init__(self, relationship: Relationship, references: References) -> None:
        self.relationship = relationship
        self.references = references

    def cite(self, records: Iterable[Record]) -> tuple[int, ...]:
        return self.references.cite(list(records)[:MOST_REFERENCES])

    # What happened

    def timeline(self) -> tuple[tuple[Group, ...], int]:
        told = self.relationship.timeline
        chosen = sorted(told, key=weight, reverse=True)[:MOST_HAPPENINGS]
        kept = {id(h) for h in chosen}
        by_year: dict[str, list[Line]] = {}
        for happening in told:
            if id(happening) in kept:
                by_year.setdefault(happening.date[:4], []).append(self._happening(happening))
        groups = tuple(Group(year or "Undated", tuple(lines)) for year, lines in by_year.items())
        return groups, len(told) - len(chosen)

    def _happening(self, happening: Happening) -> Line:
        composed = wording.happened(happening)
        return Line(
            self.cite(happening.reports),
            when=wording.day(happening.date),
            text=composed,
            quote="" if composed else wording.quoted(happening.lead),
            tags=(*_happening_tags(happening, not composed), *self._reported(happening)),
            tone=self._tone(happening.lead),
        )

    def _tone(self, event: Event) -> str:
        together = is_joint_act(event, self.relationship.a, self.relationship.b)
        return "" if together else _tone(event)

    def _reported(self, happening: Happening) -> tuple[str, ...]:
        """For what has no date: when the paper that tells it was published."""
        published = "" if happening.date else self._date(happening.lead)
        return (f"reported {wording.day(published)}",) if published else ()

    # Positions

    def topics(self, topics: Sequence[Topic]) -> tuple[SideBySide, ...]:
        return tuple(self._topic(topic) for topic in topics[:MOST_TOPICS])

    def _topic(self, topic: Topic) -> SideBySide:
        title = wording.capital(wording.issue(topic.issue))
        if topic.third:
            title = country_name(topic.third) + (f": {wording.issue(topic.issue)}" if topic.issue else "")
        joint, a, b = (
            tuple(self._statement(s) for s in said[:MOST_A_SIDE]) for said in (topic.joint, topic.a, topic.b)
        )
        return SideBySide(title, wording.label("bearings", topic.bearing), joint, a, b)

    def reported_differences(self) -> tuple[Line, ...]:
        shown = {s.id for topic in self.relationship.differences for s in topic.statements}
        told = [s for s in self.relationship.reported_differences if s.id not in shown]
        return tuple(self._statement(s) for s in told[:MOST_IN_A_LIST])

    def _statement(self, statement: Statement, *tags: str) -> Line:
        speaker = statement.speaker[0] if len(statement.speaker) == 1 else None
        return Line(
            self.cite([statement]),
            when=wording.day(self._date(statement)),
            who=wording.capital(wording.names(statement.speaker)) or "Somebody unnamed",
            role=wording.described(speaker) if speaker else "",
            verb=wording.reported(statement) if wording.speaks_for_itself(statement) else "",
            quote=wording.quoted(statement),
            tags=tags,
            tone={1: "coop", -1: "conflict"}.get(statement.stance, ""),
        )

    def _date(self, record: Record) -> str:
        document = self.references.documents.get(record.doc)
        return record.date or (document.published if document else "")

    def _record(self, record: Record, *tags: str) -> Line:
        if isinstance(record, Statement):
            return self._statement(record, *tags)
        happening = Happening((record,))
        line = self._happening(happening)
        return Line(
            line.refs, line.when, text=line.text, quote=line.quote, tags=(*line.tags, *tags), tone=line.tone
        )

    # Asks, plans, hurdles

    def asks(self, most: int = MOST_IN_A_LIST) -> tuple[Group, ...]:
        r = self.relationship
        sides = ((r.a, r.b, r.asks_of_a, "a"), (r.b, r.a, r.asks_of_b, "b"))
        return tuple(
            _group(f"{country_name(of)} of {in_text(by)}", asked, self._ask, most=most, side=side)
            for of, by, asked, side in sides
            if asked
        )

    def _ask(self, ask: Ask) -> Line:
        line = self._record(ask.lead, *(["of both sides"] if ask.of_both else []))
        refs = self.cite(ask.records)
        return Line(refs, line.when, line.who, line.role, line.verb, line.text, line.quote, line.tags, "")

    def projects(self) -> tuple[Group, ...]:
        return tuple(self._project(p) for p in self.relationship.projects[:MOST_IN_A_LIST])

    def _project(self, project: Project) -> Group:
        title = wording.capital(wording.shortened(wording.plain(project.name), 80))
        return _group(title, project.steps, self._step, note=_how_it_stands(project), most=MOST_STEPS)

    def _in_its_words(self, record: Record, *tags: str) -> Line:
        """A record as the document tells it: a composed sentence would leave the undertaking out."""
        if isinstance(record, Statement):
            return self._statement(record, *tags)
        when = wording.day(self._date(record))
        return Line(
            self.cite([record]), when, quote=wording.quoted(record), tags=tags, tone=self._tone(record)
        )

    def _step(self, step: Step) -> Line:
        if step.evidence == step.record.evidence:
            return self._in_its_words(step.record, step.status)
        before = wording.shortened(wording.plain(step.evidence), MOST_WORDS)
        return Line(self.cite([step.record]), wording.day(step.date), quote=before, tags=(step.status,))

    def undertakings(self) -> Group:
        return _group("Other undertakings", self.relationship.undertakings, self._record)

    def hurdles(self) -> tuple[Group, ...]:
        shown = {s.id for topic in self.relationship.differences for s in topic.statements}
        left = [h for h in self.relationship.hurdles if h.lead.id not in shown]
        said = [h for h in left if isinstance(h.lead, Statement)]
        groups = [
            self._hurdles(title, [h for h in said if h.side == side], side) for side, title in self._sides()
        ]
        acts = [h for h in left if isinstance(h.lead, Event)]
        return tuple(g for g in [*groups, _group("Acts of conflict", acts, self._hurdle)] if g.lines)

    def _hurdles(self, title: str, hurdles: list[Hurdle], side: Side) -> Group:
        return _group(title, hurdles, self._hurdle, side=side)

    def _hurdle(self, hurdle: Hurdle) -> Line:
        return self._record(hurdle.lead)

    def _sides(self) -> tuple[tuple[Side, str], ...]:
        a, b = country_name(self.relationship.a), country_name(self.relationship.b)
        return ("joint", "Both sides"), ("a", a), ("b", b), ("other", "Others")

    # Who

    def third_parties(self) -> tuple[Group, ...]:
        parties = self.relationship.third_parties
        often = [p for p in parties if len(p.records) > 1][:MOST_IN_A_LIST]
        others = [p for p in parties if p not in often]
        told = [self._third_party(p) for p in often]
        return (*told, _group("In passing", others, self._in_passing)) if others else tuple(told)

    def _in_passing(self, party: ThirdParty) -> Line:
        return Line(self.cite(party.records), text=wording.capital(in_text(party.country)))

    def _third_party(self, party: ThirdParty) -> Group:
        telling: list[Record] = [*party.said_by_a[:1], *party.said_by_b[:1]]
        telling += [*party.events_with_a[:1], *party.events_with_b[:1]]
        telling += party.said_by_others[: not telling]
        once = {(record.doc, record.start): record for record in telling}
        title = wording.capital(in_text(party.country))
        lines = tuple(self._record(record) for record in once.values())
        return Group(title, lines, note=self._how_it_enters(party))

    def _how_it_enters(self, party: ThirdParty) -> str:
        a, b = in_text(self.relationship.a), in_text(self.relationship.b)
        both = {e.id for e in party.events_with_a} & {e.id for e in party.events_with_b}
        ways = [
            (len(both), "event", "events", "with both"),
            (len(party.events_with_a) - len(both), "event", "events", f"with {a}"),
            (len(party.events_with_b) - len(both), "event", "events", f"with {b}"),
            (len(party.said_by_a), "statement", "statements", f"from {a}"),
            (len(party.said_by_b), "statement", "statements", f"from {b}"),
            (len(party.said_by_others), "statement", "statements", "from others or both"),
        ]
        return "; ".join(f"{wording.count(n, one, many)} {how}" for n, one, many, how in ways if n)

    def voices(self) -> tuple[Group, ...]:
        groups = []
        for side, title in self._sides():
            heard = [v for v in self.relationship.voices if v.side == side]
            groups.append(_group(title, heard, self._voice, side=side))
        return tuple(g for g in groups if g.lines)

    def _voice(self, voice: Voice) -> Line:
        acts = ", ".join(
            wording.count(n, *table("labels")["act_counts"].get(act, [act])) for act, n in voice.acts
        )
        state = is_state(voice.who)
        role = (
            "the state, or people without a name"
            if state
            else wording.described(voice.who, official_too=True)
        )
        who = wording.capital(in_text(voice.who.country) if state else wording.name(voice.who))
        return Line(
            self.cite(voice.statements), who=who, role=role, text=acts, tags=(str(len(voice.statements)),)
        )

    # Change

    def periods(self) -> tuple[PeriodRow, ...]:
        return tuple(self._period(period) for period in self.relationship.periods)

    def _period(self, period: Period) -> PeriodRow:
        balance = period.balance
        leading = [wording.issue(i) for i, _ in balance.issues[:4]]
        title = str(period.first) if period.first == period.last else f"{period.first}–{period.last}"
        return PeriodRow(
            title, balance.quads, balance.requests, mean_score(balance.mean), len(balance.statements), ", ".join(leading),
            _change(period), self.cite(strongest(balance)),
        )  # fmt: skip


def mean_score(mean: Mean | None) -> str:
    return "–" if mean is None else wording.signed(mean.value)


def strongest(balance: Balance) -> list[Record]:
    """What a balance rests on most: its weightiest happenings, or where nothing happened what is said."""
    ranked = sorted(balance.happenings, key=weight, reverse=True)
    return [happening.lead for happening in ranked] or list(balance.statements)


def _group(
    title: str,
    things: Sequence[Thing],
    told: Callable[[Thing], Line],
    note: str = "",
    most: int = MOST_IN_A_LIST,
    side: str = "",
) -> Group:
    """The first of the things as lines; what is left out is counted and leaves no evidence behind."""
    return Group(title, tuple(told(thing) for thing in things[:most]), note, max(len(things) - most, 0), side)


def _happening_tags(happening: Happening, with_category: bool) -> tuple[str, ...]:
    tags = [wording.category(happening), wording.direction(happening)] if with_category else []
    if happening.lead.aux:
        tags.append(wording.label("aux", happening.lead.aux))
    if len(happening.reports) > 1:
        tags.append(f"{len(happening.reports)} reports")
    return tuple(tag for tag in tags if tag)


def _tone(event: Event) -> str:
    if event.aux in ("future", "hypothetical", "negated"):
        return "faint"
    if event.event == "REQUEST":  # verbal conflict by its code, but no quarrel to the eye
        return ""
    return "coop" if event.quad_code in (1, 2) else "conflict"


def _how_it_stands(project: Project) -> str:
    """Kind and status, since when it is heard of, and what was promised for when."""
    seen = wording.span(project.first_seen, project.last_seen)
    promises = [
        f"to be {p.stage} {wording.plain(p.text)} ({wording.label('kept', p.kept)})" for p in project.promises
    ]
    return "; ".join(part for part in (project.kind, project.status, seen, *promises) if part)


def _change(period: Period) -> str:
    parts = []
    for word, issues in (("new", period.new_issues), ("no longer", period.vanished_issues)):
        if issues:
            parts.append(f"{word}: {', '.join(wording.issue(i) for i in issues[:4])}")
    return "; ".join(parts)
