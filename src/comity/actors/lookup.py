"""Whom a phrase meant on a day: a name, an office, a capital, a collective, a noun phrase. No parse needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from comity.actors.forms import words_of
from comity.actors.lexicon import PERSON, Hit, Lexicon, Name, Role
from comity.actors.phrases import vocabulary
from comity.model import Entity

Answer = tuple[Entity, float]

CIVILIANS, UNKNOWN, GOVERNMENT = "CVL", "UNK", "GOV"
PERSON_NAMED, BODY_NAMED, OFFICE_HELD, STATE_NAMED, ROLE_OF_STATE, ROLE_ALONE, NAME_ALONE = (
    0.95, 0.9, 0.85, 0.9, 0.8, 0.6, 0.2,
)  # fmt: skip
AMBIGUOUS = 0.6  # what each further meaning of the same words keeps

_DETERMINER = re.compile(r"^(the|an?|this|that|these|those|some|our|its|their|his|her)\s+", re.I)
_TAIL = re.compile(r"\b(of|for|in|at|to|from|across|on|by|with|who|which|near|inside|outside|against)\b|,")
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’.-]*")


def lookup(text: str, date: str = "", context: str = "", lexicon: Lexicon | None = None) -> list[Answer]:
    """Best first, with a confidence between 0 and 1; `context` only helps to tell the country."""
    phrase = _Phrase(" ".join(text.split()), date, context, lexicon or Lexicon.load())
    answers: dict[tuple[str, str, str], Answer] = {}
    for entity, confidence in phrase.answers():
        found = replace(entity, text=text, end=len(text))
        answers.setdefault((found.name, found.country, found.sector), (found, round(confidence, 2)))
    return sorted(answers.values(), key=lambda answer: -answer[1])


@dataclass(frozen=True)
class _Head:
    """What the phrase says somebody is: its role noun, with the words around it that belong to it."""

    role: Role | None
    words: str


class _Phrase:
    """A phrase with the names found in it."""

    def __init__(self, text: str, date: str, context: str, lexicon: Lexicon) -> None:
        self.text = _DETERMINER.sub("", text)
        self.date, self.lexicon = date, lexicon
        self.hits = [hit for hit in lexicon.find(self.text) if not self._of_another(hit)]
        self.context = self._countries(lexicon.find(context)) or self._countries(
            lexicon.find(context.title())
        )
        self.tail = self._tail()
        self.former = next((s for w in _words(self.text) if (s := lexicon.modifier(w))), "")
        self.head = self._head()

    def answers(self) -> Iterator[Answer]:
        if self.text.lower() in vocabulary().pronouns:
            yield self._unknown()
            return
        yield from self._people()
        yield from self._bodies()
        yield from self._roles()
        yield from self._lands()
        yield self._unknown()

    # Where things stand

    def _tail(self) -> int:
        """Where the first preposition or comma begins that no name contains."""
        for found in _TAIL.finditer(self.text):
            if found.start() and not any(h.start < found.end() and found.start() < h.end for h in self.hits):
                return found.start()
        return len(self.text)

    def _head(self) -> _Head:
        """The role noun before the first preposition; a vague one ("a team of ...") yields to the next."""
        vague = _Head(None, "")
        stretches = list(self._stretches())
        generic = vocabulary().sets["generic_roles"]
        if len(stretches) > 1 and stretches[0] in generic and self.text[self.tail :].startswith("of "):
            served = self.lexicon.role(stretches[1])
            if served and served.collective and served.sector not in ("", UNKNOWN):
                return _Head(served, stretches[0])
        for words in stretches:
            role = self.lexicon.role(words)
            if (
                role
                and role.sector
                and not (
                    role.collective
                    and role.sector in (UNKNOWN, GOVERNMENT)
                    and len(words.split()) == 1
                    and self._goes_on(words)
                )
            ):
                return _Head(role, words)
            if role and vague.role is None:
                vague = _Head(role, words)
        return vague

    def _goes_on(self, words: str) -> bool:
        return words in ("team", "group", "side", "delegation") and self.tail < len(self.text)

    def _stretches(self) -> Iterator[str]:
        """The phrase without its names: up to the preposition, then word by word from the right, then the rest."""
        whole = self.text.lower()
        if self.lexicon.is_role(whole):
            yield whole
        for first, last in ((0, self.tail), (self.tail, len(self.text))):
            words = [w.lower().strip(".,'’") for w in _words(self._without_names(first, last))]
            for end in range(len(words), 0, -1):
                for start in range(max(0, end - 4), end):
                    if self.lexicon.role(" ".join(words[start:end])):
                        yield " ".join(words[start:end])
                        break

    def _without_names(self, first: int, last: int) -> str:
        kept = list(self.text)
        for hit in self.hits:
            if _bodies_in(hit) and self._named_before(hit) not in ("", *self._countries([hit])):
                continue  # "Chile's Defense Department": the words, not the American department
            kept[hit.start : hit.end] = " " * (hit.end - hit.start)
        return "".join(kept)[first:last]

    @property
    def country(self) -> str:
        """The first country named before the preposition, else after it, else in the context."""
        hits = [hit for hit in self.hits if not self._in_a_name(hit)]
        return next(iter(self._countries(hits)), "") or next(iter(self.context), "")

    def _of_another(self, hit: Hit) -> bool:
        """ "Deshmukh" in "Anil Deshmukh": a surname alone that the tables know, in a name that they don't."""
        if not _is_person(hit):
            return False
        before, after = self.text[: hit.start].split()[-1:], self.text[hit.end :].split()[:1]
        if " " in self.text[hit.start : hit.end]:
            before = []  # one more given name
        return any(self._is_unknown_name(word) for word in (*before, *after))

    def _is_unknown_name(self, word: str) -> bool:
        named = any(name.kind != "person" for name in self.lexicon.names(word))
        titled = self.lexicon.is_title(word) or self.lexicon.ends_office(word)
        known = named or titled or self.lexicon.role(word.lower())
        return word[:1].isupper() and word.isalpha() and not known and not self.lexicon.modifier(word)

    def _in_a_name(self, hit: Hit) -> bool:
        """ "Valencia" in "Sen. Feliciano Valencia": a place that ends the name of a person whom no table knows."""
        before = self.text[: hit.start].split()
        if (
            not 0 < len(before) < 3
            or hit.end < len(self.text)
            or hit.names[0].kind not in ("place", "capital")
        ):
            return False
        return self._is_unknown_name(before[-1])

    def _countries(self, hits: list[Hit]) -> list[str]:
        """The countries that hits name, in order; a state first where a word also names something else."""
        found: dict[str, None] = {}
        for hit in hits:
            names: list[Name] = sorted(hit.names, key=lambda name: name.kind == "place")
            for key in (name.key.split(":")[0] for name in names if name.kind != "person"):
                entity = self.lexicon.entity(key, self.date)
                found[entity.country if entity else key] = None
        return [country for country in found if len(country) == 3]

    def _sectors(self, *sectors: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s for s in (self.former, *sectors) if s))

    def _described(self, name: str, country: str, *sectors: str) -> Entity:
        kept = self._sectors(*sectors)
        return Entity(name, country, kept[0] if kept else "", kept)

    # What it can mean

    def _people(self) -> Iterator[Answer]:
        named = [(hit, name) for hit in self.hits for name in hit.names if name.kind == "person"]
        full = PERSON_NAMED if any(" " in self.text[h.start : h.end] for h, _ in named) else OFFICE_HELD
        entities = [e for _, name in named if (e := self.lexicon.entity(name.key, self.date))]
        if not entities:
            entities = self._bare_surname()
        for n, entity in enumerate(sorted(entities, key=self._strangeness)):
            yield self._as_said(entity), full * AMBIGUOUS**n

    def _bare_surname(self) -> list[Entity]:
        """A surname that `find` leaves to those who know more: here there is nothing but it."""
        words = self.text.split()
        if len(self.hits) > 1 or not words or not words[-1][:1].isupper():
            return []
        alone = len(words) == 1 or self.lexicon.is_title(words[-2])
        return (
            self.lexicon.persons(words[-1], self.date, self.country if self.context else "")[:5]
            if alone
            else []
        )

    def _strangeness(self, entity: Entity) -> tuple[bool, bool, bool, bool]:
        """What speaks against it: another country, another office, not in office."""
        countries = self._countries([h for h in self.hits if not _is_person(h)]) or self.context
        office = self.lexicon.offices.named(self.head.words, entity.country)
        holds = office and office == self.lexicon.offices.named(entity.office, entity.country)
        return (
            bool(countries) and entity.country not in countries,
            bool(office) and not holds,
            not entity.office,
            entity.sector != GOVERNMENT,
        )

    def _as_said(self, entity: Entity) -> Entity:
        if not self.former or entity.sector == self.former:
            return entity
        sectors = self._sectors(*entity.sectors)
        return replace(entity, sector=sectors[0], sectors=sectors)

    def _bodies(self) -> Iterator[Answer]:
        for hit in self.hits:
            foreign = self._named_before(hit)
            for n, name in enumerate(
                n for n in hit.names if n.kind in ("body", "seat") or (":" in n.key and n.kind == "place")
            ):
                body = self.lexicon.entity(name.key, self.date)
                if body and not (foreign and body.country != foreign):
                    off = bool(self.context) and body.country not in self.context
                    capital = hit.names[0].kind == "capital" and body.country not in self.context
                    yield (
                        self._of_body(body, hit),
                        (BODY_NAMED - (0.3 if off or capital else 0)) * AMBIGUOUS**n,
                    )

    def _named_before(self, hit: Hit) -> str:
        """ "Canada's ambassador to the United Nations" is Canada's."""
        return next(
            iter(self._countries([h for h in self.hits if h.end <= hit.start and not _bodies_in(h)])), ""
        )

    def _of_body(self, body: Entity, hit: Hit) -> Entity:
        role = self.head.role
        if role is None and not self.former:
            return body
        own, said = body.sectors, role.sector if role else ""
        if said in ("UAF", "UNK", "") or (
            own and own[0] != GOVERNMENT and said in (GOVERNMENT, "SOC", "BUS", "MIL", "REB", "PTY")
        ):
            sectors = (*own, said)
        elif said == GOVERNMENT and not own:
            sectors = ()
        else:
            sectors = (said, *own)
        kept = self._sectors(*(s for s in sectors if s != UNKNOWN))
        name = body.name if hit.end - hit.start >= len(self.text) - 4 else self.text
        return Entity(
            name,
            body.country,
            kept[0] if kept else "",
            kept,
            identifier_id=body.identifier_id if name == body.name else "",
        )

    def _roles(self) -> Iterator[Answer]:
        role, country = (
            self.head.role,
            self.country or self.lexicon.offices.country_of(self._office_words(len(self.text))),
        )
        if role is None:
            return
        if holder := self._holder(country):
            yield holder, OFFICE_HELD
        sector = role.sector
        against = "OPP" if sector == CIVILIANS and self.text.lower().startswith("anti") else ""
        if sector or self.former:
            yield (
                self._described(self.text, country, sector, against),
                ROLE_OF_STATE if country else ROLE_ALONE,
            )

    def _holder(self, country: str) -> Entity | None:
        """ "The German chancellor" is the one in office; a former or deputy one is not."""
        if whole := self.lexicon.offices.named(self._office_words(len(self.text)), country):
            return self.lexicon.holder(whole, country, self.date) if country and not self.former else None
        office = self.lexicon.offices.named(self._office_words(self.tail), country)
        if (
            not office
            or not country
            or self.former
            or _words(self._without_names(self.tail + 3, len(self.text)))
        ):
            return None
        return self.lexicon.holder(office, country, self.date)

    def _office_words(self, end: int) -> str:
        return " ".join(_words(self._without_names(0, end))).lower().replace("'s", "").strip()

    def _lands(self) -> Iterator[Answer]:
        """A state, its capital or adjective is its government; its people and its places are not."""
        if self.head.role is not None and self.head.role.sector:
            return
        whole = [h for h in self.hits if h.end - h.start >= len(self.text) - 2]
        for hit in whole or self.hits[:1]:
            for n, name in enumerate(hit.names):
                state = self.lexicon.entity(name.key, self.date)
                if state is None or name.kind in ("person", "body", "seat") or ":" in name.key:
                    continue
                speaks = whole and name.kind in ("state", "capital", "adjective")
                entity = state if speaks else self._described(self.text, state.country, CIVILIANS)
                away = bool(self.context) and state.country not in self.context
                yield entity, (STATE_NAMED if speaks else NAME_ALONE + 0.2) * AMBIGUOUS ** (n + away)

    def _unknown(self) -> Answer:
        """Nobody the tables know: a name as it is written, of the country that the context names."""
        sector = UNKNOWN if self.text.islower() or not self.text[:1].isupper() else CIVILIANS
        if self.text.lower() in vocabulary().pronouns:
            sector = UNKNOWN
        if len(words_of(self.text)) == 1 and self.text.lower() == self.text:
            sector = UNKNOWN
        return self._described(self.text, self.country, sector), NAME_ALONE / 2


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("-", " ") if re.match(r"(?i)ex-", text) else text)


def _is_person(hit: Hit) -> bool:
    return all(name.key.startswith(PERSON) for name in hit.names)


def _bodies_in(hit: Hit) -> bool:
    return any(name.kind in ("body", "seat") for name in hit.names)
