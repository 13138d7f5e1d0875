"""A brief as it is handed on: self-contained, every line with its evidence, hostile text harmless."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest

from comity.errors import OptionError
from comity.show.brief import Against, brief, check
from tests.handmade import KIM, PUTIN, SCHOLAR, Handmade, document, entity, event, placed, statement

K, R, P = (entity(code) for code in ("KOR", "RUS", "PRK"))
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) `a` | *b* _c_ {{ 7 * 7 }} \u202e\x07 \"'></q>"

SUMMIT = document(
    "one",
    "Kim Dae-jung and Vladimir Putin met in Seoul on Tuesday. They promised a gas pipeline.",
    "Kim called on Russia to start a reform of its taxes and duties.",
    "Putin praised the policy toward the North.",
    "Kim said ties with Russia were warm, and scholars said ties with Korea were warm too.",
    "Kim voiced concern about Russian customs.",
    "Seoul banned Russian fish in 2022.",
)


@pytest.fixture(scope="module")
def ledger() -> Handmade:
    lines = SUMMIT.text.split("\n")
    told = [
        event("CONSULT", [KIM, PUTIN], evidence="Kim Dae-jung and Vladimir Putin met in Seoul on Tuesday."),
        event("SANCTION", K, R, "2022", evidence=lines[5]),
        event("SUPPORT", PUTIN, K, evidence=lines[2]),
    ]
    said = [
        statement(
            [KIM, PUTIN], "pledge", 1, [K, R], "a gas pipeline", evidence="They promised a gas pipeline."
        ),
        statement(KIM, "call", 1, R, "reform of its taxes and duties", evidence=lines[1]),
        statement(PUTIN, "praise", 1, [K, P], "the policy toward the North", evidence=lines[2]),
        statement(KIM, "assess", 1, R, "ties with Russia were warm", evidence=lines[3]),
        statement(SCHOLAR, "assess", 1, K, "ties with Korea were warm too", evidence=lines[3]),
        statement(KIM, "concern", -1, R, "about Russian customs", evidence=lines[4]),
    ]
    return Handmade([placed(e, SUMMIT) for e in told], [placed(s, SUMMIT) for s in said], [SUMMIT])


def hostile() -> Handmade:
    somebody = entity("KOR", HOSTILE, office=HOSTILE)
    told = [
        event("SUPPORT", somebody, R, evidence=HOSTILE, trigger=HOSTILE, mode=HOSTILE, context=(HOSTILE,))
    ]
    told += [event("CONSULT", [somebody, PUTIN], date="2001-02", evidence=HOSTILE)]
    said = [
        statement(somebody, act, -1, R, f"{HOSTILE} pipeline {act}", issue=(HOSTILE,))
        for act in ("call", "concern")
    ]
    said += [statement(PUTIN, HOSTILE, 1, K, HOSTILE, issue=(HOSTILE,))]
    kept = document(
        "one", HOSTILE, title=HOSTILE, publication=HOSTILE, url="javascript:alert(1)", published=HOSTILE
    )
    return Handmade(told, said, [kept])


def written(ledger: Handmade, a: str, b: str, to: str = "html", **options: Any) -> str:
    return brief(ledger, a, b, **options).text(to)


class Page(HTMLParser):
    """What a browser would see: tags, addresses and ids, and the text without the style sheet."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.addresses += [value for name in ("href", "src") if (value := given.get(name)) is not None]
        self.ids += [value for name, value in attrs if name == "id" and value]
        assert not [name for name in given if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_else(ledger: Handmade) -> None:
    page = Page(written(ledger, "KOR", "RUS"))
    assert not page.tags & {"script", "link", "img", "iframe", "object"}
    assert all(address.startswith("#") for address in page.addresses)
    assert "url(" not in page.text and "@import" not in page.text


def test_every_reference_opens_evidence(ledger: Handmade) -> None:
    page = Page(written(ledger, "KOR", "RUS"))
    opened = {address[1:] for address in page.addresses if re.fullmatch(r"#e\d+", address)}
    assert opened == {name for name in page.ids if re.fullmatch(r"e\d+", name)}
    assert len(page.ids) == len(set(page.ids))
    assert {address[1:] for address in page.addresses} - {"_"} <= set(page.ids)


def test_every_line_has_a_reference(ledger: Handmade) -> None:
    text = written(ledger, "KOR", "RUS")
    body = text[text.index('id="happened"') : text.index('id="sources"')]
    lines = re.findall(r'<li(?: class="(?:coop|conflict|faint|)")?>.*?</li>', body, re.DOTALL)
    assert len(lines) > 8
    assert [line for line in lines if 'class="ref"' not in line] == []


def test_the_evidence_is_the_sentence_in_its_paragraph(ledger: Handmade) -> None:
    text = written(ledger, "KOR", "RUS")
    marked = "<mark>They promised a gas pipeline.</mark>"
    assert f"Kim Dae-jung and Vladimir Putin met in Seoul on Tuesday. {marked}" in text
    assert f"comity why LEDGER {ledger.said[0].id}" in text


@pytest.mark.parametrize("to", ["html", "md"])
def test_it_reads_in_plain_english(ledger: Handmade, to: str) -> None:
    text = re.sub(r"<[^>]+>|\[\^e\d+\]|\*\*", "", written(ledger, "KOR", "RUS", to=to))
    for words in (
        "South Korea – Russia",
        "Kim Dae-jung and Vladimir Putin met",
        "27 February 2001",
        "called for: ",
        "reform of its taxes and duties",
        "Where they agree",
        "Gas pipeline",
        "North Korea",
    ):
        assert words in text


def test_the_lead_counts_what_took_place(ledger: Handmade) -> None:
    text = written(ledger, "KOR", "RUS", to="md")
    assert "3 events between South Korea and Russia from 2001 to 2022: 2 of verbal cooperation" in text
    assert "1 of material conflict" in text


def test_either_order_and_names_are_taken(ledger: Handmade) -> None:
    assert written(ledger, "south korea", "Russia") == written(ledger, "KOR", "RUS")
    assert "Russia</span> <i>–</i>" in written(ledger, "RUS", "KOR")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"a": "Sout Korea", "b": "RUS"}, "South Korea"),
        ({"a": "KOR", "b": "South Korea"}, "two sides"),
        ({"a": "KOR", "b": "Ivanof"}, "Did you mean Ivan Ivanov"),
        ({"a": "KOR", "b": "v"}, "'v' may be Ivan Ivanov, Vladimir Putin: give the whole name"),
        ({"a": "KOR", "b": "RUS", "since": "2002", "until": "2001"}, "ends before it begins"),
        ({"a": "KOR", "b": "RUS", "since": "May"}, "--since"),
    ],
)
def test_what_cannot_be_briefed_is_said(ledger: Handmade, options: dict[str, str], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        written(ledger, **options)


@pytest.mark.parametrize("to", ["html", "md"])
def test_nothing_found_says_so_and_what_there_is(ledger: Handmade, to: str) -> None:
    text = written(ledger, "KOR", "JPN", to=to)
    assert "holds no event and no statement" in text and "South Korea – Russia" in text


@pytest.mark.parametrize("to", ["html", "md"])
def test_an_empty_ledger_gives_an_empty_brief(to: str) -> None:
    assert "holds no event and no statement" in written(Handmade(), "KOR", "RUS", to=to)


def test_hostile_text_stays_text() -> None:
    text = written(hostile(), "KOR", "RUS")
    page = Page(text)
    assert "script" not in page.tags and "alert(1)" in page.text
    assert not [a for a in page.addresses if "javascript" in a]
    assert "{{ 7 * 7 }}" in page.text
    assert "\u202e" not in text and "\x07" not in text


def test_hostile_text_stays_text_in_markdown() -> None:
    text = written(hostile(), "KOR", "RUS", to="md")
    assert "<script" not in text and not re.search(r"(?<!\\)\]\(", text)
    assert "\u202e" not in text
    assert all(line.count("|") - line.count("\\|") in (0, 8) for line in text.splitlines())


def test_markdown_footnotes_meet(ledger: Handmade) -> None:
    text = written(ledger, "KOR", "RUS", to="md")
    cited = set(re.findall(r"\[\^(e\d+)\](?!:)", text))
    assert cited == set(re.findall(r"^\[\^(e\d+)\]:", text, re.MULTILINE)) and cited


def test_a_web_address_becomes_a_link() -> None:
    kept = document("one", "They did it.", url="https://example.org/a?b=1&c=2")
    page = Page(written(Handmade([event("SUPPORT", K, R)], kept=[kept]), "KOR", "RUS"))
    assert "https://example.org/a?b=1&c=2" in page.addresses


def test_a_long_record_is_cut_and_says_so() -> None:
    told = [
        event("SUPPORT", K, R, f"{1900 + i}", evidence=f"Praise number {i}.", start=i * 30)
        for i in range(100)
    ]
    text = written(Handmade(told), "KOR", "RUS")
    assert "40 lesser events are left out" in text


def test_what_is_left_out_leaves_no_evidence() -> None:
    said = [statement(KIM, "concern", -1, R, f"worry number {i} of many", start=i * 40) for i in range(60)]
    page = Page(written(Handmade(said=said), "KOR", "RUS"))
    shown = {name for name in page.ids if re.fullmatch(r"e\d+", name)}
    assert shown == {address[1:] for address in page.addresses if re.fullmatch(r"#e\d+", address)}
    assert len(shown) < 20


@pytest.mark.parametrize("to", ["html", "md"])
def test_an_undertaking_says_how_it_stands_and_what_was_promised(to: str) -> None:
    paper = document(
        "plan",
        "The Duma approved an industrial complex in Nakhodka. Putin said the project would start in 2003.",
    )
    words = "the project would start in 2003"
    said = statement(
        PUTIN, "predict", 0, [K, R], words, evidence="Putin said the project would start in 2003."
    )
    page = written(Handmade(said=[placed(said, paper)], kept=[paper]), "KOR", "RUS", to)
    assert (
        "industrial zones; approved; 28 February 2001; to be under way in 2003 (nothing later is told)"
        in page
    )
    assert "The Duma approved an industrial complex in Nakhodka." in page


def test_a_lead_is_numbered_first(ledger: Handmade) -> None:
    text = written(ledger, "KOR", "RUS")
    assert re.search(r'href="#e(\d+)"', text[text.index('class="lead"') :])[1] == "1"  # type: ignore[index]


def test_charts_are_drawings_with_words(ledger: Handmade) -> None:
    text = written(ledger, "KOR", "RUS")
    drawn = re.findall(r"<figure>.*?</figure>", text, re.DOTALL)
    assert len(drawn) == 4 and all("<svg " in figure and "<figcaption>" in figure for figure in drawn)
    assert "2001: 2 of verbal cooperation" in text and "South Korea on political relations" in text
    assert "nothing to draw" not in text


def test_one_moment_has_no_series() -> None:
    assert "<svg" not in written(Handmade([event("SUPPORT", K, R)]), "KOR", "RUS")


def test_a_brief_of_a_person_or_a_sector(ledger: Handmade) -> None:
    text = written(ledger, "putin", "KORGOV", to="md")
    assert text.startswith("# Vladimir Putin – South Korea (government), 27 February 2001")
    assert "support; Vladimir Putin → South Korea (government)" in text


def test_the_time_asked_for_is_said_where_it_is_empty(ledger: Handmade) -> None:
    text = written(ledger, "KOR", "RUS", since="1950", until="1960")
    assert "between South Korea and Russia (1950–1960)" in text


@pytest.mark.parametrize("to", ["html", "md"])
def test_two_periods_on_one_page(ledger: Handmade, to: str) -> None:
    text = written(ledger, "KOR", "RUS", to, until="2010", against=Against("2011.."))
    plain = re.sub(r"<[^>]+>|\[\^e\d+\]|\*\*", "", text)
    for words in (
        "2 events in the first (2001–2010) and 1 in the second (2011–2022)",
        "Cooperation makes up 100% of the first and 0% of the second",
        "too few documents for an interval",
        "Leading issues",
        "only here",
        "What each asks of the other",
        "Gas pipeline",
    ):
        assert words in plain


@pytest.mark.parametrize("to", ["html", "md"])
def test_two_pairs_on_one_page(ledger: Handmade, to: str) -> None:
    text = written(ledger, "KOR", "RUS", to, against=Against(pair=("PRK", "RUS")))
    assert "South Korea – Russia and North Korea – Russia" in text


def test_every_line_of_a_comparison_opens_its_evidence(ledger: Handmade) -> None:
    text = written(ledger, "KOR", "RUS", until="2010", against=Against("2011.."))
    page = Page(text)
    body = text[text.index('id="issues"') : text.index('id="sources"')]
    lines = re.findall(r'<li class="\w*">.*?</li>', body, re.DOTALL)
    assert len(lines) > 4 and [line for line in lines if 'class="ref"' not in line] == []
    opened = {address[1:] for address in page.addresses if re.fullmatch(r"#e\d+", address)}
    assert opened == {name for name in page.ids if re.fullmatch(r"e\d+", name)}
    assert len(page.ids) == len(set(page.ids))


def test_hostile_text_stays_text_in_a_comparison() -> None:
    page = Page(written(hostile(), "KOR", "RUS", against=Against("2001..")))
    assert "script" not in page.tags and not [a for a in page.addresses if "javascript" in a]


@pytest.mark.parametrize("to", ["html", "md"])
def test_nothing_on_either_side_says_so(to: str) -> None:
    assert "for either of the two" in written(Handmade(), "KOR", "RUS", to, against=Against("1990"))


def test_what_a_brief_cannot_be_is_said() -> None:
    with pytest.raises(OptionError, match="'docx': choose html, md or pdf"):
        check("docx")
