"""How a ledger looks in a notebook. Everything that comes from documents is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from comity.ledger.filters import Filter

if TYPE_CHECKING:
    from comity.ledger.reader import Ledger

SHOWN = 5
STYLE = "text-align:left;vertical-align:top;padding:.2em .8em .2em 0"


def as_html(ledger: Ledger) -> str:
    """Totals, then the first events and statements."""
    totals = ledger.totals()
    outcomes = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in totals["outcomes"].items())
    head = f"<p><b>{escape(str(ledger.path))}</b><br>{totals['documents']:,} documents"
    head += f" ({escape(outcomes)})" if outcomes else ""
    head += f" &middot; {totals['events']:,} events &middot; {totals['statements']:,} statements</p>"
    return "<div class='comity-ledger'>" + head + events_table(ledger) + statements_table(ledger) + "</div>"


def events_table(ledger: Ledger) -> str:
    rows = islice(ledger.rows("events", Filter(), SHOWN), SHOWN)
    cells = [
        (r["date"], who(r["actor"]), coded(r["event"], r["mode"]), who(r["recipient"]), r["evidence"])
        for r in rows
    ]
    return table("Events", ("date", "actor", "event", "recipient", "evidence"), cells)


def statements_table(ledger: Ledger) -> str:
    rows = islice(ledger.rows("statements", Filter(), SHOWN), SHOWN)
    cells = [(r["date"], who(r["speaker"]), r["act"], who(r["about"]), r["evidence"]) for r in rows]
    return table("Statements", ("date", "speaker", "act", "about", "evidence"), cells)


def who(entities: Iterable[dict[str, Any]] | None) -> str:
    return ", ".join(e["name"] + (f" ({e['country']})" if e["country"] else "") for e in entities or ())


def coded(event: str, mode: str) -> str:
    return f"{event} / {mode}" if mode else event


def table(title: str, names: Iterable[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th style='{STYLE}'>{name}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td style='{STYLE}'>{escape(str(c))}</td>" for c in row) + "</tr>" for row in rows
    )
    return f"<p style='margin:.8em 0 .2em'>{title}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
