"""Whom a phrase meant on a day."""

from __future__ import annotations

import pytest

from comity.actors.lookup import lookup


@pytest.mark.parametrize(
    ("text", "date", "country", "sector"),
    [
        ("Iranian foreign ministry", "", "IRN", "GOV"),
        ("the Oslo government", "", "NOR", "GOV"),
        ("French fishermen", "", "FRA", "AGR"),
        ("US Senate team", "", "USA", "LEG"),
        ("former British prime minister Tony Blair", "", "GBR", "ELI"),
        ("IMF envoy", "", "IGO", ""),
        ("Russia's ambassador to Poland", "", "RUS", "GOV"),
        ("Canadian Ambassador to the United Nations", "", "CAN", "GOV"),
        ("European Union legislators", "", "EUR", "LEG"),
        ("a former CIA official", "", "USA", "ELI"),
        ("Kremlin", "2010", "RUS", "GOV"),
        ("TEHRAN", "", "IRN", "GOV"),
        ("the Pentagon", "", "USA", "MIL"),
        ("Chile's Defense Department", "", "CHL", "GOV"),
        ("Palestinians", "", "PSE", "CVL"),
        ("Republic of China", "", "TWN", "GOV"),
        ("gunmen", "", "", "UAF"),
        ("A team of heavily armed police", "", "", "COP"),
        ("trade unions in Denmark", "", "DNK", "LAB"),
        ("Norwegian tanker owners", "1987-03", "NOR", "BUS"),
    ],
)
def test_country_and_sector(text: str, date: str, country: str, sector: str) -> None:
    best, confidence = lookup(text, date)[0]
    assert (best.country, best.sector) == (country, sector)
    assert 0 < confidence <= 1


@pytest.mark.parametrize(
    ("text", "date", "name"),
    [
        ("the German chancellor", "1987-03", "Helmut Kohl"),
        ("the German chancellor", "2017", "Angela Merkel"),
        ("President Bush", "1991", "George H. W. Bush"),
        ("President Bush", "2003", "George W. Bush"),
        ("President Kim of South Korea", "2001-09-28", "Kim Dae-jung"),
        ("Soviet leader Mikhail Gorbachev", "1987", "Mikhail Gorbachev"),
        ("U.S. Treasury Secretary James Baker", "1987-03", "James Baker"),
        ("Moscow", "1987", "Soviet Union"),
        ("the UN Security Council", "", "UN Security Council"),
        ("King Fahd", "1987", "Fahd bin Abdulaziz"),
    ],
)
def test_who_it_is(text: str, date: str, name: str) -> None:
    assert lookup(text, date)[0][0].name == name


def test_context_tells_the_country() -> None:
    assert lookup("Defense Minister", context="the German cabinet")[0][0].country == "DEU"


def test_the_deputy_is_not_the_minister() -> None:
    names = [entity.name for entity, _ in lookup("the Russian deputy prime minister's aide", "1987")]
    assert "Nikolai Ryzhkov" not in names


def test_best_first_and_each_once() -> None:
    answers = lookup("President Bush", "2003")
    assert [c for _, c in answers] == sorted((c for _, c in answers), reverse=True)
    assert len({(e.name, e.country, e.sector) for e, _ in answers}) == len(answers)


def test_the_words_stay_as_written() -> None:
    entity = lookup("the  Oslo government")[0][0]
    assert (entity.text, entity.start, entity.end) == ("the  Oslo government", 0, 20)
