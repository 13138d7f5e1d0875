"""The evidence behind a brief's lines: numbered in the order in which the lines cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from comity.model import Document, Record

_LONGEST_CONTEXT = 900  # characters of a paragraph on either side of the sentence


@dataclass(frozen=True)
class Exhibit:
    """A sentence in its paragraph (`before`, `sentence`, `after`) and the records that rest on it."""

    number: int
    document: Document
    before: str
    sentence: str
    after: str
    records: tuple[Record, ...]


@dataclass
class References:
    """Gives each cited sentence a number; records of one sentence share it."""

    documents: dict[str, Document]
    _cited: dict[tuple[str, int, int, str], list[Record]] = field(default_factory=dict)

    def cite(self, records: Iterable[Record]) -> tuple[int, ...]:
        """The numbers under which the records stand, without repeats."""
        numbers = []
        for record in records:
            key = (record.doc, record.start, record.end, record.evidence)
            told = self._cited.setdefault(key, [])
            if all(record.id != other.id for other in told):
                told.append(record)
            numbers.append(list(self._cited).index(key) + 1)
        return tuple(dict.fromkeys(numbers))

    def exhibits(self) -> tuple[Exhibit, ...]:
        return tuple(self._exhibit(i, tuple(told)) for i, told in enumerate(self._cited.values(), start=1))

    def _exhibit(self, number: int, records: tuple[Record, ...]) -> Exhibit:
        record = records[0]
        document = self.documents.get(record.doc, Document(input=record.doc, doc=record.doc))
        before, after = _around(document, record)
        return Exhibit(number, document, before, record.evidence, after, records)


def _around(document: Document, record: Record) -> tuple[str, str]:
    """What stands before and after the sentence in its paragraph; nothing where the offsets do not fit."""
    text = document.text
    if text[record.start : record.end] != record.evidence or not record.evidence:
        return "", ""
    start, end = _paragraph(document, record)
    return _shortened_left(text[start : record.start]), _shortened_right(text[record.end : end])


def _paragraph(document: Document, record: Record) -> tuple[int, int]:
    for block in document.blocks:
        if block.start <= record.start and record.end <= block.end:
            return block.start, block.end
    start = document.text.rfind("\n", 0, record.start) + 1
    end = document.text.find("\n", record.end)
    return start, end if end >= 0 else len(document.text)


def _shortened_left(text: str) -> str:
    return text if len(text) <= _LONGEST_CONTEXT else "… " + text[-_LONGEST_CONTEXT:].partition(" ")[2]


def _shortened_right(text: str) -> str:
    return text if len(text) <= _LONGEST_CONTEXT else text[:_LONGEST_CONTEXT].rpartition(" ")[0] + " …"
