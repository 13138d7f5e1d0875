"""Who is spoken of where: every noun phrase that stands for people, states or bodies, with its entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from comity.actors.coreference import (
    BODIES,
    STATE_SECTORS,
    Description,
    Discourse,
    Referent,
    Trace,
    name_words,
    surnames,
)
from comity.actors.lexicon import Hit, Lexicon, Name, Role
from comity.actors.phrases import (
    AFFILIATION,
    Found,
    Phrases,
    quoted_tokens,
    runs,
    vocabulary,
)
from comity.model import Document, Entity, Mention, MentionKind, Sentence

MODIFIERS = frozenset(["compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "nounmod"])
STATE_KINDS = frozenset(["state", "adjective", "capital", "seat", "people"])
PLURAL_TAGS = frozenset(["NNS", "NNPS"])
NEARBY = frozenset(["in"])
CLAUSES = frozenset(["xcomp", "ccomp", "advcl", "acl", "relcl", "csubj"])
FORMER = frozenset(["former", "ex", "late", "ousted", "deposed", "exiled", "onetime"])


class Draft(NamedTuple):
    """A mention whose referents may still grow; entities are drawn up when the text has been read."""

    phrases: Phrases
    first: int
    last: int
    head: int
    referents: tuple[Referent, ...]
    kind: MentionKind
    how: str


class Resolver:
    """Finds the mentions of a document and says whom each means."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._roles: dict[str, Role | None] = {}

    def role(self, words: str) -> Role | None:
        if words not in self._roles:
            self._roles[words] = self.lexicon.role(words)
        return self._roles[words]

    def mentions(self, document: Document, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
        """The mentions in text order; where one holds another, each has its own head."""
        return Reading(self, document).of(sentences)


class Reading:
    """One document being read from its first sentence to its last."""

    def __init__(self, resolver: Resolver, document: Document) -> None:
        self.role = resolver.role
        self.lexicon = resolver.lexicon
        self.document = document
        self.date = document.published
        self._entities: dict[str, Entity | None] = {}
        self.words = vocabulary()
        self.sets = self.words.sets
        self.hits = self.lexicon.find(document.text)
        title = self.lexicon.find(document.title) if document.title else []
        place = self.lexicon.find(document.place) if document.place else []
        self.named = Counter(
            c for c in map(self.country_of_hit, [*self.hits, *title]) if c and c not in BODIES
        )
        places = [c for c in map(self.country_of_hit, place) if c and c not in BODIES]
        self.discourse = Discourse(
            self.named, places[0] if places else "", elsewhere=bool(document.place) and not places
        )
        self.drafts: list[Draft] = []
        self.thing_before = False  # whether the subject of the sentence before was no actor
        self.quotation = (False, -1)  # open at the end of the sentence before; in which block

    def of(self, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
        position = 0
        for sentence in sentences:
            inside: list[Hit] = []
            while position < len(self.hits) and self.hits[position].start < sentence.end:
                if self.hits[position].start >= sentence.start:
                    inside.append(self.hits[position])
                position += 1
            SentenceReading(self, Phrases(sentence, inside), self.quotes(sentence)).read()
        return tuple(self.mention(draft) for draft in self.drafts)

    def entity(self, key: str) -> Entity | None:
        """The entity of a key of the lexicon on the day of the document."""
        if key not in self._entities:
            self._entities[key] = self.lexicon.entity(key, self.date)
        return self._entities[key]

    def quotes(self, sentence: Sentence) -> tuple[bool, ...]:
        was_open, block = self.quotation
        marks, still_open = quoted_tokens(sentence, was_open and block == sentence.block)
        self.quotation = (still_open, sentence.block)
        return marks

    def country_of_hit(self, hit: Hit) -> str:
        name = hit.names[0]
        if name.kind not in STATE_KINDS:
            return ""
        entity = self.entity(name.key)
        return entity.country if entity else ""

    def mention(self, draft: Draft) -> Mention:
        s = draft.phrases.s
        first = draft.phrases.without_determiner(draft.first, draft.last)
        start, end = s.starts[first], s.ends[draft.last - 1]
        words = self.document.text[start:end]
        entities = tuple(r.entity(words, start, end) for r in draft.referents)
        person = any(r.human and r.named and not r.plural for r in draft.referents)
        return Mention(s.index, first, draft.last, draft.head, entities, draft.kind, person, draft.how)


class SentenceReading:
    """One sentence of a document; `at` holds whom each head that was read stands for."""

    def __init__(self, reading: Reading, phrases: Phrases, quoted: tuple[bool, ...]) -> None:
        self.r = reading
        self.p = phrases
        self.s = phrases.s
        self.quoted = quoted
        self.sets = reading.sets
        self.discourse = reading.discourse
        self.at: dict[int, tuple[Referent, ...]] = {}
        self.ends: dict[int, int] = {}  # heads, by where their phrases end
        self.groups: dict[int, tuple[Referent, ...]] = {}  # coordinations, by the conjunct they have reached
        self.run_of: dict[int, tuple[int, int]] = {}
        self.run_head: dict[int, tuple[int, int]] = {}

    def read(self) -> None:
        for found in list(self.p.found):
            if self.is_part_of_a_name(found):
                self.p.drop(found)
        for run in map(self.lengthened, runs(self.p)):
            for i in range(*run):
                self.run_of[i] = run
            self.run_head[self.p.head_of(*run)] = run
        for i in range(len(self.s)):
            if i not in self.at:
                self.look(i)
        self.r.thing_before = self.subject_is_thing()

    def lengthened(self, run: tuple[int, int]) -> tuple[int, int]:
        """In a sentence without capitals a name goes back to the role noun before it."""
        first, last = run
        s = self.s
        if not self.p.lower:
            return run
        start = first
        while start > 0 and s.pos[start - 1] in ("NOUN", "ADJ", "PROPN") and start - 1 not in self.p.found_at:
            role = self.r.role(s.words[start - 1])
            if role:
                return (start, last) if role.person else run
            start -= 1
        return run

    def subject_is_thing(self) -> bool:
        """The main subject of the sentence is a singular noun that stands for no actor."""
        root = next((i for i, head in enumerate(self.s.heads) if head == i), 0)
        subject = self.p.kid(root, "nsubj", "nsubjpass")
        return subject >= 0 and subject not in self.at and self.s.pos[subject] == "NOUN"

    def look(self, i: int) -> None:
        s = self.s
        if found := self.p.found_at.get(i):
            if i == found.head:
                self.hit(found)
        elif i in self.run_of:
            if i in self.run_head:
                self.proper(i, *self.run_head[i])
        elif s.pos[i] == "PRON" or s.tags[i] in ("PRP$", "WP$", "WDT"):
            self.pronoun(i)
        elif s.pos[i] == "NOUN":
            self.common(i)
        elif s.pos[i] == "DET" and s.deps[i] not in ("det", "predet", "preconj"):
            self.pronoun(i)

    # names that the lexicon knows

    def is_part_of_a_name(self, found: Found) -> bool:
        """ "Jordan" in "Michael Jordan", "Chad" in "Chad Smith": a first name, not a state."""
        if found.last - found.first > 1 or found.names[0].kind not in ("state", "capital", "place", "person"):
            return False
        s, first_names = self.s, self.sets["first_names"]
        before, after = found.first - 1, found.last
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
        if not self.s.words[i].istitle():
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

    def meaning(self, found: Found) -> Name:
        """Of several meanings the one whose country the text names elsewhere, else the first."""
        names = found.names
        if len(names) == 1:
            return names[0]
        if names[0].kind == "person":
            return self.whose_surname(found)
        named = self.r.named
        scored = [(named[e.country] if (e := self.r.entity(n.key)) else 0) for n in names]
        return names[scored.index(max(scored))]

    def whose_surname(self, found: Found) -> Name:
        keys = {name.key: name for name in found.names}
        entities = {k: self.r.entity(k) for k in keys}
        surname = self.s.words[found.last - 1].lower()
        ranked = [e.name for e in self.r.lexicon.persons(surname, self.r.date)]

        def worth(key: str) -> tuple[int, int]:
            entity = entities[key]
            if entity is None:
                return (-1, 0)
            rank = ranked.index(entity.name) if entity.name in ranked else len(ranked)
            return (int(entity.country in self.r.named), -rank)

        return keys[max(keys, key=worth)]

    def hit(self, found: Found) -> None:
        name = self.meaning(found)
        if name.kind == "person":
            self.known_person(found, name)
        elif name.kind in STATE_KINDS:
            self.state(found, name)
        else:
            self.body_or_place(found, name)

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

    def state_referent(self, key: str) -> Referent | None:
        entity = self.r.entity(key)
        if entity is None:
            return None
        known = self.discourse.states.get(entity.name)
        if known is None:
            known = Referent("state", entity.name, entity.country, entity.sectors or ("GOV",), named=True)
            self.discourse.states[entity.name] = known
        return known

    def seat_referent(self, key: str) -> Referent | None:
        entity = self.r.entity(key)
        return self.country_referent(entity.country) if entity else None

    def country_referent(self, country: str) -> Referent:
        """The state itself, by its code."""
        for referent in self.discourse.states.values():
            if referent.country == country:
                return referent
        return self.state_referent(country) or Referent("state", country, country, ("GOV",), named=True)

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
            place = Referent(
                "name", self.p.text(found.first, found.last, self.r.document.text), entity.country
            )
            self.emit(
                found.first, found.last, found.head, (place,), "name", f"place in {entity.name}", note=False
            )
            return
        body = self.discourse.bodies.get(entity.name.lower())
        if body is None:
            body = Referent(
                "body",
                entity.name,
                entity.country,
                entity.sectors,
                named=True,
                identifier_id=entity.identifier_id,
            )
            self.remember_body(body)
        self.emit(
            found.first, found.last, found.head, (body,), "body", f"name of {entity.name}", note=not modifier
        )

    def remember_body(self, body: Referent) -> None:
        self.discourse.bodies[body.name.lower()] = body

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
            elif not told.titled and entity.country not in self.r.named:
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

    def introduce(self, entity: Entity) -> Referent:
        """Somebody whom the tables know, in the office of the day."""
        person = Referent(
            "person", entity.name, entity.country, entity.sectors, entity.office, self.gender(entity.name),
            human=True, named=True, since=self.s.index, identifier_id=entity.identifier_id,
        )  # fmt: skip
        if entity.office:
            person.roles.update(entity.office.lower().split()[-1].split("-"))
        person.why = f"{entity.office or 'person'} of {entity.country}" + (
            f" on {self.r.date}" if self.r.date else ""
        )
        return self.discourse.add_person(person)

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

    def is_organisation(self, lower: Sequence[str]) -> bool:
        """By its last word ("Sudan News Agency"), or a bank's or firm's word inside ("Midland Bank NA")."""
        words = self.sets["organisation_words"]
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
            if word in self.r.words.titles or (role and role.person and self.is_title(i)):
                start = i + 1
            elif i > start and word in self.sets["first_names"] and start == first and last - i == 2:
                start = i
        left = self.left_of_name(head, first)
        told = self.before_name(left, start)
        words = name_words(self.p.text(start, last, self.r.document.text))
        if not words:
            return
        known = self.discourse.person_named(words, told.country, told.gender)
        if known is not None:
            if not known.human and (told.titled or self.looks_human(head, start, last)):
                known.human, known.kind = True, "person"
                self.discourse.people.append(known)
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
            if set(words) <= set(name_words(entity.name)) or set(name_words(entity.name)) <= set(words):
                return entity
        return None

    def modifying_name(self, head: int, first: int, last: int) -> None:
        """ "Reagan" in "the Reagan administration"."""
        key = self.p.text(first, last, self.r.document.text).lower()
        body = self.discourse.bodies.get(key)
        if body:
            self.emit(first, last, head, (body,), "body", f"name of {body.name}", note=False)

    def looks_human(self, head: int, first: int, last: int) -> bool:
        """A first name that is one, or a person's role beside the name."""
        if last - first >= 2 and self.s.words[first].lower() in self.sets["first_names"]:
            return True
        beside = self.apposed(head)
        if beside >= 0:
            role = self.r.role(self.tail(beside))
            return bool(role and role.person) and self.s.tags[beside] not in PLURAL_TAGS
        return False

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
        if kid >= 0:
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
        self.with_apposition(person, head, last)
        self.in_apposition(person, head)
        if not person.country:
            self.affiliate(person, head)
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
        known = self.discourse.bodies.get(name.lower()) or self.discourse.body_abbreviated(name)
        if known is None:
            known = Referent("name", name, named=True, since=s.index)
            self.remember_body(known)
            if last - first > 1:
                self.discourse.index(known)
        country, sectors, why = self.around(head, AFFILIATION, 1)
        known.learn("", sectors)
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
        known = self.discourse.bodies.get(name.lower())
        if known is None:
            country, sectors, _ = self.around(head, AFFILIATION, 2)
            known = Referent("body", name, told.country or country, named=True)
            known.sectors = self.organisation_sectors(lemma, role)
            self.remember_body(known)
        self.emit(left, last, head, (known,), "body", f"name of a body: {known.name}")

    def organisation_sectors(self, lemma: str, role: Role | None) -> tuple[str, ...]:
        if lemma in self.sets["press_words"]:
            return ("JRN",)
        if lemma in self.sets["business_words"]:
            return ("BUS",)
        return (role.sector,) if role and role.sector else ()

    # common nouns

    def tail(self, head: int) -> str:
        """The noun with the two words before it: the longest phrase that the table of roles may know."""
        first = head
        while first > 0 and head - first < 2 and self.s.heads[first - 1] == head:
            first -= 1
        return " ".join(w.lower() for w in self.s.words[first : head + 1])

    def common(self, i: int) -> None:
        s, lemma = self.s, self.s.lemmas[i]
        if s.deps[i] in MODIFIERS and s.heads[i] != i:
            return
        if lemma in self.sets["utterances"]:
            self.utterance(i)
            return
        role = self.r.role(s.words[i].lower())
        if role is None or lemma in self.sets["state_nouns"]:
            self.definite_noun(i, lemma)
            return
        if (role.sector == "UNK" and not role.person) or s.words[i].lower() in self.sets["never_roles"]:
            return
        if lemma in self.sets["abstract"] and (not self.is_definite(i) and self.p.kid(i, "prep") >= 0):
            return
        role = self.r.role(self.tail(i)) or role
        if role.person or s.words[i].lower() in self.sets["person_nouns"]:
            self.role_noun(i, i, i + 1, role)
        else:
            self.collective(i, i, i + 1, role)

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
        """An adjective of direction or number makes "the northern republic" another one."""
        words = {self.s.lemmas[k] for k in self.p.kids[i] if k < i}
        return bool(words & self.sets["other_ones"])

    def last_body(self, i: int, lemma: str) -> bool:
        """The body named before that has the noun in its name; else any, for a noun that fits any."""
        bodies = [
            t.referents[0]
            for t in self.discourse.recent(self.s.index, 4)
            if len(t.referents) == 1 and t.referents[0].kind in ("body", "name") and not t.referents[0].human
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
            if people or not self.discourse.two_parties():
                return people
        elif lemma not in self.sets["pair_states"]:
            return ()
        countries = self.discourse.two_parties()
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
                told.country, told.why = self.discourse.home(s.index), "the country that the text is about"
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

    def is_institution(self, left: int, last: int) -> bool:
        """Some word of the phrase names what every state has, and none says that it is another's."""
        s = self.s
        for i in range(left, last):
            if s.lemmas[i] in self.sets["outsiders"]:
                return False
            if (
                s.lemmas[i] == "foreign"
                and i + 1 < last
                and s.lemmas[i + 1] not in self.sets["foreign_offices"]
            ):
                return False
        return any(s.lemmas[i] in self.sets["institutions"] for i in range(left, last))

    def name_as_written(self, head: int, left: int, last: int) -> str:
        """The phrase without its determiner, with a short "of" phrase behind it."""
        for _, obj in self.p.objects(head, frozenset(["of"])):
            if head < obj <= last + 4 and self.p.left_edge(obj) <= last + 2:
                last = obj + 1
        return self.p.text(self.p.without_determiner(left, last), last, self.r.document.text)

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
        if not told.country and not told.possessed and self.is_institution(left, last):
            if not plural or lemma in self.sets["plural_institutions"]:
                told.country, told.why = self.discourse.home(s.index), "the country that the text is about"
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

    # what the words around say

    def before_name(self, left: int, first: int) -> Description:
        """Titles, roles, adjectives and possessors between `left` and `first`."""
        told = Description()
        s = self.s
        office_from = left
        for i in range(left, first):
            word = s.words[i].lower()
            if s.deps[i] == "poss" and i in self.at:
                self.take_possessor(told, i)
            if found := self.p.found_at.get(i):
                if i == found.last - 1:
                    self.take_hit(told, found)
                    office_from = i + 1
            elif s.tags[i] in ("POS", "PRP$", "DT"):
                office_from = i + 1
            elif self.at.get(i) and self.at[i][0].human:
                self.take_possessor(told, i)
            elif (word in self.r.words.titles and i == first - 1) or word.rstrip(".") in (
                "mr",
                "mrs",
                "ms",
                "dr",
            ):
                told.titled = True
                title = self.r.words.titles.get(word, "either")
                told.gender = told.gender or (title if title != "either" else "")
                if (title_role := self.r.role(word.rstrip("."))) and title_role.person:
                    if title == "either":
                        self.take_role(told, word.rstrip("."), title_role, office_from, i + 1)
                    told.sectors = told.sectors or ((title_role.sector,) if title_role.sector else ())
            elif word in FORMER:
                told.former = True
            elif (role := self.r.role(word)) and role.person and self.is_title(i):
                told.titled = True
                self.take_role(told, word, self.r.role(self.tail(i)) or role, office_from, i + 1)
            elif role and role.sector and not told.sectors and s.pos[i] in ("NOUN", "PROPN"):
                told.sectors = (role.sector,)
        return told

    def is_title(self, i: int) -> bool:
        return self.s.pos[i] in ("NOUN", "PROPN") and self.s.words[i].lower() not in self.sets["never_titles"]

    def take_role(self, told: Description, word: str, role: Role, first: int, last: int) -> None:
        told.roles.add(self.s.lemmas[last - 1])
        if role.sector:
            told.sectors = (role.sector, *(x for x in told.sectors if x != role.sector))
        words = [
            w for i, w in enumerate(self.s.words[first:last], first) if self.s.pos[i] != "PUNCT" or w == "-"
        ]
        office = " ".join(words).replace(" - ", "-")
        if office:
            told.office = (
                office
                if not office.islower()
                else office.title().replace(" Of ", " of ").replace(" And ", " and ")
            )
        told.gender = told.gender or self.r.words.genders.get(word, "")

    def take_hit(self, told: Description, found: Found) -> None:
        name = self.meaning(found)
        entity = self.r.entity(name.key)
        if entity is None:
            return
        if entity.country and (not told.country or told.country in BODIES):
            told.country, told.why = entity.country, f'{entity.country} after "{self.s.words[found.head]}"'
        if name.kind == "body" and entity.sectors:
            told.sectors = told.sectors or entity.sectors

    def take_possessor(self, told: Description, i: int) -> None:
        told.possessed = True
        if not self.at[i]:
            return
        owner = self.at[i][0]
        if len(self.at[i]) == 1 and owner.country and (owner.kind != "name"):
            told.country = told.country or owner.country
            told.why = told.why or f"of {owner.name}"
            told.owned_by_person = owner.human and not told.titled

    def role_description(
        self, head: int, first: int, last: int, role: Role, left: int | None = None
    ) -> Description:
        """Country, sector and office of a role noun, from the words before it and the phrases behind it."""
        s = self.s
        left = min(self.p.left_edge(head), first) if left is None else left
        told = self.before_name(left, first)
        inner = self.before_name(first, last - 1) if last - first > 1 else Description()
        told.country = told.country or inner.country
        told.former = told.former or inner.former
        if told.owned_by_person and role.sector not in ("GOV", "MIL", "LEG", "SPY"):
            told.country = told.why = ""
        own = (role.sector,) if role.sector else ()
        around_it = told.sectors or inner.sectors
        generic = s.lemmas[last - 1] in self.sets["generic_roles"]
        if generic and not around_it:
            around_it = self.around(head, AFFILIATION, 2)[1]
            if not around_it and not told.country and self.of_unknown_body(head, left, last):
                own, told.possessed = (), True
        told.sectors = (around_it or own) if generic else own or around_it
        told.titled = True
        if role.person:
            start = left
            for i in range(left, last - 1):
                if (
                    i in self.p.found_at
                    or s.tags[i] in ("POS", "PRP$", "DT", "JJS")
                    or s.words[i].lower() in FORMER
                ):
                    start = i + 1
            told.roles.add(s.lemmas[last - 1])
            told.office = ""
            sectors = told.sectors
            self.take_role(told, s.words[last - 1].lower(), role, start, last)
            told.sectors = sectors
        reach = AFFILIATION | NEARBY if role.sector in self.sets["local_roles"] else AFFILIATION
        if not told.country or not told.sectors:
            country, sectors, why = self.around(head, reach, 3)
            told.country = told.country or country
            told.why = told.why or why
            told.sectors = told.sectors or sectors
        return told

    def of_unknown_body(self, head: int, left: int, last: int) -> bool:
        """ "president of Euro Disneyland", "a Texaco spokesman": serves a body that no table knows."""
        if any(obj in self.run_of for _, obj in self.p.objects(head, AFFILIATION)):
            return True
        before = last - 2
        return before >= left and before in self.run_of and self.r.role(self.s.words[before].lower()) is None

    def around(self, head: int, prepositions: frozenset[str], depth: int) -> tuple[str, tuple[str, ...], str]:
        """Country and sector that the objects of "of", "at", "from" tell, down to `depth` nested ones."""
        country, why = "", ""
        sectors: tuple[str, ...] = ()
        for preposition, obj in self.p.objects(head, prepositions):
            told = Description()
            for i in range(self.p.left_edge(obj), obj + 1):
                found = self.p.found_at.get(i)
                if found and i == found.last - 1:
                    self.take_hit(told, found)
            role = self.r.role(self.s.words[obj].lower())
            if not told.sectors and role and role.sector and not role.person:
                told.sectors = (role.sector,)
            if depth > 1 and not (told.country and told.sectors):
                deeper = self.around(obj, prepositions | NEARBY, depth - 1)
                told.country, told.sectors = told.country or deeper[0], told.sectors or deeper[1]
            country, sectors = country or told.country, sectors or told.sectors
            why = why or (f"{preposition} {self.s.words[obj]}" if told.country else "")
        return country, tuple(sectors), why

    def gender(self, name: str) -> str:
        first = name.split(" ", 1)[0].lower()
        told = self.r.words.genders.get(first, "")
        return told if " " in name else ""

    def how_named(self, person: Referent, words: Sequence[str]) -> str:
        tail = f", {person.why}" if person.why else ""
        if len(words) < len(name_words(person.name)):
            part = "surname" if words[-1] in surnames(person.name) else "part"
            return f'{part} of "{person.name}" (sentence {person.since + 1}){tail}'
        return f'"{person.name}"{tail}'

    # pronouns

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
        return s.lemmas[verb] in ("be", "seem", "appear", "take") and bool(labels & CLAUSES)

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
        if referents:
            self.emit(
                i,
                i + 1,
                i,
                referents,
                "pronoun",
                f"relative to {referents[0].name}",
                note=self.p.is_subject(i),
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

    # writing down

    def trace(self, head: int, referents: tuple[Referent, ...], plural: bool = False) -> Trace:
        s = self.s
        verb = s.heads[head] if s.deps[head] not in ("poss", "compound", "amod") else -1
        if s.deps[head] == "pobj" and s.deps[verb] in ("prep", "agent", "dative"):
            verb = s.heads[verb]
        return Trace(referents, s.index, head, self.p.is_subject(head), plural, verb, self.quoted[head])

    def emit(
        self, first: int, last: int, head: int, referents: tuple[Referent, ...], kind: MentionKind, how: str,
        note: bool = True, plural: bool = False,
    ) -> None:  # fmt: skip
        self.at[head] = referents
        self.r.drafts.append(Draft(self.p, first, last, head, referents, kind, how))
        if not note or not referents:
            return
        for referent in referents:
            referent.sentence = self.s.index
        self.discourse.note(self.trace(head, referents, plural or any(r.plural for r in referents)))
        self.ends[last] = head
        before = self.coordinated_with(first, head)
        if before >= 0 and (others := self.at.get(before)):
            together = (*self.groups.get(before, others), *referents)
            self.groups[head] = together
            self.discourse.note(self.trace(before, together, plural=True))

    def coordinated_with(self, first: int, head: int) -> int:
        """The head before "and", by the parse or, between two persons, by the words."""
        s = self.s
        if s.deps[head] == "conj":
            return s.heads[head]
        before = self.ends.get(first - 1, -1) if first > 1 and s.words[first - 1] == "and" else -1
        if before < 0 or not all(r.human for r in (*self.at[before], *self.at[head])):
            return -1
        return before
