"""How two sides stand and move, from the records of a ledger. Knows nothing of pages and paper."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from comity.analyse import periods as by_period
from comity.analyse.happenings import Happening, happenings
from comity.analyse.periods import Balance, Moment, Period
from comity.analyse.positions import (
    AGREEMENTS,
    Ask,
    Hurdle,
    Topic,
    asks,
    distinct,
    hurdles,
    reported_differences,
    topics,
)
from comity.analyse.projects import Project, other_undertakings, projects
from comity.analyse.record import Extract, Tables, extract, is_joint_act
from comity.analyse.stances import Stance, stances
from comity.analyse.voices import ThirdParty, Voice, third_parties, voices
from comity.model import Document, Event, Record, Statement


@dataclass(frozen=True)
class Source:
    """A document that the relationship is read from, what it gave, and its copies that were set aside."""

    document: Document
    events: int
    statements: int
    copies: tuple[Document, ...]


@dataclass(frozen=True)
class Relationship:
    """Sides `a` and `b` (keys, as `party` gives them) from `first` to `last` (ISO 8601, as precise as known, or empty);
    `since` and `until` are what was asked for. What the two do together to others counts in the timeline alone."""

    a: str
    b: str
    since: str
    until: str
    first: str
    last: str
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    timeline: tuple[Happening, ...]
    agreements: tuple[Topic, ...]
    differences: tuple[Topic, ...]
    reported_differences: tuple[Statement, ...]
    asks_of_a: tuple[Ask, ...]  # what a asks of b
    asks_of_b: tuple[Ask, ...]
    projects: tuple[Project, ...]
    undertakings: tuple[Record, ...]
    hurdles: tuple[Hurdle, ...]
    third_parties: tuple[ThirdParty, ...]
    voices: tuple[Voice, ...]
    stances: tuple[Stance, ...]
    balance: Balance
    moments: tuple[Moment, ...]
    periods: tuple[Period, ...]
    sources: tuple[Source, ...]
    documents_in_ledger: int
    commonest_pairs: tuple[tuple[str, str, int], ...]  # filled where there is nothing between the two

    @property
    def is_empty(self) -> bool:
        return not self.events and not self.statements


def relationship(tables: Tables, a: str, b: str, since: str = "", until: str = "") -> Relationship:
    """Everything that a ledger shows of sides `a` and `b` (keys, as `party` gives them) between two partial dates."""
    found = extract(tables, a, b, since, until)
    told = happenings(found.events)
    by_topic = topics(found)
    named = projects(found)
    between = tuple(h for h in told if not is_joint_act(h.lead, a, b))
    first, last = _bounds(found, told)
    return Relationship(
        a=a, b=b, since=since, until=until, first=first, last=last, events=found.events, statements=found.statements, timeline=told,
        agreements=tuple(t for t in by_topic if t.bearing in AGREEMENTS),
        differences=tuple(t for t in by_topic if t.bearing not in AGREEMENTS),
        reported_differences=reported_differences(found),
        asks_of_a=asks(found, "a"), asks_of_b=asks(found, "b"),
        projects=named, undertakings=other_undertakings(found, named), hurdles=hurdles(found),
        third_parties=third_parties(found), voices=voices(found),
        stances=stances(found), balance=by_period.balance(between, distinct(found.statements)),
        moments=by_period.series(between), periods=by_period.periods(found, between),
        sources=_sources(found), documents_in_ledger=found.documents_in_ledger,
        commonest_pairs=() if found.records else commonest_pairs(tables),
    )  # fmt: skip


def _bounds(found: Extract, told: tuple[Happening, ...]) -> tuple[str, str]:
    """From the first to the last date of what happened or was published."""
    dates = [h.date for h in told if h.date and h.took_place]
    dates += [d.published for d in found.documents if d.published]
    return (min(dates), max(dates)) if dates else ("", "")


def _sources(found: Extract) -> tuple[Source, ...]:
    return tuple(
        Source(
            d,
            sum(e.doc == d.doc for e in found.events),
            sum(s.doc == d.doc for s in found.statements),
            tuple(c for c in found.copies if c.duplicate_of == d.doc),
        )
        for d in found.documents
    )


def commonest_pairs(tables: Tables, most: int = 8) -> tuple[tuple[str, str, int], ...]:
    """The pairs of countries that most records name together, with their numbers."""
    parts = [_pairs(tables.events(), "actor", "recipient"), _pairs(tables.statements(), "speaker", "about")]
    parts = [part for part in parts if not part.is_empty()]
    if not parts:
        return ()
    counted = (
        pl.concat(parts).group_by("a", "b").len().sort(["len", "a", "b"], descending=[True, False, False])
    )
    return tuple((a, b, n) for a, b, n in counted.head(most).iter_rows())


def _pairs(frame: pl.DataFrame, left: str, right: str) -> pl.DataFrame:
    """One row for each record and each pair of countries in it, codes in the order of the alphabet."""
    if frame.is_empty():
        return pl.DataFrame()
    country = pl.element().struct.field("country")
    named = pl.concat_list(pl.col(left).list.eval(country), pl.col(right).list.eval(country)).list.unique()
    one = frame.select("id", named.alias("a")).explode("a").filter(pl.col("a").fill_null("") != "")
    pairs = one.join(one.rename({"a": "b"}), on="id").filter(pl.col("a") < pl.col("b"))
    return pairs.select("a", "b")
