"""Propositions read with the codebook: PLOVER events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from comity.coding.codebook import Codebook, Pattern
from comity.coding.matching import Matcher
from comity.coding.parties import Parties, distinct
from comity.model import Entity, Proposition, Sentence

COOPERATIVE = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}
FORCEFUL = {"ASSAULT", "COERCE"}
ARMED = {"GOV", "MIL", "COP", "REB"}
OFFICES = {"", "GOV", "LEG", "PTY", "ELI", "OPP", "JUD", "UNK", "PRM"}
BODIES = {"IGO", "UNO", "EUR", "NGO", "IMG"}
PRIVATE = {"BUS", "CVL", "JRN", "AGR", "MED", "SOC", "EDU", "LAB"}
EMPTY = {"be", "say", "have"}  # predicates that say no deed by themselves
DOERS = ("subj", "poss", "by", "amod")
PUBLIC = {"GOV", "MIL", "LEG", "COP", "JUD", "REB", "SPY", "OPP", "PTY", "ELI", ""}


@dataclass(frozen=True, slots=True)
class Finding:
    """An event as the codebook sees it, before its date, its place and its statement are known.

    `words` are lemmas that belong to the trigger beside the predicate ("hold *talks*").
    """

    proposition: Proposition
    rule: str
    precision: float
    words: frozenset[str]
    category: str
    mode: str
    aux: str
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]

    @property
    def parties(self) -> int:
        return len(self.actor) + len(self.recipient)


class EventReader(Matcher):
    """Matches the propositions of one document with the event patterns of a codebook."""

    def __init__(
        self,
        codebook: Codebook,
        propositions: Sequence[Proposition],
        sentences: Sequence[Sentence],
        parties: Sequence[Parties],
    ) -> None:
        super().__init__(codebook, propositions, sentences, parties)
        self.spent: set[tuple[int, int, str]] = set()
        self.civil = codebook.lists.get("civil", frozenset())
        self.bilateral = codebook.lists.get("bilateral", frozenset())

    def read(self) -> list[Finding]:
        found: dict[int, Finding] = {}
        self.spent = set()
        for p in sorted(self.propositions, key=lambda p: p.kind == "noun"):
            finding = None if self.asks(p) else self.match(p)
            if finding is not None:
                found[p.index] = finding
                self.spend(finding)
        return list(once(found[i] for i in sorted(found)))

    def asks(self, p: Proposition) -> bool:
        """Whether the sentence is a question, in which nothing is said to have happened."""
        s = self.sentences[p.sentence]
        return "?" in s.words[-2:]

    def spend(self, finding: Finding) -> None:
        """Remembers the nouns that a verb's event has used up: "held *talks*", "left for *talks*"."""
        p = finding.proposition
        if p.kind == "verb":
            family = finding.rule.split("/")[0]
            self.spent |= {
                (p.sentence, a.head, family) for a in p.arguments if a.role not in ("subj", "iobj")
            }

    def match(self, p: Proposition) -> Finding | None:
        """The best reading of proposition `p`, if the codebook has one that its participants bear out."""
        for pattern in self.codebook.patterns.get((p.kind, p.lemma), ()):
            if (p.sentence, p.predicate, pattern.category) in self.spent or not self.fits(p, pattern):
                continue
            finding = self.finding(p, pattern)
            if finding is not None:
                return finding
        return None

    def unread(self, found: Iterable[Finding]) -> list[Finding]:
        """Two parties of one predicate in which the codebook finds no event, for those who know more than its
        words: findings without a category."""
        taken = {(f.proposition.sentence, f.proposition.predicate) for f in found}
        out = []
        for p in self.propositions:
            if (p.sentence, p.predicate) in taken or p.lemma in EMPTY or self.asks(p):
                continue
            actor, others = self.bound(p)
            for recipient in others:
                recipient = without(recipient, actor)
                if recipient and political(actor, recipient) and not is_self(actor, recipient):
                    out.append(Finding(p, "", 0.0, frozenset(), "", "", "", actor, recipient))
        return out

    def completions(self, finding: Finding) -> Iterator[Finding]:
        """A finding of a single party with each other party of its sentence that may be the missing one."""
        own = finding.actor or finding.recipient
        for mention in self.parties[finding.proposition.sentence].by_head.values():
            other = without(mention.entities, own)
            if not any(e.country or e.sector not in ("", "BUS") for e in other):
                continue
            whole = replace(finding, actor=finding.actor or other, recipient=finding.recipient or other)
            if political(whole.actor, whole.recipient) and self.likely(
                whole.category, whole.actor, whole.recipient
            ):
                yield whole

    def bound(self, p: Proposition) -> tuple[tuple[Entity, ...], list[tuple[Entity, ...]]]:
        """Who does what a proposition says, and who else takes part in it, role by role."""
        sides: dict[str, tuple[Entity, ...]] = {}
        for role in dict.fromkeys(a.role for a in p.arguments):
            found = self.role(p, role)
            if any(e.country or e.sector not in ("", "BUS") for e in found):
                sides[role] = found
        first = next((role for role in DOERS if role in sides), "")
        return (sides.pop(first), list(sides.values())) if first else ((), [])

    # --- who, and in what manner

    def finding(self, p: Proposition, pattern: Pattern) -> Finding | None:
        category, aux = self.manner(p, pattern)
        if not category:
            return None
        actor = self.first(p, pattern.actor)
        recipient = without(self.first(p, pattern.recipient), actor)
        if category not in FORCEFUL and category != "RETREAT":
            actor, recipient = (tuple(e for e in side if e.sector != "JRN") for side in (actor, recipient))
        if pattern.reciprocal:
            everyone = distinct((*actor, *recipient))
            actor, recipient = (everyone, ()) if len(everyone) > 1 else (actor, recipient)
            enough = len(sides(actor)) > 1
        else:
            enough = bool(recipient) if pattern.needs == "AB" else True
        if not enough or not (actor or (pattern.needs == "any" and recipient)):
            return None
        if not political(actor, recipient) or not self.likely(category, actor, recipient):
            return None
        mode = pattern.mode if category == pattern.category else ""
        return Finding(
            p,
            pattern.id,
            pattern.precision,
            pattern.object,
            category,
            mode,
            aux or pattern.aux,
            actor,
            recipient,
        )

    def likely(self, category: str, actor: tuple[Entity, ...], recipient: tuple[Entity, ...]) -> bool:
        """Whether such parties can stand in such an event: no state is its own other side, commerce is no
        matter between states, and what only civilians do no army does."""
        if category in self.civil and any(e.sector in ARMED for e in actor):
            return False
        if (
            recipient
            and all(e.sector == "CVL" and not e.country for e in recipient)
            and category not in FORCEFUL
        ):
            return False
        if category not in self.bilateral:
            return not is_self(actor, recipient)
        if category != "CONSULT" and actor and not actor[0].country and actor[0].sector in PRIVATE:
            return False
        if not sides(actor) or is_self(actor, recipient) or is_domestic(actor, recipient):
            return False
        others = recipient or actor
        return any(e.sector not in PRIVATE for e in actor) or any(
            e.sector in PUBLIC and e.country for e in others
        )

    # --- done, planned, denied

    def is_decided(self, p: Proposition) -> bool:
        """Whether it is a decision and not yet the deed: "the decision to withdraw troops"."""
        return p.governor >= 0 and self.propositions[p.governor].lemma in ("decision", "decide")

    def manner(self, p: Proposition, pattern: Pattern) -> tuple[str, str]:
        """The category and aux of a pattern's proposition in its clause; no category: not an event."""
        category = pattern.category
        standing = self.standing(p)
        if standing == "unreal" or p.modality:
            return "", ""
        if p.negated:
            if pattern.negated in ("", "no"):
                return ("", "") if pattern.negated else (category, "negated")
            refused = pattern.negated != "REJECT" or standing == "future" or p.tense == "present"
            return (pattern.negated, "") if refused else ("", "")
        if category == "RETREAT" and self.is_decided(p):
            return "CONCEDE", ""
        if standing == "future":
            return future(category)
        return category, ""


def future(category: str) -> tuple[str, str]:
    """PLOVER folds cooperation to come into AGREE, force to come into THREATEN, retreat into CONCEDE."""
    if category in COOPERATIVE:
        return "AGREE", ""
    if category in FORCEFUL:
        return "THREATEN", ""
    if category == "RETREAT":
        return "CONCEDE", "future"
    return category, "future" if category not in ("AGREE", "THREATEN") else ""


def folds(finding: Finding) -> bool:
    """Whether the category says by itself that the deed is yet to come (PLOVER 2.3)."""
    return finding.category in ("AGREE", "THREATEN", "CONCEDE")


def without(entities: tuple[Entity, ...], others: tuple[Entity, ...]) -> tuple[Entity, ...]:
    taken = {(e.name, e.country) for e in others}
    return tuple(e for e in entities if (e.name, e.country) not in taken)


def political(actor: tuple[Entity, ...], recipient: tuple[Entity, ...]) -> bool:
    """Whether the parties make it a matter of international politics: some country or international
    body is among them, and it is not one company's business with another."""
    everyone = (*actor, *recipient)
    if not any(e.country for e in everyone):
        return False
    if len(everyone) == 1:  # what a firm or a person without an office does by itself
        return everyone[0].sector not in PRIVATE | {""} or everyone[0].country in BODIES
    return not all(e.sector == "BUS" for e in everyone)


def is_self(actor: tuple[Entity, ...], recipient: tuple[Entity, ...]) -> bool:
    """Whether one government stands on both sides."""
    everyone = (*actor, *recipient)
    one = len({e.country for e in everyone}) == 1
    if one and everyone[0].country == "IGO" and len({e.name for e in everyone}) > 1:
        return False
    return bool(actor and recipient) and one and all(e.sector in ("GOV", "") for e in everyone)


def sides(entities: tuple[Entity, ...]) -> set[str]:
    """The sides among parties: their countries; who has none is a side of its own unless it is an office
    ("political leaders"), which is then most likely the other's own."""
    return {e.country or e.sector for e in entities if e.country or e.sector not in OFFICES}


def is_domestic(actor: tuple[Entity, ...], recipient: tuple[Entity, ...]) -> bool:
    """Whether both sides are of one country, or the other side is of none and private."""
    if not actor or not recipient:
        return False
    if all(not e.country and e.sector in PRIVATE | {""} for e in recipient):
        return True
    own = {e.country for e in actor}
    return all(e.country in own for e in recipient) and not own & BODIES


def once(findings: Iterable[Finding]) -> Iterable[Finding]:
    """A sentence says an event once, however many words carry it."""
    seen: set[tuple[object, ...]] = set()
    for f in findings:
        key = (
            f.proposition.sentence,
            f.category,
            f.aux == "negated",
            frozenset((e.name, e.country) for e in f.actor),
            frozenset((e.name, e.country) for e in f.recipient),
        )
        if key not in seen:
            seen.add(key)
            yield f


def identity(*parts: object) -> str:
    """A record's id: the hash of what it says and where."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:20]
