"""POLECAT in a ledger, and a ledger's events as POLECAT."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from comity.exchange.intake import take_in
from comity.ledger import Ledger
from tests.exchange.rows import (
    COLUMNS,
    POLECAT,
    dicts,
    event,
    header,
    imported,
    line,
    rows,
    sides,
    table,
    told,
    written,
)
from tests.exchange.test_gdelt import CARRIED, exported


def test_an_event_with_all_its_parties(tmp_path: Path) -> None:
    row = event(tmp_path, "polecat")
    people = [
        (e["name"], e["country"], e["sectors"], e["office"], e["text"], e["identifier_id"])
        for e in row["actor"]
    ]
    assert people == [
        ("Ana Lopez", "PER", ["GOV", "LEG"], "Minister", "Lopez", "Q42"),
        ("Peru", "PER", [], "", "Lima", ""),
    ]
    assert sides(row)[1] == ("Japan", "JPN", [])
    coded = ("CONSULT", "visit", ["diplomatic", "economic"], 1, 4.0, "2018-01-01")
    assert tuple(row[c] for c in ("event", "mode", "context", "quad_code", "event_scale", "date")) == coded
    assert row["event_loc"] == {"name": "Tokyo", "country": "JPN", "lat": 35.7, "lon": 139.7}
    assert (row["rule"], row["coder"]) == ("polecat 20180101-0001-abc_1 CONSULT/visit", "POLECAT")


def test_a_source_and_its_day_are_a_document(tmp_path: Path) -> None:
    _, ledger = imported(
        tmp_path, "polecat", line("polecat"), line("polecat", Event_ID="20180101-0001-abc_2")
    )
    (row,) = rows(ledger, "documents")
    assert tuple(row[c] for c in ("input", "publication", "published", "published_from", "language")) == (
        "polecat Daily Wave 2018-01-02", "Daily Wave", "2018-01-02", "metadata", "en"
    )  # fmt: skip


CELLS: list[tuple[dict[str, str], dict[str, Any]]] = [
    ({"Event_Type": "assault", "Event_Mode": "firearms; explosives", "Intensity": "", "Quad_Code": ""},
     {"event": "ASSAULT", "mode": "firearms", "event_scale": -9.0, "quad_code": 4}),
    ({"Event_Type": "COERCE", "Event_Mode": "Martial Law", "Intensity": "-7.5", "Quad_Code": "MATERIAL CONFLICT"},
     {"mode": "martial-law", "event_scale": -7.5, "quad_code": 4}),
    ({"Event_Mode": "None", "Intensity": "None", "Contexts": "None"}, {"mode": "", "event_scale": 2.5, "context": []}),
    ({"Contexts": "natural resource; pro-democracy"}, {"context": ["natural_resource", "pro_democracy"]}),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "expected"), CELLS)
def test_what_it_was(tmp_path: Path, cells: dict[str, str], expected: dict[str, Any]) -> None:
    row = event(tmp_path, "polecat", **cells)
    assert {name: row[name] for name in expected} == expected


PARTIES: list[tuple[dict[str, str], list[tuple[str, str]]]] = [
    ({"Actor_Name": "A; B; C", "Actor_Country": "Peru; None; Chile"}, [("A", "PER"), ("B", ""), ("C", "CHL")]),
    ({"Actor_Name": "A; B", "Actor_Country": "Peru"}, [("A", "PER"), ("B", "PER")]),
    ({"Actor_Name": "A; B", "Actor_Country": "Peru; Chile; Cuba"}, [("A", ""), ("B", "")]),
    ({"Actor_Name": "None", "Actor_Name_Raw": "workers; rebels", "Actor_Country": "Peru; Peru"}, [("workers", "PER"), ("rebels", "PER")]),
    ({"Actor_Name": "None", "Actor_Name_Raw": "None", "Actor_Country": "None"}, []),
    ({"Actor_Name": "Zed", "Actor_Name_Raw": "Zed", "Actor_Country": "Iran|Iraq"}, [("Zed", "IRN")]),
    ({"Actor_Name": "UN", "Actor_Name_Raw": "UN", "Actor_Country": "United Nations"}, [("UN", "UNO")]),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "who"), PARTIES)
def test_parties_stand_between_semicolons(
    tmp_path: Path, cells: dict[str, str], who: list[tuple[str, str]]
) -> None:
    blank = dict.fromkeys(
        ("Actor_Name_Raw", "Primary_Actor_Sector", "Actor_Sectors", "Actor_Title", "Wikipedia_Actor_ID"),
        "None",
    )
    row = event(tmp_path, "polecat", **(blank | cells))
    assert [(e["name"], e["country"]) for e in row["actor"]] == who


def test_published_files_are_read_with_their_slips(tmp_path: Path) -> None:
    """Names in the header that no row has, tabs too many at the end, Latin-1, the score by another name."""
    titles = header("polecat").replace("Intensity", "Event Intensity")
    (tmp_path / "a.txt").write_bytes(
        f"{titles}\tHeadline\tEvent Text\n{line('polecat', Actor_Name='José; Peru')}\n".encode("latin-1")
        + f"{line('polecat', Event_ID='20180101-0001-abc_3', Actor_Name='José; Peru')}\n".encode()
    )
    tabs = written(
        tmp_path / "b.txt", header("polecat") + "\t\t", line("polecat", Event_ID="20180101-9-b_1") + "\t\t"
    )
    early = tuple(c for c in COLUMNS["polecat"] if c != "Intensity")
    old = written(tmp_path / "c.txt", "\t".join(early), line("polecat", early, Event_ID="20180101-9-c_1"))
    report = take_in([tmp_path / "a.txt", tabs, old], tmp_path / "l", "polecat")
    found = rows(Ledger(tmp_path / "l"), "events")
    assert (report.read, report.unread) == (4, 0)
    assert [row["actor"][0]["name"] for row in found].count("José") == 2
    assert {row["event_scale"] for row in found} == {4.0}


def test_a_category_that_plover_lacks_is_told(tmp_path: Path) -> None:
    report, ledger = imported(tmp_path, "polecat", line("polecat"), line("polecat", Event_Type="YIELD"))
    (lost,) = [row for row in rows(ledger, "documents") if row["outcome"] == "unreadable"]
    assert (lost["reason"], report.unread) == ("Event Type YIELD is no category of PLOVER", 1)


def test_it_goes_out_as_it_came(tmp_path: Path) -> None:
    nobody = {n.replace(" ", "_"): "None" for n in COLUMNS["polecat"] if "Recipient" in n}
    lines = (
        line("polecat"),
        line(
            "polecat",
            Event_ID="20180101-2-b_1",
            Event_Type="AID",
            Event_Mode="None",
            Intensity="10.0",
            Quad_Code="MATERIAL COOPERATION",
            **nobody,
        ),
    )
    _, ledger = imported(tmp_path, "polecat", *lines)
    path = exported(ledger, tmp_path / "out.txt", "polecat")
    assert table(path)[0] == list(COLUMNS["polecat"])
    first, second = sorted(dicts(path), key=lambda row: row["Event ID"])
    lost = (
        "Actor COW",
        "Recipient COW",
        "City",
        "Province",
        "GeoNames ID",
        "Raw Placename",
        "Feature Type",
        "Version",
    )
    assert first == POLECAT | dict.fromkeys(lost, "None") | {"Wikipedia Actor ID": "Q42; None"}
    assert (second["Recipient Name"], second["Quad Code"], second["Event Mode"]) == (
        "None",
        "MATERIAL COOPERATION",
        "None",
    )
    take_in([path], tmp_path / "b.ledger")
    assert told(Ledger(tmp_path / "b.ledger"), *CARRIED) == told(ledger, *CARRIED)
