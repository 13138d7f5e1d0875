"""The places that a sentence names, as its grammar has them: after "in" or "near", as the goal of a visit, or "here".

A name counts whole: "in Paris" is a place, "in Paris Hilton's house" is none.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import NamedTuple

import yaml

from comity import places as gazetteer
from comity.coding.parties import Parties
from comity.coding.tree import Tree
from comity.dates import MONTHS, WEEKDAYS
from comity.model import Sentence
from comity.places import Site

Choose = Callable[[str], Site | None]  # the place that a name means in this document
NOT_PLACES = ("person", "body", "role")  # kinds of mentions
TIMES = frozenset((*MONTHS, *WEEKDAYS))
DASHES = frozenset("-–—/")
OWNERS = ("compound", "poss", "nmod", "amod")


class Words(NamedTuple):
    """The language's words; see `data/places/en.yaml`."""

    before: frozenset[str]
    before_sites: frozenset[str]
    here: frozenset[str]
    where: frozenset[str]
    travel: frozenset[str]
    depart: frozenset[str]
    visit: frozenset[str]
    target: frozenset[str]
    direction: frozenset[str]
    resident: frozenset[str]
    sites: frozenset[str]
    capital: frozenset[str]
    occasions: frozenset[str]
    around: frozenset[str]
    party_to: frozenset[str]
    speaking: frozenset[str]
    inside_names: frozenset[str]
    part: frozenset[str]
    not_places: frozenset[str]


@functools.cache
def words() -> Words:
    data = yaml.safe_load(files("comity").joinpath("data/places/en.yaml").read_text("utf-8"))
    return Words(*(frozenset(data[name]) for name in Words._fields))


def is_word(name: str) -> bool:
    """Whether a name is mostly something else: "March", "Union", "West", "Old City"."""
    known, low = words(), name.casefold()
    if low in TIMES or low in known.not_places:
        return True
    return all(word in known.sites or word in known.part for word in low.split())


class Spot(NamedTuple):
    """A place said of token `host`, with its head at token `at`; a `target` is what a blow falls on."""

    host: int
    at: int
    site: Site
    target: bool = False


class Spots:
    """Reads the places of one sentence; `choose` decides between namesakes."""

    def __init__(self, parties: Parties, choose: Choose, here: Site | None) -> None:
        self.parties = parties
        self.tree: Tree = parties.tree
        self.s: Sentence = parties.tree.sentence
        self.choose = choose
        self.here = here

    def read(self) -> Iterator[Spot]:
        s, known = self.s, words()
        for i, lemma in enumerate(s.lemmas):
            dep, head = s.deps[i], s.heads[i]
            if dep == "prep" or (dep == "conj" and s.pos[i] == "ADP"):
                yield from self.after_preposition(i)
            elif dep == "dobj" and (site := self.place(i)):
                yield Spot(head, i, site, target=s.lemmas[head] not in known.visit)
            elif dep == "advmod" and lemma in known.here and self.here is not None:
                yield Spot(head, i, self.here)
            elif dep == "relcl" and self.says_where(i) and (site := self.place(head)):
                yield Spot(i, head, site)
            if lemma in known.occasions and (site := self.owner(i, city=True)):
                yield Spot(i, i, site)

    def says_where(self, verb: int) -> bool:
        """ "Oslo, where they met"."""
        return any(self.s.lemmas[child] in words().where for child in self.tree.kids(verb, "advmod"))

    def after_preposition(self, i: int) -> Iterator[Spot]:
        """ "In Paris", "north of Paris", "to Paris" after a verb of travel, "on the outskirts of Paris"; and "on Paris"
        after a blow."""
        s, known = self.s, words()
        lemma, host = s.lemmas[i], s.heads[i]
        if s.deps[i] == "conj":  # "in or near Paris"
            host = s.heads[host]
        away = lemma == "of" and s.lemmas[host] in known.direction
        there = away or lemma in known.before or self.leads(lemma, s.lemmas[host])
        if not there and lemma not in known.target:
            return
        for noun in self.tree.kids(i, "pobj"):
            if site := self.place(noun):
                stands = lemma in known.before_sites and s.lemmas[noun] in known.sites
                yield Spot(s.heads[host] if away else host, noun, site, target=not there and not stands)

    def leads(self, preposition: str, travel: str) -> bool:
        if preposition == "to":
            return travel in words().travel
        return preposition == "for" and travel in words().depart

    def place(self, noun: int) -> Site | None:
        return self.named(noun) or self.standing(noun)

    # --- names

    def named(self, head: int) -> Site | None:
        """The place whose name has its head at token `head`."""
        mention = self.parties.by_head.get(head)
        if (
            self.s.pos[head] != "PROPN"
            or self.s.words[head].islower()
            or (mention is not None and mention.kind in NOT_PLACES)
        ):
            return None
        runs = dict.fromkeys((self.run(head, words().inside_names), self.run(head, frozenset())))
        return next((site for run in runs if (site := self.whole(*run))), None)

    def whole(self, first: int, last: int) -> Site | None:
        return self.around(first, last) or self.without_part(first, last) or self.without_site(first, last)

    def run(self, head: int, small: frozenset[str]) -> tuple[int, int]:
        """The capitalised words around a token, with hyphens and such `small` words between them."""
        first, last = head, head + 1
        while (step := self.joined(first - 1, -1, small)) is not None:
            first = step
        while (step := self.joined(last, 1, small)) is not None:
            last = step + 1
        return first, last

    def joined(self, i: int, way: int, small: frozenset[str]) -> int | None:
        """The next capitalised token from `i` on."""
        s = self.s
        for at in (i, i + way, i + 2 * way):
            if not 0 <= at < len(s):
                return None
            if s.words[at][:1].isupper() and s.pos[at] in ("PROPN", "ADJ", "NOUN"):
                return at
            if s.words[at] != "-" and s.lemmas[at] not in small:
                return None
        return None

    def around(self, first: int, last: int) -> Site | None:
        """The place of the whole name, within the one after its comma where there is one ("Paris, Texas")."""
        name = self.text(first, last)
        return self.within(name, last) or (None if is_word(name) else self.choose(name))

    def within(self, name: str, last: int) -> Site | None:
        s = self.s
        if last + 1 >= len(s) or s.words[last] != "," or not s.words[last + 1][:1].isupper():
            return None
        return gazetteer.inside(name, self.text(*self.run(last + 1, frozenset())))

    def without_part(self, first: int, last: int) -> Site | None:
        """ "Northern Iraq" is in Iraq."""
        if last - first < 2 or self.s.words[first].lower() not in words().part:
            return None
        return self.around(first + 1, last)

    def without_site(self, first: int, last: int) -> Site | None:
        """ "Tehran University" is in Tehran."""
        if last - first < 2 or self.s.words[last - 1].lower() not in words().sites:
            return None
        return self.around(first, last - 1) or self.without_site(first, last - 1)

    def text(self, first: int, last: int) -> str:
        s = self.s
        spaced = (" " * (i > first and s.starts[i] > s.ends[i - 1]) + s.words[i] for i in range(first, last))
        return "".join(spaced).rstrip(".,")

    # --- what stands in a place

    def standing(self, noun: int) -> Site | None:
        """The place in which a site or an occasion is: "the port of Basra", "the Iraqi capital"."""
        s, known = self.s, words()
        lemma = s.lemmas[noun]
        if lemma in known.capital and (country := self.owning_country(noun)):
            return gazetteer.capital(country)
        if lemma in known.sites or lemma in known.capital:
            return self.holder(noun) or self.beside(noun) or self.owner(noun)
        return self.owner(noun, city=True) if lemma in known.occasions else None

    def owner(self, noun: int, city: bool = False) -> Site | None:
        for child in self.tree.kids(noun, *OWNERS):
            site = self.named(child)
            if site is not None and (not city or (site.is_city and not self.is_paired(child))):
                return site
        return None

    def is_paired(self, i: int) -> bool:
        """ "The Paris-Bonn talks" are in neither."""
        return any(word in DASHES for word in self.s.words[max(i - 1, 0) : i + 2])

    def holder(self, noun: int) -> Site | None:
        for of in self.tree.kids(noun, "prep"):
            if self.s.lemmas[of] == "of":
                for place in self.tree.kids(of, "pobj"):
                    return self.named(place) or self.standing(place)
        return None

    def beside(self, noun: int) -> Site | None:
        """ "The capital, Baghdad"."""
        return next((site for child in self.tree.kids(noun, "appos") if (site := self.named(child))), None)

    def owning_country(self, noun: int) -> str:
        mentions = (self.parties.by_head.get(child) for child in self.tree.kids(noun, *OWNERS))
        countries = (m.entities[0].country for m in mentions if m is not None and m.entities)
        return next(countries, "")
