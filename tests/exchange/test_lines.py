"""Files as numbered lines: none is lost between two blocks, in whatever they are packed or written."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.errors import OptionError
from comity.exchange.lines import chunks, cut, head


def lines_of(path: Path, block: int = 64) -> list[tuple[str, int, str]]:
    return [
        (chunk.source, chunk.first + n, line)
        for chunk in chunks(path, block)
        for n, line in enumerate(chunk.lines)
    ]


@given(st.lists(st.text(st.characters(blacklist_characters="\n\r\0\ufeff"), max_size=9)), st.integers(40, 80))
def test_every_line_comes_once_with_its_number(lines: list[str], block: int) -> None:
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    expected = [line.encode("utf-8", "replace").decode() for line in lines]
    found = list(cut("f", io.BytesIO(data), block))
    assert [line for chunk in found for line in chunk.lines] == expected
    assert [chunk.first + n for chunk in found for n in range(len(chunk.lines))] == [
        *range(1, len(lines) + 1)
    ]


ENCODED = [
    (b"S\xc3\xa3o Tom\xc3\xa9\nBogot\xe1\n\xe2\x80\x9cyes\xe2\x80\x9d\n", ["São Tomé", "Bogotá", "“yes”"]),
    (b"\xef\xbb\xbfone\r\ntwo\r\nthree", ["one", "two", "three"]),
    (b"a\x85b\xe2\x80\xa8c\n", ["a…b\xe2€¨c"]),  # only a line feed ends a line
    (b"a\0b\n\x81\n", ["ab", "\x81"]),
    (b"", []),
    (b"\n\n", ["", ""]),
]


@pytest.mark.parametrize(("data", "lines"), ENCODED)
def test_encodings_may_mix(tmp_path: Path, data: bytes, lines: list[str]) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    assert [line for _, _, line in lines_of(tmp_path / "a.csv", 4096)] == lines


def test_packed_files_are_read_by_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(gzip.compress(b"one\ntwo\n"))
    with zipfile.ZipFile(tmp_path / "b.gz", "w") as archive:
        archive.writestr("x/1.csv", "one\n")
        archive.writestr("x/2.csv", "two\nthree\n")
    assert lines_of(tmp_path / "a.csv") == [("a.csv", 1, "one"), ("a.csv", 2, "two")]
    assert lines_of(tmp_path / "b.gz") == [
        ("b.gz/x/1.csv", 1, "one"), ("b.gz/x/2.csv", 1, "two"), ("b.gz/x/2.csv", 2, "three")
    ]  # fmt: skip


def test_damage_is_told_where_it_begins(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(b"%d line\n" % n for n in range(20_000)))
    (tmp_path / "a.gz").write_bytes(whole[: len(whole) // 2])
    *before, last = chunks(tmp_path / "a.gz", 256)
    assert before and "damaged" in last.broken and not last.lines
    assert last.first == before[-1].first + len(before[-1].lines)


@pytest.mark.parametrize("data", [b"PK\x03\x04 no archive", b"\x1f\x8b no gzip"])
def test_what_only_begins_like_an_archive_is_damaged(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    (only,) = chunks(tmp_path / "a")
    assert only.broken and head(tmp_path / "a") == []


def test_a_line_without_end_is_not_read_into_memory(tmp_path: Path) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"first\n" + b"x" * 1_000_000))
    first, last = chunks(tmp_path / "a.gz", 1000)
    assert first.lines == ["first"] and last.first == 2 and "nothing is read from here on" in last.broken


@pytest.mark.parametrize(("name", "words"), [("nowhere.csv", "no file"), (".", "is a folder")])
def test_what_is_no_file_is_an_error(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(OptionError, match=words):
        list(chunks(tmp_path / name))
