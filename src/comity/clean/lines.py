"""The lines of a page: hard-wrapped ones joined into paragraphs, each with what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from comity import languages
from comity.clean.characters import tidy
from comity.clean.furniture import CODE, is_end_mark
from comity.model import Block

WIDEST_WRAP = 120  # columns; nobody wraps a text wider than this
SLACK = 6  # columns by which a wrapped line may fall short of what would have fitted
CLOSERS = "\"”’'»)]"
FINAL_MARKS = tuple(".!?…。！？:;")
LOWER = re.compile(r"[\"“‘'(]?[a-z\d]")
TABLE = re.compile(r"\S {2,}\S.*\S {2,}\S|\S\t+\S|\d {2,}[\d-]|-- {2,}--")
BULLET = re.compile(r"(?:[-–—*•●▪◦·○■□►▶※☞]|\(?\d{1,2}[.)]|\(?[a-zA-Z]\))\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or piece of furniture. `gap`: an empty line stands before it; `kind`: what the reader knew."""

    text: str
    indent: int = 0
    gap: bool = False
    kind: str = ""

    @property
    def final(self) -> bool:
        return self.text.rstrip(CLOSERS)[-1:] in FINAL_MARKS

    @property
    def table(self) -> bool:
        return ("  " in self.text or "\t" in self.text) and bool(TABLE.search(self.text))

    @property
    def bullet(self) -> bool:
        return bool(BULLET.match(self.text))


def raw_lines(text: str, blocks: Sequence[Block] = ()) -> Iterator[Line]:
    """The lines as they stand; a reader's blocks give their kinds."""
    kinds = {block.start: block.kind for block in blocks}
    gap, start, kind, until = False, 0, "", -1
    ends = {block.start: block.end for block in blocks}
    for raw in text.split("\n"):
        kind, until = (kinds[start], ends[start]) if start in kinds else (kind, until)
        body = raw.strip()
        if body:
            indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
            yield Line(body, indent, gap, kind if start < until else "")
        gap, start = not body, start + len(raw) + 1


def page_lines(
    text: str, blocks: Sequence[Block] = (), opens_with_body: bool = False
) -> tuple[list[Line], bool]:
    """The page's lines with paragraphs made whole, and whether paragraphs begin with an indent as wire copy does.

    `opens_with_body`: the first line is no title, and may be short since a dateline stood before it.
    """
    if blocks:
        tidied = (replace(line, text=one_spaced(tidy(line.text))) for line in raw_lines(text, blocks))
        return [line for line in tidied if line.text], False
    lines = list(raw_lines(tidy(text)))
    width = wrap_width(lines)
    indented = bool(width) and is_indented(lines)
    joined = join(lines, width, indented, opens_with_body)
    return [respaced(line) for line in joined], indented


def respaced(line: Line) -> Line:
    text = one_spaced(line.text)
    return line if text == line.text else replace(line, text=text)


def one_spaced(text: str) -> str:
    return " ".join(text.split())


def wrap_width(lines: Sequence[Line]) -> int:
    """The column at which the text was wrapped, 0 where it was not.

    Wrapped prose shows in lines that break off within a sentence and go on in lower case. Long lines weigh more,
    so that a menu does not hide how the body is set.
    """
    lengths = sorted(len(line.text) + line.indent for line in lines)
    half, seen = sum(lengths) * 0.5, 0
    for length in lengths:
        seen += length
        if seen >= half:
            break
    if not lengths or length > WIDEST_WRAP:
        return 0
    narrow = [n for n in lengths if n <= WIDEST_WRAP and n <= 1.4 * length]
    width = narrow[int(len(narrow) * 0.97)] if len(narrow) > 1 else narrow[0]
    return width if goes_on(lines, width) else 0


def goes_on(lines: Sequence[Line], width: int) -> bool:
    """Whether lines that stop within a sentence tend to be followed by the rest of it."""
    pairs = [(a, b) for a, b in pairwise(lines) if not (b.gap or a.final or a.table or b.table)]
    if not pairs:
        return False
    lower = sum(bool(LOWER.match(b.text)) for _, b in pairs)
    if lower >= 0.35 * len(pairs) or (lower and is_indented(lines)):
        return True
    shouted = sum(a.text.isupper() for a, _ in pairs) > 0.8 * len(pairs)
    full = sum(is_full(a, b, width) for a, b in pairs)
    return full > 0.6 * len(pairs) and (shouted or lower > 0.15 * len(pairs))


def is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted."""
    return line.indent + len(line.text) + 1 + len(following.text.split(" ", 1)[0]) > width - SLACK


def is_indented(lines: Sequence[Line]) -> bool:
    """Whether new paragraphs are told by an indent: some lines have one and more than these have none."""
    deep = sum(line.indent >= 2 for line in lines[1:])
    return deep > 0 and sum(line.indent < 2 for line in lines) >= 0.5 * deep


def join(lines: Sequence[Line], width: int, indented: bool, opens_with_body: bool) -> list[Line]:
    parts: list[list[str]] = []
    joined: list[Line] = []
    for i, line in enumerate(lines):
        goes_on = i > 0 and continues(lines[i - 1], line, width, indented)
        if goes_on or (i == 1 and opens_with_body and opening_goes_on(lines[0], line)):
            parts[-1].append(line.text)
        else:
            parts.append([line.text])
            joined.append(line)
    pairs = zip(joined, parts, strict=True)
    return [replace(line, text=" ".join(words)) if len(words) > 1 else line for line, words in pairs]


def opening_goes_on(first: Line, second: Line) -> bool:
    if first.final or first.table or second.table or second.gap or second.indent > first.indent:
        return False
    return 20 <= len(first.text) <= WIDEST_WRAP and not stands_alone(second)


def stands_alone(line: Line) -> bool:
    """Bullets and end marks go on with nothing."""
    return line.bullet or is_end_mark(line.text)


def continues(before: Line, line: Line, width: int, indented: bool) -> bool:
    """Whether a line goes on with what stands before it."""
    if line.gap or stands_alone(line) or before.table or line.table:
        return False
    lower = bool(LOWER.match(line.text)) and not before.final
    if not width:
        return lower and len(before.text) >= 40 and line.text[0].islower()
    if line.indent >= 2 and line.indent > before.indent:
        return False
    if indented and line.indent >= 2:
        return lower and not line.text[0].isdigit() and is_full(before, line, width)
    if lower or is_full(before, line, width) or breaks_off(before):
        return True
    return indented and not before.final


def breaks_off(line: Line) -> bool:
    """Whether a line ends in a word that something must follow."""
    return line.text.rpartition(" ")[2] in languages.load(CODE).function_words
