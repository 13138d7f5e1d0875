"""Records in plain English. Nothing here says more than the fields of a record do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from comity.analyse import vocabulary
from comity.analyse.countries import country_name, in_text, is_state
from comity.analyse.happenings import Happening
from comity.analyse.vocabulary import table
from comity.model import Entity, Event, Record, Statement

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_LONGEST_QUOTE = 210
_LONGEST_NAME = 80
_FEWEST_WORDS = 4
_POINTING = ("this", "these", "those", "it", "its", "they", "such", "each", "their")
_CLAUSE_END = re.compile(
    r"[;:—–]\s+|,\s+(?=(?:while|but|although|though|whereas|which|who|where|after|before|as|and|adding)\b)"
)
_OPENING = re.compile(r"^that\b,? ?")
_UNCLOSED = re.compile(r" ?\([^)]*$")
_UNPRINTABLE = {"Cc", "Cf", "Co", "Cs"}
_NO_CHARACTERS = "\ufffe\uffff"  # which XML refuses


def visible(text: str) -> str:
    """Without control characters and marks that turn the direction of the text."""
    return "".join(
        c
        for c in text
        if c.isspace() or (unicodedata.category(c) not in _UNPRINTABLE and c not in _NO_CHARACTERS)
    )


def plain(text: str) -> str:
    """One line of visible characters."""
    return " ".join(visible(text).split())


def shortened(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    whole_words = text[:longest].rpartition(" ")[0].rstrip(",;: ")
    return f"{whole_words} …" if whole_words else text[:longest] + "…"


def label(kind: str, code: object) -> str:
    """A code in plain words; codes of ledgers made elsewhere may be anything."""
    return shortened(plain(vocabulary.label(kind, code)), _LONGEST_NAME)


# Dates and numbers


def day(date: str) -> str:
    """Write "2010-09-10" as "10 September 2010"; what is no date stays as it is."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return plain(date)
    year, *rest = date.split("-")
    if not rest or not 1 <= int(rest[0]) <= 12:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def span(first: str, last: str) -> str:
    """From one partial date to another, at the coarser precision of the two where they are far apart."""
    if not first or not last or first == last:
        return day(first or last)
    if first[:4] != last[:4]:
        return f"{first[:4]}–{last[:4]}"
    return f"{day(first)} – {day(last)}"


def asked(since: str, until: str) -> str:
    """The time that somebody asked for, in words; "" for all of it."""
    if since and until:
        return span(since, until) if len(since) == len(until) == 4 else f"{day(since)} – {day(until)}"
    return f"since {day(since)}" if since else f"until {day(until)}" if until else ""


def count(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def signed(score: float) -> str:
    """A score with its sign, as "+2.4" or "−0.5"."""
    return f"{round(score, 1) + 0.0:+.1f}".replace("-", "−")  # adding nothing takes the sign of −0.0 away


def listed(things: Sequence[str]) -> str:
    """Join as "a, b and c"."""
    return things[0] if len(things) == 1 else ", ".join(things[:-1]) + " and " + things[-1] if things else ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# People and states


def name(entity: Entity) -> str:
    """A person or body by name, a state by its country's name, a collective in the document's words."""
    named = plain(entity.name)
    if not named or is_state(entity):
        return _collective(entity) or in_text(entity.country) or plain(entity.text)
    *attributes, body = named.split()
    takes_article = body in table("labels")["bodies_with_article"] and 1 <= len(attributes) <= 2
    article = "the " if takes_article and attributes[0].lower() != "the" else ""
    return article + shortened(named, _LONGEST_NAME)


def _collective(entity: Entity) -> str:
    """The words ("many of the Korean participants") where a country speaks through people that have no name."""
    words = plain(entity.text)
    several = " " in words and any(
        word.islower() and word not in ("the", "of", "and") for word in words.split()
    )
    return shortened(words[:1].lower() + words[1:], _LONGEST_NAME) if several and len(words) > 8 else ""


def names(entities: Iterable[Entity]) -> str:
    entities = tuple(entities)
    if len({e.text for e in entities}) < len(entities):  # "both sides" stands for two: name the two
        entities = tuple(Entity(e.name, e.country) for e in entities)
    return listed(list(dict.fromkeys(name(e) for e in entities)))


def described(entity: Entity, official_too: bool = False) -> str:
    """Office, or for those who hold none what they are: "academic"."""
    if entity.office:
        return shortened(plain(entity.office), _LONGEST_NAME)
    if not entity.sector or (entity.sector == "GOV" and not official_too):
        return ""
    return label("sectors", entity.sector)


def country_list(codes: Iterable[str]) -> str:
    return listed([country_name(code) for code in codes])


# Issues


def issue(code: str) -> str:
    return label("issues", code) if code else "the relationship in general"


def topic(code: str, third: str) -> str:
    """An issue, and the third country that it is about: "political relations (North Korea)"."""
    if not third:
        return issue(code)
    return f"{issue(code)} ({in_text(third)})" if code else in_text(third)


# The documents' own words


def confidence(record: Record) -> str:
    return "not known" if record.confidence is None else f"{record.confidence:.2f}"


def quoted(record: Record) -> str:
    """A record's own words, short enough to read in a list; the whole sentence is in the evidence."""
    if isinstance(record, Event):
        return _clause(plain(record.evidence), plain(record.trigger))
    if not speaks_for_itself(record):
        return _clause(plain(record.evidence), plain(record.proposition))
    return _proposition(record)


def speaks_for_itself(statement: Statement) -> bool:
    """False for propositions of a few words ("this step") or without their subject ("are key areas"), which only their
    sentence explains."""
    words = plain(statement.proposition).casefold().split()
    if words[:1] and words[0] in table("labels")["finite_verbs"]:
        return False
    fewest = _FEWEST_WORDS + 3 * (words[:1] != [] and words[0] in _POINTING)
    return len(words) >= fewest or plain(statement.proposition) == plain(statement.evidence)


def _proposition(statement: Statement) -> str:
    words = plain(statement.proposition) or plain(statement.evidence)
    words = words.strip(" \"'“”‘’«»").rstrip(",;: ")
    words = _OPENING.sub("", _UNCLOSED.sub("", words)).rstrip(",;: ")
    words = words.removeprefix(f"{statement.act} ")  # "voiced concern: concern about"
    return shortened(words, _LONGEST_QUOTE)


def _clause(sentence: str, trigger: str) -> str:
    """The sentence, or of a long one the clause with the trigger, its cuts marked."""
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence.strip(' "“”').rstrip(",;")
    at = max(sentence.find(trigger), 0) if trigger else 0
    cuts = [m.end() for m in _CLAUSE_END.finditer(sentence)]
    start = max((c for c in cuts if c <= at), default=0)
    end = min((c for c in cuts if c > at + len(trigger)), default=len(sentence))
    if end - start < 40:
        start, end = 0, max(end, 40)
    kept = shortened(sentence[start:end].strip(' "“”').rstrip(",;:—– "), _LONGEST_QUOTE)
    return ("… " if start else "") + kept + (" …" if end < len(sentence) and not kept.endswith("…") else "")


def reported(statement: Statement) -> str:
    """How a speaker's words are introduced: "said", "called for"."""
    if statement.act == "pledge" and statement.stance < 0:
        return label("acts", "threat")
    if statement.act == "call" and plain(statement.proposition).startswith("to "):
        return label("acts", "urge")
    return label("acts", statement.act)


# Events


def happened(happening: Happening) -> str:
    """A composed sentence for talks between named parties; "" where the document's own words read better."""
    event = happening.fullest
    forms = table("labels")["meetings"].get(event.mode)
    if happening.category != "CONSULT" or not happening.took_place or not forms or not _all_named(event):
        return ""
    actors, hosts = event.actor, _hosts(event)
    form = forms["directed" if hosts else "together"]
    sentence = str(form.format(actors=capital(names(actors)), recipients=hosts))
    place = plain(happening.place)
    if not place or place in sentence:
        return sentence
    return f"{sentence} ({place})" if event.mode == "visit" and hosts else f"{sentence} in {place}"


def _all_named(event: Event) -> bool:
    """Whether the parties are states or people with a name: "leaders" and "scholars" do not tell who met."""
    parties = (*event.actor, *event.recipient)
    return all(is_state(e) or _is_proper(e.name) for e in parties) and len({e.country for e in parties}) > 1


def _is_proper(words: str) -> bool:
    """Tell a name ("Ursula von der Leyen") from a description ("Russian head of state")."""
    return " " in words and all(word[:1].isupper() or len(word) <= 3 for word in words.split())


def _hosts(event: Event) -> str:
    """Whom the actors met or visited, in words; "" where host and guest stand on one side."""
    acting = {e.country for e in event.actor}
    recipients = [e for e in event.recipient if e.country not in acting]
    if event.mode == "visit":
        return listed([in_text(code) for code in dict.fromkeys(e.country for e in recipients)])
    return names(recipients)


def category(happening: Happening) -> str:
    return label("categories", happening.category)


def direction(happening: Happening) -> str:
    """Who toward whom: "South Korea → Russia", or "South Korea and Russia" where they act together."""
    event = happening.lead
    actors = list(dict.fromkeys(e.country for e in event.actor if e.country))
    recipients = list(
        dict.fromkeys(e.country for e in event.recipient if e.country and e.country not in actors)
    )
    acting = country_list(actors)
    return f"{acting} → {country_list(recipients)}" if recipients else acting


def spaced(text: str) -> str:
    """As `plain`, but the spaces at either end stay, so that parts of a paragraph can be joined again."""
    inner = plain(text)
    if not inner:
        return " " if text[:1].isspace() else ""
    return (" " if text[:1].isspace() else "") + inner + (" " if text[-1:].isspace() else "")
