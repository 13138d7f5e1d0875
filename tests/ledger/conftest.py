"""A small ledger whose every row is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from comity.ledger import Ledger
from comity.ledger.folder import Change, Folder
from comity.ledger.schema import document_row, event_row, statement_row
from comity.model import Document, Entity, Event, Statement

KOREA = Entity("South Korea", "KOR", "GOV")
RUSSIA = Entity("Russia", "RUS", "GOV")
LEE = Entity("Lee <b>Myung-bak</b>", "KOR", "GOV")
ANALYSTS = Entity("analysts")

DOCUMENTS = (
    Document("b.html", "d2", "b", text="Seoul met Moscow. So it went.", published="2010-09", outcome="coded"),
    Document("a.html", "d1", "a", text="Aid was given. Lee vowed.", published="2001", outcome="coded"),
    Document("z/a.html", "d3", "a", text="Aid was given.", outcome="duplicate", duplicate_of="d1"),
    Document("q.pdf", "d4", "q", outcome="unreadable", reason="empty"),
)


def event(
    identity: str, doc: str, code: str, date: str, sides: tuple[tuple[Entity, ...], ...], start: int
) -> Event:
    day = date if len(date) == 10 else ""
    return Event(
        identity, doc, date, "day", day, day, code, "", "", sides[0], sides[1], ("energy",), 1, 1.0, None,
        "t", "ev", start, start + 2, 0.5, "", "r", "c",
    )  # fmt: skip


EVENTS = (
    event("e-consult", "d2", "CONSULT", "2010-09-10", ((KOREA, RUSSIA), ()), 0),
    event("e-aid", "d1", "AID", "2001-05", ((RUSSIA,), (KOREA,)), 0),
    event("e-accuse", "d1", "ACCUSE", "", ((LEE,), (ANALYSTS,)), 5),
)
STATEMENTS = (
    Statement(
        "s-pledge", "d1", "2001", "year", (LEE,), "pledge", 1, (RUSSIA,), ("energy",), "p", False, "", (), "vowed",
        "Lee vowed.", 15, 25, 0.5, "r", "c",
    ),
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    folder = Folder(tmp_path / "it's a [small] ledger")
    with folder.opened():
        folder.commit(
            Change(
                put=(
                    folder.write_rows("events", "1", [event_row(e) for e in EVENTS]),
                    folder.write_rows("statements", "1", [statement_row(s) for s in STATEMENTS]),
                    folder.write_rows("documents", "1", [document_row(d) for d in DOCUMENTS[:2]]),
                    folder.write_rows("documents", "2", [document_row(d) for d in DOCUMENTS[2:]]),
                    folder.write_rows(
                        "events", "orphan", [event_row(replace(EVENTS[0], id="lost", doc="nowhere"))]
                    ),
                )
            )
        )
    return Ledger(folder.path)
