"""The command: what it prints where, what it says of slips, and its exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from comity import cli

STORY = (
    "The foreign minister of Norway said on Tuesday that his government would sign the treaty with Chile. "
    "Chile welcomed the decision, and the two countries agreed to meet in Oslo in May. "
    "Peru accused Bolivia of breaking the ceasefire.\n"
)
ESCAPE = "\x1b]0;pwned\x07\x1b[2J\u202e"


class Said(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["comity", *map(str, arguments)])
        try:
            cli.main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        return Said(status, *capfd.readouterr())

    return command


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from comity import flow

    folder = tmp_path_factory.mktemp("cli")
    (folder / "pages").mkdir()
    (folder / "pages" / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "pages" / "b.txt").write_bytes(b"%PDF-1.7 and no more")
    flow.code(folder / "pages", folder / "x.ledger", flow.Options(date="2010-09-14"))
    return folder / "x.ledger"


def test_a_run_prints_its_summary_and_tells_of_the_unreadable(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    assert run("code", tmp_path / "a.txt", "-o", tmp_path / "x.ledger", "--jobs", 1).status == 0
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 and no more")
    said = run("code", tmp_path / "*.*", "-o", tmp_path / "x.ledger", "--jobs", 1)
    assert said.status == 1
    assert "unreadable" in said.out
    assert "1 of them already in the ledger" in " ".join(said.out.split())
    assert said.err == ""


def test_columns_are_mapped(tmp_path: Path, run: Run) -> None:
    (tmp_path / "t.csv").write_text(f'key,when,body\nx1,2001-05-06,"{STORY.strip()}"\n')
    columns = ("--text-column", "body", "--date-column", "when", "--id-column", "key")
    assert run("code", tmp_path / "t.csv", "-o", tmp_path / "x.ledger", "--jobs", 1, *columns).status == 0
    (row,) = run("documents", tmp_path / "x.ledger").rows
    assert (row["input"], row["name"], row["published"], row["outcome"]) == (
        "t.csv#x1",
        "x1",
        "2001-05-06",
        "coded",
    )


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["events"], 3),
        (["events", "--actor", "PER"], 1),
        (["events", "--actor", "peru"], 1),
        (["events", "--between", "Bolivia", "PER"], 1),
        (["events", "--type", "accuse"], 1),
        (["events", "--actor", "JPN"], 0),  # a country that the ledger does not name
        (["events", "--limit", "1"], 1),
        (["documents", "--outcome", "unreadable"], 1),
    ],
)
def test_in_a_pipe_rows_are_json_lines(ledger: Path, run: Run, arguments: list[str], ids: int) -> None:
    said = run(arguments[0], ledger, *arguments[1:])
    assert said.status == 0, said.err
    assert len(said.rows) >= ids if ids > 1 else len(said.rows) == ids


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("evnts LEDGER", "Did you mean 'events'?"),
        ("events nowhere.ledger", "there is no ledger nowhere.ledger; make one with: comity code"),
        ("events LEDGER/manifest.json", "is a file, and a ledger is a folder"),
        ("events LEDGER/..", "is no ledger"),
        ("events LEDGER --type ACUSE", "did you mean ACCUSE?"),
        ("events LEDGER --actor Boliva", "Did you mean"),
        ("events LEDGER --actor XQX", "--actor: nobody in"),
        ("events LEDGER --since May", "--since 'May' is not a date: write 2010, 2010-09 or 2010-09-10"),
        ("documents LEDGER --outcome unreadble", "did you mean unreadable?"),
        ("why LEDGER nothing", "has no record 'nothing'"),
        ("why LEDGER a", "`comity why` explains the records"),
        ("export LEDGER --to xls", "--to 'xls' is no format that Comity writes; choose one of: jsonl"),
        ("export LEDGER -o nowhere/x.jsonl", "-o nowhere/x.jsonl: No such file or directory"),
        ("brief LEDGER Norwai CHL", "Did you mean Norway (NOR)"),
        ("code nowhere.html -o new.ledger", "No file or folder 'nowhere.html'"),
        ("code LEDGER/../pages/a.txt -o LEDGER/..", "holds other things and is no ledger"),
        ("code LEDGER/../pages/a.txt -o new.ledger --date May", "--date 'May' is not a date"),
        ("code LEDGER/../pages/a.txt -o new.ledger --codebook nowhere.yaml", "nowhere.yaml"),
        ("recode nowhere.ledger", "there is no ledger nowhere.ledger"),
        ("score records nowhere.jsonl --ledger LEDGER", "nowhere.jsonl cannot be read"),
    ],
)
def test_a_slip_is_said_in_one_line(
    ledger: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    heard = run(*arguments.replace("LEDGER", str(ledger)).split())
    assert heard.status == 2, heard
    assert said in heard.err
    assert "Traceback" not in heard.err
    assert heard.out == ""
    assert list(tmp_path.iterdir()) == []


def test_why_shows_the_sentence_and_the_reasons(ledger: Path, run: Run) -> None:
    (row,) = run("events", ledger, "--type", "ACCUSE").rows
    said = run("why", ledger, str(row["id"])[:10])
    assert said.status == 0, said.err
    for words in ("Peru accused Bolivia", "Who is meant", "“Peru” → Peru", str(row["rule"]), "confidence"):
        assert words in said.out


def test_export_writes_plain_records(ledger: Path, run: Run, tmp_path: Path) -> None:
    assert run("export", ledger, "--to", "jsonl", "-o", tmp_path / "x.jsonl").status == 0
    rows = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text("utf-8").splitlines()]
    assert {row["kind"] for row in rows} == {"event", "statement"}
    assert {row["doc"] for row in rows} == {"a"}
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)
    text = (ledger.parent / "pages" / "a.txt").read_text()
    assert all(text[row["start"] : row["end"]] == row["evidence"] for row in rows)
    assert all(isinstance(row["date"], str) and len(row["doc_id"]) == 24 for row in rows)
    assert run("export", ledger).out == (tmp_path / "x.jsonl").read_text("utf-8")


def test_actor_reads_json_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = '{"id": 1, "text": "Moscow", "date": "2010-09-01"}\n\n{"id": "x", "text": "Qwxyz", "date": ""}\n'
    monkeypatch.setattr(sys, "stdin", io.StringIO(asked))
    known, unknown = run("actor", "-").rows
    assert (known["id"], known["country"], known["sector"]) == (1, "RUS", "GOV")
    assert unknown["id"] == "x"
    assert set(unknown) == {"id", "name", "country", "sector", "sectors", "office", "confidence"}


@pytest.mark.parametrize("line", ["{", "[1]"])
def test_actor_says_which_line_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f'{{"id": 1, "text": "Oslo"}}\n{line}\n'))
    said = run("actor", "-")
    assert said.status == 2
    assert "line 2 is not" in said.err


def test_text_steers_no_terminal(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from comity import flow

    record = {"id": f"a{ESCAPE}", "title": f"Title {ESCAPE}", "text": STORY.replace("Oslo", f"Os{ESCAPE}lo")}
    (tmp_path / "a.jsonl").write_text(json.dumps(record))
    flow.code(tmp_path / "a.jsonl", tmp_path / "x.ledger")
    piped = [run(kind, tmp_path / "x.ledger") for kind in ("documents", "events", "statements")]
    event = str(piped[1].rows[0]["id"])
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "dumb")  # no colours of ours: whatever steers comes from the text
    shown = [run(kind, tmp_path / "x.ledger") for kind in ("documents", "events", "statements")]
    shown.append(run("why", tmp_path / "x.ledger", event))
    for said in (*piped, *shown):
        assert said.status == 0, said.err
        assert said.out
        assert not set(said.out) & set("\x1b\x07\x9b")
    assert not any("\u202e" in said.out for said in shown)


def test_a_reader_that_has_seen_enough_is_no_error(ledger: Path) -> None:
    comity = Path(sys.executable).with_name("comity")
    line = f"'{comity}' statements '{ledger}' | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True)
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["code", "--help"], ["score", "--help"]])
def test_help_and_version(run: Run, arguments: list[str]) -> None:
    said = run(*arguments)
    assert said.status == 0
    assert "comity" in said.out
