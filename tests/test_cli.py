"""The command as people use it and as scripts do: tables and lines, filters, slips of the pen, statuses."""

from __future__ import annotations

import json
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Sequence
from fcntl import ioctl
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from comity import cli, flow
from comity.errors import OptionError
from comity.exchange import EXPORTS, Folder
from tests.exchange.rows import line, written
from tests.stories import fill, story

COMITY = Path(sys.executable).with_name("comity")
HOSTILE = "\x1b[2J\x1b]0;owned\x07 =cmd()|' /C calc'!A0 \u202egnp <script>alert(1)</script>"
COMMANDS = (
    "code",
    "recode",
    "documents",
    "events",
    "statements",
    "why",
    "brief",
    "import",
    "export",
    "actor",
    "actors",
    "score",
    "codebook",
    "train",
    "positions",
    "networks",
    "projects",
)


class Done(NamedTuple):
    status: int
    out: str
    err: str


Comity = Callable[..., Done]


@pytest.fixture
def comity(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Comity:
    """The command in this process: arguments in, status and what was printed out."""

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["comity", *map(str, arguments)])
        capsys.readouterr()
        status: Any = 0
        try:
            cli.main()
        except SystemExit as end:
            status = end.code or 0
        return Done(int(status), *capsys.readouterr())

    return run


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    hostile = {"id": "evil", "title": HOSTILE, "published": "2004-06-01", "text": story(9)}
    files: dict[str, str | bytes] = {f"{n}.txt": story(n) for n in range(8)}
    files |= {"noise.pdf": b"%PDF-1.4 \x00\xff", "copy.txt": story(1), "evil.jsonl": json.dumps(hostile)}
    flow.code(fill(folder / "pages", files), folder / "a.ledger", flow.Options(jobs=1))
    return folder / "a.ledger"


def lines(done: Done) -> list[dict[str, Any]]:
    assert (done.status, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def on_a_terminal(arguments: Sequence[str | Path], columns: int = 80) -> str:
    """What a terminal of that width is sent."""
    parent, child = pty.openpty()
    ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    with subprocess.Popen(
        [COMITY, *arguments], stdin=child, stdout=child, stderr=child, env=environment
    ) as process:
        os.close(child)
        shown = b""
        while True:
            try:
                shown += os.read(parent, 65536)
            except OSError:  # the other end is closed
                break
    os.close(parent)
    assert process.returncode == 0
    return shown.decode()


# Help -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        (),
        *((name,) for name in COMMANDS),
        ("score", "records"),
        ("score", "relations"),
        ("codebook", "check"),
    ],
)
def test_every_command_has_help(comity: Comity, command: tuple[str, ...]) -> None:
    done = comity(*command, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: comity {' '.join(command)}".rstrip())
    assert len(done.out) > 150


def test_help_names_every_command(comity: Comity) -> None:
    assert all(name in comity("--help").out for name in COMMANDS)


def test_the_version(comity: Comity) -> None:
    assert comity("--version").out.startswith("comity 0.")


# Lists ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "field"), [("documents", "outcome"), ("events", "actor"), ("statements", "speaker")]
)
def test_json_lines_in_a_pipe(comity: Comity, ledger: Path, kind: str, field: str) -> None:
    found = lines(comity(kind, ledger))
    assert found and all(field in row for row in found)
    assert len(lines(comity(kind, ledger, "--limit", "1"))) == 1


FILTERS: list[tuple[str, tuple[str, ...], Callable[[dict[str, Any]], bool]]] = [
    ("events", ("--type", "request"), lambda r: r["event"] == "REQUEST"),
    ("events", ("--actor", "JPN"), lambda r: "JPN" in [e["country"] for e in r["actor"]]),
    ("events", ("--actor", "Japan"), lambda r: "JPN" in [e["country"] for e in r["actor"]]),
    ("events", ("--recipient", "Peru"), lambda r: "PER" in [e["country"] for e in r["recipient"]]),
    (
        "events",
        ("--since", "2004-06-02", "--until", "2004-06"),
        lambda r: "2004-06-02" <= r["date"] < "2004-07",
    ),
    ("events", ("--until", "2004-06-01"), lambda r: "" < r["date"] <= "2004-06-01"),
    ("statements", ("--type", "call"), lambda r: r["act"] == "call"),
    ("statements", ("--speaker", "PER"), lambda r: "PER" in [e["country"] for e in r["speaker"]]),
    ("documents", ("--outcome", "duplicate"), lambda r: r["outcome"] == "duplicate"),
    ("documents", ("--since", "2004-06-02"), lambda r: r["published"] >= "2004-06-02"),
]


@pytest.mark.parametrize(
    ("kind", "asked", "fits"), FILTERS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_filter_lets_through_what_fits_and_all_of_it(
    comity: Comity, ledger: Path, kind: str, asked: tuple[str, ...], fits: Callable[[dict[str, Any]], bool]
) -> None:
    every, found = lines(comity(kind, ledger)), lines(comity(kind, ledger, *asked))
    assert found == [row for row in every if fits(row)]
    assert 0 < len(found) < len(every)


def test_between_takes_both_directions_and_joint_acts(comity: Comity, ledger: Path) -> None:
    found = lines(comity("events", ledger, "--between", "JPN", "PER"))
    assert found == lines(comity("events", ledger, "--between", "Peru", "Japan")) != []
    for row in found:
        assert {"JPN", "PER"} <= {e["country"] for e in row["actor"] + row["recipient"]}


def test_an_outcome_that_did_not_come_up_is_an_empty_list(comity: Comity, ledger: Path) -> None:
    assert lines(comity("documents", ledger, "--outcome", "too_large")) == []


@pytest.mark.parametrize(
    ("kind", "columns"), [("documents", 80), ("events", 80), ("statements", 80), ("events", 160)]
)
def test_a_table_on_a_terminal(ledger: Path, kind: str, columns: int, comity: Comity) -> None:
    shown = on_a_terminal([kind, ledger], columns)
    found = lines(comity(kind, ledger))
    assert f"{len(found)} {kind}" in shown
    for row in found:
        assert row["doc" if kind == "documents" else "id"][:8] in shown


def test_export_writes_every_record_in_document_order(comity: Comity, ledger: Path, tmp_path: Path) -> None:
    found = lines(comity("export", ledger))
    number = sum(len(lines(comity(kind, ledger))) for kind in ("events", "statements"))
    assert len(found) == number
    assert {row["doc"] for row in found} <= {*map(str, range(8)), "evil", "copy"}
    done = comity("export", ledger, "--to", "jsonl", "-o", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_text("utf-8") == comity("export", ledger).out
    assert f"{number} records" in done.err


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_replaces_an_earlier_one_and_nothing_else(
    comity: Comity, ledger: Path, tmp_path: Path, form: str
) -> None:
    several = isinstance(EXPORTS[form], Folder)
    out = tmp_path / ("out" if several else "out.file")
    for _ in range(2):
        done = comity("export", ledger, "--to", form, "-o", out)
        assert done.status == 0 and f"records to {out}" in done.err
        if several:
            (out / "mine.txt").write_text("kept")
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    if several:
        assert sorted(p.stem for p in out.iterdir()) == ["documents", "events", "mine", "statements"]


@pytest.mark.parametrize("form", EXPORTS)
def test_an_export_that_fails_leaves_the_earlier_one(
    comity: Comity, ledger: Path, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    comity("export", ledger, "--to", form, "-o", out)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    export = EXPORTS[form]

    def half(book: Any, place: Any) -> int:
        export.write(book, place)
        raise OptionError("the disk is full")

    monkeypatch.setitem(EXPORTS, form, type(export)(half))
    assert "the disk is full" in comity("export", ledger, "--to", form, "-o", out).err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_an_export_into_a_pipe(ledger: Path) -> None:
    line = f"{COMITY} export {ledger} -o /dev/stdout | head -c 1"
    assert subprocess.run(["bash", "-c", line], capture_output=True, text=True).stdout == "{"


# Why --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["events", "statements"])
def test_why_shows_the_evidence_and_what_decided(comity: Comity, ledger: Path, kind: str) -> None:
    for row in lines(comity(kind, ledger)):
        done = comity("why", ledger, row["id"][:10])
        shown = " ".join(done.out.split())
        assert done.status == 0
        assert " ".join(row["evidence"].split()) in shown
        assert row["rule"] in shown and row["id"] in shown and row["coder"] in shown


def test_why_names_the_copies_of_its_document(comity: Comity, ledger: Path) -> None:
    copied = next(d for d in lines(comity("documents", ledger)) if d["outcome"] == "duplicate")
    event = next(e for e in lines(comity("events", ledger)) if e["doc"] == copied["duplicate_of"])
    assert copied["input"] in comity("why", ledger, event["id"]).out


# Slips ------------------------------------------------------------------------------------------------------

SLIPS: list[tuple[tuple[str, ...], str]] = [
    (("evnts", "LEDGER"), "Did you mean 'events'"),
    (("score", "recods"), "Did you mean 'records'"),
    (("codebook", "chek"), "Did you mean 'check'"),
    (("events", "LEDGER", "--tpye", "AID"), "--type"),
    (("events",), "Missing argument 'LEDGER'"),
    (("code", "README.md"), "Missing option '-o'"),
    (("events", "LEDGER", "--limit", "many"), "--limit"),
    (("events", "LEDGER", "--limit", "0"), "--limit"),
    (("events", "LEDGER", "--between", "KOR"), "--between"),
    (("events", "LEDGER", "--type", "CONSLT"), "did you mean CONSULT?"),
    (("statements", "LEDGER", "--type", "critcise"), "did you mean criticise?"),
    (("documents", "LEDGER", "--outcome", "unreadible"), "did you mean unreadable?"),
    (("events", "LEDGER", "--actor", "Jaapan"), "Did you mean 'Japan'"),
    (("events", "LEDGER", "--since", "soon"), "write 2010, 2010-09 or 2010-09-10"),
    (("events", "nowhere.ledger"), "there is no ledger nowhere.ledger; make one with"),
    (("events", "FILE"), "is a file, and a ledger is a folder"),
    (("events", "EMPTY"), "is no ledger"),
    (("recode", "nowhere.ledger"), "there is no ledger"),
    (("why", "LEDGER", "nobody"), "has no record 'nobody'"),
    (("why", "LEDGER", ""), "the id is empty"),
    (("code", "nowhere", "-o", "NEW"), "No file or folder 'nowhere'"),
    (("code", "EMPTY", "-o", "NEW"), "there is no file in"),
    (("code", "FILE", "-o", "FILE"), "is a file, and a ledger is a folder"),
    (("code", "FILE", "-o", "NEW", "--date", "soon"), "--date 'soon' is not a date"),
    (("code", "FILE", "-o", "NEW", "--jobs", "0"), "--jobs"),
    (("code", "FILE", "-o", "NEW", "--codebook", "nowhere"), "nowhere"),
    (("code", "FILE", "-o", "NEW", "--actors", "nowhere"), "no such file"),
    (("export", "LEDGER", "--to", "xml"), "choose one of: jsonl"),
    (("import", "nowhere.csv", "-o", "NEW"), "there is no file nowhere.csv"),
    (("import", ".", "-o", "NEW"), ". is a folder; name the files in it"),
    (("import", "FILE", "-o", "NEW"), "is of no format that Comity reads"),
    (
        ("import", "FILE", "-o", "NEW", "--from", "gdelt"),
        "choose one of: gdelt1, gdelt2, icews, polecat, jsonl",
    ),
    (
        ("import", "FILE", "-o", "NEW", "--from", "icews"),
        "what was expected is ICEWS: tab-separated lines of 20",
    ),
    (("import", "PAIRS", "-o", "FILE"), "is a file, and a ledger is a folder"),
    (("import", "PAIRS", "-o", "."), "holds other things and is no ledger"),
    (("import", "PAIRS", "-o", "NEW", "--mentions", "PAIRS"), "--mentions goes with GDELT's events alone"),
    (("export", "LEDGER", "-o", "nowhere/out.jsonl"), "give a file in a folder that can be written"),
    (("export", "LEDGER", "-o", "EMPTY"), "is a folder; give the name of a file"),
    (("export", "LEDGER", "--to", "parquet"), "--to parquet needs -o FOLDER"),
    (("export", "LEDGER", "--to", "csv", "-o", "-"), "--to csv needs -o FOLDER"),
    (("export", "LEDGER", "--to", "csv", "-o", "FILE"), "is a file; give the name of a folder"),
    (("export", "LEDGER", "--to", "duckdb"), "--to duckdb needs -o FILE"),
    (("export", "LEDGER", "--to", "dna", "-o", "EMPTY"), "is a folder; give the name of a file"),
    (("export", "LEDGER", "--to", "gexf", "-o", "nowhere/net.gexf"), "-o nowhere/net.gexf: No such file"),
    (("brief", "LEDGER", "KOR", "Atlantis"), "No country is called 'Atlantis', nor is anybody"),
    (("brief", "LEDGER", "Norwai", "CHL"), "Did you mean Norway (NOR)"),
    (("brief", "LEDGER", "NOR", "CHL", "--to", "docx"), "choose html, md or pdf"),
    (("brief", "LEDGER", "NOR", "CHL", "--against", "soon"), "'soon' is not a period: write 1990..2000"),
    (("brief", "LEDGER", "NOR", "CHL", "--against-pair", "NOR", "NOR"), "A brief needs two sides"),
    (("brief", "LEDGER", "NOR", "CHL", "-o", "nowhere/b.pdf"), "give a file in a folder that can be written"),
    (("positions", "LEDGER", "--plot", "m.gif"), "cannot draw .gif"),
    (("positions", "LEDGER", "--plot", "nowhere/m.svg"), "--plot nowhere/m.svg: No such file"),
    (("events", "LEDGER", "--map", "m.gif"), "--map m.gif: cannot draw .gif"),
    (("events", "LEDGER", "--plot", "p.svg", "--since", "soon"), "write 2010, 2010-09 or 2010-09-10"),
    (("dyads", "LEDGER", "--plot", "m.gif"), "cannot draw .gif"),
    (("why", "LEDGER", "0.txt"), "`comity why` explains the records"),
    (("code", "FILE", "-o", "."), "holds other things and is no ledger"),
    (("code", "FILE", "-o", "NEW", "--model", "nowhere"), "no spaCy pipeline is called 'nowhere'"),
    (("score", "records", "nowhere.jsonl", "--ledger", "LEDGER"), "nowhere.jsonl cannot be read"),
    (("score", "records", "PAIRS", "--ledger", "LEDGER"), "record 1 coded by hand has no 'kind'"),
    (("codebook", "check", "nowhere.yaml"), "no such file or folder"),
    (("code", "FILE", "-o", "NEW", "--coder", "nowhere"), "--coder nowhere: no such file"),
    (("code", "FILE", "-o", "NEW", "--coder", "FILE"), "is no coder"),
    (("score", "relations", "nowhere.jsonl"), "nowhere.jsonl cannot be read"),
    (("score", "relations", "FILE"), "line 1 is not JSON"),
    (("score", "relations", "PAIRS", "--predictions", "nowhere/p"), "--predictions nowhere/p: No such file"),
    (("score", "relations", "PAIRS", "--misses", "nowhere/m"), "--misses nowhere/m: No such file"),
    (("score", "relations", "PAIRS", "--plot", "nowhere/m.svg"), "--plot nowhere/m.svg: No such file"),
    (("score", "relations", "PAIRS", "--plot", "m.gif", "--predictions", "NEW"), "cannot draw .gif"),
    (("train", "PAIRS", "-o", "nowhere/x.coder"), "-o nowhere/x.coder: No such file"),
    (("train", "PAIRS", "-o", "NEW", "--plot", "m.gif"), "cannot draw .gif"),
    (("train", "EMPTY", "-o", "NEW"), "cannot be read"),
    (("positions", "LEDGER", "--by", "party"), "--by 'party' is no kind of side"),
    (("positions", "nowhere.ledger"), "there is no ledger"),
    (
        ("networks", "LEDGER", "--kind", "friends"),
        "--kind 'friends' is not known; choose one of: affiliation",
    ),
    (("projects", "LEDGER", "--kind", "castles"), "--kind 'castles' is no kind of undertaking"),
    (("projects", "LEDGER", "--between", "KOR", "Ruritania"), "No country is called 'Ruritania'"),
    (("projects", "LEDGER", "--since", "soon"), "--since 'soon' is not a date"),
    (("projects", "LEDGER", "--actor", "Zorbo"), "a.ledger is called 'Zorbo'"),
    (("projects", "nowhere.ledger"), "there is no ledger"),
    (("networks", "LEDGER", "--every", "decade"), "--every 'decade' is not known"),
    (("networks", "LEDGER", "-o", "net.dot"), "a network is written as .graphml or .gexf"),
    (("networks", "LEDGER", "--plot", "net.gif"), "cannot draw .gif"),
    (("networks", "LEDGER", "-o", "nowhere/net.gexf"), "-o nowhere/net.gexf: No such file"),
]
PAIRS = [
    {"id": n, "text": f"{a} {verb} {b}.", "actor": [[0, len(a)]], "event": event,
     "recipient": [[len(a) + len(verb) + 2, len(a) + len(verb) + len(b) + 2]]}
    for verb, event in (("met", "TALK"), ("visited", "TALK"), ("bombed", "FIGHT"), ("shelled", "FIGHT"))
    for n, (a, b) in enumerate((("Peru", "Chile"), ("Chad", "Niger"), ("Fiji", "Tonga")))
]  # fmt: skip
PAIR_LINES = "".join(json.dumps(pair) + "\n" for pair in PAIRS)


@pytest.mark.parametrize(
    ("words", "said"), SLIPS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_slip_is_one_friendly_line_and_status_2(
    comity: Comity,
    ledger: Path,
    tmp_path: Path,
    words: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path / "empty", {".hidden": "x"})
    fill(tmp_path, {"page.txt": story(1), "pairs.jsonl": PAIR_LINES})
    there = {
        "LEDGER": str(ledger), "FILE": "page.txt", "EMPTY": "empty", "NEW": "new.ledger", "PAIRS": "pairs.jsonl",
    }  # fmt: skip
    done = comity(*(there.get(word, word) for word in words))
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "new.ledger").exists()


@pytest.mark.parametrize(
    ("name", "begins"), [("b.html", b"<!doctype"), ("b.md", b"# Chile"), ("b.pdf", b"%PDF")]
)
@pytest.mark.parametrize(
    "options", [(), ("--since", "2004", "--against", "..2003", "--against-pair", "Norway", "CHL")]
)
def test_a_brief_is_what_its_ending_says(
    comity: Comity, ledger: Path, tmp_path: Path, name: str, begins: bytes, options: tuple[str, ...]
) -> None:
    done = comity("brief", ledger, "CHL", "NOR", "-o", tmp_path / name, *options)
    assert (done.status, done.err) == (0, f"wrote {tmp_path / name}\n")
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (("positions",), {"--plot": "p.svg"}),
        (("events",), {"--plot": "p.svg", "--map": "m.svg"}),
        (("events", "--since", "2050"), {"--map": "m.svg"}),
        (("dyads", "--by", "year", "--bootstrap", "50", "--changes"), {"--plot": "p.svg"}),
        (("networks",), {"--plot": "p.svg"}),
    ],
)
def test_what_is_asked_for_is_drawn(
    comity: Comity, ledger: Path, tmp_path: Path, words: tuple[str, ...], files: dict[str, str]
) -> None:
    options = [word for option, name in files.items() for word in (option, str(tmp_path / name))]
    done = comity(words[0], ledger, *words[1:], *options)
    assert (done.status, done.out) == (0, "")
    for name in files.values():
        assert f"wrote {tmp_path / name}" in done.err
        assert (tmp_path / name).read_text("utf-8").startswith("<svg")


def test_a_coder_of_ones_own_from_pairs_to_a_ledger(comity: Comity, tmp_path: Path) -> None:
    fill(
        tmp_path,
        {"pairs.jsonl": PAIR_LINES, "a.txt": "Chad shelled Niger on Monday. Peru met Chile on Friday."},
    )
    pairs, own = tmp_path / "pairs.jsonl", tmp_path / "own.coder"
    done = comity("train", pairs, "-o", own, "--plot", tmp_path / "m.svg")
    assert done.status == 0 and "12 pairs of 2 categories" in done.out
    assert (tmp_path / "m.svg").exists()
    done = comity(
        "score", "relations", pairs, "--coder", own, "--json", "--predictions", tmp_path / "p.jsonl",
        "--misses", tmp_path / "misses.txt",
    )  # fmt: skip
    figures = json.loads(done.out)
    assert (figures["root_accuracy"], figures["quad_macro_f1"]) == (1, None)
    said = [json.loads(line) for line in (tmp_path / "p.jsonl").read_text("utf-8").splitlines()]
    assert [(row["id"], row["event"]) for row in said] == [(pair["id"], pair["event"]) for pair in PAIRS]
    assert set(said[0]) == {"id", "event", "quad_code", "confidence"}
    assert (tmp_path / "misses.txt").read_text("utf-8") == ""
    assert comity("code", tmp_path / "a.txt", "-o", tmp_path / "a.ledger", "--coder", own).status == 0
    coded = lines(comity("events", tmp_path / "a.ledger"))
    assert {row["event"] for row in coded} == {"TALK", "FIGHT"}
    assert all(row["rule"] == "encoder" for row in coded)


def test_patterns_alone_say_so(comity: Comity, tmp_path: Path) -> None:
    page, ledger = (
        fill(
            tmp_path / "pages",
            {"a.txt": "Kenya urged Somalia to withdraw its troops from the border on Monday."},
        ),
        tmp_path / "a.ledger",
    )
    assert comity("code", page, "-o", ledger).status == 0
    assert [row["rule"].endswith("+ encoder") for row in lines(comity("events", ledger))] == [True]
    assert comity("recode", ledger, "--coder", "patterns").status == 0
    (row,) = lines(comity("events", ledger))
    assert "encoder" not in row["rule"] and row["coder"].endswith("/ patterns")


def test_a_column_that_no_record_has_is_said(comity: Comity, tmp_path: Path) -> None:
    fill(tmp_path, {"a.csv": f'headline,body\nx,"{story(1)}"\n'})
    comity("code", tmp_path / "a.csv", "-o", tmp_path / "a.ledger", "--text-column", "bodi", "--jobs", "1")
    (row,) = lines(comity("documents", tmp_path / "a.ledger"))
    assert row["outcome"] != "coded"
    assert "bodi" in row["reason"]


def test_columns_are_mapped(comity: Comity, tmp_path: Path) -> None:
    fill(tmp_path, {"t.csv": f'key,when,body\nx1,2001-05-06,"{story(1)}"\n'})
    named = ("--text-column", "body", "--date-column", "when", "--id-column", "key")
    assert comity("code", tmp_path / "t.csv", "-o", tmp_path / "a.ledger", "--jobs", "1", *named).status == 0
    (row,) = lines(comity("documents", tmp_path / "a.ledger"))
    found = [row[name] for name in ("input", "name", "published", "published_from", "outcome")]
    assert found == ["t.csv#x1", "x1", "2001-05-06", "metadata", "coded"]


# Runs -------------------------------------------------------------------------------------------------------


def test_status_and_summary_of_runs(comity: Comity, tmp_path: Path) -> None:
    pages, ledger = fill(tmp_path / "pages", {"a.txt": story(1)}), tmp_path / "a.ledger"
    done = comity("code", pages, "-o", ledger, "--jobs", "1")
    assert done.status == 0
    assert "seconds" in done.out and "unreadable" not in done.out
    fill(pages, {"noise.pdf": b"%PDF-1.4 \x00"})
    for _ in range(2):  # what is unreadable stays so
        done = comity("code", pages, "-o", ledger, "--jobs", "1")
        assert done.status == 1
        assert f"comity documents {ledger} --outcome unreadable" in " ".join(done.out.split())
    assert "2 of them already in the ledger" in " ".join(done.out.split())
    assert comity("recode", ledger, "--jobs", "1").status == 0


def test_standard_input(tmp_path: Path) -> None:
    lines_in = "".join(json.dumps({"id": str(n), "text": story(n)}) + "\n" for n in range(2))
    command = [str(COMITY), "code", "-", "-o", str(tmp_path / "a.ledger"), "--jobs", "1"]
    done = subprocess.run(command, input=lines_in, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    listed = subprocess.run([COMITY, "documents", tmp_path / "a.ledger"], capture_output=True, text=True)
    assert [json.loads(line)["input"] for line in listed.stdout.splitlines()] == ["stdin#0", "stdin#1"]


def test_ctrl_c_is_status_130_and_says_how_to_go_on(
    comity: Comity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(flow, "code", stop)
    done = comity("code", fill(tmp_path / "pages", {"a.txt": story(1)}), "-o", tmp_path / "a.ledger")
    assert (done.status, done.out) == (130, "")
    assert f"-o {tmp_path / 'a.ledger'}" in done.err and "goes on" in done.err


@pytest.mark.parametrize("command", ["events", "statements", "documents", "export", "positions"])
def test_a_reader_that_has_seen_enough_is_no_error(ledger: Path, command: str) -> None:
    line = f"set -o pipefail; {COMITY} {command} {ledger} | head -c 1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("{", "")


# Positions and networks -------------------------------------------------------------------------------------


def test_positions_as_lines_and_as_a_table(comity: Comity, ledger: Path) -> None:
    found = lines(comity("positions", ledger))
    ids = {row["id"] for row in lines(comity("statements", ledger))}
    assert found and {i for row in found for i in row["statements"]} <= ids
    assert all(row["proposition"] in row["evidence"] for row in found)
    shown = on_a_terminal(["positions", ledger], 120)
    assert f"{len(found)} position" in shown
    assert found[0]["concept"] in shown
    issue = next(row["issue"] for row in found if row["issue"])
    asked = lines(comity("positions", ledger, "--issue", issue, "--limit", "1"))
    assert [row["issue"] for row in asked] == [issue]


def test_networks_as_lines_files_and_a_picture(comity: Comity, ledger: Path, tmp_path: Path) -> None:
    edges = lines(comity("networks", ledger, "--kind", "affiliation"))
    assert edges and all(row["support"] + row["oppose"] == row["weight"] for row in edges)
    written = comity(
        "networks", ledger, "--kind", "affiliation", "--every", "year", "-o", tmp_path / "net.graphml",
        "--plot", tmp_path / "net.svg",
    )  # fmt: skip
    assert written.status == 0
    files = sorted(path.name for path in tmp_path.iterdir())
    assert len(files) >= 2 and all(name.startswith("net-") for name in files)
    assert next(tmp_path.glob("*.svg")).read_text("utf-8").startswith("<svg")
    nothing = comity("networks", ledger, "--since", "2090")
    assert (nothing.status, nothing.out) == (0, "")
    assert "there is no network" in nothing.err


# What was coded elsewhere -----------------------------------------------------------------------------------


@pytest.fixture
def gdelt(comity: Comity, tmp_path: Path) -> Path:
    """A ledger of an invented row of GDELT, a comment, and a line that is cut off."""
    told = line("gdelt2"), line("gdelt2", GLOBALEVENTID="2", EventCode="013"), "cut"
    done = comity("import", written(tmp_path / "a.csv", *told), "-o", tmp_path / "g.ledger")
    assert done.status == 1, done
    shown = " ".join(done.out.split())
    assert "read 3" in shown and "a.csv is read as gdelt2" in shown
    assert "unreadable 1 its columns number 1, not 61" in shown
    assert f"comity documents {tmp_path / 'g.ledger'} --outcome unreadable" in shown
    return tmp_path / "g.ledger"


def test_a_file_imported_again_adds_nothing(comity: Comity, gdelt: Path, tmp_path: Path) -> None:
    before = comity("export", gdelt).out
    done = comity("import", tmp_path / "a.csv", "-o", gdelt, "--from", "gdelt2")
    assert done.status == 1 and "2 of them already in the ledger" in " ".join(done.out.split())
    assert comity("export", gdelt).out == before


def test_every_command_takes_an_imported_ledger(comity: Comity, gdelt: Path, tmp_path: Path) -> None:
    (event,), (statement,) = lines(comity("events", gdelt)), lines(comity("statements", gdelt))
    assert event["evidence"] == "" and event["confidence"] is None
    assert [row["input"] for row in lines(comity("documents", gdelt, "--outcome", "unreadable"))] == [
        "a.csv#3"
    ]
    for record in (event, statement):
        why = comity("why", gdelt, record["id"])
        assert why.status == 0 and "(no text: events of GDELT 2.0, without text)" in why.out
        assert "confidence" in why.out and "not known" in why.out
    assert [row["side"] for row in lines(comity("positions", gdelt))] == ["PER"]
    assert comity("networks", gdelt).status == 0
    for to in ("md", "html"):
        brief = comity("brief", gdelt, "PER", "CHL", "--to", to)
        assert brief.status == 0 and "(no text)" in brief.out and "confidence not known" in brief.out
    actors = comity("actors", gdelt)
    assert (actors.status, actors.out) == (
        0,
        "",
    ) and "it has no texts in which somebody could appear" in actors.err
    assert comity("recode", gdelt, "--jobs", "1").status == 0
    assert lines(comity("events", gdelt)) == [event]
    assert "gdelt2 700000001 CAMEO 061" in on_a_terminal(["events", gdelt], 140)


@pytest.mark.parametrize(
    ("to", "columns", "number"), [("gdelt", 61, 2), ("icews", 20, 3), ("polecat", 40, 2)]
)
def test_other_formats_say_what_they_leave_out(
    comity: Comity, gdelt: Path, tmp_path: Path, to: str, columns: int, number: int
) -> None:
    done = comity("export", gdelt, "--to", to, "-o", tmp_path / "out")
    assert done.status == 0 and f"{to} has no room for events that are negated" in done.err
    found = [row.split("\t") for row in (tmp_path / "out").read_text("utf-8").splitlines()]
    assert [len(row) for row in found] == [columns] * number


def test_projects_as_lines_and_as_a_table(comity: Comity, tmp_path: Path) -> None:
    told = (
        "SEOUL, Feb. 28 (Comity) - President Vladimir Putin said Russia and South Korea would build the Kovykta pipeline"
        " by 2013. South Korea and Russia signed a fishing accord on Monday."
    )
    ledger = tmp_path / "plans.ledger"
    assert (
        comity("code", fill(tmp_path / "in", {"a.txt": told}), "-o", ledger, "--date", "2001-02-28").status
        == 0
    )
    found = lines(comity("projects", ledger))
    assert "Kovykta pipeline" in {row["name"] for row in found}
    ids = {row["record"] for row in found} | {step["record"] for row in found for step in row["steps"]}
    assert all(comity("why", ledger, i).status == 0 for i in ids)
    (pipeline,) = lines(comity("projects", ledger, "--between", "KOR", "Russia", "--kind", "pipeline"))
    assert [(p["text"], p["date"], p["kept"]) for p in pipeline["promises"]] == [("by 2013", "2013", "open")]
    assert len(lines(comity("projects", ledger, "--actor", "Putin", "--limit", "1"))) == 1
    assert comity("projects", ledger, "--since", "2090").out == ""
    shown = on_a_terminal(["projects", ledger], 130)
    assert "Kovykta pipeline" in shown and "by 2013" in shown and f"{len(found)} project" in shown


# Hostile text -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("columns", [80, 160])
def test_a_title_cannot_steer_the_terminal(ledger: Path, columns: int) -> None:
    shown = on_a_terminal(["documents", ledger], columns)
    assert "=cmd()" in shown  # it is shown, and nothing else happens
    for bad in ("\x1b[2J", "\x1b]0;", "\x07", "\u202e"):
        assert bad not in shown


def test_nor_can_it_through_why(ledger: Path, comity: Comity) -> None:
    evil = next(d["doc"] for d in lines(comity("documents", ledger)) if "evil" in d["input"])
    event = next(e for e in lines(comity("events", ledger)) if e["doc"] == evil)
    shown = on_a_terminal(["why", ledger, event["id"]])
    assert "=cmd()" in shown
    assert not any(bad in shown for bad in ("\x1b[2J", "\x1b]0;", "\x07", "\u202e"))


def test_json_lines_hold_no_control_characters(ledger: Path, comity: Comity) -> None:
    assert "\x1b" not in comity("documents", ledger).out


# Looking somebody up ----------------------------------------------------------------------------------------


def test_actor_by_day(comity: Comity) -> None:
    first = lines(comity("actor", "the American president", "--date", "1987-03-01"))[0]
    assert first["name"] == "Ronald Reagan" and first["country"] == "USA"


def test_actors_of_a_ledger_as_lines_and_as_a_table(comity: Comity, ledger: Path) -> None:
    found = lines(comity("actors", ledger))
    fields = {"name", "country", "sector", "office", "identifier_id", "mentions", "documents", "resolved"}
    assert found and all(fields | {"forms", "example"} == set(row) for row in found)
    assert len(lines(comity("actors", ledger, "--limit", "2"))) == 2
    assert {row["resolved"] for row in lines(comity("actors", ledger, "--unresolved"))} <= {
        "text",
        "unresolved",
    }
    table = on_a_terminal(["actors", ledger, "--limit", "3"], 120)
    assert "mentions" in table and "resolved by" in table and "3 actors" in table


def test_codebook_check_tells_every_slip_in_a_users_actors(comity: Comity, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("name,country,sector\nVela,SWEE,GOV\nQuist,SWE,GVT\n", encoding="utf-8")
    done = comity("codebook", "check", "--actors", own)
    assert done.status == 1 and len(done.out.splitlines()) == 2
    done = comity("actor", "Vela", "--actors", own)
    assert (done.status, done.out) == (2, "") and "line 2" in done.err


def test_actor_reads_json_lines(comity: Comity, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(
        sys, "stdin", io.StringIO('{"id": 7, "text": "Moscow", "date": ""}\n{"id": 8, "text": ""}\n')
    )
    found = lines(comity("actor", "-"))
    assert [(row["id"], row["country"]) for row in found] == [(7, "RUS"), (8, "")]


@pytest.mark.parametrize("line", ["{", "[1]", "7"])
def test_actor_says_which_line_is_no_record(
    comity: Comity, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 1, "text": "Oslo"}\n' + line + "\n"))
    done = comity("actor", "-")
    assert done.status == 2 and "line 2 is not" in done.err
