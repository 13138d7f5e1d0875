"""Partial dates, and dates written out in a text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity import dates


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2001-09-28", "day", "2001-09-28", "2001-09-28"),
        ("1987-03", "month", "1987-03-01", "1987-03-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("1990", "year", "1990-01-01", "1990-12-31"),
        ("", "none", "", ""),
    ],
)
def test_span(text: str, precision: str, first: str, last: str) -> None:
    assert dates.precision(text) == precision
    assert dates.span(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 2001-09 ", "2001-09"),
        ("2018-06-22T10:03:00+09:00", "2018-06-22"),
        ("2018-06-22 10:03", "2018-06-22"),
        ("", ""),
    ],
)
def test_parse(text: str, expected: str) -> None:
    assert dates.parse(text).text == expected


@pytest.mark.parametrize(
    "text", ["2001-9-28", "2001-13", "2001-02-30", "soon", "0000", "٢٠٠١", "2001-09-28x"]
)
def test_parse_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        dates.parse(text)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1990", "1991", -1),
        ("2010-09-12", "2010-08", 1),
        ("2010-09-12", "2010-09-12", 0),
        ("2010-09-12", "2010-09", None),
        ("2010-09-12", "", None),
    ],
)
def test_compare(one: str, other: str, expected: int | None) -> None:
    assert dates.compare(one, other) == expected


@pytest.mark.parametrize(
    ("text", "by", "expected"),
    [
        ("2010-09-12", {"days": -13}, "2010-08-30"),
        ("2012-02-29", {"years": -1}, "2011-02-28"),
        ("2010-01", {"months": -1}, "2009-12"),
        ("2010", {"years": -20}, "1990"),
        ("2010", {"days": 400}, "2010"),
        ("", {"days": 1}, ""),
        ("9999-12-31", {"days": 1}, ""),
        ("0001-01", {"months": -1}, ""),
    ],
)
def test_add(text: str, by: dict[str, int], expected: str) -> None:
    assert dates.add(text, **by) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11:56, September 12, 2010", "2010-09-12"),
        ("12 Sept. 2010", "2010-09-12"),
        ("the 12th of September, 2010", "2010-09-12"),
        ("SEOUL, FEB. 27, 2001", "2001-02-27"),
        ("published 2010-09-12 11:56", "2010-09-12"),
        ("2010.9.12", "2010-09-12"),
        ("2001년 9월 28일", "2001-09-28"),
        ("25/12/2010", "2010-12-25"),
        ("9.9.2010", "2010-09-09"),
        ("12/9/2010", "2010"),
        ("in June 2018 and after", "2018-06"),
        ("on September 27-28, 2001", "2001-09-27"),
        ("from 21 to 23 June 2018", "2018-06-21"),
        ("Sept 12", ""),
        ("he may 12 times", ""),
        ("February 30, 2001", ""),
        ("paragraph 3.1.2", ""),
        ("1988-90", ""),
    ],
)
def test_read_date(text: str, expected: str) -> None:
    assert dates.read_date(text) == expected


def test_written_dates_keep_what_they_leave_open() -> None:
    text = "On Friday, Sept. 28 and September 30-31, then 12/9/2010; June 21-23, 2018."
    found = list(dates.written_dates(text))
    assert [(d.date, d.yearless, d.last) for d in found] == [
        ("", "09-28", ""),
        ("", "09-30", ""),
        ("2010", "", ""),
        ("2018-06-21", "", "2018-06-23"),
    ]
    assert found[0].weekday == 4
    assert found[0].in_year(2001) == "2001-09-28"
    assert found[2].readings == ("2010-09-12", "2010-12-09")
    assert text[found[3].start : found[3].end] == "June 21-23, 2018"


def test_a_day_that_a_year_does_not_have() -> None:
    (found,) = dates.written_dates("on 29 February")
    assert (found.in_year(2024), found.in_year(2023)) == ("2024-02-29", "")


def test_years_of_a_weekday() -> None:
    assert dates.years_of("09-28", 4, 1995, 2005) == [2001]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("https://example.org/2010/09/12/talks.html", "2010-09-12"),
        ("saved_20100912.txt", "2010-09-12"),
        ("news/2018-06/a.html", "2018-06"),
        ("2018/06/22/201806.html", "2018-06-22"),
        ("report-12345678901.pdf", ""),
        ("c5d3808a0dd854478.txt", ""),
    ],
)
def test_path_date(path: str, expected: str) -> None:
    assert dates.path_date(path) == expected


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    month = dates.MONTHS[day.month - 1].title()
    for text in (f"{month} {day.day}, {day.year}", f"{day.day} {month} {day.year}", day.isoformat()):
        assert dates.read_date(f"On {text}.") == day.isoformat()


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_span_is_common_to_its_ends(day: date, length: int) -> None:
    text = day.isoformat()[:length]
    first, last = dates.span(text)
    assert first <= day.isoformat() <= last
    assert dates.common(first, last) == text
    assert dates.compare(text, text) == 0


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    for found in dates.written_dates(text):
        assert dates.valid(found.date)
        assert text[found.start : found.end]
