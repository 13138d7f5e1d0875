"""Where a text quotes: marks that pair, marks that got lost, quotations that run on."""

from __future__ import annotations

import pytest

from comity.coding.quotations import quotations
from comity.model import Block

CASES = [
    ('He said "yes" and "no".', ['"yes"', '"no"']),
    ("He said “yes”.", ["“yes”"]),
    ("He said «yes».", ["«yes»"]),
    ('"It rained. It snowed," he said.', ['"It rained. It snowed,"']),
    ("He said: “One. “Two.” Then he left.", ["“One. “Two.”"]),
    ('It will," he said.', ['It will,"']),
    ("“It goes on", ["“It goes on"]),
    ("Nothing is quoted here.", []),
]


@pytest.mark.parametrize(("text", "quoted"), CASES, ids=[text for text, _ in CASES])
def test_quoted_stretches(text: str, quoted: list[str]) -> None:
    found = quotations(text, [Block("paragraph", 0, len(text))])
    assert [text[q.start : q.end] for q in found] == quoted


def test_what_is_not_closed_is_open_to_the_end_of_its_paragraph() -> None:
    text = '"One.\nTwo."'
    blocks = [Block("paragraph", 0, 5), Block("paragraph", 6, len(text))]
    assert [(q.start, q.end, q.open) for q in quotations(text, blocks)] == [(0, 5, True), (6, 11, False)]


def test_headings_do_not_quote() -> None:
    text = '"Peace"'
    assert not quotations(text, [Block("heading", 0, len(text))])
