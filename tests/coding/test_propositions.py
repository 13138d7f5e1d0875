"""What the parse says once: predicates and participants, whatever the grammar does to them."""

from __future__ import annotations

import pytest

from comity.coding.propositions import propositions
from comity.coding.tree import Tree
from comity.model import Block, Document, Proposition, Sentence
from comity.parse import Parser

NOUNS = {"talk", "demand", "decision", "attack"}


def read(text: str) -> tuple[tuple[Sentence, ...], tuple[Proposition, ...]]:
    document = Document(input="x", text=text, blocks=(Block("paragraph", 0, len(text)),))
    ((_, sentences),) = Parser().parse([document])
    return sentences, propositions([Tree(s) for s in sentences], NOUNS)


def roles(text: str, lemma: str) -> dict[str, list[str]]:
    sentences, found = read(text)
    (p,) = [p for p in found if p.lemma == lemma]
    table: dict[str, list[str]] = {}
    for argument in p.arguments:
        table.setdefault(argument.role, []).append(sentences[p.sentence].words[argument.head])
    return table


CASES = [
    ("Iran seized two boats.", "seize", {"subj": ["Iran"], "obj": ["boats"]}),
    ("Two boats were seized by Iran.", "seize", {"subj": ["Iran"], "obj": ["boats"]}),
    ("The boats seized by Iran were empty.", "seize", {"subj": ["Iran"], "obj": ["boats"]}),
    ("Iran, which seized two boats, denied it.", "seize", {"subj": ["Iran"], "obj": ["boats"]}),
    ("France and Spain signed a treaty.", "sign", {"subj": ["France", "Spain"], "obj": ["treaty"]}),
    ("Ghana agreed to sell gold to Togo.", "sell", {"subj": ["Ghana"], "obj": ["gold"], "iobj": ["Togo"]}),
    ("Ghana wrote to Togo and rejected the offer.", "reject", {"subj": ["Ghana"], "obj": ["offer"]}),
    ("Peru gave Chile a ship.", "give", {"subj": ["Peru"], "iobj": ["Chile"], "obj": ["ship"]}),
    ("The talks between Chile and Peru ended.", "talk", {"between": ["Chile", "Peru"]}),
    ("A demand by the fund was rejected.", "demand", {"by": ["fund"]}),
    ("Cuba is ready to free the pilot.", "free", {"subj": ["Cuba"], "obj": ["pilot"]}),
    ("Japan's decision to leave was welcomed.", "leave", {"subj": ["Japan"]}),
    ("Egypt called off the visit.", "call_off", {"subj": ["Egypt"], "obj": ["visit"]}),
]


@pytest.mark.parametrize(("text", "lemma", "wanted"), CASES)
def test_participants_stand_in_their_roles(text: str, lemma: str, wanted: dict[str, list[str]]) -> None:
    assert roles(text, lemma) == wanted


@pytest.mark.parametrize(
    ("text", "lemma", "negated", "tense", "modality"),
    [
        ("Mali did not sign the pact.", "sign", True, "past", ""),
        ("No state signed the pact.", "sign", True, "past", ""),
        ("Mali will sign the pact.", "sign", False, "future", ""),
        ("Mali said it would sign the pact.", "sign", False, "future", ""),
        ("Mali should sign the pact.", "sign", False, "", "obligation"),
        ("Mali might sign the pact.", "sign", False, "", "hypothetical"),
        ("If Mali signs the pact, peace is near.", "sign", False, "present", "hypothetical"),
    ],
)
def test_manner(text: str, lemma: str, negated: bool, tense: str, modality: str) -> None:
    _, found = read(text)
    (p,) = [p for p in found if p.lemma == lemma]
    assert (p.negated, p.tense, p.modality) == (negated, tense, modality)


def test_reports_are_chained() -> None:
    _, found = read("Ivan said Seoul believed the pact was dead.")
    by_lemma = {p.lemma: p for p in found}
    assert by_lemma["say"].complement == by_lemma["believe"].index
    assert by_lemma["believe"].reported_by == by_lemma["say"].index
    assert by_lemma["be"].reported_by == by_lemma["believe"].index
