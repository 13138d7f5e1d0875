"""Undertakings: which words name one, what belongs together, how far it has come."""

from __future__ import annotations

from typing import Any

import pytest

from comity.analyse.projects import Project, other_undertakings, projects
from comity.analyse.record import extract
from comity.model import Record, Statement
from tests.handmade import KIM, PUTIN, Handmade, entity, event, statement

K, R = entity("KOR"), entity("RUS")


def found(*records: Record) -> tuple[Project, ...]:
    told = [r for r in records if not isinstance(r, Statement)]
    said = [r for r in records if isinstance(r, Statement)]
    return projects(extract(Handmade(told, said), "KOR", "RUS"))


def says(words: str, act: str = "pledge", **fields: Any) -> Statement:
    return statement(KIM, act, 1, [K, R], words, **fields)


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("they want the Kovykta gas fields", "oil and gas fields", "Kovykta gas fields"),
        (
            "an industrial complex in Nakhodka houses plants",
            "industrial zones",
            "industrial complex in Nakhodka",
        ),
        ("work on the gas pipeline goes on", "pipelines", "gas pipeline"),
        ("links with the Trans-Siberian Line matter", "railways", "Trans-Siberian Line"),
        ("trade is rich", "", ""),
        ("the line they take is firm", "", ""),
    ],
)
def test_an_undertaking_and_its_name(words: str, kind: str, name: str) -> None:
    assert [(p.kind, p.name) for p in found(says(words))] == ([(kind, name)] if kind else [])


@pytest.mark.parametrize(
    ("record", "status"),
    [
        (says("the pipeline was stalled by tests", act="assess"), "stalled"),
        (says("both proposed a pipeline"), "proposed"),
        (says("parliament gave the green light to the pipeline", act="assess"), "approved"),
        (says("the pipeline should be completed in a year", act="assess"), None),
        (says("the pipeline was not approved", act="assess"), None),
        (says("the pipeline completed last year", act="hope"), "proposed"),
        (says("to build a pipeline", act="pledge"), "promised"),
        (says("the pipeline could bring gas", act="predict"), "expected"),
        (event("AGREE", [K, R], evidence="They settled on a pipeline."), "agreed"),
        (event("AGREE", [K, R], evidence="They will lay a pipeline.", aux="future"), "planned"),
        (
            event("AGREE", [K, R], evidence="They signed no pact on a pipeline.", aux="negated"),
            "did not happen",
        ),
        (event("CONSULT", [K, R], evidence="They met beside a pipeline."), None),
    ],
)
def test_how_far_an_undertaking_has_come(record: Record, status: str | None) -> None:
    assert [s.status for p in found(record) for s in p.steps] == ([status] if status else [])


def test_one_undertaking_through_time() -> None:
    later = says("the Kovykta pipeline was stalled", date="2017-09-07", start=90, act="assess")
    first = says("both proposed the Kovykta pipeline", date="2001-02-28")
    unnamed = says("a pipeline was approved", date="2008-09-29", start=50, act="assess")
    (project,) = found(later, first, unnamed)
    assert [s.status for s in project.steps] == ["proposed", "approved", "stalled"]
    assert project.name == "Kovykta pipeline"


def test_different_names_are_different_undertakings() -> None:
    assert len(found(says("the Kovykta pipeline"), says("the Sakhalin pipeline", start=50))) == 2


def test_a_memorandum_gives_way_to_what_it_is_about() -> None:
    assert [p.kind for p in found(says("a memorandum on the gas pipeline"))] == ["pipelines"]
    assert [p.kind for p in found(says("a memorandum was signed", act="assess"))] == ["treaties"]


def test_pledges_that_name_no_undertaking_stand_apart() -> None:
    pledge = statement(PUTIN, "pledge", 1, K, "to work together")
    named = statement(PUTIN, "pledge", 1, K, "to lay a pipeline", start=40)
    threat = statement(PUTIN, "pledge", -1, K, "to end it all", start=80)
    seen = extract(Handmade(said=[pledge, named, threat]), "KOR", "RUS")
    assert other_undertakings(seen, projects(seen)) == (pledge,)
