"""Events into happenings: what several documents tell of one event becomes one line."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from comity.analyse.countries import is_state
from comity.analyse.record import certainty, countries_of
from comity.analyse.vocabulary import table
from comity.model import Entity, Event

_PRECISIONS = {"day": 3, "month": 2, "year": 1}
_ALIKE = 0.5  # share of the shorter sentence's longer words that the other must have
_FEWEST_WORDS = 8  # of a sentence that is not written twice by chance


@dataclass(frozen=True)
class Happening:
    """One real event; `reports` are the records that tell it, the most telling first."""

    reports: tuple[Event, ...]

    @property
    def lead(self) -> Event:
        return self.reports[0]

    @property
    def date(self) -> str:
        return self.lead.date

    @property
    def category(self) -> str:
        return self.lead.event

    @property
    def place(self) -> str:
        return next((e.event_loc.name for e in self.reports if e.event_loc and e.event_loc.name), "")

    @property
    def documents(self) -> int:
        return len({event.doc for event in self.reports})

    @property
    def took_place(self) -> bool:
        """False for what is planned, supposed or denied."""
        return self.lead.aux in ("", "historical")

    @property
    def fullest(self) -> Event:
        """The report that names people of most countries; who did what is told by one report, never mixed."""
        return max(self.reports, key=lambda e: (len(_countries_with_people(e)), len(people(_all_of(e)))))

    @property
    def parties(self) -> tuple[Entity, ...]:
        return _all_of(self.fullest)


def _all_of(event: Event) -> tuple[Entity, ...]:
    return (*event.actor, *event.recipient)


def _countries_with_people(event: Event) -> frozenset[str]:
    return frozenset(e.country for e in _all_of(event) if people((e,)))


def people(entities: tuple[Entity, ...]) -> frozenset[str]:
    """The names of those who are not simply a state."""
    return frozenset(e.name for e in entities if e.name and not is_state(e))


def happenings(events: tuple[Event, ...]) -> tuple[Happening, ...]:
    """Merge reports of the same event; dated ones in the order of time, undated ones last."""
    alike: dict[object, list[Event]] = {}
    for event in events:
        alike.setdefault((event.event, _fate(event), _parties(event)), []).append(event)
    merged = [Happening(tuple(group)) for some in alike.values() for group in _merge(some)]
    return tuple(sorted(merged, key=_in_time))


def _in_time(happening: Happening) -> tuple[bool, str, str, int]:
    """What is known to the month only follows the days of that month."""
    return not happening.date, happening.date + "~", happening.lead.doc, happening.lead.start


def _merge(events: list[Event]) -> list[list[Event]]:
    """A vague date joins a precise one only where a single one fits."""
    groups: list[list[Event]] = []
    for event in sorted(events, key=_most_telling_first):
        matching = [group for group in groups if all(same_event(event, other) for other in group)]
        if len(matching) == 1 or (matching and event.date == matching[0][0].date):
            matching[0].append(event)
        else:
            groups.append([event])
    return groups


def _most_telling_first(event: Event) -> tuple[int, int, float, str, str, int]:
    named = len(people(_all_of(event)))
    return (
        -_PRECISIONS.get(event.date_precision, 0),
        -named,
        -certainty(event),
        event.date,
        event.doc,
        event.start,
    )


def same_event(one: Event, other: Event) -> bool:
    """Of two events of one category between the same parties: can they be one?

    Talks are one where date and people fit, acts of other kinds only where the words are alike too:
    two countries meet once a day but may sign two treaties.
    """
    if one.mode and other.mode and one.mode != other.mode:
        return False
    told_once = _same_sentence(one, other)
    if not told_once and not _dates_fit(one, other):
        return False
    return _people_fit(one, other) and (told_once or one.event == "CONSULT" or _told_alike(one, other))


def _fate(event: Event) -> str:
    return "" if event.aux == "historical" else event.aux


def _parties(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    """Who did it to whom; meetings and agreements are the same from either side."""
    actors = countries_of(event.actor)
    recipients = countries_of(event.recipient) - actors
    if event.event in ("CONSULT", "AGREE", "COOPERATE") or not recipients:
        return actors | recipients, frozenset()
    return actors, recipients


def _dates_fit(one: Event, other: Event) -> bool:
    """Overlapping spans; an event without a date fits only within its own document."""
    if not one.date or not other.date:
        return one.doc == other.doc or one.date == other.date
    (first, last), (from_, to) = _span(one), _span(other)
    return first <= to and from_ <= last


def _told_alike(one: Event, other: Event) -> bool:
    left, right = _telling_words(one.evidence), _telling_words(other.evidence)
    if not left or not right:  # imported without text: one where what they were imported from says so
        return one.rule == other.rule
    return len(left & right) >= _ALIKE * min(len(left), len(right))


def _same_sentence(one: Event, other: Event) -> bool:
    """One sentence printed in two places, whose dates were read from different papers."""
    left, right = _words(one.evidence), _words(other.evidence)
    return len(left) >= _FEWEST_WORDS and left == right


@lru_cache(maxsize=10_000)
def _words(sentence: str) -> tuple[str, ...]:
    return tuple(sentence.split())


@lru_cache(maxsize=10_000)
def _telling_words(sentence: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", sentence.casefold()) if len(word) > 3)


def _span(event: Event) -> tuple[str, str]:
    if event.date_start and event.date_end:
        return event.date_start, event.date_end
    return _first_day(event.date), _last_day(event.date)


def _first_day(date: str) -> str:
    return (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]


def _last_day(date: str) -> str:
    if len(date) == 10:
        return date
    year, month = int(date[:4]), int(date[5:7] or 12)
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def _people_fit(one: Event, other: Event) -> bool:
    """Where both name people of one country, they share one of them."""
    for country in countries_of(_all_of(one)):
        left, right = _people_of(one, country), _people_of(other, country)
        if left and right and not left & right:
            return False
    return True


def _people_of(event: Event, country: str) -> frozenset[str]:
    return people(tuple(e for e in _all_of(event) if e.country == country))


def is_summit(happening: Happening) -> bool:
    return happening.category == "CONSULT" and len({e.country for e in heads(happening)}) > 1


def heads(happening: Happening) -> tuple[Entity, ...]:
    """Those of the parties who head a state or a government."""
    high = table("labels")["high_offices"]
    return tuple(e for e in happening.parties if any(office in e.office.casefold() for office in high))


def weight(happening: Happening) -> tuple[bool, int, int, float]:
    """How much a happening matters, for the order in which a brief picks from many."""
    named = len(people(happening.parties))
    return is_summit(happening), happening.documents, named, abs(happening.lead.event_scale)
