"""Characters as they should have been: entities, control characters, odd spaces."""

from __future__ import annotations

import functools
import html
import re
import unicodedata

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
CARET_CONTROL = re.compile(
    r"(?<=\w)\^[A-Z](?=\s|$)"
)  # a control character that somebody's tool wrote out: "END^M"
BREAKS = ("\r\n", "\r", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


@functools.cache
def replacements() -> dict[int, str | None]:
    """Single characters to what they are replaced with."""
    table: dict[int, str | None] = dict.fromkeys([*range(9), *range(14, 32), 127])
    for code in range(0x80, 0xA0):  # a Windows page read as Latin-1
        table[code] = bytes([code]).decode("cp1252", "ignore") or None
    table |= dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f\u3000"), " ")
    table |= dict.fromkeys(range(0x2000, 0x200B), " ")
    table |= dict.fromkeys([0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)])
    table |= dict.fromkeys([*range(0x2066, 0x206A), *range(0xD800, 0xE000)])
    table |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}  # ligatures
    return table


def tidy(text: str) -> str:
    """The text in NFC with entities decoded, line ends as `\\n` and no control characters but it and the tab."""
    if "&" in text:
        text = ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "^" in text:
        text = CARET_CONTROL.sub("", text)
    for mark in BREAKS:
        text = text.replace(mark, "\n")
    if not text.isascii() or not text.replace("\n", "").replace("\t", "").isprintable():
        text = text.translate(replacements())
    return unicodedata.normalize("NFC", text)
