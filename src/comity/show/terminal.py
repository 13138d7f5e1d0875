"""What a terminal shows: tables of documents, events and statements. Nothing that text can do to a
terminal is done: control characters are printed as marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

Row = Mapping[str, Any]
HARMLESS = "\n\t"
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


def documents(rows: Iterable[Row]) -> Table:
    table = frame("input", "published", "outcome", "title or reason")
    for row in rows:
        said = row["title"] if row["outcome"] == "coded" else row["reason"] or row["title"]
        table.add_row(*cells(row["doc"][:8], row["input"], row["published"], row["outcome"], said))
    return table


def events(rows: Iterable[Row]) -> Table:
    table = frame("date", "event", "actor", "recipient", "evidence")
    for row in rows:
        code = "/".join(filter(None, (row["event"], row["mode"])))
        code = f"{code} [{AUX.get(row['aux'], row['aux'])}]" if row["aux"] else code
        sides = (parties(row["actor"]), parties(row["recipient"]))
        table.add_row(*cells(row["id"][:8], row["date"], code, *sides, row["evidence"]))
    return table


def statements(rows: Iterable[Row]) -> Table:
    table = frame("date", "speaker", "act", "issue", "what")
    for row in rows:
        act = f"{row['act']} {'+' if row['stance'] > 0 else '-' if row['stance'] < 0 else '0'}"
        issue = ", ".join(row["issue"] or ()).replace("_", " ")
        table.add_row(
            *cells(row["id"][:8], row["date"], parties(row["speaker"]), act, issue, row["proposition"])
        )
    return table


TABLES = {"documents": documents, "events": events, "statements": statements}
WIDTHS = {"id": 8, "date": 10, "published": 10, "act": 12, "outcome": 13}  # the others share what is left


def frame(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    for column in ("id", *columns):
        fixed = WIDTHS.get(column)
        style = "cyan" if column == "id" else ""
        last = column == columns[-1]
        if fixed:
            table.add_column(column, width=fixed, no_wrap=True, overflow="ellipsis", style=style)
        else:
            table.add_column(
                column, ratio=3 if last else 1, no_wrap=last, overflow="ellipsis" if last else "fold"
            )
    return table


def cells(*values: object) -> Iterable[Text]:
    return (Text(one_line(value)) for value in values)


def print_rows(kind: str, rows: Iterable[Row], console: Console | None = None) -> None:
    (console or Console()).print(TABLES[kind](rows))
