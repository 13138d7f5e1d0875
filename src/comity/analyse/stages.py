"""How far an undertaking has come, by the words of one record, and by all of them together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from comity.analyse.kinds import any_of, terms
from comity.analyse.undertakings import Name
from comity.analyse.vocabulary import whole_words
from comity.dates import MONTHS
from comity.model import Event, Record

_NEGATION = re.compile(r"\b(?:not|never|no|yet to|failed to|without|nor)\b[^,;]{0,25}$", re.IGNORECASE)
_PROSPECT = re.compile(
    r"\b(?:to|will|would|should|could|might|may|must|be|if|unless|until|once|expected|hopes?)\b[^,;]{0,25}$",
    re.IGNORECASE,
)
_AS_A_VERB = re.compile(r" ?$| (?:an?|the|that|to|on|its|their|\w+ing)\b")
_DONE_AT = re.compile(r"(?<!\bbe )\b[a-z]+ed (?:at|by|during) (?:the |an? |last )?$")
_NEAR = 60  # characters between an undertaking and a word that tells how far it has come
_WINDOW = 120  # characters before a word in which its clause is looked at
_HELD = 4  # words before it among which a preposition may hold it
_OPENING = 4  # characters before it that are an article at most


class Status(NamedTuple):
    """A status, and where the words stand that prove it; -1 where the record's code does."""

    word: str
    at: int = -1


def status(text: str, name: Name, record: Record | None) -> Status:
    """The status word nearest to the name, unless it is denied or only in prospect; else what the act says.

    Empty for talks that tell nothing of it: a meeting in front of a plant is no stage of the plant. Without a record
    (a sentence that a later one takes up) the words alone tell.
    """
    if _settings().search(behind(text, name.begin)):
        held = name.kind.occasion and (is_talks(record) or _was_held(behind(text, name.begin), record))
        return Status("completed" if held else "" if is_talks(record) else "mentioned")
    for tier in ("statuses", "plans"):
        found = [
            (abs(match.start() - name.start), rank, _meaning(word, match.group(), name), match.start())
            for rank, (word, forms) in enumerate(_forms(tier))
            for match in forms.finditer(text)
            if not _NEGATION.search(behind(text, match.start())) and _is_of(name, match.start(), match.end(), text)
            and _proves(word, behind(text, match.start()), record) and (tier != "plans" or match.start() - name.end <= 1)
        ]  # fmt: skip
        if found:
            return Status(*min(found)[2:])
    return Status(_by_code(record, text, name) if record else "mentioned")


def _is_of(name: Name, start: int, end: int, text: str) -> bool:
    """Whether a status word at `start`..`end` tells of the undertaking: near it, in its clause, nothing else between.

    "Construction of the pipeline was stalled" does; "studies for the pipeline are finished" does not, nor does
    "proposed a tax on the pipeline".
    """
    head = _head().search(text, max(0, name.begin - _WINDOW), name.begin)
    own = terms("heads") if start >= name.start else [*terms("heads"), *terms("founding")]
    of_another = head and not start <= head.start() < end and head[1] not in own
    return stands_by(name, start, end, text) and not of_another


def stands_by(name: Name, start: int, end: int, text: str) -> bool:
    """Whether a word at `start`..`end` is in the undertaking's clause, and near."""
    if start >= name.start:
        between = text[name.end : start]
        return len(between) <= _NEAR and not any_of("breaks").search(between)
    between = text[end : name.begin]
    if text[start:end].casefold() in terms("intransitive"):
        return len(between) <= _OPENING
    if text[start:end].casefold() in terms("adjectival") and not _AS_A_VERB.match(between):
        return False
    others = (verb for verb in _verbs().findall(between) if verb.casefold() not in terms("founding"))
    prepositions = re.findall(r"\w+", between)[-_HELD:]
    held = next((word for word in reversed(prepositions) if word in terms("holding")), "")
    return (
        len(between) <= _NEAR
        and not any_of("breaks").search(between)
        and not any_of("breaks_before").search(between)
        and held not in terms("held_in")
        and not any(others)
    )


def behind(text: str, at: int) -> str:
    """The words before a place in a text, as far back as they may bear on it."""
    return text[max(0, at - _WINDOW) : at]


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(r"\bto (?!an?\b|the\b|its\b|government\b|[A-Z])(\w+)")


@cache
def _head() -> re.Pattern[str]:
    return re.compile(
        r"(\w+) (?:of|for|on|in|to|from|with|between|about) (?:the |an? |its |their |this |that )?$"
    )


def _meaning(word: str, form: str, name: Name) -> str:
    """What a status word says of this sort of undertaking."""
    return str(terms("of_instruments").get(form.casefold(), word)) if name.kind.instrument else word


def _was_held(before: str, record: Record | None) -> bool:
    """Whether something was done at a meeting: "agreed at the summit", but not "will be discussed at the summit"."""
    return not is_ahead(record) and bool(_DONE_AT.search(before))


@cache
def _settings() -> re.Pattern[str]:
    time = "|".join([*terms("dated"), *terms("ordinals"), *MONTHS, r"\d[\d-]*"])
    article = "(?:the |an? |its |their |this |that )?"
    return re.compile(rf"\b(?:{'|'.join(terms('settings'))}) {article}(?:(?:{time}) )*$", re.IGNORECASE)


@cache
def _forms(tier: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((word, whole_words(forms)) for word, forms in terms(tier).items())


def is_talks(record: Record | None) -> bool:
    return isinstance(record, Event) and record.event == "CONSULT" and record.aux in ("", "historical")


def is_ahead(record: Record | None) -> bool:
    """Whether the record itself speaks of what is wished, promised or expected."""
    if isinstance(record, Event):
        return record.aux in ("future", "hypothetical")
    return record is not None and record.act in ("call", "hope", "predict", "pledge")


def _proves(word: str, before: str, record: Record | None) -> bool:
    if word not in terms("accomplished"):
        return True
    denied = isinstance(record, Event) and record.aux == "negated"
    return not (denied or is_ahead(record) or _PROSPECT.search(before))


def _by_code(record: Record, text: str, name: Name) -> str:
    """What the act itself says: of an event whose trigger is near, of a statement that speaks of founding the thing."""
    if not isinstance(record, Event):
        word = str(terms("status_of_act").get(record.act, "mentioned"))
        return word if not is_stage(word) or _is_founded(name, text) else "mentioned"
    if is_talks(record):
        return ""
    at = text.find(record.trigger)
    if record.trigger and (at < 0 or not _is_of(name, at, at + len(record.trigger), text)):
        return "mentioned"
    if record.aux == "negated":
        return "did not happen"
    if record.aux:
        return "proposed" if record.aux != "historical" else "mentioned"
    return str(terms("status_of_event").get(record.event, "mentioned"))


def _is_founded(name: Name, text: str) -> bool:
    """Whether the words before an undertaking are of building, signing or holding it, or it is itself what is wished for."""
    verbs = (
        m
        for m in any_of("founding").finditer(text, max(0, name.begin - _WINDOW), name.begin)
        if m.group().islower()
    )
    return (name.indefinite and name.begin <= _OPENING) or any(
        stands_by(name, m.start(), m.end(), text) and "," not in text[m.end() : name.begin] for m in verbs
    )


def is_stage(word: str) -> bool:
    return word in terms("stages")


def reaches(word: str, stage: str) -> bool:
    """Whether a status shows that a stage has been reached: what is under way has been agreed."""
    return int(terms("stages").get(word, -1)) >= int(terms("stages")[stage])


def current(words: Iterable[str]) -> str:
    """The last stage, in time; talk takes back nothing that was done. Empty where no stage is proved."""
    now = ""
    for word in filter(is_stage, words):
        if not (word in terms("talk") and now and reaches(now, "agreed")):
            now = word
    return now
