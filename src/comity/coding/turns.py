"""Who speaks where the layout tells it: "NAME: …" at the head of a paragraph, "…" — NAME at its foot."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from comity.coding.parties import Parties
from comity.coding.quotations import MARKS, Quotation
from comity.model import Entity, Sentence

DASHES = {"―", "—", "–", "-", "--"}
LONGEST = 10  # words of a name with what is told of it

Block = Sequence[Sentence]


class Turn(NamedTuple):
    """What one speaker says, as a quotation, and the mark that tells it."""

    speaker: tuple[Entity, ...]
    speech: Quotation
    mark: str


def turns(
    sentences: Sequence[Sentence], parties: Sequence[Parties], quotes: Iterable[Quotation]
) -> dict[int, Turn]:
    """The turns by sentence."""
    blocks = [list(own) for _, own in groupby(sentences, key=lambda s: s.block)]
    said = [*headed(blocks, parties), *signed(blocks, parties, quotes)]
    return {
        s.index: turn
        for turn, block in said
        for s in block
        if min(turn.speech.end, s.end) - max(turn.speech.start, s.start) > (s.end - s.start) / 2
    }


def headed(blocks: Sequence[Block], parties: Sequence[Parties]) -> Iterator[tuple[Turn, Block]]:
    """Paragraphs with their speaker before a colon. A name in capitals that no mention knows must head two."""
    heads = [(block, tokens) for block in blocks if (tokens := list(before_colon(block)))]
    often = Counter(name(block[0], tokens) for block, tokens in heads)
    for block, tokens in heads:
        first, words = block[0], name(block[0], tokens)
        speaker = person(first, parties[first.index], tokens)
        if not speaker and words.isupper() and often[words] > 1:
            speaker = (stranger(first, tokens),)
        if speaker:
            yield Turn(speaker, Quotation(first.ends[tokens[-1] + 1], block[-1].end, True), ":"), block


def signed(
    blocks: Sequence[Block], parties: Sequence[Parties], quotes: Iterable[Quotation]
) -> Iterator[tuple[Turn, Block]]:
    """Quotations with their speaker behind a dash."""
    by_block = {block[0].start: block for block in blocks}
    starts = sorted(by_block)
    quotes = list(quotes)
    for n, quote in enumerate(quotes):
        at = bisect_right(starts, quote.start) - 1
        block = by_block[starts[at]] if at >= 0 else []
        limit = quotes[n + 1].start if n + 1 < len(quotes) else block[-1].end if block else 0
        for s in block:
            tokens = [
                i
                for i, end in enumerate(s.ends)
                if quote.end < end and s.starts[i] < limit and s.words[i].strip(" .\n\xa0")
            ]
            if tokens and is_signature(s, tokens):
                own = tokens[1:]
                yield Turn(person(s, parties[s.index], own) or (stranger(s, own),), quote, "—"), block
                break
            if tokens:
                break


def is_signature(s: Sentence, tokens: Sequence[int]) -> bool:
    """Whether tokens are a dash and a name with what is told of it, and no clause."""
    dash = MARKS.sub("", s.words[tokens[0]]) in DASHES
    named = dash and 1 < len(tokens) <= LONGEST and s.words[tokens[1]][0].isupper()
    return named and not any(s.pos[i] in ("VERB", "AUX") for i in tokens[1:])


def before_colon(block: Block) -> Iterator[int]:
    """The tokens of the name that stands before a colon at the beginning of a paragraph."""
    s = block[0]
    first = next((i for i, word in enumerate(s.words) if not MARKS.fullmatch(word)), 0)
    colon = next((i for i, word in enumerate(s.words[: first + LONGEST]) if word == ":"), -1)
    tokens = range(first, colon)
    if (
        tokens
        and (colon + 1 < len(s.words) or len(block) > 1)
        and all(s.words[i][0].isupper() for i in tokens)
    ):
        yield from tokens


def person(s: Sentence, parties: Parties, tokens: Sequence[int]) -> tuple[Entity, ...]:
    """Whom a mention among the tokens names, if it is a human being."""
    heads = (parties.by_head[i] for i in tokens if i in parties.by_head)
    return next((m.entities for m in heads if m.person and m.entities), ())


def name(s: Sentence, tokens: Sequence[int]) -> str:
    return " ".join(s.words[i] for i in tokens)


def stranger(s: Sentence, tokens: Sequence[int]) -> Entity:
    """Somebody of whom no more is known than his name, up to the comma behind it."""
    cut = next((n for n, i in enumerate(tokens) if s.words[i] == ","), len(tokens))
    own = tokens[: max(cut, 1)]
    words = name(s, own)
    return Entity(name=words, text=words, start=s.starts[own[0]], end=s.ends[own[-1]])
