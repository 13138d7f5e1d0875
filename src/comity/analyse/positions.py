"""What each side says: where the two agree and differ, what each asks, what stands in the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from comity.analyse.record import Extract, certainty, countries_of, is_joint_act
from comity.analyse.vocabulary import cue, table
from comity.model import Event, Record, Statement

Side = Literal["a", "b", "joint", "other"]
Bearing = Literal["joint", "both for", "both against", "opposed", "mixed", "mutual criticism", "refused"]

AGREEMENTS: frozenset[Bearing] = frozenset({"joint", "both for", "both against"})
_BETWEEN = re.compile(r"\bbetween (?:the two|both|two) \w+", re.IGNORECASE)
_REBUKING = ("criticise", "pledge")  # a pledge against somebody is a threat


@dataclass(frozen=True)
class Topic:
    """An issue, toward the other side or toward a third country (`third`), and how the two stand on it."""

    issue: str
    third: str
    bearing: Bearing
    a: tuple[Statement, ...]
    b: tuple[Statement, ...]
    joint: tuple[Statement, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        return (*self.joint, *self.a, *self.b)


@dataclass(frozen=True)
class Ask:
    """What one side wants of the other. `records` tell the same ask, the fullest first."""

    records: tuple[Record, ...]
    of_both: bool = False  # addressed to both sides, the speaker's own among them

    @property
    def lead(self) -> Record:
        return self.records[0]


@dataclass(frozen=True)
class Hurdle:
    """A concern, a criticism, a refusal, or an act of conflict; `side` is whose."""

    side: Side
    records: tuple[Record, ...]

    @property
    def lead(self) -> Record:
        return self.records[0]


def side_of(record: Record, a: str, b: str) -> Side:
    who = countries_of(record.actor if isinstance(record, Event) else record.speaker)
    if {a, b} <= who:
        return "joint"
    return "a" if a in who else "b" if b in who else "other"


def is_official(statement: Statement) -> bool:
    official = table("labels")["official_sectors"]
    return any(speaker.sector in official for speaker in statement.speaker)


# Agreements and differences


def topics(extract: Extract) -> tuple[Topic, ...]:
    """Every topic on which the two agree or differ; a statement is shown under one topic only."""
    found = [t for key, said in _by_topic(extract).items() for t in _topics_of(extract, key, said)]
    shown = _each_statement_once(extract, sorted(found, key=_telling_topics_first))
    return (*shown, *_quarrel(extract, {s.id for topic in shown for s in topic.statements}))


def _quarrel(extract: Extract, shown: set[str]) -> list[Topic]:
    """Criticism of each by the other that no single issue brings together."""
    left = [s for s in distinct(extract.statements) if s.id not in shown]
    a = _rebukes([s for s in left if side_of(s, extract.a, extract.b) == "a"], extract.b)
    b = _rebukes([s for s in left if side_of(s, extract.a, extract.b) == "b"], extract.a)
    return [Topic("", "", "mutual criticism", _best(a), _best(b))] if a and b else []


def _by_topic(extract: Extract) -> dict[tuple[str, str], list[Statement]]:
    grouped: dict[tuple[str, str], list[Statement]] = {}
    for statement in distinct(extract.statements):
        for issue in statement.issue or ("",):
            for third in _objects(statement, extract):
                grouped.setdefault((issue, third), []).append(statement)
    return grouped


def _objects(statement: Statement, extract: Extract) -> list[str]:
    """The third countries that a statement is about, or "" where it is about the two themselves."""
    return sorted(countries_of(statement.about) - {extract.a, extract.b}) or [""]


def _topics_of(extract: Extract, key: tuple[str, str], said: list[Statement]) -> list[Topic]:
    """What both say together stands apart from where they differ on the same issue."""
    topic = _topic(extract, key, said)
    if topic is None or topic.bearing in AGREEMENTS or not topic.joint:
        return [topic] if topic else []
    return [replace(topic, joint=()), Topic(*key, "joint", (), (), topic.joint)]


def _topic(extract: Extract, key: tuple[str, str], said: list[Statement]) -> Topic | None:
    """How the two stand on one issue, or None where the record does not show it."""
    sides: dict[Side, list[Statement]] = {"a": [], "b": [], "joint": [], "other": []}
    for statement in said:
        sides[side_of(statement, extract.a, extract.b)].append(statement)
    joint = [s for s in sides["joint"] if s.act != "ask"]
    a, b = (_committed(sides[side]) for side in ("a", "b"))
    bearing = _bearing(extract, key[1], a, b)
    if bearing in AGREEMENTS:  # a sentence that speaks of a difference shows no agreement
        a, b = ([s for s in said if not _tells_difference(s)] for said in (a, b))
        bearing = _bearing(extract, key[1], a, b)
    if bearing is None:
        return Topic(*key, "joint", (), (), _best(joint)) if joint else None
    a, b = _telling(bearing, a, b, extract)
    return Topic(*key, bearing, _best(a), _best(b), _best(joint))


def _committed(said: list[Statement]) -> list[Statement]:
    """Statements that take a position: for, against, or a refusal."""
    return [s for s in said if s.act != "ask" and (s.stance or s.act == "deny")]


def _bearing(extract: Extract, third: str, a: list[Statement], b: list[Statement]) -> Bearing | None:
    if not a or not b:
        return None
    if _refused(extract, a, b):
        return "refused"
    if _rebukes(a, extract.b) and _rebukes(b, extract.a):
        return "mutual criticism"
    net_a, net_b = (sum(s.stance for s in said) for said in (a, b))
    if net_a > 0 and net_b > 0:
        return "both for"
    if net_a < 0 and net_b < 0:
        return "both against" if third and not _rebukes(a, extract.b) and not _rebukes(b, extract.a) else None
    if net_a * net_b < 0:
        return "opposed" if third or _toward_other(extract, a, b) else None
    return "mixed" if third and _some_opposed(a, b) else None


def _refused(extract: Extract, a: list[Statement], b: list[Statement]) -> bool:
    """Whether one calls on the other, and the other refuses or denies."""
    return any(
        any(s.act == "call" and refuser in countries_of(s.about) for s in callers)
        and any(s.act == "deny" for s in refusers)
        for callers, refusers, refuser in ((a, b, extract.b), (b, a, extract.a))
    )


def _rebukes(said: list[Statement], other: str) -> list[Statement]:
    """What is said against the other side itself, not against what the two share."""
    return [s for s in said if s.act in _REBUKING and s.stance < 0 and _is_about_other(s, other)]


def _is_about_other(statement: Statement, other: str) -> bool:
    about = countries_of(statement.about)
    return other in about and not about & countries_of(statement.speaker)


def _toward_other(extract: Extract, a: list[Statement], b: list[Statement]) -> bool:
    """Whether the opposed statements are about the two together: each one's own affairs are no difference."""
    return any(extract.b in countries_of(s.about) for s in a) and any(
        extract.a in countries_of(s.about) for s in b
    )


def _some_opposed(a: list[Statement], b: list[Statement]) -> bool:
    return bool({s.stance for s in a} & {-s.stance for s in b} - {0})


def _telling(
    bearing: Bearing, a: list[Statement], b: list[Statement], extract: Extract
) -> tuple[list[Statement], list[Statement]]:
    """The statements of each side that show the bearing."""
    if bearing == "refused":
        return [s for s in a if s.act in ("call", "deny")], [s for s in b if s.act in ("call", "deny")]
    if bearing == "mutual criticism":
        return _rebukes(a, extract.b), _rebukes(b, extract.a)
    if bearing == "mixed":
        return a, b
    return _of_net_sign(a), _of_net_sign(b)


def _of_net_sign(said: list[Statement]) -> list[Statement]:
    net = sum(s.stance for s in said)
    return [s for s in said if s.stance * net > 0]


def _best(said: list[Statement]) -> tuple[Statement, ...]:
    """Officials before others, the surer before the less sure."""
    return tuple(sorted(said, key=lambda s: (not is_official(s), -certainty(s), s.date, s.doc, s.start)))


def _telling_topics_first(topic: Topic) -> tuple[bool, bool, int, str, str]:
    general = topic.issue in ("", *table("labels")["general_issues"])
    return topic.bearing in AGREEMENTS, general, -len(topic.statements), topic.issue, topic.third


def _each_statement_once(extract: Extract, found: list[Topic]) -> tuple[Topic, ...]:
    shown: set[str] = set()
    kept = []
    for topic in found:
        fresh = [s for s in topic.statements if s.id not in shown]
        again = _topic(extract, (topic.issue, topic.third), fresh)
        if again and again.bearing == topic.bearing:
            kept.append(again)
            shown.update(s.id for s in again.statements)
    return tuple(kept)


def reported_differences(extract: Extract) -> tuple[Statement, ...]:
    """Statements that themselves speak of a difference between the two, and those that one sentence sets against each
    other."""
    both = {extract.a, extract.b}
    said = distinct(extract.statements)
    contrasted = _contrasted(said, extract)
    return tuple(
        s for s in said if (both <= countries_of(s.about) and _tells_difference(s)) or s.id in contrasted
    )


def _tells_difference(statement: Statement) -> bool:
    return bool(cue("differences").search(statement.evidence))


def _contrasted(said: tuple[Statement, ...], extract: Extract) -> set[str]:
    """What a sentence tells of one side's view and, after a word such as "while", of the other's on the same third."""
    by_sentence: dict[tuple[str, int], list[Statement]] = {}
    for statement in said:
        if cue("contrasts").search(statement.evidence):
            by_sentence.setdefault((statement.doc, statement.start), []).append(statement)
    found: set[str] = set()
    for told in by_sentence.values():
        one, other = ([s for s in told if side_of(s, extract.a, extract.b) == side] for side in ("a", "b"))
        thirds = _thirds(one, extract) & _thirds(other, extract)
        found |= {s.id for s in (*one, *other) if thirds & countries_of(s.about)}
    return found


def _thirds(said: list[Statement], extract: Extract) -> frozenset[str]:
    return frozenset(c for s in said for c in countries_of(s.about)) - {extract.a, extract.b}


# Asks


def asks(extract: Extract, of: Side) -> tuple[Ask, ...]:
    """What side `of` ("a" or "b") asks of the other, by statements and by REQUEST events."""
    other = extract.b if of == "a" else extract.a
    spoken = [
        s
        for s in distinct(extract.statements)
        if s.act in ("call", "ask")
        and side_of(s, extract.a, extract.b) == of
        and other in countries_of(s.about)
    ]
    requests = [e for e in extract.events if _requests(e, extract, of)]
    own = extract.a if of == "a" else extract.b
    return tuple(Ask(tuple(told), _of_both(told[0], own)) for told in _same_ask([*spoken, *requests]))


def _requests(event: Event, extract: Extract, of: Side) -> bool:
    other = extract.b if of == "a" else extract.a
    asked = event.event == "REQUEST" and other in countries_of(event.recipient)
    return asked and event.aux != "negated" and side_of(event, extract.a, extract.b) == of


def _of_both(record: Record, own: str) -> bool:
    """What is between the two is not yet asked of both."""
    named = isinstance(record, Statement) and own in countries_of(record.about)
    return named and bool(cue("of_both").search(_BETWEEN.sub("", record.evidence)))


def _same_ask(records: list[Record]) -> list[list[Record]]:
    """A request is often both an event and a statement: records of one sentence are one ask."""
    grouped: list[list[Record]] = []
    for record in records:
        twin = next((g for g in grouped if isinstance(record, Event) and _same_passage(g[0], record)), None)
        if twin is None:
            grouped.append([record])
        else:
            twin.append(record)
    return grouped


def _same_passage(one: Record, other: Record) -> bool:
    return one.doc == other.doc and one.start < other.end and other.start < one.end


# Hurdles


def hurdles(extract: Extract) -> tuple[Hurdle, ...]:
    """Concerns, criticism, refusals and acts of conflict, the weightiest first within each side."""
    worries = [s for s in distinct(extract.statements) if _is_hurdle(s) and not _is_shared(s, extract)]
    conflicts = [e for e in extract.events if _is_conflict(e) and not is_joint_act(e, extract.a, extract.b)]
    unspoken = [e for e in conflicts if not any(_same_passage(e, s) for s in worries)]
    ranked = sorted(worries, key=lambda s: _hurdle_rank(s, extract)) + sorted(
        unspoken, key=lambda e: (e.event_scale, e.date)
    )
    return tuple(Hurdle(side_of(record, extract.a, extract.b), (record,)) for record in ranked)


def _is_shared(statement: Statement, extract: Extract) -> bool:
    """What both say against a third country stands between neither."""
    both = {extract.a, extract.b}
    return both <= countries_of(statement.speaker) and not both & countries_of(statement.about)


def _is_conflict(event: Event) -> bool:
    """A request is verbal conflict by its quad code, but is told among what each side asks."""
    return event.quad_code >= 3 and event.event != "REQUEST" and event.aux in ("", "historical")


def _is_hurdle(statement: Statement) -> bool:
    if statement.act in ("call", "ask"):
        return False
    troubled = statement.act in ("concern", "criticise", "deny") or statement.stance < 0
    return troubled or bool(cue("hurdles").search(statement.proposition))


def _hurdle_rank(statement: Statement, extract: Extract) -> tuple[bool, bool, bool, float]:
    about = countries_of(statement.about) & {extract.a, extract.b}
    both = len(about) > 1 or bool(about - countries_of(statement.speaker))
    named = bool(cue("hurdles").search(statement.proposition))
    strong = statement.act in ("concern", "criticise")
    return not both, not named, not strong, -certainty(statement)


def distinct(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Statements without those that repeat an earlier one's speaker and words."""
    seen: set[tuple[frozenset[str], str]] = set()
    kept = []
    for statement in statements:
        words = " ".join(re.findall(r"\w+", (statement.proposition or statement.evidence).casefold()))
        key = (frozenset(s.name for s in statement.speaker), words)
        if key not in seen:
            kept.append(statement)
            seen.add(key)
    return tuple(kept)
