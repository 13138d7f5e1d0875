"""Promised dates: what is to be reached by when, and whether it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from comity.analyse.kinds import any_of, terms
from comity.analyse.stages import is_ahead, is_stage, reaches, stands_by
from comity.analyse.undertakings import Name
from comity.analyse.vocabulary import whole_words
from comity.dates import precision, span
from comity.model import Record
from comity.times import meant, times_in

Kept = Literal["kept", "late", "open", "overdue", "not known"]

_NEAR = 100  # characters between a verb and the date that it is promised for
_BEFORE = 40  # characters before a date in which small words lead to it
_BESIDE = 12  # characters between a date and the meeting that is named with it
_DATED = re.compile(r",? (?:(?:of [\w' -]{3,40}? )?(?:in|on) )?(?:early |late |mid-?)?")
_PROSPECT = 40  # characters before a verb in which a word says that it is to come
_BE = 15  # ... and before a participle
_PAST = re.compile(r"(?:ed|built|held|begun)$")
_OPENING = 12  # characters before a date that opens its clause: "and by early"
_CLAUSE = re.compile(r"[;:]|\.\s")


@dataclass(frozen=True)
class Promise:
    """That a stage will be reached by a date: `text` in the document's words, `date` as precise as known.

    `made` is when the document was published; `shown_by` the id of the record that shows what became of it, where one does.
    """

    stage: str
    text: str
    date: str
    made: str
    record: Record
    kept: Kept = "open"
    shown_by: str = ""


class Sign(NamedTuple):
    """What a record shows of an undertaking: which status, since when (`dated`: by words of its own), published when."""

    status: str
    date: str
    dated: bool
    published: str
    record: str


def promised(text: str, name: Name, record: Record, published: str) -> Iterator[tuple[int, Promise]]:
    """The dates in a text that lie ahead of its document, each with its place and the stage promised for it."""
    for start, end, expression in times_in(text):
        found = _stage(text, start, end, name, record)
        if not found or any_of("not_promised").search(text[max(0, start - 20) : start]):
            continue
        stage, ahead = found
        day = meant(expression, published, "future" if ahead else "past")
        if day and day.date and _is_ahead_of(day.last, published, ahead):
            words = _led_in(text, start)
            begin = words.start() if words and not (name.kind.occasion and end <= name.start) else start
            yield start, Promise(stage, text[begin:end].strip(), day.date, published, record)


def _stage(text: str, start: int, end: int, name: Name, record: Record) -> tuple[str, bool] | None:
    """The stage of the verb nearest before a date, or behind one that opens its clause, and whether it lies ahead.

    A meeting needs no verb: "the June summit" is held in June.
    """
    if name.kind.occasion and _dates(text, start, end, name):
        return "completed", True
    opening = max(0, start - _NEAR)
    clause = max((m.end() for m in _CLAUSE.finditer(text, opening, start)), default=opening)
    closing = _CLAUSE.search(text, end, end + _NEAR)
    spans = [(clause, start)]
    if start - clause <= _OPENING:
        spans.append((end, min(end + _NEAR, closing.start() if closing else len(text))))
    for first, last in spans:
        verbs = [
            (min(abs(start - m.end()), abs(m.start() - end)), stage, m)
            for stage, forms in _stages(name.kind.sphere)
            for m in forms.finditer(text, first, last)
        ]
        if verbs:
            _, stage, verb = min(verbs, key=lambda found: found[:2])
            return (stage, _lies_ahead(text, verb, record)) if _concerns(name, verb, text, start) else None
    return None


def _dates(text: str, start: int, end: int, name: Name) -> bool:
    """Whether a date is that of a meeting: "the June summit", "the summit of the seven on June 8-10"."""
    behind = start >= name.end and bool(_DATED.fullmatch(text, name.end, start))
    return behind or 0 <= name.start - end <= _BESIDE


def _concerns(name: Name, verb: re.Match[str], text: str, start: int) -> bool:
    """Whether the undertaking is what a verb before a date is done to, or does: "will begin a probe in May" is neither."""
    words = _led_in(text, start)
    between = text[verb.end() : words.start() if words else start]
    other_object = any_of("articles").search(between) and not any_of("heads").search(between)
    is_object = verb.end() <= name.start
    return stands_by(name, verb.start(), verb.end(), text) and (is_object or not other_object)


def _lies_ahead(text: str, verb: re.Match[str], record: Record) -> bool:
    """Whether a verb speaks of what is to come: "would be signed", or in what is wished or expected "to sign"."""
    past = _PAST.search(verb.group())
    before = text[max(0, verb.start() - (_BE if past else _PROSPECT)) : verb.start()]
    if any_of("prospects_of_past" if past else "prospects").search(before):
        return True
    return is_ahead(record) and not past


@cache
def _stages(sphere: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((stage, whole_words(forms)) for stage, forms in terms("promised")[sphere].items())


def _led_in(text: str, start: int) -> re.Match[str] | None:
    """The small words before a date that belong to it: "by the end of"."""
    return _lead_in().search(text, max(0, start - _BEFORE), start)


@cache
def _lead_in() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{'|'.join(terms('lead_in'))}) )+$", re.IGNORECASE)


def _is_ahead_of(last: str, published: str, ahead: bool) -> bool:
    """Whether a day follows the document; of one dated to the year alone the verb must say so."""
    if not published:
        return ahead
    first, closing = span(published)
    return last > (first if ahead and precision(published) == "year" else closing)


def judged(promise: Promise, signs: Sequence[Sign]) -> Promise:
    """The promise with what the records of its undertaking, in time, show of it.

    "kept": the stage was reached by the date; "late": after it; "open": nothing later than the date speaks of the
    undertaking; "overdue": what does shows that it has not come so far; "not known": what does tells neither.
    """
    day = span(promise.date)[1]
    after = [s for s in signs if s.record != promise.record.id and s.published >= promise.made]
    late = [s for s in after if s.published and span(s.published)[0] > day]
    reached = next((s for s in after if reaches(s.status, promise.stage)), None)
    short = [s for s in late if is_stage(s.status) and not reaches(s.status, promise.stage)]
    if reached:
        return replace(promise, kept=_when(reached, day, short), shown_by=reached.record)
    if short:
        return replace(promise, kept="overdue", shown_by=short[-1].record)
    return replace(promise, kept="not known" if late else "open")


def _when(sign: Sign, day: str, short: Sequence[Sign]) -> Kept:
    """Kept or late by the day on which the stage was reached, as far as that is known.

    What is told after the date without a day of its own may have happened before it, unless another record
    shows that it had not.
    """
    first, last = span(sign.date)
    if last and last <= day:
        return "kept"
    if first > day and (sign.dated or any(s.published < sign.published for s in short)):
        return "late"
    return "not known"
