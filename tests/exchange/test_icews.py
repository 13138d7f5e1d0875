"""ICEWS in a ledger, and a ledger's events as ICEWS."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.exchange import codes
from comity.exchange.intake import take_in
from comity.ledger import Ledger
from tests.exchange.rows import COLUMNS, ICEWS, dicts, event, imported, line, rows, sides, table, told
from tests.exchange.test_gdelt import CARRIED, exported


def test_an_event(tmp_path: Path) -> None:
    row = event(tmp_path, "icews")
    assert sides(row) == [("Foreign Ministry (Kenya)", "KEN", ["GOV"]), ("Uganda", "UGA", [])]
    assert (row["event"], row["mode"], row["quad_code"], row["event_scale"], row["date"]) == (
        "ACCUSE",
        "disapprove",
        3,
        -2.0,
        "2015-05-01",
    )
    assert row["event_loc"] == {"name": "Kisumu", "country": "KEN", "lat": -0.1, "lon": 34.75}
    assert (row["rule"], row["coder"], row["confidence"]) == ("icews 30001 CAMEO 111", "ICEWS", None)


def test_a_story_is_a_document(tmp_path: Path) -> None:
    lines = line("icews"), line("icews", Event_ID="30002"), line("icews", Event_ID="30003", Story_ID="9002")
    _, ledger = imported(tmp_path, "icews", *lines)
    documents = [(row["input"], row["publication"], row["published"]) for row in rows(ledger, "documents")]
    assert documents == [
        ("icews story 9001", "The Lake Gazette", ""),
        ("icews story 9002", "The Lake Gazette", ""),
    ]


def test_an_id_is_of_its_day(tmp_path: Path) -> None:
    """ICEWS gives an id again on other days; the same line twice is one event."""
    lines = line("icews"), line("icews", Event_Date="2015-05-02"), line("icews")
    report, ledger = imported(tmp_path, "icews", *lines)
    assert len(rows(ledger, "events")) == 2 and (report.read, report.known) == (3, 1)


SECTORS = [
    ("Government,Police", ["COP", "GOV"]),
    ("Social,General Population / Civilian / Social", ["CVL"]),
    ("Protestors / Popular Opposition / Mobs,Dissident", ["CVL", "OPP"]),
    ("Parties,(National) Major Party,Center Left,Ideological", ["PTY"]),
    ("Executive,Executive Office,Government", ["GOV"]),
    ("Unidentified Forces", ["UAF"]),
    ("", []),
]


@pytest.mark.parametrize(("words", "sectors"), SECTORS)
def test_sectors_have_no_order_but_what_is_not_simply_government_leads(
    tmp_path: Path, words: str, sectors: list[str]
) -> None:
    row = event(tmp_path, "icews", Source_Sectors=words)
    assert row["actor"][0]["sectors"] == sectors and row["actor"][0]["sector"] == (sectors or [""])[0]


def test_a_body_of_no_state(tmp_path: Path) -> None:
    words = "Global,International Government Organization,Global Defense / Security IGOs"
    row = event(tmp_path, "icews", Source_Name="NATO", Source_Sectors=words, Source_Country="")
    assert sides(row)[0] == ("NATO", "IGO", [])


CELLS = [
    ({"CAMEO_Code": "13y"}, ("THREATEN", "", "2015-05-01")),
    ({"CAMEO_Code": "42"}, ("CONSULT", "visit", "2015-05-01")),
    ({"CAMEO_Code": "0841"}, ("RETREAT", "release", "2015-05-01")),
    ({"CAMEO_Code": "116"}, ("SANCTION", "convict", "2015-05-01")),
    ({"Event_Date": "05/31/2015"}, ("ACCUSE", "disapprove", "2015-05-31")),
]


@pytest.mark.parametrize(("cells", "coded"), CELLS)
def test_codes_and_days_as_files_have_them(
    tmp_path: Path, cells: dict[str, str], coded: tuple[str, ...]
) -> None:
    row = event(tmp_path, "icews", **cells)
    assert (row["event"], row["mode"], row["date"]) == coded


def test_sectors_that_no_table_knows_are_told(tmp_path: Path) -> None:
    report, _ = imported(
        tmp_path, "icews", line("icews", Source_Sectors="Government,Wizards", Country="Atlantis")
    )
    assert dict(report.unknown) == {("ICEWS sector", "Wizards"): 1, ("country", "Atlantis"): 1}


def test_it_goes_out_as_it_came(tmp_path: Path) -> None:
    lines = [
        line("icews"), line("icews", Event_ID="2", CAMEO_Code="043", Source_Name="Kenya", Source_Sectors=""),
        line("icews", Event_ID="3", CAMEO_Code="012"), line("icews", Event_ID="4", Story_ID="", City="", Province=""),
    ]  # fmt: skip
    _, ledger = imported(tmp_path, "icews", *lines)
    path = exported(ledger, tmp_path / "out.tab", "icews")
    assert table(path)[0] == list(COLUMNS["icews"])
    found = {row["Event ID"]: row for row in dicts(path)}
    changed = {"Source Sectors": "Government", "Sentence Number": "", "Province": ""}
    assert found["30001"] == ICEWS | changed
    assert (found["2"]["CAMEO Code"], found["2"]["Source Name"], found["2"]["Event Text"]) == (
        "043",
        "Kenya",
        "Host a visit",
    )
    assert (found["3"]["CAMEO Code"], found["4"]["City"], found["4"]["Country"]) == ("012", "", "Kenya")
    assert all(row["CAMEO Code"] in codes.cameo() for row in found.values())
    take_in([path], tmp_path / "b.ledger")
    assert told(Ledger(tmp_path / "b.ledger"), *CARRIED) == told(ledger, *CARRIED)
