"""Sentences and whom they speak of: the word that heads the mention, then name, country and sector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from comity.actors.lexicon import Lexicon
from comity.actors.mentions import Resolver
from comity.model import Document, Mention, Sentence
from comity.parse import Parser

Found = tuple[Document, tuple[Sentence, ...], tuple[Mention, ...]]
Reader = Callable[..., Found]


@pytest.fixture(scope="session")
def read() -> Reader:
    parser, resolver = Parser(), Resolver(Lexicon.load())

    def mentions(text: str, published: str = "", **fields: Any) -> Found:
        document = Document(input="test", text=text, published=published, **fields)
        ((_, sentences),) = parser.parse([document])
        return document, sentences, resolver.mentions(document, sentences)

    return mentions


def meant(found: Found, word: str, nth: int = 0) -> list[tuple[str, str, str]]:
    """Who the nth mention headed by a word stands for; empty where there is no such mention."""
    _, sentences, mentions = found
    headed = [m for m in mentions if sentences[m.sentence].words[m.head] == word]
    return [(e.name, e.country, e.sector) for e in headed[nth].entities] if len(headed) > nth else []


NAMED = [
    ("Moscow rejected the plan.", "Moscow", ("Russia", "RUS", "GOV")),
    ("The Kremlin rejected the plan.", "Kremlin", ("Russia", "RUS", "GOV")),
    ("Canada's decision angered fishermen.", "Canada", ("Canada", "CAN", "GOV")),
    ("Envoys denied the Iranian accusation.", "Iranian", ("Iran", "IRN", "GOV")),
    ("The Oslo government will review the ban.", "government", ("Norway", "NOR", "GOV")),
    ("Canada has accused the French of overfishing.", "French", ("French", "FRA", "")),
    ("Peru's parliament has approved the treaty.", "parliament", ("Peru's parliament", "PER", "LEG")),
    ("A Turkish court has rejected the request.", "court", ("Turkish court", "TUR", "JUD")),
    ("The Korean side proposed a railway.", "side", ("Korean side", "KOR", "GOV")),
    ("Several Russian officials doubted it.", "officials", ("Russian officials", "RUS", "GOV")),
    ("Little would change, many analysts said.", "analysts", ("analysts", "", "")),
    ("Western diplomats in Khartoum doubted it.", "diplomats", ("Western diplomats", "", "")),
    ("Michael Jordan arrived in Lima.", "Jordan", ("Michael Jordan", "", "")),
]


@pytest.mark.parametrize(("text", "head", "entity"), NAMED)
def test_names_bodies_and_collectives(
    read: Reader, text: str, head: str, entity: tuple[str, str, str]
) -> None:
    assert meant(read(text), head) == [entity]


PEOPLE = [
    (
        "Norway's foreign minister Anders Lindqvist told parliament.",
        "Lindqvist",
        "NOR",
        "GOV",
        "Foreign Minister",
    ),
    ("Kuwait's Oil Minister, Sheikh Omar al-Rashidi, said so.", "Rashidi", "KWT", "GOV", "Oil Minister"),
    (
        "Pavel Orlenko, head of the energy section at the Moscow Institute, said so.",
        "Orlenko",
        "RUS",
        "EDU",
        "Head",
    ),
    ("Nigerian Oil Minister Tunde Balarin said so.", "Balarin", "NGA", "GOV", "Oil Minister"),
    (
        "venezuela's economy minister jorge prato said the loan was agreed.",
        "prato",
        "VEN",
        "GOV",
        "Economy Minister",
    ),
    ("Bela Szanto, the Hungarian ambassador, protested.", "Szanto", "HUN", "GOV", "Ambassador"),
]


@pytest.mark.parametrize(("text", "head", "country", "sector", "office"), PEOPLE)
def test_persons_no_table_knows(
    read: Reader, text: str, head: str, country: str, sector: str, office: str
) -> None:
    _, sentences, mentions = read(text)
    person = next(m for m in mentions if sentences[m.sentence].words[m.head] == head)
    entity = person.entities[0]
    assert (person.person, entity.country, entity.sector, entity.office) == (True, country, sector, office)


def test_offices_follow_the_date(read: Reader) -> None:
    text = "The US president met the Russian president."
    names = {
        year: [
            e.name for m in read(text, published=f"{year}-06-01")[2] if m.kind == "role" for e in m.entities
        ]
        for year in ("2010", "2018")
    }
    assert names == {"2010": ["Barack Obama", "Dmitry Medvedev"], "2018": ["Donald Trump", "Vladimir Putin"]}


def test_no_country_for_the_firm_of_a_chairman(read: Reader) -> None:
    text = "Britain taxed imports from Norway. Ellis Norwood, chairman of Tarnfield, welcomed it."
    found = read(text, place="London")
    assert [e[1] for e in meant(found, "Norwood")] == [""]


def test_in_a_text_of_one_country_whoever_has_a_name_is_of_that_country(read: Reader) -> None:
    text = "Britain taxed imports. Ellis Norwood, chairman of Tarnfield, welcomed it."
    assert [e[1] for e in meant(read(text, place="London"), "Norwood")] == ["GBR"]
    assert [e[1] for e in meant(read(text, place="Oslo"), "Norwood")] == [""]
    assert [e[1] for e in meant(read(text), "Norwood")] == [""]


def test_a_dateline_in_a_region_is_in_its_country(read: Reader) -> None:
    found = read("Tarnfield Corp said it made a profit.", place="STAMFORD, Conn.")
    assert [e[1] for e in meant(found, "Corp")] == ["USA"]


def test_a_body_is_what_its_abbreviation_means(read: Reader) -> None:
    text = "The African Development Bank (ADB) lent more. The ADB said so."
    assert [e[0] for e in meant(read(text), "ADB", -1)] == ["African Development Bank"]


def test_an_unnamed_spokesman_speaks_for_the_body_named_last(read: Reader) -> None:
    text = "The Norwegian Finance Ministry will pay its debts. A spokesman said so."
    assert [e[1:] for e in meant(read(text), "spokesman")] == [("NOR", "GOV")]


def test_brussels_is_the_community_where_the_text_is_about_that(read: Reader) -> None:
    text = "The European Commission met. It wants an agreement between Washington and Brussels."
    assert [e[1] for e in meant(read(text, published="1987"), "Brussels")] == ["EUR"]
    text = "Belgian troops left. The European Commission wants an agreement between Washington and Brussels."
    assert [e[1] for e in meant(read(text, published="1987"), "Brussels")] == ["BEL"]


def test_a_firm_is_known_by_its_ticker_and_heads_by_the_firm(read: Reader) -> None:
    text = (
        "Tarnfield Corp <TRN.L> said profits rose. President Ellis Norwood was pleased. Tarnfield sells rope."
    )
    found = read(text, place="London")
    assert [e[1:] for e in meant(found, "Tarnfield")] == [("GBR", "BUS")]
    assert [e[2] for e in meant(found, "Norwood")] == ["BUS"]


def test_a_firm_may_be_named_by_the_beginning_of_its_name(read: Reader) -> None:
    text = "Tarnfield Energy Corp said profits rose. Tarnfield sells rope."
    assert [e[0] for e in meant(read(text), "Tarnfield", -1)] == ["Tarnfield Energy Corp"]


def test_a_name_that_somebody_bears_is_no_people(read: Reader) -> None:
    text = "British citizen Jack Letts was held. Letts called his mother in Britain."
    assert [e[:2] for e in meant(read(text), "Letts", -1)] == [("Jack Letts", "GBR")]
    assert [e[1] for e in meant(read("The Letts protested."), "Letts")] == ["LVA"]


def test_who_says_that_a_name_is_a_persons(read: Reader) -> None:
    text = "Lidia Vorst, who runs the camp, left Norway. She was tired."
    assert [e[0] for e in meant(read(text), "She")] == ["Lidia Vorst"]


def test_an_institution_is_of_the_country_it_is_in(read: Reader) -> None:
    text = "Norway and Sweden agreed. Norway trains a new army in Syria."
    assert [e[1] for e in meant(read(text), "army")] == ["SYR"]


def test_a_deputy_minister_is_no_deputy(read: Reader) -> None:
    text = "Soviet Deputy Trade Representative Albert Melnikoff spoke."
    assert [e[1:] for e in meant(read(text), "Melnikoff")] == [("RUS", "GOV")]


def test_what_a_minister_looks_after_is_no_part_of_the_name(read: Reader) -> None:
    text = "Norway's Deputy Minister of Foreign Affairs and Trade Lidia Vorst spoke about Russia."
    assert meant(read(text), "Vorst") == [("Lidia Vorst", "NOR", "GOV")]


def test_a_dependency_is_its_states_and_not_the_state(read: Reader) -> None:
    found = read("Greenland asked for help. The Danish government sent a ship.")
    assert [e[:2] for e in meant(found, "Greenland")] == [("Greenland", "DNK")]
    assert [e[:2] for e in meant(found, "government")] == [("Denmark", "DNK")]


def test_a_mention_shows_its_words(read: Reader) -> None:
    document, sentences, mentions = read("Talks failed. The Peruvian foreign ministry blamed Chile.")
    for mention in mentions:
        words = sentences[mention.sentence].words[mention.first : mention.last]
        for entity in mention.entities:
            assert document.text[entity.start : entity.end] == entity.text
            assert entity.text.split()[0].startswith(words[0])
            assert mention.first <= mention.head < mention.last


def test_empty_text_has_no_mentions(read: Reader) -> None:
    assert read("")[2] == ()


def test_a_sitting_leader_is_known_by_the_surname_alone(read: Reader) -> None:
    found = read("Merkel met Putin on the coast.", "2018-03-01")
    assert meant(found, "Merkel") == [("Angela Merkel", "DEU", "GOV")]
    assert meant(found, "Putin") == [("Vladimir Putin", "RUS", "GOV")]


def test_a_minister_is_not(read: Reader) -> None:
    assert meant(read("Baker filed a lawsuit late on Monday.", "1987-03-01"), "Baker") == [("Baker", "", "")]


def test_an_envoy_to_one_country_is_not_the_one_to_another(read: Reader) -> None:
    assert meant(read("The UK ambassador to Turkey spoke.", "2018-03-01"), "ambassador") == [
        ("UK ambassador", "GBR", "GOV")
    ]


@pytest.mark.parametrize(
    "text", ["Doctors treated patients in the town.", "Fighters fled to the northern province of Idlib."]
)
def test_a_scene_is_no_actor(read: Reader, text: str) -> None:
    found = read(text)
    assert not meant(found, "town") and not meant(found, "province")


def test_a_ticker_in_the_title_tells_where_a_firm_is_at_home(read: Reader) -> None:
    found = read("Tidewater Inc said it completed agreements.", title="TIDEWATER <TDW> COMPLETES TALKS")
    assert meant(found, "Inc") == [("Tidewater Inc", "USA", "BUS")]
