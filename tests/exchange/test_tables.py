"""Flat tables as CSV, Parquet and DuckDB, read back by the programs that people use."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from comity.exchange import EXPORTS, tables
from comity.ledger import FLAT, Ledger, write_database

from .conftest import PAGE, SAID, STATEMENTS


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def folder(ledger: Ledger, tmp_path: Path) -> Path:
    assert tables.write_csv(ledger, tmp_path) == tables.write_parquet(ledger, tmp_path) == 6
    return tmp_path


def test_several_entities_stand_in_a_cell_in_the_same_order_in_each_column(folder: Path) -> None:
    event = cells(folder / "events.csv")[1]
    assert event["actor_name"] == "Kim Dae-jung; analysts"
    assert event["actor_country"] == "KOR; "
    assert event["actor_office"] == "President; "
    assert event["actor_identifier_id"] == event["recipient_name"] == ""  # where nobody has one
    assert (event["event_loc_name"], event["event_loc_lat"]) == ("Seoul", "37.5")


def test_lists_and_evidence(folder: Path) -> None:
    event = cells(folder / "events.csv")[0]
    assert event["context"] == "energy; legal"
    assert (
        PAGE.text[int(event["evidence_start"]) : int(event["evidence_end"])] == event["evidence"] == SAID[0]
    )
    assert (event["doc"], event["document"], event["published"]) == ("one", "one", "2001-02")
    assert [row["id"] for row in cells(folder / "statements.csv")] == [s.id for s in STATEMENTS]


@pytest.mark.parametrize(
    ("table", "column", "text", "cell"),
    [
        ("events", "evidence", SAID[3], "'" + SAID[3]),
        ("events", "publication", "@Daily", "'@Daily"),
        ("documents", "title", PAGE.title, "'" + PAGE.title),
        ("statements", "proposition", "-1 + 1", "'-1 + 1"),
        ("statements", "stance", -1, "-1"),  # a number is no text
        ("documents", "text", PAGE.text, PAGE.text),  # of several lines, with quotation marks
    ],
)
def test_a_formula_is_text_in_a_spreadsheet_and_as_it_is_in_parquet(
    folder: Path, table: str, column: str, text: object, cell: str
) -> None:
    assert cell in [row[column] for row in cells(folder / f"{table}.csv")]
    assert text in pl.read_parquet(folder / f"{table}.parquet")[column].to_list()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_takes_for_a_formula(start: str) -> None:
    import pyarrow as pa

    column = pa.array([f"{start}1", f"a{start}1", "", None])
    assert tables.quoted(column).to_pylist() == [f"'{start}1", f"a{start}1", "", None]


def test_parquet_keeps_types_and_csv_says_the_same(folder: Path) -> None:
    events = pl.read_parquet(folder / "events.parquet")
    assert events.schema["date_start"] == pl.Date
    assert events.schema["quad_code"].is_integer() and events.schema["event_scale"].is_float()
    assert pl.read_parquet(folder / "statements.parquet").schema["quote"] == pl.Boolean
    plain = pl.read_csv(folder / "events.csv")
    for column in ("id", "quad_code", "event_scale", "confidence", "event_loc_lat", "evidence_end"):
        assert plain[column].to_list() == events[column].to_list()


@pytest.mark.parametrize("kind", FLAT)
def test_names_of_columns_are_legal_in_r_and_stata(ledger: Ledger, kind: str) -> None:
    names = ledger.flat(kind).schema.names
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name) for name in names)


def test_a_database_has_the_tables_as_they_are_and_flat(ledger: Ledger, tmp_path: Path) -> None:
    assert write_database(ledger, tmp_path / "made.duckdb") == 6
    moved = (tmp_path / "made.duckdb").rename(tmp_path / "it's moved.duckdb")
    with duckdb.connect(str(moved), read_only=True) as database:
        for kind in FLAT:
            assert database.sql(f"SELECT * FROM {kind}").pl().equals(getattr(ledger, kind)())
            assert database.sql(f"SELECT * FROM {kind}_flat").pl().equals(pl.DataFrame(ledger.flat(kind)))
        found = database.sql("SELECT actor[1].name FROM events WHERE event = 'CONSULT'").fetchall()
    assert found == [("Kim Dae-jung",)]


def test_older_programs_read_the_database(ledger: Ledger, tmp_path: Path) -> None:
    write_database(ledger, tmp_path / "made.duckdb")
    with duckdb.connect(str(tmp_path / "made.duckdb"), read_only=True) as database:
        (tags,) = database.sql("SELECT tags FROM duckdb_databases() WHERE database_name = 'made'").fetchall()[
            0
        ]
    assert "v1.0.0" in str(tags)


def test_an_empty_ledger_gives_empty_tables(empty: Ledger, tmp_path: Path) -> None:
    assert tables.write_csv(empty, tmp_path) == tables.write_parquet(empty, tmp_path) == 0
    assert write_database(empty, tmp_path / "empty.duckdb") == 0
    assert cells(tmp_path / "events.csv") == []
    assert "actor_name" in pl.read_parquet(tmp_path / "events.parquet").columns


def test_every_format_is_told_by_the_command() -> None:
    import typer.main

    from comity.cli import app

    command: Any = typer.main.get_command(app)
    told = next(p.help for p in command.commands["export"].params if p.name == "to")
    assert [name for name in EXPORTS if name not in re.findall(r"\w+", told)] == []
