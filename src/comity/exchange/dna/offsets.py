"""Positions in a text: DNA counts UTF-16 code units, as Java does, in which a character beyond U+FFFF is two."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable


def to_utf16(text: str) -> Callable[[int], int]:
    """What turns a character offset into one of code units."""
    long = long_characters(text)
    return lambda at: at + bisect_left(long, at)


def from_utf16(text: str) -> Callable[[int], int]:
    """What turns an offset of code units into one of characters; one within a character becomes its start."""
    units = [at + before for before, at in enumerate(long_characters(text))]
    return lambda at: at - bisect_left(units, at)


def long_characters(text: str) -> list[int]:
    return [] if text.isascii() else [at for at, character in enumerate(text) if character > "\uffff"]
