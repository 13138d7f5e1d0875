"""A document and a sentence being read: what was found so far, and what the words around a name say of it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from comity.actors.coreference import (
    OTHER_RANKS,
    Description,
    Discourse,
    Referent,
    Trace,
    name_words,
    surnames,
)
from comity.actors.lexicon import Hit, Lexicon, Name, Role
from comity.actors.offices import BODIES
from comity.actors.phrases import (
    AFFILIATION,
    Found,
    Phrases,
    quoted_tokens,
    vocabulary,
)
from comity.model import Document, Entity, Mention, MentionKind, Sentence

MODIFIERS = frozenset(["compound", "amod", "nmod", "nummod", "npadvmod", "quantmod", "nounmod"])
STATE_KINDS = frozenset(["state", "adjective", "capital", "seat", "people"])
PLURAL_TAGS = frozenset(["NNS", "NNPS"])
NEARBY = frozenset(["in"])
CLAUSES = frozenset(["xcomp", "ccomp", "advcl", "acl", "relcl", "csubj"])
FORMER = frozenset(["former", "ex", "late", "ousted", "deposed", "exiled", "onetime"])


_BEFORE_TICKER = re.compile(
    r"((?:[A-Z][\w&.'’-]*\s+){1,4})(?:<([A-Z]+(?:\.[A-Z]+)?)>|\((?:NYSE|NASDAQ|Nasdaq): ?([A-Z]+)\))"
)


class Draft(NamedTuple):
    """A mention whose referents may still grow; entities are drawn up when the text has been read."""

    phrases: Phrases
    first: int
    last: int
    head: int
    referents: tuple[Referent, ...]
    kind: MentionKind
    how: str


class Reading:
    """One document being read from its first sentence to its last."""

    def __init__(self, lexicon: Lexicon, role: Callable[[str], Role | None], document: Document) -> None:
        self.role = role
        self.lexicon = lexicon
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
        places = [c for c in map(self.country_of_place, place) if c and c not in BODIES]
        region = document.place.rsplit(",", 1)[-1].strip()
        places += [self.words.regions[region]] if region in self.words.regions else []
        self.discourse = Discourse(
            self.named, places[0] if places else "", elsewhere=bool(document.place) and not places
        )
        self.beyond_capital = Counter(
            self.country_of_hit(hit)
            for hit in self.hits
            if hit.names[0].kind in ("state", "adjective", "people")
        )
        self.bodies_named = Counter(c for c in map(self.body_of_hit, self.hits) if c)
        texts = (document.title, document.text)
        self.traded = [
            (found[1].lower().split(), found[2] or found[3])
            for text in texts
            for found in _BEFORE_TICKER.finditer(text)
        ]
        self.drafts: list[Draft] = []
        self.thing_before = False  # whether the subject of the sentence before was no actor
        self.quotation = (False, -1)  # open at the end of the sentence before; in which block

    def sentences(self, sentences: Sequence[Sentence]) -> Iterator[tuple[Phrases, tuple[bool, ...]]]:
        """Each sentence with its names laid over it, and which of its words are quoted."""
        position = 0
        for sentence in sentences:
            inside: list[Hit] = []
            while position < len(self.hits) and self.hits[position].start < sentence.end:
                if self.hits[position].start >= sentence.start:
                    inside.append(self.hits[position])
                position += 1
            yield Phrases(sentence, inside), self.quotes(sentence)

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
        """The country that a state's name, adjective or capital names, alone or as the first word of a body's name."""
        name = hit.names[0]
        if name.kind == "body":
            first = self.document.text[hit.start : hit.end].split(" ", 1)[0]
            name = next((n for n in self.lexicon.names(first) if n.kind in ("state", "adjective")), name)
        if name.kind not in STATE_KINDS:
            return ""
        entity = self.entity(name.key)
        return entity.country if entity else ""

    def ticker(self, name: str) -> str:
        """The ticker that the text gives for a firm of which this is the name, or a part; "" for none."""
        words = name.lower().split()
        while len(words) > 1 and words[-1] in self.sets["firm_endings"]:
            words.pop()
        for firm, ticker in self.traded:
            if any(words == firm[k : k + len(words)] for k in range(len(firm))):
                return ticker
        return ""

    def listed_in(self, name: str) -> str:
        """The country on whose exchange a firm is traded: of the suffix, and without one of New York's, where
        five letters that end in F or Y are a foreigner's."""
        code, _, exchange = self.ticker(name).partition(".")
        if exchange:
            return self.words.exchanges.get(exchange, "")
        return "USA" if code and not (len(code) == 5 and code[-1] in "FY") else ""

    def settle(self) -> None:
        """In a text that names no country but the one it was written in, whoever has none is of that country,
        unless the words say otherwise ("foreign bankers")."""
        home = self.discourse.only_country()
        for referent in (r for draft in self.drafts for r in draft.referents):
            if not referent.country and referent.kind in ("body", "name") and referent.named:
                referent.country = self.listed_in(referent.name)
        for referent in (r for draft in self.drafts for r in draft.referents) if home else ():
            told = referent.sectors and (referent.human or referent.sectors != ("BUS",))
            away = set(referent.name.lower().split()) & (self.sets["outsiders"] | self.sets["from_anywhere"])
            if not referent.country and not referent.place and (referent.named or (told and not away)):
                referent.country = home

    def body_of_hit(self, hit: Hit) -> str:
        """ "EUR" for the European Commission: a body of no one state that is named itself, not by its seat."""
        entity = self.entity(hit.names[0].key) if hit.names[0].kind == "body" else None
        return entity.country if entity and entity.country in BODIES else ""

    def country_of_place(self, hit: Hit) -> str:
        """The country of a capital or another town in a dateline."""
        entities = (
            self.entity(name.key) for name in hit.names if name.kind in STATE_KINDS or name.kind == "place"
        )
        return next((e.country for e in entities if e), "")

    def mention(self, draft: Draft) -> Mention:
        s = draft.phrases.s
        first = draft.phrases.without_determiner(draft.first, draft.last)
        start, end = s.starts[first], s.ends[draft.last - 1]
        words = self.document.text[start:end]
        entities = tuple(r.entity(words, start, end) for r in draft.referents)
        person = any(r.human and r.named and not r.plural for r in draft.referents)
        return Mention(s.index, first, draft.last, draft.head, entities, draft.kind, person, draft.how)


class Surroundings(ABC):
    """One sentence of a document, and what the words around a name or a noun say; `at` holds whom each head that was read stands for."""

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

    # what the readers of names and of nouns ask of each other

    @abstractmethod
    def look(self, i: int) -> None:
        """Read the phrase that token `i` heads."""

    @abstractmethod
    def role_noun(self, head: int, first: int, last: int, role: Role) -> None:
        """Read a person by role, or several."""

    @abstractmethod
    def collective(self, head: int, first: int, last: int, role: Role) -> None:
        """Read a government, a ministry, an army, a side."""

    @abstractmethod
    def utterance(self, i: int) -> None:
        """Read a statement that speaks for its issuer."""

    # whom the lexicon means

    def meaning(self, found: Found) -> Name:
        """Of several meanings the one whose country the text names elsewhere, else the first."""
        names = found.names
        if len(names) == 1:
            return names[0]
        if names[0].kind == "person":
            return self.whose_surname(found)
        if seat := self.seat_of_a_body(found):
            return seat
        named = self.r.named
        scored = [(named[e.country] if (e := self.r.entity(n.key)) else 0) for n in names]
        return names[scored.index(max(scored))]

    def seat_of_a_body(self, found: Found) -> Name | None:
        """ "Brussels" is the Community where the text speaks of that, and of no Belgium: the capital is named no
        oftener than its country. A place where something happens stays one."""
        capital, *others = found.names
        if capital.kind != "capital":
            return None
        head = self.s.heads[found.head]
        if self.s.deps[found.head] == "pobj" and self.s.lemmas[head] in ("in", "at", "near", "from"):
            return None
        state = self.r.entity(capital.key)
        for name in others:
            body = self.r.entity(name.key) if name.kind == "seat" else None
            if state and body and self.r.bodies_named[body.country] > self.r.beyond_capital[state.country]:
                return name
        return None

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

    def state_referent(self, key: str) -> Referent | None:
        entity = self.r.entity(key)
        if entity is None:
            return None
        known = self.discourse.states.get(entity.name)
        if known is None:
            known = Referent(
                "state", entity.name, entity.country, entity.sectors or ("GOV",), named=True, identifier_id=entity.identifier_id,
            )  # fmt: skip
            self.discourse.states[entity.name] = known
        return known

    def seat_referent(self, key: str) -> Referent | None:
        entity = self.r.entity(key)
        return self.country_referent(entity.country) if entity else None

    def country_referent(self, country: str) -> Referent:
        """The state itself, by its code."""
        for referent in self.discourse.states.values():
            if referent.country == country and referent.name not in self.r.lexicon.dependencies:
                return referent
        return self.state_referent(country) or Referent("state", country, country, ("GOV",), named=True)

    def remember_body(self, body: Referent) -> None:
        self.discourse.bodies[body.name.lower()] = body

    def introduce(self, entity: Entity) -> Referent:
        """Somebody whom the tables know, in the office of the day."""
        # out of office, the text may know better what somebody is
        held = bool(entity.office) or not self.r.date
        person = Referent(
            "person", entity.name, entity.country, entity.sectors if held else (), entity.office, self.gender(entity.name),
            human=True, named=True, since=self.s.index, identifier_id=entity.identifier_id, otherwise=entity.sectors,
        )  # fmt: skip
        if entity.office:
            person.roles.update(entity.office.lower().split()[-1].split("-"))
        person.why = f"{entity.office or 'person'} of {entity.country}" + (
            f" on {self.r.date}" if self.r.date else ""
        )
        return self.discourse.add_person(person)

    # what the words around say

    def tail(self, head: int) -> str:
        """The noun with the two words before it: the longest phrase that the table of roles may know."""
        first = head
        while first > 0 and head - first < 2 and self.s.heads[first - 1] == head:
            first -= 1
        return " ".join(w.lower() for w in self.s.words[first : head + 1])

    def name_as_written(self, head: int, left: int, last: int) -> str:
        """The phrase without its determiner, with a short "of" phrase behind it."""
        for _, obj in self.p.objects(head, frozenset(["of"])):
            if head < obj <= last + 4 and self.p.left_edge(obj) <= last + 2:
                last = obj + 1
        return self.p.text(self.p.without_determiner(left, last), last, self.r.document.text)

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
            elif body := self.body_spelt(i):
                told.possessed = True
                told.country, told.sectors = told.country or body.country, told.sectors or body.sectors
                told.why = told.why or f"of {body.name}"
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
            elif word in OTHER_RANKS and i + 1 < len(s) and not self.begins_name(i + 1):
                continue  # "deputy minister": not a deputy
            elif (role := self.r.role(word)) and role.person and self.is_title(i):
                told.titled = True
                self.take_role(told, word, self.r.role(self.tail(i)) or role, office_from, i + 1)
            elif role and role.sector and not told.sectors and s.pos[i] in ("NOUN", "PROPN"):
                told.sectors = (role.sector,)
        return told

    def body_spelt(self, i: int) -> Referent | None:
        """The body named before whose name, or abbreviation, ends in this word of a phrase."""
        run = self.run_of.get(i)
        if run is None:
            return None
        words = self.p.text(run[0], i + 1, self.r.document.text)
        return self.discourse.aliases.get(words) or self.discourse.bodies.get(words.lower())

    def begins_name(self, i: int) -> bool:
        return self.s.pos[i] == "PROPN" and self.r.role(self.s.words[i].lower()) is None

    def is_title(self, i: int) -> bool:
        return self.s.pos[i] in ("NOUN", "PROPN") and self.s.words[i].lower() not in self.sets["never_titles"]

    def take_role(self, told: Description, word: str, role: Role, first: int, last: int) -> None:
        told.roles.add(self.s.lemmas[last - 1])
        if role.sector:
            told.sectors = (role.sector, *(x for x in told.sectors if x != role.sector))
        closed = [i + 1 for i in range(first, last) if self.s.words[i] in (">", ")")]
        first = closed[-1] if closed else first  # behind a ticker
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
            sent = s.lemmas[last - 1] in self.sets["envoys"]
            around_it = self.around(head, AFFILIATION - {"for"} if sent else AFFILIATION, 2)[1]
            if not around_it and not told.country and self.of_unknown_body(head, left, last):
                firm = s.lemmas[last - 1] in self.sets["heads_of_firms"]
                own, told.possessed = ("BUS",) if firm else (), True
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

    def located(self, head: int) -> tuple[str, str]:
        """The country in which a phrase says that somebody is: "an army in Syria"."""
        country, _, why = self.around(head, NEARBY, 1)
        return country, why

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
        if kind in ("body", "name") and len(referents) == 1:
            self.abbreviated(last, referents[0])
        before = self.coordinated_with(first, head)
        if before >= 0 and (others := self.at.get(before)) and not any(r.place for r in others):
            together = (*self.groups.get(before, others), *referents)
            self.groups[head] = together
            self.discourse.note(self.trace(before, together, plural=True))

    def abbreviated(self, last: int, body: Referent) -> None:
        """Remember the short name that a body is given: "Amalgamated Metal Trading, AMT,", "... (ADB)"."""
        s = self.s
        if last + 2 > len(s) or s.words[last] not in ("(", ","):
            return
        short = s.words[last + 1] if last + 1 < len(s) else ""
        initials = "".join(word[0] for word in body.name.replace("-", " ").split() if word[0].isupper())
        closed = last + 2 < len(s) and s.words[last + 2] in (")", ",")
        if (
            closed
            and 1 < len(short) < 9
            and short.isupper()
            and subsequence(short.replace(".", ""), initials)
        ):
            self.discourse.aliases[short] = body

    def coordinated_with(self, first: int, head: int) -> int:
        """The head before "and", by the parse or, between two persons, by the words."""
        s = self.s
        if s.deps[head] == "conj":
            return s.heads[head]
        before = self.ends.get(first - 1, -1) if first > 1 and s.words[first - 1] == "and" else -1
        if before < 0 or not all(r.human for r in (*self.at[before], *self.at[head])):
            return -1
        return before


def subsequence(short: str, letters: str) -> bool:
    """Whether the letters of an abbreviation stand in this order among others, and begin as these do."""
    if not short or short[0] != letters[:1]:
        return False
    rest = iter(letters)
    return all(letter in rest for letter in short)
