"""Actors of a user's own: what a file of them does, and every slip that one can make in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.actors import Lexicon, check, lookup
from comity.errors import CodebookError

HEADER = "name,kind,forms,surname,country,sector,office,from,until,identifier_id,source\n"
PEOPLE = """\
Vela Quist,person,Vela Kvist,,SWE,,foreign minister,1994,1996-10,Q42,ministry
Vela Quist,person,,,SWE,EDU,,2001,,,university
Orrery Fund,body,OFX,,IGO,GOV,,2003,,,charter
Igor Ivanov,person,Ygor Ivanoff,Ivanov,RUS,,ambassador,2031-01,,,test
"""


def written(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "own.csv"
    path.write_text(header + rows, encoding="utf-8")
    return path


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    return Lexicon.load(written(tmp_path, PEOPLE))


def best(text: str, date: str, lexicon: Lexicon) -> tuple[str, str, str, str]:
    entity = lookup(text, date, "", lexicon)[0][0]
    return entity.name, entity.country, entity.sector, entity.office


@pytest.mark.parametrize(
    ("text", "date", "country", "sector", "office"),
    [
        ("Vela Quist", "1995-03-01", "SWE", "GOV", "Foreign minister"),
        ("Vela Kvist", "1995-03-01", "SWE", "GOV", "Foreign minister"),
        ("Minister Quist", "1995-03-01", "SWE", "GOV", "Foreign minister"),
        ("Vela Quist", "1999", "SWE", "ELI", ""),
        ("Vela Quist", "2005", "SWE", "EDU", ""),
    ],
)
def test_a_person_has_the_office_of_the_day(
    text: str, date: str, country: str, sector: str, office: str, lexicon: Lexicon
) -> None:
    assert best(text, date, lexicon) == ("Vela Quist", country, sector, office)


def test_identifiers_and_bodies_are_kept(lexicon: Lexicon) -> None:
    assert lookup("Vela Quist", "1995", "", lexicon)[0][0].identifier_id == "Q42"
    assert best("OFX", "2010", lexicon) == ("Orrery Fund", "IGO", "GOV", "")


def test_somebody_known_gets_another_office_and_spelling(lexicon: Lexicon) -> None:
    assert best("Ygor Ivanoff", "2001-05", lexicon)[0::3] == ("Igor Ivanov", "Foreign minister")
    assert best("Igor Ivanov", "2032", lexicon)[0::3] == ("Igor Ivanov", "Ambassador")


def test_a_file_that_holds_has_no_slips(tmp_path: Path) -> None:
    assert check(written(tmp_path, PEOPLE + "\n")) == []


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",person,,,SWE,GOV,,,,,", "no name"),
        ("Vela Quist,persn,,,SWE,GOV,,,,,", "kind 'persn'.*person or body"),
        ("Vela Quist,person,,,Sweden,GOV,,,,,", "country 'Sweden'.*ISO 3166"),
        ("Vela Quist,person,,,SWE,GVT,,,,,", "sector 'GVT'.*GOV"),
        ("Vela Quist,person,,,SWE,,grand vizier,,,,", "office 'grand vizier'.*sector"),
        ("Vela Quist,person,,,SWE,,,,,,", "neither office nor sector"),
        ("Orrery Fund,body,,,IGO,,,,,,", "'Orrery Fund' has no sector"),
        ("Vela Quist,person,,,SWE,GOV,,1994-13,,,", "from '1994-13' is no date"),
        ("Vela Quist,person,,,SWE,GOV,,1994,May,,", "until 'May' is no date"),
        ("Vela Quist,person,,,SWE,GOV,,1996-10,1996-09,,", "from 1996-10 is later than until 1996-09"),
        ("Vela Quist,person,,,SWE,GOV,,,,42,", "identifier_id '42'.*Q42"),
        ("Vela Quist,person,Q,,SWE,GOV,,,,,", "'Q' is too short"),
        ("Orrery Fund,body,ministers|minister,,IGO,GOV,,,,,", "'minister' is a word for anybody"),
    ],
)
def test_each_slip_is_told_with_its_line(row: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, "Orrery Bank,body,,,IGO,BUS,,,,,\n" + row + "\n")
    with pytest.raises(CodebookError, match=rf"own\.csv, line 3: .*{said}"):
        Lexicon.load(path)
    assert [slip for slip in check(path) if "line 3" in slip]


def test_a_year_may_end_within_itself(tmp_path: Path) -> None:
    assert check(written(tmp_path, "Vela Quist,person,,,SWE,GOV,,1996-10,1996,,\n")) == []


def test_a_row_that_is_there_twice(tmp_path: Path) -> None:
    row = "Vela Quist,person,,,SWE,GOV,,1994,,,"
    assert check(written(tmp_path, f"{row}\n{row}\n")) == [
        f"{tmp_path / 'own.csv'}, line 3: says the same as line 2; leave one of them out"
    ]


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("person,land\n", "a,b\n", "no column name, country"),
        ("name,country,nmae\n", "a,b,c\n", "unknown column 'nmae'"),
        ("name,country\n", "a,SWE,c\n", "line 2: more fields than columns"),
        ("name,country\n", '"a,SWE\n', "cannot be read"),
    ],
)
def test_what_is_no_such_table(header: str, row: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, row, header)
    with pytest.raises(CodebookError, match=said):
        check(path)


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"nobody\.csv cannot be read"):
        check(tmp_path / "nobody.csv")
    (tmp_path / "own.csv").write_bytes(b"name,country\n\xff\xfe,SWE\n")
    with pytest.raises(CodebookError, match=r"own\.csv cannot be read"):
        check(tmp_path / "own.csv")


def test_a_folder_without_tables_says_so(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"none of states\.csv"):
        Lexicon.load(tmp_path)
