"""Tables whose columns come with a header or without, in any order, one more or one less."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import OptionError
from comity.exchange.guess import check, guessed
from comity.exchange.sheets import Layout, Page, pages
from tests.exchange.rows import COLUMNS, header, line, written

ABC = Layout(
    "abc",
    "ABC",
    (("Id", "Day", "Who", "Where"), ("Id", "Day", "Who")),
    ("Id", "Day", "Who"),
    ("Id", "Day"),
    3,
)


def read(tmp: Path, *lines: str) -> Page:
    (page,) = pages(written(tmp / "a.tsv", *lines), ABC)
    return page


def cells(page: Page) -> list[tuple[object, ...]]:
    return page.rows.select("number", "Id", "Day", "Who").rows()


ROW = (1, "7", "2001", "x")
FITTING: list[tuple[list[str], list[tuple[object, ...]]]] = [
    (["7\t2001\tx\tRome"], [ROW]),
    (["7\t2001\tx"], [ROW]),
    (["Id\tDay\tWho\tWhere", "7\t2001\tx\tRome"], [(2, *ROW[1:])]),
    (["ID\tday\tWHO\tWhere", "7\t2001\tx\tRome"], [(2, *ROW[1:])]),
    (["Who\tOther\tDay\tId", "x\t?\t2001\t7"], [(2, *ROW[1:])]),
    (["Id\tDay", "7\t2001"], [(2, "7", "2001", None)]),
    (['"Id"\t"Day"\t"Who"', '"7"\t"2001"\t"a ""b"" c"'], [(2, "7", "2001", 'a "b" c')]),
    (["Id\tDay\tWho\tWhere\tHeadline", "7\t2001\tx\tRome"], [(2, *ROW[1:])]),  # a name without cells
    (["Id\tDay\tWho", "7\t2001\tx", "", "Id\tDay\tWho", "8\t2001\tx"], [(2, *ROW[1:]), (5, "8", "2001", "x")]),
    (["Id\tDay\tWho\tWhere", "7\t2001\tx\tRome\t\t"], [(2, *ROW[1:])]),  # tabs too many
    (["Id\tDay\tWho\tWhere", "7\t2001\tx"], [(2, *ROW[1:])]),  # the last cell is missing
    (["7\t---\tnan\tRome", "8\tNULL\tNone\t", "9\t\t x \t"], [(1, "7", None, None), (2, "8", None, None), (3, "9", None, "x")]),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), FITTING)
def test_columns_are_found_however_they_come(
    tmp_path: Path, lines: list[str], expected: list[tuple[object, ...]]
) -> None:
    page = read(tmp_path, *lines)
    assert cells(page) == expected and page.unread.is_empty() and page.lines == len(expected)


def test_a_line_of_another_width_is_kept_with_its_number_and_reason(tmp_path: Path) -> None:
    page = read(
        tmp_path, "Id\tDay\tWho\tWhere", "7\t2001\tx\tRome", "cut", "8\t2001\tx\ty\tz", "9\t2001\tx\ty"
    )
    assert [row[1] for row in cells(page)] == ["7", "9"]
    assert page.unread.rows() == [
        (3, "cut", "its columns number 1, not 4"),
        (4, "8\t2001\tx\ty\tz", "its columns number 5, not 4"),
    ]
    assert page.lines == 4


def test_the_width_that_most_lines_have_is_the_files(tmp_path: Path) -> None:
    page = read(tmp_path, "cut", "7\t2001\tx\tRome", "8\t2001\tx\tRome")
    assert [row[1] for row in cells(page)] == ["7", "8"] and page.unread["number"].to_list() == [1]


@pytest.mark.parametrize("lines", [["a\tb"], ["a\tb\tc\td"], ["Id\tWho\tWhere", "7\tx\ty"], ["one"]])
def test_another_format_is_an_error_that_says_what_was_expected(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(
        OptionError, match=r"a.tsv is not abc.*ABC: tab-separated lines of 4 or 3 columns, Id, Day"
    ):
        read(tmp_path, *lines)


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert list(pages(written(tmp_path / "a.tsv"), ABC)) == []


# Which format it is


@pytest.mark.parametrize("titled", [True, False])
@pytest.mark.parametrize("form", ["gdelt1", "gdelt2", "icews", "polecat"])
def test_a_format_is_told_by_its_columns(tmp_path: Path, form: str, titled: bool) -> None:
    path = written(tmp_path / "a.csv", *([header(form)] if titled else []), line(form), line(form))
    assert guessed(path) == form
    check(path, form)


def test_json_lines_are_told_by_their_brace(tmp_path: Path) -> None:
    assert guessed(written(tmp_path / "a", '{"id": 1}')) == "jsonl"


@pytest.mark.parametrize(
    ("lines", "words"),
    [([], "no lines that tell"), (["a,b", "1,2"], "of no format that Comity reads.*POLECAT"), ([line("mentions")], "--mentions")],
)  # fmt: skip
def test_what_cannot_be_told_is_an_error(tmp_path: Path, lines: list[str], words: str) -> None:
    with pytest.raises(OptionError, match=words):
        guessed(written(tmp_path / "a", *lines))


@pytest.mark.parametrize(
    ("form", "named"), [("gdelt1", "gdelt2"), ("gdelt2", "gdelt1"), ("icews", "polecat"), ("gdelt2", "jsonl"), ("icews", "mentions")]
)  # fmt: skip
def test_another_format_than_was_named_is_an_error(tmp_path: Path, form: str, named: str) -> None:
    with pytest.raises(OptionError, match=f"is not {named}"):
        check(written(tmp_path / "a", header(form), line(form)), named)


def test_a_table_of_some_columns_is_what_it_is_named(tmp_path: Path) -> None:
    few = ("GLOBALEVENTID", "SQLDATE", "EventCode", "Actor1Code")
    for form in ("gdelt1", "gdelt2"):
        check(written(tmp_path / "a", "\t".join(few), line(form, few)), form)


def test_the_documented_numbers_of_columns() -> None:
    assert {form: len(columns) for form, columns in COLUMNS.items()} == {
        "gdelt1": 58, "gdelt2": 61, "icews": 20, "polecat": 40, "mentions": 16
    }  # fmt: skip
