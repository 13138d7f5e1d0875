"""Propositions read with the codebook: PLOVER events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.coding.codebook import Codebook, Pattern
from comity.coding.matching import Matcher
from comity.coding.parties import Parties, distinct
from comity.model import Entity, Proposition, Sentence

COOPERATIVE = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}
FORCEFUL = {"ASSAULT", "COERCE"}


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

    def read(self) -> list[Finding]:
        found = [f for p in self.propositions for f in self.match(p)]
        return list(once(found))

    def match(self, p: Proposition) -> Iterable[Finding]:
        """The best reading of proposition `p`, if the codebook has one that its participants bear out."""
        candidates = self.codebook.patterns.get((p.kind, p.lemma), ())
        for pattern in candidates:
            if self.fits(p, pattern):
                finding = self.finding(p, pattern)
                if finding is not None:
                    yield finding
                    return

    # --- who, and in what manner

    def finding(self, p: Proposition, pattern: Pattern) -> Finding | None:
        category, aux = self.manner(p, pattern)
        if not category:
            return None
        actor = self.first(p, pattern.actor)
        recipient = without(self.first(p, pattern.recipient), actor)
        if pattern.reciprocal:
            everyone = distinct((*actor, *recipient))
            actor, recipient = (everyone, ()) if len(everyone) > 1 else (actor, recipient)
            enough = len({e.country for e in actor}) > 1
        else:
            enough = bool(recipient) if pattern.needs == "AB" else True
        if not enough or not (actor or (pattern.needs == "any" and recipient)):
            return None
        if not political(actor, recipient):
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

    # --- done, planned, denied

    def manner(self, p: Proposition, pattern: Pattern) -> tuple[str, str]:
        """The category and aux of a pattern's proposition in its clause; no category: not an event."""
        category = pattern.category
        standing = self.standing(p)
        if standing == "unreal":
            return "", ""
        if p.negated:
            if pattern.negated == "no":
                return "", ""
            return (pattern.negated, "") if pattern.negated else (category, "negated")
        if standing == "future":
            return future(category, pattern)
        if p.modality == "hypothetical" or standing == "hypothetical":
            return (category, "hypothetical") if p.kind == "verb" else ("", "")
        if p.modality == "obligation":
            return "", ""
        return category, ""


def future(category: str, pattern: Pattern) -> tuple[str, str]:
    """PLOVER folds cooperation to come into AGREE, force to come into THREATEN, retreat into CONCEDE."""
    if category in COOPERATIVE:
        return "AGREE", ""
    if category in FORCEFUL:
        return "THREATEN", ""
    if category == "RETREAT":
        return "CONCEDE", "future"
    return category, "future" if category not in ("AGREE", "THREATEN") else ""


def without(entities: tuple[Entity, ...], others: tuple[Entity, ...]) -> tuple[Entity, ...]:
    taken = {(e.name, e.country) for e in others}
    return tuple(e for e in entities if (e.name, e.country) not in taken)


def political(actor: tuple[Entity, ...], recipient: tuple[Entity, ...]) -> bool:
    """Whether the parties make it a matter of international politics: some country or international
    body is among them, and it is not one company's business with another."""
    everyone = (*actor, *recipient)
    if not any(e.country for e in everyone):
        return False
    return not all(e.sector == "BUS" for e in everyone)


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
