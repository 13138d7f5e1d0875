"""Texts of a few sentences, and whom a later word means."""

from __future__ import annotations

import pytest

from comity.actors.coreference import compatible, name_words, same_office, surnames
from comity.actors.lexicon import Lexicon
from comity.actors.mentions import Resolver
from comity.model import Document
from comity.parse import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    return Resolver(Lexicon.load())


FORUM = "Russian President Dmitry Medvedev and South Korean President Lee Myung-bak held talks. "
SCHOLAR = "Pavel Orlenko, head of a section at the Moscow Institute, was doubtful. "
CASES = [
    (FORUM + "The meeting showed their will.", "their", ["Dmitry Medvedev", "Lee Myung-bak"]),
    (FORUM + "Lee praised the result.", "Lee", ["Lee Myung-bak"]),
    (FORUM + "In his address, Lee praised the result.", "his", ["Lee Myung-bak"]),
    (FORUM + "The Lee government wants a pipeline.", "government", ["South Korea"]),
    (FORUM + "The two leaders signed an accord.", "leaders", ["Dmitry Medvedev", "Lee Myung-bak"]),
    (SCHOLAR + '"Neither side trusts the other," the professor said.', "professor", ["Pavel Orlenko"]),
    (SCHOLAR + "He expects little.", "He", ["Pavel Orlenko"]),
    ("Canada and France concluded an accord. Both countries welcomed it.", "countries", ["Canada", "France"]),
    ("Canada and France concluded an accord. They will meet again.", "They", ["Canada", "France"]),
    ("Kuwait denied the charge. The emirate said Iran was wrong.", "emirate", ["Kuwait"]),
    ("Sudan rejected the demand. It said prices had risen.", "It", ["Sudan"]),
    ("Syria, which shelled the town, denied it.", "which", ["Syria"]),
    ("British Prime Minister Margaret Thatcher left Bonn. She flew home.", "She", ["Margaret Thatcher"]),
    ("Critics opposed the bill. They called for sanctions.", "They", ["Critics"]),
    ("Chad is poor. It is clear that prices rose.", "It", []),
    ("We must act, the envoy said.", "We", []),
]


@pytest.mark.parametrize(("text", "word", "names"), CASES)
def test_whom_a_word_means(
    parser: Parser, resolver: Resolver, text: str, word: str, names: list[str]
) -> None:
    document = Document(
        input="test", text=text, published="2010-09-12" if "Medvedev" in text else "1987-03-01"
    )
    ((_, sentences),) = parser.parse([document])
    mentions = resolver.mentions(document, sentences)
    last = [m for m in mentions if sentences[m.sentence].words[m.head] == word][-1:]
    assert [e.name for m in last for e in m.entities] == names


def test_a_statement_speaks_for_the_country_that_protests(parser: Parser, resolver: Resolver) -> None:
    text = "France protested over the ban of Canada. A foreign ministry statement called it unjust."
    document = Document(input="test", text=text, place="Paris")
    ((_, sentences),) = parser.parse([document])
    statement = [
        m
        for m in resolver.mentions(document, sentences)
        if sentences[m.sentence].words[m.head] == "statement"
    ]
    assert [e.country for m in statement for e in m.entities] == ["FRA"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Lee Myung-bak", {"lee", "myung-bak"}),
        ("Thorvald Stoltenberg", {"stoltenberg"}),
        ("Suleiman Majed al-Shaheen", {"al-shaheen", "shaheen"}),
    ],
)
def test_surnames(name: str, parts: set[str]) -> None:
    assert set(surnames(name)) == parts


def test_the_words_of_a_name() -> None:
    assert name_words("Sheikh Ali al-Sabah") == ["ali", "sabah", "al-sabah"]
    assert compatible(["sabah"], ["ali", "sabah"])
    assert not compatible(["omar", "sabah"], ["ali", "sabah"])


@pytest.mark.parametrize(
    ("asked", "held", "same"),
    [
        ("President", "President", True),
        ("President", "Vice President", False),
        ("Minister", "Prime Minister", False),
        ("Foreign Minister", "Prime Minister", False),
        ("Foreign Affairs Minister", "Foreign Minister", True),
    ],
)
def test_offices_by_rank(asked: str, held: str, same: bool) -> None:
    assert same_office(asked, held) is same
