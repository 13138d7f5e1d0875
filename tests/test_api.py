"""The public names: by hand they give what the flow gives; a ledger answers SQL and shows itself safely."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars
import pyarrow
import pytest

import comity
from comity import languages
from comity.actors import Lexicon
from comity.actors.mentions import Resolver
from comity.errors import LedgerError, OptionError
from comity.model import Coded, Event, Statement
from tests.stories import fill, story


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str | bytes] = {f"{n}.txt": story(n) for n in range(6)}
    files |= {"copy.txt": story(2), "empty.txt": ""}
    files["spanish.txt"] = "El presidente habla de la paz con los ministros del gobierno. " * 9
    hostile = story(7).replace("The foreign minister of Kenya", "The <b>foreign</b> minister of Kenya")
    files["(first).txt"] = hostile.replace("on Tuesday.", "on Tuesday <script>alert(1)</script>.")
    return fill(tmp_path_factory.mktemp("api") / "pages", files)


@pytest.fixture(scope="module")
def ledger(pages: Path) -> comity.Ledger:
    comity.code(pages, pages.with_name("a.ledger"))
    return comity.Ledger(pages.with_name("a.ledger"))


def by_hand(pages: Path) -> list[Coded]:
    """The work in the order in which the package names it."""
    coder, resolver = comity.Coder(), Resolver(Lexicon.load(None))
    cleaned = [comity.clean(d) for d in comity.read(pages)]
    told = [replace(d, language=languages.detect(d.text)) if not d.outcome else d for d in cleaned]
    english = [d for d in told if not d.outcome and d.language == "en"]
    originals = [d for d in comity.dedupe(english) if not d.outcome]
    found = []
    for document, sentences in comity.parse(originals):
        who = resolver.mentions(document, sentences)
        found.append(Coded(document, sentences, who, *coder.code(document, sentences, who)))
    return found


def test_by_hand_gives_what_the_flow_gives(pages: Path, ledger: comity.Ledger) -> None:
    found = by_hand(pages)
    assert {c.document.input for c in found} == set(ledger.filter("documents", outcome="coded")["input"])
    events = [e for c in found for e in c.events]
    statements = [s for c in found for s in c.statements]
    assert events and sorted(events, key=lambda e: e.id) == sorted(ledger.each_event(), key=lambda e: e.id)
    assert statements and sorted(statements, key=lambda s: s.id) == sorted(
        ledger.each_statement(), key=lambda s: s.id
    )


def test_what_the_options_give(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = dict.fromkeys(("a.txt", "b.txt"), story(1).replace("June 2, 2004", ""))
    documents = [
        comity.clean(document, given_date="2010-09-14", given_publication="The Daily")
        for document in comity.read(fill(tmp_path, files))
    ]
    assert [(d.published, d.published_from, d.publication) for d in documents] == [
        ("2010-09-14", "given", "The Daily")
    ] * 2
    first, second = comity.dedupe(documents)
    assert (first.outcome, second.outcome, second.duplicate_of) == ("", "duplicate", first.doc)


def test_what_is_kept_comes_back_as_it_was(pages: Path, ledger: comity.Ledger) -> None:
    kept = {d.doc: d for d in ledger}
    for coded in by_hand(pages):
        assert replace(coded.document, outcome="coded", medium="text") == kept[coded.document.doc]
        stored = ledger.sentences(kept[coded.document.doc])
        assert stored == coded.sentences
        assert comity.Coder().code(coded.document, stored, coded.mentions) == (coded.events, coded.statements)


def test_tables(ledger: comity.Ledger) -> None:
    for kind in ("documents", "events", "statements"):
        frame, table = getattr(ledger, kind)(), ledger.arrow(kind)
        assert isinstance(frame, polars.DataFrame) and isinstance(table, pyarrow.Table)
        assert len(frame) == table.num_rows == ledger.count(kind) == ledger.totals()[kind]
    assert len(ledger) == ledger.count("documents") == 10


def test_sql(ledger: comity.Ledger) -> None:
    found = ledger.sql("SELECT event, count(*) AS n FROM events GROUP BY event ORDER BY event")
    assert dict(found.iter_rows()) == dict(ledger.events().group_by("event").len().iter_rows())
    assert ledger.sql("SELECT name FROM documents WHERE name = ?", ["3"])["name"].to_list() == ["3"]


def test_sql_that_fails_says_so(ledger: comity.Ledger) -> None:
    with pytest.raises(LedgerError, match="no_such_table"):
        ledger.sql("SELECT * FROM no_such_table")


def test_filter(ledger: comity.Ledger) -> None:
    assert set(ledger.filter("events", type="request")["event"]) == {"REQUEST"}
    assert len(ledger.filter("events", between=("JPN", "PER"))) > 0
    assert ledger.filter("documents", outcome="duplicate")["input"].to_list() == ["copy.txt"]
    with pytest.raises(OptionError, match="cannot be filtered"):
        ledger.filter("parses")


def test_a_record_by_the_beginning_of_its_id(ledger: comity.Ledger) -> None:
    event, statement = next(ledger.each_event()), next(ledger.each_statement())
    assert ledger.record(event.id[:12]) == event and isinstance(event, Event)
    assert ledger.record(statement.id) == statement and isinstance(statement, Statement)
    document = ledger.document(event.doc)
    assert document.text[event.start : event.end] == event.evidence
    assert [c.input for c in ledger.copies(next(d.doc for d in ledger if d.input == "2.txt"))] == ["copy.txt"]


def test_in_a_notebook_markup_in_documents_is_text(ledger: comity.Ledger) -> None:
    shown = ledger._repr_html_()
    assert "10 documents" in shown
    assert "&lt;script&gt;" in shown or "&lt;b&gt;" in shown
    assert "<script" not in shown and "<b>foreign" not in shown


def test_a_name_with_markup_is_text(tmp_path: Path) -> None:
    path = tmp_path / "<i>x<i>.ledger"
    comity.code(fill(tmp_path / "pages", {"a.txt": story(1)}), path)
    shown = comity.Ledger(path)._repr_html_()
    assert "<i>" not in shown and "&lt;i&gt;" in shown


def test_the_public_names() -> None:
    assert comity.__all__ == sorted(comity.__all__)
    assert all(getattr(comity, name) for name in comity.__all__)
    with pytest.raises(AttributeError, match="no attribute 'cod'"):
        _ = comity.cod
