"""For or against: the sign of a clause, read down its syntax.

A predicate carries a sign of its own ("jeopardise"), turns that of its object ("lift sanctions"), or passes
it on ("intensify pressure"). Where it does none of these, the first of its predicate noun or adjective,
object, complement and modifiers that has a sign gives it. A negation turns what it negates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from comity.coding.tree import Tree

NEGATIONS = {
    "no",
    "not",
    "never",
    "neither",
    "nor",
    "without",
    "hardly",
    "little",
    "few",
    "none",
    "nobody",
    "nothing",
}
BELOW = ("acomp", "attr", "oprd", "dobj", "nsubjpass", "xcomp", "ccomp", "advmod", "prep", "agent", "nsubj")
IN_NOUN = ("amod", "compound", "prep")
IN_CLAUSE = {
    "as",
    "into",
    "to",
    "against",
    "without",
    "toward",
    "towards",
    "with",
    "by",
}  # not the topics, places, times
WITH_COPULA = IN_CLAUSE | {"in", "of", "under", "for", "with"}  # "in danger", "of benefit"
OF_NOUNS = {"against", "without", "with"}
CONTRAST = {"but", "yet"}


class Signs:
    """The signs of words: `positive` and `negative` by themselves, `undoing` turn what they act on,
    `passing` hand it on and are good where it has none."""

    def __init__(self, lists: Mapping[str, frozenset[str]]) -> None:
        self.positive = lists.get("positive", frozenset())
        self.negative = lists.get("negative", frozenset()) | lists.get("coercive", frozenset())
        self.undoing = lists.get("undoing", frozenset())
        self.passing = lists.get("passing", frozenset())

    def word(self, lemma: str) -> int:
        return (lemma in self.positive) - (lemma in self.negative)

    def of(self, tree: Tree, i: int, span: tuple[int, int], depth: int = 0) -> int:
        """1, 0 or -1: the sign of the clause or phrase of token `i`, as far as it lies inside `span`."""
        s = tree.sentence
        if depth > 8 or not span[0] <= i < span[1]:
            return 0
        sign = self.plain(tree, i, span, depth)
        if self.is_negated(tree, i):
            sign = -sign
        for other in self.coordinated(tree, i, span):
            second = self.of(tree, other, span, depth + 1)
            contrast = s.lemmas[tree.span(other)[0] - 1] in CONTRAST
            sign = second if contrast and second else sign or second
        return sign

    def deed(self, tree: Tree, i: int, span: tuple[int, int]) -> int:
        """The sign of a thing called for, promised or hoped for: good as such, unless it undoes something
        good or neutral, does harm, or is not to be."""
        s = tree.sentence
        lemma = s.lemmas[i]
        harms = self.word(lemma) < 0 or (lemma in self.undoing and s.pos[i] in ("VERB", "NOUN"))
        if self.is_negated(tree, i) and s.tags[i] == "VB" and tree.kid(i, "nsubj", "nsubjpass") < 0:
            return -1  # "do not overburden us": told to stop
        if harms or lemma in self.passing:
            return self.of(tree, i, span) or (-1 if harms else 1)
        return -1 if self.is_negated(tree, i) else 1

    def plain(self, tree: Tree, i: int, span: tuple[int, int], depth: int) -> int:
        s = tree.sentence
        lemma = s.lemmas[i]
        verb = s.pos[i] in ("VERB", "AUX")
        acts = s.pos[i] in ("VERB", "NOUN")
        if acts and (lemma in self.undoing or lemma in self.passing):
            below = self.first(tree, self.acted_on(tree, i), span, depth)
            return (below if lemma in self.passing else -below) or self.word(lemma)
        own = self.word(lemma)
        if own:
            return own
        return self.first(tree, self.telling(tree, i, verb), span, depth)

    def telling(self, tree: Tree, i: int, verb: bool) -> list[int]:
        """What beside a neutral word may give its sign, the most telling first: no topic, no place."""
        s = tree.sentence
        if not verb:
            below = tree.kids(i, *IN_NOUN)
            return [c for c in below if s.deps[c] != "prep" or s.lemmas[c] in OF_NOUNS]
        copula = s.lemmas[i] in ("be", "remain", "seem", "stay")
        prepositions = WITH_COPULA if copula else IN_CLAUSE
        below = [c for c in tree.kids(i, *BELOW) if s.deps[c] != "prep" or s.lemmas[c] in prepositions]
        return sorted(below, key=lambda c: BELOW.index(s.deps[c]))

    def acted_on(self, tree: Tree, i: int) -> list[int]:
        """What a verb or noun of action acts on: object, passive subject, "of" and "against" phrases."""
        s = tree.sentence
        below = tree.kids(i, "dobj", "nsubjpass", "xcomp", "pcomp")
        below += [
            c
            for c in tree.kids(i, "prep")
            if s.lemmas[c] in ("of", "on", "against", "from", "in", "to", "for")
        ]
        if s.pos[i] not in ("VERB", "AUX"):
            below += tree.kids(i, "compound", "amod")
        return below or (tree.kids(i, "nsubj") if s.pos[i] == "VERB" else [])

    def first(self, tree: Tree, below: Iterable[int], span: tuple[int, int], depth: int) -> int:
        s = tree.sentence
        for c in below:
            inner = tree.kids(c, "pobj", "pcomp") if s.deps[c] in ("prep", "agent") else [c]
            for i in inner:
                sign = self.of(tree, i, span, depth + 1)
                if sign:
                    return -sign if s.lemmas[c] in NEGATIONS and i != c else sign
        return 0

    def is_negated(self, tree: Tree, i: int) -> bool:
        s = tree.sentence
        negative = [c for c in tree.children[i] if s.deps[c] == "neg" or s.lemmas[c] in NEGATIONS]
        return bool(negative) and any(
            s.deps[c] in ("neg", "det", "amod", "advmod", "nsubj", "nsubjpass", "dobj") for c in negative
        )

    def coordinated(self, tree: Tree, i: int, span: tuple[int, int]) -> list[int]:
        return [c for c in tree.kids(i, "conj") if span[0] <= c < span[1]]
