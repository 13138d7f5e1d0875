"""What a text calls an undertaking: its kind, its proper names, the countries in its name."""

from __future__ import annotations

import pytest

from comity.analyse.undertakings import names_in

# text, kind, title, proper names, countries in the name
NAMED = [
    ("they want the Kovykta gas fields", "oil and gas fields", "Kovykta gas fields", "kovykta", ""),
    ("an industrial complex in Nakhodka houses plants", "industrial zones", "industrial complex in Nakhodka", "nakhodka", ""),
    ("a railway between Khasan and the North Korean port of Rajin", "railways", "railway between Khasan and the North Korean port of Rajin", "khasan rajin", "PRK"),
    ("links with the Trans-Siberian Line matter", "railways", "Trans-Siberian Line", "trans-siberian", ""),
    ("the TSR-TKR connection", "railways", "TSR-TKR connection", "tkr tsr", ""),
    ("the inter-Korean railway project", "railways", "inter-Korean railway", "", "KOR"),
    ("a gas pipeline to China", "pipelines", "gas pipeline to China", "", "CHN"),
    ("the Turkish-Iraqi pipeline at Kirkuk", "pipelines", "Turkish-Iraqi pipeline at Kirkuk", "kirkuk", "IRQ TUR"),
    ("Iran's Bushehr nuclear power plant", "plants", "Bushehr nuclear power plant", "bushehr", "IRN"),
    ("they signed the Treaty on Basic Relations", "treaties", "Treaty on Basic Relations", "basic relations", ""),
    ("a tax treaty with the Netherlands", "treaties", "tax treaty with the Netherlands", "", "NLD"),
    ("a memorandum on military exchanges was signed", "treaties", "memorandum on military exchanges", "", ""),
    ("an accord with British and German banks", "treaties", "accord with British and German banks", "", "DEU GBR"),
    ("the Canadian-U.S. pact", "treaties", "Canadian-U.S. pact", "", "CAN USA"),
    ("the Third Korea-Russia Forum", "forums and commissions", "Korea-Russia Forum", "", "KOR RUS"),
    ("a summit in Hanoi in February", "summits", "summit in Hanoi", "hanoi", ""),
    ("a summit with President Moon", "summits", "summit", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "title", "words", "states"), NAMED)
def test_a_name(text: str, kind: str, title: str, words: str, states: str) -> None:
    (name,) = names_in(text)
    assert (name.kind.label, name.title) == (kind, title)
    assert (name.words, name.states) == (frozenset(words.split()), frozenset(states.split()))


@pytest.mark.parametrize(
    "text",
    [
        "trade is rich",
        "the line they take is firm",
        "the Seoul-based shipping line",
        "Russian Railways objects",
        "the pipeline company lost money",
        "an agreement with Gazer Inc",
        "they did not accord priority to trade",
        "a committee of the house",
        "an agreement was reached",
    ],
)
def test_what_names_no_undertaking(text: str) -> None:
    assert names_in(text) == []


@pytest.mark.parametrize(
    ("text", "sort", "number"),
    [
        ("the gas pipeline", "gas", ""),
        ("an oil pipeline", "oil", ""),
        ("the Nord Stream 2 pipeline", "", "2"),
        ("the 1976 Berne accord", "", "1976"),
        ("the February 22 Paris accord", "", ""),
        ("the great promise of the summit of 2008", "", "2008"),
        ("the Third Korea-Russia Forum", "", "3"),
        ("a free trade agreement", "trade", ""),
    ],
)
def test_sort_and_number(text: str, sort: str, number: str) -> None:
    (name,) = names_in(text)
    assert (name.sort, name.number) == (sort, number)


def test_two_ends_of_a_link_are_one_undertaking() -> None:
    (name,) = names_in("toward linking the Trans-Korean Railway with the Trans-Siberian railway")
    assert name.words == {"trans-korean", "trans-siberian"}


def test_a_capital_that_opens_a_sentence_may_be_no_name() -> None:
    (recent,) = names_in("Recent pipelines leak")
    assert (recent.words, recent.doubtful) == (frozenset(), "recent")
