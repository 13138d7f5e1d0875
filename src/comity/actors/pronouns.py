"""Pronouns, personal, relative and of quantity."""

from __future__ import annotations

from comity.actors.coreference import (
    Referent,
    may_be_human,
)
from comity.actors.nouns import Nouns
from comity.actors.phrases import (
    AFFILIATION,
)
from comity.actors.surroundings import CLAUSES


class Pronouns(Nouns):
    """Reads pronouns."""

    def pronoun(self, i: int) -> None:
        s = self.s
        word = s.words[i].lower()
        kind = self.r.words.pronouns.get(word)
        if kind is None:
            return
        if kind == "speaker":
            self.emit(i, i + 1, i, (), "pronoun", "whoever speaks", note=False)
        elif kind == "relative":
            self.relative(i)
        elif kind == "quantity":
            self.quantity(i)
        elif s.deps[i] != "expl" and not (
            word.endswith(("self", "selves")) and s.deps[i] in ("appos", "npadvmod")
        ):
            referents, how = self.antecedent(i, kind)
            if referents:
                self.emit(i, i + 1, i, referents, "pronoun", how, plural=kind == "plural")

    def antecedent(self, i: int, kind: str) -> tuple[tuple[Referent, ...], str]:
        at = self.trace(i, ())
        if kind == "plural":
            group = self.discourse.group(at, self.last_thing(i, plural=True))
            return group, f'"{self.s.words[i]}" stands for {", ".join(r.name for r in group)}'
        if kind == "thing":
            if self.says_nothing(i):
                return (), ""
            after = -1 if self.says_something(i) else self.last_thing(i, plural=False)
            thing = self.discourse.thing(at, after, self.r.thing_before and not self.says_something(i))
            return ((thing,), f'"{self.s.words[i]}" stands for {thing.name}') if thing else ((), "")
        person = self.ahead(i, kind) or self.discourse.singular_person(at, kind)
        if person is None:
            return (), ""
        person.gender = person.gender or kind
        self.discourse.is_human(person)
        return (person,), f'"{self.s.words[i]}" stands for {person.name}'

    def ahead(self, i: int, gender: str) -> Referent | None:
        """ "In his address, Lee said": the possessor in a phrase before its subject."""
        s = self.s
        if s.deps[i] != "poss":
            return None
        verb = s.heads[i]
        while s.deps[verb] in ("pobj", "dobj", "prep", "conj", "appos") and s.pos[verb] not in (
            "VERB",
            "AUX",
        ):
            verb = s.heads[verb]
        subject = self.p.kid(verb, "nsubj", "nsubjpass")
        if subject <= i or s.pos[verb] not in ("VERB", "AUX"):
            return None
        if subject not in self.at and subject not in (i,):
            self.look(subject if subject not in self.p.found_at else self.p.found_at[subject].head)
        referents = self.at.get(subject, ())
        if len(referents) == 1 and referents[0].human and referents[0].fits("", gender):
            return referents[0]
        return None

    def says_nothing(self, i: int) -> bool:
        """ "it was wrong to …": a subject that stands for a clause."""
        s, verb = self.s, self.s.heads[i]
        if s.deps[i] not in ("nsubj", "nsubjpass"):
            return s.deps[i] == "dobj"
        labels = {s.deps[k] for k in self.p.kids[verb]}
        if "ccomp" in labels and s.deps[i] == "nsubjpass":
            return True
        for kid in self.p.kids[verb]:
            if s.deps[kid] in ("acomp", "attr", "oprd"):
                labels |= {s.deps[k] for k in self.p.kids[kid]}
        return s.lemmas[verb] in ("be", "seem", "appear", "take", "make", "matter") and bool(labels & CLAUSES)

    def says_something(self, i: int) -> bool:
        """The subject of a verb with a clause for its object: who speaks is no thing."""
        s = self.s
        return s.deps[i] == "nsubj" and self.p.kid(s.heads[i], "ccomp") >= 0

    def last_thing(self, i: int, plural: bool) -> int:
        """The last noun before `i` that stands for no actor and could be meant; -1 if none."""
        s = self.s
        for j in range(i - 1, -1, -1):
            if s.pos[j] == "NOUN" and j not in self.at and (s.tags[j] == "NNS") == plural:
                if s.deps[j] in ("nsubj", "nsubjpass") or (
                    plural and s.deps[j] in ("dobj", "pobj") and s.heads[i] != j
                ):
                    return j
        return -1

    def relative(self, i: int) -> None:
        s = self.s
        verb = s.heads[i]
        if s.words[i].lower() == "whose":
            verb = s.heads[verb]
        for _ in range(3):
            if s.deps[verb] == "relcl":
                break
            verb = s.heads[verb]
        referents = self.at.get(s.heads[verb], ()) if s.deps[verb] == "relcl" else ()
        if s.words[i].lower() == "which" and any(r.human and not r.plural for r in referents):
            things = (self.at[k] for k in sorted(self.at, reverse=True) if k < i)
            referents = next((t for t in things if t and not any(r.human for r in t)), ())
        if s.words[i].lower() in ("who", "whom") and len(referents) == 1 and may_be_human(referents[0]):
            self.discourse.is_human(referents[0])
        if referents:
            self.emit(
                i,
                i + 1,
                i,
                referents,
                "pronoun",
                f"relative to {referents[0].name}",
                note=False,
            )

    def quantity(self, i: int) -> None:
        """ "some on the Russian side", "many in Seoul"."""
        reach = AFFILIATION | frozenset(["on", "in", "among", "within"])
        for preposition, obj in self.p.objects(i, reach):
            if obj not in self.p.found_at and not self.r.role(self.s.words[obj].lower()):
                return
            country, sectors, _ = self.around(i, reach, 2)
            if country:
                words = self.p.text(i, obj + 1, self.r.document.text)
                group = Referent("side", words, country, sectors, plural=True)
                self.emit(i, obj + 1, i, (group,), "side", f"{preposition} {self.s.words[obj]}", plural=True)
            return
