"""Databases of the Discourse Network Analyzer: DNA's own sample, what is written, what comes back, what is refused."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from comity.analyse import networks
from comity.analyse.countries import country_called, country_name, names
from comity.analyse.vocabulary import table
from comity.errors import InputError
from comity.exchange import dna
from comity.exchange.dna import reading, writing
from comity.exchange.dna.offsets import from_utf16, to_utf16
from comity.exchange.dna.reading import Value
from comity.ledger import Ledger
from comity.model import Coded, Entity, Statement

from .conftest import LOOSE, PAGE, SAID, STATEMENTS


@pytest.fixture
def made(ledger: Ledger, tmp_path: Path) -> Path:
    assert dna.write(ledger, tmp_path / "it's #1.dna") == 6
    return tmp_path / "it's #1.dna"


def rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def statements(path: Path) -> list[Statement]:
    return [s for coded in dna.read(path) for s in coded.statements]


# DNA's own sample -------------------------------------------------------------------------------------------


def test_the_sample_is_read_whole(dna_sample: Path) -> None:
    found = list(dna.read(dna_sample))
    assert (len(found), sum(len(c.statements) for c in found)) == (7, 41)
    for coded in found:
        assert coded.document.text and coded.document.title and coded.document.published.startswith("2005-")
        for s in coded.statements:
            assert s.evidence == coded.document.text[s.start : s.end] != ""
            assert s.doc == coded.document.doc
    assert len({s.id for c in found for s in c.statements}) == 41
    told = [(s.stance, bool(s.speaker)) for c in found for s in c.statements]
    assert {pair: told.count(pair) for pair in set(told)} == {(1, True): 29, (-1, True): 11, (0, False): 1}


def test_a_statement_of_the_sample(dna_sample: Path) -> None:
    first = min(statements(dna_sample), key=lambda s: s.date)
    said = next(s for s in statements(dna_sample) if s.rule == "DNA statement 10 by Coder 1")
    assert (said.speaker[0].name, said.speaker[0].office, said.speaker[0].country) == (
        "George Voinovich",
        "Senate",
        "",
    )
    assert (said.proposition, said.stance, said.act) == (
        "There should be legislation to regulate emissions.",
        1,
        "assess",
    )
    assert (said.issue, said.coder, said.date) == ((), "DNA 3", "2005-02-02")
    assert first.proposition.startswith("This is a note.")  # of the type Annotation


def schema(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, sql in rows(path, "SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        found[name] = {
            p: rows(path, f"PRAGMA {p}({name})") for p in ("table_info", "foreign_key_list", "index_list")
        }
        found[name]["sql"] = "".join(sql.split())
        for _, index, *_ in found[name]["index_list"]:
            found[index] = rows(path, f"PRAGMA index_info({index})")
    return found


def test_the_schema_is_that_of_the_sample(dna_sample: Path, made: Path) -> None:
    assert schema(made) == schema(dna_sample)


@pytest.mark.parametrize("table", ["SETTINGS", "STATEMENTTYPES", "VARIABLES", "ATTRIBUTEVARIABLES"])
def test_what_a_new_database_holds_is_what_the_sample_has(dna_sample: Path, made: Path, table: str) -> None:
    query = f"SELECT * FROM {table} ORDER BY 1"
    assert rows(made, query) == rows(dna_sample, query)


# Written ----------------------------------------------------------------------------------------------------

TOLD = """SELECT d.ID AS Document, p.Value AS Person, o.Value AS Organization, c.Value AS Concept, b.Value AS Agreement
  FROM STATEMENTS s
  JOIN DOCUMENTS d ON d.ID = s.DocumentId JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 4
  JOIN DATASHORTTEXT x ON x.StatementId = s.ID AND x.VariableId = 1 JOIN ENTITIES p ON p.ID = x.Entity
  JOIN DATASHORTTEXT y ON y.StatementId = s.ID AND y.VariableId = 2 JOIN ENTITIES o ON o.ID = y.Entity
  JOIN DATASHORTTEXT z ON z.StatementId = s.ID AND z.VariableId = 3 JOIN ENTITIES c ON c.ID = z.Entity"""


def test_a_statement_is_written_for_each_speaker_and_concept(made: Path) -> None:
    told = [tuple(row[1:]) for row in rows(made, TOLD)]
    assert [(*row[:2], row[2].split(":")[0], row[3]) for row in told] == [
        ("Kim Dae-jung", "South Korea", "energy", 1),
        ("", "Russia", "economic", 0),
        ("", "Russia", "trade_investment", 0),
        ("Ivan Ivanov", "Russia", "economic", 0),
        ("Ivan Ivanov", "Russia", "trade_investment", 0),
        ("analysts", "", "", 1),
    ]


def test_a_database_holds_together(made: Path) -> None:
    assert rows(made, "PRAGMA integrity_check") == [("ok",)]
    assert rows(made, "PRAGMA foreign_key_check") == []
    entities, attributes = (rows(made, f"SELECT * FROM {t}") for t in ("ENTITIES", "ATTRIBUTEVALUES"))
    assert len(attributes) == 3 * len(entities)
    assert rows(made, "SELECT DISTINCT c.Name FROM STATEMENTS s JOIN CODERS c ON c.ID = s.Coder") == [
        ("Comity",)
    ]


def test_documents_are_those_with_a_text_of_their_own(made: Path) -> None:
    found = rows(made, "SELECT Title, Text, Source, Date, Notes FROM DOCUMENTS")
    assert found == [
        (PAGE.title, PAGE.text, "@Daily", 980985600, "one.html"),  # 2001-02-01
        ("three", LOOSE.text, "The Daily", 0, "three.html"),
    ]


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("1970-01-02", 1),
        ("1971", 365),
        ("1970-02", 31),
        ("1969-12-31", -1),
        ("", 0),
        ("soon", 0),
        ("1970-13", 0),
    ],
)
def test_a_date_is_its_first_day_in_seconds(date: str, days: int) -> None:
    assert writing.seconds(date) == days * 24 * 60 * 60


def test_positions_are_javas(made: Path) -> None:
    text = PAGE.text.encode("utf-16-le")
    found = rows(made, "SELECT DISTINCT Start, Stop FROM STATEMENTS ORDER BY 1")
    assert [text[2 * a : 2 * b].decode("utf-16-le") for a, b in found] == [SAID[0], SAID[1], SAID[3]]


def test_coders_have_the_password_that_is_told(made: Path) -> None:
    for (kept,) in rows(made, "SELECT Password FROM CODERS"):
        salt, digest = base64.b64decode(kept)[:16], base64.b64decode(kept)[16:]
        tried = hashlib.sha256(salt + b"comity").digest()
        for _ in range(99_999):
            tried = hashlib.sha256(tried).digest()
        assert tried == digest


def test_names_that_are_too_long_are_cut(tmp_path: Path) -> None:
    from tests.handmade import Handmade, document, placed, statement, written

    page = document("one", "Gas is good.", title="T" * 300, publication="P\0" * 300)
    said = placed(statement(Entity("N" * 300), "call", 1, (), "w" * 300, evidence="Gas is good."), page)
    dna.write(written(tmp_path / "a.ledger", Handmade((), (said,), (page,))), tmp_path / "a.dna")
    assert len(rows(tmp_path / "a.dna", TOLD)[0][1]) == 190
    assert rows(tmp_path / "a.dna", "SELECT Source FROM DOCUMENTS") == [("P" * 190,)]


def test_an_empty_ledger_gives_an_empty_database(empty: Ledger, tmp_path: Path) -> None:
    assert dna.write(empty, tmp_path / "a.dna") == 0
    assert list(dna.read(tmp_path / "a.dna")) == []


# There and back ---------------------------------------------------------------------------------------------


def test_what_dna_carries_comes_back(made: Path) -> None:
    page, loose = dna.read(made)
    for coded, document in ((page, PAGE), (loose, LOOSE)):
        assert coded.document.text == document.text
        assert coded.document.title == (document.title or document.name)
        assert coded.document.publication == document.publication
    assert (page.document.published, loose.document.published) == ("2001-02-01", "")
    sided = [s for s in STATEMENTS if s.stance]
    expected = {
        (speaker.name, speaker.country, s.stance, issue, s.evidence, s.start, s.end)
        for s in sided
        for speaker in s.speaker
        for issue in s.issue or ("",)
    }
    assert expected == {
        (s.speaker[0].name, s.speaker[0].country, s.stance, "".join(s.issue), s.evidence, s.start, s.end)
        for s in page.statements
    }
    assert {e.sector for s in page.statements for e in s.speaker if e.name == "Ivan Ivanov"} == {"EDU"}


def test_the_network_is_the_same_from_what_is_read(ledger: Ledger, made: Path) -> None:
    before = networks.network(networks.stands(ledger.each_statement()), "affiliation")
    after = networks.network(networks.stands(statements(made)), "affiliation")
    assert sorted(before.edges(data="weight")) == sorted(after.edges(data="weight"))


def same_network(ledger: Ledger, database: Path) -> int:
    """DNA's two-mode network of what is on an issue, counted once a document, is Comity's; gives its number of edges."""
    counted = rows(
        database,
        f"""SELECT Organization, Concept, count(*) FROM (SELECT DISTINCT Document, Organization, Concept, Agreement FROM ({TOLD}))
        WHERE Organization <> '' AND Concept <> '' GROUP BY 1, 2""",
    )
    graph = networks.network(networks.stands(ledger.each_statement(), on="concept"), "affiliation")
    edges = {(country_name(e["source"]), e["target"], e["weight"]) for e in networks.edges(graph)}
    issues = [(o, c, weight) for o, c, weight in counted if c.partition(":")[0] in table("labels")["issues"]]
    assert edges == {(organization, f"# {concept}", weight) for organization, concept, weight in issues}
    return len(edges)


def test_the_network_that_dna_builds_is_the_same(ledger: Ledger, made: Path) -> None:
    assert same_network(ledger, made) == 3


@pytest.mark.slow
def test_the_network_that_dna_builds_of_the_examples_is_the_same(
    example_ledger: Path, tmp_path: Path
) -> None:
    book = Ledger(example_ledger)
    dna.write(book, tmp_path / "examples.dna")
    assert same_network(book, tmp_path / "examples.dna") > 50


def test_what_is_read_twice_has_the_same_ids(made: Path) -> None:
    assert list(dna.read(made)) == list(dna.read(made))


@pytest.mark.parametrize("code", names())
def test_a_country_comes_back_by_its_name(code: str) -> None:
    assert country_called(country_name(code)) == code


@pytest.mark.parametrize("text", ["", "plain", "a😀b", "😀😀", "\uffff😀\u00e9"])
def test_positions_there_and_back(text: str) -> None:
    there, back = to_utf16(text), from_utf16(text)
    for at in range(len(text) + 1):
        assert there(at) == len(text[:at].encode("utf-16-le")) // 2
        assert back(there(at)) == at


def test_a_position_within_a_character_is_its_start() -> None:
    assert [from_utf16("a😀b")(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


# Other databases --------------------------------------------------------------------------------------------


@pytest.fixture
def other(made: Path) -> Iterator[sqlite3.Connection]:
    """The database, open for what other people might do to it."""
    with closing(sqlite3.connect(made, isolation_level=None)) as database:
        yield database


def only(made: Path, statement: int) -> Statement:
    return next(s for s in statements(made) if s.rule.startswith(f"DNA statement {statement} "))


def test_another_type_of_statement(made: Path, other: sqlite3.Connection) -> None:
    other.executescript("""
        INSERT INTO STATEMENTS VALUES (100, 2, 1, 0, 4, 1);
        INSERT INTO ENTITIES VALUES (100, 6, 'farmers', 0, 0, 0, NULL), (101, 9, 'the mayor', 0, 0, 0, NULL);
        INSERT INTO DATASHORTTEXT VALUES (100, 100, 9, 101), (101, 100, 6, 100);
        INSERT INTO VARIABLES VALUES (20, 'won', 'boolean', 2), (21, 'size', 'integer', 2);
        INSERT INTO DATABOOLEAN VALUES (100, 100, 20, 0);
        INSERT INTO DATAINTEGER VALUES (100, 100, 21, 7);
    """)
    said = only(made, 100)
    assert (said.stance, said.speaker, said.proposition) == (-1, (), "victim: farmers; hero: the mayor")


def test_an_agreement_on_a_scale(made: Path, other: sqlite3.Connection) -> None:
    other.executescript("""
        UPDATE VARIABLES SET DataType = 'integer' WHERE ID = 4;
        INSERT INTO DATAINTEGER SELECT * FROM DATABOOLEAN; DELETE FROM DATABOOLEAN;
        UPDATE DATAINTEGER SET Value = -3 WHERE StatementId = 1; UPDATE DATAINTEGER SET Value = 0 WHERE StatementId = 2;
    """)
    assert [only(made, number).stance for number in (1, 2, 6)] == [-1, 0, 1]


@pytest.mark.parametrize(
    ("person", "organization", "speaker"),
    [
        ("Ada Lo", "The Gambia", Entity("Ada Lo", "GMB")),
        ("Ada Lo", "CAN", Entity("Ada Lo", office="CAN")),  # a climate network, and no country's name
        ("Ada Lo", "Senate", Entity("Ada Lo", office="Senate")),
        ("", "Republic of Korea", Entity("Republic of Korea", "KOR")),
        ("", "Senate", Entity("Senate")),
        ("France", "", Entity("France", "FRA")),
    ],
)
def test_speakers_are_persons_or_else_organizations(person: str, organization: str, speaker: Entity) -> None:
    values = [
        [Value(name, "text", text, "")] for name, text in (("person", person), ("organization", organization))
    ]
    assert list(reading.speakers(*values)) == [speaker]


@pytest.mark.parametrize(
    ("concept", "kind", "found"),
    [
        ("Energy", "", ["energy"]),
        ("trade investment", "", ["trade_investment"]),
        ("energy prices", "", []),
        ("prices", "energy", ["energy"]),
        ("energy", "energy", ["energy"]),
    ],
)
def test_issues_are_those_that_comity_knows(concept: str, kind: str, found: list[str]) -> None:
    assert reading.issues([Value("concept", "text", concept, kind)]) == found


def test_roles_of_dna_3_1(made: Path, other: sqlite3.Connection) -> None:
    other.executescript("""
        CREATE TABLE ROLES (ID INTEGER PRIMARY KEY, RoleName TEXT, StatementTypeId INTEGER);
        CREATE TABLE ROLEVARIABLELINKS (ID INTEGER PRIMARY KEY, RoleId INTEGER, VariableId INTEGER);
        INSERT INTO ROLES SELECT 10 + ID, Variable, StatementTypeId FROM VARIABLES;
        INSERT INTO ROLEVARIABLELINKS SELECT 20 + ID, 10 + ID, ID FROM VARIABLES;
        UPDATE SETTINGS SET Value = '3.1.0' WHERE Property = 'version';
    """)
    for kind in ("DATABOOLEAN", "DATAINTEGER", "DATASHORTTEXT", "DATALONGTEXT"):
        value = "Entity" if kind == "DATASHORTTEXT" else "Value"
        other.executescript(f"""
            CREATE TABLE {kind}31 AS SELECT ID, StatementId, 20 + VariableId AS RoleVariableLinkId, {value} FROM {kind};
            DROP TABLE {kind}; ALTER TABLE {kind}31 RENAME TO {kind};
        """)
    other.execute(  # a second speaker
        "INSERT INTO DATASHORTTEXT SELECT 900, 1, 21, ID FROM ENTITIES WHERE Value = 'Ivan Ivanov'"
    )
    said = only(made, 1)
    assert [e.name for e in said.speaker] == ["Kim Dae-jung", "Ivan Ivanov"]
    assert (said.stance, said.issue) == (1, ("energy",))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE STATEMENTS SET Stop = 999999, Start = 5",
        "UPDATE DATASHORTTEXT SET Entity = 9999",
        "UPDATE DATABOOLEAN SET VariableId = 77",
        "UPDATE DOCUMENTS SET Date = 'soon'",
        "UPDATE DOCUMENTS SET Date = 9000000000000000",
        "UPDATE DOCUMENTS SET Title = x'ff00', Text = x'ff'",
        "UPDATE ENTITIES SET Value = CAST(ID AS BLOB)",
        "DELETE FROM CODERS",
        "DELETE FROM SETTINGS",
        "ALTER TABLE DOCUMENTS DROP COLUMN Source",
    ],
)
def test_damage_loses_no_more_than_what_is_damaged(
    made: Path, other: sqlite3.Connection, damage: str
) -> None:
    other.execute(damage)
    found: list[Coded] = list(dna.read(made))
    assert (len(found), sum(len(c.statements) for c in found)) == (2, 6)
    for coded in found:
        assert all(s.evidence == coded.document.text[s.start : s.end] for s in coded.statements)


def refused(path: Path) -> str:
    with pytest.raises(InputError) as error:
        list(dna.read(path))
    return str(error.value)


def test_what_is_no_such_database(made: Path, other: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "old.dna").write_text("<?xml version='1.0'?><discourse/>")
    (tmp_path / "none.dna").write_bytes(b"")
    other.execute("UPDATE SETTINGS SET Value = '2.0 beta 25' WHERE Property = 'version'")
    assert "is a database of DNA 2.0 beta 25" in refused(made)
    assert "file is not a database" in refused(tmp_path / "old.dna")
    assert "no such table: SETTINGS" in refused(tmp_path / "none.dna")
    assert "there is no such file" in refused(tmp_path / "nowhere.dna")
    assert "there is no such file" in refused(tmp_path)


def test_reading_changes_nothing(made: Path) -> None:
    before = made.read_bytes()
    list(dna.read(made))
    assert made.read_bytes() == before
    assert [p.name for p in made.parent.iterdir()] == [made.name]
