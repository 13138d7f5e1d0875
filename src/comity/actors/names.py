"""Names: those of the lexicon, and people and bodies that no table knows."""

from __future__ import annotations

from collections.abc import Sequence

from comity.actors.coreference import (
    STATE_SECTORS,
    Description,
    Referent,
    name_words,
    surnames,
)
from comity.actors.lexicon import Name, Role
from comity.actors.phrases import (
    AFFILIATION,
    Found,
)
from comity.actors.surroundings import MODIFIERS, PLURAL_TAGS, STATE_KINDS, Surroundings
from comity.model import Entity

PARTS_OF_NAMES = ("state", "capital", "place", "people", "person")


class Names(Surroundings):
    """Reads names."""

    # names that the lexicon knows

    def is_part_of_a_name(self, found: Found) -> bool:
        """ "Jordan" in "Michael Jordan", "Chad" in "Chad Smith": a first name, not a state."""
        if found.last - found.first > 1 or found.names[0].kind not in PARTS_OF_NAMES:
            return found.names[0].kind == "person" and self.goes_on(found)
        s, first_names = self.s, self.sets["first_names"]
        before, after = found.first - 1, found.last
        firm = self.p.found_at.get(before)
        if (
            firm
            and found.names[0].kind == "state"
            and firm.names[0].kind == "body"
            and s.heads[before] == found.head
        ):
            return True  # "GM Canada"
        if found.names[0].kind == "person":
            return (before >= 0 and self.is_given_name(before)) or self.goes_on(found)
        if before >= 0 and s.pos[before] == "PROPN" and s.words[before].lower() in first_names:
            return before not in self.p.found_at
        if s.words[found.first].lower() not in first_names or after >= len(s) or after in self.p.found_at:
            return False
        return s.pos[after] == "PROPN" and not self.r.role(s.words[after].lower())

    def goes_on(self, found: Found) -> bool:
        """ "Henry" before "Kelly": the leader's surname is somebody else's first name."""
        i = found.last
        if i >= len(self.s) or self.s.pos[i] != "PROPN" or i in self.p.found_at:
            return False
        word = self.s.words[i].lower()
        if word in self.sets["particles"]:
            return True
        if not self.s.words[i].istitle() or word in self.sets["calendar"]:
            return False
        return word.isalpha() and not self.r.role(word) and word not in self.sets["organisation_words"]

    def is_given_name(self, i: int) -> bool:
        """A capitalised word before a surname that is no title, role or name of its own."""
        word = self.s.words[i]
        if word == "-" and self.s.ends[i] == self.s.starts[i + 1]:
            return True
        if (
            self.s.pos[i] != "PROPN"
            or not word[0].isupper()
            or i in self.p.found_at
            or word.lower() in self.r.words.titles
        ):
            return False
        return word.isalpha() and not self.r.role(word.lower()) and word.lower() not in self.sets["calendar"]

    def hit(self, found: Found) -> None:
        name = self.meaning(found)
        words = self.p.text(found.first, found.last, self.r.document.text)
        if body := self.discourse.aliases.get(words):
            modifier = self.s.deps[found.head] in MODIFIERS
            self.emit(
                found.first,
                found.last,
                found.head,
                (body,),
                body.kind,
                f"short for {body.name}",
                note=not modifier,
            )
        elif person := self.namesake(found, name):
            self.emit(
                found.first,
                found.last,
                found.head,
                (person,),
                "person",
                self.how_named(person, [words.lower()]),
            )
        elif name.kind == "person":
            self.known_person(found, name)
        elif name.kind in STATE_KINDS:
            self.state(found, name)
        else:
            self.body_or_place(found, name)

    def namesake(self, found: Found, name: Name) -> Referent | None:
        """ "Letts" is no people where the text has spoken of Jack Letts."""
        if (
            name.kind not in ("people", "place")
            or found.last - found.first > 1
            or self.p.kid(found.head, "det") >= 0
        ):
            return None
        word = self.s.words[found.first].lower()
        person = self.discourse.person_named([word])
        return person if person and person.human and word in surnames(person.name)[:1] else None

    def state(self, found: Found, name: Name) -> None:
        s, head = self.s, found.head
        modifier = s.deps[head] in MODIFIERS and s.heads[head] != head
        nominal = not modifier and s.deps[head] != "poss"
        if name.kind == "people" or (name.kind == "adjective" and nominal):
            bare = self.p.kid(head, "det") < 0 and s.tags[head] not in PLURAL_TAGS
            if bare and s.deps[head] in ("acomp", "attr", "oprd", "dobj"):
                return
            if not bare:
                self.people(found, name)
                return
        referent = self.state_referent(name.key) if name.kind != "seat" else self.seat_referent(name.key)
        if referent is None:
            return
        how = {"capital": "capital of", "seat": "seat of government of", "adjective": "adjective of"}.get(
            name.kind, ""
        )
        self.emit(
            found.first,
            found.last,
            head,
            (referent,),
            "state",
            f"{how} {referent.name}".strip(),
            note=not modifier,
        )

    def people(self, found: Found, name: Name) -> None:
        entity = self.r.entity(name.key)
        if entity is None:
            return
        words = self.p.text(found.first, found.last, self.r.document.text)
        plural = self.s.tags[found.head] in PLURAL_TAGS or name.kind != "people"
        group = Referent("side", words, entity.country, (), plural=plural, human=not plural)
        self.emit(found.first, found.last, found.head, (group,), "side", f"people of {entity.name}")

    def body_or_place(self, found: Found, name: Name) -> None:
        entity = self.r.entity(name.key)
        if entity is None:
            return
        modifier = self.s.deps[found.head] in MODIFIERS
        if entity.sector == "PTY" and entity.country not in self.r.named and self.r.named:
            country = self.discourse.home(self.s.index)
            entity = Entity(
                self.p.text(found.first, found.last, self.r.document.text), country, "PTY", ("PTY",)
            )
        if name.kind == "place":
            words = self.p.text(found.first, found.last, self.r.document.text)
            place = Referent("name", words, entity.country, place=True)
            self.emit(
                found.first, found.last, found.head, (place,), "name", f"place in {entity.name}", note=False
            )
            return
        body = self.body_of(entity)
        self.emit(
            found.first, found.last, found.head, (body,), "body", f"name of {entity.name}", note=not modifier
        )

    def known_person(self, found: Found, name: Name) -> None:
        entity = self.r.entity(name.key)
        words = name_words(self.p.text(found.first, found.last, self.r.document.text))
        if entity is None or not words or self.is_calendar(found):
            return
        left = min(self.p.left_edge(found.head), found.first)
        told = self.before_name(left, found.first)
        known = self.discourse.person_named(words, told.country, told.gender)
        if known is None and found.last - found.first == 1:
            if told.country and told.country != entity.country:
                others = self.r.lexicon.persons(words[-1], self.r.date, told.country)
                if not others:
                    self.person(found.head, left, found.first, found.last, told)
                    return
                entity = others[0]
            elif not (
                told.titled or entity.country in self.r.named or self.r.lexicon.leads(name.key, self.r.date)
            ):
                self.unknown_name(found.head, found.first, found.last)
                return
        if known is None:
            known = next((p for p in self.discourse.people if p.name == entity.name), None)
        if known is None:
            known = self.introduce(entity)
            if told.office and not self.r.date:
                known.office = told.office  # without a date the text knows better which office it was
        self.apply(known, told)
        self.with_apposition(known, found.head, found.last)
        self.emit(left, found.last, found.head, (known,), "person", self.how_named(known, words))

    def is_calendar(self, found: Found) -> bool:
        """ "May" after a preposition of time is a month."""
        i = found.first
        if found.last - i > 1 or self.s.words[i].lower() not in self.sets["calendar"]:
            return False
        follows_number = i + 1 < len(self.s) and self.s.pos[i + 1] == "NUM"
        return follows_number or self.s.deps[i] in ("pobj", "npadvmod", "compound", "nmod")

    # names that it does not know

    def proper(self, head: int, first: int, last: int) -> None:
        s = self.s
        if self.is_ticker(first, last):
            self.traded_firm(head, first - 1, last + 1)
            return
        lower = [w.lower() for w in s.words[first:last]]
        while lower and lower[0] in self.sets["calendar"]:
            first, lower = first + 1, lower[1:]
        if (
            not lower
            or lower[-1] in self.sets["calendar"]
            or not s.words[last - 1].replace(".", "").isalpha()
        ):
            return
        role = self.r.role(" ".join(lower[-3:])) if lower[-1].isalpha() else None
        if role and role.person and last - first > 1 and s.words[first].lower() in self.sets["first_names"]:
            role = None
        if half := self.half(head, first, last):
            self.emit(first, last, head, (half,), "state", f"half of a divided country: {half.name}")
        elif role and role.person:
            if s.deps[head] not in MODIFIERS or s.heads[head] < head or last in self.run_of:
                self.role_noun(head, first, last, role)
        elif lower[-1] in self.sets["utterances"]:
            self.utterance(head)
        elif role or self.is_organisation(lower):
            self.organisation(head, first, last, role)
        elif lower[-1] not in self.sets["thing_words"]:
            self.person_or_name(head, first, last)

    def is_ticker(self, first: int, last: int) -> bool:
        """ "<RTRS.L>" behind the name of a firm, which the parse may take for the name."""
        words = self.s.words
        return first > 1 and last < len(words) and words[first - 1] == "<" and words[last] == ">"

    def traded_firm(self, head: int, left: int, last: int) -> None:
        """The firm whose ticker, brackets included, is `left`..`last`: all capitalised words before it."""
        first = left
        while (
            first > 0
            and self.s.words[first - 1][0].isupper()
            and self.s.words[first - 1].lower() not in self.sets["calendar"]
        ):
            first -= 1
        if first == left:
            return
        name = self.p.text(first, left, self.r.document.text)
        found = self.p.found_at.get(left - 1)
        entity = self.r.entity(self.meaning(found).key) if found and found.first == first else None
        known = self.discourse.bodies.get(entity.name.lower() if entity else name.lower())
        known = known or self.listed_firm(first, left) or self.discourse.body_shortened(name)
        if known is None and entity and entity.sector:
            known = self.body_of(entity)
        elif known is None:
            known = Referent("body", name, sectors=("BUS",), named=True)
            self.remember_body(known)
        self.emit(first, last, head, (known,), "body", f"a firm by its ticker: {known.name}")

    def is_organisation(self, lower: Sequence[str]) -> bool:
        """By its last word ("Sudan News Agency"), or a bank's or firm's word inside ("Midland Bank NA")."""
        words = self.sets["organisation_words"]
        if len(lower) > 1 and lower[-1] in self.sets["firm_words"]:
            return True
        inside = self.sets["business_words"]
        return lower[-1] in words or lower[-1].rstrip(".") in words or any(w in inside for w in lower[1:-1])

    def half(self, head: int, first: int, last: int) -> Referent | None:
        """ "the North" of a country that the text speaks of as divided."""
        word = self.s.words[first].lower()
        if last - first != 1 or word not in ("north", "south") or self.s.deps[head] in MODIFIERS:
            return None
        for rule in self.r.words.halves:
            if (
                any(self.r.named[c] for c in rule["named"][:1])
                and self.r.named[rule[word]] + self.r.named[rule["south" if word == "north" else "north"]]
            ):
                return self.country_referent(rule[word])
        return None

    def person_or_name(self, head: int, first: int, last: int) -> None:
        """A run that ends in no role: a person's name behind titles, else a name of unknown kind."""
        start = first
        for i in range(first, last - 1):
            word = self.s.words[i].lower()
            role = self.r.role(word) if i + 1 < last else None
            pair = f"{self.s.words[i - 1].lower()} {word}" if i > first else ""
            if (
                self.r.lexicon.is_role(pair)
                or word in self.r.words.titles
                or (role and role.person and self.is_title(i))
            ):
                start = i + 1
            elif i > start and word in self.sets["first_names"] and start == first and last - i == 2:
                start = i
        left = self.left_of_name(head, first)
        told = self.before_name(left, start)
        words = name_words(self.p.text(start, last, self.r.document.text))
        if not words:
            return
        minister = self.portfolio_of(start)
        if minister >= 0 and not told.titled:
            role = self.r.role(self.s.words[minister].lower())
            told = self.role_description(minister, minister, minister + 1, role) if role else told
        known = self.discourse.person_named(words, told.country, told.gender)
        if known is not None:
            if not known.human and (told.titled or self.looks_human(head, start, last)):
                self.discourse.is_human(known)
            self.apply(known, told)
            if len(words) > len(name_words(known.name)) and not known.identifier_id:
                known.name = self.p.text(start, last, self.r.document.text)
                self.discourse.index(known)
            self.with_apposition(known, head, last)
            self.emit(left, last, head, (known,), known.kind, self.how_named(known, words))
        elif self.s.deps[head] in MODIFIERS and not told.titled:
            self.modifying_name(head, first, last)
        elif entity := self.in_lexicon(words, told.country):
            person = self.introduce(entity)
            if " " not in person.name:
                person.name = self.p.text(start, last, self.r.document.text)
                self.discourse.index(person)
            self.apply(person, told)
            self.with_apposition(person, head, last)
            self.emit(left, last, head, (person,), "person", self.how_named(person, words))
        elif told.titled or self.looks_human(head, start, last) or self.speaks(head, start, last):
            self.person(head, left, start, last, told)
        else:
            self.unknown_name(head, first, last)

    def portfolio_of(self, first: int) -> int:
        """The role noun in "Minister of Foreign Affairs and Trade" right before a name; -1 if there is none."""
        s, i = self.s, first - 1
        if i < 0 or s.words[i].lower() not in self.sets["portfolios"]:
            return -1
        while i > 0 and s.words[i].lower() in self.sets["portfolios"] | {"and", "&", ",", "the"}:
            i -= 1
        role = self.r.role(s.words[i - 1].lower()) if i > 0 and s.words[i].lower() in ("of", "for") else None
        return i - 1 if role and role.person else -1

    def left_of_name(self, head: int, first: int) -> int:
        """Where the phrase of a name begins; a role noun that touches the name belongs to it."""
        left = min(self.p.left_edge(head), first)
        if left == first > 0 and first - 1 not in self.p.found_at:
            role = self.r.role(self.s.words[first - 1].lower())
            if role and role.person and self.s.tags[first - 1] not in PLURAL_TAGS:
                return self.p.left_edge(first - 1)
        return left

    def in_lexicon(self, words: Sequence[str], country: str) -> Entity | None:
        """A person of the tables under another spelling of the name: every word of it must fit."""
        if len(words) < 2:
            return None
        for entity in self.r.lexicon.persons(words[-1], self.r.date, country):
            if len(name_words(entity.name)) < 2:
                continue
            if set(words) <= set(name_words(entity.name)) or set(name_words(entity.name)) <= set(words):
                return entity
        return None

    def modifying_name(self, head: int, first: int, last: int) -> None:
        """ "Reagan" in "the Reagan administration"."""
        words = self.p.text(first, last, self.r.document.text)
        body = self.discourse.aliases.get(words) or self.discourse.bodies.get(words.lower())
        if body:
            self.emit(first, last, head, (body,), "body", f"name of {body.name}", note=False)

    def looks_human(self, head: int, first: int, last: int) -> bool:
        """A first name that is one, a constituency behind the name, or a person's role beside it."""
        if self.constituency(last):
            return True
        if last - first >= 2 and self.s.words[first].lower() in self.sets["first_names"]:
            return True
        beside = self.apposed(head)
        if beside >= 0:
            role = self.r.role(self.tail(beside))
            return bool(role and role.person) and self.s.tags[beside] not in PLURAL_TAGS
        return False

    def constituency(self, last: int) -> str:
        """The country of "Howell Heflin (Ala.)", "Tom Harkin (D-Iowa)"."""
        s = self.s
        if last + 2 >= len(s) or s.words[last] != "(":
            return ""
        inside = self.p.text(last + 1, min(last + 5, len(s)), self.r.document.text).split(")")[0]
        return self.r.words.regions.get(inside.removeprefix("D-").removeprefix("R-"), "")

    def speaks(self, head: int, first: int, last: int) -> bool:
        """A name of two words or more that is the subject of a verb with a clause for its object."""
        if (
            last - first < 2
            or self.s.deps[head] != "nsubj"
            or any(w.isupper() for w in self.s.words[first:last])
        ):
            return False
        return self.p.kid(self.s.heads[head], "ccomp") >= 0

    def apposed(self, head: int) -> int:
        """The common noun in apposition to a name, either way round; -1 if none."""
        kid = self.p.kid(head, "appos")
        if kid >= 0 and self.s.words[kid].lower() not in self.sets["never_roles"]:
            return kid
        if self.s.deps[head] == "appos":
            return self.s.heads[head]
        return -1

    def person(self, head: int, left: int, first: int, last: int, told: Description) -> Referent:
        name = self.p.text(first, last, self.r.document.text)
        name = name.title() if name.islower() else name
        person = self.discourse.add_person(
            Referent("person", name, human=True, named=True, since=self.s.index, gender=self.gender(name))
        )
        self.apply(person, told)
        if country := self.constituency(last):
            person.learn(country, ("LEG",))
        self.with_apposition(person, head, last)
        self.in_apposition(person, head)
        if not person.country:
            self.affiliate(person, head)
        if not person.country:
            self.at_a_firm(person)
        if not person.country and set(person.sectors) & STATE_SECTORS:
            person.country = self.discourse.home(self.s.index)
        self.emit(
            left,
            last,
            head,
            (person,),
            "person",
            f'"{name}"' + (f", {person.office}" if person.office else ""),
        )
        return person

    def at_a_firm(self, person: Referent) -> None:
        """ "Chairman Ellis Norwood", whom no table knows, heads the firm that was named just now."""
        roles = {role.lower() for role in person.roles}
        if not roles & self.sets["heads_of_firms"] or person.sectors not in ((), ("GOV",), ("BUS",)):
            return
        firm = self.discourse.last_spokesbody(self.s.index)
        if firm is not None and (firm.sectors[:1] == ("BUS",) or self.r.ticker(firm.name)):
            person.sectors, person.country = ("BUS",), firm.country
            person.why = person.why or f"of {firm.name}"

    def affiliate(self, person: Referent, head: int) -> None:
        """ "Hong Nack-kee of the Korea Foundation"."""
        country, sectors, why = self.around(head, AFFILIATION, 3)
        person.learn(country, sectors)
        person.why = person.why or why

    def with_apposition(self, person: Referent, head: int, last: int) -> None:
        """Read the role noun in apposition to a name, and take over what it says."""
        kid = self.p.kid(head, "appos")
        if kid < 0:
            kid = self.role_behind_comma(last)
        if kid < 0 or kid in self.at or kid in self.p.found_at:
            return
        if self.s.words[kid].lower() in self.sets["never_roles"]:
            return
        first, last = self.run_head.get(kid, (kid, kid + 1))
        role = self.r.role(self.tail(kid))
        if role and role.person and self.s.tags[kid] not in PLURAL_TAGS:
            self.apply(person, self.role_description(kid, first, last, role))
            self.emit(
                self.p.left_edge(kid),
                last,
                kid,
                (person,),
                "role",
                f'apposition to "{person.name}"',
                note=False,
            )

    def role_behind_comma(self, i: int) -> int:
        """Where the parse misses an apposition: "Gould, Under Secretary of the Treasury, told …"."""
        s = self.s
        if i >= len(s) or s.words[i] != ",":
            return -1
        for j in range(i + 1, min(i + 7, len(s))):
            if s.pos[j] not in ("DET", "ADJ", "NOUN", "PROPN", "PART", "ADP") or s.words[j] == ",":
                return -1
            role = self.r.role(s.words[j].lower()) if s.pos[j] in ("NOUN", "PROPN") else None
            if role and role.person and s.deps[j] not in MODIFIERS:
                return j if s.deps[j] not in ("nsubj", "conj", "nsubjpass", "dobj") else -1
            if s.pos[j] == "ADP" and not s.words[j][0].isupper():
                return -1
        return -1

    def in_apposition(self, person: Referent, head: int) -> None:
        """Read the role noun to which a name stands in apposition: "Kuwait's Oil Minister, Sheikh Ali"."""
        parent = self.s.heads[head]
        if self.s.deps[head] != "appos" or parent in self.p.found_at:
            return
        first, last = self.run_head.get(parent, (parent, parent + 1))
        role = self.r.role(self.tail(parent))
        if role and role.person and self.s.tags[parent] not in PLURAL_TAGS:
            self.apply(person, self.role_description(parent, first, last, role))

    def apply(self, person: Referent, told: Description) -> None:
        sectors = told.sectors
        if told.former:
            sectors = ("ELI", *(x for x in sectors if x != "ELI"))
        person.learn(told.country, sectors, told.office, told.gender)
        person.roles |= told.roles
        person.why = person.why or told.why

    def unknown_name(self, head: int, first: int, last: int) -> None:
        s = self.s
        if s.deps[head] == "pobj" and s.lemmas[s.heads[head]] in self.sets["whereabouts"]:
            return
        name = self.p.text(first, last, self.r.document.text)
        if not name[0].isupper() and not self.p.lower:
            return
        known = (
            self.discourse.aliases.get(name)
            or self.discourse.bodies.get(name.lower())
            or self.discourse.body_abbreviated(name)
            or self.discourse.body_shortened(name)
        )
        if known is None:
            known = Referent("name", name, named=True, since=s.index)
            self.remember_body(known)
            if last - first > 1:
                self.discourse.index(known)
        country, sectors, why = self.around(head, AFFILIATION, 1)
        known.learn("", sectors or (("BUS",) if self.r.ticker(name) else ()))
        self.emit(
            first, last, head, (known,), known.kind, why or "a name", note=self.s.deps[head] not in MODIFIERS
        )

    def organisation(self, head: int, first: int, last: int, role: Role | None) -> None:
        """A capitalised body: "Foreign Ministry", "Sudan News Agency", "Moscow Institute"."""
        s = self.s
        lemma = s.words[last - 1].lower()
        if s.deps[head] in MODIFIERS and s.pos[s.heads[head]] in ("NOUN", "PROPN"):
            return
        if (role and lemma in self.sets["institutions"] | self.sets["governments"]) or (
            role and role.sector in STATE_SECTORS
        ):
            self.collective(head, first, last, role)
            return
        left = min(self.p.left_edge(head), first)
        told = self.before_name(left, first)
        name = self.name_as_written(head, left, last)
        known = self.discourse.bodies.get(name.lower()) or self.listed_firm(first, last)
        if known is None:
            country, sectors, _ = self.around(head, AFFILIATION, 2)
            known = Referent("body", name, told.country or country, named=True)
            known.sectors = self.organisation_sectors(lemma, role)
            self.remember_body(known)
        self.emit(left, last, head, (known,), "body", f"name of a body: {known.name}")

    def listed_firm(self, first: int, last: int) -> Referent | None:
        """ "Texaco Inc" is the Texaco of the tables."""
        end = last
        while end > first and self.s.words[end - 1].lower() in self.sets["firm_endings"]:
            end -= 1
        if end in (first, last):
            return None
        words = self.p.text(first, end, self.r.document.text)
        for name in self.r.lexicon.names(words):
            entity = self.r.entity(name.key) if name.kind == "body" else None
            if entity is not None:
                return self.body_of(entity)
        return None

    def body_of(self, entity: Entity) -> Referent:
        """A body of the tables, as the text has spoken of it or for the first time."""
        if known := self.discourse.bodies.get(entity.name.lower()):
            return known
        body = Referent(
            "body",
            entity.name,
            entity.country,
            entity.sectors,
            named=True,
            identifier_id=entity.identifier_id,
        )
        self.remember_body(body)
        return body

    def organisation_sectors(self, lemma: str, role: Role | None) -> tuple[str, ...]:
        if lemma in self.sets["press_words"]:
            return ("JRN",)
        if lemma in self.sets["business_words"] | self.sets["firm_words"]:
            return ("BUS",)
        return (role.sector,) if role and role.sector else ()
