"""Which tellings are of one undertaking, within a document and across documents.

Different undertakings must not be merged, and one should not be split, in that order. Two names are one where their
kind is the same, nothing in them conflicts (sort, number) and the proper names of one are all among those of the other;
a name that fits several fuller ones joins none of them. What has no proper name ("the pipeline") is the only one of
its kind that its document names, or the only one between two countries where these are given; else what other
documents call so between the same countries.

Nothing is compared with everything: names are looked up by their words, the nameless by document and countries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from comity.analyse.stages import reaches
from comity.analyse.tellings import Telling
from comity.analyse.undertakings import Name
from comity.dates import span

_APART = 180  # days of silence between two occasions of one name
_FORGOTTEN = 730  # days of silence after which what has no name may be another thing
_FEWEST_INITIALS = 3
_MANY = 50  # fuller names that one may fit before it tells nothing

Group = list[Telling]


@dataclass(frozen=True)
class _Sign:
    """What tells one undertaking of a kind from others: its sort and number, and its proper names or countries."""

    sort: str
    number: str
    distinct: frozenset[str]

    def fits(self, fuller: _Sign) -> bool:
        """Whether the other says all that this one says."""
        alike = self.sort in ("", fuller.sort) and self.number in ("", fuller.number)
        return alike and self.distinct <= fuller.distinct


class _Summary:
    """What the tellings of one undertaking say together."""

    def __init__(self, group: Group) -> None:
        self.label = group[0].name.kind.label
        self.docs = {t.doc for t in group}
        self.nouns = {t.name.noun for t in group}
        self.sorts = {t.name.sort for t in group} - {""}
        self.numbers = {t.name.number for t in group} - {""}
        self.states = frozenset().union(*(t.name.states for t in group))
        self.indefinite = all(t.name.indefinite for t in group)
        self.parties = frozenset().union(*(t.parties for t in group))

    def may_be(self, other: _Summary) -> bool:
        """Whether what has no name of its own may be the other, which has one."""
        conflict = (self.sorts and other.sorts and not self.sorts & other.sorts) or (
            self.numbers and other.numbers and not self.numbers & other.numbers
        )
        known = other.states if self.indefinite else other.states | other.parties
        return not conflict and self.states <= known

    def repeats(self, other: _Summary) -> bool:
        """Whether "the treaty" brings neither another noun nor another party."""
        return self.nouns <= other.nouns and self.parties <= other.parties


def grouped(told: list[Telling], pair: frozenset[str] = frozenset()) -> list[Group]:
    """The tellings of each undertaking; `pair` are two countries whom all of them concern."""
    named: dict[Hashable, Group] = defaultdict(list)
    nameless: dict[Hashable, Group] = defaultdict(list)
    for telling in _spelled_out(told):
        label = telling.name.kind.label
        if telling.name.words:
            named[label].append(telling)
        elif not telling.name.plural or reaches(telling.step.status, "agreed"):
            nameless[telling.doc, label].append(telling)
    things = [
        part for some in named.values() for group in _folded(_signed(some)) for part in _occasions(group)
    ]
    local = [group for some in nameless.values() for group in _folded(_signed(some))]
    homeless = _settled(local, things, pair)
    return [*things, *_pooled(homeless, pair)]


# Names in common


def _spelled_out(told: list[Telling]) -> Iterator[Telling]:
    """The tellings, with "TSR" in the words of a "Trans-Siberian railway" that another one names, and the word that
    opens a sentence a name where another one shows that it is one."""
    named = [t.name for t in told if t.name.words]
    initials = {(name.kind.label, short): name.words for name in named for short in _initials(name)}
    known = {(name.kind.label, word) for name in named for word in name.words}
    for telling in told:
        name, label = telling.name, telling.name.kind.label
        words = name.words | ({name.doubtful} if (label, name.doubtful) in known else frozenset())
        full = (initials.get((label, word), frozenset([word])) for word in words)
        yield replace(telling, name=replace(name, words=frozenset().union(*full)))


def _initials(name: Name) -> Iterator[str]:
    """ "tsr" and "tsrl" for "Trans-Siberian rail link"."""
    letters = "".join(word[:1] for word in re.split(r"[\s-]+", f"{name.before} {name.noun}")).casefold()
    return (letters[:length] for length in range(_FEWEST_INITIALS, len(letters) + 1))


def _signed(told: Iterable[Telling]) -> list[tuple[_Sign, Group]]:
    return [(_sign(telling), [telling]) for telling in told]


def _sign(telling: Telling) -> _Sign:
    """A treaty's countries are part of its sign: "an agreement with the IMF" of one is not another's, nor the "IMF
    accord", and "a memorandum" of one sentence is neither the convention nor the memorandum of another."""
    name, instrument = telling.name, telling.name.kind.instrument
    distinct = name.words if name.words and name.kind.sphere == "work" else name.words | name.states
    if instrument and name.partners:
        distinct = frozenset(f"with {word}" for word in distinct)
    if instrument and name.words and (name.partners or name.indefinite):
        distinct |= telling.parties
    if instrument and not name.words:
        distinct |= {name.noun, f"{telling.step.record.id} {name.start}" if name.indefinite else name.noun}
    return _Sign(name.sort, name.number, distinct)


def _folded(signed: Iterable[tuple[_Sign, Group]]) -> list[Group]:
    """Groups of one sign together, and each with the only fuller one that it fits."""
    alike: dict[_Sign, Group] = defaultdict(list)
    for sign, group in signed:
        alike[sign] += group
    holding: dict[str, list[_Sign]] = defaultdict(list)
    for sign in alike:
        for word in sign.distinct:
            holding[word].append(sign)
    homes: dict[_Sign, Group] = defaultdict(list)
    for sign, group in alike.items():
        homes[_fullest(sign, min((holding[w] for w in sign.distinct), key=len, default=list(alike)))] += group
    return list(homes.values())


def _fullest(sign: _Sign, others: Sequence[_Sign]) -> _Sign:
    """The one among the others that says most, where the sign fits it and no second one; else the sign itself."""
    fuller = [other for other in others if other != sign and sign.fits(other)][: _MANY + 1]
    if len(fuller) > _MANY:
        return sign
    tops = [one for one in fuller if not any(one != other and one.fits(other) for other in fuller)]
    return tops[0] if len(tops) == 1 else sign


def _occasions(group: Group) -> list[Group]:
    """Summits of one name that lie apart in time."""
    return _runs(group, _APART) if group[0].name.kind.occasion else [group]


def _runs(group: Group, days: int) -> list[Group]:
    """A group cut where it is silent for so long; what has no date goes with the first."""
    parts: list[Group] = [[]]
    last = ""
    for telling in sorted(group, key=lambda t: t.date):
        day = span(telling.date)[0]
        if last and day and (date.fromisoformat(day) - date.fromisoformat(last)).days > days:
            parts.append([])
        parts[-1].append(telling)
        last = day or last
    return parts


# Without a name


def _settled(local: list[Group], things: list[Group], pair: frozenset[str]) -> list[Group]:
    """Gives the nameless of a document to the named thing that they must be; returns those that have none."""
    told = [_Summary(group) for group in things]
    here: dict[Hashable, list[int]] = defaultdict(list)
    for n, summary in enumerate(told):
        for doc in summary.docs:
            here[summary.label, doc].append(n)
        here[summary.label].append(n)
    homeless = []
    for group in local:
        home = _home(group, told, here, pair)
        if home is None:
            homeless.append(group)
        else:
            things[home] += group
    return homeless


def _home(
    group: Group, told: list[_Summary], here: dict[Hashable, list[int]], pair: frozenset[str]
) -> int | None:
    """The named undertaking of the same document, else between the pair, where it is the only one that fits."""
    own, kind = _Summary(group), group[0].name.kind
    in_document = here.get((own.label, group[0].doc), [])
    found = [n for n in in_document if own.may_be(told[n]) and (not kind.instrument or own.repeats(told[n]))]
    if not in_document and pair and not (kind.instrument or kind.occasion):
        found = [n for n in here.get(own.label, []) if own.may_be(told[n])]
    return found[0] if len(found) == 1 else None


def _pooled(homeless: list[Group], pair: frozenset[str]) -> list[Group]:
    """The nameless of several documents together where they are between the same countries."""
    alone = [g for g in homeless if _stands_alone(g, pair)]
    pools: dict[str, list[tuple[_Sign, Group]]] = defaultdict(list)
    for group in homeless:
        if not _stands_alone(group, pair):
            own = _Summary(group)
            between = own.states - pair if pair else own.states if len(own.states) > 1 else own.parties
            pools[own.label].append((_Sign("".join(own.sorts), "".join(own.numbers), between), group))
    found = [group for some in pools.values() for group in _folded(some)]
    days = _FORGOTTEN if not pair else None
    return [*alone, *(part for group in found for part in (_runs(group, days) if days else [group]))]


def _stands_alone(group: Group, pair: frozenset[str]) -> bool:
    """A treaty without a subject or a name is known in its own document only, and so is what few take part in."""
    own, kind = _Summary(group), group[0].name.kind
    return len(own.parties | own.states | pair) < 2 or (kind.instrument and not own.sorts) or kind.occasion
