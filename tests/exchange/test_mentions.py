"""Which documents tell of GDELT's events."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.analyse.happenings import happenings
from comity.errors import OptionError
from comity.exchange.intake import Report, take_in
from comity.ledger import Ledger
from tests.exchange.rows import GDELT, header, line, rows, written

OWN = GDELT["SOURCEURL"]
OTHER = "https://other.example/1"
MENTIONS = (
    line("mentions"), line("mentions", MentionIdentifier=OWN, Confidence="90"),
    line("mentions", Confidence="80"), line("mentions", GLOBALEVENTID="5"),
    line("mentions", GLOBALEVENTID="700000002", MentionIdentifier="A citation, p. 3", MentionType="2", Confidence="20"),
)  # fmt: skip
EVENTS = line("gdelt2"), line("gdelt2", GLOBALEVENTID="700000002", EventCode="012")


def take(tmp: Path, *, at_once: bool, mentions: tuple[str, ...] = MENTIONS) -> tuple[Report, Ledger]:
    events, told = written(tmp / "e.csv", *EVENTS), written(tmp / "m.csv", *mentions)
    if not at_once:
        take_in([events], tmp / "l")
    return take_in([events], tmp / "l", mentions=[told]), Ledger(tmp / "l")


def test_each_document_that_tells_of_an_event_has_a_record_of_it(tmp_path: Path) -> None:
    report, ledger = take(tmp_path, at_once=True)
    inputs = {row["doc"]: row["input"] for row in rows(ledger, "documents")}
    events = {inputs[row["doc"]]: row for row in rows(ledger, "events")}
    assert {doc: row["confidence"] for doc, row in events.items()} == {OWN: 0.9, OTHER: 0.8}
    same = ("date", "event", "actor", "recipient", "event_loc", "rule", "coder")
    assert {name: events[OWN][name] for name in same} == {name: events[OTHER][name] for name in same}
    statements = {inputs[row["doc"]]: row["confidence"] for row in rows(ledger, "statements")}
    assert statements == {OWN: None, "A citation, p. 3": 0.2}
    assert (report.read, report.stray, report.unread) == (7, 1, 0)
    assert any("1 mentions are of events that are not in the ledger" in note for note in report.notes)


def test_an_event_told_twice_counts_as_two_reports_and_one_happening(tmp_path: Path) -> None:
    _, ledger = take(tmp_path, at_once=True)
    (happening,) = happenings(tuple(ledger.each_event()))
    assert happening.documents == 2
    assert ledger.sql("SELECT count(*), count(DISTINCT rule) FROM events").row(0) == (2, 1)


def test_the_document_of_a_mention(tmp_path: Path) -> None:
    _, ledger = take(tmp_path, at_once=True)
    (row,) = [row for row in rows(ledger, "documents") if row["input"] == OTHER]
    assert (row["url"], row["publication"], row["published"], row["outcome"]) == (
        OTHER,
        "other.example",
        "2016-03-14",
        "imported",
    )
    (row,) = [row for row in rows(ledger, "documents") if row["input"].startswith("A citation")]
    assert row["url"] == ""


def test_mentions_may_come_later_and_again(tmp_path: Path) -> None:
    """What is there stays as it is: an event that came without mentions keeps its confidence, which is not known."""
    take(tmp_path, at_once=False)
    report, ledger = take(tmp_path, at_once=True)
    confidences = sorted((row["confidence"] or 0.0) for row in rows(ledger, "events"))
    assert confidences == [0.0, 0.8] and (report.events, report.statements) == (0, 0)
    assert len(rows(ledger, "documents")) == 3


def test_lines_that_say_too_little(tmp_path: Path) -> None:
    odd = (
        line("mentions", GLOBALEVENTID="x"),
        line("mentions", MentionIdentifier=""),
        line("mentions", Confidence="?"),
    )
    report, ledger = take(tmp_path, at_once=True, mentions=odd)
    reasons = {row["reason"] for row in rows(ledger, "documents") if row["outcome"] == "unreadable"}
    assert reasons == {"it has no GLOBALEVENTID", "it has no MentionIdentifier"} and report.unread == 2
    assert [row["confidence"] for row in rows(ledger, "events")] == [None, None]


def test_mentions_go_with_gdelts_events_alone(tmp_path: Path) -> None:
    events = written(tmp_path / "a", header("icews"), line("icews"))
    with pytest.raises(OptionError, match="GDELT's events alone"):
        take_in([events], tmp_path / "l", mentions=[written(tmp_path / "m", *MENTIONS)])
    assert not (tmp_path / "l").exists()


def test_the_real_mentions(samples: Path, tmp_path: Path) -> None:
    files = [samples / "gdelt_events2samp.tsv"]
    report = take_in(files, tmp_path / "l", mentions=[samples / "gdelt_mentionssamp.tsv"])
    assert (report.read, report.unread, report.stray, report.events, report.statements) == (100, 0, 16, 47, 3)
    found = [row["confidence"] for row in rows(Ledger(tmp_path / "l"), "events")]
    assert sum(value is not None for value in found) > 30 and {0.5, 1.0} <= {*found}
