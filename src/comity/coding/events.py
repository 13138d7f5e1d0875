"""Propositions read with the codebook: PLOVER events."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.coding.codebook import Codebook, Pattern
from comity.coding.parties import Parties, countries, distinct
from comity.model import Entity, Proposition, Sentence

COOPERATIVE = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}
FORCEFUL = {"ASSAULT", "COERCE"}
GENERAL = {"AGREE", "SUPPORT", "COOPERATE", "CONSULT"}


@dataclass(frozen=True, slots=True)
class Finding:
    """An event as the codebook sees it, before its date, its place and its statement are known."""

    proposition: Proposition
    pattern: Pattern
    category: str
    mode: str
    aux: str
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]


class EventReader:
    """Matches the propositions of one document with the patterns of a codebook."""

    def __init__(
        self, codebook: Codebook, propositions: Sequence[Proposition], sentences: Sequence[Sentence], parties: Sequence[Parties]
    ) -> None:
        self.codebook = codebook
        self.propositions = propositions
        self.sentences = sentences
        self.parties = parties
        self.factual = codebook.lists.get("factual", frozenset())
        self.reporting = codebook.lists.get("reporting", frozenset())
        self.planning = codebook.lists.get("planning", frozenset())
        self.unreal = codebook.lists.get("unreal", frozenset())
        self.by_predicate = {(p.sentence, p.predicate): p for p in propositions}

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

    # --- does the pattern fit

    def fits(self, p: Proposition, pattern: Pattern) -> bool:
        s = self.sentences[p.sentence]
        if pattern.passive is not None and pattern.passive != p.passive:
            return False
        if pattern.tense and p.tense not in pattern.tense:
            return False
        if pattern.modality and p.modality not in pattern.modality:
            return False
        if pattern.object and not self.has(p, s, ("obj", "attr"), pattern.object):
            return False
        if any(not self.has(p, s, (role,), words) for role, words in pattern.prep):
            return False
        return not pattern.comp or self.complement_fits(p, pattern.comp)

    def has(self, p: Proposition, s: Sentence, roles: tuple[str, ...], words: frozenset[str]) -> bool:
        if "*" in words:
            return any(a.role in roles for a in p.arguments)
        return any(a.role in roles and s.lemmas[a.head] in words for a in p.arguments)

    def complement_fits(self, p: Proposition, words: frozenset[str]) -> bool:
        if p.complement < 0:
            return False
        inner = self.propositions[p.complement]
        s = self.sentences[inner.sentence]
        if "*" in words or inner.lemma in words:
            return True
        return any(a.role in ("obj", "attr") and s.lemmas[a.head] in words for a in inner.arguments)

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
            enough = len(actor) > 1 and len(countries(actor)) != 1
        else:
            enough = bool(recipient) if pattern.needs == "AB" else True
        if not enough or not (actor or (pattern.needs == "any" and recipient)):
            return None
        if not political(actor, recipient):
            return None
        mode = pattern.mode if category == pattern.category else ""
        return Finding(p, pattern, category, mode, aux or pattern.aux, actor, recipient)

    def first(self, p: Proposition, roles: tuple[str, ...]) -> tuple[Entity, ...]:
        """The entities of the first role that holds any."""
        for role in roles:
            found = self.role(p, role)
            if found:
                return found
        return ()

    def role(self, p: Proposition, role: str) -> tuple[Entity, ...]:
        """Entities in a role of `p`; "obj.with" is a role within its object, "comp.subj" within its complement."""
        outer, _, inner = role.partition(".")
        if inner and outer == "comp":
            return self.role(self.propositions[p.complement], inner) if p.complement >= 0 else ()
        parties = self.parties[p.sentence]
        heads = [a.head for a in p.arguments if a.role == outer]
        if inner:
            return distinct(e for head in heads for e in self.inside(p.sentence, head, inner))
        if outer == "subj":
            return distinct(e for head in heads for e in parties.behind(head))
        return distinct(e for head in heads for e in parties.behind(head))

    def inside(self, sentence: int, head: int, role: str) -> Iterable[Entity]:
        """Entities in a role within the noun phrase of `head`."""
        parties = self.parties[sentence]
        tree, s = parties.tree, self.sentences[sentence]
        for child in tree.children[head]:
            if role in ("poss", "amod"):
                if s.deps[child] == role or (role == "amod" and s.deps[child] in ("compound", "nmod")):
                    for c in tree.conjuncts(child):
                        yield from parties.named(c)
            elif s.deps[child] in ("prep", "agent") and s.lemmas[child] == role:
                for noun in tree.kids(child, "pobj"):
                    for c in tree.conjuncts(noun):
                        yield from parties.behind(c)

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

    def standing(self, p: Proposition) -> str:
        """real, future, hypothetical or unreal, by what governs the proposition."""
        standing = "future" if p.tense == "future" else "real"
        at, seen = p, 0
        while at.governor >= 0 and seen < 6:
            above = self.propositions[at.governor]
            seen += 1
            if above.lemma in self.unreal:
                return "unreal"
            if above.lemma in self.planning:
                standing = "future"
            elif above.lemma not in self.factual and above.lemma not in self.reporting:
                if above.kind == "verb" and at.tense == "" and p.kind == "verb" and at.complement != above.index:
                    return "unreal" if self.is_open(at) else standing
            elif above.lemma in self.reporting and above.negated:
                return "unreal"
            at = above
        return standing

    def is_open(self, p: Proposition) -> bool:
        """Whether `p` is an infinitive under another predicate ("asked X to withdraw")."""
        s = self.sentences[p.sentence]
        tree = self.parties[p.sentence].tree
        return any(s.tags[c] == "TO" for c in tree.kids(p.predicate, "aux"))


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
