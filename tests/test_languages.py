from __future__ import annotations

import pytest

from comity import languages
from comity.errors import CodebookError

TEXTS = [
    ("The two ministers signed an agreement on fisheries.", "en"),
    ("THE TWO MINISTERS SIGNED AN AGREEMENT ON FISHERIES.", "en"),
    ("Les deux ministres ont signé un accord sur la pêche.", "fr"),
    ("Die beiden Außenminister unterzeichneten ein Abkommen über die Fischerei.", "de"),
    ("Министры подписали соглашение о рыболовстве.", "ru"),
    ("두 장관은 어업 협정에 서명했다.", "ko"),
    ("", ""),
    ("12 34 -- 5.6", ""),
    ("\ud800 !", ""),
]


SHORT = [
    ("Kenya condemned Somalia on Monday.", "en"),
    ("Peru met Chile.", "en"),
    ("Le ministre a dit on verra mardi.", "ca"),  # a guess, and not English
    ("La visita a Roma del presidente.", "it"),
    ("Hun var her for at se.", "da"),
]


@pytest.mark.parametrize(("text", "code"), SHORT)
def test_a_short_text_with_names(text: str, code: str) -> None:
    assert languages.detect(text) == code


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_detect(text: str, code: str) -> None:
    assert languages.detect(text) == code


def test_every_file_loads_with_a_whole_calendar() -> None:
    for code in languages.available():
        language = languages.load(code)
        assert language.code == code
        assert len(language.months) == len(language.month_abbreviations) == 12
        assert len(language.weekdays) == len(language.weekday_abbreviations) == 7
        assert len(language.samples) == 10


@pytest.mark.parametrize("code", languages.available())
def test_a_language_finds_itself_in_its_samples(code: str) -> None:
    assert languages.detect(" ".join(languages.load(code).samples)) == code


def test_words_are_in_lower_case() -> None:
    english = languages.load("en")
    for words in (english.furniture.lines, english.furniture.openers, english.reporting_verbs):
        assert all(word == word.lower() for word in words)
    assert english.furniture.closers | english.furniture.openers <= english.furniture.lines | {
        "reader comments"
    }


def test_an_unknown_language_is_named_with_what_there_is() -> None:
    with pytest.raises(CodebookError, match=r"'xx'.*en"):
        languages.load("xx")


def test_a_file_that_lacks_a_field_is_named() -> None:
    with pytest.raises(CodebookError, match=r"xx\.yaml"):
        languages.read({"code": "xx"}, "xx.yaml")
