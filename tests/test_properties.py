"""Whatever comes in: a row for every input, and evidence that is in the text, word for word."""

from __future__ import annotations

import ctypes
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import comity

pytestmark = pytest.mark.slow

Row = dict[str, Any]
TIME = 300  # seconds that a run over hostile inputs may take before it counts as hung
STORY = (
    "The foreign minister of Norway said on Tuesday that his government would sign the treaty with Chile. "
    "Chile welcomed the decision, and the two countries agreed to meet in Oslo in May.\n\n"
    "Sweden criticised the treaty and called on Norway to wait.\n"
)
MEGABYTE = 1 << 20
PEACE = b"Peace is near. " * (MEGABYTE // 15)
NOISE = random.Random(1).randbytes(20_000)


def truncated(path: Path) -> None:
    whole = gzip.compress(NOISE + STORY.encode())
    path.write_bytes(whole[: len(whole) // 2])


def bomb(path: Path) -> None:
    """A few hundred kilobytes that unpack to a gigabyte and a half."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            with archive.open(f"member-{number}.txt", "w", force_zip64=True) as member:
                for _ in range(500):
                    member.write(PEACE)


def zip_of_damage(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("story.txt", STORY)
    data = bytearray(path.read_bytes())
    data[40:60] = bytes(20)
    path.write_bytes(data)


def unreadable(path: Path) -> None:
    path.write_text(STORY)
    path.chmod(0)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "empty.txt": lambda path: path.write_bytes(b""),
    "blanks.txt": lambda path: path.write_bytes(b" \n\t\r\n" * 1000),
    "empty.html": lambda path: path.write_bytes(b""),
    "empty.jsonl": lambda path: path.write_bytes(b""),
    "empty.csv": lambda path: path.write_bytes(b""),
    "empty.zip": lambda path: zipfile.ZipFile(path, "w").close(),
    "noise.txt": lambda path: path.write_bytes(NOISE),
    "noise.html": lambda path: path.write_bytes(NOISE),
    "noise.pdf": lambda path: path.write_bytes(NOISE),
    "noise.jsonl": lambda path: path.write_bytes(NOISE),
    "noise.csv": lambda path: path.write_bytes(NOISE),
    "noise.parquet": lambda path: path.write_bytes(NOISE),
    "noise.gz": lambda path: path.write_bytes(NOISE),
    "noise.zip": lambda path: path.write_bytes(NOISE),
    "noise.unheard-of": lambda path: path.write_bytes(NOISE),
    "half.pdf": lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 2 0 R"),
    "truncated.txt.gz": truncated,
    "damaged.zip": zip_of_damage,
    "utf-16.txt": lambda path: path.write_bytes(STORY.encode("utf-16-le")),
    "latin.txt": lambda path: path.write_bytes(("Café " + STORY).encode("latin-1")),
    "claims.html": lambda path: path.write_bytes(
        b'<html><head><meta charset="shift_jis"></head><body><p>'
        + ("Café " + STORY).encode()
        + b"</p></body>"
    ),
    "zero-bytes.txt": lambda path: path.write_bytes(STORY.replace(" ", " \0").encode()),
    "line.txt": lambda path: path.write_bytes(b"a" * (50 * MEGABYTE)),
    "deep.html": lambda path: path.write_bytes(b"<div>" * 100_000 + STORY.encode() + b"</div>" * 100_000),
    "deep.jsonl": lambda path: path.write_bytes(b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n"),
    "bomb.zip": bomb,
    "bomb.txt.gz": lambda path: path.write_bytes(gzip.compress(PEACE * 500, 1)),
    "gone.txt": lambda path: path.symlink_to(path.with_name("went-away.txt")),
    "loop.txt": lambda path: path.symlink_to(path),
    "pipe.txt": lambda path: os.mkfifo(path),
    "forbidden.txt": unreadable,
    "name with \n line.txt": lambda path: path.write_text(STORY + "Peru protested.\n"),
}


# What a ledger says of them ---------------------------------------------------------------------------------


def table(ledger: Path, kind: str) -> list[Row]:
    parts = sorted((ledger / kind).glob("part-*.parquet"))
    return [row for part in parts for row in polars.read_parquet(part).iter_rows(named=True)]


def hold_the_invariants(ledger: Path) -> list[Row]:
    """The documents, after a look at every record: its evidence is in its document's text, where it says."""
    documents = table(ledger, "documents")
    texts = {row["doc"]: row["text"] for row in documents}
    assert len(texts) == len(documents), "two inputs share an id"
    assert all(row["outcome"] for row in documents)
    assert all(row["reason"] for row in documents if row["outcome"] != "coded")
    for record in [*table(ledger, "events"), *table(ledger, "statements")]:
        text = texts[record["doc"]]
        assert text[record["start"] : record["end"]] == record["evidence"] != ""
        for entity in entities_of(record):
            assert text[entity["start"] : entity["end"]] == entity["text"]
    return documents


def entities_of(record: Row) -> list[Row]:
    roles = ("actor", "recipient", "speaker", "about", "reporter")
    return [entity for role in roles for entity in record.get(role) or []]


def of_file(documents: list[Row], name: str) -> list[Row]:
    """The rows of one file: its own, or those of its records (`path#key`)."""
    shown = name.replace("\n", "\\x0a")
    return [row for row in documents if row["input"] == shown or row["input"].startswith(f"{shown}#")]


def without_privileges() -> None:
    """Root reads whatever it likes; here it may not (Linux: two capabilities are dropped before the command runs)."""
    if os.geteuid() == 0:
        for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            ctypes.CDLL(None, use_errno=True).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def run_code(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("comity")), "code", *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=TIME,
        preexec_fn=without_privileges,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], list[Row]]:
    folder, ledger = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("ledgers") / "hostile.ledger"
    for name, write in HOSTILE.items():
        write(folder / name)
    (folder / "story.txt").write_text(STORY)
    done = run_code(folder, "-o", ledger)
    return done, hold_the_invariants(ledger)


def test_hostile_inputs_do_not_stop_the_run(
    coded: tuple[subprocess.CompletedProcess[str], list[Row]],
) -> None:
    done, documents = coded
    assert done.returncode == 1, done.stderr  # something was unreadable
    assert "Traceback" not in done.stderr
    assert {row["outcome"] for row in of_file(documents, "story.txt")} <= {"coded", "duplicate"}


@pytest.mark.parametrize("name", HOSTILE, ids=lambda name: name.encode("unicode_escape").decode())
def test_a_hostile_input_has_its_row(
    coded: tuple[subprocess.CompletedProcess[str], list[Row]], name: str
) -> None:
    assert of_file(coded[1], name) != []


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("empty.txt", {"no_text"}),
        ("blanks.txt", {"no_text"}),
        ("empty.html", {"no_text"}),
        ("truncated.txt.gz", {"unreadable"}),
        ("noise.pdf", {"unreadable"}),
        ("noise.gz", {"unreadable"}),
        ("noise.parquet", {"unreadable"}),
        ("bomb.zip", {"too_large"}),
        ("bomb.txt.gz", {"too_large"}),
        ("gone.txt", {"unreadable"}),
        ("loop.txt", {"unreadable"}),
        ("forbidden.txt", {"unreadable"}),
        ("latin.txt", {"coded", "duplicate"}),
        ("name with \n line.txt", {"coded", "duplicate"}),
    ],
    ids=lambda value: value.encode("unicode_escape").decode() if isinstance(value, str) else "",
)
def test_outcomes_are_as_documented(
    coded: tuple[subprocess.CompletedProcess[str], list[Row]], name: str, outcomes: set[str]
) -> None:
    assert {row["outcome"] for row in of_file(coded[1], name)} <= outcomes


def test_a_second_run_adds_nothing(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("empty.txt", "noise.pdf", "truncated.txt.gz"):
        HOSTILE[name](tmp_path / "pages" / name)
    (tmp_path / "pages" / "story.txt").write_text(STORY)
    run_code(tmp_path / "pages", "-o", tmp_path / "a.ledger")
    before = hold_the_invariants(tmp_path / "a.ledger")
    run_code(tmp_path / "pages", "-o", tmp_path / "a.ledger")
    assert hold_the_invariants(tmp_path / "a.ledger") == before


# Whatever Hypothesis thinks of ------------------------------------------------------------------------------

SENTENCES = st.sampled_from(
    [
        "The foreign minister of Norway said that his government would sign the treaty with Chile.",
        "“We hope for peace,” the Indian president said on Friday, “and for trade.”",
        "Chile, Peru and Bolivia agreed to meet in La Paz in May 1999.",
        "He was urged by both sides to withdraw.",
        "According to Moscow, the talks in Séoul – held on Sept. 3 – failed…",
        "Share | Print | E-mail",
        "11:56, September 12, 2010",
        "I. The Korean side",
        "\u202eright to left\u202c and \U0001f1f0\U0001f1f7 flags, e\u0301 combined, \ufeff, \x85, \x0c.",
    ]
)
TEXTS = st.lists(st.one_of(SENTENCES, st.text(max_size=60)), max_size=12).flatmap(
    lambda lines: st.sampled_from([" ", "\n", "\n\n", "\r\n", "\u2028"]).map(lambda gap: gap.join(lines))
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252", "euc-kr"])
BYTES = st.one_of(
    st.binary(max_size=300), st.builds(lambda text, code: text.encode(code, "replace"), TEXTS, ENCODINGS)
)
PLAIN = st.tuples(st.sampled_from([".txt", ".html", ".pdf", ".md", ""]), BYTES)
ZIPPED = st.tuples(st.sampled_from([".txt.gz", ".html.gz"]), BYTES.map(gzip.compress))
RECORDS = st.lists(
    st.fixed_dictionaries({"text": TEXTS}, optional={"published": st.text(max_size=12), "id": TEXTS}),
    min_size=1,
    max_size=4,
)


def lines_of(records: list[Row]) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


LINES = RECORDS.map(lambda records: (".jsonl", lines_of(records), len(records)))
SINGLE = st.one_of(PLAIN, ZIPPED).map(lambda made: (*made, 1))
PILES = st.lists(st.one_of(SINGLE, LINES), min_size=1, max_size=6)


@given(PILES)
@settings(
    max_examples=int(os.environ.get("COMITY_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_every_input_is_a_row_and_all_evidence_is_in_its_text(pile: list[tuple[str, bytes, int]]) -> None:
    """One row for a file, or one for each of its records, whatever the bytes."""
    with tempfile.TemporaryDirectory() as name:
        pages, ledger = Path(name) / "pages", Path(name) / "a.ledger"
        pages.mkdir()
        for number, (ending, data, _) in enumerate(pile):
            (pages / f"{number}{ending}").write_bytes(data)
        comity.code([pages], ledger)
        documents = hold_the_invariants(ledger)
        for number, (ending, _, inputs) in enumerate(pile):
            assert len(of_file(documents, f"{number}{ending}")) == inputs
        assert len(documents) == sum(inputs for _, _, inputs in pile)
