"""Which inputs a command line names, and what they are called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from comity.errors import OptionError
from comity.ingest import read, sources


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "pile/a/b.html",
        "pile/z.txt",
        "pile/a.txt",
        "pile/.hidden/c.txt",
        "pile/.d.txt",
        "other/z.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Some text.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "inputs"),
    [
        (["pile"], ["a/b.html", "a.txt", "z.txt"]),
        (["pile/"], ["a/b.html", "a.txt", "z.txt"]),
        (["pile/z.txt"], ["z.txt"]),
        (["pile/.d.txt"], [".d.txt"]),
        (["pile/z.txt", "other/z.txt"], ["z.txt", "z.txt#2"]),
        (["pile/z.txt", "pile/z.txt"], ["z.txt"]),
        (["other", "pile"], ["z.txt", "a/b.html", "a.txt", "z.txt#2"]),
        (["pile/*.txt"], ["a.txt", "z.txt"]),
        (["*/z.txt"], ["other/z.txt", "pile/z.txt"]),
        (["pile/**"], ["a/b.html", "a.txt", "z.txt"]),
        (["pile/**/*.html"], ["a/b.html"]),
        (["-"], ["stdin"]),
    ],
)
def test_inputs(pile: Path, arguments: list[str], inputs: list[str]) -> None:
    found = list(sources(arguments))
    assert sorted(source.input for source in found) == sorted(inputs)
    assert found == list(sources(arguments))
    assert all(source.path is None or source.size == 10 for source in found)


def test_folders_are_read_in_order_from_anywhere(pile: Path) -> None:
    assert [source.input for source in sources([pile / "pile"])] == ["a/b.html", "a.txt", "z.txt"]


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("pile/y.txt", "Did you mean 'pile/z.txt'?"),
        ("plie", "Did you mean 'pile'?"),
        ("nothing/like/it", "check the path"),
        ("pile/*.pdf", "No file matches 'pile/*.pdf'"),
    ],
)
def test_a_path_that_is_not_there_raises_before_anything_is_read(
    pile: Path, argument: str, words: str
) -> None:
    with pytest.raises(OptionError) as error:
        sources(["pile", argument])
    assert words in str(error.value)


def test_links_in_a_circle_end(pile: Path) -> None:
    (pile / "pile" / "a" / "up").symlink_to(pile / "pile")
    (pile / "pile" / "link.txt").symlink_to(pile / "other" / "z.txt")
    (pile / "pile" / "self").symlink_to(pile / "pile" / "self")
    assert [source.input for source in sources(["pile"])] == [
        "a/b.html",
        "a.txt",
        "link.txt",
        "self",
        "z.txt",
    ]


def test_a_file_named_like_a_pattern_is_that_file(pile: Path) -> None:
    (pile / "what[1]?.txt").write_text("Some text.")
    assert [source.input for source in sources(["what[1]?.txt"])] == ["what[1]?.txt"]


@pytest.mark.parametrize(
    ("name", "input"),
    [(b"\xff.txt", "\\xff.txt"), (b"a\x1b[2J\n.txt", "a\\x1b[2J\\x0a.txt"), ("한국.txt".encode(), "한국.txt")],
)  # fmt: skip
def test_names_that_are_no_text(tmp_path: Path, name: bytes, input: str) -> None:
    try:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_text("Some text.")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    [document] = read(tmp_path)
    assert (document.input, document.text) == (input, "Some text.")


def test_deep_folders(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("Some text.")
    [document] = read(tmp_path)
    assert document.input == "d/" * 300 + "a.txt"
