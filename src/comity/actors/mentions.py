"""Who is spoken of where: every noun phrase that stands for people, states or bodies, with its entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.actors.lexicon import Lexicon, Role
from comity.actors.phrases import (
    runs,
)
from comity.actors.pronouns import Pronouns
from comity.actors.surroundings import Reading
from comity.model import Document, Mention, Sentence


class Resolver:
    """Finds the mentions of a document and says whom each means."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._roles: dict[str, Role | None] = {}

    def role(self, words: str) -> Role | None:
        if words not in self._roles:
            self._roles[words] = self.lexicon.role(words)
        return self._roles[words]

    def mentions(self, document: Document, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
        """The mentions in text order; where one holds another, each has its own head."""
        reading = Reading(self.lexicon, self.role, document)
        for phrases, quoted in reading.sentences(sentences):
            SentenceReading(reading, phrases, quoted).read()
        reading.settle()
        return tuple(reading.mention(draft) for draft in reading.drafts)


class SentenceReading(Pronouns):
    """Reads one sentence from left to right: names, nouns, pronouns."""

    def read(self) -> None:
        for found in list(self.p.found):
            if self.is_part_of_a_name(found):
                self.p.drop(found)
        for run in (part for whole in map(self.lengthened, runs(self.p)) for part in self.parted(whole)):
            for i in range(*run):
                self.run_of[i] = run
            self.run_head[self.p.head_of(*run)] = run
        for i in range(len(self.s)):
            if i not in self.at:
                self.look(i)
        self.r.thing_before = self.subject_is_thing()

    def lengthened(self, run: tuple[int, int]) -> tuple[int, int]:
        """In a sentence without capitals a name goes back to the role noun before it."""
        first, last = run
        s = self.s
        if not self.p.lower:
            return run
        start = first
        while start > 0 and s.pos[start - 1] in ("NOUN", "ADJ", "PROPN") and start - 1 not in self.p.found_at:
            role = self.r.role(s.words[start - 1])
            if role:
                return (start, last) if role.person else run
            start -= 1
        return run

    def parted(self, run: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """ "Minister of Foreign Affairs | Kim Hong-kyun": what somebody looks after is no part of the name."""
        first, last = run
        start = first
        while start < last and self.s.words[start].lower() in self.sets["portfolios"]:
            start += 1
        if start == last and last in self.p.found_at and self.portfolio_of(last) >= 0:
            return
        if first < start < last and self.portfolio_of(start) >= 0:
            first = start
        yield first, last

    def subject_is_thing(self) -> bool:
        """The main subject of the sentence is a singular noun that stands for no actor."""
        root = next((i for i, head in enumerate(self.s.heads) if head == i), 0)
        subject = self.p.kid(root, "nsubj", "nsubjpass")
        return subject >= 0 and subject not in self.at and self.s.pos[subject] == "NOUN"

    def look(self, i: int) -> None:
        s = self.s
        if found := self.p.found_at.get(i):
            if i == found.head:
                self.hit(found)
        elif i in self.run_of:
            if i in self.run_head:
                self.proper(i, *self.run_head[i])
        elif s.pos[i] == "PRON" or s.tags[i] in ("PRP$", "WP$", "WDT"):
            self.pronoun(i)
        elif s.pos[i] == "NOUN":
            self.common(i)
        elif s.pos[i] == "DET" and s.deps[i] not in ("det", "predet", "preconj"):
            self.pronoun(i)
