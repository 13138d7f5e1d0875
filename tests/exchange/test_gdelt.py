"""GDELT's events in a ledger, and a ledger's events as GDELT's."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from comity.exchange import EXPORTS, Text, codes, gdelt
from comity.exchange.intake import take_in
from comity.ledger import Ledger
from tests.exchange.rows import COLUMNS, dicts, event, imported, line, rows, sides, told, written

CARRIED = (
    "id", "doc", "date", "date_start", "event", "mode", "aux", "actor", "recipient", "context", "quad_code",
    "event_scale", "event_loc", "rule",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "form", "events", "comments"),
    [("gdelt_events1samp.tsv", "gdelt1", 46, 4), ("gdelt_events2samp.tsv", "gdelt2", 47, 3)],
)
def test_every_real_row_becomes_a_record(
    samples: Path, tmp_path: Path, name: str, form: str, events: int, comments: int
) -> None:
    report = take_in([samples / name], tmp_path / "a.ledger")
    ledger = Ledger(tmp_path / "a.ledger")
    assert (report.read, report.unread, report.unknown) == (50, 0, {})
    assert (len(rows(ledger, "events")), len(rows(ledger, "statements"))) == (events, comments)
    with (samples / name).open(encoding="utf-8", newline="") as lines:
        real = list(csv.DictReader(lines, delimiter="\t"))
    found = {row["rule"]: row for kind in ("events", "statements") for row in rows(ledger, kind)}
    assert found.keys() == {f"{form} {r['GLOBALEVENTID']} CAMEO {r['EventCode']}" for r in real}
    for r in real:
        record = found[f"{form} {r['GLOBALEVENTID']} CAMEO {r['EventCode']}"]
        assert record["date"].replace("-", "") == r["SQLDATE"][:10].replace("-", "")
        people = {
            e["text"] for side in ("actor", "recipient", "speaker", "about") for e in record.get(side) or ()
        }
        assert people == {r["Actor1Name"], r["Actor2Name"]} - {"nan"}
    assert {row["input"] for row in rows(ledger, "documents")} == {r["SOURCEURL"] for r in real}


@pytest.mark.parametrize(("name", "version"), [("gdelt_events1", "1"), ("gdelt_events2", "2")])
def test_the_columns_are_those_that_gdelt_documents(samples: Path, name: str, version: str) -> None:
    with (samples / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        documented = [row["name"] for row in csv.DictReader(lines)]
    assert [name.casefold() for name in gdelt.VERSIONS[version].columns] == [
        name.casefold() for name in documented
    ]


def test_goldsteins_scale_is_gdelts(samples: Path) -> None:
    for name in ("gdelt_events1samp.tsv", "gdelt_events2samp.tsv"):
        for row in csv.DictReader((samples / name).open(encoding="utf-8", newline=""), delimiter="\t"):
            code = codes.cameo()[row["EventCode"]]
            assert code.goldstein == float(row["GoldsteinScale"])
            assert gdelt.quad_class(code.code) == int(row["QuadClass"])


def test_an_event(tmp_path: Path) -> None:
    row = event(tmp_path, "gdelt2")
    assert sides(row) == [("PRESIDENT", "PER", ["GOV"]), ("Chile", "CHL", [])]
    assert row["recipient"][0]["text"] == "SANTIAGO"
    coded = ("COOPERATE", "", "", ["economic"], 2, 9.5)
    assert tuple(row[c] for c in ("event", "mode", "aux", "context", "quad_code", "event_scale")) == coded
    assert (row["date"], row["date_precision"], str(row["date_end"])) == ("2016-03-12", "day", "2016-03-12")
    place = {"name": "Arica, Arica y Parinacota, Chile", "country": "CHL", "lat": -18.475, "lon": -70.304}
    assert row["event_loc"] == place
    assert (row["evidence"], row["start"], row["end"], row["confidence"]) == ("", 0, 0, None)
    assert (row["rule"], row["coder"]) == ("gdelt2 700000001 CAMEO 061", "GDELT 2.0")


def test_its_document(tmp_path: Path) -> None:
    _, ledger = imported(tmp_path, "gdelt2", line("gdelt2"), line("gdelt2", GLOBALEVENTID="700000002"))
    (document,) = rows(ledger, "documents")
    assert {name: document[name] for name in ("input", "url", "publication", "published", "outcome", "text")} == {
        "input": "https://www.paper.example/a?b=1", "url": "https://www.paper.example/a?b=1",
        "publication": "paper.example", "published": "2016-03-13", "outcome": "imported", "text": "",
    }  # fmt: skip
    assert document["reason"] == "events of GDELT 2.0, without text" and document["sha256"] == ""


def test_without_an_address_a_day_is_a_document(tmp_path: Path) -> None:
    """Before April 2013 GDELT named no source; citations of what is not on the web are no addresses."""
    short = COLUMNS["gdelt1"][:-1]
    take_in(
        [written(tmp_path / "a", line("gdelt1", short), line("gdelt1", short, GLOBALEVENTID="2"))],
        tmp_path / "l",
    )
    (document,) = rows(Ledger(tmp_path / "l"), "documents")
    assert (document["input"], document["url"]) == ("gdelt1 2016-03-13", "")
    _, ledger = imported(tmp_path, "gdelt2", line("gdelt2", SOURCEURL="BBC Monitoring/x"))
    (document,) = rows(ledger, "documents")
    assert (document["input"], document["url"], document["publication"]) == ("BBC Monitoring/x", "", "")


WHO: list[tuple[dict[str, str], tuple[str, str, list[str]]]] = [
    ({"Code": "USA", "CountryCode": "USA", "Name": "CALIFORNIA"}, ("United States", "USA", [])),
    ({"Code": "ROM", "CountryCode": "ROM", "Name": "BUCHAREST"}, ("Romania", "ROU", [])),
    ({"Code": "EUR", "CountryCode": "EUR", "Name": "EUROPE"}, ("EUROPE", "", [])),
    ({"Code": "IGOUNO", "KnownGroupCode": "UNO", "Type1Code": "IGO", "Name": "UNITED NATIONS"}, ("UNITED NATIONS", "UNO", [])),
    ({"Code": "IGOEEC", "KnownGroupCode": "EEC", "Type1Code": "IGO", "Name": "BRUSSELS"}, ("BRUSSELS", "EUR", [])),
    ({"Code": "IGOWBK", "KnownGroupCode": "WBK", "Type1Code": "IGO", "Name": "WORLD BANK"}, ("WORLD BANK", "IGO", [])),
    ({"Code": "MNCUSAHLH", "CountryCode": "USA", "Type1Code": "MNC", "Type2Code": "HLH", "Name": "PHARMA"}, ("PHARMA", "USA", ["BUS", "MED"])),
    ({"Code": "IRQINSMED", "CountryCode": "IRQ", "Type1Code": "INS", "Type2Code": "MED", "Name": "RADIO"}, ("RADIO", "IRQ", ["REB", "JRN"])),
    ({"Code": "COP", "Type1Code": "COP", "Name": "POLICE"}, ("POLICE", "", ["COP"])),
    ({"Code": "RAD", "Type1Code": "RAD", "Name": "EXTREMIST"}, ("EXTREMIST", "", [])),
    ({"Code": "KUR", "EthnicCode": "kur"}, ("KUR", "", [])),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "who"), WHO)
def test_who_it_was(tmp_path: Path, cells: dict[str, str], who: tuple[str, str, list[str]]) -> None:
    blank = dict.fromkeys(("Code", "Name", "CountryCode", "Type1Code"), "")
    row = event(tmp_path, "gdelt2", **{f"Actor1{name}": cell for name, cell in (blank | cells).items()})
    assert sides(row)[0] == who


def test_nobody_is_still_an_event(tmp_path: Path) -> None:
    nobody = {
        f"{side}{n}": ""
        for side in ("Actor1", "Actor2")
        for n in ("Code", "Name", "CountryCode", "Type1Code")
    }
    row = event(
        tmp_path,
        "gdelt2",
        **nobody,
        ActionGeo_FullName="",
        ActionGeo_CountryCode="",
        ActionGeo_Lat="",
        ActionGeo_Long="",
    )
    assert (row["actor"], row["recipient"], row["event_loc"], row["event"]) == ([], [], None, "COOPERATE")


def test_who_hosts_a_visit_is_the_recipient(tmp_path: Path) -> None:
    visit, host = (
        event(tmp_path / "1", "gdelt2", EventCode="042"),
        event(tmp_path / "2", "gdelt2", EventCode="043"),
    )
    assert (visit["event"], visit["mode"], visit["actor"]) == (host["event"], host["mode"], host["recipient"])
    assert visit["recipient"] == host["actor"] != []


def test_comments_are_statements(tmp_path: Path) -> None:
    _, ledger = imported(tmp_path, "gdelt2", line("gdelt2", EventCode="012"))
    (row,) = rows(ledger, "statements")
    assert (row["act"], row["stance"], row["speaker"][0]["country"], row["about"][0]["country"]) == (
        "assess",
        -1,
        "PER",
        "CHL",
    )
    assert (row["proposition"], row["evidence"], row["confidence"], row["issue"]) == ("", "", None, [])
    assert rows(ledger, "events") == []


DATES = ["20160312", "2016-03-12", "2016-03-12T00:00:00.000000000", "2016-03-12 00:00:00", "20160312.0"]


@pytest.mark.parametrize("written_so", DATES)
def test_a_day_is_read_however_it_is_written(tmp_path: Path, written_so: str) -> None:
    assert event(tmp_path, "gdelt2", SQLDATE=written_so)["date"] == "2016-03-12"


def test_without_a_day_it_is_an_event_without_a_date(tmp_path: Path) -> None:
    row = event(tmp_path, "gdelt2", SQLDATE="")
    assert (row["date"], row["date_precision"], row["date_start"]) == ("", "none", None)


UNREAD = [
    ({"EventCode": "---"}, "it has no EventCode"),
    ({"EventCode": "X1"}, "EventCode X1 is no code of CAMEO"),
    ({"SQLDATE": "20160231"}, "SQLDATE 20160231 is no date"),
]


@pytest.mark.parametrize(("cells", "reason"), UNREAD)
def test_a_line_that_cannot_be_read_is_a_document_that_says_why(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    report, ledger = imported(tmp_path, "gdelt2", line("gdelt2", GLOBALEVENTID="1"), line("gdelt2", **cells))
    (lost,) = [row for row in rows(ledger, "documents") if row["outcome"] == "unreadable"]
    assert (lost["input"], lost["reason"]) == ("gdelt2.tsv#2", reason)
    assert (report.read, report.unread, report.events) == (2, 1, 1)


def test_words_that_no_table_knows_are_told(tmp_path: Path) -> None:
    odd = line("gdelt2", Actor1CountryCode="QQQ", Actor1Type1Code="ZZZ", ActionGeo_CountryCode="??")
    report, ledger = imported(
        tmp_path, "gdelt2", odd, line("gdelt2", GLOBALEVENTID="2", Actor1CountryCode="QQQ")
    )
    assert dict(report.unknown) == {
        ("CAMEO country", "QQQ"): 2,
        ("CAMEO role", "ZZZ"): 1,
        ("FIPS country", "??"): 1,
    }
    assert "no CAMEO country is known by these words, and it was left empty: 'QQQ' (2)" in report.notes
    assert len(rows(ledger, "events")) == 2


def test_places_off_the_earth_have_no_coordinates(tmp_path: Path) -> None:
    place = event(tmp_path, "gdelt2", ActionGeo_Lat="91", ActionGeo_Long="x")["event_loc"]
    assert (place["lat"], place["lon"], place["country"]) == (None, None, "CHL")


# Written


def exported(ledger: Ledger, path: Path, form: str = "gdelt") -> Path:
    with path.open("w", encoding="utf-8") as out:
        export = EXPORTS[form]
        assert isinstance(export, Text)
        number = export.write(ledger, out)
    assert number == len(path.read_text("utf-8").splitlines()) - (form != "gdelt")
    return path


def is_valid(row: dict[str, str]) -> None:
    """By GDELT's codebook, without Comity's help."""
    assert row["GLOBALEVENTID"].isdigit() and int(row["GLOBALEVENTID"]) < 2**52
    code = row["EventCode"]
    assert code in codes.cameo() and row["EventBaseCode"] == code[:3] and row["EventRootCode"] == code[:2]
    assert row["QuadClass"] in "1234" and -10 <= float(row["GoldsteinScale"]) <= 10
    assert row["SQLDATE"] == "" or (len(row["SQLDATE"]) == 8 and row["SQLDATE"].startswith(row["MonthYear"]))
    assert len(row["DATEADDED"]) == 14 and row["SOURCEURL"]
    for side in ("Actor1", "Actor2"):
        parts = [
            row[f"{side}{name}"]
            for name in ("CountryCode", "KnownGroupCode", "Type1Code", "Type2Code", "Type3Code")
        ]
        assert all(len(part) in (0, 3) for part in parts)
        assert sorted(row[f"{side}Code"]) == sorted("".join(parts))
    assert row["ActionGeo_Type"] in "012345" and len(row["ActionGeo_CountryCode"]) in (0, 2)


PLACED = (
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_Lat",
    "ActionGeo_Long",
)  # a statement has no place


def test_real_rows_go_out_as_they_came(samples: Path, tmp_path: Path) -> None:
    take_in([samples / "gdelt_events2samp.tsv"], tmp_path / "a.ledger")
    path = exported(Ledger(tmp_path / "a.ledger"), tmp_path / "out.csv")
    with (samples / "gdelt_events2samp.tsv").open(encoding="utf-8", newline="") as lines:
        real = {row["GLOBALEVENTID"]: row for row in csv.DictReader(lines, delimiter="\t")}
    kept = [
        "SQLDATE", "MonthYear", "Year", "FractionDate", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
        "SOURCEURL", *(f"{s}{n}" for s in ("Actor1", "Actor2") for n in ("Name", "CountryCode")),
        "ActionGeo_FullName", "ActionGeo_CountryCode", "ActionGeo_Lat", "ActionGeo_Long", "ActionGeo_Type",
        "GoldsteinScale",
    ]  # fmt: skip
    for row in dicts(path, COLUMNS["gdelt2"]):
        is_valid(row)
        was = real.pop(row["GLOBALEVENTID"])
        was |= dict.fromkeys(PLACED, "") | {"ActionGeo_Type": "0"} if row["EventRootCode"] == "01" else {}
        assert {name: row[name] for name in kept} == {name: was[name].replace("nan", "") for name in kept}
    assert not real
    again = take_in([path], tmp_path / "a.ledger")
    assert (again.read, again.known, again.events, again.statements) == (50, 50, 0, 0)
    take_in([path], tmp_path / "b.ledger")
    assert told(Ledger(tmp_path / "b.ledger"), *CARRIED) == told(Ledger(tmp_path / "a.ledger"), *CARRIED)


DAYS: list[tuple[str, dict[str, Any]]] = [
    (
        "2007-07-04",
        {"SQLDATE": "20070704", "MonthYear": "200707", "Year": "2007", "FractionDate": "2007.5041"},
    ),
    (
        "2016-03-12",
        {"SQLDATE": "20160312", "MonthYear": "201603", "Year": "2016", "FractionDate": "2016.1973"},
    ),
    ("", {}),
]


@pytest.mark.parametrize(("day", "columns"), DAYS)
def test_dates_are_written_in_four_ways(day: str, columns: dict[str, Any]) -> None:
    assert gdelt.date_columns(day) == columns
