"""Who says what: speakers, acts, stances and the words of the proposition, whatever the sentence does to them."""

from __future__ import annotations

import functools

import pytest

from comity.actors.lexicon import Lexicon
from comity.actors.mentions import Resolver
from comity.coding import Coder
from comity.model import Block, Document, Statement
from comity.parse import Parser


@functools.cache
def tools() -> tuple[Parser, Resolver, Coder]:
    return Parser(), Resolver(Lexicon.load()), Coder(coder="patterns")


def code(text: str) -> list[Statement]:
    """The statements of a text; "¶" parts its paragraphs."""
    parser, resolver, coder = tools()
    blocks, start = [], 0
    for paragraph in text.split("¶"):
        blocks.append(Block("paragraph", start, start + len(paragraph)))
        start += len(paragraph) + 1
    document = Document(
        input="x", doc="x", text=text.replace("¶", "\n"), blocks=tuple(blocks), published="1987-03-24"
    )
    ((read, sentences),) = parser.parse([document])
    return list(coder.code(read, sentences, resolver.mentions(read, sentences))[1])


def countries(statement: Statement) -> list[str]:
    return sorted(e.country or e.name for e in statement.speaker)


SPEAKERS = [
    ("Norway said Sweden believed the war was over.", ["SWE"], ["Norway"]),
    ("Many of the Kenyan delegates said the talks had failed.", ["KEN"], []),
    ("Chile and Peru said they would trade.", ["CHL", "PER"], []),
    ("Kenya's minister, quoted by Reuters, said the talks had failed.", ["KEN"], ["Reuters"]),
    ("Kenya said the talks had failed, according to local media.", ["KEN"], ["local media"]),
    ("Reuters quoted the Kenyan minister as saying that the talks had failed.", ["KEN"], ["Reuters"]),
    ("The Kenyan side noted that exports rise, and voiced concern that trade might fall.", ["KEN"], []),
]


@pytest.mark.parametrize(("text", "speaker", "reporter"), SPEAKERS, ids=[c[0] for c in SPEAKERS])
def test_the_innermost_holder_speaks(text: str, speaker: list[str], reporter: list[str]) -> None:
    found = code(text)
    assert found
    for statement in found:
        assert countries(statement) == speaker
        assert [e.name for e in statement.reporter] == reporter


QUIET = [
    "Did Norway deny that it had signed?",
    "The war said little.",
    "Norway sold ships without saying that they were old.",
    "The boycott proposed by Norway began.",
    "Norway will say that it has signed.",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_nobody_has_said(text: str) -> None:
    assert code(text) == []


WORDS = [
    ("Norway said that the war was over.", "the war was over"),
    ('"The war is over," Norway said.', "The war is over"),
    ("Norway said the war was a “grave mistake”.", "the war was a “grave mistake”"),
    ("Norway said it had met the North (DPRK).", "it had met the North (DPRK)"),
    ("The war would end but the ban would stay, Norway said.", "The war would end but the ban would stay"),
    ("According to Norway, the war is over.", "the war is over"),
    ("Norway called on Sweden to end the ban.", "to end the ban"),
    ("Norway noted that exports rise, and voiced concern over trade.", "exports rise"),
]


@pytest.mark.parametrize(("text", "words"), WORDS, ids=[c[0] for c in WORDS])
def test_the_proposition_is_the_content_without_its_cue(text: str, words: str) -> None:
    assert words in [s.proposition for s in code(text)]


SIGNS = [
    ("Norway said trade with France was in danger.", -1),
    ("Norway said there was progress.", 1),
    ("Norway said France had ended the dispute.", 1),
    ("Norway said France had ended the partnership.", -1),
    ("Norway said relations have not improved.", -1),
    ("Norway said the ban had hurt trade but helped farmers.", 1),
    ("Norway regards France as a threat.", -1),
    ("Norway does not believe that France is reliable.", -1),
    ("Norway said the ship sailed on Monday.", 0),
    ("Norway urged France to lift the sanctions.", 1),
    ("Norway urged France to impose sanctions.", -1),
    ("Norway urged France to help Sweden.", 1),
    ("Norway called for closer ties with France.", 1),
    ("Norway hopes that the move will intensify pressure on Libya.", -1),
]


@pytest.mark.parametrize(("text", "stance"), SIGNS, ids=[c[0] for c in SIGNS])
def test_stance_is_read_down_the_syntax(text: str, stance: int) -> None:
    assert [s.stance for s in code(text)] == [stance]


QUOTED = [
    ('"It rained. It snowed," said the Kenyan minister.', ["KEN", "KEN"]),
    ('The Kenyan minister said: "It rained. It snowed." The Greek minister said it was hot.', ["KEN", "KEN", "GRC"]),
    ('The Kenyan minister said it rained. "It snowed."¶"It was hot," the Greek minister said. "It was dry."', ["KEN", "KEN", "GRC", "GRC"]),
    ('"Why does it rain?" the Kenyan minister said.', ["KEN"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speakers"), QUOTED, ids=[c[0] for c in QUOTED])
def test_whose_a_quotation_is(text: str, speakers: list[str]) -> None:
    assert [countries(s) for s in code(text)] == [[s] for s in speakers]


def test_sentences_of_one_quotation_share_it() -> None:
    first, second = code('"It rained. It snowed," said the Kenyan minister.')
    assert first.quotation == second.quotation
    assert first.quote
    assert second.quote


def test_about_has_the_addressee_first_and_neither_the_press_nor_the_speaker() -> None:
    (asked,) = code("Norway urged Sweden to leave Denmark.")
    assert [e.country for e in asked.about] == ["SWE", "DNK"]
    (told,) = code("The Norwegian minister told Reuters that Sweden had left.")
    assert [e.country for e in told.about] == ["SWE"]


NAMED = [
    ("Foreign policy analysts said the accord would hold.", "Foreign policy analysts"),
    ("Another 19 percent said they would not vote.", "19 percent"),
    ("A new poll shows that prices rose in May.", "new poll"),
    ("The treaty says that neither side may build new forts.", "treaty"),
]


@pytest.mark.parametrize(("text", "name"), NAMED, ids=[c[0] for c in NAMED])
def test_a_speaker_whom_no_table_knows_is_named_by_his_words(text: str, name: str) -> None:
    found = [e for s in code(text) for e in s.speaker]
    assert name in {e.name for e in found}
    assert all(text[e.start : e.end] == e.text for e in found)


def test_what_is_seen_is_not_said() -> None:
    assert not code("Two passengers saw the man leave the house.")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We shall never sign it.” ― Jan Novak", "Jan Novak"),
        ('“We shall never sign it," — Jan Novak, a miner', "Jan Novak"),
        ("Chancellor Angela Merkel was in Lyon.¶MERKEL: We shall never sign it.", "Angela Merkel"),
        ("KOVAC: We shall never sign it.¶NOVAK: You will.¶KOVAC: The treaty is unfair.", "KOVAC"),
    ],
)
def test_the_layout_names_the_speaker(text: str, speaker: str) -> None:
    first = code(text)[0]
    assert [e.name for e in first.speaker] == [speaker]
    assert first.rule == "speaker named"
    assert "never sign" in first.proposition


@pytest.mark.parametrize(
    "text", ["WASHINGTON: The treaty is dead.", "Note: the treaty is dead.", "Prices: up again."]
)
def test_a_place_or_a_word_before_a_colon_does_not_speak(text: str) -> None:
    assert not code(text)


def test_a_quotation_goes_on_behind_its_cue() -> None:
    found = code('"The talks have failed," the Kenyan minister said. "We shall not meet again."')
    assert len({s.quotation for s in found}) == 1
    added = code('"The talks have failed," the Kenyan minister said, adding that prices would rise.')
    assert len({s.quotation for s in added}) == 2


def test_double_apostrophes_quote() -> None:
    (said,) = code("''The talks have failed,'' the Kenyan minister said.")
    assert said.quote
    assert said.proposition == "The talks have failed"


def test_a_report_within_a_report_leaves_the_word_to_who_tells_it() -> None:
    (said,) = code("The Kenyan minister says a review shows that prices fell.")
    assert countries(said) == ["KEN"]
