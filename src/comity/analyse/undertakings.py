"""What names an undertaking in a text: its kind, and the words that tell it from others of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from comity.analyse.countries import adjectives, state_pattern, states_in
from comity.analyse.kinds import NAME, Kind, any_of, kinds, kinds_by_noun, noun_pattern, terms
from comity.dates import MONTHS, WEEKDAYS

_NUMBER = r"\d{1,4}(?:st|nd|rd|th)?"
_POSSESSIVE = re.compile(r"['’]s?$")
_INDEFINITE = re.compile(r"\b(?:an?|another|any|no|each|every) (?:\w+ )?$", re.IGNORECASE)
_YEAR = re.compile(r" (?:of|in) (\d{4})\b")
_NEAR = 90  # characters before a noun in which its name may begin
_PHRASES = 3  # prepositional phrases behind a noun that may belong to its name


@dataclass(frozen=True)
class Name:
    """An undertaking as a text names it: the name begins at `begin`, its noun at `start`.

    `words` are the proper names, in lower case, that tell it from others; `states` the countries in its name, which
    do so less surely, and `through` those that it is only said to lie in or to cross; `number` is an ordinal, an
    """

    kind: Kind
    title: str
    noun: str
    begin: int
    start: int
    end: int
    indefinite: bool = False
    plural: bool = False
    sort: str = ""
    number: str = ""
    words: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    doubtful: str = ""
    partners: bool = False

    @property
    def before(self) -> str:
        """The words of the title before the noun."""
        return self.title[: self.start - self.begin].strip()


@cache
def _run() -> re.Pattern[str]:
    """The words right before a noun that may belong to its name: "second Trans-Siberian freight "."""
    plain = "|".join([*terms("modifiers"), *terms("ordinals")])
    joined = rf"(?: (?:of|of the|and|for)(?= {NAME}))?"
    return re.compile(rf"(?<![\w'’-])(?:(?:{NAME}{joined}|{plain}|{_NUMBER}) )+$")


def names_in(text: str, people: frozenset[str] = frozenset()) -> list[Name]:
    """The undertakings that a text names, in order; `people` are words of persons' names, which name no thing."""
    found: list[Name] = []
    for noun in noun_pattern().finditer(text):
        kind = kinds_by_noun().get(_singular(noun.group().casefold()))
        if kind and _is_noun(text, noun) and not _others().match(text, noun.end()):
            name = _name(text, noun, kind, people)
            if _counts(name, noun.group()) and (not found or found[-1].end <= noun.start()):
                found += _each(name)
    return _with_ends_joined(text, found)


def _each(name: Name) -> list[Name]:
    """ "The Louvre and Plaza accords" are two."""
    several = [part for part in re.split(r",? and (?:the )?", name.before) if any(_proper(part))]
    if not name.plural or len(several) < 2:
        return [name]
    return [
        replace(
            name,
            title=f"{part} {name.noun}",
            plural=False,
            words=frozenset(_proper(part)),
            states=states_in(part),
        )
        for part in several
    ]


def _is_noun(text: str, noun: re.Match[str]) -> bool:
    return text[: noun.start()].rstrip().rpartition(" ")[2].casefold() not in terms("verbal")


@cache
def _others() -> re.Pattern[str]:
    """What follows a noun that only tells the sort of another: "the pipeline company", "Pipeline Co"."""
    return re.compile(rf"(?: |-)(?:{'|'.join([*terms('others'), *terms('firms')])})\b")


def _counts(name: Name, noun: str) -> bool:
    """Whether the words name an undertaking and not a body ("Russian Railways") or anything ("the line")."""
    told_apart = bool(name.words or name.sort or (name.kind.venue and name.number) or len(name.states) > 1)
    if noun.istitle() and not name.kind.instrument and (name.plural or not told_apart):
        return False
    if not set(terms("firms")).isdisjoint(re.findall(r"\w+", name.title)):
        return False
    if name.kind.compound:
        return any("-" in word or _is_acronym(word) for word in name.before.split() if any(_proper(word)))
    return told_apart or not name.kind.named


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) > 2


def _with_ends_joined(text: str, found: list[Name]) -> list[Name]:
    """ "To link the Trans-Korean Railway with the Trans-Siberian line" tells of one undertaking."""
    ends = [name for name in found if name.kind.linked and name.words]
    if len(ends) < 2 or not any_of("linking").search(text):
        return found
    first = min(ends, key=lambda name: name.start)
    whole = replace(
        first,
        words=frozenset().union(*(n.words for n in ends)),
        states=frozenset().union(*(n.states for n in ends)),
        through=frozenset().union(*(n.through for n in ends)),
    )
    return [whole if name is first else name for name in found if name is first or name not in ends]


def _name(text: str, noun: re.Match[str], kind: Kind, people: frozenset[str]) -> Name:
    run, phrases = _before(text, noun.start()), list(_after(text, noun.end(), kind))
    begin = noun.start() - len(run)
    opening = _opening(run, at_start=not text[:begin].strip(" \"'“‘"))
    joined = [phrase for phrase in phrases if phrase.preposition in terms("ends")]
    crossed = [phrase for phrase in phrases if phrase not in joined]
    own = [*_proper(run[opening:]), *(name for phrase in phrases for name in _proper(phrase.words))]
    year = _YEAR.match(text, noun.end())
    singular = _singular(noun.group().casefold())
    subject = _subject().match(text, noun.end()) if kind.instrument and not own else None
    end = phrases[-1].end if phrases else noun.end()
    return Name(
        kind,
        title=_title(text, noun, begin + opening, subject.end() if subject else end),
        noun=singular,
        begin=begin + opening,
        start=noun.start(),
        end=end,
        indefinite=bool(_INDEFINITE.search(text[:begin])),
        plural=singular != noun.group().casefold(),
        sort=_sort(kind, run + noun.group()),
        number=_number(run, kind) or (year[1] if year else ""),
        words=frozenset(own) - people,
        states=states_in(run).union(*(states_in(phrase.words) for phrase in joined)),
        through=frozenset().union(*(states_in(phrase.words) for phrase in crossed)),
        doubtful="".join(_proper(run[:opening])) if len(run[:opening].split()) == 1 else "",
        partners=any(name for phrase in joined for name in _proper(phrase.words)),
    )


def _title(text: str, noun: re.Match[str], start: int, end: int) -> str:
    written = noun.group().lower() if noun.group().isupper() else noun.group()
    return text[start : noun.start()] + written + text[noun.end() : end]


def _singular(noun: str) -> str:
    stems = (noun, noun.removesuffix("s"), noun.removesuffix("es"), re.sub("ies$", "y", noun))
    return next((stem for stem in stems if stem in kinds_by_noun()), noun)


def _sort(kind: Kind, phrase: str) -> str:
    return next((sort for sort, pattern in kind.sorts if pattern.search(phrase)), "")


def _before(text: str, end: int) -> str:
    found = _run().search(text, max(0, end - _NEAR), end)
    return found.group() if found else ""


@cache
def _subject() -> re.Pattern[str]:
    """What a treaty without a name is about: " on military exchanges"."""
    return re.compile(rf" (?:on|for) [\w'’ -]{{3,50}}?(?=$|[,.;:]| (?:{'|'.join(terms('subject_ends'))})\b)")


class _Phrase(NamedTuple):
    """A preposition behind a noun, the names that it governs, and where they end in the text."""

    preposition: str
    words: str
    end: int


def _after(text: str, end: int, kind: Kind) -> Iterator[_Phrase]:
    for _ in range(_PHRASES):
        found = kind.after.match(text, end)
        if not found or found[2].split()[0] in _no_names():
            return
        end = _to_its_noun(text, found.end())
        yield _Phrase(found[1], found[2], end)


def _to_its_noun(text: str, end: int) -> int:
    """An adjective does not end a name: "with British and German interests"."""
    last = text[:end].rpartition(" ")[2]
    noun = re.compile(r" [a-z]+").match(text, end)
    return noun.end() if noun and last in adjectives() else end


def _opening(run: str, at_start: bool) -> int:
    """Where in the words before a noun its name begins: behind a possessor, articles and words that are no names.

    A capital `at_start` of a sentence proves no name, unless more follow or it is a compound or an acronym.
    """
    at = max((m.end() for m in re.finditer(r"['’]s? ", run)), default=0)
    at_start = at_start and not at
    words = run[at:].split(" ")[:-1]
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        proves = "-" in word or word.isupper() or bool(states_in(word)) or following[:1].isupper()
        tells = word not in _no_names() and not re.fullmatch(r"\d{1,3}", word)
        if _is_sort(word) or (tells and (proves or not at_start)):
            break
        at, at_start = at + len(word) + 1, False
    return at


def _is_sort(word: str) -> bool:
    return any(pattern.fullmatch(word) for kind in kinds() for _, pattern in kind.sorts)


def _number(run: str, kind: Kind) -> str:
    """A year ("the 1976 accord"), the number of a meeting ("Third Forum") or of a work ("Nord Stream 2")."""
    before = ""
    for word in run.split():
        if re.fullmatch(r"1[5-9]\d\d|20\d\d", word):
            return word
        if kind.venue and word.casefold() in terms("ordinals"):
            return str(terms("ordinals").index(word.casefold()) + 1)
        if re.fullmatch(_NUMBER, word) and (kind.venue or (kind.sphere == "work" and before[:1].isupper())):
            return word.rstrip("stndrh")
        before = word
    return ""


def _proper(phrase: str) -> Iterator[str]:
    """The names in a phrase, in lower case, without those of states, which are told apart by their codes."""
    of_states = {at for match in state_pattern().finditer(phrase) for at in range(*match.span())}
    for match in re.finditer(NAME, phrase):
        if match.group() in terms("titles"):
            return  # "with President Reagan"
        name = _POSSESSIVE.sub("", match.group()).strip("-/&'’")
        letters = [at for at in range(*match.span()) if phrase[at].isalnum()]
        if of_states.issuperset(letters) or {name, name.casefold()} & _no_names():
            continue
        if name.rpartition("-")[2] not in terms("of_whom"):
            yield from _halves(name)


def _halves(name: str) -> Iterator[str]:
    """ "Khasan-Rajin" is two names, "Trans-Siberian" one."""
    halves = re.split(r"[-/]", name)
    whole = halves[0].casefold() in terms("whole") or not all(half[:1].isupper() for half in halves)
    yield from [name.casefold()] if whole else (half.casefold() for half in halves)


@cache
def _no_names() -> frozenset[str]:
    """Words that stand among names and tell nothing apart."""
    times = (*MONTHS, *WEEKDAYS)
    return frozenset(
        [*terms("common_names"), *terms("modifiers"), *terms("ordinals"), *(w.title() for w in times)]
    )


def people_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for name in names for word in name.split())
