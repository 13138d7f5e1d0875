"""Who a text has spoken of so far, and whom "he", "Lee", "the minister" or "both sides" means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from comity.actors.offices import BODIES
from comity.actors.phrases import vocabulary
from comity.model import Entity, MentionKind

REMEMBERED = 40  # mentions back that a pronoun may reach
CLEARLY = 1.5  # times as often named as the third
REACH = 4  # sentences back that a pronoun may reach
OTHER_RANKS = frozenset(["vice", "deputy", "prime", "former", "assistant", "under"])
STATE_SECTORS = frozenset(["GOV", "LEG", "MIL", "COP", "JUD", "SPY"])


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that the text speaks of; it grows as the text tells more."""

    kind: MentionKind
    name: str
    country: str = ""
    sectors: tuple[str, ...] = ()
    office: str = ""
    gender: str = ""
    plural: bool = False
    human: bool = False
    named: bool = False
    identifier_id: str = ""
    roles: set[str] = field(default_factory=set)
    since: int = 0  # the sentence that introduced it
    sentence: int = 0  # the last one that named it
    why: str = ""
    place: bool = False  # where something is, and no actor
    otherwise: tuple[str, ...] = ()  # sectors, where the text tells none

    def entity(self, text: str, start: int, end: int) -> Entity:
        sectors = self.sectors or self.otherwise
        return Entity(
            name=self.name,
            country=self.country,
            sector=sectors[0] if sectors else "",
            sectors=sectors,
            office=self.office,
            text=text,
            start=start,
            end=end,
            identifier_id=self.identifier_id,
        )

    def learn(
        self, country: str = "", sectors: Sequence[str] = (), office: str = "", gender: str = ""
    ) -> None:
        """Take over what is not known yet."""
        self.country = self.country or country
        self.office = self.office or office
        self.gender = self.gender or gender
        if not self.sectors:
            self.sectors = tuple(sectors)

    def fits(self, country: str = "", gender: str = "") -> bool:
        return (not country or not self.country or country == self.country) and (
            not gender or not self.gender or gender == self.gender
        )


@dataclass(slots=True)
class Description:
    """What the words around a name or a role noun say about its bearer."""

    country: str = ""
    sectors: tuple[str, ...] = ()
    office: str = ""
    gender: str = ""
    roles: set[str] = field(default_factory=set)
    titled: bool = False
    former: bool = False
    possessed: bool = False
    owned_by_person: bool = False
    why: str = ""


class Trace(NamedTuple):
    """One mention as memory keeps it."""

    referents: tuple[Referent, ...]
    sentence: int
    token: int
    subject: bool
    plural: bool
    verb: int
    quoted: bool


class Discourse:
    """What has been mentioned, in order; asked for antecedents. One for each document."""

    def __init__(self, named: Counter[str], place: str, elsewhere: bool = False) -> None:
        self.named = named  # how often each country is named in the whole text and its title
        self.place = place  # country of the dateline
        self.elsewhere = elsewhere  # the dateline is a place of which no table tells the country
        self.traces: list[Trace] = []
        self.people: list[Referent] = []
        self.by_word: dict[str, list[Referent]] = {}
        self.bodies: dict[str, Referent] = {}
        self.states: dict[str, Referent] = {}
        self.aliases: dict[str, Referent] = {}  # "ADB" after "the African Development Bank (ADB)"
        self.issuer: tuple[Referent, ...] = ()  # of the statement that "the statement" means
        self.pair: tuple[
            Referent, ...
        ] = ()  # the two states that were last coordinated, and in which sentence
        self.paired = -1

    def note(self, trace: Trace) -> None:
        self.traces.append(trace)
        if len(self.traces) > 2 * REMEMBERED:
            del self.traces[:REMEMBERED]
        states = tuple(r for r in trace.referents if r.kind == "state" and r.country)
        if len(states) == 2 and states[0].country != states[1].country:
            self.pair, self.paired = states, trace.sentence

    def recent(self, sentence: int, reach: int = REACH) -> Iterator[Trace]:
        for trace in reversed(self.traces[-REMEMBERED:]):
            if sentence - trace.sentence > reach:
                return
            yield trace

    def body_shortened(self, name: str) -> Referent | None:
        """The body whose name begins with these words: "Valero" after "Valero Energy Corp"."""
        words = name.lower().split()
        for key, body in self.bodies.items():
            if body.named and not body.human and len(words[0]) > 2 and key.split()[: len(words)] == words:
                return body
        return None

    def last_spokesbody(self, sentence: int) -> Referent | None:
        """For whom an unnamed spokesman speaks: the body, or else the state, that was subject last."""
        said = [
            trace.referents[0]
            for trace in self.recent(sentence, 3)
            if trace.subject
            and not trace.quoted
            and len(trace.referents) == 1
            and not trace.referents[0].human
        ]
        bodies = (r for r in said if r.kind in ("body", "name"))
        return next(bodies, None) or next((r for r in said if r.kind == "state"), None)

    def body_abbreviated(self, name: str) -> Referent | None:
        """The body of which the name is the initials: "ZCCM" after "Zambia Consolidated Copper Mines"."""
        if not name.isupper() or not 2 < len(name) < 8:
            return None
        for body in self.bodies.values():
            if name == "".join(word[0] for word in body.name.split() if word[0].isupper()):
                self.bodies[name.lower()] = body
                return body
        return None

    # people

    def add_person(self, person: Referent) -> Referent:
        self.people.append(person)
        self.index(person)
        return person

    def is_human(self, somebody: Referent) -> None:
        """A name of which it turns out that a person bears it."""
        if not somebody.human:
            somebody.human, somebody.kind = True, "person"
            self.add_person(somebody)

    def index(self, person: Referent) -> None:
        for word in name_words(person.name):
            known = self.by_word.setdefault(word, [])
            if person not in known:
                known.append(person)

    def person_named(self, words: Sequence[str], country: str = "", gender: str = "") -> Referent | None:
        """The person introduced before whose name these words are part of; surnames before other parts."""
        if not words:
            return None
        fitting = [
            p
            for p in self.by_word.get(words[-1], ())
            if p.fits(country, gender) and compatible(words, name_words(p.name))
        ]
        by_surname = [p for p in fitting if words[-1] in surnames(p.name)]
        chosen = by_surname or fitting
        return max(chosen, key=lambda p: p.sentence) if chosen else None

    def person_in_role(self, role: str, told: Description, generic: bool, sector: str) -> Referent | None:
        """The person whom "the minister" means: the last one in that role, else of that sector."""
        fitting = (p for p in self.people if p.fits(told.country, told.gender))
        by_recency = sorted(fitting, key=lambda p: -p.sentence)
        for person in by_recency:
            if role in person.roles and same_office(told.office, person.office):
                if told.former or person.sectors[:1] != ("ELI",):
                    return person
        for person in by_recency:
            if generic or (sector and sector not in STATE_SECTORS and sector in person.sectors):
                return person
        return None

    # pronouns

    def singular_person(self, at: Trace, gender: str) -> Referent | None:
        """The nearest person who fits; a subject before others, never the subject of the pronoun's own verb."""
        best, best_score = None, -99.0
        for trace in self.recent(at.sentence):
            if trace.plural or len(trace.referents) != 1:
                continue
            person = trace.referents[0]
            if not (person.human or may_be_human(person)) or person.plural or not person.fits("", gender):
                continue
            if blocked(trace, at):
                continue
            score = (
                -2.0 * (at.sentence - trace.sentence)
                + (1.5 if trace.subject else 0)
                + (1.2 if person.named else 0)
            )
            score += 0.5 if trace.quoted == at.quoted else -0.5
            score -= 0 if person.human else 1
            if score > best_score:
                best, best_score = person, score
        return best

    def thing(self, at: Trace, after: int, same_sentence: bool) -> Referent | None:
        """The state or body that was subject last, here (behind token `after`) or in the sentence before."""
        for trace in self.recent(at.sentence, 0 if same_sentence or after >= 0 else 1):
            if trace.sentence == at.sentence and trace.token < after:
                continue
            candidate = trace.referents[0]
            if len(trace.referents) == 1 and not trace.plural and candidate.kind in ("state", "body", "name"):
                if not candidate.named and not candidate.country:
                    continue
                if trace.subject and not candidate.human and not blocked(trace, at):
                    return candidate
        return None

    def group(self, at: Trace, after: int) -> tuple[Referent, ...]:
        """Those who were several: a coordination or a collective, subjects first."""
        fallback: tuple[Referent, ...] = ()
        for trace in self.recent(at.sentence, 0 if after >= 0 else 2):
            if trace.sentence == at.sentence and trace.token < after:
                continue
            if trace.plural and not blocked(trace, at):
                if trace.subject:
                    return trace.referents
                fallback = fallback or trace.referents
        return fallback

    # countries

    def only_country(self) -> str:
        """The country of the dateline, where the text names no other."""
        return self.place if set(self.named) <= {self.place} else ""

    def home(self, sentence: int) -> str:
        """The country whose "foreign ministry" needs no name: often named, of the dateline, subject just now."""
        score: dict[str, float] = {}
        latest = ""
        total = sum(self.named.values()) or 1
        for country, count in self.named.items():
            score[country] = 2.0 * count / total + (1.5 if country == self.place else 0.0)
        if self.place and self.place not in self.named:
            score[self.place] = 0.4  # a dateline of which the text says nothing
        for trace in self.recent(sentence, 1):
            country = trace.referents[0].country
            if (
                trace.subject
                and not trace.quoted
                and len(trace.referents) == 1
                and country
                and country not in BODIES
            ):
                score[country] = score.get(country, 0.0) + 0.8
                latest = country
                break
        if self.elsewhere and len(self.named) < 2:
            return latest
        if not score:
            return self.place
        return max(sorted(score), key=lambda c: score[c])

    def two_parties(self, sentence: int) -> tuple[str, ...]:
        """The two countries that "both sides" are: those of the sentence, else the two that the text is about
        where they clearly lead, else the two that were last coordinated."""
        ranked = sorted(self.named.items(), key=lambda item: (-item[1], item[0]))
        leading = tuple(country for country, _ in ranked[:2])
        lead = len(ranked) == 2 or (len(ranked) > 2 and ranked[1][1] >= CLEARLY * ranked[2][1])
        if len(self.pair) == 2 and (self.paired == sentence or not lead):
            return tuple(r.country for r in self.pair)
        return leading

    def two_people(self, sentence: int) -> tuple[Referent, ...]:
        """The last two persons of different countries, where they stand close."""
        chosen: list[Referent] = []
        for trace in self.recent(sentence, 6):
            for person in reversed(trace.referents):
                if person.named and person.human and person not in chosen:
                    if all(person.country != other.country for other in chosen):
                        chosen.append(person)
            if len(chosen) >= 2:
                return (chosen[1], chosen[0])
        return ()


def may_be_human(somebody: Referent) -> bool:
    """A name of several words, of which nothing is known so far."""
    several = all(word[0].isupper() for word in somebody.name.split()) and " " in somebody.name
    return somebody.kind == "name" and somebody.named and several and not somebody.sectors


def same_office(asked: str, held: str) -> bool:
    """ "the foreign minister" is no prime minister, "the president" no vice president."""
    asked_for, has = (set(office.lower().replace("-", " ").split()[:-1]) for office in (asked, held))
    if asked_for and has:
        return bool(asked_for & has)
    return not (has & OTHER_RANKS and not asked_for)


def blocked(trace: Trace, at: Trace) -> bool:
    """A pronoun that is no possessor does not mean another participant of its own verb."""
    return (
        trace.sentence == at.sentence and at.verb >= 0 and trace.verb == at.verb and trace.token != at.token
    )


def name_words(name: str) -> list[str]:
    """The words that may stand for a name: "Ali al-Sabah" gives ali, al-sabah, sabah."""
    words: list[str] = []
    particles = vocabulary().sets["particles"]
    for part in name.lower().replace("’", "'").split():
        part = part.strip(".,")
        if part in particles or part in vocabulary().titles or not part:
            continue
        if part.startswith(("al-", "el-", "ul-", "abdel-", "abdul-")):
            words.append(part.split("-", 1)[1])
        words.append(part)
    return words


def surnames(name: str) -> tuple[str, ...]:
    """Last words, and the first where the second is hyphenated ("Lee Myung-bak") or the name has three short ones."""
    words = [w for w in name.lower().replace("’", "'").split() if w not in vocabulary().sets["suffixes"]]
    if not words:
        return ()
    last = words[-1]
    given = (last, last.split("-", 1)[1]) if last.startswith(("al-", "el-", "ul-")) else (last,)
    eastern = len(words) == 2 and "-" in last and not last.startswith(("al-", "el-", "ul-"))
    return (*given, words[0]) if eastern or (len(words) == 3 and all(len(w) < 6 for w in words)) else given


def compatible(words: Iterable[str], known: Sequence[str]) -> bool:
    """Whether a shorter or longer form can be the same name: one holds the other, initials apart."""
    short = [w for w in words if len(w) > 1]
    full = set(known)
    return all(w in full for w in short) or full <= set(short)
