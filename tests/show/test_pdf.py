"""A brief as PDF: text that can be searched, links that lead to the evidence, hostile words as words."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from comity.show.brief import Against, brief
from tests.handmade import KIM, PUTIN, Handmade, document, entity, event, statement
from tests.show.test_brief import HOSTILE, hostile

K, R = entity("KOR"), entity("RUS")
MARKUP = '#import "x": * $x$ #eval("1") @ref <e1> // /* = h \\ "] *b* _c_ `a`'
CYRILLIC = "Президент Медведев"
LEDGER = Handmade(
    [
        event("CONSULT", [KIM, PUTIN], evidence=f"They met: {MARKUP}"),
        event("SANCTION", K, R, "2003", evidence=f"{CYRILLIC} spoke.", start=200),
    ],
    [
        statement(
            KIM, "call", 1, R, "reform of its taxes and duties", evidence="Kim called for reform.", start=300
        )
    ],
    [document("one", "They met.", title=CYRILLIC, url="https://example.org/a?b=1&c=2")],
)


def read(made: bytes) -> PdfReader:
    assert made.startswith(b"%PDF-")
    return PdfReader(io.BytesIO(made))


def text_of(pdf: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def links(pdf: PdfReader) -> list[str]:
    """Where links lead: addresses of the web, "" for places in the document."""
    actions = (a.get_object() for page in pdf.pages for a in page.get("/Annots") or ())
    return [str(a["/A"].get("/URI", "")) if "/A" in a else "" for a in actions]


def test_the_page_is_a4_and_says_what_it_is() -> None:
    pdf = read(brief(LEDGER, "KOR", "RUS").pdf())
    box = pdf.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    assert pdf.metadata is not None and pdf.metadata.title == "South Korea – Russia"
    text = text_of(pdf)
    for words in (
        "South Korea – Russia",
        "What happened",
        "1 / ",
        CYRILLIC,
        "reform of its taxes and duties",
        "Evidence",
    ):
        assert words in text


def test_lines_lead_to_their_evidence_and_documents_to_the_web() -> None:
    found = links(read(brief(LEDGER, "KOR", "RUS").pdf()))
    assert found.count("") >= 4
    assert {address for address in found if address} == {"https://example.org/a?b=1&c=2"}


def test_markup_is_text() -> None:
    assert re.sub(r"\s", "", MARKUP) in re.sub(r"\s", "", text_of(read(brief(LEDGER, "KOR", "RUS").pdf())))


@pytest.mark.parametrize("against", [None, Against(pair=("KOR", "Vladimir Putin"))])
def test_hostile_text_stays_text(against: Against | None) -> None:
    pdf = read(brief(hostile(), "KOR", "RUS", against=against).pdf())
    assert "javascript" not in " ".join(links(pdf))
    assert re.sub(r"\s", "", HOSTILE)[:20] in re.sub(r"\s", "", text_of(pdf))


@pytest.mark.parametrize("ledger", [Handmade(), Handmade([event("SUPPORT", K, R, "")])])
def test_little_or_nothing_is_a_page_too(ledger: Handmade) -> None:
    for against in (None, Against("1990..2000")):
        assert len(read(brief(ledger, "KOR", "RUS", against=against).pdf()).pages) >= 1


def test_the_same_record_gives_the_same_pages() -> None:
    one, other = (
        text_of(read(brief(LEDGER, a, b).pdf())) for a, b in (("KOR", "RUS"), ("South Korea", "Russia"))
    )
    assert one == other
