"""A sentence's dependency tree, with the questions that coding asks of it."""

from __future__ import annotations

from collections.abc import Iterator

from comity.model import Sentence

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")


class Tree:
    """`children[i]` are the tokens that hang on token `i`, in text order."""

    __slots__ = ("children", "edges", "sentence")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        children: list[list[int]] = [[] for _ in sentence.words]
        for i, head in enumerate(sentence.heads):
            if head != i:
                children[head].append(i)
        self.children = children
        self.edges: dict[int, tuple[int, int]] = {}

    def kids(self, i: int, *deps: str) -> list[int]:
        """The children of token `i` with one of these labels."""
        labels = self.sentence.deps
        return [c for c in self.children[i] if labels[c] in deps]

    def kid(self, i: int, *deps: str) -> int:
        """The first such child, or -1."""
        labels = self.sentence.deps
        for c in self.children[i]:
            if labels[c] in deps:
                return c
        return -1

    def conjuncts(self, i: int) -> list[int]:
        """Token `i` and what is coordinated with it, in text order."""
        labels = self.sentence.deps
        if not any(labels[c] == "conj" for c in self.children[i]):
            return [i]
        found = [i]
        for member in found:
            found.extend(c for c in self.children[member] if labels[c] == "conj")
        return found

    def subtree(self, i: int) -> Iterator[int]:
        """Token `i` and all that hangs on it, in no order."""
        stack = [i]
        while stack:
            at = stack.pop()
            yield at
            stack.extend(self.children[at])

    def span(self, i: int) -> tuple[int, int]:
        """First and last token (half open) of the subtree of `i`."""
        known = self.edges.get(i)
        if known is None:
            below = list(self.subtree(i))
            known = self.edges[i] = (min(below), max(below) + 1)
        return known

    def above(self, i: int) -> Iterator[int]:
        """The heads of `i`, the nearest first."""
        heads = self.sentence.heads
        while heads[i] != i:
            i = heads[i]
            yield i
