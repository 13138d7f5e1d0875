from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.clean import clean
from comity.model import Block, Document

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"
BODY = "Chile and Norway signed an accord on fisheries on Friday. It will run for ten years."
MORE = "The two ministers also spoke of trade, and of a link by air that both want."


def cleaned(text: str, **fields: str) -> Document:
    return clean(Document(input=fields.pop("input", "page.txt"), text=text, **fields))  # type: ignore[arg-type]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


FURNITURE = [
    "Email | Print | Subscribe | Comments",
    "Home > World > Asia",
    "메인메뉴 바로가기",
    "Главное меню",
    "By Ana Perez",
    "(Editor: Ana Perez)",
    "Source: Xinhua",
    "Read more: Chile opens a port",
    "Copyright 2010 The Post. All rights reserved.",
    "We use cookies to improve your experience.",
    "Photo: a trawler off Bergen",
    "Updated: 11:56, September 12, 2010",
    "https://www.example.org/a/b",
    "* * *",
]


@pytest.mark.parametrize("line", FURNITURE)
@pytest.mark.parametrize("page", ["{0}\n\n{1}\n{2}\n", "{1}\n{0}\n{2}\n", "{1}\n{2}\n\n{0}\n"])
def test_furniture_goes_wherever_it_stands(line: str, page: str) -> None:
    assert cleaned(page.format(line, BODY, MORE)).text == f"{BODY}\n{MORE}"


@pytest.mark.parametrize("end", ["Reuter\n&#3;", " REUTER...", "-30-", "ENDS", "Reuter^M\n\x03"])
def test_wire_end_marks_go(end: str) -> None:
    for medium in ("record", "text"):
        assert cleaned(f"{BODY}\n {end}", medium=medium).text == BODY


def test_lists_of_other_stories_go() -> None:
    links = "Special Coverage\nMajor headlines\nPeru opens its largest port, 60 years after it was planned\nSpain cuts tax"
    assert cleaned(f"{BODY}\n{MORE}\n\n{links}\n").text == f"{BODY}\n{MORE}"
    assert (
        cleaned(f"{BODY}\nRelated\nPeru opens its largest port\nSpain cuts tax\n{MORE}").text
        == f"{BODY}\n{MORE}"
    )


def test_comments_of_readers_go() -> None:
    assert cleaned(f"{BODY}\n{MORE}\nLeave a reply\nWhat a fine deal this is!").text == f"{BODY}\n{MORE}"


@pytest.mark.parametrize("heading", ["WILL TO COOPERATE", "Prospects for Trade", "Trade and transport"])
def test_headings_stay_where_body_follows(heading: str) -> None:
    found = cleaned(f"{BODY}\n{heading}\n{MORE}\n{heading} Again\n")
    assert kinds(found) == [("paragraph", BODY), ("heading", heading), ("paragraph", MORE)]


def test_short_sentences_are_body() -> None:
    assert cleaned(f"{BODY}\n\nHe agreed.\n\n{MORE}").text == f"{BODY}\nHe agreed.\n{MORE}"


def test_lists_keep_their_items() -> None:
    found = cleaned(f"{BODY}\nThe accord has three parts:\n- fishing\n- culture\n- trade by sea\n{MORE}")
    assert [kind for kind, _ in kinds(found)] == [
        "paragraph",
        "paragraph",
        "list",
        "list",
        "list",
        "paragraph",
    ]
    assert "\nculture\n" in found.text


@pytest.mark.parametrize(
    "page",
    [
        f"Accord on Fish Signed\nAccord on Fish Signed\n\n{BODY}\n{MORE}\n{BODY}\n{MORE}\n",
        f"Accord on Fish Signed\n\n{BODY}\n{MORE}\nSource: AFP\n{MORE}\n",
        f"Accord on Fish Signed\n\n{BODY}\n{MORE}\n\n{BODY} {MORE}\n",
    ],
)
def test_what_stands_twice_is_kept_once(page: str) -> None:
    found = cleaned(page)
    assert (found.title, found.text) == ("Accord on Fish Signed", f"{BODY}\n{MORE}")


def test_a_body_twice_in_one_line_is_kept_once() -> None:
    long = f"{BODY} {MORE} A third meeting is to be held in Santiago before the end of the year."
    assert cleaned(f"{long} {long}").text == long


def test_a_short_answer_may_be_given_twice() -> None:
    text = f"{BODY}\nHe declined to say.\n{MORE}\nHe declined to say."
    assert cleaned(text).text == text


WRAPPED = [
    (
        "Chile and Norway signed an accord\non fisheries that both had wanted for as long as ten\n"
        "years, the ministers of both states said after their talks.\n    They will meet again in Oslo\nbefore winter.\n",
        2,
    ),
    (
        "Chile and Norway signed an accord on fisheries that both had\nwanted for as long as ten years, said the ministers.\n\n"
        "They will meet again in Oslo before the winter, if the talks\nthat Peru asked for have begun by then.\n",
        2,
    ),
    (
        "CHILE AND NORWAY SIGNED AN ACCORD ON FISHERIES THAT BOTH HAD\nWANTED FOR AS LONG AS TEN YEARS, SAID THE MINISTERS OF BOTH\n"
        "STATES AFTER THEIR TALKS IN OSLO.\n",
        1,
    ),
]


@pytest.mark.parametrize(("text", "paragraphs"), WRAPPED)
@pytest.mark.parametrize("medium", ["text", "record", "pdf"])
def test_wrapped_lines_are_joined(text: str, paragraphs: int, medium: str) -> None:
    found = cleaned(text, medium=medium)
    assert [kind for kind, _ in kinds(found)] == ["paragraph"] * paragraphs
    assert found.text.split() == text.split()


DATELINES = [
    ("MOSCOW, Sept 12 (Xinhua) -- ", "Moscow", "Xinhua"),
    ("SEOUL (Reuters) - ", "Seoul", "Reuters"),
    ("RIO DE JANEIRO, March 3 - ", "Rio de Janeiro", ""),
    ("WASHINGTON — ", "Washington", ""),
    ("Oslo, 6 May (AFP) – ", "Oslo", "AFP"),
    ("LEXINGTON, Ky., March 2 - ", "LEXINGTON, Ky.", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("dateline", "place", "publication"), DATELINES)
def test_datelines_leave_the_text(dateline: str, place: str, publication: str) -> None:
    found = cleaned(f"{dateline}{BODY}\n{MORE}")
    assert (found.place, found.publication, found.text) == (place, publication, f"{BODY}\n{MORE}")


@pytest.mark.parametrize(
    "opening",
    ["The minister - a lawyer - signed it.", "U.S. - Chile trade has grown.", "Peru (the host) -- was late."],
)
def test_a_dash_alone_makes_no_dateline(opening: str) -> None:
    assert cleaned(f"{opening} {MORE}").text == f"{opening} {MORE}"


DATES = [
    ("11:56, September 12, 2010\n\n", {}, "2010-09-12", "text"),
    ("Sept. 12, 2010\n\n", {}, "2010-09-12", "text"),
    ("2010-09-12 11:56\n\n", {}, "2010-09-12", "text"),
    ("Posted on 12 September 2010\n\n", {}, "2010-09-12", "text"),
    ("Updated: September 14, 2010\nPublished: September 12, 2010\n\n", {}, "2010-09-12", "text"),
    ("", {"url": "https://example.org/2010/09/12/accord"}, "2010-09-12", "url"),
    ("", {"input": "20100912-accord.txt"}, "2010-09-12", "file"),
    ("", {"input": "2010-09-12.txt", "url": "https://example.org/2010/09/"}, "2010-09-12", "file"),
    ("OSLO, Sept 12 (AFP) - ", {"url": "https://example.org/2010/09/x"}, "2010-09-12", "url"),
    ("September 12, 2010\n\n", {"published": "2010-09-13T08:00:00Z"}, "2010-09-13", "metadata"),
    ("", {}, "", ""),
]


@pytest.mark.parametrize(("head", "fields", "day", "source"), DATES)
def test_date_of_the_page(head: str, fields: dict[str, str], day: str, source: str) -> None:
    found = cleaned(f"{head}{BODY}\n{MORE}", **fields)
    assert (found.published, found.published_from) == (day, source)


def test_what_the_user_knows_fills_what_nothing_says() -> None:
    page = Document(input="a.txt", text=BODY)
    found = clean(page, given_date="2011-03", given_publication="The Post")
    assert (found.published, found.published_from, found.publication) == ("2011-03", "given", "The Post")
    dated = clean(Document(input="a.txt", text=f"May 3, 2012\n\n{BODY}"), given_date="2011-03")
    assert (dated.published, dated.published_from) == ("2012-05-03", "text")


INFERRED = [
    ("The forum met on May 3-4. Trade had grown since 1999. Work is expected to begin in late 1999.", "1999"),
    (
        "The forum met on May 3-4. They spoke of the fall of the Berlin Wall. Work will start in early 1990.",
        "",
    ),
    (
        "The forum met on December 3. They spoke of the fall of the Berlin Wall. Work will start in early 1990.",
        "1989",
    ),
    ("On 3 May 2011, the two ministers met in Oslo and signed an accord on fish.", "2011"),
    ("The forum met on Thursday, December 5. Trade had grown since 2012.", "2013"),
    (
        "The forum met on Thursday, December 5. Trade had grown since 2012. Coal could be shipped in 2014.",
        "2013",
    ),
    ("The forum met on May 3-4. Trade had grown since 1999.", ""),
    ("The forum met on May 3-4. Trade will double by 2030.", ""),
]


@pytest.mark.parametrize(("text", "year"), INFERRED)
def test_year_from_what_is_past_and_what_is_to_come(text: str, year: str) -> None:
    found = cleaned(text)
    assert (found.published, found.published_from) == (year, "inferred" if year else "")


EMPTY = ["", " \n\t\n", "Home\nNews\nSport\nContact us\n", "\x00\x01", "-----\n* * *"]


@pytest.mark.parametrize("text", EMPTY)
def test_nothing_left_is_an_outcome_with_a_reason(text: str) -> None:
    found = cleaned(text)
    assert (found.outcome, found.text, found.blocks) == ("no_text", "", ())
    assert found.reason


def test_a_document_that_is_settled_passes_untouched() -> None:
    settled = Document(input="a", text="Home", outcome="unreadable", reason="broken")
    assert clean(settled) is settled


def test_blocks_of_a_reader_are_kept() -> None:
    text = f"Trade\n{BODY}\n{MORE}"
    end = 6 + len(BODY)
    blocks = (Block("heading", 0, 5), Block("quote", 6, end), Block("paragraph", end + 1, len(text)))
    found = clean(Document(input="a", title="Accord on Fish", text=text, blocks=blocks, medium="html"))
    assert [kind for kind, _ in kinds(found)] == ["heading", "quote", "paragraph"]


CHARACTERS = [
    ("Ties &amp; trade of R&D grew.", "Ties & trade of R&D grew."),
    ("Ties\u00a0and\u200b trade\u2009grew.", "Ties and trade grew."),
    ("“Ties” grew, he\x92d said.", "“Ties” grew, he’d said."),
    ("The ﬁrst cafe\u0301 was full.", "The first café was full."),
    ("The \ud800end is near.", "The end is near."),
]


@pytest.mark.parametrize(("raw", "text"), CHARACTERS)
def test_characters(raw: str, text: str) -> None:
    assert cleaned(raw).text == text


@given(st.text(), st.sampled_from(["text", "html", "pdf", "record"]))
def test_blocks_cover_every_line_of_a_sound_text(raw: str, medium: str) -> None:
    found = cleaned(raw, medium=medium)
    assert unicodedata.is_normalized("NFC", found.text)
    assert [text for _, text in kinds(found)] == (found.text.split("\n") if found.text else [])
    assert bool(found.text) != (found.outcome == "no_text")
    found.text.encode()


@pytest.mark.skipif(not SEEDS.exists(), reason="the seeds are not beside the repository")
@pytest.mark.parametrize(
    ("name", "title", "day", "source", "paragraphs", "headings"),
    [
        ("000", "Russia, South Korea eye close ties but hurdles remain", "2010-09-12", "text", 17, 3),
        ("001", "Third Korea-Russia Forum", "2001", "inferred", 15, 4),
    ],
)
def test_seeds(name: str, title: str, day: str, source: str, paragraphs: int, headings: int) -> None:
    file = next(SEEDS.glob(f"{name}_*.txt"))
    found = cleaned(file.read_text(encoding="utf-8"), input=file.name)
    assert (found.title, found.published, found.published_from) == (title, day, source)
    shapes = [kind for kind, _ in kinds(found)]
    assert (shapes.count("paragraph"), shapes.count("heading"), len(shapes)) == (
        paragraphs,
        headings,
        paragraphs + headings,
    )
