"""Codebook patterns against propositions: does one fit, and who stands in its roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.coding.codebook import Codebook, Pattern
from comity.coding.parties import Parties, distinct
from comity.coding.propositions import CONDITIONS
from comity.model import Entity, Proposition, Sentence

PAST = {"since", "after", "following"}
RANKS = {"first", "second", "third", "last", "latest", "only"}
BARRING = {"obj", "attr", "iobj", "to", "for", "in", "on", "into", "with", "at"}
ADJECTIVES = ("amod", "compound", "nmod")


class Matcher:
    """The propositions of one document with its sentences and their parties, by index."""

    def __init__(
        self,
        codebook: Codebook,
        propositions: Sequence[Proposition],
        sentences: Sequence[Sentence],
        parties: Sequence[Parties],
    ) -> None:
        self.codebook = codebook
        self.factual = codebook.lists.get("factual", frozenset())
        self.reporting = codebook.lists.get("reporting", frozenset())
        self.planning = codebook.lists.get("planning", frozenset())
        self.unreal = codebook.lists.get("unreal", frozenset())
        self.imagined = codebook.lists.get("imagined", frozenset())
        self.talks = codebook.lists.get("talks", frozenset())
        self.answering = codebook.lists.get("answering", frozenset())
        self.demands = codebook.lists.get("demands", frozenset()) - codebook.lists.get(
            "agreement", frozenset()
        )
        self.coming = codebook.lists.get("coming", frozenset())
        self.propositions = propositions
        self.sentences = sentences
        self.parties = parties
        self.in_sentence: dict[int, list[Proposition]] = {}
        self.at: dict[tuple[int, int], Proposition] = {}
        for p in propositions:
            self.in_sentence.setdefault(p.sentence, []).append(p)
            self.at[p.sentence, p.predicate] = p

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
        if pattern.form and not self.form_fits(p, pattern.form):
            return False
        if pattern.unless and self.is_barred(p, s, pattern.unless):
            return False
        return not pattern.comp or self.complement_fits(p, pattern.comp)

    def is_barred(self, p: Proposition, s: Sentence, words: frozenset[str]) -> bool:
        """Whether a participant, or the complement and its participants, have one of the words; "@attr" is a
        role that must be empty, "@participle" the predicate as an attribute ("rebels backed by France")."""
        if "@participle" in words and s.deps[p.predicate] in ("acl", "amod"):
            return True
        if any(
            (a.role in BARRING and s.lemmas[a.head] in words) or f"@{a.role}" in words for a in p.arguments
        ):
            return True
        if p.complement < 0:
            return False
        inner = self.propositions[p.complement]
        return (
            "@comp" in words
            or inner.lemma in words
            or any(a.role in BARRING and s.lemmas[a.head] in words for a in inner.arguments)
        )

    def form_fits(self, p: Proposition, form: str) -> bool:
        return p.complement >= 0 and self.is_open(self.propositions[p.complement]) == (form == "to")

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

    def first(self, p: Proposition, roles: tuple[str, ...]) -> tuple[Entity, ...]:
        """The entities of the first role that holds any."""
        for role in roles:
            found = self.role(p, role)
            if found:
                return found
        return ()

    def role(self, p: Proposition, role: str) -> tuple[Entity, ...]:
        """Entities in a role of `p`; "obj.with" is a role within its object, "comp.subj"
        in its complement, "gov.subj" in what governs it, "answer.subj" in it where it answers
        ("rejected a demand"), "says.subj" in what reports it, "clause.subj" in the
        clause that a noun stands in."""
        outer, _, inner = role.partition(".")
        if inner and outer == "comp":
            return self.role(self.propositions[p.complement], inner) if p.complement >= 0 else ()
        if inner and outer == "gov":
            return self.role(self.propositions[p.governor], inner) if p.governor >= 0 else ()
        if inner and outer == "answer":
            verb = self.propositions[p.governor] if p.governor >= 0 else None
            return self.role(verb, inner) if verb and verb.lemma in self.answering else ()
        if inner and outer == "says":
            return self.role(self.propositions[p.reported_by], inner) if p.reported_by >= 0 else ()
        if inner and outer == "clause":
            clause = self.verb_above(p)
            return self.role(clause, inner) if clause is not None else ()
        parties = self.parties[p.sentence]
        heads = [a.head for a in p.arguments if a.role == outer]
        if inner:
            return distinct(e for head in heads for e in self.inside(p.sentence, head, inner))
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

    def standing(self, p: Proposition) -> str:
        """real, future, hypothetical or unreal, by what governs the proposition."""
        if p.kind == "noun":
            return self.standing_of_noun(p)
        return self.standing_of_verb(p)

    def standing_of_noun(self, p: Proposition) -> str:
        """As that of the clause in which a noun stands, unless an adjective tells ("proposed talks")."""
        s = self.sentences[p.sentence]
        tree = self.parties[p.sentence].tree
        told = {s.lemmas[c] for c in tree.kids(p.predicate, *ADJECTIVES, "acl")}
        if s.deps[p.predicate] == "pobj" and s.lemmas[s.heads[p.predicate]] in PAST:
            return "real"
        if told & self.imagined:
            return "unreal"
        clause = self.verb_above(p)
        if self.is_within_plan(p):
            return "unreal"
        if told & self.coming:
            return "future"
        if clause is None:
            return self.standing_of_verb(p)
        if self.is_within_view(p, clause):
            return self.standing_of_verb(p)
        if clause.negated or clause.modality or self.is_in_doubt(clause):
            return "unreal"
        standing = self.standing_of_verb(clause)
        if p.lemma in self.demands and clause.lemma in self.answering:
            return standing
        if standing == "real" and p.governor >= 0:
            return self.standing_of_verb(p)
        return standing

    def is_within_plan(self, p: Proposition) -> bool:
        """Whether a noun is the matter of a plan, a hope, a fear: "the groundwork for talks"."""
        s = self.sentences[p.sentence]
        for i in self.parties[p.sentence].tree.above(p.predicate):
            if s.pos[i] in ("VERB", "AUX"):
                return False
            if s.pos[i] == "NOUN" and s.lemmas[i] in self.unreal:
                return True
        return False

    def is_in_doubt(self, clause: Proposition) -> bool:
        """Whether a gerund stands in a clause that is not said to be so ("ending the war could help")."""
        if clause.tense or clause.passive:
            return False
        outer = self.verb_above(clause)
        return outer is not None and bool(outer.negated or outer.modality)

    def verb_above(self, p: Proposition) -> Proposition | None:
        """The nearest verb above a noun or a verb."""
        for i in self.parties[p.sentence].tree.above(p.predicate):
            above = self.at.get((p.sentence, i))
            if above is not None and above.kind == "verb":
                return above
        return None

    def is_within_view(self, p: Proposition, clause: Proposition) -> bool:
        """Whether a noun is the subject of a saying or a judging: "Ghana's demand would fail" was made."""
        tree, s = self.parties[p.sentence].tree, self.sentences[p.sentence]
        if s.deps[p.predicate] not in ("nsubj", "nsubjpass") or p.lemma in self.talks:
            return False
        return not any(s.lemmas[c] in CONDITIONS for c in tree.kids(clause.predicate, "mark"))

    def standing_of_verb(self, p: Proposition) -> str:
        """real, future, hypothetical or unreal, by what governs a verb's proposition."""
        if self.is_purpose_of_noun(p):
            return "unreal"
        standing = "future" if p.tense == "future" else "real"
        at, seen = p, 0
        while at.governor >= 0 and seen < 6:
            above = self.propositions[at.governor]
            seen += 1
            lemmas = self.said_by(above)
            if lemmas & self.unreal or above.negated:
                return "unreal"
            if lemmas & self.planning:
                standing = "future"
            elif above.tense == "future" and at.tense == "present" and at.reported_by != above.index:
                standing = "future"  # "will explain it when he visits"
            elif above.lemma not in self.factual and above.lemma not in self.reporting:
                if (
                    above.kind == "verb"
                    and at.tense == ""
                    and p.kind == "verb"
                    and at.complement != above.index
                ):
                    return "unreal" if self.is_open(at) else standing
            elif above.lemma in self.reporting and above.negated:
                return "unreal"
            at = above
        return standing

    def is_purpose_of_noun(self, p: Proposition) -> bool:
        """ "The authority to negotiate", "the chance that they meet": an infinitive under a noun that says no deed; but "the first state to
        recognise it" did."""
        s = self.sentences[p.sentence]
        head = s.heads[p.predicate]
        if p.kind != "verb" or s.deps[p.predicate] not in ("acl", "ccomp") or s.pos[head] != "NOUN":
            return False
        if s.lemmas[head] in self.unreal and p.governor < 0:
            return True
        if p.governor >= 0 or not self.is_open(p):
            return False
        ranked = any(s.lemmas[c] in RANKS for c in self.parties[p.sentence].tree.kids(head, "amod", "advmod"))
        return s.lemmas[head] not in self.factual | self.planning and not ranked

    def said_by(self, p: Proposition) -> set[str]:
        """The lemma of a predicate, and of a copula what it says: "is willing" says "willing"."""
        s = self.sentences[p.sentence]
        return {p.lemma} | {s.lemmas[a.head] for a in p.arguments if a.role == "attr"}

    def is_open(self, p: Proposition) -> bool:
        """Whether `p` is an infinitive under another predicate ("asked X to withdraw")."""
        s = self.sentences[p.sentence]
        tree = self.parties[p.sentence].tree
        return any(s.tags[c] == "TO" for c in tree.kids(p.predicate, "aux"))
