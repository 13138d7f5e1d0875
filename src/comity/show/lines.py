"""The parts that a brief is printed from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of a brief: composed words (`text`), or `who` `verb` and the document's words (`quote`)."""

    refs: tuple[int, ...]
    when: str = ""
    who: str = ""
    role: str = ""
    verb: str = ""
    text: str = ""
    quote: str = ""
    tags: tuple[str, ...] = ()
    tone: str = ""  # "coop", "conflict", "faint", for the eye alone


@dataclass(frozen=True)
class Group:
    """Lines under a heading; `more` says how many lines of the same kind are left out."""

    title: str
    lines: tuple[Line, ...]
    note: str = ""
    more: int = 0
    side: str = ""


@dataclass(frozen=True)
class SideBySide:
    """A topic: what both say together, and what each says."""

    title: str
    note: str
    joint: tuple[Line, ...]
    a: tuple[Line, ...]
    b: tuple[Line, ...]


@dataclass(frozen=True)
class PeriodRow:
    title: str
    quads: tuple[int, int, int, int]
    requests: int
    score: str
    statements: int
    issues: str
    change: str
    refs: tuple[int, ...]


@dataclass(frozen=True)
class SourceRow:
    title: str
    publication: str
    published: str
    url: str
    input: str
    gave: str
    copies: tuple[str, ...]


@dataclass(frozen=True)
class Proof:
    """A numbered piece of evidence as it is printed."""

    number: int
    before: str
    sentence: str
    after: str
    title: str
    where: str
    url: str
    records: tuple[tuple[str, str, str, str], ...]  # what, rule, confidence, id
