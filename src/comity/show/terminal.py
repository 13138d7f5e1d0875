"""What a terminal shows: tables of documents, events and statements. Nothing that text can do to a
terminal is done: control characters are printed as marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any, NamedTuple

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

Row = Mapping[str, Any]
HARMLESS = "\n\t"
ID = 8  # letters of an id that are shown: enough for `comity why`
COLUMNS = (ID, 10, 18, 40)  # widths on a wide terminal: id, date, code, names; the words take the rest
WIDE = 130  # columns of a terminal on which a row has room on one line
MOST = 150  # characters of evidence on a narrower one
MENTIONED = 8  # sides named in a line
TOGETHER = 500  # rows of one table
HIDDEN = ("Cc", "Cf", "Cs", "Co")
AUX = {"": "", "historical": "before", "future": "to come", "hypothetical": "perhaps", "negated": "not"}


def plain(value: object) -> str:
    """Text without characters that steer a terminal or turn the direction of writing."""
    text = str(value or "")
    return "".join(
        c if c in HARMLESS or unicodedata.category(c) not in HIDDEN else "\N{REPLACEMENT CHARACTER}"
        for c in text
    )


def one_line(value: object) -> str:
    return " ".join(plain(value).split())


def parties(entities: Iterable[Row] | None) -> str:
    return ", ".join(party(e) for e in entities or ())


def party(entity: Row) -> str:
    return (
        f"{one_line(entity['name'])} ({entity['country']})"
        if entity.get("country")
        else one_line(entity["name"])
    )


class Line(NamedTuple):
    """What a table shows of a row: its id, when, what sort, who, and in which words."""

    id: str
    when: str
    sort: str
    who: str
    words: str


def document(row: Row) -> Line:
    said = row["title"] if row["outcome"] == "coded" else row["reason"] or row["title"]
    if row["duplicate_of"]:
        said = f"a copy of {row['duplicate_of'][:ID]}: {row['title']}"
    outcome = row["outcome"].replace("_", " ")
    return Line(row["doc"], row["published"], outcome, row["input"], said)


def event(row: Row) -> Line:
    code = "/".join(filter(None, (row["event"], row["mode"])))
    code = f"{code} [{AUX.get(row['aux'], row['aux'])}]" if row["aux"] else code
    who = " → ".join(filter(None, (parties(row["actor"]), parties(row["recipient"]))))
    where = one_line((row["event_loc"] or {}).get("name"))
    return Line(
        row["id"], row["date"], code, " · ".join(filter(None, (who, where))), row["evidence"] or row["rule"]
    )


def statement(row: Row) -> Line:
    act = f"{row['act']} {'+' if row['stance'] > 0 else '−' if row['stance'] < 0 else '0'}"
    who = " → ".join(filter(None, (parties(row["speaker"]), parties(row["about"]))))
    return Line(row["id"], row["date"], act, who, row["proposition"] or row["rule"])


class Layout(NamedTuple):
    """How a kind's rows become lines, and the headings over what they hold."""

    line: Callable[[Row], Line]
    headings: tuple[str, str, str, str]


LAYOUTS = {
    "documents": Layout(document, ("published", "outcome", "input", "title or reason")),
    "events": Layout(event, ("date", "event", "who → whom, where", "evidence")),
    "statements": Layout(statement, ("date", "act", "who → about whom", "what")),
}


def print_rows(kind: str, rows: Iterable[Row], console: Console | None = None) -> None:
    """The rows as a table; on a narrow terminal each takes several lines. Holds a few hundred at a time."""
    console = console or Console()
    layout, number = LAYOUTS[kind], 0
    table_of = partial(wide, console.width) if console.width >= WIDE else narrow
    rest = map(layout.line, rows)
    while lines := list(islice(rest, TOGETHER)):
        console.print(table_of(layout.headings, lines, header=not number))
        number += len(lines)
    console.print(
        Text(f"{number:,} {kind if number != 1 else kind[:-1]}" if number else f"no {kind} there"),
        style="dim",
    )


def print_actors(rows: Iterable[Row], console: Console | None = None) -> None:
    """Who appears, a line each: who, as what, how often, by what it was resolved, in which words."""
    console, number = console or Console(), 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("name", overflow="fold", ratio=3)
    table.add_column("as", overflow="fold", ratio=2)
    table.add_column("mentions", justify="right")
    table.add_column("docs", justify="right")
    table.add_column("resolved by")
    table.add_column("called", no_wrap=True, overflow="ellipsis", ratio=4)
    for row in rows:
        number += 1
        role = " ".join(filter(None, (row["country"] or "?", row["sector"], row["office"])))
        words = ", ".join(form for form in row["forms"] if form != row["name"])
        counts = (f"{row['mentions']:,}", f"{row['documents']:,}")
        by = "nothing" if row["resolved"] == "unresolved" else row["resolved"]
        table.add_row(*(Text(one_line(cell)) for cell in (row["name"], role, *counts, by, words)))
    if number:
        console.print(table)
    console.print(Text(f"{number:,} actor{'s' if number != 1 else ''}" if number else "no such actor there"), style="dim")  # fmt: skip


def print_positions(rows: Iterable[Row], console: Console | None = None) -> None:
    """A line for each side under the concept that it takes a position on, under its issue."""
    console, number, at = console or Console(), 0, ("", "")
    for row in rows:
        number += 1
        issue, concept = one_line(row["issue"]).replace("_", " ") or "no issue", one_line(row["concept"])
        if issue != at[0]:
            console.print(Text(f"\n{issue}", style="bold"))
        if (issue, concept) != at:
            console.print(Text(f"  {concept}", style="cyan"))
        at = issue, concept
        sign = {1: "+", -1: "−"}.get(row["stance"], "0")
        counts = f"{row['for']} for, {row['against']} against"
        told = "; ".join(
            f"{words} {', '.join(map(one_line, row[name][:MENTIONED]))}{' …' if len(row[name]) > MENTIONED else ''}"
            for words, name in (("agrees with", "agrees_with"), ("differs from", "differs_from"))
            if row[name]
        )
        head = f"    {sign} {one_line(row['side'])}  ({counts})  {told}".rstrip()
        console.print(Text(head))
        words = shortened(one_line(row["proposition"])) or "no text"
        console.print(Text(f"      {row['statements'][0][:ID]}  “{words}”", style="dim"))
    console.print(Text(f"{number:,} position{'s' if number != 1 else ''}" if number else "no such position there"), style="dim")  # fmt: skip


def print_projects(rows: Iterable[Row], console: Console | None = None) -> None:
    """An undertaking a row, its kind below its name, with the dates that were promised and whether they were kept; the
    id is of the record that shows how it stands."""
    console, number = console or Console(), 0
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True, style="cyan", width=ID)
    table.add_column("name, kind", overflow="fold", ratio=4)
    table.add_column("parties", overflow="fold", ratio=2)
    table.add_column("status", no_wrap=True)
    table.add_column("first, last", no_wrap=True)
    table.add_column("promised: kept?", overflow="fold", ratio=3)
    for row in rows:
        number += 1
        name = Text.assemble(one_line(row["name"]), "\n", (one_line(row["kind"]), "dim"))
        seen = "\n".join(dict.fromkeys((row["first_seen"], row["last_seen"])))
        more = " …" if len(row["parties"]) > MENTIONED else ""
        parties = one_line(" ".join(row["parties"][:MENTIONED]) + more)
        promises = "\n".join(map(promised, row["promises"]))
        cells = (parties, row["status"], seen, promises)
        table.add_row(Text(plain(row["record"][:ID])), name, *(Text(plain(cell)) for cell in cells))
    if number:
        console.print(table)
    console.print(Text(f"{number:,} project{'s' if number != 1 else ''}" if number else "no such project there"), style="dim")  # fmt: skip


def promised(promise: Row) -> str:
    return f"{promise['stage']} {one_line(promise['text'])} ({promise['date']}): {promise['kept']}"


def wide(width: int, headings: Sequence[str], lines: Iterable[Line], header: bool) -> Table:
    """One line for each row, the words cut where the terminal ends."""
    rest = width - sum(COLUMNS) - 2 * len(COLUMNS)  # two blanks between columns
    table = Table(box=None, pad_edge=False, header_style="bold", show_header=header)
    table.add_column("id", no_wrap=True, style="cyan", width=ID)
    for heading, size in zip(headings, COLUMNS[1:], strict=False):
        table.add_column(heading, overflow="fold", width=size)
    table.add_column(headings[3], no_wrap=True, overflow="ellipsis", width=rest)
    for line in lines:
        table.add_row(*(Text(one_line(value)) for value in (line.id[:ID], *line[1:])))
    return table


def narrow(headings: Sequence[str], lines: Iterable[Line], header: bool) -> Table:
    """The sort below the day, the words below the names."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_header=header)
    table.add_column("id", no_wrap=True, style="cyan", width=ID)
    table.add_column(", ".join(headings[:2]), overflow="fold", width=18)
    table.add_column(", ".join(headings[2:]), overflow="fold", ratio=1)
    for line in lines:
        who, words = one_line(line.who), shortened(one_line(line.words))
        left = Text(f"{one_line(line.when) or 'undated'}\n{one_line(line.sort)}")
        table.add_row(
            Text(line.id[:ID]), left, Text.assemble(who, "\n" if who and words else "", (words, "dim"))
        )
    return table


def shortened(text: str) -> str:
    return text if len(text) <= MOST else text[: text.rfind(" ", 0, MOST)] + " …"


def print_series(series: pl.DataFrame) -> None:
    """Series of dyads without their empty periods: counts, scores, and which events made a period move."""
    console = Console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("dyad", "period"):
        table.add_column(heading, no_wrap=True)
    for heading in COUNTED:
        table.add_column(heading, justify="right")
    table.add_column("score", no_wrap=True)
    moving = "made_by" in series.columns
    if moving:
        table.add_column("moves", overflow="fold")
    shown = [pl.col("events") > 0]
    if moving:
        shown += [pl.col("change").is_not_null(), pl.col("unusual").is_not_null()]
    for row in series.filter(pl.any_horizontal(shown)).iter_rows(named=True):
        counts = [f"{row[column]:,}" if row[column] else "" for column in COUNTED.values()]
        table.add_row(dyad(row), str(row["period"]), *counts, score(row), *([moves(row)] if moving else []))
    console.print(table)


COUNTED = {
    "events": "events", "told": "reports", "papers": "documents", "+ words": "verbal_cooperation", "+ deeds": "material_cooperation",
    "- words": "verbal_conflict", "- deeds": "material_conflict",
}  # fmt: skip


def dyad(row: Row) -> str:
    sides = [" ".join(filter(None, (row[side], row.get(f"{side}_sector")))) for side in ("source", "target")]
    return one_line(" – ".join(sides))


def score(row: Row) -> str:
    if row["score_mean"] is None:
        return ""
    mean = f"{row['score_mean']:+.1f}"
    if row.get("score_low") is None:
        return mean
    return f"{mean} ({row['score_low']:+.1f} … {row['score_high']:+.1f})"


def moves(row: Row) -> str:
    said = [f"level {row['change']:+.1f}"] if row["change"] is not None else []
    said += [f"unusual (z {row['unusual']:+.1f})"] if row["unusual"] is not None else []
    said += [" ".join(one[:ID] for one in row["made_by"] or ())]
    return one_line("; ".join(filter(None, said)))


def print_plain(rows: Iterable[Row]) -> None:
    """A table of whatever columns the rows have; numbers to the right."""
    first = list(islice(rows := iter(rows), 1))
    if not first:
        Console().print("nothing")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, value in first[0].items():
        table.add_column(
            name.replace("_", " "), justify="right" if isinstance(value, int | float) else "left"
        )
    for row in chain(first, rows):
        table.add_row(*(Text(cell(value)) for value in row.values()))
    Console().print(table)


def cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else one_line(value)
