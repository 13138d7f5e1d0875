"""The built-in codebook is whole: every code defined, with sentences of its own that say what it is and is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from comity.coding import codebook

PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
ACTS = {"assess", "predict", "deny", "call", "ask", "pledge", "praise", "criticise", "concern", "hope"}
BOOK = codebook.load()
CODES = [*BOOK.events.values(), *BOOK.statements.values()]


def test_it_has_the_categories_of_plover_and_the_acts_of_the_contract() -> None:
    assert set(BOOK.events) == PLOVER
    assert set(BOOK.statements) == ACTS


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_a_code_is_defined_and_tested_both_ways(code: codebook.Category) -> None:
    assert code.definition
    assert code.yes, "no sentence that is one"
    assert code.no, "no sentence that is none"


@pytest.mark.parametrize("event", BOOK.events.values(), ids=lambda code: code.name)
def test_quad_code_and_score_have_one_direction(event: codebook.Category) -> None:
    """Quads 1 and 2 are cooperation, 3 and 4 conflict; requests PLOVER puts at nought, a little to either side."""
    scales = (event.scale, *event.modes.values())
    if event.name == "REQUEST":
        assert max(map(abs, scales)) <= 1
    else:
        assert all((scale > 0) == (event.quad <= 2) for scale in scales)


@pytest.mark.slow
def test_its_sentences_give_what_they_say(comity: Callable[..., Any]) -> None:
    comity("codebook", "check")
