"""Names in a text, and who they are on a day."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from comity.actors.lexicon import COLUMNS, Lexicon
from comity.errors import CodebookError

LEXICON = Lexicon.load()


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (text[hit.start : hit.end], hit.names[0].key, hit.names[0].kind)
        for hit in LEXICON.find(text)
        if hit.names
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow-Seoul talks", [("Moscow", "RUS", "capital"), ("Seoul", "KOR", "capital")]),
        ("South Korea's exports", [("South Korea", "KOR", "state")]),
        ("South Korea’s exports", [("South Korea", "KOR", "state")]),
        ("the Soviet\n    Union said", [("Soviet\n    Union", "RUS", "state")]),
        ("in North\n\nKorea", [("Korea", "KOR", "state")]),
        ("U.S.-led; the U.S.S.R.", [("U.S.", "USA", "state"), ("U.S.S.R.", "RUS", "state")]),
        ("a woman in Romania", [("Romania", "ROU", "state")]),
        ("Russians and a Russian envoy", [("Russians", "RUS", "people"), ("Russian", "RUS", "adjective")]),
        (
            "the Kremlin and the Blue House",
            [("Kremlin", "RUS:kremlin", "seat"), ("Blue House", "KOR:blue-house", "seat")],
        ),
        ("UN Security Council", [("UN Security Council", "UNO:security-council", "body")]),
        ("flights to Vladivostok", [("Vladivostok", "RUS", "place")]),
        ("Lee Myung-bak met Dmitry Medvedev", [
            ("Lee Myung-bak", "person:lee-myung-bak", "person"),
            ("Dmitry Medvedev", "person:dmitry-medvedev", "person"),
        ]),
        ("Lee Myung Bak", [("Lee Myung Bak", "person:lee-myung-bak", "person")]),
        ("Franco-German axis", [("German", "DEU", "adjective")]),
        ("Côte d’Ivoire and Cote d'Ivoire", [
            ("Côte d’Ivoire", "CIV", "state"),
            ("Cote d'Ivoire", "CIV", "state"),
        ]),
    ],
)  # fmt: skip
def test_finds_the_longest_names_at_word_boundaries(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("venezuela will supply ecuador", ["VEN", "ECU"]),
        ("CHINA AND TURKEY AGREE", ["CHN", "TUR"]),
        ("they told us to polish the china and eat turkey", []),
        ("the Polish president told Turkey", ["POL", "TUR"]),
        ("who is it? The WHO.", ["UNO:who"]),
        ("WHAT IS AT STAKE", []),
        ("the IS fighters", ["IMG:is"]),
    ],
)
def test_case_decides_where_a_name_is_a_word(text: str, expected: list[str]) -> None:
    assert [key for _, key, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "surname", "is_found"),
    [
        ("Then Reagan spoke", "Reagan", True),
        ("a car that George Reagan sold", "Reagan", False),
        ("Theresa May", "Theresa May", True),
        ("in May it rained", "May", False),
        ("Prime Minister May said", "May", True),
        ("President Kim said", "Kim", True),
        ("said Kim Jun-ho of Seoul", "Kim", False),
        ("a Major power", "Major", False),
    ],
)
def test_a_bare_surname_needs_a_title_where_it_is_also_a_word(
    text: str, surname: str, is_found: bool
) -> None:
    assert (surname in [words for words, key, _ in found(text) if key.startswith("person:")]) is is_found


@pytest.mark.parametrize(
    ("key", "date", "name", "country"),
    [
        ("RUS", "1987-03-01", "Soviet Union", "RUS"),
        ("RUS", "2001", "Russia", "RUS"),
        ("DEU", "1987", "West Germany", "DEU"),
        ("DEU", "", "Germany", "DEU"),
        ("DDR", "1987", "East Germany", "DEU"),
        ("MMR", "1988", "Burma", "MMR"),
        ("COD", "1987-06", "Zaire", "COD"),
        ("SRB", "1995", "Yugoslavia", "SRB"),
        ("EUR", "1987-03", "European Community", "EUR"),
        ("EUR", "2005", "European Union", "EUR"),
    ],
)
def test_a_state_bears_the_name_of_its_day(key: str, date: str, name: str, country: str) -> None:
    entity = LEXICON.entity(key, date)
    assert entity and (entity.name, entity.country, entity.sector) == (name, country, "GOV")


@pytest.mark.parametrize(
    ("key", "date", "sector", "office"),
    [
        ("person:angela-merkel", "2017-04-01", "GOV", "Chancellor"),
        ("person:angela-merkel", "2022-01-10", "ELI", ""),
        ("person:vladimir-putin", "2009", "GOV", "Prime minister"),
        ("person:vladimir-putin", "1999-01-01", "SPY", "FSB Director"),
        ("person:vladimir-putin", "2001-09-28", "GOV", "President"),
        ("person:dmitry-medvedev", "2010-09-12", "GOV", "President"),
        ("person:rajiv-gandhi", "1980", "PTY", ""),
        ("AFG:taliban", "2002-05-01", "REB", ""),
        ("AFG:taliban", "2022-05-01", "GOV", ""),
    ],
)
def test_the_sector_is_that_of_the_day(key: str, date: str, sector: str, office: str) -> None:
    entity = LEXICON.entity(key, date)
    assert entity and (entity.sector, entity.office) == (sector, office)


def test_without_a_date_a_former_leader_may_be_either() -> None:
    blair = LEXICON.entity("person:tony-blair")
    assert blair and blair.sectors[:2] == ("GOV", "ELI")


def test_nobody_bears_an_unknown_key() -> None:
    assert LEXICON.entity("person:nobody-at-all") is None
    assert LEXICON.entity("XXX") is None


@pytest.mark.parametrize(
    ("surname", "date", "country", "name"),
    [
        ("Bush", "1991", "", "George H. W. Bush"),
        ("Bush", "2003-03", "", "George W. Bush"),
        ("Kim", "2001-09-28", "KOR", "Kim Dae-jung"),
        ("Kim", "2001-09-28", "PRK", "Kim Jong-il"),
        ("Lee", "2010-09-12", "KOR", "Lee Myung-bak"),
        ("Baker", "1987-06", "", "James Baker"),
        ("Gandhi", "1987", "", "Rajiv Gandhi"),
        ("Gandhi", "1983", "", "Indira Gandhi"),
        ("Stoltenberg", "1987-03", "DEU", "Gerhard Stoltenberg"),
        ("Stoltenberg", "1987-04", "NOR", "Thorvald Stoltenberg"),
        ("Poehl", "1987", "", "Karl Otto Pöhl"),
        ("Nobodysson", "1987", "", ""),
    ],
)
def test_a_surname_is_first_whose_day_it_is(surname: str, date: str, country: str, name: str) -> None:
    people = LEXICON.persons(surname, date, country)
    assert (people[0].name if people else "") == name


@pytest.mark.parametrize(
    ("office", "country", "date", "name"),
    [
        ("president", "KOR", "2001-09", "Kim Dae-jung"),
        ("president", "USA", "1987-03-01", "Ronald Reagan"),
        ("chancellor", "DEU", "1987", "Helmut Kohl"),
        ("prime minister", "GBR", "1987", "Margaret Thatcher"),
        ("chancellor of the exchequer", "GBR", "1987", "Nigel Lawson"),
        ("Secretary of State", "USA", "1987", "George Shultz"),
        ("foreign minister", "RUS", "1987", "Eduard Shevardnadze"),
        ("prime minister", "JPN", "1987-03", "Yasuhiro Nakasone"),
        ("king", "SAU", "1987", "Fahd bin Abdulaziz"),
        ("secretary-general", "UNO", "2010", "Ban Ki-moon"),
        ("president", "BRA", "2014", "Dilma Rousseff"),
        ("president", "FRA", "", "Emmanuel Macron"),
    ],
)
def test_an_office_has_a_holder(office: str, country: str, date: str, name: str) -> None:
    holder = LEXICON.holder(office, country, date)
    assert holder and holder.name == name


def test_an_office_of_many_holders_names_none_of_them() -> None:
    assert LEXICON.holder("ambassador", "GBR", "2018") is None
    assert LEXICON.holder("ambassador to the United Nations", "USA", "2018") is not None


def test_an_office_that_a_state_has_not_has_no_holder() -> None:
    assert LEXICON.holder("chancellor", "USA", "1987") is None


@pytest.mark.parametrize(
    ("noun", "sector", "person", "collective"),
    [
        ("minister", "GOV", True, False),
        ("foreign ministry", "GOV", False, True),
        ("troops", "MIL", False, True),
        ("riot police", "COP", False, True),
        ("farmers", "AGR", False, True),
        ("oil companies", "BUS", False, True),
        ("senator", "LEG", True, False),
        ("professor", "EDU", True, False),
        ("guerrillas", "REB", False, True),
        ("protester", "CVL", True, False),
    ],
)
def test_a_role_noun_has_a_sector(noun: str, sector: str, person: bool, collective: bool) -> None:
    role = LEXICON.role(noun)
    assert role and (role.sector, role.person, role.collective) == (sector, person, collective)


def test_no_role() -> None:
    assert LEXICON.role("agreement") is None


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_of_the_tables_says_where_it_is_from(table: str) -> None:
    path = Path(__file__).parents[2] / "src/comity/data/actors" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows and not [row for row in rows if not row["source"] or None in row]


def test_a_table_of_ones_own_adds_names(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("form,country,source\nGotham Springs,CAN,test\n", encoding="utf-8")
    hits = Lexicon.load(tmp_path).find("fire in Gotham Springs and Moscow")
    assert [hit.names[0].key for hit in hits] == ["CAN", "RUS"]


def test_a_table_without_its_columns_says_so(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("place,country\nGotham Springs,CAN\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"places\.csv: no column form"):
        Lexicon.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mohammed Hussein Roble", "person:mohamed-hussein-roble"),
        ("Sergey Lavrov", "person:sergei-lavrov"),
        ("Boris Eltsin", ""),
    ],
)
def test_other_transliterations_of_a_full_name(text: str, key: str) -> None:
    keys = [name.key for hit in Lexicon.load().find(text) for name in hit.names]
    assert key in keys if key else not any(k.endswith("yeltsin") for k in keys)


def test_two_nations_in_one_word_are_no_leader() -> None:
    hits = Lexicon.load().find("the Franco-German axis")
    assert [hit.names[0].kind for hit in hits] == ["adjective"]
