"""The rooms as one process holds them, and what each does to one document. The one place where any
exception is caught: a document that a room fails on becomes a row that says so, and the run goes on."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from comity.actors.lexicon import Lexicon
from comity.actors.mentions import Resolver
from comity.clean import clean
from comity.coding import Coder
from comity.dedupe import sign
from comity.flow.options import Options
from comity.ingest import ReadOptions, Source, read_source
from comity.languages import detect
from comity.model import Coded, Document, Sentence
from comity.parse import Parser, load_model

LANGUAGES = ("en", "")  # what can be coded; an empty one is a text too short to tell


@dataclass(frozen=True)
class Rooms:
    """What codes: a parser, a resolver of actors, a coder."""

    parser: Parser
    resolver: Resolver
    coder: Coder


@functools.cache
def rooms(options: Options) -> Rooms:
    lexicon = Lexicon.load(options.actors)
    return Rooms(Parser(options.model), Resolver(lexicon), Coder(options.codebook, options.coder))


def reading(options: Options) -> ReadOptions:
    return ReadOptions(columns=dict(options.columns))


def read_one(source: Source, options: Options) -> Iterator[Document]:
    """The documents of a source, as they are in it."""
    try:
        yield from read_source(source, reading(options))
    except Exception as error:
        yield lost(source.input, f"reading failed: {told(error)}")


def lost(name: str, reason: str) -> Document:
    """The row of an input of which nothing could be had."""
    doc = hashlib.sha256(name.encode()).hexdigest()[:24]
    return Document(input=name, doc=doc, name=name, outcome="failed", reason=reason)


def prepare(document: Document, options: Options) -> tuple[Document, bytes]:
    """A document cleaned, its language told, and its signature (empty where there is nothing to compare)."""
    if document.outcome:
        return replace(document, text="", blocks=()), b""
    try:
        document = clean(document, given_date=options.date, given_publication=options.publication)
        if document.outcome:
            return document, b""
        document = checked(replace(document, language=detect(document.text)))
        return document, b"" if document.outcome else sign(document)
    except Exception as error:
        return failed(document, f"cleaning failed: {told(error)}"), b""


def checked(document: Document) -> Document:
    if document.language in LANGUAGES:
        return document
    reason = f"the text is in {document.language!r}; so far only English can be coded"
    return replace(document, outcome="not_supported_language", reason=reason)


def code_all(documents: Sequence[Document], options: Options) -> Iterator[Coded]:
    """Parses and codes documents, in their order. Raises OptionError where there is no such parser."""
    if documents:
        load_model(rooms(options).parser.model)
    for document, sentences in parsed(documents, rooms(options).parser):
        yield code_one(document, sentences, options)


def parsed(documents: Sequence[Document], parser: Parser) -> Iterator[tuple[Document, tuple[Sentence, ...]]]:
    """All documents in batches; where the parser fails on a batch, one by one, to find the one it fails on."""
    try:
        yield from list(parser.parse(documents))
    except Exception as error:
        if len(documents) > 1:
            yield from (pair for document in documents for pair in parsed([document], parser))
        else:
            yield failed(documents[0], f"parsing failed: {told(error)}"), ()


def code_one(document: Document, sentences: tuple[Sentence, ...], options: Options) -> Coded:
    if document.outcome:
        return Coded(document)
    used = rooms(options)
    try:
        mentions = used.resolver.mentions(document, sentences)
        events, statements = used.coder.code(document, sentences, mentions)
    except Exception as error:
        return Coded(failed(document, f"coding failed: {told(error)}"), sentences)
    return Coded(replace(document, outcome="coded"), sentences, mentions, events, statements)


def failed(document: Document, reason: str) -> Document:
    return replace(document, outcome="failed", reason=reason)


def told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
