"""Where an event took place: of the places that its sentence names, the one that is said of it.

`spots` finds the places with the word that each is said of. A place belongs to an event if that word is the event's
predicate or noun, or leads to it: over its participants ("killed ten people in Homs"), over the occasion of the deed
("told a news conference in Tokyo") or down from the clause that it completes. It does not cross into a reported clause.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from comity import places as gazetteer
from comity.coding.events import Finding
from comity.coding.parties import Parties
from comity.coding.spots import Spot, Spots, words
from comity.coding.tree import PASSIVE_SUBJECTS, SUBJECTS
from comity.model import Document, Place
from comity.places import Site
from comity.times import words_table

# Deeds that are done where those stand to whom they are done.
PRESENT = {"CONSULT", "COOPERATE", "AID", "RETREAT", "PROTEST", "MOBILIZE", "COERCE", "ASSAULT"}
FORCE = {"COERCE", "ASSAULT"}  # deeds that are done where the things stand to which they are done
VERBAL = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"}  # an occasion is what these are about
# Roles of a noun that carries the event: "held talks", "arrived for talks".
CARRIED = ("subj", "obj", "attr", "for", "to", "on")
FARTHEST, TARGET = 8, 5  # steps in the tree; as near as a blow's target is
BELOW = ("xcomp", "conj", "advcl", "acl")  # clauses without a subject of their own
OBJECTS = ("dobj", "dative", "attr", *PASSIVE_SUBJECTS)


class Whereabouts:
    """The places of one document's events; what it does not say stays unknown."""

    def __init__(self, document: Document, parties: Sequence[Parties]) -> None:
        self.document = document
        self.parties = parties
        self.read: dict[int, tuple[Spot, ...]] = {}

    def of(self, finding: Finding) -> Place | None:
        """The place of an event, or None where its sentence says none."""
        spots = self.spots(finding.proposition.sentence)
        if not spots:
            return None
        path = Path(self.parties[finding.proposition.sentence], finding)
        reached = [(cost, spot) for spot in spots if (cost := path.cost(spot)) < FARTHEST]
        return finest([spot.site for _, spot in sorted(reached, key=lambda pair: pair[0])])

    def spots(self, sentence: int) -> tuple[Spot, ...]:
        if sentence not in self.read:
            self.read[sentence] = tuple(Spots(self.parties[sentence], self.choose, self.here).read())
        return self.read[sentence]

    @functools.cached_property
    def here(self) -> Site | None:
        return gazetteer.dateline(self.document.place) if self.document.place else None

    def choose(self, name: str) -> Site | None:
        """The place of that name, by the countries that the document speaks of in other words."""
        if len(gazetteer.sites(name)) < 2:
            return gazetteer.find(name)
        return gazetteer.find(name, {c for c, texts in self.spoken.items() if texts != {name}})

    @functools.cached_property
    def spoken(self) -> dict[str, set[str]]:
        """The countries that the document speaks of, with the words that say so."""
        found: dict[str, set[str]] = defaultdict(set)
        for parties in self.parties:
            for mention in parties.by_head.values():
                for entity in mention.entities:
                    found[entity.country].add(entity.text)
        return found


def finest(sites: Sequence[Site]) -> Place | None:
    """The first of the places, or one of the others that lies in it."""
    if not sites:
        return None
    first = sites[0]
    smaller = (site for site in sites[1:] if site.is_city and gazetteer.lies_in(site, first.name))
    return (first if first.is_city else next(smaller, first)).place


class Path:
    """How far the words of one sentence are from those that carry an event; `FARTHEST` for words that lead elsewhere."""

    def __init__(self, parties: Parties, finding: Finding) -> None:
        self.parties = parties
        self.tree, self.s = parties.tree, parties.tree.sentence
        self.category = finding.category
        p = finding.proposition
        nouns = [a.head for a in p.arguments if a.role in CARRIED and self.s.lemmas[a.head] in finding.words]
        spoken_of = [n for n in nouns if self.category in VERBAL and self.is_occasion(n)]
        self.own = dict.fromkeys((p.predicate, *(n for n in nouns if n not in spoken_of)), 0)
        self.own |= dict.fromkeys(self.coordinated(p.predicate), 1)
        for token in tuple(self.own):
            for cost, above in enumerate(self.completed(token), start=2):
                self.own.setdefault(above, cost)

    def cost(self, spot: Spot) -> int:
        if spot.target:
            return TARGET if self.category == "ASSAULT" and self.own.get(spot.host) == 0 else FARTHEST
        at, cost = spot.host, 0
        while at not in self.own:
            above = self.above(at)
            if above is None or cost > FARTHEST:
                return FARTHEST
            at, cost = above, cost + 1
        return cost + self.own[at]

    # --- up from a place

    def above(self, i: int) -> int | None:
        """The word whose place is that of token `i` too."""
        s = self.s
        dep, head = s.deps[i], s.heads[i]
        if dep in ("conj", "appos"):
            return head if s.pos[i] != "VERB" or not self.has_subject(i) else None
        if dep in ("advcl", "pcomp"):  # "speaking in Paris, he said"
            return self.over_clause(i, head)
        if dep in ("acl", "relcl"):
            return self.over_relative(i, head)
        if dep == "pobj":
            return self.over_preposition(i, head)
        if dep in SUBJECTS:
            return head if self.is_party(i) or self.is_occasion(i) else None
        return head if dep in OBJECTS and self.is_there(i, head) else None

    def over_clause(self, verb: int, head: int) -> int | None:
        """ "He said, speaking in Paris", "he said after arriving in Paris"."""
        s, known = self.s, words()
        if s.lemmas[verb] not in known.speaking | known.travel or self.has_subject(verb):
            return None
        if s.deps[verb] == "advcl":
            return head
        return s.heads[head] if s.lemmas[head] in known.around else None

    def over_relative(self, verb: int, noun: int) -> int | None:
        """ "A meeting held in Geneva", "troops stationed in Syria"; not "a group based in Syria"."""
        if self.is_occasion(noun) or self.own.get(noun) == 0:
            return noun if self.s.deps[verb] == "relcl" or not self.has_subject(verb) else None
        return noun if self.s.deps[verb] == "acl" and self.s.lemmas[verb] not in words().resident else None

    def over_preposition(self, noun: int, preposition: int) -> int | None:
        above = self.s.heads[preposition]
        return above if self.shares_place(noun, self.s.lemmas[preposition], above) else None

    def shares_place(self, noun: int, preposition: str, above: int) -> bool:
        """Whether what a noun is put to by a preposition is where the noun is."""
        s, known = self.s, words()
        stands = preposition in known.before_sites and s.lemmas[noun] in known.sites
        if stands or (
            preposition in known.before and (s.lemmas[noun] in known.sites or self.category in PRESENT)
        ):
            return s.pos[above] != "ADJ"
        if preposition in known.party_to and self.is_occasion(above):
            return True
        if self.is_occasion(noun):
            return preposition in known.around or (preposition in ("for", "to") and self.holds(above))
        if preposition == "by":
            return self.is_party(noun) or self.category in FORCE
        if preposition == "of" and self.is_party(above):
            return self.is_party(noun)
        return self.is_there(noun, above)

    def is_there(self, noun: int, deed: int) -> bool:
        """Whether the deed is done where this noun stands, to which it is done."""
        if self.is_occasion(noun):
            return self.holds(deed)
        own = self.own.get(deed, FARTHEST) <= 1
        return own and (self.category in FORCE or (self.category in PRESENT and self.is_party(noun)))

    def holds(self, verb: int) -> bool:
        """Whether a verb's deed takes place at its occasion: "opened the talks", not "welcomed the talks"."""
        known = words()
        return self.s.lemmas[verb] in words_table().light | known.travel | known.speaking

    def is_party(self, noun: int) -> bool:
        mention = self.parties.by_head.get(noun)
        return mention is not None and bool(mention.entities)

    def is_occasion(self, noun: int) -> bool:
        return self.s.lemmas[noun] in words().occasions

    # --- up from the event

    def completed(self, i: int) -> Iterator[int]:
        """The words above an event's that tell of it too: "opened *talks*", "arrived for talks", "met A and urged"."""
        s = self.s
        while (head := s.heads[i]) != i:
            if s.pos[i] in ("VERB", "AUX"):
                if s.deps[i] not in BELOW or self.has_subject(i):
                    return
                i = head
            else:
                above = s.heads[head] if s.deps[i] == "pobj" else head
                if not self.carries(above, i):
                    return
                i = above
            yield i

    def carries(self, above: int, noun: int) -> bool:
        """Whether the word above an event's noun tells that it takes place: "held talks", "left after talks"."""
        s = self.s
        if s.pos[above] not in ("VERB", "AUX"):
            return s.deps[noun] in ("conj", "appos") or s.lemmas[above] in words().occasions
        return self.holds(above) or s.deps[noun] in SUBJECTS + PASSIVE_SUBJECTS

    def coordinated(self, verb: int) -> list[int]:
        """Verbs that share its subject and follow it: "killed ten and wounded twenty"."""
        return [v for v in self.tree.kids(verb, "conj") if not self.has_subject(v)]

    def has_subject(self, verb: int) -> bool:
        return bool(self.tree.kids(verb, *SUBJECTS, *PASSIVE_SUBJECTS))
