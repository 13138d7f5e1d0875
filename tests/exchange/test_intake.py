"""Files into a ledger, and what every command makes of it."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from comity import flow
from comity.errors import OptionError
from comity.exchange import IMPORTS, intake, sheets
from comity.exchange.intake import take_in
from comity.exchange.lines import chunks
from comity.ledger import Ledger
from tests.exchange.rows import header, imported, line, rows, told, written
from tests.exchange.test_gdelt import CARRIED

MANY = [line("gdelt2", GLOBALEVENTID=str(n), SOURCEURL=f"https://a.example/{n // 3}") for n in range(100)]


def test_parts_of_a_file_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path / "a", *MANY[:60], "cut", *MANY[60:])
    take_in([file], tmp_path / "once")
    monkeypatch.setattr(sheets, "chunks", partial(chunks, block=2000))
    report = take_in([file], tmp_path / "bits")
    once, bits = Ledger(tmp_path / "once"), Ledger(tmp_path / "bits")
    assert len(bits.folder.parts("events")) > 5
    assert told(bits, *CARRIED) == told(once, *CARRIED) and rows(bits, "documents") == rows(once, "documents")
    assert (report.read, report.events, report.unread) == (101, 100, 1)
    assert report.outcomes == Counter(imported=34, unreadable=1)


def test_files_that_overlap_add_what_is_new(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a", *MANY[:70]), written(tmp_path / "b", *MANY[30:])
    take_in([first], tmp_path / "l")
    report = take_in([second, first], tmp_path / "l")
    assert (report.read, report.known, report.events) == (140, 110, 30)
    assert len(rows(Ledger(tmp_path / "l"), "documents")) == 34


def test_several_formats_lie_side_by_side(tmp_path: Path) -> None:
    files = [
        written(tmp_path / form, header(form), line(form))
        for form in ("gdelt1", "gdelt2", "icews", "polecat")
    ]
    report = take_in(files, tmp_path / "l")
    assert report.notes == [f"{path} is read as {path.name}" for path in files]
    assert {row["coder"] for row in rows(Ledger(tmp_path / "l"), "events")} == {
        "GDELT 1.0",
        "GDELT 2.0",
        "ICEWS",
        "POLECAT",
    }
    manifest = json.loads((tmp_path / "l" / "manifest.json").read_text("utf-8"))
    assert manifest["totals"]["events"] == 4 and "coder" not in manifest


@pytest.mark.parametrize("form", [form for form in IMPORTS if form != "dna"])
def test_an_empty_file_is_nothing(tmp_path: Path, form: str) -> None:
    report = take_in([written(tmp_path / "a")], tmp_path / "l", form)
    assert (report.read, report.events) == (0, 0) and Ledger(tmp_path / "l").totals()["documents"] == 0


def test_a_database_of_dna_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no SQLite file"):
        take_in([written(tmp_path / "a")], tmp_path / "l", "dna")


def test_a_database_of_dna_is_known_by_its_bytes(tmp_path: Path, dna_sample: Path) -> None:
    report = take_in([dna_sample], tmp_path / "l")
    assert (report.read, report.statements, report.unread) == (41, 41, 0)
    assert Ledger(tmp_path / "l").totals()["outcomes"] == {"imported": 7}
    assert take_in([dna_sample], tmp_path / "l").known == 41


def test_a_ledger_is_not_made_for_a_slip(tmp_path: Path) -> None:
    good = written(tmp_path / "a", *MANY)
    for files, form in (([good, tmp_path / "b"], "gdelt2"), ([good], "icews"), ([good], "icewz")):
        with pytest.raises(OptionError):
            take_in(files, tmp_path / "l", form)
    assert not (tmp_path / "l").exists()


def test_it_tells_how_it_goes_on(tmp_path: Path) -> None:
    steps: list[int] = []
    take_in(
        [written(tmp_path / "a", *MANY)],
        tmp_path / "l",
        "gdelt2",
        advance=lambda lines, counts: steps.append(lines),
    )
    assert sum(steps) == 100


def test_of_many_words_some_are_told() -> None:
    report = intake.Report()
    report.unknown.update({("country", f"Land {n}"): 10 - n for n in range(8)})
    report.note()
    assert report.notes == [
        "no country is known by these words, and it was left empty: "
        "'Land 0' (10), 'Land 1' (9), 'Land 2' (8), 'Land 3' (7), 'Land 4' (6) and 3 more"
    ]


# What is coded here and what was coded elsewhere, in one ledger


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(
        "Norway signed a trade agreement with Chile on Tuesday.\n", encoding="utf-8"
    )
    flow.code(tmp_path / "a.txt", tmp_path / "a.ledger", flow.Options(coder="patterns"))
    imported(tmp_path, "gdelt2", *MANY[:5], line("gdelt2", GLOBALEVENTID="900", EventCode="013"))
    return tmp_path / "a.ledger"


def test_coding_again_keeps_what_was_imported(mixed: Path) -> None:
    before = {kind: rows(Ledger(mixed), kind) for kind in ("documents", "events", "statements")}
    report = flow.recode(mixed)
    assert {kind: rows(Ledger(mixed), kind) for kind in before} == before
    assert report.notes == ["records of 3 imported documents are kept: nothing here coded them"]
    coders = Counter(row["coder"].split()[0] for row in before["events"])
    assert coders["GDELT"] == 5 and coders["comity"] >= 1


def test_coding_again_keeps_what_was_imported_in_parts_put_together(mixed: Path) -> None:
    """Another tool may have made one part of all, under the name that the coded part has."""
    ledger = Ledger(mixed)
    before = {kind: rows(ledger, kind) for kind in ("documents", "events", "statements")}
    (parse,) = ledger.folder.parts("parses")
    with ledger.folder.opened():
        for kind in before:
            whole = ledger.arrow(kind)
            for part in ledger.folder.parts(kind):
                part.unlink()
            ledger.folder.write(kind, "x", whole)
            (ledger.folder.temporary(kind, "x")).rename(mixed / kind / parse.name)
    assert {kind: rows(ledger, kind) for kind in before} == before
    flow.recode(mixed)
    assert {kind: rows(Ledger(mixed), kind) for kind in before} == before


def test_more_documents_are_coded_beside_what_was_imported(mixed: Path, tmp_path: Path) -> None:
    before = len(rows(Ledger(mixed), "events"))
    (tmp_path / "b.txt").write_text("Peru accused Bolivia of breaking the ceasefire.\n", encoding="utf-8")
    report = flow.code(tmp_path / "b.txt", mixed, flow.Options(coder="patterns"))
    assert len(rows(Ledger(mixed), "events")) == before + report.events > before
