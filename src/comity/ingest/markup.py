"""Markup to blocks of text in one pass, however deep, broken or long it is.

For fields of records that hold HTML, and for pages that are too much for the main extractor. It takes everything that
a page shows; what is furniture, `clean` finds out.
"""

from __future__ import annotations

import re

from comity.ingest.charsets import plain, unescape

# Every alternative ends at the end of the text at the latest, so that a page of openings takes no quadratic time.
TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*(?:>|\Z)"
    r"|<(?P<hidden>script|style|template|noscript|svg|head(?!\w))\b.*?(?:</(?P=hidden)\b[^>]*(?:>|\Z)|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})(?:\s[^<>]*|/)?(?:>|\Z)",
    re.S | re.I,
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "wbr",
    ]
)
KINDS = {"li": "list", "dd": "list", "dt": "list", "tr": "list", "blockquote": "quote"} | {
    f"h{i}": "heading" for i in range(1, 7)
}
LOOKS = re.compile(
    r"</(?:p|div|a|b|i|em|strong|span|h[1-6]|ul|ol|li|table|body|html)\s*>|<(?:p|br|div)\b[^<>]{0,200}>", re.I
)
SENTENCE_END = re.compile(r"[.!?:;…。][\"'”’»)\]]*$")


def looks_like_markup(text: str) -> bool:
    return "<" in text and LOOKS.search(text) is not None


def parts_of(markup: str) -> list[tuple[str, str]]:
    """(kind, text) of the blocks that markup shows, in order; hidden parts (scripts, the head) are left out."""
    found: list[tuple[str, str]] = []
    run: list[str] = []
    kind, at = "paragraph", 0
    for match in TAG.finditer(markup):
        run.append(markup[at : match.start()])
        at = match.end()
        name = (match["name"] or "").lower()
        if name in INLINE or not (name or match["hidden"]):
            continue
        if name in ("td", "th", "img"):
            run.append(" ")
            continue
        add(found, kind, run)
        if name not in ("p", "div", "br") or kind not in ("list", "quote"):
            kind = "paragraph" if match["close"] else KINDS.get(name, "paragraph")
    run.append(markup[at:])
    add(found, kind, run)
    return found


def add(found: list[tuple[str, str]], kind: str, run: list[str]) -> None:
    text = " ".join(plain(unescape("".join(run))).split())
    run.clear()
    if text:
        found.append((kind, text))
