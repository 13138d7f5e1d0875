"""Whom a phrase meant on a day: a name, an office, a capital, a body, a collective; without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from comity.actors.lexicon import Hit, Lexicon, Name
from comity.model import Entity

LEADING = re.compile(
    r"^(?:(?:the|a|an|some|several|many|most|all|both|two|three|four|five|six|ten|dozens of|hundreds of|\d[\d,]*)\s+)+",
    re.IGNORECASE,
)
FORMER = {"former", "ex", "retired", "late", "deposed", "ousted", "erstwhile"}
LANDS = ("state", "seat", "capital", "adjective", "people", "place")
ELITE = "ELI"
SURE, LIKELY, GUESS = 0.95, 0.8, 0.5
BEHIND = re.compile(r"\s+(?:of|in|for|from|at|to|with|under|who|which|on)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Phrase:
    """A phrase taken apart: the words in front of "of", its names, its land, the role that heads it."""

    text: str
    date: str
    hits: Sequence[Hit]
    land: str
    role: str
    former: bool


def lookup(
    text: str, date: str = "", context: str = "", lexicon: Lexicon | None = None
) -> list[tuple[Entity, float]]:
    """Whom `text` meant on `date` (ISO 8601, as precise as known, "" unknown), best first, with confidence.

    `context` is a sentence around it: its land counts where the phrase names none.
    """
    lexicon = lexicon or Lexicon.load()
    phrase = taken_apart(text, date, context, lexicon)
    found: dict[tuple[str, str], tuple[Entity, float]] = {}
    for entity, confidence in candidates(phrase, lexicon):
        known = found.setdefault((entity.name, entity.country), (entity, confidence))
        if confidence > known[1]:
            found[entity.name, entity.country] = (entity, confidence)
    return sorted(found.values(), key=lambda pair: -pair[1])


def taken_apart(text: str, date: str, context: str, lexicon: Lexicon) -> Phrase:
    bare = LEADING.sub("", text.strip()).removesuffix("'s").removesuffix("’s").strip()
    hits = lexicon.find(bare)
    words = set(re.findall(r"\w+", bare.lower()))
    land = land_of(hits, date, lexicon) or (land_of(lexicon.find(context), date, lexicon) if context else "")
    return Phrase(bare, date, hits, land, role_of(bare, lexicon), bool(words & FORMER))


def land_of(hits: Sequence[Hit], date: str, lexicon: Lexicon) -> str:
    for hit in hits:
        for name in hit.names:
            entity = lexicon.entity(name.key, date) if name.kind in LANDS else None
            if entity is not None and entity.country:
                return entity.country
    return ""


def role_of(text: str, lexicon: Lexicon) -> str:
    """The longest role noun that ends the phrase before its first preposition, else any in it."""
    for part in (BEHIND.split(text)[0], text):
        words = re.findall(r"[\w-]+", part.lower())
        for stop in range(len(words), 0, -1):
            role = lexicon.role(words[stop - 1])
            longer = [
                n
                for n in range(2, 5)
                if n <= stop and lexicon.role(" ".join(words[stop - n : stop])) is not role
            ]
            if role is not None or longer:
                return " ".join(words[stop - max(longer, default=1) : stop])
    return ""


def candidates(phrase: Phrase, lexicon: Lexicon) -> Iterator[tuple[Entity, float]]:
    yield from named(phrase, lexicon)
    yield from surnamed(phrase, lexicon)
    if phrase.role:
        yield from in_office(phrase, lexicon)
        yield from collective(phrase, lexicon)
    elif phrase.land:
        yield from of_the_land(phrase, lexicon)


def named(phrase: Phrase, lexicon: Lexicon) -> Iterator[tuple[Entity, float]]:
    """Entities whose own name is the phrase, or the main thing in it."""
    for hit in phrase.hits:
        whole = hit.end - hit.start >= len(phrase.text) - 1
        for name in hit.names:
            entity = lexicon.entity(name.key, phrase.date)
            if entity is None or not (whole or name.kind in ("person", "body")):
                continue
            if name.kind in ("adjective", "people", "place"):
                entity = replace(entity, name=entity.name if whole else phrase.text, sector="", sectors=())
            if whole or name.kind == "person":
                yield worn(entity, phrase), fitness(entity, name, hit, phrase)
            elif not phrase.role:
                yield worn(entity, phrase), GUESS


def fitness(entity: Entity, name: Name, hit: Hit, phrase: Phrase) -> float:
    """How well a named entity fits: a person whom the phrase gives an office that he does not hold, badly."""
    if (
        name.kind == "person"
        and phrase.role
        and not phrase.former
        and phrase.role not in entity.office.lower()
    ):
        return GUESS + 0.1
    return SURE if name == hit.names[0] else LIKELY


def surnamed(phrase: Phrase, lexicon: Lexicon) -> Iterator[tuple[Entity, float]]:
    """Persons of whom the phrase has the surname: "President Kim", "Chancellor Kohl"."""
    last = re.findall(r"[\w'’-]+", phrase.text)[-1:]
    for surname in last:
        if not surname[:1].isupper():
            continue
        for n, entity in enumerate(lexicon.persons(surname, phrase.date, phrase.land)):
            fits = not phrase.role or phrase.role in entity.office.lower()
            yield worn(entity, phrase), (LIKELY if fits else GUESS) - 0.01 * n


def in_office(phrase: Phrase, lexicon: Lexicon) -> Iterator[tuple[Entity, float]]:
    """Who held the office: "the German chancellor", "the president of France"."""
    role = lexicon.role(phrase.role)
    if role is None or not role.person or phrase.former or not phrase.land:
        return
    if any(name.kind == "person" for hit in phrase.hits for name in hit.names):
        return
    entity = lexicon.holder(phrase.role, phrase.land, phrase.date)
    if entity is not None:
        yield entity, LIKELY + 0.05


def collective(phrase: Phrase, lexicon: Lexicon) -> Iterator[tuple[Entity, float]]:
    """People or a body by their role and land: "French fishermen", "the Iranian foreign ministry"."""
    role = lexicon.role(phrase.role)
    if role is None:
        return
    sectors = (ELITE, role.sector) if phrase.former else (role.sector,)
    country = phrase.land or body_of(phrase, lexicon)
    kept = tuple(s for s in sectors if s)
    entity = Entity(
        phrase.text, country, kept[0] if kept else "", kept, office_in(phrase) if role.person else ""
    )
    yield entity, LIKELY if country else GUESS


def body_of(phrase: Phrase, lexicon: Lexicon) -> str:
    """The country code of a body in the phrase: "IMF envoy", "EU officials"."""
    for hit in phrase.hits:
        for name in hit.names:
            entity = lexicon.entity(name.key, phrase.date) if name.kind == "body" else None
            if entity is not None:
                return entity.country
    return ""


def of_the_land(phrase: Phrase, lexicon: Lexicon) -> Iterator[tuple[Entity, float]]:
    """Something or somebody of a country: "four Saudi men", "Norwegian tankers"."""
    yield Entity(phrase.text, phrase.land), GUESS


def worn(entity: Entity, phrase: Phrase) -> Entity:
    """A person whom the phrase calls former is so, whatever the tables say."""
    if phrase.former and ELITE not in entity.sectors:
        return replace(entity, sector=ELITE, sectors=(ELITE, *entity.sectors))
    return entity


def office_in(phrase: Phrase) -> str:
    return phrase.role.capitalize()
