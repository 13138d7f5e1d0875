"""Sentences and mentions to records: the two readings of the propositions put into the contract's shape."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from comity.coding import codebook as codebooks
from comity.coding import encoder as encoders
from comity.coding.acts import Acts
from comity.coding.dates import When, when
from comity.coding.decision import ENCODER, Decision
from comity.coding.encoder import Pair, View
from comity.coding.events import PUBLIC, EventReader, Finding, folds, identity, once
from comity.coding.issues import Issues
from comity.coding.parties import Parties, distinct
from comity.coding.places import Whereabouts
from comity.coding.propositions import propositions
from comity.coding.quotations import quotations
from comity.coding.speech import as_event, beside
from comity.coding.statements import Claim, StatementReader
from comity.coding.tree import Tree
from comity.coding.wording import content_tokens, paired, parts
from comity.model import Document, Entity, Event, Mention, Proposition, Sentence, Statement

PRESS = ("JRN", "MED")
SURE_OF_VIEW = 0.7  # of the encoder's probabilities; measured on held-out statements
CONTINUED = "quotation continued"  # the rule where no cue stands in the sentence
PATTERNS = "patterns"  # in place of an encoder: the codebook's patterns alone


class Coder:
    """Codes documents with one codebook (a built-in name, a YAML file or a folder of them) and one encoder (a file
    that `comity train` wrote; the built-in one for None; "patterns": none, the codebook alone)."""

    def __init__(self, codebook: str | Path | None = None, coder: str | Path | None = None) -> None:
        self.codebook = codebooks.load(codebook)
        self.encoder = None if coder == PATTERNS else encoders.load(coder)
        self.issues = Issues(self.codebook.issues)
        self.contexts = frozenset(i.name for i in self.codebook.issues.values() if i.plover)

    @functools.cached_property
    def version(self) -> str:
        book = self.codebook
        return f"comity {version('comity')} / {book.name} {book.version} {book.hash} / {self.encoder or PATTERNS}"

    def remember(self, answers: dict[bytes, bytes]) -> None:
        """Makes these the encoder's memory, to which it adds what it is asked from now on."""
        if self.encoder is not None:
            self.encoder.memory = answers

    def code(
        self, document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]
    ) -> tuple[tuple[Event, ...], tuple[Statement, ...]]:
        """The events and statements of a parsed document, each in text order."""
        reading = Reading(self, document, sentences, mentions)
        statements = reading.statements()
        return tuple(reading.events(statements)), tuple(s for _, s in statements)


class Place(NamedTuple):
    """The tokens of a claim's content, and the characters of its proposition."""

    content: tuple[int, int]
    start: int
    end: int


class Told(NamedTuple):
    """What a claim is; `encoder`: the encoder had a say in it."""

    act: str
    stance: int
    encoder: bool = False


def is_public(claim: Claim) -> bool:
    """Whether somebody speaks in office: what firms and market analysts say of business is the greater part of the
    news, and need not be weighed."""
    return any(e.country and e.sector in PUBLIC for e in claim.speaker)


def is_open(claim: Claim) -> bool:
    """Whether the cue leaves act and stance to what is said ("said", a quotation that goes on)."""
    return claim.pattern is None or claim.pattern.open


def weighed(told: Told, view: View, neutral: bool) -> Told:
    """The codebook's reading with the encoder's where that is sure. Of what a `neutral` cue tells ("said"), the encoder
    may say the act too, and a side is taken only where it is sure or both see the same."""
    act = view.act if neutral and view.acts[view.act] >= SURE_OF_VIEW else told.act
    stance = view.stance
    if view.stances[stance] < SURE_OF_VIEW and stance != told.stance:
        stance = 0 if neutral else told.stance
    return Told(act, 0 if act == "ask" else stance, True)


def kept_apart(claims: Sequence[Claim], by_book: Sequence[Told], told: Sequence[Told]) -> list[Told]:
    """Two claims of one speaker in a sentence that are different acts by the codebook stay so."""
    out = list(told)
    groups: dict[tuple[object, ...], list[int]] = {}
    for n, (claim, one) in enumerate(zip(claims, told, strict=True)):
        groups.setdefault((claim.sentence, *names(claim.speaker), one.act), []).append(n)
    for group in groups.values():
        if len({by_book[n].act for n in group}) > 1:
            for n in group:
                out[n] = out[n]._replace(act=by_book[n].act)
    return out


class Reading:
    """One document being coded."""

    def __init__(
        self, coder: Coder, document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]
    ) -> None:
        self.coder = coder
        self.document = document
        self.sentences = sentences
        by_sentence: dict[int, list[Mention]] = {}
        for mention in mentions:
            by_sentence.setdefault(mention.sentence, []).append(mention)
        trees = [Tree(s) for s in sentences]
        self.parties = [Parties(tree, by_sentence.get(tree.sentence.index, ())) for tree in trees]
        self.propositions = propositions(trees, coder.codebook.nouns)
        self.quotes = quotations(document.text, document.blocks)
        self.whereabouts = Whereabouts(document, self.parties)

    # --- statements

    def statements(self) -> list[tuple[Claim, Statement]]:
        self.acts = Acts(
            self.coder.codebook,
            StatementReader(
                self.coder.codebook, self.propositions, self.sentences, self.parties, self.quotes
            ),
        )
        claims = list(self.acts.reader.read())
        places = [self.place(claim) for claim in claims]
        decided = self.decided(claims, places)
        every = [
            (claim, self.statement(claim, place, told))
            for claim, place, told in zip(claims, places, decided, strict=True)
        ]
        found = [pair for pair in every if not any(says_more(other, pair) for other in every)]
        for claim, _ in found:
            if claim.quote is not None:
                self.parties[claim.sentence].we = distinct(claim.speaker)
        return found

    def place(self, claim: Claim) -> Place:
        """Where what is claimed stands: the tokens of its sentence, and the characters of the text."""
        s = self.sentences[claim.sentence]
        told = self.propositions[claim.cue] if claim.predicate >= 0 else None
        whole = [content_tokens(s, part, told, self.quotes) for part in parts(s, claim.content, told)]
        ends = [paired(self.document.text, s, part, self.quotes) for part in whole]
        return Place((whole[0][0], whole[-1][1]), ends[0][0], ends[-1][1])

    def decided(self, claims: Sequence[Claim], places: Sequence[Place]) -> list[Told]:
        """Act and stance of each claim: by the codebook, and, of those who speak for a state or a body, by the encoder."""
        by_book = [Told(*self.acts.of(claim)) for claim in claims]
        told = list(by_book)
        encoder = self.coder.encoder
        asked = [n for n, claim in enumerate(claims) if encoder and is_public(claim)]
        pairs = [self.marked(claims[n], places[n]) for n in asked]
        for n, view in zip(asked, encoder.views(pairs) if encoder and pairs else (), strict=True):
            told[n] = weighed(told[n], view, is_open(claims[n]))
        return kept_apart(claims, by_book, told)

    def marked(self, claim: Claim, place: Place) -> Pair:
        """The sentence of a claim with its content marked."""
        s = self.sentences[claim.sentence]
        content = ((max(place.start, s.start) - s.start, min(place.end, s.end) - s.start),)
        return Pair(self.document.text[s.start : s.end], (), (), content)

    def statement(self, claim: Claim, place: Place, told: Told) -> Statement:
        s = self.sentences[claim.sentence]
        cue = self.propositions[claim.cue] if claim.cue >= 0 else None
        act, stance = told.act, told.stance
        content, start, end = place
        rule = claim.pattern.id if claim.pattern else "speaker named" if claim.cue_words else CONTINUED
        date = self.when(s, cue)
        speaker = distinct(claim.speaker)
        return Statement(
            id=identity(
                "statement",
                self.document.doc,
                s.start,
                s.end,
                act,
                stance,
                *names(speaker),
                claim.cue_words,
                start,
            ),
            doc=self.document.doc,
            date=date.date,
            date_precision=date.precision,
            speaker=speaker,
            act=act,
            stance=stance,
            about=self.about(claim, speaker, content),
            issue=self.coder.issues.of(s),
            proposition=self.document.text[start:end],
            quote=self.is_quoted(claim, s),
            quotation=self.quotation(claim, s, start, end),
            reporter=distinct(claim.reporter),
            cue=claim.cue_words,
            evidence=self.document.text[s.start : s.end],
            start=s.start,
            end=s.end,
            confidence=claim.pattern.precision if claim.pattern else 0.6,
            rule=f"{rule} + {ENCODER}" if told.encoder else rule,
            coder=self.coder.version,
        )

    def quotation(self, claim: Claim, s: Sentence, start: int, end: int) -> str:
        """The same for all statements of one quotation, even where a cue stands between its parts ("…," she said.
        "…"); a cue's own where its content is not mainly quoted (said "…", adding that …)."""
        quote = claim.quote
        if quote is None or 2 * (min(quote.end, end) - max(quote.start, start)) < end - start:
            return identity(self.document.doc, s.start, claim.cue)
        return identity(self.document.doc, quote.start if claim.begun < 0 else claim.begun)

    def is_quoted(self, claim: Claim, s: Sentence) -> bool:
        if claim.quote is None:
            return False
        shared = min(claim.quote.end, s.end) - max(claim.quote.start, s.start)
        return shared >= 3

    def about(
        self, claim: Claim, speaker: tuple[Entity, ...], content: tuple[int, int]
    ) -> tuple[Entity, ...]:
        """Whom it is about or addressed to: the addressee first, then the entities of the content; neither
        the press that was told nor those who relay it."""
        parties = self.parties[claim.sentence]
        own = {(e.name, e.country) for e in (*speaker, *claim.reporter)}
        told = [e for e in claim.about if e.sector not in PRESS]
        inside = [
            e
            for head in sorted(parties.by_head)
            if content[0] <= head < content[1]
            for e in parties.named(head)
        ]
        return tuple(e for e in distinct((*told, *inside)) if (e.name, e.country) not in own and e.country)

    # --- events

    def events(self, statements: Sequence[tuple[Claim, Statement]]) -> Iterable[Event]:
        reader = EventReader(self.coder.codebook, self.propositions, self.sentences, self.parties)
        by_cue = {claim.cue: s for claim, s in statements if claim.cue >= 0}
        quoted = {claim.sentence: s for claim, s in statements if claim.quote is not None}
        said = [(self.acts.addressed(claim), statement) for claim, statement in statements]
        seen: set[str] = set()
        spoken = (
            f
            for addressed, statement in said
            for f in as_event(self.coder.codebook, addressed, statement)
            if reader.standing(f.proposition) != "unreal"
        )
        found = beside(reader.read(), spoken)
        if self.coder.encoder is not None:
            found = Decision(self.coder.encoder, self.coder.codebook, reader, self.document.text).decide(
                found
            )
        for finding in once(found):
            event = self.event(finding, self.reported(finding.proposition, by_cue, quoted))
            if event.id not in seen:
                seen.add(event.id)
                yield event

    def reported(self, p: Proposition, by_cue: dict[int, Statement], quoted: dict[int, Statement]) -> str:
        """The id of the statement that says the event, or that the event is."""
        at: Proposition | None = p
        while at is not None:
            if at.index in by_cue:
                return by_cue[at.index].id
            at = self.propositions[at.reported_by] if at.reported_by >= 0 else None
        return quoted[p.sentence].id if p.sentence in quoted else ""

    def event(self, finding: Finding, statement: str) -> Event:
        p = finding.proposition
        s = self.sentences[p.sentence]
        category = self.coder.codebook.event(finding.category)
        date = self.when(s, p)
        contexts = tuple(i for i in self.coder.issues.of(s) if i in self.coder.contexts)
        return Event(
            id=identity(
                "event", self.document.doc, s.start, s.end, finding.category, finding.aux,
                *names(finding.actor), ">", *names(finding.recipient), s.starts[p.predicate],
            ),
            doc=self.document.doc,
            date=date.date,
            date_precision=date.precision,
            date_start=date.start,
            date_end=date.end,
            event=finding.category,
            mode=finding.mode,
            aux=finding.aux or ("" if folds(finding) and date.aux == "future" else date.aux),
            actor=finding.actor,
            recipient=finding.recipient,
            context=contexts,
            quad_code=category.quad,
            event_scale=category.score(finding.mode),
            event_loc=self.whereabouts.of(finding),
            trigger=self.trigger(s, finding),
            evidence=self.document.text[s.start : s.end],
            start=s.start,
            end=s.end,
            confidence=finding.precision,
            statement=statement,
            rule=finding.rule,
            coder=self.coder.version,
        )  # fmt: skip

    def trigger(self, s: Sentence, finding: Finding) -> str:
        p = finding.proposition
        tokens = {p.predicate, *self.parties[p.sentence].tree.kids(p.predicate, "prt")}
        tokens |= {
            a.head for a in p.arguments if a.role in ("obj", "attr") and s.lemmas[a.head] in finding.words
        }
        return " ".join(s.words[i] for i in sorted(tokens))

    def when(self, s: Sentence, p: Proposition | None) -> When:
        return when(s, self.document.text, self.document.published, predicate=p.predicate if p else -1)


def names(entities: Iterable[Entity]) -> list[str]:
    return [f"{e.name}/{e.country}" for e in entities]


def says_more(other: tuple[Claim, Statement], pair: tuple[Claim, Statement]) -> bool:
    """Whether another statement of the same act, by the same speaker, in the same sentence, holds what this
    one says and more (or the same, and comes first by its id)."""
    (one_claim, one), (claim, it) = other, pair
    if one is it or (one.start, one.act, names(one.speaker)) != (it.start, it.act, names(it.speaker)):
        return False
    (first, last), (begin, end) = one_claim.content, claim.content
    if max(first, begin) >= min(last, end):
        return False
    return (last - first, one.id) > (end - begin, it.id)
