"""JSON lines in a ledger: what Comity exported comes back as it was; PLOVER's own as its manual has it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from comity.errors import LedgerError, OptionError
from comity.exchange import jsonl
from comity.exchange.intake import take_in
from comity.ledger import Ledger
from comity.ledger.folder import Change, Folder
from comity.ledger.schema import document_row, event_row, statement_row
from comity.model import Place
from tests.exchange.rows import imported, rows, written
from tests.handmade import KIM, PUTIN, document, entity, event, statement

Row = dict[str, Any]
TEXT = "Seoul met Moscow.", "Moscow said it would wait. Nobody knows.", "Kim met Putin."


def made(path: Path) -> Ledger:
    """A ledger of two documents with three events and two statements, some of one sentence."""
    documents = [replace(document("one", *TEXT), language="en"), document("two", *TEXT[2:])]

    def at(sentence: str) -> Row:
        return {"evidence": sentence, "start": documents[0].text.find(sentence)}

    events = [
        replace(event("CONSULT", [entity("KOR"), entity("RUS")], **at(TEXT[0])), date_start="2001-02-27", date_end="2001-02-27", event_loc=Place("Seoul", "KOR", 37.5, None)),
        event("CONSULT", KIM, PUTIN, **at(TEXT[2])), event("AID", KIM, PUTIN, doc="two", evidence=TEXT[2], date="2001"),
    ]  # fmt: skip
    statements = [
        statement(
            entity("RUS"), "pledge", 1, entity("KOR"), "it would wait", **at("Moscow said it would wait.")
        ),
        statement(PUTIN, "assess", 0, (), "nobody knows", quote=True, **at("Nobody knows.")),
    ]
    folder = Folder(path)
    with folder.opened():
        put = [
            folder.write_rows("events", "1", [event_row(e) for e in events]),
            folder.write_rows("statements", "1", [statement_row(s) for s in statements]),
            folder.write_rows("documents", "1", [document_row(d) for d in documents]),
        ]
        folder.commit(Change(put=tuple(put)))
    return Ledger(path)


def lines(ledger: Ledger) -> list[str]:
    out = io.StringIO()
    jsonl.write(ledger, out)
    return out.getvalue().splitlines()


def test_an_export_comes_back_word_for_word(tmp_path: Path) -> None:
    before = made(tmp_path / "a.ledger")
    report, after = imported(tmp_path, "jsonl", *lines(before), ledger="b.ledger")
    assert sorted(lines(after)) == sorted(lines(before))
    assert (report.read, report.events, report.statements, report.unread) == (5, 3, 2, 0)
    for row in rows(after, "documents"):
        assert (row["outcome"], row["input"], row["doc"]) == (
            "imported",
            f"{row['name']}#{row['doc']}",
            row["name"],
        )
        assert all(row["text"][b["start"] : b["end"]].strip("\n") for b in row["blocks"])
    texts = {row["doc"]: row["text"] for row in rows(after, "documents")}
    for record in [*rows(after, "events"), *rows(after, "statements")]:
        assert texts[record["doc"]][record["start"] : record["end"]] == record["evidence"] != ""


def test_an_export_adds_nothing_to_its_own_ledger(tmp_path: Path) -> None:
    before = made(tmp_path / "a.ledger")
    was = lines(before)
    report, after = imported(tmp_path, "jsonl", *was)
    assert (report.known, report.events) == (5, 0) and lines(after) == was


def test_a_part_of_an_export_is_no_ground_for_the_rest(tmp_path: Path) -> None:
    """The document that the part made lacks the sentences of the rest."""
    first, *rest = [line for line in lines(made(tmp_path / "a.ledger")) if json.loads(line)["doc"] == "one"]
    imported(tmp_path, "jsonl", first, ledger="b.ledger")
    with pytest.raises(
        LedgerError, match="another text than these records cite; import them into a new ledger"
    ):
        imported(tmp_path, "jsonl", *rest, ledger="b.ledger")
    assert len(rows(Ledger(tmp_path / "b.ledger"), "events")) == 1


def test_records_of_a_document_stand_together(tmp_path: Path) -> None:
    one, two, *rest = lines(made(tmp_path / "a.ledger"))
    report, _ = imported(tmp_path, "jsonl", one, rest[-1], two, ledger="b.ledger")
    assert report.unread == 1 and "sort the lines by doc_id" in str(report.reasons)


def changed(**cells: Any) -> Callable[[Row], Row]:
    return lambda row: row | cells


SPOILT: list[tuple[Callable[[Row], Row], str]] = [
    (changed(kind="rumour"), "its kind is 'rumour'"),
    (changed(id=""), "it has no id"),
    (changed(actor="Korea"), "its actor is 'Korea', and that is no list"),
    (changed(actor=[{"name": 1}]), "its actor is"),
    (changed(quad_code=1000), "its quad_code is '1000', and that is no int8"),
    (changed(quad_code=True), "its quad_code"),
    (changed(date_start="2001-13-01"), "its date_start"),
    (changed(event_scale="x"), "its event_scale"),
    (changed(start=3), "its evidence does not fit its offsets"),
    (changed(start=10**9, end=10**9 + 17), "its evidence does not fit its offsets"),
    (changed(start=-17, end=0), "its evidence does not fit its offsets"),
    (changed(evidence="Seoul met Pyongy."), "has other words at 0"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "reason"), SPOILT)
def test_a_record_that_is_spoilt_is_told_and_the_others_are_read(
    tmp_path: Path, spoil: Callable[[Row], Row], reason: str
) -> None:
    first, *rest = lines(made(tmp_path / "a.ledger"))
    bad = json.dumps(spoil(json.loads(first)) | {"doc": "one"})
    report, ledger = imported(tmp_path, "jsonl", first, bad, *rest, "{", "[]", ledger="b.ledger")
    found = {row["reason"] for row in rows(ledger, "documents") if row["outcome"] == "unreadable"}
    assert len(found) == 3 and any(reason in told for told in found), found
    assert (report.events + report.statements, report.unread) == (5, 3)


@pytest.mark.parametrize("first", ["", "[]", "{}", "x", '{"a": NaN, "event": 1}'])
def test_what_begins_as_no_record_is_no_such_file(tmp_path: Path, first: str) -> None:
    with pytest.raises(OptionError, match=r"is not jsonl.*what was expected is an object a line"):
        imported(tmp_path, "jsonl", first, "x")
    assert not (tmp_path / "a.ledger").exists()


# PLOVER's own

SHORT = {
    "id": "PHOX-1",
    "date": "2016-07-24",
    "actor": [{"code": "USA"}],
    "recipient": [{"code": "CAN"}],
    "event": ["CONSULT"],
}
LONG = {
    "id": "X2", "date": "2020-01", "event": ["ASSAULT", "COERCE"], "mode": ["aerial", "seize"], "context": ["natural resource"],
    "actor": [{"code": "RUS", "sector": "GOVMIL", "entity_text": "Moscow", "identifier_text": "Russia", "office": "army",
               "identifier_id": "https://www.wikidata.org/wiki/Q159"}],
    "recipient": [], "event_loc": {"resolved_place": "Idlib", "country_code": "SYR", "lat": 35.9, "lon": 36.6},
    "text": "Jets struck Idlib. They came at night.", "event_text": ["Jets struck Idlib."], "quad_code": 4,
    "event_scale": -9, "cite_info": {"url": "https://a.example", "title": "Night", "publication": "Wave", "language": "en"},
    "coder": "by hand",
}  # fmt: skip
EXAMPLE = {"raw_text": "Steinmeier", "entity_name": "Frank-Walter Steinmeier", "wikidata_id": "Q76658",
           "wiki_description": "Minister of Foreign Affairs", "country_name": "Germany", "sector_code": "GOV",
           "other_sector_codes": ""}  # fmt: skip


def plover(tmp: Path, *objects: Row) -> Ledger:
    report, ledger = imported(tmp, "jsonl", *map(json.dumps, objects))
    assert report.unread == 0
    return ledger


def test_the_simplest_record_of_the_manual(tmp_path: Path) -> None:
    ledger = plover(tmp_path, SHORT)
    (row,), (source,) = rows(ledger, "events"), rows(ledger, "documents")
    assert [(e["name"], e["country"]) for e in row["actor"] + row["recipient"]] == [
        ("United States", "USA"),
        ("Canada", "CAN"),
    ]
    assert (row["event"], row["quad_code"], row["event_scale"], row["date"], row["confidence"]) == (
        "CONSULT",
        1,
        2.5,
        "2016-07-24",
        None,
    )
    assert (row["rule"], row["coder"], row["evidence"], source["text"]) == ("plover PHOX-1", "PLOVER", "", "")
    assert (source["input"], source["reason"]) == ("plover PHOX-1", "an event of PLOVER's JSON, without text")


def test_a_full_record_is_an_event_for_each_category(tmp_path: Path) -> None:
    ledger = plover(tmp_path, LONG)
    assault, coerce = sorted(rows(ledger, "events"), key=lambda row: str(row["event"]))
    assert [(row["event"], row["mode"]) for row in (assault, coerce)] == [
        ("ASSAULT", "aerial"),
        ("COERCE", "seize"),
    ]
    actor = {
        "name": "Russia",
        "country": "RUS",
        "sector": "GOV",
        "sectors": ["GOV", "MIL"],
        "office": "army",
        "text": "Moscow",
        "identifier_id": "Q159",
    }
    assert assault["actor"] == [actor | {"start": 0, "end": 0}] and assault["recipient"] == []
    assert assault["event_loc"] == {"name": "Idlib", "country": "SYR", "lat": 35.9, "lon": 36.6}
    assert (assault["date"], assault["date_precision"], str(assault["date_end"])) == (
        "2020-01",
        "month",
        "2020-01-31",
    )
    assert (assault["context"], assault["event_scale"], assault["coder"]) == (
        ["natural_resource"],
        -9.0,
        "by hand",
    )
    (source,) = rows(ledger, "documents")
    assert source["text"][assault["start"] : assault["end"]] == assault["evidence"] == "Jets struck Idlib."
    assert (source["url"], source["title"], source["publication"]) == ("https://a.example", "Night", "Wave")


def test_the_actor_block_of_the_manual(tmp_path: Path) -> None:
    (row,) = rows(plover(tmp_path, SHORT | {"actor": [EXAMPLE]}), "events")
    (actor,) = row["actor"]
    assert (actor["name"], actor["country"], actor["sectors"], actor["office"], actor["text"], actor["identifier_id"]) == (
        "Frank-Walter Steinmeier", "DEU", ["GOV"], "Minister of Foreign Affairs", "Steinmeier", "Q76658"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "reason"),
    [({"event": ["YIELD"]}, "is no category of PLOVER"), ({"event": []}, "is no category"), ({"date": "soon"}, "its date 'soon' is none"),
     ({"date": 2016}, "its date 2016 is none")],
)  # fmt: skip
def test_a_record_that_is_not_plovers_is_told(tmp_path: Path, cells: Row, reason: str) -> None:
    report, _ = imported(tmp_path, "jsonl", json.dumps(SHORT), json.dumps(SHORT | cells))
    assert report.unread == 1 and reason in str(report.reasons)


def test_half_a_character_hurts_nobody(tmp_path: Path) -> None:
    text = json.dumps(SHORT | {"actor": [{"code": "USA", "identifier_text": "A\ud800B"}]})
    _, ledger = imported(tmp_path, "jsonl", text)
    assert rows(ledger, "events")[0]["actor"][0]["name"] == "A?B"


def test_a_file_again_under_another_name_adds_nothing(tmp_path: Path) -> None:
    plover(tmp_path, SHORT, LONG)
    again = take_in(
        [written(tmp_path / "other.json", json.dumps(LONG), json.dumps(SHORT))], tmp_path / "a.ledger"
    )
    assert (again.known, again.events, dict(again.outcomes)) == (3, 0, {})
