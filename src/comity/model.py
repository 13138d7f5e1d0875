"""The values that travel through Comity, in the order in which they come to be.

Offsets are character offsets into `Document.text` unless a name says otherwise; spans are half open.
Every value is frozen: a stage takes values and returns new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "paragraph", "quote", "list"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `Document.text`: a heading, a paragraph, a block quotation or a list item."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One input, whatever became of it. Field by field the row that the ledger keeps.

    Readers fill what the bytes say (`medium` tells `clean` how the text was come by); `clean`, `dedupe`
    and the flow fill the rest.
    """

    input: str
    doc: str = ""
    name: str = ""
    title: str = ""
    publication: str = ""
    place: str = ""
    published: str = ""
    published_from: str = ""
    language: str = ""
    url: str = ""
    sha256: str = ""
    text: str = ""
    blocks: tuple[Block, ...] = ()
    outcome: str = ""
    reason: str = ""
    duplicate_of: str = ""
    medium: str = "text"  # html | text | pdf | record; not kept in the ledger


class Token(NamedTuple):
    """A view of one word of a `Sentence`; `head` is an index into the sentence (its own for the root)."""

    place: int
    word: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence in columns: one entry a token in each tuple.

    `pos` are Universal POS tags, `tags` Penn tags, `deps` ClearNLP labels, `lemmas` lower-cased,
    `heads` indices within the sentence (the root is its own head), `starts`/`ends` offsets into the text.
    `block` is the index of the block it stands in.
    """

    index: int
    block: int
    start: int
    end: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def token(self, i: int) -> Token:
        return Token(
            i, self.words[i], self.lemmas[i], self.pos[i], self.tags[i], self.deps[i], self.heads[i],
            self.starts[i], self.ends[i],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """Who: a person, a state, a body, a side. `text`, `start`, `end` are the words in the sentence."""

    name: str
    country: str = ""
    sector: str = ""
    sectors: tuple[str, ...] = ()
    office: str = ""
    text: str = ""
    start: int = 0
    end: int = 0
    identifier_id: str = ""


MentionKind = Literal["state", "person", "body", "role", "side", "pronoun", "name"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for one or more entities ("both sides" stands for two).

    `first`..`last` are token indices in sentence `sentence` (half open), `head` the syntactic head among
    them. `person` is true where a human being is named. `how` says in words why the entities are these.
    """

    sentence: int
    first: int
    last: int
    head: int
    entities: tuple[Entity, ...]
    kind: MentionKind
    person: bool = False
    how: str = ""


class Argument(NamedTuple):
    """A participant of a proposition: its grammatical role with voice undone, and its head token.

    `role` is `subj`, `obj`, `iobj`, `attr`, `poss`, or a preposition's lemma ("with", "to", "between").
    """

    role: str
    head: int


@dataclass(frozen=True, slots=True)
class Proposition:
    """A predicate with its participants, said once; knows no code.

    `predicate` is a token index in sentence `sentence`, `lemma` the predicate with its particle
    ("call_off"), `kind` verb, noun or adj. Coordination is shared out: each argument is one head.
    `complement` and `reported_by` are indices of propositions in the same document, -1 for none:
    the clause that this one governs, and the one that reports it.
    """

    index: int
    sentence: int
    predicate: int
    lemma: str
    kind: Literal["verb", "noun", "adj"]
    arguments: tuple[Argument, ...]
    negated: bool = False
    tense: Literal["past", "present", "future", ""] = ""
    modality: str = ""  # "", hypothetical, obligation, ability, question
    passive: bool = False
    complement: int = -1
    reported_by: int = -1
    governor: int = -1  # proposition of which this one is an open complement ("want to V", "ready to V")


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A PLOVER 2.0 event; the fields are those of the contract's record."""

    id: str
    doc: str
    date: str
    date_precision: str
    date_start: str
    date_end: str
    event: str
    mode: str
    aux: str
    actor: tuple[Entity, ...]
    recipient: tuple[Entity, ...]
    context: tuple[str, ...]
    quad_code: int
    event_scale: float
    event_loc: Place | None
    trigger: str
    evidence: str
    start: int
    end: int
    confidence: float | None
    statement: str
    rule: str
    coder: str
    kind: str = field(default="event")


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what, about whom, on which issue, for or against (political claims analysis)."""

    id: str
    doc: str
    date: str
    date_precision: str
    speaker: tuple[Entity, ...]
    act: str
    stance: int
    about: tuple[Entity, ...]
    issue: tuple[str, ...]
    proposition: str
    quote: bool
    quotation: str
    reporter: tuple[Entity, ...]
    cue: str
    evidence: str
    start: int
    end: int
    confidence: float | None
    rule: str
    coder: str
    kind: str = field(default="statement")


Record = Event | Statement  # `confidence` is None where what it was imported from does not tell


@dataclass(frozen=True, slots=True)
class Coded:
    """All that coding finds in one document; `sentences` and `mentions` are what coding again needs."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as known: `text` is ISO 8601 ("2001-09-28", "2001-09", "2001", "")."""

    text: str = ""

    @property
    def precision(self) -> Literal["day", "month", "year", "none"]:
        return {10: "day", 7: "month", 4: "year"}.get(len(self.text), "none")  # type: ignore[return-value]
