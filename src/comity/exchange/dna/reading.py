"""Documents and statements of a DNA database: the layout of DNA 3.0, and that of 3.1, which puts roles before variables.

Variables called person, organization, concept and agreement are read as in DNA's own statement type. Statements of
other types have a stance where they have a yes or no, and keep their texts as the proposition.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from comity.analyse.countries import country_called
from comity.analyse.vocabulary import table
from comity.errors import InputError
from comity.exchange.dna.offsets import from_utf16
from comity.model import Block, Coded, Document, Entity, Statement

CODER = "DNA 3"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The column by which a value tells its variable, and where the variable's name stands.
LAYOUTS = {
    "VariableId": "SELECT ID, Variable FROM VARIABLES",
    "RoleVariableLinkId": "SELECT l.ID, r.RoleName FROM ROLEVARIABLELINKS l JOIN ROLES r ON r.ID = l.RoleId",
}
VALUES = """
WITH names(id, name) AS ({names}),
types(whose, type) AS (
  SELECT v.EntityId, CAST(v.AttributeValue AS TEXT) FROM ATTRIBUTEVALUES v
  JOIN ATTRIBUTEVARIABLES a ON a.ID = v.AttributeVariableId AND a.AttributeVariable = 'Type'
)
SELECT StatementId, n.id, name, 'boolean', CAST(Value AS INTEGER), '' FROM DATABOOLEAN d JOIN names n ON n.id = d.{link}
UNION ALL
SELECT StatementId, n.id, name, 'integer', CAST(Value AS INTEGER), '' FROM DATAINTEGER d JOIN names n ON n.id = d.{link}
UNION ALL
SELECT StatementId, n.id, name, 'text', CAST(Value AS TEXT), '' FROM DATALONGTEXT d JOIN names n ON n.id = d.{link}
UNION ALL
SELECT StatementId, n.id, name, 'text', CAST(e.Value AS TEXT), coalesce(type, '')
FROM DATASHORTTEXT d JOIN names n ON n.id = d.{link} JOIN ENTITIES e ON e.ID = Entity LEFT JOIN types ON whose = e.ID
ORDER BY 1, 2
"""
STATEMENTS = """
SELECT s.ID AS id, DocumentId AS document, coalesce(CAST(Start AS INTEGER), 0) AS start, coalesce(CAST(Stop AS INTEGER), 0) AS stop,
coalesce(c.Name, '') AS coder FROM STATEMENTS s LEFT JOIN CODERS c ON c.ID = s.Coder ORDER BY document, start, id
"""


class Value(NamedTuple):
    """What a statement has for a variable: a number or a text, the latter with its attribute Type."""

    variable: str
    kind: str  # boolean, integer, text
    value: Any
    type: str


def read(path: Path) -> Iterator[Coded]:
    """Each document with its statements. Raises InputError for a file that is no such database."""
    with opened(path) as database:
        values = values_of(database)
        marked: dict[int, list[sqlite3.Row]] = defaultdict(list)
        for row in database.execute(STATEMENTS):
            marked[row["document"]].append(row)
        for row in database.execute("SELECT * FROM DOCUMENTS ORDER BY ID"):
            document = document_of(dict(row), path.name)
            said = tuple(statement_of(mark, values[mark["id"]], document) for mark in marked[row["ID"]])
            yield Coded(document, statements=said)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, read only, its version being one that can be read."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such file; give a .dna file that DNA 3 wrote")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            database.execute("PRAGMA trusted_schema = OFF")
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            database.row_factory = sqlite3.Row
            check_version(path, database)
            yield database
    except sqlite3.DatabaseError as error:
        raise InputError(
            f"{path} is no database of DNA 3 ({error}); give a .dna file that DNA 3 wrote"
        ) from error


def check_version(path: Path, database: sqlite3.Connection) -> None:
    version = database.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone()
    if version and not str(version[0]).startswith("3"):
        raise InputError(
            f"{path} is a database of DNA {version[0]}, and those of DNA 3 can be read; import it into a new one with DNA 3.0"
        )


def values_of(database: sqlite3.Connection) -> Mapping[int, list[Value]]:
    """The values of all statements, in the order of the variables."""
    link = "VariableId" if "VariableId" in columns(database, "DATASHORTTEXT") else "RoleVariableLinkId"
    found: dict[int, list[Value]] = defaultdict(list)
    for statement, _, *value in database.execute(VALUES.format(names=LAYOUTS[link], link=link)):
        found[statement].append(Value(*value))
    return found


def columns(database: sqlite3.Connection, name: str) -> list[str]:
    return [row["name"] for row in database.execute(f"PRAGMA table_info({name})")]


def document_of(row: Mapping[str, Any], file: str) -> Document:
    """`publication` is DNA's source, or else its author. A column that a version lacks is empty."""
    title, text, source, author = (plain(row.get(name)) for name in ("Title", "Text", "Source", "Author"))
    input = f"{file}#{row['ID']}"
    data = text.encode()
    published = day(row.get("Date"))
    return Document(
        input,
        hashlib.sha256(input.encode() + b"\0" + data).hexdigest()[:24],
        name=f"{Path(file).stem}#{row['ID']}",
        title=title,
        publication=source or author,
        published=published,
        published_from="metadata" if published else "",
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"\S[^\n]*", text)),
        outcome="imported",
        reason="statements of DNA 3",
    )


def plain(value: object) -> str:
    return value if isinstance(value, str) else ""


def day(seconds: object) -> str:
    """Of seconds since 1970; 0 stands for no date."""
    if not isinstance(seconds, int) or not seconds:
        return ""
    try:
        return (EPOCH + timedelta(seconds=seconds)).date().isoformat()
    except OverflowError:
        return ""


def statement_of(row: sqlite3.Row, values: Sequence[Value], document: Document) -> Statement:
    position = from_utf16(document.text)
    start, end = (min(max(position(row[name]), 0), len(document.text)) for name in ("start", "stop"))
    coder = f" by {row['coder']}" if row["coder"] else ""
    by_name: dict[str, list[Value]] = defaultdict(list)
    for value in values:
        by_name[value.variable].append(value)
    return Statement(
        id=hashlib.sha256(f"{document.doc}\x1f{CODER}\x1f{row['id']}".encode()).hexdigest()[:20],
        doc=document.doc,
        date=document.published,
        date_precision="day" if document.published else "none",
        speaker=tuple(speakers(by_name["person"], by_name["organization"])),
        act="assess",
        stance=stance(by_name["agreement"] or [v for v in values if v.kind == "boolean"]),
        about=(),
        issue=tuple(issues(by_name["concept"])),
        proposition=proposition(by_name),
        quote=False,
        quotation="",
        reporter=(),
        cue="",
        evidence=document.text[start:end],
        start=start,
        end=end,
        confidence=None,
        rule=f"DNA statement {row['id']}{coder}",
        coder=CODER,
    )


def speakers(persons: Iterable[Value], organizations: Iterable[Value]) -> Iterator[Entity]:
    """The persons, or else the organizations. What a person belongs to is kept as office, where it is no country."""
    people, bodies = ([v for v in values if v.value] for values in (persons, organizations))
    country = next(filter(None, (country_called(body.value) for body in bodies)), "")
    office = "; ".join(body.value for body in bodies if not country_called(body.value))
    for person in people:
        yield entity(person, country, office)
    for body in () if people else bodies:
        yield entity(body)


def entity(named: Value, country: str = "", office: str = "") -> Entity:
    sector = named.type if named.type in table("labels")["sectors"] else ""
    sectors = (sector,) if sector else ()
    return Entity(named.value, country or country_called(named.value), sector, sectors, office)


def stance(values: Sequence[Value]) -> int:
    """Of a yes or no, or of a number on a scale around 0."""
    if not values or values[0].kind == "text":
        return 0
    number = values[0].value or 0
    return (1 if number else -1) if values[0].kind == "boolean" else (number > 0) - (number < 0)


def issues(found: Iterable[Value]) -> list[str]:
    """Issues that Comity knows among concepts and their Types."""
    words = [text.strip().lower().replace(" ", "_") for v in found for text in (v.value or "", v.type)]
    return [word for word in dict.fromkeys(words) if word in table("labels")["issues"]]


def proposition(by_name: Mapping[str, Sequence[Value]]) -> str:
    """The concept; without one all other texts, named unless there is but one."""
    if any(v.value for v in by_name["concept"]):
        return "; ".join(v.value for v in by_name["concept"] if v.value)
    others = [
        (name, v.value) for name, values in by_name.items() for v in values if v.kind == "text" and v.value
    ]
    named = [(name, value) for name, value in others if name not in ("person", "organization")]
    return named[0][1] if len(named) == 1 else "; ".join(f"{name}: {value}" for name, value in named)
