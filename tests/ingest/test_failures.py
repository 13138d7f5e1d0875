"""Whatever comes in, there is a row for it with an outcome and a reason, and nothing raises or hangs."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.ingest import ReadOptions, Source, read, read_source
from comity.model import Document

from .builders import PAGE, SENTENCE, compressed, parquet, pdf, zipped
from .conftest import Reading

LINE = b'{"text": "A whole record."}\n'
NOISE = bytes((i * 7919 + i // 3) % 256 for i in range(4096))
GOOD = ("", "")


def results(found: list[Document]) -> list[tuple[str, str]]:
    return [(document.outcome, document.reason) for document in found]


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", [("no_text", "empty file")]),
        ("a.jsonl.gz", compressed(b"", "gz"), [("no_text", "empty file")]),
        ("a.txt", b" \n\t ", [("no_text", "white space")]),
        ("a.bin", NOISE, [("unreadable", "unknown binary content")]),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + NOISE, [("unreadable", "a PNG image")]),
        ("a.pdf", pdf([SENTENCE])[:150], [("unreadable", "a damaged PDF")]),
        ("a.pdf", pdf([]), [("no_text", "no text layer")]),
        ("a.html", b"<html><body><script>x()</script></body></html>", [("no_text", "no text in the page")]),
        ("a.html.gz", compressed(PAGE.encode(), "gz")[:-20], [("unreadable", "truncated")]),
        ("a.zst", compressed(SENTENCE.encode() * 9, "zst")[:-3], [("unreadable", "truncated")]),
        ("a.jsonl", LINE + b"{oops\n" + LINE, [GOOD, ("unreadable", "line 2 is not JSON"), GOOD]),
        ("a.jsonl", LINE + b"\n\n[1]\n", [GOOD, ("unreadable", "line 4 holds a list")]),
        ("a.jsonl", b'{"body": "x"}', [("no_text", "no field 'text'; it has: body")]),
        ("a.jsonl", b'{"text": " "}', [("no_text", "the record's text is empty")]),
        ("a.jsonl", b"[" * 100_000 + b"\n" + LINE, [("unreadable", "not JSON"), GOOD]),
        ("a.json", b'[{"text": "A."}, {"text": "B', [GOOD, ("unreadable", "not JSON")]),
        ("a.json", b"[" * 100_000, [("unreadable", "nested too deep")]),
        ("a.csv", b"body,date\nA.,2001\n", [("unreadable", "no column 'text' (map another to text); the columns are: body")]),
        ("a.csv", b"text,id\nA.,1\nB.,2,3,4\nC.,3\n", [GOOD, ("unreadable", "a row of 4 fields"), GOOD]),
        ("a.csv", b"text,id\n", [("no_text", "no records")]),
        ("a.parquet", b"PAR1" + NOISE, [("unreadable", "a damaged Parquet file")]),
        ("a.zip", zipped({"a.txt": b"x"})[:-10], [("unreadable", "the zip archive is damaged")]),
        ("a.zip", zipped({}), [("no_text", "an archive without files")]),
        ("a.zip", zipped({"in.zip": zipped({"a.txt": b"x"})}), [("unreadable", "a zip archive within")]),
        ("a.gz", compressed(compressed(b"x", "gz"), "gz"), [("unreadable", "gzip data within gzip")]),
        ("a.docx", zipped({"[Content_Types].xml": b"<a/>"}), [("unreadable", "an Office document")]),
        ("a.zip", zipped({"../../a.txt": b"Harmless.", "b.png": b"\x89PNG\0\0\0\0"}), [GOOD, ("unreadable", "a PNG image")]),
    ],
)  # fmt: skip
def test_failures_are_rows(reading: Reading, name: str, data: bytes, expected: list[tuple[str, str]]) -> None:
    found = results(reading(name, data))
    assert [outcome for outcome, _ in found] == [outcome for outcome, _ in expected]
    for (_, reason), (_, words) in zip(found, expected, strict=True):
        assert words in reason and bool(reason) == bool(words)


def test_a_truncated_record_file_gives_what_it_held(reading: Reading) -> None:
    lines = b"".join(
        b'{"text": "Record %d of a file, with the digest %d"}\n' % (i, i**9) for i in range(5000)
    )
    *whole, last = reading("a.jsonl.gz", compressed(lines, "gz")[:-2000])
    assert len(whole) > 100 and all(document.text for document in whole)
    assert last.outcome == "unreadable" and "truncated" in last.reason
    assert last.input == f"a.jsonl.gz#{len(whole) + 1}"


def test_a_damaged_row_group_leaves_the_others(reading: Reading, tmp_path: Path) -> None:
    data = parquet([{"text": "word " * 500, "id": str(i)} for i in range(10)])
    broken = data[:40] + bytes(60) + data[100:]
    assert any(document.outcome == "unreadable" for document in reading("a.parquet", broken))


LIMIT = ReadOptions(max_bytes=1000, max_ratio=20)


@pytest.mark.parametrize(
    ("name", "data", "outcomes"),
    [
        ("a.txt", b"x" * 1001, ["too_large"]),
        ("a.html", b"<p>" + b"x" * 1001, ["too_large"]),
        ("a.jsonl", LINE + b'{"text": "%s"}\n' % (b"x" * 2000) + LINE, ["", "too_large", ""]),
        ("a.csv", b"text,id\nA.,1\n%s,2\nC.,3\n" % (b"x" * 2000), ["", "too_large", ""]),
        ("a.json", b'[{"text": "A."}, {"text": "%s"}]' % (b"x" * 200_000), ["", "too_large"]),
        ("a.txt.gz", compressed(b"x" * 100_000, "gz"), ["too_large"]),
        ("a.jsonl.gz", compressed(b"\n" * 1_000_000, "gz"), ["too_large"]),
        ("a.jsonl.zst", compressed(b"\n" * 1_000_000, "zst"), ["too_large"]),
        ("a.zip", zipped({"a.txt": b"Short.", "b.txt": b"x" * 1_000_000}), ["", "too_large"]),
        ("a.zip", zipped({f"{i}.txt": b"x" * 900 for i in range(100)}), None),
    ],
)  # fmt: skip
def test_limits(reading: Reading, name: str, data: bytes, outcomes: list[str] | None) -> None:
    found = [document.outcome for document in reading(name, data, LIMIT)]
    assert found == outcomes if outcomes is not None else len(found) == 100


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 20_000 + b"<p>Deep down is a text.</p>" + b"</div>" * 20_000,
        b"<p>Some text</p>" * 170_000,
        b"<script" * 200_000,
        b"<!--" * 200_000,
        b"<a " * 200_000,
        b"<" * 500_000,
        b"&" * 500_000,
    ],
    ids=["deep", "many", "scripts", "comments", "links", "angles", "ampersands"],
)
def test_pages_that_are_too_much_are_read_in_one_pass(reading: Reading, data: bytes) -> None:
    [document] = reading("a.html", data)
    assert document.outcome in ("", "no_text")
    assert document.text or not data.endswith((b"</p>", b"</div>"))


def test_a_line_of_fifty_megabytes(reading: Reading) -> None:
    [document] = reading("a.txt", b"word " * 10_000_000)
    assert len(document.text) == 50_000_000


def only(path: Path) -> Document:
    [document] = read_source(Source(path, path.name), ReadOptions())
    return document


def test_special_files_never_hang(tmp_path: Path) -> None:
    pipe, plug = tmp_path / "pipe", tmp_path / "plug"
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(plug))
        assert "a named pipe" in only(pipe).reason
        assert "a socket" in only(plug).reason
    assert "a device" in only(Path("/dev/zero")).reason
    assert [document.outcome for document in read(tmp_path)] == ["unreadable", "unreadable"]


def test_what_vanishes_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert [(d.input, d.outcome) for d in read(tmp_path)] == [("gone.txt", "unreadable")]
    assert "vanished" in only(tmp_path / "never.txt").reason


def test_without_permission(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "b").chmod(0)
    found = list(read(tmp_path))
    (tmp_path / "b").chmod(0o700)
    assert [(d.input, d.outcome) for d in found] == [("a.txt", "unreadable"), ("b", "unreadable")]
    assert all("permission denied" in document.reason for document in found[:1])


def refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_what_the_system_refuses_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    monkeypatch.setattr(os, "open", refuse)
    assert only(tmp_path / "a.txt").reason == "cannot be opened: permission denied"
    monkeypatch.setattr(os, "listdir", refuse)
    assert [document.outcome for document in read(tmp_path)] == ["unreadable"]


ENDINGS = [
    "",
    "txt",
    "html",
    "pdf",
    "jsonl",
    "json",
    "csv",
    "tsv",
    "parquet",
    "zip",
    "html.gz",
    "csv.zst",
    "x.bz2",
    "jsonl.xz",
]
MAGIC = [b"", b"%PDF-1.4\n", b"PAR1", b"PK\x03\x04", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"BZh9", b"\xfd7zXZ\0",
         b"\xff\xfe", b"<html>", b"text,id\n", b'{"text":', b"[{", b"<p>&#x0;"]  # fmt: skip
WHOLE = [
    PAGE.encode(),
    pdf([SENTENCE]),
    zipped({"a.txt": b"x"}),
    parquet([{"text": "x"}]),
    compressed(LINE, "gz"),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with a stretch of it replaced or cut off."""
    data: bytes = draw(st.sampled_from(WHOLE))
    at: int = draw(st.integers(0, len(data)))
    return data[:at] + draw(st.binary(max_size=20)) + data[at + draw(st.integers(0, 40)) :]


anything = st.one_of(st.builds(bytes.__add__, st.sampled_from(MAGIC), st.binary(max_size=300)), damaged())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ending=st.sampled_from(ENDINGS), data=anything)
def test_any_bytes_give_rows(tmp_path: Path, ending: str, data: bytes) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(data)
    source = Source(path, path.name, len(data))
    found = list(read_source(source, ReadOptions()))
    assert found
    assert found == list(read_source(source, ReadOptions()))
    assert len({document.input for document in found}) == len(found)
    for document in found:
        assert document.doc and bool(document.text) != bool(document.outcome)
        assert bool(document.reason) or not document.outcome
        document.text.encode()
        assert all(document.text[block.start : block.end].strip() for block in document.blocks)
