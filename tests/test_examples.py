"""The seven documents of examples/korea-russia: their shapes, sizes and dates."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from comity.coding.dates import when
from comity.dates import path_date, written_dates, years_of
from comity.model import Block, Document
from comity.parse import Parser

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "examples" / "korea-russia"

# name: first and last words that belong to its body
BODIES = {
    "1990-relations-wire.txt": ("South Korea and the Soviet Union established", "third countries."),
    "1990-relations-syndicated.txt": (
        "South Korea and the Soviet Union established",
        "exchange ambassadors soon.",
    ),
    "1992-communique.pdf": ("1. At the invitation", "accepted with thanks."),
    "2008-strategic-partnership.html": ("President Lee Myung-bak and Russian", "home in the evening."),
    "2013-neighbours-forum.txt": ("The Han River Foundation hosted", "the Arctic sea route."),
    "2018-moscow-summit-dump.txt": ("South Korean President Moon Jae-in and", "at the World Cup."),
    "2024-envoy-summoned-release.txt": ("1. First Vice Minister of Foreign Affairs", "after the war."),
}


def text_of(name: str) -> str:
    path = FOLDER / name
    if path.suffix == ".pdf":
        from pypdf import PdfReader

        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    text = path.read_text("utf-8")
    return (
        re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", text, flags=re.S) if path.suffix == ".html" else text
    )


def body_of(name: str) -> str:
    first, last = BODIES[name]
    text = " ".join(text_of(name).split())
    assert first in text, name
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


def test_the_seven_are_all_there() -> None:
    assert {p.name for p in FOLDER.iterdir()} == set(
        BODIES
    )  # and nothing else: whatever lies in the folder is coded


@pytest.mark.parametrize("name", BODIES)
def test_a_body_has_300_to_900_words(name: str) -> None:
    assert 300 <= len(body_of(name).split()) <= 900


@pytest.mark.parametrize("name", BODIES)
def test_the_readme_tells_of_each(name: str) -> None:
    assert f"`{name}`" in (FOLDER.parent / "README.md").read_text("utf-8")


def test_the_wire_story_and_its_copy() -> None:
    wire, copy = body_of("1990-relations-wire.txt"), body_of("1990-relations-syndicated.txt")
    assert wire.startswith(copy[: copy.rindex("The two sides agreed")])
    assert len(copy) < 0.85 * len(wire)
    titles = [text_of(f"1990-relations-{n}.txt").strip().splitlines()[0] for n in ("wire", "syndicated")]
    assert titles[0] != titles[1]


def test_the_dump_has_its_body_twice() -> None:
    text, body = text_of("2018-moscow-summit-dump.txt"), body_of("2018-moscow-summit-dump.txt")
    assert " ".join(text.split()).count(body) == 2
    assert "Special Coverage" in text


def test_the_page_has_furniture_and_metadata() -> None:
    page = (FOLDER / "2008-strategic-partnership.html").read_text("utf-8")
    for part in ("<nav", 'class="share"', 'class="related"', "<footer", "article:published_time", "<script"):
        assert part in page
    canonical = re.search(r'rel="canonical" href="([^"]+)"', page)
    assert canonical and path_date(canonical[1]) == "2008-09-30"


def test_the_forum_gives_no_year_with_its_days() -> None:
    days = [d for d in written_dates(text_of("2013-neighbours-forum.txt")) if d.yearless]
    assert [d.yearless for d in days] == ["12-05", "12-06", "11-13", "01-01", "05-24"]
    assert years_of("12-05", days[0].weekday, 2009, 2018) == [2013]


def test_the_pdf_is_small_and_is_what_the_script_writes() -> None:
    path = FOLDER / "1992-communique.pdf"
    assert path.stat().st_size < 50_000
    script = runpy.run_path(str(ROOT / "tools" / "examples" / "make_pdf.py"))
    assert script["pdf"](script["pages"](script["SOURCE"].read_text("ascii"))) == path.read_bytes()


# document, beginning of a sentence, document's date, predicate, when it happened
EVENTS = [
    ("1990-relations-wire.txt", "South Korea and the Soviet Union established", "1990-09-30", "established", "1990-09-30"),
    ("1990-relations-syndicated.txt", "South Korea and the Soviet Union established", "1990-10-01", "established", "1990-09-30"),
    ("1990-relations-wire.txt", "Shevardnadze visited Pyongyang", "1990-09-30", "visited", "1990-09"),
    ("1990-relations-wire.txt", "The way to Sunday's ceremony", "1990-09-30", "opened", "1990-06-04"),
    ("1992-communique.pdf", "On 19 November the two Presidents", "1992-11-20", "signed", "1992-11-19"),
    ("2008-strategic-partnership.html", "President Lee Myung-bak and Russian", "2008-09-30", "agreed", "2008-09-29"),
    ("2008-strategic-partnership.html", "Pyongyang announced last week", "2008-09-30", "announced", "2008-09"),
    ("2013-neighbours-forum.txt", "The Han River Foundation hosted", "2013", "hosted", "2013-12-05"),
    ("2018-moscow-summit-dump.txt", "Moon told the State Duma on Thursday", "2018-06-23", "told", "2018-06-21"),
    ("2018-moscow-summit-dump.txt", "Last September Moon proposed", "2018-06-23", "proposed", "2017-09"),
    ("2024-envoy-summoned-release.txt", "The government condemned the treaty", "2024-06-21", "condemned", "2024-06-20"),
    ("2024-envoy-summoned-release.txt", "Russia put the Republic of Korea", "2024-06-21", "put", "2022-03-07"),
]  # fmt: skip


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


@pytest.mark.parametrize(("name", "opening", "published", "predicate", "expected"), EVENTS)
def test_when_it_happened(
    name: str, opening: str, published: str, predicate: str, expected: str, parser: Parser
) -> None:
    body = body_of(name)
    start = body.index(opening)
    text = body[start : start + 400]
    [(_, sentences)] = parser.parse(
        [Document(input=name, text=text, blocks=(Block("paragraph", 0, len(text)),))]
    )
    first = sentences[0]
    assert when(first, text, published, predicate=first.words.index(predicate)).date == expected
