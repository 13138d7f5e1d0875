"""When an event happened, by the words of its sentence and the day of its document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.coding.dates import When, when
from comity.dates import precision, valid
from comity.model import Block, Document, Sentence
from comity.parse import Parser
from comity.times import expressions

# sentence, published, predicate, date, start, end, words, aux
CASES = [
    ("Russia and South Korea held talks in Moscow on Friday.", "2010-09-12", "held", "2010-09-10", "2010-09-10", "2010-09-10", "Friday", ""),
    ("The two presidents will meet on Friday.", "2010-09-07", "meet", "2010-09-10", "2010-09-10", "2010-09-10", "Friday", "future"),
    ("Putin visited Seoul in February 2001.", "2010-09-12", "visited", "2001-02", "2001-02-01", "2001-02-28", "February 2001", "historical"),
    ("Seoul rejected the offer yesterday.", "2010-09-12", "rejected", "2010-09-11", "2010-09-11", "2010-09-11", "yesterday", ""),
    ("The two sides set up diplomatic relations 20 years ago.", "2010-09-12", "set", "1990", "1990-01-01", "1990-12-31", "20 years ago", "historical"),
    ("The forum was held on September 27-28 in Moscow.", "2001", "held", "2001-09-27", "2001-09-27", "2001-09-28", "September 27-28", ""),
    ("Kim visited Russia in August.", "2001-10", "visited", "2001-08", "2001-08-01", "2001-08-31", "August", "historical"),
    ("Work on the project will begin in early 2002.", "2001-10", "begin", "2002", "2002-01-01", "2002-05-01", "early 2002", "future"),
    ("They signed the accord last week.", "1987-03-16", "signed", "1987-03", "1987-03-09", "1987-03-15", "last week", ""),
    ("Moscow expelled the diplomat two days ago.", "2018-03-30", "expelled", "2018-03-28", "2018-03-28", "2018-03-28", "two days ago", ""),
    ("Relations soured in the 1990s.", "2010-09-12", "soured", "1990", "1990-01-01", "1999-12-31", "1990s", "historical"),
    ("Canberra has imposed sanctions since 2016.", "2018-07-19", "imposed", "2016", "2016-01-01", "2016-12-31", "2016", "historical"),
    ("He visited the troops over Christmas.", "2019-02-04", "visited", "2018-12", "2018-12-24", "2018-12-26", "Christmas", "historical"),
    ("Next month Seoul will send an envoy to Moscow.", "2018-12-10", "send", "2019-01", "2019-01-01", "2019-01-31", "Next month", "future"),
    ("Seoul and Moscow signed the treaty on 30 September 1990.", "", "signed", "1990-09-30", "1990-09-30", "1990-09-30", "30 September 1990", ""),
    ("Seoul and Moscow signed the treaty on Friday.", "", "signed", "", "", "", "Friday", ""),
    ("Canada rejected the charges.", "1987-03-18", "rejected", "1987-03-18", "1987-03-18", "1987-03-18", "", ""),
    ("May said Britain had rejected the plan.", "2018-07-19", "said", "2018-07-19", "2018-07-19", "2018-07-19", "", ""),
    ("The summit scheduled for Tuesday was cancelled.", "2018-07-19", "cancelled", "2018-07-19", "2018-07-19", "2018-07-19", "", ""),
    ("The summit scheduled for Tuesday was cancelled.", "2018-07-19", "scheduled", "2018-07-24", "2018-07-24", "2018-07-24", "Tuesday", "future"),
    ("They agreed on Monday to finish the pipeline by 2015.", "2008-10-01", "agreed", "2008-09-29", "2008-09-29", "2008-09-29", "Monday", ""),
    ("Several years ago Moscow sent 2000 troops.", "2018-07-19", "sent", "", "", "", "Several years ago", "historical"),
    ("Trade grew over the past three years.", "2018-07-19", "grew", "2015", "2015-01-01", "2018-07-19", "past three years", "historical"),
    ("In late March 2003 Seoul paid the debt.", "2018-07-19", "paid", "2003-03", "2003-03-22", "2003-03-31", "late March 2003", "historical"),
    ("In May last year the two countries resumed talks.", "2018-07-19", "resumed", "2017-05", "2017-05-01", "2017-05-31", "May last year", "historical"),
    ("On Friday, September 28, the sides adopted a statement.", "2001-10-05", "adopted", "2001-09-28", "2001-09-28", "2001-09-28", "September 28", ""),
    ("Seoul summoned the ambassador last night.", "2024-06-21", "summoned", "2024-06-20", "2024-06-20", "2024-06-20", "last night", ""),
    ("The foreign minister condemned Wednesday's attack.", "2024-06-21", "condemned", "2024-06-21", "2024-06-21", "2024-06-21", "", ""),
    ("Exports fell for two years.", "2024-06-21", "fell", "2024-06-21", "2024-06-21", "2024-06-21", "", ""),
    ("Ottawa will send an envoy in two weeks.", "2024-06-21", "send", "2024-07", "2024-07-01", "2024-07-07", "in two weeks", "future"),
    ("Moscow had rejected the demand.", "2024-06-21", "rejected", "", "", "", "", "historical"),
    ("On 2018-06-22 they met.", "", "met", "2018-06-22", "2018-06-22", "2018-06-22", "2018-06-22", ""),
    ("Seoul opened a consulate in the summer of 1992.", "", "opened", "1992", "1992-06-01", "1992-08-31", "summer of 1992", ""),
    ("Last September Moon proposed nine bridges.", "2018-06-23", "proposed", "2017-09", "2017-09-01", "2017-09-30", "Last September", "historical"),
    ("Moscow rejected the plan on Monday.", "1987-10-19", "rejected", "1987-10-19", "1987-10-19", "1987-10-19", "Monday", ""),
    ("Moscow rejected the plan last Monday.", "1987-10-19", "rejected", "1987-10-12", "1987-10-12", "1987-10-12", "last Monday", ""),
    ("The minister said on Friday that talks failed.", "2018-07-19", "said", "2018-07-20", "2018-07-20", "2018-07-20", "Friday", ""),
    ("The agency said on Sunday Iran seized seven boats.", "1987-06-02", "said", "1987-05-31", "1987-05-31", "1987-05-31", "Sunday", ""),
    ("Kuwait recently freed the boats.", "1987-06-02", "freed", "1987", "1987-04-03", "1987-06-02", "", ""),
    ("Seoul and Moscow are currently negotiating.", "2019-02-04", "negotiating", "2019-02", "2019-02-01", "2019-02-28", "", ""),
    ("They praised last December's accord.", "1987-03-01", "accord", "1986-12", "1986-12-01", "1986-12-31", "last December", "historical"),
    ("They praised last December's accord.", "1987-03-01", "praised", "1987-03-01", "1987-03-01", "1987-03-01", "", ""),
    ("Moscow protested today over the seizure.", "1987-03-18", "seizure", "", "", "", "", ""),
    ("Seoul expelled the envoy.", "2001-09", "expelled", "2001-09", "2001-09-01", "2001-09-30", "", ""),
    ("Seoul expelled the envoy on Friday.", "2001-09", "expelled", "2001", "2001-08-31", "2001-09-28", "Friday", ""),
    ("Seoul expelled the envoy last year.", "2001", "expelled", "2000", "2000-01-01", "2000-12-31", "last year", "historical"),
    ("Seoul expelled the envoy in August.", "", "expelled", "", "", "", "August", ""),
    ("Seoul expelled the envoy.", "", "expelled", "", "", "", "", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def parsed() -> dict[str, Sentence]:
    texts = sorted({case[0] for case in CASES})
    documents = [Document(input=t, text=t, blocks=(Block("paragraph", 0, len(t)),)) for t in texts]
    return {d.text: sentences[0] for d, sentences in Parser().parse(documents)}


@pytest.mark.parametrize(
    ("text", "published", "predicate", "day", "start", "end", "words", "aux"),
    CASES,
    ids=lambda v: str(v)[:40],
)
def test_when(
    text: str, published: str, predicate: str, day: str, start: str, end: str, words: str, aux: str,
    parsed: dict[str, Sentence],
) -> None:  # fmt: skip
    sentence = parsed[text]
    found = when(sentence, text, published, predicate=sentence.words.index(predicate))
    assert found == When(day, precision(day), start, end, words, aux)


@pytest.mark.parametrize(
    "words",
    [
        "a two - year pact",
        "they may march",
        "Theresa May said",
        "2000 troops",
        "Good Friday",
        "for years",
        "on Christmas Island",
    ],
)
def test_words_that_name_no_time(words: str) -> None:
    assert expressions(flat(words.split())) == ()


def flat(words: list[str]) -> Sentence:
    """A sentence whose words all hang on its first, a verb; numbers count the word that follows."""
    n, starts = len(words), [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    number = [w.isdecimal() or w == "Christmas" for w in words]
    heads = [min(i + 1, n - 1) if number[i] else 0 for i in range(n)]
    deps = [
        ("compound" if w == "Christmas" else "nummod") if k else "dep"
        for w, k in zip(words, number, strict=True)
    ]
    return Sentence(
        0, 0, 0, starts[-1] + len(words[-1]), tuple(words), tuple(w.lower() for w in words),
        ("VERB", *["NOUN"] * (n - 1)), ("VBD", *["NNS"] * (n - 1)), ("ROOT", *deps[1:]), (0, *heads[1:]),
        tuple(starts), tuple(s + len(w) for s, w in zip(starts, words, strict=True)),
    )  # fmt: skip


WORDS = [
    "met",
    "will",
    "last",
    "next",
    "this",
    "past",
    "the",
    "a",
    "of",
    "in",
    "on",
    "by",
    "two",
    "3",
    "28",
    "30th",
    "several",
    "few",
    "-",
    ",",
    "to",
    "year",
    "years",
    "ago",
    "week",
    "weeks",
    "month",
    "decade",
    "days",
    "today",
    "yesterday",
    "tomorrow",
    "Friday",
    "Monday",
    "August",
    "May",
    "Sept.",
    "2001",
    "1990",
    "1990s",
    "early",
    "late",
    "mid",
    "night",
    "weekend",
    "Christmas",
    "summer",
    "before",
    "after",
    "that",
    "same",
    "recently",
    "previously",
    "now",
    "2001",
    "-",
    "09",
    "-",
    "28",
]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=12),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.sampled_from([0, 4, 7, 10]),
)
def test_any_words_give_days_in_order(words: list[str], day: date, length: int) -> None:
    sentence = flat(["met", *words])
    found = when(sentence, " ".join(["met", *words]), day.isoformat()[:length])
    assert valid(found.date)
    assert found.precision == precision(found.date)
    assert found.start <= found.end
    assert bool(found.date) == bool(found.start) == bool(found.end)
    assert found.start.startswith(found.date[:7]) or found.precision == "year"
