"""The charts of a brief, as Altair objects: a page prints them as SVG, a notebook shows them as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from comity.analyse import networks
from comity.analyse.comparison import Comparison
from comity.analyse.countries import country_name
from comity.analyse.happenings import Happening
from comity.analyse.projects import Project
from comity.analyse.record import countries_of
from comity.analyse.relationship import Relationship
from comity.model import Place
from comity.show import charts, wording
from comity.show.contrast import names_of, period

_MOST_ISSUES = 12
_MOST_LANES = 8
_FEWEST_ACTORS = 3  # two are no network
_FEWEST_MOMENTS = 2  # one column shows no change
_CAPTIONS = {
    "quads": "Events that took place: cooperation above the line, conflict below. Requests are left out.",
    "scores": "The mean PLOVER score of what happened, from −10 (conflict) to +10 (cooperation), and between which "
    "bounds 95% of the means lie if its documents are drawn anew; larger dots stand for more events.",
    "issues": "What each side holds on the issues spoken of most: the colour is the mean of its statements, the figure their "
    "number.",
    "projects": "Events between the two, and what is told of each project. What is known to the month or year only is as "
    "long as that.",
    "ties": "Who deals with whom by events that took place: the wider, the more events; blue where their mean score is one "
    "of cooperation, red where it is one of conflict.",
    "places": "Where events took place, as far as the documents name a place.",
}


@dataclass(frozen=True)
class Figure:
    """An Altair chart and the words under it."""

    chart: Any
    caption: str


def figures(r: Relationship) -> dict[str, Figure]:
    """The charts that a record is enough for, by name: "quads", "scores", "issues", "projects", "places"."""
    found = {
        "quads": charts.quads(quad_rows(r))
        if sum(any(m.quads) for m in r.moments) >= _FEWEST_MOMENTS
        else None,
        "scores": charts.scores(score_rows(r)) if len(r.moments) >= _FEWEST_MOMENTS else None,
        "issues": charts.issues(issue_rows(r, leading_issues(r)))
        if {s.side for s in r.stances} == {"a", "b"}
        else None,
        "projects": charts.timeline(rows) if (rows := project_rows(r)) else None,
        "ties": ties(r),
        "places": charts.places(rows) if (rows := place_rows(r.timeline)) else None,
    }
    return {name: Figure(chart, _CAPTIONS[name]) for name, chart in found.items() if chart is not None}


def compared(comparison: Comparison) -> dict[str, Figure]:
    """The charts of a comparison, by name: "quads" and "issues"."""
    records = (comparison.first, comparison.second)
    counts = [
        {"period": name, "quad": quad, "events": n}
        for name, r in zip(names_of(comparison), records, strict=True)
        for quad, n in enumerate(r.balance.quads, 1)
    ]
    kept = leading_issues(*records)
    held = [row | {"side": _side(row, r, comparison)} for r in records for row in issue_rows(r, kept)]
    found = {
        "quads": charts.quads(counts) if any(row["events"] for row in counts) else None,
        "issues": charts.issues(held) if held else None,
    }
    return {name: Figure(chart, _CAPTIONS[name]) for name, chart in found.items() if chart is not None}


def _side(row: dict[str, Any], r: Relationship, comparison: Comparison) -> str:
    """A side with what tells it from itself in the other record: its period, or toward whom it stands."""
    if comparison.same_pair:
        return f"{row['side']}, {period(r)}"
    other = next(name for name in map(country_name, (r.b, r.a)) if name != row["side"])
    return f"{row['side']}, toward {other}"


def quad_rows(r: Relationship) -> list[dict[str, Any]]:
    return [
        {"period": moment.period, "quad": quad, "events": n}
        for moment in r.moments
        for quad, n in enumerate(moment.quads, 1)
    ]


def score_rows(r: Relationship) -> list[dict[str, Any]]:
    return [
        {"period": m.period, "score": m.mean.value, "low": m.mean.low, "high": m.mean.high, "events": m.happenings}
        for m in r.moments
        if m.mean
    ]  # fmt: skip


def leading_issues(*relationships: Relationship) -> list[str]:
    """The issues most spoken of."""
    told: dict[str, int] = {}
    for stance in (stance for r in relationships for stance in r.stances):
        told[stance.issue] = told.get(stance.issue, 0) + len(stance.statements)
    return sorted(told, key=lambda issue: (-told[issue], issue))[:_MOST_ISSUES]


def issue_rows(r: Relationship, kept: list[str]) -> list[dict[str, Any]]:
    sides = {"a": country_name(r.a), "b": country_name(r.b)}
    return [
        {
            "issue": wording.issue(stance.issue),
            "side": sides[stance.side],
            "stance": round(stance.mean, 2),
            "statements": len(stance.statements),
        }
        for side in sides
        for stance in r.stances
        if stance.side == side and stance.issue in kept
    ]


def project_rows(r: Relationship) -> list[dict[str, Any]]:
    """Dated events in one lane, the stages of each project in lanes below; nothing where no project has a date."""
    published = {source.document.doc: source.document.published for source in r.sources}
    stages = [row for project in r.projects[:_MOST_LANES] for row in _stages(project, published)]
    return [*map(_event_row, _dated(r)), *stages] if stages else []


def _dated(r: Relationship) -> Iterator[Happening]:
    """What took place between the two, but for requests, whose code belies them."""
    return (h for h in r.balance.happenings if h.date and h.category != "REQUEST")


def _event_row(happening: Happening) -> dict[str, Any]:
    told = wording.happened(happening) or wording.quoted(happening.lead)
    return _row(happening.date, told, "events") | {"quad": happening.lead.quad_code}


def _stages(project: Project, published: dict[str, str]) -> Iterator[dict[str, Any]]:
    lane = wording.capital(wording.plain(project.name))
    for step in project.steps:
        if when := step.record.date or published.get(step.record.doc, ""):
            yield _row(when, step.status, lane) | {"status": step.status}


def _row(date: str, told: str, lane: str) -> dict[str, Any]:
    return {"start": date, "end": "", "label": told, "lane": lane}


def ties(r: Relationship) -> Any:
    """Who deals with whom in the documents about the two; None where nobody else enters by an event."""
    around = [event for party in r.third_parties for event in (*party.events_with_a, *party.events_with_b)]
    graph = networks.dealings({event.id: event for event in (*r.events, *around)}.values())
    if len(graph) < _FEWEST_ACTORS:
        return None
    named = {code: country_name(code) for code in graph}
    nodes = [
        {"name": named[code], "type": "the two" if code in (r.a, r.b) else "third parties", **data}
        for code, data in graph.nodes(data=True)
    ]
    edges = [edge | {end: named[edge[end]] for end in ("source", "target")} for edge in networks.edges(graph)]
    return charts.network(nodes, edges, {named[code]: at for code, at in networks.layout(graph).items()})


def lane_rows(told: Iterable[Happening]) -> list[dict[str, Any]]:
    """Dated events in lanes of who acts on whom, the busiest first; what has no lane of its own stands in the last."""
    dated = [happening for happening in told if happening.date]
    counted = Counter(map(_lane, dated))
    lanes = [lane for lane, _ in counted.most_common(_MOST_LANES)]
    rows = [
        _event_row(happening) | {"lane": lane if lane in lanes else "others"}
        for happening in dated
        for lane in [_lane(happening)]
    ]
    return sorted(rows, key=lambda row: [*lanes, "others"].index(row["lane"]))


def _lane(happening: Happening) -> str:
    """Who acts on whom; those who act together in one order, whoever is named first."""
    acting = countries_of(happening.lead.actor)
    together = not countries_of(happening.lead.recipient) - acting
    return wording.country_list(sorted(acting)) if together else wording.direction(happening)


def place_rows(told: Iterable[Happening]) -> list[dict[str, Any]]:
    """Places of what happened, those whose position is known; a whole country is no place on a map."""
    located = (_location(happening) for happening in told if happening.took_place)
    counted = Counter(p for p in located if p and p.name != country_name(p.country))
    return [
        {"name": p.name, "country": country_name(p.country), "lat": p.lat, "lon": p.lon, "events": n}
        for p, n in counted.items()
    ]


def _location(happening: Happening) -> Place | None:
    places = (event.event_loc for event in happening.reports)
    return next((place for place in places if place and place.lat is not None), None)
