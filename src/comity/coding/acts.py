"""What kind of statement it is: act and stance, by the cue and by what is said."""

from __future__ import annotations

from typing import NamedTuple

from comity.coding.codebook import Codebook
from comity.coding.parties import FIRST_PERSON, distinct
from comity.coding.stances import Signs
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
        self.signs = Signs(lists)
        self.words = {
            name: lists.get(name, frozenset())
            for name in ("coercive", "expecting", "willing", "necessary", "wishing", "needing", "doubting",
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
        if self.is_question(s, claim):
            return "ask"
        if lead is None:
            return "assess"
        if lead.modality == "obligation" or self.is_need(s, lead) or self.within(s, claim, "necessary"):
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
        if lead.tense == "future" or self.may_be(s, lead) or self.predicate_in(lead, "expecting"):
            return "pledge" if lead.passive and lead.lemma in self.words["coercive"] else "predict"
        return "criticise" if self.blames(claim, lead) else "assess"

    def lead(self, claim: Claim) -> Proposition | None:
        """The highest proposition inside the content, the cue's own apart."""
        first, last = claim.content
        tree = self.reader.parties[claim.sentence].tree
        inside = [
            p
            for p in self.reader.in_sentence.get(claim.sentence, ())
            if p.kind == "verb" and p.index != claim.predicate and first <= p.predicate < last
        ]
        if not inside:
            return None
        depth = {p.index: sum(1 for _ in tree.above(p.predicate)) for p in inside}
        lead = min(inside, key=lambda p: (depth[p.index], p.predicate))
        told = self.reader.propositions[lead.complement] if lead.complement >= 0 else None
        return told if told in inside and self.is_hedge(lead) else lead

    def is_hedge(self, lead: Proposition) -> bool:
        """ "I would say that …": the word of one's own saying is no part of what is said."""
        s = self.reader.sentences[lead.sentence]
        own = any(a.role == "subj" and s.lemmas[a.head] in FIRST_PERSON for a in lead.arguments)
        return own and lead.lemma in self.reader.reporting and not lead.negated

    def within(self, s: Sentence, claim: Claim, name: str) -> bool:
        """Whether a word of the list leads the content ("it is important to", "the need for")."""
        lead = self.lead(claim)
        if lead is None:
            return False
        heads = [a.head for a in lead.arguments if a.role == "attr" and s.lemmas[a.head] in self.words[name]]
        return any(s.lemmas[h] != "time" or self.calls_time(s, h) for h in heads)

    def calls_time(self, s: Sentence, i: int) -> bool:
        """ "It is time to talk", "time for talks"; not "the first time that …"."""
        tree = self.reader.parties[s.index].tree
        return not tree.kid(i, "amod", "det", "nummod") >= 0

    def is_need(self, s: Sentence, lead: Proposition) -> bool:
        """ "We need peace", "more is needed", "growth requires that …": a need that is felt."""
        return lead.lemma in self.words["needing"] and not lead.negated and lead.tense != "future"

    def is_question(self, s: Sentence, claim: Claim) -> bool:
        """Whether what is quoted asks."""
        if claim.quote is None:
            return False
        last = claim.content[1]
        return any(s.words[i] == "?" for i in range(max(last - 2, 0), min(last + 1, len(s.words))))

    def predicate_in(self, lead: Proposition, name: str) -> bool:
        s = self.reader.sentences[lead.sentence]
        words = self.words[name]
        return lead.lemma in words or any(
            (a.role in ("attr", "obj") and s.lemmas[a.head] in words)
            or (a.role == "attr" and s.words[a.head].lower() in words)
            for a in lead.arguments
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
        doubt = any(a.role == "attr" and s.lemmas[a.head] in self.words["doubting"] for a in lead.arguments)
        there = lead.lemma == "be" and tree.kid(lead.predicate, "expl") >= 0
        return lead.negated and there and not doubt and not lead.modality and lead.tense != "future"

    def may_be(self, s: Sentence, lead: Proposition) -> bool:
        """Whether something may or would be ("can" says what is)."""
        helpers = self.reader.parties[lead.sentence].tree.kids(lead.predicate, "aux")
        able = any(s.words[c].lower() in ("can", "ca") for c in helpers)
        return lead.modality == "hypothetical" and not able

    def is_own(self, claim: Claim, lead: Proposition) -> bool:
        """Whether the speaker speaks of his own side's doing."""
        s = self.reader.sentences[lead.sentence]
        doer = "obj" if lead.passive else "subj"
        subjects = [a.head for a in lead.arguments if a.role in ("subj", doer)]
        if any(s.lemmas[h] in FIRST_PERSON for h in subjects):
            return True
        parties = self.reader.parties[lead.sentence]
        subjects += [c for h in subjects for c in parties.tree.kids(h, "poss")]  # "his country", "our side"
        return any(
            s.lemmas[h] in FIRST_PERSON or same_side(claim.speaker, parties.named(h)) for h in subjects
        )

    def blames(self, claim: Claim, lead: Proposition) -> bool:
        """Bad things said of somebody else's doing."""
        parties = self.reader.parties[lead.sentence]
        subjects = tuple(e for a in lead.arguments if a.role == "subj" for e in parties.named(a.head))
        other = any(e.country for e in subjects) and not same_side(claim.speaker, subjects)
        return other and self.sign(claim) < 0

    # --- stance

    def stance(self, act: str, claim: Claim) -> int:
        if act == "ask":
            return 0
        turned = -1 if self.is_doubted(claim) else 1
        if act in ("call", "pledge", "hope"):
            return turned * self.deed(claim)
        return DIRECTION.get(act, 0) or turned * self.sign(claim)

    def is_doubted(self, claim: Claim) -> bool:
        """ "Does not believe that …": the negation of the cue is meant of what is believed."""
        return claim.predicate >= 0 and self.reader.propositions[claim.predicate].negated

    def deed(self, claim: Claim) -> int:
        """Whether what is called for, promised or hoped for is done for or against something."""
        tree, head = self.reader.parties[claim.sentence].tree, self.head(claim)
        lead = self.lead(claim)
        head = self.meant(lead) if lead is not None else head
        return self.signs.deed(tree, head, claim.content) if head >= 0 else 1

    def sign(self, claim: Claim) -> int:
        """Whether what is said is good or bad for what it is said of."""
        tree, head = self.reader.parties[claim.sentence].tree, self.head(claim)
        return self.signs.of(tree, head, claim.content) if head >= 0 else 0

    def head(self, claim: Claim) -> int:
        """The token that carries the content: its leading verb, else the noun at its top; -1 for none."""
        lead = self.lead(claim)
        if lead is not None:
            return lead.predicate
        s = self.reader.sentences[claim.sentence]
        cue = self.reader.propositions[claim.cue].predicate if claim.cue >= 0 else -1
        tree = self.reader.parties[claim.sentence].tree
        called = (
            [
                i
                for c in tree.kids(cue, "prep")
                if s.lemmas[c] == "as"
                for i in tree.children[c]
                if s.deps[i] != "punct"
            ]
            if cue >= 0
            else []
        )
        if called:
            return called[0]  # "regards it as a threat"
        first, last = claim.content
        for i in range(first, last):
            if i != cue and (not first <= s.heads[i] < last or s.heads[i] in (i, cue)):
                below = tree.kids(i, "pobj", "pcomp")
                return below[0] if below else i
        return -1

    def meant(self, lead: Proposition) -> int:
        """The verb that is meant where one of need or want leads: "needs to stop" is about stopping."""
        s, tree = self.reader.sentences[lead.sentence], self.reader.parties[lead.sentence].tree
        if lead.lemma in ("need", "have", "want", "ought", "agree", "plan", "wish"):
            below = tree.kids(lead.predicate, "xcomp")
            below += [c for a in tree.kids(lead.predicate, "acomp") for c in tree.kids(a, "xcomp")]
            below = [c for c in below if s.pos[c] == "VERB"]
            if below:
                return below[0]
        return lead.predicate
