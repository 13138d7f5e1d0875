"""Tab-separated files as tables of text: with a header or without one, with a column more or less, line by line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from comity.errors import OptionError
from comity.exchange.lines import Chunk, chunks

EMPTY = ("", "nan", "NaN", "None", "NULL", "null", "---", "N/A")
UNREAD = {"number": pl.UInt32, "line": pl.String, "reason": pl.String}
TAB = "\t"
NUMBERED = re.compile(r"-?\d+(\.0)?|[\w-]{12,}")  # what an id looks like
SOME = 20  # lines by which a file is recognised


@dataclass(frozen=True)
class Layout:
    """A format's columns. `shapes` are those that a file without a header may have, the first being the format's
    own; `used` are the columns that are read; `needed` those without which there is no record, the first of them a
    number or an id. A line may end after `least` columns. `also` are other names of columns."""

    name: str
    title: str
    shapes: tuple[tuple[str, ...], ...]
    used: tuple[str, ...]
    needed: tuple[str, ...]
    least: int
    also: tuple[tuple[str, str], ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return self.shapes[0]

    @property
    def expected(self) -> str:
        widths = " or ".join(str(len(shape)) for shape in self.shapes)
        return f"{self.title}: tab-separated lines of {widths} columns, {', '.join(self.columns[:3])}, ..."


@dataclass(frozen=True)
class Header:
    """The columns of one file, in its order; `line` is the header itself, empty where the file has none."""

    columns: tuple[str, ...]
    least: int
    line: str = ""

    @property
    def quoted(self) -> bool:
        return self.line.startswith('"')


@dataclass(frozen=True)
class Page:
    """A part of a file: its rows as text (null for empty, `number` and `line` beside the columns), and the lines that
    are none (`number`, `line`, `reason`). `lines` counts both."""

    source: str
    rows: pl.DataFrame
    unread: pl.DataFrame

    @property
    def lines(self) -> int:
        return self.rows.height + self.unread.height


def pages(path: Path, layout: Layout) -> Iterator[Page]:
    """A file of a layout, part by part. Raises OptionError, which says what was expected, for another format."""
    header, source = Header((), 0), ""
    for chunk in chunks(path):
        lines = [line for line in chunk.lines if line.strip()]
        if chunk.source != source and lines:
            header, source = recognised(layout, lines[:SOME], chunk.source), chunk.source
        yield page(chunk, header, layout)


def recognised(layout: Layout, lines: Sequence[str], source: str) -> Header:
    header = fitting(layout, lines)
    if header is None:
        width = width_of(lines[0])
        raise OptionError(
            f"{source} is not {layout.name}: its first line has {width} column{'s' if width > 1 else ''}, the first being "
            f"{lines[0].split(TAB)[0][:40]!r}, and what was expected is {layout.expected}"
        )
    return header


def fitting(layout: Layout, lines: Sequence[str]) -> Header | None:
    """How a layout's columns stand in a file that begins with these lines; None where it is of another format."""
    if not lines:
        return None
    first = tuple(known_name(layout, cell) for cell in lines[0].split(TAB))
    if set(layout.needed) <= set(first):
        return titled(layout, first, lines)
    if len({*layout.columns} & {*first}) > 1:  # a header, but of too few columns
        return None
    usual = Counter(map(width_of, lines)).most_common(1)[0][0]
    shape = next((shape for shape in layout.shapes if len(shape) == usual), ())
    rows = [line.split(TAB) for line in lines if width_of(line) == usual]
    if not shape or not any(NUMBERED.fullmatch(row[shape.index(layout.needed[0])].strip()) for row in rows):
        return None
    return Header(shape, layout.least)


def width_of(line: str) -> int:
    return line.count(TAB) + 1


def titled(layout: Layout, first: tuple[str, ...], lines: Sequence[str]) -> Header:
    """Some files have names in their header that none of their rows has a cell for: then the usual columns hold."""
    widest = max(map(width_of, lines[1:]), default=len(first))
    usual = next((shape for shape in layout.shapes if len(shape) == widest < len(first)), first)
    return Header(usual, min(layout.least, len(usual)), lines[0])


def known_name(layout: Layout, cell: str) -> str:
    """A column by any way of writing its name: Event ID, "event_id", Event.ID."""
    names = {plain(name): name for shape in layout.shapes for name in shape} | {
        plain(a): b for a, b in layout.also
    }
    return names.get(plain(cell), cell)


def plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def page(chunk: Chunk, header: Header, layout: Layout) -> Page:
    width, count = len(header.columns), pl.col("line").str.count_matches(TAB, literal=True) + 1
    numbered = pl.DataFrame({"line": chunk.lines}, schema={"line": pl.String}).with_row_index(
        "number", chunk.first
    )
    lines = numbered.filter(pl.col("line").str.strip_chars() != "", pl.col("line") != header.line)
    spare = pl.when(count > width).then(pl.col("line").str.strip_chars_end("\t ")).otherwise("line")
    lines = lines.with_columns(width=count, line=spare).with_columns(now=count)
    fits = (pl.col("now") <= width) & (pl.col("width") >= header.least)
    reason = pl.format("its columns number {}, not {}", "width", pl.lit(width))
    unread = lines.filter(~fits).select("number", "line", reason=reason)
    if chunk.broken:
        end = pl.DataFrame([(chunk.first, "", chunk.broken)], schema=UNREAD, orient="row")
        unread = pl.concat([unread.cast(UNREAD), end])  # type: ignore[arg-type]
    return Page(chunk.source, cells(lines.filter(fits), header, layout), unread)


def cells(lines: pl.DataFrame, header: Header, layout: Layout) -> pl.DataFrame:
    """The columns that are used, by name; one that the file does not have is empty."""
    split = lines.with_columns(cells=pl.col("line").str.split(TAB))
    places = {name: i for i, name in reversed([*enumerate(header.columns)])}

    def column(name: str) -> pl.Expr:
        if name not in places:
            return pl.lit(None, pl.String)
        return text(pl.col("cells").list.get(places[name], null_on_oob=True), header.quoted)

    return split.select("number", "line", **{name: column(name) for name in layout.used})


def text(cell: pl.Expr, quoted: bool) -> pl.Expr:
    """A cell's words, or null for the many ways of saying that there are none."""
    if quoted:
        cell = cell.str.replace(r'^\s*"(.*)"\s*$', "$1").str.replace_all('""', '"', literal=True)
    bare = cell.str.strip_chars()
    return pl.when(bare.is_in(EMPTY)).then(None).otherwise(bare)
