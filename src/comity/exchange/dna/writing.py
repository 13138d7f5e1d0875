"""A ledger's documents and statements as a DNA 3.0 database.

`person` is the speaker, empty for a state itself; `organization` the country spoken for; `concept` what `comity networks
--on concept` calls it. Attributes called Type hold a person's sector and a concept's issue. DNA has one of each in a
statement, so a statement of several speakers or issues is written once for every pair of them. What DNA cannot hold is
left out: a statement that takes no side (an agreement is yes or no), and one whose evidence is not in the text.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import NamedTuple

from comity.analyse.concepts import Concept, concepts
from comity.analyse.countries import country_called, country_name
from comity.dates import span, valid
from comity.errors import LedgerError
from comity.exchange.dna.offsets import to_utf16
from comity.ledger import Ledger
from comity.model import Document, Entity, Statement

# Ids in data/exchange/dna3.sql: variables, their attributes called Type, the statement type, the coder.
PERSON, ORGANIZATION, CONCEPT, AGREEMENT = 1, 2, 3, 4
ATTRIBUTES = {PERSON: (1, 4, 7), ORGANIZATION: (2, 5, 8), CONCEPT: (3, 6, 9)}
DNA_STATEMENT = 1
COMITY = 2
LONGEST = 190  # characters of a short text


class Claim(NamedTuple):
    """What DNA says of a statement; the Types are attributes of the person and the concept."""

    person: str
    sector: str
    organization: str
    concept: str
    issue: str


def write(ledger: Ledger, path: Path) -> int:
    """A new database at `path`, whose coders have the password "comity". Gives the number of DNA's statements."""
    said = [s for s in ledger.each_statement() if s.stance]
    by_doc: dict[str, list[Statement]] = defaultdict(list)
    for statement in said:
        by_doc[statement.doc].append(statement)
    try:
        with closing(sqlite3.connect(path)) as connection, connection:
            database = Database(connection, named(concepts(said)))
            for document in ledger:
                if document.text and not document.duplicate_of:
                    database.add(document, by_doc[document.doc])
            return database.statements
    except sqlite3.OperationalError as error:
        raise LedgerError(f"the DNA database cannot be written ({error}); is the disk full?") from error


def named(found: Iterable[Concept]) -> Mapping[str, list[Concept]]:
    """The concepts of each statement, by its id."""
    of_statement: dict[str, list[Concept]] = defaultdict(list)
    for concept in found:
        for statement in concept.statements:
            of_statement[statement.id].append(concept)
    return of_statement


class Database:
    """A new database being filled."""

    def __init__(self, connection: sqlite3.Connection, of_statement: Mapping[str, list[Concept]]) -> None:
        connection.executescript((files("comity") / "data" / "exchange" / "dna3.sql").read_text("utf-8"))
        self.connection = connection
        self.of_statement = of_statement
        self.entities: dict[tuple[int, str], int] = {}
        self.statements = 0

    def add(self, document: Document, said: Iterable[Statement]) -> None:
        key = self.insert(
            "DOCUMENTS (Title, Text, Coder, Source, Notes, Date)",
            short(document.title or document.name), document.text, COMITY, short(document.publication),
            document.input, seconds(document.published),
        )  # fmt: skip
        position = to_utf16(document.text)
        for statement in said:
            if statement.evidence and document.text[statement.start : statement.end] == statement.evidence:
                for claim in claims(statement, self.of_statement[statement.id]):
                    self.add_claim(
                        key, position(statement.start), position(statement.end), claim, statement.stance
                    )

    def add_claim(self, document: int, start: int, stop: int, claim: Claim, stance: int) -> None:
        key = self.insert(
            "STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder)",
            DNA_STATEMENT, document, start, stop, COMITY,
        )  # fmt: skip
        for variable, value, kind in (
            (PERSON, claim.person, claim.sector),
            (ORGANIZATION, claim.organization, ""),
            (CONCEPT, claim.concept, claim.issue),
        ):
            entity = self.entity(variable, short(value), short(kind))
            self.insert("DATASHORTTEXT (StatementId, VariableId, Entity)", key, variable, entity)
        self.insert("DATABOOLEAN (StatementId, VariableId, Value)", key, AGREEMENT, int(stance > 0))
        self.statements += 1

    def entity(self, variable: int, value: str, kind: str) -> int:
        """The id of a short text, which is kept once; its Type is what it was first said to be."""
        if (variable, value) not in self.entities:
            key = self.insert("ENTITIES (VariableId, Value, Red, Green, Blue)", variable, value, 0, 0, 0)
            for attribute, text in zip(ATTRIBUTES[variable], (kind, "", ""), strict=True):
                self.insert(
                    "ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue)", key, attribute, text
                )
            self.entities[variable, value] = key
        return self.entities[variable, value]

    def insert(self, into: str, *values: str | int) -> int:
        marks = ", ".join("?" * len(values))
        return self.connection.execute(f"INSERT INTO {into} VALUES ({marks})", values).lastrowid or 0


def claims(statement: Statement, on: Iterable[Concept]) -> Iterator[Claim]:
    for speaker, concept in product(statement.speaker or (Entity(""),), on):
        state = bool(speaker.country) and country_called(speaker.name) == speaker.country
        person, sector = ("", "") if state else (speaker.name, speaker.sector)
        organization = country_name(speaker.country) if speaker.country else ""
        yield Claim(person, sector, organization, concept.full_name, concept.issue)


def short(text: str) -> str:
    return text.replace("\0", "")[:LONGEST]


def seconds(date: str) -> int:
    """Since 1970, of the first day that a partial date may be; 0 for none, since DNA wants a date."""
    if not date or not valid(date):
        return 0
    first, _ = span(date)
    return int(datetime.fromisoformat(first).replace(tzinfo=UTC).timestamp())
