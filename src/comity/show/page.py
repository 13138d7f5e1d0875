"""A brief as a page: what is printed, in which order."""

from __future__ import annotations

from dataclasses import dataclass

from comity.analyse.countries import country_name
from comity.analyse.relationship import Relationship
from comity.model import Document
from comity.show import wording
from comity.show.evidence import References
from comity.show.lead import Sentence, lead
from comity.show.lines import Group, Line, PeriodRow, Proof, SideBySide, SourceRow
from comity.show.sources import proof, source_row
from comity.show.view import Teller


@dataclass(frozen=True)
class View:
    """Everything that a template prints, in the order of the page."""

    a: str
    b: str
    title: str
    period: str
    asked: str
    facts: tuple[tuple[str, str], ...]
    lead: tuple[Sentence, ...]
    timeline: tuple[Group, ...]
    timeline_more: int
    agreements: tuple[SideBySide, ...]
    differences: tuple[SideBySide, ...]
    reported_differences: tuple[Line, ...]
    asks: tuple[Group, ...]
    projects: tuple[Group, ...]
    undertakings: Group
    hurdles: tuple[Group, ...]
    third_parties: tuple[Group, ...]
    voices: tuple[Group, ...]
    periods: tuple[PeriodRow, ...]
    sources: tuple[SourceRow, ...]
    other_documents: int
    suggestions: tuple[str, ...]
    proofs: tuple[Proof, ...]
    between: str
    is_empty: bool


def view(relationship: Relationship) -> View:
    """Lay a relationship out as a brief."""
    page = Teller(relationship, References(documents_of(relationship)))
    a, b = relationship.a, relationship.b
    opening = lead(relationship, page.cite)
    timeline, timeline_more = page.timeline()
    return View(
        a=country_name(a), b=country_name(b),
        title=f"{country_name(a)} – {country_name(b)}",
        period=wording.span(relationship.first, relationship.last),
        asked=wording.asked(relationship.since, relationship.until),
        facts=_facts(relationship),
        lead=opening,
        timeline=timeline, timeline_more=timeline_more,
        agreements=page.topics(relationship.agreements), differences=page.topics(relationship.differences),
        reported_differences=page.reported_differences(),
        asks=page.asks(), projects=page.projects(), undertakings=page.undertakings(),
        hurdles=page.hurdles(), third_parties=page.third_parties(), voices=page.voices(),
        periods=page.periods(),
        sources=tuple(map(source_row, relationship.sources)),
        other_documents=relationship.documents_in_ledger - len(relationship.sources) - _copies(relationship),
        suggestions=tuple(f"{country_name(x)} – {country_name(y)}: {wording.count(n, 'record')}"
                          for x, y, n in relationship.commonest_pairs),
        proofs=tuple(map(proof, page.references.exhibits())),
        between=f"{a} {b}", is_empty=relationship.is_empty,
    )  # fmt: skip


def documents_of(relationship: Relationship) -> dict[str, Document]:
    return {source.document.doc: source.document for source in relationship.sources}


def _facts(r: Relationship) -> tuple[tuple[str, str], ...]:
    facts = [
        (len(r.sources), "document", "documents"),
        (len(r.timeline), "event", "events"),
        (len(r.statements), "statement", "statements"),
        (_copies(r), "copy set aside", "copies set aside"),
    ]
    return tuple((f"{n:,}", one if n == 1 else many) for n, one, many in facts if n)


def _copies(r: Relationship) -> int:
    return sum(len(source.copies) for source in r.sources)
