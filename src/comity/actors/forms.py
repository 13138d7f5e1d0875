"""Surface forms: how a name may be written, and where it stands in a text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import ahocorasick

T = TypeVar("T")

SHORTEST_LOWER_CASE = 5
# A line broken inside a name is bridged, an empty line is not: it ends a paragraph.
_LONGER_GAP = re.compile(r"[ \t\xa0]*\n[ \t\xa0]+(?!\n)|[ \t\xa0]+\n(?!\n)|[ \t\xa0]{2,}(?!\n)")
_LINE_WHITE = {ord("\n"): " ", ord("\t"): " ", ord("\xa0"): " ", ord("’"): "'", ord("‘"): "'", ord("ʼ"): "'"}


def plain(text: str) -> str:
    """Without diacritics: "Nicolás" -> "Nicolas"; the few letters that do not decompose are spelt out."""
    text = text.translate(_UNDECOMPOSED)
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "ə": "a"}
)


def words_of(text: str) -> list[str]:
    """The words of a name, plain and lower case: what two spellings are compared by."""
    return re.findall(r"[a-z0-9]+", plain(text).lower().replace("'", ""))


def spellings(form: str, cased: bool = False) -> Iterator[str]:
    """A form with and without diacritics, in the capitals of headlines, and in lower case where that is safe.

    Some wires are printed in capitals, some in lower case; a short or ambiguous name ("US", "Turkey")
    would then be taken for a word.
    """
    lower_is_safe = not cased and (" " in form or len(form) >= SHORTEST_LOWER_CASE) and not form.isupper()
    for written in {form, plain(form)}:
        yield written
        yield written.upper()
        if lower_is_safe:
            yield written.lower()


class _Straight:
    """A text with runs of white space as one space, that remembers where its characters were."""

    def __init__(self, text: str) -> None:
        self.starts, self.shifts = [0], [0]
        pieces, last, removed = [], 0, 0
        for gap in _LONGER_GAP.finditer(text):
            pieces += [text[last : gap.start()], " "]
            last = gap.end()
            removed += last - gap.start() - 1
            self.starts.append(last - removed)
            self.shifts.append(removed)
        pieces.append(text[last:])
        self.text = "".join(pieces).translate(_LINE_WHITE)

    def original(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]


class Finder(Generic[T]):
    """Finds many forms at once, at word boundaries, the longest first."""

    def __init__(self, forms: Iterable[tuple[str, T]]) -> None:
        self._meanings: dict[str, tuple[T, ...]] = {}
        for form, meaning in forms:
            known = self._meanings.get(form, ())
            if meaning not in known:
                self._meanings[form] = (*known, meaning)
        self._automaton = ahocorasick.Automaton()
        for form in self._meanings:
            self._automaton.add_word(form, form)
        self._automaton.make_automaton()

    def __contains__(self, form: object) -> bool:
        return form in self._meanings

    def meanings(self, form: str) -> tuple[T, ...]:
        return self._meanings.get(form, ())

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, form) of the longest forms that do not overlap, from left to right."""
        straight = _Straight(text)
        if not self._meanings:
            return
        last = 0
        for start, end, form in sorted(self._at_boundaries(straight.text), key=lambda s: (s[0], -s[1])):
            if start >= last:
                last = end
                yield straight.original(start), straight.original(end - 1) + 1, form

    def _at_boundaries(self, text: str) -> Iterator[tuple[int, int, str]]:
        size = len(text)
        for final, form in self._automaton.iter(text):
            end = final + 1
            start = end - len(form)
            if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
                continue
            if end < size and (text[end].isalnum() or text[end] == "_") and form[-1] != "-":
                continue
            yield start, end, form
