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
    origin: re.Match[str] | None
    code: Cameo
    actor: Row
    recipient: Row
    number: int

    def identity(self, form: str) -> str:
        """Its number there, if it was imported from that format; else one made of Comity's id."""
        if self.origin and self.origin[1] == form and self.origin[2].isdigit():
            return self.origin[2]
        return number_of(f"{self.record['id']} {self.number}")

    def called(self, entity: Row) -> str:
        """A name, as the data had it from which it was imported."""
        as_it_was = entity.get("text") if self.origin else ""
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
        origin = RULE.fullmatch(row["rule"])
        code = codes.cameo_meant(origin[3]) if origin else usual_code(row)
        if code:
            sides = (row[to], row[by]) if code.turned else (row[by], row[to])
            for number, pair in enumerate(pairs(*sides)):
                yield Deed(row, document, origin, code, *pair, number)


def usual_code(row: Row) -> Cameo | None:
    """The least specific code of its category and mode; none for what CAMEO cannot tell."""
    return (
        codes.cameo().get(codes.cameo_of(row["event"], row["mode"], row["aux"])) if "event" in row else None
    )


def with_documents(ledger: Ledger, kind: str) -> Iterator[tuple[Row, Row]]:
    """Records beside their documents: both come in the order of `input` and `doc`."""
    documents = ledger.rows("documents")
    document = next(documents, {})
    for row in ledger.rows(kind):
        while document["doc"] != row["doc"]:
            document = next(documents)
        yield row, document


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
        cells = [str(row.get(column, "")) for column in columns]
        if len(LINE_ENDS.findall("\t".join(cells))) >= len(columns):
            cells = [LINE_ENDS.sub(" ", cell) for cell in cells]
        out.write("\t".join(cells) + "\n")
        number += 1
    return number


def shown(number: float | None) -> str:
    return "" if number is None else str(number)
