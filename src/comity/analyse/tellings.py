"""What each record tells of an undertaking: which one, how far it has come, what is promised for when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from comity.analyse.countries import states_in
from comity.analyse.kinds import any_of
from comity.analyse.promises import Promise, promised
from comity.analyse.record import countries_of, entities_of
from comity.analyse.stages import is_ahead, is_talks, status
from comity.analyse.undertakings import Name, names_in, people_of
from comity.dates import span
from comity.model import Document, Event, Record
from comity.times import meant, times_in

_BACK = 2  # sentences of the same paragraph in which "the project" may have been named
_LONGEST = 1500  # characters of a record that are read: no sentence is longer, a list may be
_BESIDE = 40  # characters between a status word and the time that dates it
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])[.!?][\"'”’]?\s+(?=[\"'“‘]?[A-Z])")


@dataclass(frozen=True)
class Step:
    """What one record says of an undertaking, and how far it has come by that.

    `date` is the day of that stage (`dated`: by the record's own words), else of the document. `evidence` is the
    sentence at `start`..`end` that says so: the record's own, or the one before that it takes up ("the project").
    """

    status: str
    date: str
    dated: bool
    record: Record
    evidence: str
    start: int
    end: int


@dataclass(frozen=True)
class Telling:
    """One record's naming of an undertaking, with the countries that take part in it there."""

    name: Name
    step: Step
    doc: str
    published: str
    parties: frozenset[str]
    promises: tuple[Promise, ...] = ()

    @property
    def date(self) -> str:
        return self.step.date or self.published


def tellings(records: Iterable[Record], documents: Mapping[str, Document]) -> list[Telling]:
    """What the records tell of undertakings, those of each document in their order."""
    found: list[Telling] = []
    taking_up: list[Record] = []
    for record in records:
        told = list(_told_by(record, documents[record.doc].published))
        found += told
        if not told and any_of("taken_up").search(_words_of(record)):
            taking_up.append(record)
    known = {(t.doc, t.step.start) for t in found}
    for record in taking_up:
        told = list(_told_before(record, documents[record.doc]))
        found += (t for t in told if t.step.start == record.start or (t.doc, t.step.start) not in known)
    return found


def _told_by(record: Record, published: str) -> Iterator[Telling]:
    text = _words_of(record)
    names = _the_things_themselves(names_in(text, _people(record)))
    names = [n for n in names if not (n.kind.venue and is_talks(record) and not n.kind.occasion)]
    for name in names:
        dates = promised(text, name, record, published)
        own = tuple(p for at, p in dates if _nearest(names, at) == name)
        yield from _telling(name, text, record, published, own)


def _telling(
    name: Name, text: str, record: Record, published: str, promises: tuple[Promise, ...] = ()
) -> Iterator[Telling]:
    word, where = status(text, name, record)
    if word and not (name.kind.instrument and not name.words and not name.sort and word == "mentioned"):
        date, dated = _day(text, where, record, published)
        step = Step(word, date, dated, record, record.evidence, record.start, record.end)
        parties = _parties(record, name) | name.states | name.through
        yield Telling(name, step, record.doc, published, parties, promises)


def _parties(record: Record, name: Name) -> frozenset[str]:
    """The countries that take part; the place after which a treaty or a summit is named is none of them."""
    namesake = name.words if name.kind.sphere != "work" else frozenset()
    return countries_of(e for e in entities_of(record) if e.text.casefold() not in namesake)


def _words_of(record: Record) -> str:
    text = record.evidence if isinstance(record, Event) else record.proposition or record.evidence
    return " ".join(text[:_LONGEST].split())


def _people(record: Record) -> frozenset[str]:
    return people_of(entity.name for entity in entities_of(record) if entity.office)


def _the_things_themselves(names: list[Name]) -> list[Name]:
    """A memorandum on a pipeline is told under the pipeline, unless the memorandum has a name of its own."""
    things = [n for n in names if n.words or not n.kind.instrument]
    return things or names


def _nearest(names: list[Name], at: int) -> Name:
    """The undertaking that a date belongs to: the last one named before it, else the first one behind it."""
    return next((n for n in reversed(names) if n.start < at), names[0])


def _day(text: str, where: int, record: Record, published: str) -> tuple[str, bool]:
    """When the stage was reached: a past time beside its word, else the event's date, else the document's."""
    for start, end, expression in times_in(text) if where >= 0 and not is_ahead(record) else ():
        found = meant(expression, published, "past")
        past = found and (not published or found.first <= span(published)[1])
        if found and past and found.date and (0 <= start - where <= _BESIDE or 0 <= where - end <= _BESIDE):
            return found.date, True
    own = isinstance(record, Event) and bool(record.date)
    return record.date or published, own


# What a later sentence takes up


def _told_before(record: Record, document: Document) -> Iterator[Telling]:
    """What a record says of "the project" that the sentences before it have named, and what those say of it."""
    for start, sentence in _sentences_before(record, document):
        names = [n for n in names_in(sentence) if not n.kind.venue and (n.words or not n.kind.instrument)]
        if names:
            yield from _taking_up(record, document.published, names[-1], sentence, start)
            return


def _taking_up(record: Record, published: str, name: Name, sentence: str, start: int) -> Iterator[Telling]:
    text = _words_of(record)
    here = any_of("taken_up").search(text)
    place = here.span() if here else (0, 0)
    named = replace(name, begin=place[0], start=place[0], end=place[1])
    sides = states_in(sentence)
    promises = tuple(p for _, p in promised(text, named, record, published))
    for telling in _telling(named, text, record, published, promises):
        yield replace(telling, parties=telling.parties | sides)
    word, where = status(sentence, name, None)
    date, dated = _day(sentence, where, record, published)
    before = Step(word, date, dated, record, sentence, start, start + len(sentence))
    yield Telling(name, before, record.doc, published, sides)


def _sentences_before(record: Record, document: Document) -> Iterator[tuple[int, str]]:
    """The nearest sentences before a record in its paragraph, the last first, with their places in the text."""
    paragraph = next((b.start for b in document.blocks if b.start <= record.start < b.end), 0)
    opening = max(paragraph, record.start - _LONGEST)
    passage = document.text[opening : record.start]
    starts = [0, *(m.end() for m in _SENTENCE_END.finditer(passage))]
    for begin, end in list(zip(starts, [*starts[1:], len(passage)], strict=True))[: -_BACK - 2 : -1]:
        sentence = passage[begin:end].rstrip()
        if sentence:
            yield opening + begin, sentence
