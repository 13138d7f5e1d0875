"""Times that a text names, without a parse. What they mean for events is tested in coding/test_dates.py."""

from __future__ import annotations

import pytest

from comity.times import meant, times_in


@pytest.mark.parametrize(
    ("text", "published", "tense", "named", "date"),
    [
        ("work would commence in early 2002", "2001", "future", "early 2002", "2002"),
        ("done by the end of the year", "1987-03-16", "future", "the end of the year", "1987"),
        ("within three years", "1987-03-16", "future", "three years", "1990"),
        ("in 18 months", "1987-03-16", "future", "in 18 months", "1988-09"),
        ("on Sept. 12", "1987-03-16", "future", "Sept. 12", "1987-09-12"),
        ("it opens in September", "2018", "future", "September", "2018-09"),
        ("it opened in September", "2018", "past", "September", "2018-09"),
        ("on June 8-10", "1987-03-16", "future", "June 8-10", "1987-06-08"),
        ("signed last year", "1987-03-16", "past", "last year", "1986"),
    ],
)
def test_a_time_and_its_date(text: str, published: str, tense: str, named: str, date: str) -> None:
    ((start, end, expression),) = times_in(text)
    found = meant(expression, published, tense)
    assert (text[start:end], found and found.date) == (named, date)


@pytest.mark.parametrize(
    "text", ["no time at all", "2000 troops", "at the end of the year", "$ 2010 a head", "three years"]
)
def test_what_names_no_time(text: str) -> None:
    assert times_in(text) == ()


def test_what_a_text_leaves_open() -> None:
    ((*_, expression),) = times_in("on Friday")
    assert meant(expression, "", "past") is None
