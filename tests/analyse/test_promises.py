"""Promised dates, and what later records show of them."""

from __future__ import annotations

from typing import Any

import pytest

from comity.analyse.promises import Promise, Sign, judged, promised
from comity.analyse.undertakings import names_in
from comity.model import Statement
from tests.handmade import KIM, entity, statement


def says(words: str, act: str = "assess", **fields: Any) -> Statement:
    return statement(KIM, act, 1, [entity("KOR"), entity("RUS")], words, **fields)


def read(words: str, published: str, act: str = "assess") -> list[tuple[str, str, str]]:
    (name,) = names_in(words)
    return [(p.stage, p.text, p.date) for _, p in promised(words, name, says(words, act), published)]


@pytest.mark.parametrize(
    ("words", "published", "expected"),
    [
        ("construction of the pipeline would start in early 2002", "2001-10", ("under way", "in early 2002", "2002")),
        ("the pipeline is to be completed by the end of 2013", "2008-09-29", ("completed", "by the end of 2013", "2013")),
        ("the pipeline will be finished by the end of the year", "2008-09-29", ("completed", "by the end of the year", "2008")),
        ("they will build the pipeline within three years", "2008-09-29", ("completed", "within three years", "2011")),
        ("the pipeline will open in September", "2018-06-23", ("completed", "in September", "2018-09")),
        ("the pipeline will open in September", "2018", ("completed", "in September", "2018-09")),
        ("work on the pipeline is expected to start next year", "1987-10-19", ("under way", "next year", "1988")),
        ("they will sign the tax treaty on Tuesday", "1987-03-09", ("agreed", "on Tuesday", "1987-03-10")),
        ("In 2013 the pipeline will open", "2008-09-29", ("completed", "In 2013", "2013")),
        ("the summit of the seven on June 8-10", "1987-04-09", ("completed", "on June 8-10", "1987-06-08")),
        ("at the July summit in Venice", "1987-04-09", ("completed", "July", "1987-07")),
    ],
)  # fmt: skip
def test_a_promised_date(words: str, published: str, expected: tuple[str, str, str]) -> None:
    assert read(words, published) == [expected]


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("the pipeline was completed in 2002", "2008-09-29"),
        ("the tax treaty agreed in February", "1987-03-09"),
        ("the pipeline is closed until 2013", "2008-09-29"),
        ("oil will flow; trade grew in 2013 and the pipeline leaks", "2008-09-29"),
        ("the trade agreement, said the minister who will begin a tour in May", "1987-03-09"),
        ("the pipeline will open in September", ""),
        ("they will meet next week to plan the summit", "1987-03-09"),
    ],
)
def test_no_promise(words: str, published: str) -> None:
    assert read(words, published) == []


def test_what_is_wished_for_needs_no_auxiliary() -> None:
    assert read("to complete the pipeline in September", "2008-06-01", "pledge") != []
    assert read("to complete the pipeline in September", "2008-06-01", "deny") != []
    assert read("a pipeline completed in September", "2008-06-01", "pledge") == []


MADE = Promise("completed", "by 2013", "2013", "2008-09-29", says("by 2013"))
BUILT = ("completed", "2012-05", True, "2014-01-01", "built")
CASES: list[tuple[list[tuple[str, str, bool, str, str]], str, str]] = [
    ([], "open", ""),
    ([("discussed", "2010-01-01", False, "2010-01-01", "talk")], "open", ""),
    ([BUILT], "kept", "built"),
    ([("completed", "2013-11-30", False, "2013-11-30", "built")], "kept", "built"),
    ([("completed", "2015-02-01", True, "2015-02-01", "late")], "late", "late"),
    ([("completed", "2015-02-01", False, "2015-02-01", "when")], "not known", "when"),
    (
        [
            ("stalled", "2014-01-01", False, "2014-01-01", "no"),
            ("completed", "2015-02-01", False, "2015-02-01", "yes"),
        ],
        "late",
        "yes",
    ),
    ([("stalled", "2014-01-01", False, "2014-01-01", "not yet")], "overdue", "not yet"),
    ([("mentioned", "2014-01-01", False, "2014-01-01", "word")], "not known", ""),
    ([("completed", "1990", True, "2001-01-01", "an older one")], "open", ""),
]


@pytest.mark.parametrize(("signs", "kept", "shown_by"), CASES)
def test_whether_a_promise_was_kept(
    signs: list[tuple[str, str, bool, str, str]], kept: str, shown_by: str
) -> None:
    found = judged(MADE, [Sign(*sign) for sign in signs])
    assert (found.kept, found.shown_by) == (kept, shown_by)


def test_a_record_does_not_keep_its_own_promise() -> None:
    own = Sign("completed", "2009", True, "2008-09-29", MADE.record.id)
    assert judged(MADE, [own]).kept == "open"
