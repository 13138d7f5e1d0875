"""Who holds what on an issue: the position of every side on every concept, and which sides agree, differ or talk past
each other.

Two sides *agree* on a concept when what each says of it is, on balance, for or against it alike, and *differ* when one
is for and the other against. They *talk past* each other on an issue when both take positions on it and no concept has
positions of both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, Literal

from comity.analyse.concepts import Concept, concepts
from comity.analyse.positions import distinct
from comity.analyse.record import certainty
from comity.errors import OptionError
from comity.model import Entity, Statement

Level = Literal["country", "sector", "speaker"]
LEVELS: tuple[Level, ...] = ("country", "sector", "speaker")
MOST_SIDES = 8  # columns of a matrix that can be read


@dataclass(frozen=True)
class Position:
    """What one side holds on one concept. `stance` is 1 or -1 where it is for or against on balance, 0 where it takes
    no side or both; the lists name other sides."""

    issue: str
    concept: str
    side: str
    stance: int
    statements: tuple[Statement, ...]
    agrees_with: tuple[str, ...] = ()
    differs_from: tuple[str, ...] = ()
    talks_past: tuple[str, ...] = ()

    def as_row(self) -> dict[str, Any]:
        """Plain values, with the ids of the statements that prove it and the words of the first."""
        first = self.statements[0]
        return {
            "issue": self.issue,
            "concept": self.concept,
            "side": self.side,
            "stance": self.stance,
            "for": sum(s.stance > 0 for s in self.statements),
            "against": sum(s.stance < 0 for s in self.statements),
            "neutral": sum(s.stance == 0 for s in self.statements),
            "documents": len({s.doc for s in self.statements}),
            "agrees_with": list(self.agrees_with),
            "differs_from": list(self.differs_from),
            "talks_past": list(self.talks_past),
            "speaker": [e.name for e in first.speaker],
            "act": first.act,
            "proposition": first.proposition,
            "evidence": first.evidence,
            "statements": [s.id for s in self.statements],
        }


def positions(statements: Iterable[Statement], by: str = "country", issue: str = "") -> list[Position]:
    """The positions of all sides, by issue and concept, the concepts with most sides first. Sides are countries,
    countries' sectors ("KOR GOV") or speakers; a statement that repeats an earlier one is counted once. Raises
    OptionError for another level."""
    if by not in LEVELS:
        raise OptionError(f"--by {by!r} is no kind of side; choose one of: {', '.join(LEVELS)}")
    wanted = issue.lower().replace(" ", "_")
    found: list[Position] = []
    for concept in concepts(distinct(tuple(statements))):
        if not wanted or concept.issue == wanted:
            found += held(concept, by)
    return sorted(compared(found), key=_shared_first(found))


def by_issue(found: Iterable[Position], most: int = MOST_SIDES) -> list[dict[str, Any]]:
    """The mean stance of each side on each issue as rows `issue`, `side`, `stance` and `statements`, of those `most` sides
    that say most, the first first."""
    said: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for p in found:
        said[p.side][p.issue] += p.statements
    loudest = sorted(said, key=lambda side: (-sum(map(len, said[side].values())), side))[:most]
    return [
        {
            "issue": issue,
            "side": side,
            "stance": round(fmean(s.stance for s in own), 2),
            "statements": len(own),
        }
        for side in loudest
        for issue, own in sorted(said[side].items())
    ]


def sides(statement: Statement, by: str) -> list[str]:
    """The sides that a statement speaks for."""
    return list(dict.fromkeys(filter(None, (side(e, by) for e in statement.speaker))))


def side(entity: Entity, by: str) -> str:
    if by == "speaker":
        return entity.name
    if by == "sector" and entity.country:
        return f"{entity.country} {entity.sector}".strip()
    return entity.country


def held(concept: Concept, by: str) -> list[Position]:
    """What each side says of a concept, questions left out."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in concept.statements:
        if statement.act != "ask":
            for name in sides(statement, by):
                said[name].append(statement)
    return [
        Position(concept.issue, concept.name, name, balance(own), tuple(_telling_first(own)))
        for name, own in sorted(said.items())
    ]


def balance(statements: Sequence[Statement]) -> int:
    total = sum(s.stance for s in statements)
    return (total > 0) - (total < 0)


def _telling_first(statements: Sequence[Statement]) -> list[Statement]:
    """Those on the side of the balance first, then the surer."""
    net = balance(statements)
    return sorted(statements, key=lambda s: (s.stance != net, -certainty(s), s.date, s.doc, s.start))


def compared(found: Sequence[Position]) -> list[Position]:
    """The positions with the sides that they agree with, differ from and talk past."""
    on_concept: dict[tuple[str, str], list[Position]] = defaultdict(list)
    on_issue: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for p in found:
        on_concept[p.issue, p.concept].append(p)
        if p.stance:
            on_issue[p.issue][p.side].add(p.concept)
    out = []
    for p in found:
        others = [o for o in on_concept[p.issue, p.concept] if o.side != p.side]
        own = on_issue[p.issue].get(p.side, set())
        past = [
            name for name, theirs in sorted(on_issue[p.issue].items()) if name != p.side and not own & theirs
        ]
        out.append(
            Position(
                p.issue, p.concept, p.side, p.stance, p.statements,
                tuple(o.side for o in others if p.stance and o.stance == p.stance),
                tuple(o.side for o in others if p.stance and o.stance == -p.stance),
                tuple(past) if p.stance and p.issue else (),
            )
        )  # fmt: skip
    return out


def _shared_first(found: Sequence[Position]) -> Any:
    """Sorts by issue; within it, concepts on which several sides take positions come first."""
    number: dict[tuple[str, str], int] = defaultdict(int)
    weight: dict[tuple[str, str], int] = defaultdict(int)
    spoken: dict[str, int] = defaultdict(int)
    for p in found:
        number[p.issue, p.concept] += bool(p.stance)
        weight[p.issue, p.concept] += len(p.statements)
        spoken[p.issue] += len(p.statements)
    return lambda p: (
        not p.issue, -spoken[p.issue], p.issue, -number[p.issue, p.concept], -weight[p.issue, p.concept],
        p.concept, -p.stance, p.side,
    )  # fmt: skip
