"""Who appears in a ledger: counts over documents and parts, and by what each was resolved."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity import flow

TEXT = (
    "Russian Foreign Minister Sergei Lavrov met his Norwegian counterpart in Oslo on Monday. "
    "Lavrov said that Russia was ready for talks. He thanked Norway. "
    "Norwegian negotiator Vela Quist welcomed the offer. Quist left early. Zorbo Glimt disagreed."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(
        "Oslo, March 3. Zorbo Glimt spoke to reporters again about the fish.", "utf-8"
    )
    flow.code(folder, tmp_path / "x.ledger", flow.Options(date="2010-05-04"))
    return tmp_path / "x.ledger"


def test_counts_and_what_resolved(ledger: Path) -> None:
    found = {a.name: a for a in flow.actors(ledger)}
    lavrov, quist, glimt = found["Sergei Lavrov"], found["Vela Quist"], found["Zorbo Glimt"]
    assert (lavrov.country, lavrov.resolved, lavrov.mentions) == ("RUS", "tables", 4)
    assert set(lavrov.forms) >= {"Lavrov"} and "He" not in lavrov.forms
    assert (quist.country, quist.resolved) == ("NOR", "text")
    assert (glimt.country, glimt.resolved, glimt.documents) == ("", "unresolved", 2)
    assert found["Russia"].identifier_id == "Q159"


def test_the_most_frequent_first(ledger: Path) -> None:
    counts = [a.mentions for a in flow.actors(ledger)]
    assert counts == sorted(counts, reverse=True) and counts[0] > 1


def test_unresolved_names_are_what_a_user_may_add(ledger: Path, tmp_path: Path) -> None:
    names = [a.name for a in flow.actors(ledger, unresolved=True)]
    assert names.index("Zorbo Glimt") < names.index("Vela Quist") and "Sergei Lavrov" not in names
    own = tmp_path / "own.csv"
    own.write_text("name,country,sector,surname\nZorbo Glimt,NOR,BUS,Glimt\n", encoding="utf-8")
    added = {a.name: a for a in flow.actors(ledger, flow.Options(actors=own))}
    assert (added["Zorbo Glimt"].country, added["Zorbo Glimt"].resolved) == ("NOR", "tables")
    assert "Zorbo Glimt" not in [
        a.name for a in flow.actors(ledger, flow.Options(actors=own), unresolved=True)
    ]


def test_processes_do_not_matter(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [a.as_row() for a in flow.actors(ledger)]
    monkeypatch.setattr(flow.census, "LITTLE", 0)
    assert [a.as_row() for a in flow.actors(ledger, flow.Options(jobs=2))] == alone
