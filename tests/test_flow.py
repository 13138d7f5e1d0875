"""Runs: repeated, interrupted, in any order, with any number of processes, over good inputs and bad."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from comity import flow
from comity.errors import LedgerError, OptionError
from comity.ledger import Ledger
from comity.ledger.folder import Folder
from tests.stories import Row, content, fill, outcomes, rows, story

COMITY = Path(sys.executable).with_name("comity")
ONE = flow.Options(jobs=1)
WIRE = (
    "SEOUL, June 10, 2004 - South Korea and Russia signed a fisheries agreement on Thursday after two years of "
    "talks. South Korean officials said that Russia would open its waters to forty boats. Russia's foreign ministry "
    "welcomed the agreement and called on South Korea to lend money for a harbour at Vladivostok. The two countries "
    "will meet again in Moscow in October to talk about gas, a railway and the return of fishermen.\n"
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {f"{n}.txt": story(n) for n in range(3)}
    return fill(tmp_path / "pages", files | {"empty.txt": b"", "noise.pdf": b"%PDF-1.4 \x00\xff\x01"})


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "a.ledger"


def files_of(folder: Path) -> dict[str, bytes]:
    found = (p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in found}


def without_coder(found: dict[str, list[Row]]) -> dict[str, list[Row]]:
    return {kind: [{**row, "coder": ""} for row in of_kind] for kind, of_kind in found.items()}


# Every input a row ------------------------------------------------------------------------------------------


def test_inputs_are_rows_with_bad_ones_among_them(pages: Path, ledger: Path) -> None:
    report = flow.code(pages, ledger, ONE)
    assert outcomes(ledger) == {
        "0.txt": "coded",
        "1.txt": "coded",
        "2.txt": "coded",
        "empty.txt": "no_text",
        "noise.pdf": "unreadable",
    }
    assert (report.read, report.known, report.unread) == (5, 0, 1)
    assert dict(report.outcomes) == {"coded": 3, "no_text": 1, "unreadable": 1}
    assert report.events == len(rows(ledger, "events")) > 0
    assert report.statements == len(rows(ledger, "statements")) > 0
    assert all(row["reason"] for row in rows(ledger, "documents") if row["outcome"] != "coded")


def test_records_are_rows(tmp_path: Path, ledger: Path) -> None:
    lines = [json.dumps({"id": f"r{n}", "text": story(n)}) for n in range(3)] + [
        "{",
        json.dumps({"id": "no"}),
    ]
    fill(tmp_path, {"records.jsonl": "\n".join(lines)})
    report = flow.code(tmp_path / "records.jsonl", ledger, ONE)
    assert report.read == len(outcomes(ledger)) == 5
    assert outcomes(ledger)["records.jsonl#r1"] == "coded"


def test_totals_are_those_of_the_folder(pages: Path, ledger: Path) -> None:
    report = flow.code(pages, ledger, ONE)
    kept = json.loads((ledger / "manifest.json").read_text())["totals"]
    assert kept == report.totals == Ledger(ledger).totals()


def test_the_ledger_itself_is_no_input(pages: Path) -> None:
    """`comity code . -o crisis.ledger`, twice."""
    ledger = pages / "crisis.ledger"
    flow.code(pages, ledger, ONE)
    before = content(ledger)
    flow.code(pages, ledger, ONE)
    assert content(ledger) == before
    assert len(before["documents"]) == 5


# Again ------------------------------------------------------------------------------------------------------


def test_a_second_run_changes_no_byte(pages: Path, ledger: Path) -> None:
    flow.code(pages, ledger, ONE)
    before = files_of(ledger)
    report = flow.code(pages, ledger, replace(ONE, date="1999"))
    assert (report.read, report.known, report.unread) == (5, 5, 1)
    assert not report.outcomes
    assert files_of(ledger) == before


def test_a_later_run_adds_what_is_new(pages: Path, ledger: Path) -> None:
    flow.code(pages, ledger, ONE)
    before = content(ledger)
    fill(pages, {"new.txt": story(9)})
    report = flow.code(pages, ledger, ONE)
    assert dict(report.outcomes) == {"coded": 1}
    assert [row for row in rows(ledger, "documents") if row["input"] != "new.txt"] == before["documents"]
    assert len(rows(ledger, "events")) > len(before["events"])


def test_any_order_of_inputs_gives_the_same(tmp_path: Path) -> None:
    folders = [
        fill(tmp_path / name, {f"{name}.txt": text})
        for name, text in (("a", WIRE), ("b", WIRE), ("c", story(3)))
    ]
    for name, order in (("one", folders), ("two", folders[::-1])):
        flow.code(order, tmp_path / f"{name}.ledger", ONE)
    assert content(tmp_path / "one.ledger") == content(tmp_path / "two.ledger")
    assert outcomes(tmp_path / "one.ledger") == {"a.txt": "coded", "b.txt": "duplicate", "c.txt": "coded"}


def test_one_run_or_several_give_the_same(pages: Path, tmp_path: Path) -> None:
    for path in sorted(pages.iterdir()):
        flow.code(path, tmp_path / "several.ledger", ONE)
    flow.code(pages, tmp_path / "one.ledger", ONE)
    assert content(tmp_path / "one.ledger") == content(tmp_path / "several.ledger")


# Copies -----------------------------------------------------------------------------------------------------


def record(name: str, day: str, text: str = WIRE) -> str:
    return json.dumps({"id": name, "published": day, "text": text})


def test_an_original_that_comes_later_takes_the_place_of_its_copy(tmp_path: Path, ledger: Path) -> None:
    late, early = record("late", "2004-06-12"), record("early", "2004-06-10")
    other = record("other", "2004-06-11", story(4))
    pages = fill(tmp_path / "pages", {"b.jsonl": f"{late}\n{other}\n"})
    flow.code(pages, ledger, ONE)
    assert outcomes(ledger) == {"b.jsonl#late": "coded", "b.jsonl#other": "coded"}
    first = {row["doc"] for row in rows(ledger, "events")}
    fill(pages, {"a.jsonl": f"{early}\n"})
    flow.code(pages, ledger, ONE)
    assert outcomes(ledger) == {
        "a.jsonl#early": "coded",
        "b.jsonl#late": "duplicate",
        "b.jsonl#other": "coded",
    }
    docs = {row["name"]: row["doc"] for row in rows(ledger, "documents")}
    assert next(r for r in rows(ledger, "documents") if r["name"] == "late")["duplicate_of"] == docs["early"]
    assert docs["late"] in first
    for kind in ("events", "statements", "parses"):
        assert {row["doc"] for row in rows(ledger, kind)} == {docs["early"], docs["other"]}
    flow.code(pages, tmp_path / "at-once.ledger", ONE)
    assert content(ledger) == content(tmp_path / "at-once.ledger")
    flow.recode(ledger, ONE)
    assert content(ledger) == content(tmp_path / "at-once.ledger")


# Coding again -----------------------------------------------------------------------------------------------

CODEBOOK = Path(flow.__file__).parents[1] / "data" / "codebooks" / "plover"


def test_recode_gives_the_same_records(pages: Path, ledger: Path) -> None:
    flow.code(pages, ledger, ONE)
    before = content(ledger)
    report = flow.recode(ledger, ONE)
    assert content(ledger) == before
    assert (report.events, report.statements) == (len(before["events"]), len(before["statements"]))


def changed_codebook(folder: Path) -> Path:
    """The built-in codebook with scores that nobody has."""
    for path in CODEBOOK.iterdir():
        text = path.read_text("utf-8")
        fill(
            folder, {path.name: re.sub(r"(\bscale: -?)", r"\g<1>3", text) if path.stem == "events" else text}
        )
    return folder


def test_a_changed_codebook_changes_the_records(pages: Path, ledger: Path, tmp_path: Path) -> None:
    flow.code(pages, ledger, ONE)
    before = content(ledger)
    flow.recode(ledger, replace(ONE, codebook=str(changed_codebook(tmp_path / "mine"))))
    changed = content(ledger)
    assert changed["documents"] == before["documents"]
    assert without_coder(changed)["events"] != without_coder(before)["events"]
    assert {row["coder"] for row in changed["events"]}.isdisjoint(row["coder"] for row in before["events"])
    flow.recode(ledger, ONE)
    assert content(ledger) == changed, "what is not said stays as it was"
    flow.recode(ledger, replace(ONE, codebook="plover"))
    assert content(ledger) == before


def test_what_another_codebook_coded_is_told(pages: Path, ledger: Path, tmp_path: Path) -> None:
    flow.code(pages, ledger, ONE)
    fill(pages, {"new.txt": story(9)})
    mine = str(changed_codebook(tmp_path / "mine"))
    assert "comity recode" in " ".join(flow.code(pages, ledger, replace(ONE, codebook=mine)).notes)


def test_recode_keeps_how_the_inputs_were_read(tmp_path: Path, ledger: Path) -> None:
    pages = fill(tmp_path / "pages", {"a.jsonl": json.dumps({"body": story(1)})})
    flow.code(pages, ledger, replace(ONE, date="2004", columns=(("text", "body"),)))
    before = (ledger / "manifest.json").read_text()
    flow.recode(ledger, ONE)
    assert (ledger / "manifest.json").read_text() == before


# What fails -------------------------------------------------------------------------------------------------


class Failing:
    """A room that fails on documents that speak of Japan."""

    def __init__(self, room: Any) -> None:
        self.room = room

    def __call__(self, document: Any, *more: Any, **options: Any) -> Any:
        if "Japan" in document.text:
            raise ZeroDivisionError("the room fell in")
        return self.room(document, *more, **options)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("clean", "cleaning failed"),
        ("detect", "cleaning failed"),
        ("mentions", "coding failed"),
        ("code", "coding failed"),
    ],
)
def test_a_room_that_fails_costs_one_document(
    monkeypatch: pytest.MonkeyPatch, pages: Path, ledger: Path, place: str, said: str
) -> None:
    fell = "Japan" in story(1) and "Japan" not in story(0) + story(2)
    assert fell
    break_room(monkeypatch, place)
    report = flow.code(pages, ledger, ONE)
    row = next(r for r in rows(ledger, "documents") if r["input"] == "1.txt")
    assert (row["outcome"], report.unread) == ("failed", 2)
    assert row["reason"] == f"{said}: ZeroDivisionError: the room fell in"
    assert [outcomes(ledger)[f"{n}.txt"] for n in (0, 2)] == ["coded", "coded"]


def break_room(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    from comity.actors.mentions import Resolver
    from comity.coding import Coder

    rooms = sys.modules["comity.flow.rooms"]
    if place == "clean":
        monkeypatch.setattr(rooms, "clean", Failing(rooms.clean))
    elif place == "detect":

        def detect(text: str) -> str:
            if "Japan" in text:
                raise ZeroDivisionError("the room fell in")
            return "en"

        monkeypatch.setattr(rooms, "detect", detect)
    else:
        home = Resolver if place == "mentions" else Coder
        room = getattr(home, place)
        monkeypatch.setattr(
            home, place, lambda self, d, *more: Failing(lambda *all: room(self, *all))(d, *more)
        )


def test_what_failed_is_coded_again_when_the_room_is_mended(
    pages: Path, ledger: Path, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        break_room(patch, "code")
        flow.code(pages, ledger, ONE)
    flow.recode(ledger, ONE)
    flow.code(pages, tmp_path / "whole.ledger", ONE)
    assert content(ledger) == content(tmp_path / "whole.ledger")


def test_a_parser_that_fails_on_one_document_costs_that_one(
    monkeypatch: pytest.MonkeyPatch, pages: Path, ledger: Path
) -> None:
    from comity.parse import Parser

    whole = Parser.parse

    def parse(self: Parser, documents: Any) -> Any:
        held = list(documents)
        if any("Japan" in d.text for d in held):
            raise IndexError("no such token")
        return whole(self, held)

    monkeypatch.setattr(Parser, "parse", parse)
    flow.code(pages, ledger, ONE)
    assert [outcomes(ledger)[f"{n}.txt"] for n in range(3)] == ["coded", "failed", "coded"]


@pytest.mark.parametrize(
    ("inputs", "options", "said"),
    [
        (["nowhere"], {}, "No file or folder 'nowhere'"),
        ([], {}, "there is no file in nothing"),
        (["pages"], {"codebook": "nobody's"}, "nobody's"),
    ],
)
def test_what_cannot_be_meant_leaves_no_ledger(
    pages: Path,
    ledger: Path,
    inputs: list[str],
    options: dict[str, Any],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(pages.parent)
    with pytest.raises(Exception, match=said):
        flow.code(inputs, ledger, replace(ONE, **options))
    assert not ledger.exists()


@pytest.mark.parametrize(
    "options", [{"date": "yesterday"}, {"date": "2010-13"}, {"jobs": 0}, {"actors": Path("nowhere")}]
)
def test_options_that_do_not_fit_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match="--"):
        flow.Options(**options)


def test_two_processes_on_one_ledger(pages: Path, ledger: Path) -> None:
    said = f"is being written by process {os.getpid()}; wait"
    with Folder(ledger).opened(), pytest.raises(LedgerError, match=said):
        flow.code(pages, ledger, ONE)
    flow.code(pages, ledger, ONE)


def test_a_folder_with_other_things_is_no_ledger(pages: Path) -> None:
    with pytest.raises(LedgerError, match="holds other things"):
        flow.code(pages / "0.txt", pages, ONE)


# Interrupted ------------------------------------------------------------------------------------------------


def test_what_is_not_finished_is_not_there(
    pages: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that stops before its journal is written has changed nothing; one that stops after, everything."""
    commits = 0

    def stop(self: Folder) -> None:
        nonlocal commits
        commits += 1
        raise KeyboardInterrupt

    for _ in range(3):  # reading, then coding, is cut off with its journal written but not acted on
        with monkeypatch.context() as patch:
            patch.setattr(Folder, "_redo", stop)
            with pytest.raises(KeyboardInterrupt):
                flow.code(pages, ledger, ONE)
        with monkeypatch.context() as patch:
            patch.setattr(Folder, "commit", lambda self, change: stop(self))
            with pytest.raises(KeyboardInterrupt):
                flow.code(pages, ledger, ONE)
    assert commits == 6
    flow.code(pages, ledger, ONE)
    flow.code(pages, ledger.with_name("b.ledger"), ONE)
    assert content(ledger) == content(ledger.with_name("b.ledger"))


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred small files, copies and bad ones among them, and a file of records."""
    files: dict[str, str | bytes] = {f"{n:03}.txt": story(n) for n in range(90)}
    files |= {f"copy-{n}.txt": story(n).replace("report", "story") for n in range(6)}
    files |= {
        "empty.txt": b"",
        "noise.pdf": b"%PDF-1.4 \x00\xff\x01",
        "spanish.txt": "El presidente habla de la paz. " * 9,
    }
    files["records.jsonl"] = "\n".join(json.dumps({"text": story(n)}) for n in range(100, 130))
    return fill(tmp_path_factory.mktemp("pile") / "pages", files)


@pytest.fixture(scope="module")
def undisturbed(pile: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = tmp_path_factory.mktemp("undisturbed") / "a.ledger"
    flow.code(pile, ledger, ONE)
    return ledger


@contextmanager
def started(pile: Path, ledger: Path, jobs: int = 2) -> Iterator[subprocess.Popen[str]]:
    command = [COMITY, "code", pile, "-o", ledger, "--jobs", str(jobs)]
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def finish(pile: Path, ledger: Path, jobs: int = 2) -> str:
    with started(pile, ledger, jobs) as process:
        out, err = process.communicate(timeout=300)
    assert process.returncode == 1, err  # noise.pdf
    return out


@pytest.mark.slow
def test_two_processes_give_what_one_gives(pile: Path, undisturbed: Path, ledger: Path) -> None:
    finish(pile, ledger, 2)
    assert content(ledger) == content(undisturbed)
    assert {"coded", "duplicate", "no_text", "unreadable", "not_supported_language"} == set(
        outcomes(ledger).values()
    )


@pytest.mark.slow
def test_killed_at_any_moment_the_same_command_ends_in_the_same_ledger(
    pile: Path, undisturbed: Path, ledger: Path
) -> None:
    chance, begun = random.Random(int(os.environ.get("COMITY_SEED", "7"))), time.monotonic()
    finish(pile, ledger.with_name("clock.ledger"))
    whole = time.monotonic() - begun
    for _ in range(6):
        with started(pile, ledger) as process:
            time.sleep(chance.uniform(0.2, whole))
            process.send_signal(signal.SIGKILL)
    finish(pile, ledger)
    assert content(ledger) == content(undisturbed)
    assert {p.name for p in ledger.iterdir() if p.name.startswith(".")} <= {".lock", ".signatures"}


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["at once", ".staging", "events"])
def test_ctrl_c_says_how_to_go_on(pile: Path, undisturbed: Path, ledger: Path, moment: str) -> None:
    """In a terminal, Ctrl-C reaches the command and all of its processes."""
    command = list(map(str, [COMITY, "code", pile, "-o", ledger, "--jobs", "2"]))
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        wait_for(ledger, moment)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert f"-o {ledger}" in err and "goes on" in err
    finish(pile, ledger)
    assert content(ledger) == content(undisturbed)


def wait_for(ledger: Path, moment: str) -> None:
    if moment == "at once":
        time.sleep(2.5)
        return
    while not any((ledger / moment).glob("*.parquet")):
        time.sleep(0.01)


@pytest.mark.slow
def test_a_second_command_on_a_ledger_waits_its_turn(pile: Path, ledger: Path) -> None:
    with started(pile, ledger) as process:
        wait_for(ledger, ".staging")
        done = subprocess.run([COMITY, "recode", ledger], capture_output=True, text=True)
        assert done.returncode == 2
        assert f"{ledger} is being written by process {process.pid}; wait" in done.stderr
