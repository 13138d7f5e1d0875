"""A ledger whose every word is known (several parties, a state, nobody's country, hostile text, long characters), and
the real rows of other data, where they lie beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.ledger import Ledger
from comity.model import Place
from tests.handmade import KIM, SCHOLAR, Handmade, document, entity, event, placed, statement, written

ENERGY, TRADE = "the gas pipeline should be built", "tariffs on imported steel must stay"
SAID = (
    f"😀 Kim said {ENERGY}.",
    f"Russia and a scholar held that {TRADE} 🚀.",
    "Both asked what was next.",
    "=cmd() was what Kim met, Putin and the “scholar” wrote.",
)
PAGE = document("one", *SAID, published="2001-02", publication="@Daily", title="=HYPERLINK(1); \t and more")
EMPTY = document("two", published="", outcome="no_text", publication="")
LOOSE = document("three", "Nothing was said.", published="", title="")
COPY = document("four", *SAID, outcome="duplicate", duplicate_of="one")

ANALYSTS = entity("", "analysts", sector="")
STATEMENTS = tuple(
    placed(s, PAGE)
    for s in (
        statement(KIM, "call", 1, entity("RUS"), ENERGY, evidence=SAID[0], issue=("energy",)),
        statement(
            (entity("RUS"), SCHOLAR), "assess", -1, entity("KOR"), TRADE, evidence=SAID[1],
            issue=("trade_investment", "economic"),
        ),
        statement((KIM, SCHOLAR), "ask", 0, (), "what was next", evidence=SAID[2], issue=()),
        statement(ANALYSTS, "hope", 1, (), "-1 + 1", evidence=SAID[3], issue=(), quote=True),
    )
)  # fmt: skip
EVENTS = tuple(
    placed(e, PAGE)
    for e in (
        event("CONSULT", (KIM, ANALYSTS), (), evidence=SAID[3], event_loc=Place("Seoul", "KOR", 37.5, 127.0)),
        event("REQUEST", ANALYSTS, entity("RUS"), date="", evidence=SAID[0], context=("energy", "legal")),
    )
)


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return written(
        tmp_path_factory.mktemp("ledger") / "it's a.ledger",
        Handmade(EVENTS, STATEMENTS, (PAGE, EMPTY, LOOSE, COPY)),
    )


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return written(tmp_path_factory.mktemp("ledger") / "empty.ledger", Handmade())


@pytest.fixture(scope="session")
def dna_sample() -> Path:
    path = Path(__file__).resolve().parents[2] / ".." / "shared" / "reference" / "formats" / "sample_dna3.dna"
    if not path.is_file():
        pytest.skip("no sample of DNA beside this repository (../shared/reference/formats)")
    return path


SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real sample rows of GDELT; the test is skipped where they are not beside the repository."""
    folder = SHARED / "reference" / "formats"
    if not (folder / "gdelt_events2samp.tsv").is_file():
        pytest.skip("no samples beside this repository (../shared/reference/formats)")
    return folder
