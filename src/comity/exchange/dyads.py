"""Events as other formats have them: one who did one thing to one other, under a code of CAMEO."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, permutations, product
from typing import IO, Any, NamedTuple

from comity import dates
from comity.analyse.countries import names
from comity.exchange import codes
from comity.exchange.codes import Cameo
from comity.ledger import Ledger

Row = dict[str, Any]
RULE = re.compile(r"(gdelt|icews)\d? (\S+) CAMEO (\S+)")  # what the imports write
LINE_ENDS = re.compile(r"[\t\n\r\0\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
PLAIN = ("", "historical")
EXACT = 13  # hexadecimal digits of a number that every program holds exactly (2**52)


class Deed(NamedTuple):
    """What one did to another, or nobody in particular; `number` tells apart those of one record."""

    record: Row
    document: Row
    code: Cameo
    actor: Row
    recipient: Row
    number: int

    def identity(self, form: str) -> str:
        """Its number there, if it was imported from that format; else one made of Comity's id."""
        found = RULE.fullmatch(self.record["rule"])
        if found and found[1] == form and found[2].isdigit():
            return found[2]
        return number_of(f"{self.record['id']} {self.number}")

    def called(self, entity: Row) -> str:
        """A name, as the data had it from which it was imported."""
        as_it_was = entity.get("text") if RULE.fullmatch(self.record["rule"]) else ""
        return as_it_was or entity.get("name", "")

    @property
    def day(self) -> str:
        """The first day of its date; empty where nothing is known of it."""
        return dates.span(self.record["date"])[0] if dates.valid(self.record["date"]) else ""

    @property
    def place(self) -> Row:
        return self.record.get("event_loc") or {}


def deeds(ledger: Ledger) -> Iterator[Deed]:
    """All events that CAMEO can tell, pair by pair, in document order; then the comments that were imported from it."""
    events = ((row, document, "actor", "recipient") for row, document in with_documents(ledger, "events"))
    comments = ((row, document, "speaker", "about") for row, document in with_documents(ledger, "statements"))
    for row, document, by, to in chain(events, comments):
        code = code_of(row)
        if code:
            sides = (row[to], row[by]) if code.turned else (row[by], row[to])
            for number, pair in enumerate(pairs(*sides)):
                yield Deed(row, document, code, *pair, number)


def with_documents(ledger: Ledger, kind: str) -> Iterator[tuple[Row, Row]]:
    """Records beside their documents: both come in the order of `input` and `doc`."""
    documents = ledger.rows("documents")
    document = next(documents, {})
    for row in ledger.rows(kind):
        while document["doc"] != row["doc"]:
            document = next(documents)
        yield row, document


def code_of(row: Row) -> Cameo | None:
    """The code that a record was imported with; else the least specific one of its category and mode."""
    found = RULE.fullmatch(row["rule"])
    if found:
        return codes.cameo_meant(found[3])
    return (
        codes.cameo().get(codes.cameo_of(row["event"], row["mode"], row["aux"])) if "event" in row else None
    )


def pairs(actors: Sequence[Row], recipients: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Each who acts with each whom it concerns; what several do together, each does with each of the others."""
    if len(actors) > 1 and not recipients:
        return permutations(actors, 2)
    return product(actors or [{}], recipients or [{}])


def number_of(text: str) -> str:
    return str(int(hashlib.sha256(text.encode()).hexdigest()[:EXACT], 16))


def country_name(country: str) -> str:
    return names().get(country, "")


def is_body(country: str) -> bool:
    """Whether it is no state's code, but PLOVER's for the bodies of no one state."""
    return bool(codes.actor_back("cameo", country=country) or codes.actor_back("group", country=country))


def write_table(out: IO[str], columns: Sequence[str], rows: Iterable[Row], header: bool = True) -> int:
    """Tab-separated lines, whose cells are exact but for what would end a cell or a line. Gives their number."""
    if header:
        out.write("\t".join(columns) + "\n")
    number = 0
    for row in rows:
        out.write("\t".join(LINE_ENDS.sub(" ", str(row.get(column, ""))) for column in columns) + "\n")
        number += 1
    return number


def shown(number: float | None) -> str:
    return "" if number is None else str(number)
