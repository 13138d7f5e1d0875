"""Comity's events as other formats have them: pair by pair, with every other program able to read the file."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from comity.analyse.countries import names
from comity.exchange import EXPORTS, codes
from comity.exchange.dyads import RULE, usual_code, write_table
from comity.exchange.intake import take_in
from comity.ledger import Ledger
from comity.ledger.folder import Change, Folder
from comity.ledger.schema import document_row, event_row, statement_row
from comity.model import Entity, Event, Place
from tests.exchange.rows import COLUMNS, dicts, table
from tests.exchange.test_gdelt import exported, is_valid
from tests.handmade import KIM, PUTIN, document, entity, event, statement

KOREA, RUSSIA, JAPAN = entity("KOR"), entity("RUS"), entity("JPN")
HOSTILE = '=HYPERLINK("x")\t+1\r\n@sum\u2028-2'


def ledger_of(path: Path, events: Sequence[Event], **of_document: Any) -> Ledger:
    folder = Folder(path)
    source = document("one", url="https://a.example/1", **of_document)
    said = statement(KIM, "assess", 1, RUSSIA, "all is well")
    with folder.opened():
        put = [
            folder.write_rows(
                "events", "1", [event_row(replace(e, id=f"{n:020}")) for n, e in enumerate(events)]
            ),
            folder.write_rows("statements", "1", [statement_row(said)]),
            folder.write_rows("documents", "1", [document_row(source)]),
        ]
        folder.commit(Change(put=tuple(put)))
    return Ledger(path)


def pairs_of(path: Path, form: str, *events: Event) -> list[tuple[str, str, str]]:
    """Code, and the countries of each row that a format's file has for these events."""
    found = dicts(
        exported(ledger_of(path / "a.ledger", events), path / "out", form),
        COLUMNS["gdelt2"] if form == "gdelt" else (),
    )
    sides = {
        "gdelt": ("EventCode", "Actor1CountryCode", "Actor2CountryCode"),
        "icews": ("CAMEO Code", "Source Country", "Target Country"),
    }[form]
    return [(row[sides[0]], row[sides[1]][:3].upper(), row[sides[2]][:3].upper()) for row in found]


EXPANDED: list[tuple[Event, list[tuple[str, str, str]]]] = [
    (event("CONSULT", [KOREA, RUSSIA]), [("040", "KOR", "RUS"), ("040", "RUS", "KOR")]),
    (event("ACCUSE", [KOREA, JAPAN], RUSSIA, mode="allege"), [("112", "KOR", "RUS"), ("112", "JPN", "RUS")]),
    (event("AID", KOREA, [RUSSIA, JAPAN]), [("070", "KOR", "RUS"), ("070", "KOR", "JPN")]),
    (event("AGREE", KOREA), [("030", "KOR", "")]),
    (event("REQUEST", (), RUSSIA), [("100", "", "RUS")]),
    (event("CONSULT", KIM, PUTIN, mode="visit"), [("042", "KOR", "RUS")]),
    (event("AID", KOREA, RUSSIA, aux="historical"), [("070", "KOR", "RUS")]),
    (event("CONCEDE", KOREA, RUSSIA, aux="future"), [("035", "KOR", "RUS")]),
    *((event("AID", KOREA, RUSSIA, aux=aux), []) for aux in ("negated", "hypothetical", "future")),
]


@pytest.mark.parametrize(("deed", "expected"), EXPANDED)
def test_an_event_is_a_row_for_each_pair(
    tmp_path: Path, deed: Event, expected: list[tuple[str, str, str]]
) -> None:
    assert pairs_of(tmp_path, "gdelt", deed) == expected


def test_pairs_have_numbers_of_their_own(tmp_path: Path) -> None:
    ledger = ledger_of(
        tmp_path / "a.ledger", [event("CONSULT", [KOREA, RUSSIA, JAPAN]), event("AID", KOREA, RUSSIA)]
    )
    numbers = [row["GLOBALEVENTID"] for row in dicts(exported(ledger, tmp_path / "out"), COLUMNS["gdelt2"])]
    assert len(set(numbers)) == 7


BODIES = [
    (Entity("UN", "UNO"), ("IGOUNO", "", "UNO", "IGO", "")),
    (Entity("EU", "EUR", "GOV", ("GOV",)), ("IGOEECGOV", "", "EEC", "IGO", "GOV")),
    (Entity("NATO", "IGO", "MIL", ("MIL",)), ("IGOMIL", "", "", "IGO", "MIL")),
    (Entity("al-Qaeda", "IMG", "REB", ("REB",)), ("IMGREB", "", "", "IMG", "REB")),
    (Entity("Romanian police", "ROU", "COP", ("COP", "GOV")), ("ROMCOPGOV", "ROM", "", "COP", "GOV")),
    (Entity("analysts"), ("", "", "", "", "")),
]


@pytest.mark.parametrize(("who", "cells"), BODIES)
def test_gdelt_tells_who_it_is_in_parts(tmp_path: Path, who: Entity, cells: tuple[str, ...]) -> None:
    (row,) = dicts(
        exported(ledger_of(tmp_path / "a.ledger", [event("AID", who)]), tmp_path / "o"), COLUMNS["gdelt2"]
    )
    parts = ("Code", "CountryCode", "KnownGroupCode", "Type1Code", "Type2Code")
    assert tuple(row[f"Actor1{part}"] for part in parts) == cells
    assert row["Actor1Name"] == who.name.upper()


@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat"])
def test_a_hostile_name_stays_in_its_cell(tmp_path: Path, form: str) -> None:
    """Data stay exact; only what would end a cell or a line becomes a space."""
    who = Entity(HOSTILE, "KOR", text=HOSTILE)
    path = exported(
        ledger_of(tmp_path / "a.ledger", [event("AID", who, RUSSIA)], publication=HOSTILE),
        tmp_path / "o",
        form,
    )
    text = path.read_text("utf-8")
    assert len(text.splitlines()) == len(table(path)) == 1 + (form != "gdelt")
    name = {"gdelt": "Actor1Name", "icews": "Source Name", "polecat": "Actor Name"}[form]
    (row,) = dicts(path, COLUMNS["gdelt2"] if form == "gdelt" else ())
    assert row[name].lower() == '=hyperlink("x") +1  @sum -2'


def test_dates_as_precise_as_known_become_their_first_day(tmp_path: Path) -> None:
    deeds = [event("AID", KOREA, RUSSIA, date=day) for day in ("2001-02-27", "2001-02", "2001", "")]
    found = dicts(exported(ledger_of(tmp_path / "a.ledger", deeds), tmp_path / "o"), COLUMNS["gdelt2"])
    assert [row["SQLDATE"] for row in found] == ["20010227", "20010201", "20010101", ""]


def test_an_empty_ledger_is_a_header_alone(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "a.ledger", [])
    assert [
        len(table(exported(ledger, tmp_path / form, form))) for form in ("gdelt", "icews", "polecat")
    ] == [0, 1, 1]


def test_a_cell_that_is_not_there_is_empty(tmp_path: Path) -> None:
    with (tmp_path / "t").open("w") as out:
        assert write_table(out, ("a", "b"), [{"b": 1}]) == 1
    assert (tmp_path / "t").read_text() == "a\tb\n\t1\n"


# Any events at all

CATEGORIES = [key for key in codes.plover() if not key[2]]
STATES = [
    code
    for code in names()
    if len(codes.actor_back("cameo", country=code) + codes.actor_back("group", country=code)) == 0
]
WORDS = st.from_regex(r"[A-Z][a-zé']{2,8}( [A-Z][a-z]{1,6})?", fullmatch=True)
ENTITIES = st.builds(
    lambda name, country, sectors: Entity(name, country, (sectors or ("",))[0], tuple(sectors), text=name),
    WORDS, st.sampled_from([*STATES, ""]), st.lists(st.sampled_from(["COP", "GOV", "MIL", "LEG", "BUS", "JRN", "REF"]), max_size=3, unique=True),
)  # fmt: skip
DAYS = st.dates(min_value=date(1900, 1, 1)).map(str)
PLACES = st.none() | st.builds(
    Place, WORDS, st.sampled_from(STATES), st.floats(-90, 90).map(lambda x: round(x, 5)), st.floats(-180, 180).map(lambda x: round(x, 5))
)  # fmt: skip


@st.composite
def deeds(draw: Any) -> Event:
    category, mode, _ = draw(st.sampled_from(CATEGORIES))
    known = codes.plover()[category, mode, ""]
    day = draw(DAYS)
    made = event(
        category, draw(ENTITIES), draw(ENTITIES), day, evidence="", mode=mode, quad_code=known.quad, event_scale=known.scale,
        event_loc=draw(PLACES), context=(), confidence=None,
    )  # fmt: skip
    return replace(made, date_start=day, date_end=day)


def carried(ledger: Ledger, form: str) -> pl.DataFrame:
    """Of events that have one party on each side what a format can carry."""
    rows = []
    for row in ledger.rows("events"):
        (actor,), (recipient,) = row["actor"], row["recipient"]
        sides = [
            (e["text"].upper() if form == "gdelt" else e["name"], e["country"], sorted(e["sectors"]))
            for e in (actor, recipient)
        ]
        place = row["event_loc"]
        where = (place["name"], place["country"], place["lat"], place["lon"]) if place else None
        came = RULE.fullmatch(row["rule"])
        code = (row["event"], row["mode"]) if form == "polecat" else came[3] if came else usual_code(row)[0]  # type: ignore[index]
        rows.append((row["date"], str(code), str(sides), str(where)))
    return pl.DataFrame(rows, orient="row").sort(pl.all())


@pytest.mark.slow
@pytest.mark.parametrize("form", ["gdelt", "icews", "polecat"])
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate]
)
@given(made=st.lists(deeds(), min_size=1, max_size=6))
def test_what_goes_out_comes_back(form: str, made: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before = ledger_of(Path(folder) / "a.ledger", made)
        path = exported(before, Path(folder) / "out", form)
        if form == "gdelt":
            for row in dicts(path, COLUMNS["gdelt2"]):
                is_valid(row)
        report = take_in([path], Path(folder) / "b.ledger", {"gdelt": "gdelt2"}.get(form, form))
        assert report.unread == 0 and not report.unknown
        assert carried(Ledger(Path(folder) / "b.ledger"), form).rows() == carried(before, form).rows()


def test_every_export_is_named(tmp_path: Path) -> None:
    assert {"jsonl", "polecat", "icews", "gdelt"} <= EXPORTS.keys()
