"""Which entities stand behind a token: the mentions of a sentence, asked by head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from comity.coding.tree import Tree
from comity.model import Entity, Mention

FIRST_PERSON = {"we", "i", "our", "my", "us", "me", "ours", "ourselves"}
OWNERS = ("poss", "amod", "compound", "nmod")
THROUGH = {"of", "by", "from", "between", "among", "in", "on", "against", "with", "to"}


class Parties:
    """The mentions of one sentence. `we` is who says "we" and "I" in it, where known."""

    __slots__ = ("by_head", "tree", "we")

    def __init__(self, tree: Tree, mentions: Iterable[Mention]) -> None:
        self.tree = tree
        self.we: tuple[Entity, ...] = ()
        self.by_head: dict[int, Mention] = {}
        for mention in mentions:
            known = self.by_head.get(mention.head)
            if known is None or mention.last - mention.first > known.last - known.first:
                self.by_head[mention.head] = mention

    def named(self, head: int) -> tuple[Entity, ...]:
        """The entities that token `head` itself names or refers to."""
        mention = self.by_head.get(head)
        if mention is not None and mention.entities:
            return mention.entities
        return self.we if self.we and self.tree.sentence.lemmas[head] in FIRST_PERSON else ()

    def behind(self, head: int, depth: int = 2) -> tuple[Entity, ...]:
        """The entities that `head` names, or else the owners of the thing that it names:
        "French vessels" → France, "the decision of Ottawa" → Canada."""
        named = self.named(head)
        if named or depth == 0:
            return self.and_shared(head, named)
        tree, s = self.tree, self.tree.sentence
        for child in tree.children[head]:
            if s.deps[child] in OWNERS:
                found = self.named(child) or self.behind(child, 0)
                if found:
                    return tuple(e for c in tree.conjuncts(child) for e in self.named(c))
        for child in tree.children[head]:
            if s.deps[child] == "acl" and (maker := tree.kid(child, "agent")) >= 0:  # "comments made by X"
                return tuple(
                    e
                    for noun in tree.kids(maker, "pobj")
                    for c in tree.conjuncts(noun)
                    for e in self.named(c)
                )
        for child in tree.children[head]:
            if s.deps[child] in ("prep", "agent") and s.lemmas[child] in THROUGH:
                found = tuple(
                    e
                    for noun in tree.kids(child, "pobj")
                    for c in tree.conjuncts(noun)
                    for e in self.behind(c, depth - 1)
                )
                if found:
                    return found
        return ()

    def and_shared(self, head: int, named: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """With the states that share a plural with the one that it was taken for: "Danish and Finnish ministers"."""
        tree, s = self.tree, self.tree.sentence
        if len(named) != 1 or s.tags[head] not in ("NNS", "NNPS"):
            return named
        sharing = [c for child in tree.kids(head, "amod") for c in tree.conjuncts(child)]
        states = {e.country: e for c in sharing for e in self.named(c) if e.country}
        if len(states) < 2 or named[0].country not in states:
            return named
        return tuple(states.values())


def distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Each entity once, in order; the first words that named it stay."""
    seen: dict[tuple[str, str], Entity] = {}
    for entity in entities:
        seen.setdefault((entity.name, entity.country), entity)
    return tuple(seen.values())


def countries(entities: Sequence[Entity]) -> frozenset[str]:
    return frozenset(e.country for e in entities if e.country)
