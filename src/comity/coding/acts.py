"""What kind of statement it is: act and stance, by the cue and by what is said."""

from __future__ import annotations

from typing import NamedTuple

from comity.coding.codebook import Codebook
from comity.coding.parties import FIRST_PERSON, distinct
from comity.coding.statements import Claim, StatementReader, same_side
from comity.model import Entity, Proposition, Sentence

DIRECTION = {"praise": 1, "hope": 1, "pledge": 1, "call": 1, "criticise": -1, "concern": -1, "deny": -1}


class Addressed(NamedTuple):
    """A speech act with somebody at its other end."""

    proposition: Proposition
    speaker: tuple[Entity, ...]
    others: tuple[Entity, ...]


class Acts:
    """Reads act and stance off the claims of one document."""

    def __init__(self, codebook: Codebook, reader: StatementReader) -> None:
        self.reader = reader
        lists = codebook.lists
        self.words = {
            name: lists.get(name, frozenset())
            for name in ("positive", "negative", "undoing", "coercive", "expecting", "willing", "necessary", "wishing",
                         "deploring", "worrying", "praising")
        }  # fmt: skip

    def of(self, claim: Claim) -> tuple[str, int]:
        """The act and the stance of a claim."""
        pattern = claim.pattern
        act = pattern.category if pattern is not None and not pattern.open else self.by_content(claim)
        if pattern is not None and not pattern.open and pattern.stance is not None:
            return act, pattern.stance
        return act, self.stance(act, claim)

    def addressed(self, claim: Claim) -> Addressed | None:
        """The proposition that carries a claim, and the others whom it blames, asks or means: those in the
        cue's own roles, else who does what is said."""
        lead = self.lead(claim) if claim.cue < 0 else self.reader.propositions[claim.cue]
        if lead is None:
            return None
        whom = claim.about
        content = self.lead(claim)
        if not whom and content is not None:
            whom = self.reader.role(content, "obj" if content.passive else "subj") or self.reader.role(
                content, "obj"
            )
        others = tuple(e for e in whom if e.country and not same_side(claim.speaker, (e,)))
        return Addressed(lead, distinct(claim.speaker), distinct(others)) if others else None

    # --- act

    def by_content(self, claim: Claim) -> str:
        """The act of a neutral cue ("said"), from the leading clause of what is said."""
        s = self.reader.sentences[claim.sentence]
        lead = self.lead(claim)
        if lead is None:
            return "assess"
        if lead.modality == "obligation" or self.within(s, claim, "necessary"):
            return "call"
        if self.is_order(s, lead, claim):
            return "call"
        if self.denies(s, lead):
            return "deny"
        own = self.is_own(claim, lead)
        if own and (lead.tense == "future" or self.predicate_in(lead, "willing")):
            return "pledge"
        if own and self.predicate_in(lead, "wishing"):
            return "hope"
        for act, words in (("praise", "praising"), ("concern", "worrying"), ("criticise", "deploring")):
            if self.predicate_in(lead, words):
                return act
        if lead.tense == "future" or lead.modality == "hypothetical" or self.predicate_in(lead, "expecting"):
            return "pledge" if lead.passive and lead.lemma in self.words["coercive"] else "predict"
        return "criticise" if self.blames(claim, lead) else "assess"

    def lead(self, claim: Claim) -> Proposition | None:
        """The highest proposition inside the content, the cue's own apart."""
        first, last = claim.content
        tree = self.reader.parties[claim.sentence].tree
        inside = [
            p
            for p in self.reader.in_sentence.get(claim.sentence, ())
            if p.kind == "verb" and p.index != claim.cue and first <= p.predicate < last
        ]
        if not inside:
            return None
        depth = {p.index: sum(1 for _ in tree.above(p.predicate)) for p in inside}
        return min(inside, key=lambda p: (depth[p.index], p.predicate))

    def within(self, s: Sentence, claim: Claim, name: str) -> bool:
        """Whether a word of the list leads the content ("it is important to", "the need for")."""
        lead = self.lead(claim)
        return lead is not None and any(
            a.role == "attr" and s.lemmas[a.head] in self.words[name] for a in lead.arguments
        )

    def predicate_in(self, lead: Proposition, name: str) -> bool:
        s = self.reader.sentences[lead.sentence]
        words = self.words[name]
        return lead.lemma in words or any(
            a.role in ("attr", "obj") and s.lemmas[a.head] in words for a in lead.arguments
        )

    def is_order(self, s: Sentence, lead: Proposition, claim: Claim) -> bool:
        """An imperative in a quotation."""
        tree = self.reader.parties[claim.sentence].tree
        return (
            claim.quote is not None
            and s.tags[lead.predicate] == "VB"
            and tree.kid(lead.predicate, "nsubj", "nsubjpass") < 0
            and not any(s.tags[c] in ("TO", "MD") for c in tree.kids(lead.predicate, "aux"))
        )

    def denies(self, s: Sentence, lead: Proposition) -> bool:
        """ "There is no …": what is said is that something is not so."""
        tree = self.reader.parties[lead.sentence].tree
        return lead.negated and lead.lemma == "be" and tree.kid(lead.predicate, "expl") >= 0

    def is_own(self, claim: Claim, lead: Proposition) -> bool:
        """Whether the speaker speaks of his own side's doing."""
        s = self.reader.sentences[lead.sentence]
        doer = "obj" if lead.passive else "subj"
        subjects = [a.head for a in lead.arguments if a.role in ("subj", doer)]
        if any(s.lemmas[h] in FIRST_PERSON for h in subjects):
            return True
        parties = self.reader.parties[lead.sentence]
        return any(same_side(claim.speaker, parties.named(h)) for h in subjects)

    def blames(self, claim: Claim, lead: Proposition) -> bool:
        """Bad things said of somebody else's doing."""
        parties = self.reader.parties[lead.sentence]
        subjects = tuple(e for a in lead.arguments if a.role == "subj" for e in parties.named(a.head))
        other = any(e.country for e in subjects) and not same_side(claim.speaker, subjects)
        return other and self.polarity(claim) < 0

    # --- stance

    def stance(self, act: str, claim: Claim) -> int:
        direction = DIRECTION.get(act, 0)
        if act in ("call", "pledge", "hope"):
            return -1 if self.undoes(claim) else direction
        return direction or self.polarity(claim)

    def undoes(self, claim: Claim) -> bool:
        """Whether what is called for or promised is an end, a stop, a ban, a blow."""
        s = self.reader.sentences[claim.sentence]
        bad = self.words["undoing"] | self.words["coercive"]
        lead = self.lead(claim)
        if lead is not None and (lead.lemma in bad or (lead.negated and act_is_open(claim))):
            evil = self.words["negative"] | self.words["coercive"]
            objects = {s.lemmas[a.head] for a in lead.arguments if a.role == "obj"}
            return not (lead.lemma in self.words["undoing"] and objects & evil)  # to end an evil is good
        first, last = claim.content
        return lead is None and any(lemma in bad for lemma in s.lemmas[first:last])

    def polarity(self, claim: Claim) -> int:
        """1, 0, -1 by the good and bad words of the content; a negation turns the word after it."""
        s = self.reader.sentences[claim.sentence]
        total, turned = 0, 0
        for i in range(*claim.content):
            lemma = s.lemmas[i]
            if s.deps[i] == "neg" or lemma in ("no", "without", "never"):
                turned = 4
            bad = lemma in self.words["negative"] or lemma in self.words["coercive"]
            value = (lemma in self.words["positive"]) - bad
            total += -value if turned > 0 else value
            turned -= 1
        return (total > 0) - (total < 0)


def act_is_open(claim: Claim) -> bool:
    return claim.pattern is None or claim.pattern.open
