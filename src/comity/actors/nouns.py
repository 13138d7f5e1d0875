"""Common nouns that stand for people, states and bodies: roles, collectives, "the two sides"."""

from __future__ import annotations

from comity.actors.coreference import (
    STATE_SECTORS,
    Description,
    Referent,
)
from comity.actors.lexicon import Role
from comity.actors.names import Names
from comity.actors.offices import BODIES
from comity.actors.phrases import (
    AFFILIATION,
)
from comity.actors.surroundings import MODIFIERS, NEARBY, PLURAL_TAGS
from comity.model import MentionKind

BRANCHES = {("JUD",), ("COP",), ("MIL",), ("LEG",)}


class Nouns(Names):
    """Reads common nouns."""

    def common(self, i: int) -> None:
        s, lemma = self.s, self.s.lemmas[i]
        if s.deps[i] in MODIFIERS and s.heads[i] != i:
            return
        if lemma in self.sets["utterances"]:
            self.utterance(i)
            return
        role = self.r.role(s.words[i].lower())
        # "the Turkish state" is no state named before
        whose = any(k in self.p.found_at for k in self.p.kids[i] if k < i)
        if role is None or (lemma in self.sets["state_nouns"] and not whose):
            self.definite_noun(i, lemma)
            return
        if role.sector == "UNK" and not role.person:
            return
        if s.words[i].lower() in self.sets["never_roles"] and not self.is_compound_role(i):
            self.definite_noun(i, lemma)
            return
        if lemma in self.sets["mass_nouns"] and self.p.left_edge(i) == i:
            return
        if lemma in self.sets["places"] and self.is_scene(i):
            return
        if lemma in self.sets["abstract"] and not self.is_definite(i):
            whose = any(k in self.p.found_at or s.deps[k] == "poss" for k in self.p.kids[i])
            if self.p.kid(i, "prep") >= 0 or not whose:
                return
        role = self.r.role(self.tail(i)) or role
        if role.person or s.words[i].lower() in self.sets["person_nouns"]:
            self.role_noun(i, i, i + 1, role)
        else:
            self.collective(i, i, i + 1, role)

    def is_scene(self, i: int) -> bool:
        """ "Treated in the town", "into the northern province of": where something happens, and nobody who acts."""
        s = self.s
        return s.deps[i] == "pobj" and s.lemmas[s.heads[i]] in self.sets["ways"]

    def is_compound_role(self, i: int) -> bool:
        """ "upper house", where "house" alone is none."""
        words = self.tail(i).split()
        return any(self.r.lexicon.is_role(" ".join(words[k:])) for k in range(len(words) - 1))

    def definite_noun(self, i: int, lemma: str) -> None:
        """ "the kingdom", "the group": a state or a body named before; "the two countries"."""
        if pair := self.pair(i, lemma):
            self.emit(self.p.left_edge(i), i + 1, i, pair, "side", "the two parties", plural=True)
            return
        if self.s.tags[i] in PLURAL_TAGS or not self.is_definite(i):
            return
        if any(True for _ in self.p.objects(i, frozenset(["of"]))) or self.narrowed(i):
            return
        if lemma in self.sets["state_nouns"]:
            for trace in self.discourse.recent(self.s.index, 3):
                if len(trace.referents) == 1 and trace.referents[0].kind == "state":
                    known = trace.referents[0]
                    self.emit(
                        self.p.left_edge(i),
                        i + 1,
                        i,
                        (known,),
                        "state",
                        f'"{lemma}" named before: {known.name}',
                    )
                    return
        elif lemma in self.sets["body_nouns"]:
            self.last_body(i, lemma)

    def narrowed(self, i: int) -> bool:
        """An adjective of direction or number makes "the northern republic" another one, and so does a noun:
        "the coffee organisation"."""
        before = [k for k in self.p.kids[i] if k < i]
        nouns = any(self.s.deps[k] == "compound" and k not in self.at for k in before)
        return nouns or bool({self.s.lemmas[k] for k in before} & self.sets["other_ones"])

    def last_body(self, i: int, lemma: str) -> bool:
        """The body named before that has the noun in its name; else any, for a noun that fits any."""
        traces = [
            t
            for t in self.discourse.recent(self.s.index, 4)
            if len(t.referents) == 1 and t.referents[0].kind in ("body", "name") and not t.referents[0].human
        ]
        bodies = [
            t.referents[0]
            for t in sorted(traces, key=lambda t: self.s.index - t.sentence > 1 or not t.subject)
        ]
        chosen = next((b for b in bodies if lemma in b.roles or lemma in b.name.lower().split()), None)
        if chosen is None and lemma in self.sets["any_body"]:
            firm = lemma in self.sets["firms"]
            chosen = next(
                (b for b in bodies if b.named and ("BUS" in b.sectors or b.kind == "name") == firm), None
            )
        if chosen is None:
            return False
        self.emit(self.p.left_edge(i), i + 1, i, (chosen,), "body", f'"{lemma}" named before: {chosen.name}')
        return True

    def is_definite(self, i: int) -> bool:
        """With an article that points back, and without words of its own that would name somebody else."""
        det = self.p.kid(i, "det")
        return det >= 0 and self.s.lemmas[det] in ("the", "this", "that")

    def pair(self, i: int, lemma: str) -> tuple[Referent, ...]:
        """ "both sides", "the two leaders"."""
        if self.s.tags[i] not in PLURAL_TAGS:
            return ()
        words = {self.s.lemmas[k] for k in self.p.kids[i] if k < i}
        counted = "both" in words or {"two", "the"} <= words or words == {"two"}
        if any(self.s.deps[k] in ("amod", "poss", "compound") for k in self.p.kids[i] if k < i):
            return ()
        if not counted and not (lemma == "side" and "the" in words and len(words) == 1):
            return ()
        if lemma in self.sets["pair_persons"]:
            people = self.discourse.two_people(self.s.index)
            if people or not self.discourse.two_parties(self.s.index):
                return people
        elif lemma not in self.sets["pair_states"]:
            return ()
        countries = self.discourse.two_parties(self.s.index)
        return tuple(map(self.country_referent, countries)) if len(countries) == 2 else ()

    def utterance(self, i: int) -> None:
        """ "a foreign ministry statement" speaks for the ministry; "the statement" for whoever issued it."""
        s = self.s
        for kid in self.p.kids[i]:
            if kid >= i or s.deps[kid] not in ("compound", "poss", "nmod", "amod"):
                continue
            issuer = self.at.get(kid) or self.issuing_body(kid)
            if issuer and s.deps[kid] != "amod":
                self.discourse.issuer = issuer
                self.emit(self.p.left_edge(i), i + 1, i, issuer, "body", f"issued by {issuer[0].name}")
                return
        if s.deps[i] == "pobj" and s.lemmas[s.heads[i]] == "in":
            subject = self.p.kid(s.heads[s.heads[i]], "nsubj")
            self.discourse.issuer = self.at.get(subject, self.discourse.issuer)
        elif self.is_definite(i) and self.p.is_subject(i) and self.discourse.issuer:
            issuer = self.discourse.issuer
            self.emit(self.p.left_edge(i), i + 1, i, issuer, "body", f"issued by {issuer[0].name}")

    def issuing_body(self, kid: int) -> tuple[Referent, ...]:
        first, last = self.run_of.get(kid, (kid, kid + 1))
        role = self.r.role(self.s.words[kid].lower())
        if role and role.collective:
            self.collective(kid, first, last, role)
        return self.at.get(kid, ())

    def collective(self, head: int, first: int, last: int, role: Role) -> None:
        """A government, a ministry, an army, a side."""
        s = self.s
        lemma = s.words[last - 1].lower() if last - first > 1 else s.lemmas[head]
        left = min(self.p.left_edge(head), first)
        if pair := self.pair(head, lemma):
            self.emit(left, last, head, pair, "side", "the two parties", plural=True)
            return
        told = self.role_description(head, first, last, role, left)
        definite_alone = not told.country and self.is_definite(head) and not told.possessed
        if (
            definite_alone
            and left >= head - 1
            and lemma in self.sets["body_nouns"]
            and self.last_body(head, lemma)
        ):
            return
        if not told.country and not told.possessed and self.is_institution(left, last):
            if s.tags[head] not in PLURAL_TAGS or lemma in self.sets["plural_institutions"]:
                self.at_home(head, told)
        if told.country and lemma in self.sets["governments"] and told.country not in BODIES:
            state = self.country_referent(told.country)
            self.emit(
                left,
                last,
                head,
                (state,),
                "state",
                f"{lemma} of {state.name}" + f" ({told.why})" * bool(told.why),
            )
            return
        name = self.name_as_written(head, left, last)
        body = self.discourse.bodies.get(f"{name.lower()} {told.country}")
        if body is None:
            kind: MentionKind = "side" if lemma in self.sets["sides"] else "body"
            body = Referent(
                kind, name, told.country, told.sectors, plural=s.tags[head] in PLURAL_TAGS, roles={lemma}
            )
            self.discourse.bodies[f"{name.lower()} {told.country}"] = body
        self.emit(left, last, head, (body,), body.kind, told.why or "as written", plural=body.plural)

    def at_home(self, head: int, told: Description) -> None:
        """An institution that every state has is that of the country it is in, else of the text's own."""
        told.country, told.why = self.located(head)
        if not told.country and told.sectors[:1] in BRANCHES:
            told.country, told.why = self.of_the_same_branch(told.sectors[:1])
        if not told.country:
            told.country, told.why = self.discourse.home(self.s.index), "the country that the text is about"

    def of_the_same_branch(self, sector: tuple[str, ...]) -> tuple[str, str]:
        """ "The prosecution" after "a Turkish court" is Turkey's."""
        for trace in self.discourse.recent(self.s.index, 5):
            body = trace.referents[0]
            if len(trace.referents) == 1 and body.country and body.sectors[:1] == sector:
                return body.country, f"as {body.name}"
        return "", ""

    def is_institution(self, left: int, last: int) -> bool:
        """Some word of the phrase names what every state has, and none says that it is another's."""
        s = self.s
        for i in range(left, last):
            if s.lemmas[i] in self.sets["outsiders"]:
                return False
            if s.lemmas[i] == "department" and i > left and s.deps[i - 1] in MODIFIERS:
                if s.lemmas[i - 1] not in self.sets["public_matters"]:
                    return False
            if (
                s.lemmas[i] == "foreign"
                and i + 1 < last
                and s.lemmas[i + 1] not in self.sets["foreign_offices"]
            ):
                return False
        return any(s.lemmas[i] in self.sets["institutions"] for i in range(left, last))

    def role_noun(self, head: int, first: int, last: int, role: Role) -> None:
        """ "minister", "officials", "a spokesman": a person by role, or several."""
        s = self.s
        left = min(self.p.left_edge(head), first)
        lemma = s.lemmas[last - 1]
        plural = s.tags[last - 1] in PLURAL_TAGS or s.tags[head] in PLURAL_TAGS
        if plural and (pair := self.pair(head, lemma)):
            self.emit(left, last, head, pair, "side", "the two parties", plural=True)
            return
        told = self.role_description(head, first, last, role, left)
        if not plural and self.joined_to_name(head, left, last, told):
            return
        if not plural and (person := self.person_meant(head, left, lemma, told)):
            self.apply(person, told) if not told.country or told.country == person.country else None
            self.emit(left, last, head, (person,), "role", f'"{lemma}" here is {person.name}')
            return
        if not told.country and not told.possessed and (body := self.body_before(left, last - 1)):
            told.country, told.why, told.possessed = body.country, f"of {body.name}", True
            told.sectors = body.sectors or told.sectors
        bare = left >= head - 1 and not told.country and not told.possessed
        if bare and lemma in self.sets["spokespeople"]:
            if body := self.discourse.last_spokesbody(s.index):
                told.country, told.why, told.possessed = body.country, f"for {body.name}", True
                told.sectors = body.sectors or told.sectors
        if not told.country and not told.possessed and self.is_institution(left, last):
            if not plural or lemma in self.sets["plural_institutions"]:
                self.at_home(head, told)
        if plural and lemma in self.sets["officials"] and not told.country and not told.possessed:
            home = self.discourse.home(s.index)
            if home == self.discourse.place and home in dict(self.r.named.most_common(1)):
                told.country, told.why = home, "the country that the text is about"
        if plural and not told.country and (both := self.of_both(head, left, last, told, lemma)):
            self.emit(left, last, head, both, "role", "of the two parties", plural=True)
            return
        referent = Referent(
            "role", self.name_as_written(head, left, last), told.country, told.sectors,
            "" if plural or role.sector not in STATE_SECTORS else told.office, told.gender, plural, human=True, roles={lemma}, since=s.index,
        )  # fmt: skip
        somebody = self.p.kid(head, "det")
        anybody = somebody >= 0 and s.lemmas[somebody] in ("any", "every", "each", "no")
        if not plural and not anybody:
            self.discourse.people.append(referent)
        self.emit(left, last, head, (referent,), "role", told.why or "as written", not anybody, plural)

    def body_before(self, left: int, last: int) -> Referent | None:
        """The body named before that "bank" in "a bank official" stands for."""
        for i in range(last - 1, left - 1, -1):
            lemma = self.s.lemmas[i].lower()
            if lemma in self.sets["body_nouns"] and self.s.deps[i] == "compound" and i not in self.at:
                for trace in self.discourse.recent(self.s.index, 4):
                    body = trace.referents[0]
                    if len(trace.referents) == 1 and body.kind == "body" and body.named and not body.human:
                        if lemma in body.name.lower().split() or lemma in self.sets["any_body"]:
                            return body
        return None

    def of_both(self, head: int, left: int, last: int, told: Description, lemma: str) -> tuple[Referent, ...]:
        """ "fishermen in both countries": the same collective of each of the two."""
        for _, obj in self.p.objects(head, AFFILIATION | NEARBY):
            states = self.pair(obj, self.s.lemmas[obj])
            name = self.p.text(self.p.without_determiner(left, last), last, self.r.document.text)
            if states:
                return tuple(
                    Referent(
                        "role", name, state.country, told.sectors, plural=True, human=True, roles={lemma}
                    )
                    for state in states
                )
        return ()

    def joined_to_name(self, head: int, left: int, last: int, told: Description) -> bool:
        """The role stands beside a name, or is said of its subject: one person, two mentions."""
        s = self.s
        kid = self.p.kid(head, "appos")
        if kid < 0 and last in self.run_of and self.run_of[last][0] == last:
            kid = self.p.head_of(*self.run_of[last])
        if kid >= 0 and kid not in self.at and (kid in self.run_head or kid in self.p.found_at):
            self.look(kid if kid in self.run_head else self.p.found_at[kid].head)
            kid = kid if kid in self.run_head else self.p.found_at[kid].head
        partner = kid if kid >= 0 and kid in self.at else -1
        if partner < 0 and s.deps[head] == "appos":
            partner = s.heads[head]
        if partner < 0 and s.deps[head] == "attr" and s.lemmas[s.heads[head]] == "be":
            partner = self.p.kid(s.heads[head], "nsubj")
        referents = self.at.get(partner, ())
        if len(referents) != 1 or not referents[0].human or referents[0].plural or not referents[0].named:
            return False
        person = referents[0]
        self.apply(person, told)
        if not person.country and set(person.sectors) & STATE_SECTORS:
            person.country = self.discourse.home(s.index)
        self.emit(left, last, head, (person,), "role", f'apposition to "{person.name}"', note=False)
        return True

    def person_meant(self, head: int, left: int, lemma: str, told: Description) -> Referent | None:
        """Whom "the minister" or "Iraq's president" means."""
        s = self.s
        definite = self.is_definite(head) or (left == head and s.pos[head] == "PROPN")
        if not definite and not (told.country and told.possessed):
            if not (told.country and self.p.kid(head, "det") < 0 and self.p.kid(head, "poss") < 0):
                return None
        generic = lemma in self.sets["person_nouns"] and not told.country and left >= head - 1
        generic = generic and not any(True for _ in self.p.objects(head, AFFILIATION))
        sector = told.sectors[0] if told.sectors else ""
        person = self.discourse.person_in_role(lemma, told, generic, sector)
        if person is not None:
            return person
        country = told.country or (self.discourse.home(s.index) if definite else "")
        entity = (
            self.r.lexicon.holder(told.office.lower() or lemma, country, self.r.date) if country else None
        )
        if entity is None or told.former:
            return None
        known = next((p for p in self.discourse.people if p.name == entity.name), None)
        known = known or self.introduce(entity)
        known.roles.add(lemma)
        return known
