"""Undertakings: what belongs together, how far it has come, who takes part, what was promised."""

from __future__ import annotations

from typing import Any

import pytest

from comity.analyse.projects import Project, chosen, followed, other_undertakings, projects
from comity.analyse.record import extract
from comity.errors import OptionError
from comity.model import Document, Record, Statement
from tests.handmade import KIM, PUTIN, SCHOLAR, Handmade, document, entity, event, placed, statement

K, R, C, J = entity("KOR"), entity("RUS"), entity("CHN", "China"), entity("JPN")


def ledger(*records: Record, kept: tuple[Document, ...] = ()) -> Handmade:
    told = [r for r in records if not isinstance(r, Statement)]
    said = [r for r in records if isinstance(r, Statement)]
    return Handmade(told, said, kept)


def found(*records: Record, kept: tuple[Document, ...] = ()) -> tuple[Project, ...]:
    return projects(extract(ledger(*records, kept=kept), "KOR", "RUS"))


def says(words: str, act: str = "pledge", **fields: Any) -> Statement:
    return statement(KIM, act, 1, [K, R], words, **fields)


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("to develop the Kovykta gas fields", "oil and gas fields", "Kovykta gas fields"),
        ("an industrial complex in Nakhodka", "industrial zones", "industrial complex in Nakhodka"),
        ("work on the gas pipeline has begun", "pipelines", "gas pipeline"),
        ("to link the Trans-Siberian Line with the Korean railway", "railways", "Trans-Siberian Line"),
        ("trade is rich", "", ""),
        ("the line they take is firm", "", ""),
        ("a memorandum on the gas pipeline was signed", "pipelines", "gas pipeline"),
        ("a memorandum on fishing was signed", "treaties", "memorandum on fishing"),
        ("pipelines and railways were agreed on", "", ""),
    ],
)
def test_an_undertaking_and_its_name(words: str, kind: str, name: str) -> None:
    act = "call" if words.startswith(("to ", "an ")) else "assess"
    told = found(says(words, act=act))
    assert [p.kind for p in told] == ([kind] if kind else [])
    assert all(p.name.startswith(name) for p in told)


ASSESS = {"act": "assess"}
STATUSES: list[tuple[Record, str | None]] = [
    (says("the pipeline was stalled by tests", **ASSESS), "stalled"),
    (says("both proposed a pipeline"), "proposed"),
    (says("both proposed a tax on the pipeline", **ASSESS), None),
    (says("parliament gave the green light to the pipeline", **ASSESS), "approved"),
    (says("parliament gave the green light to government plans for a pipeline", **ASSESS), "approved"),
    (says("the pipeline was called off", **ASSESS), "cancelled"),
    (says("both are planning a pipeline", **ASSESS), "proposed"),
    (says("construction of the pipeline has been completed", **ASSESS), "completed"),
    (says("studies for the pipeline are finished", **ASSESS), None),
    (says("repairs are under way and the pipeline leaks", **ASSESS), None),
    (says("relations have stalled because of the pipeline", **ASSESS), None),
    (says("they agreed to tax the pipeline", **ASSESS), None),
    (says("the pipeline was not approved", **ASSESS), None),
    (says("a pipeline that is not completed", act="hope"), "proposed"),
    (says("to build a pipeline"), "proposed"),
    (says("to tax the pipeline"), None),
    (says("the pipeline could bring gas", act="predict"), "expected"),
    (says("they signed it after the pipeline", **ASSESS), None),
    (says("negotiators completed the text of a tax treaty", **ASSESS), "agreed"),
    (says("the tax treaty entered into force", **ASSESS), "completed"),
    (event("AGREE", [K, R], evidence="They settled on a pipeline."), "agreed"),
    (event("AGREE", [K, R], evidence="They settled a claim; a pipeline leaks.", trigger="claim"), "agreed"),
    (event("AGREE", [K, R], evidence="They agreed to tax the pipeline.", trigger="agreed"), None),
    (event("AGREE", [K, R], evidence="They will lay a pipeline.", aux="future"), "proposed"),
    (event("AGREE", [K, R], evidence="They laid no pipeline.", aux="negated"), "did not happen"),
    (event("REJECT", K, R, evidence="Seoul refused the pipeline."), "stalled"),
    (event("CONSULT", [K, R], evidence="They met beside a pipeline."), None),
    (event("CONSULT", [K, R], evidence="They met at the Hanoi summit."), "completed"),
]


@pytest.mark.parametrize(("record", "status"), STATUSES)
def test_how_far_an_undertaking_has_come(record: Record, status: str | None) -> None:
    told = [s.status for p in found(record) for s in p.steps]
    assert told == ([status] if status else [])


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("a pipeline was proposed", "the pipeline was approved"), "approved"),
        (("the pipeline was completed", "the pipeline was discussed"), "completed"),
        (("the pipeline was completed", "the pipeline was suspended"), "stalled"),
        (("the pipeline was suspended", "the pipeline was discussed"), "discussed"),
    ],
)
def test_how_it_stands_now(words: tuple[str, str], status: str) -> None:
    first, last = (says(w, act="assess", date=f"200{n}", start=n) for n, w in enumerate(words, 1))
    (project,) = found(last, first)
    assert (project.status, project.proof.record) == (status, last if status != "completed" else first)
    assert (project.first_seen, project.last_seen) == ("2001", "2002")


def test_one_undertaking_through_time() -> None:
    later = says("the Kovykta pipeline was stalled", date="2017-09-07", start=90, act="assess")
    first = says("both proposed the Kovykta pipeline", date="2001-02-28")
    unnamed = says("a pipeline was approved", date="2008-09-29", start=50, act="assess")
    (project,) = found(later, first, unnamed)
    assert [s.status for s in project.steps] == ["proposed", "approved", "stalled"]
    assert project.name == "Kovykta pipeline"


SAME = [
    ("the Trans-Siberian railway link", "the TSR connection", "the inter-Korean railway"),
    ("the Trans-Siberian railway link", "the TSR-TKR connection"),
    ("the gas pipeline", "the Kovykta gas pipeline", "a pipeline"),
    ("an industrial complex in Nakhodka", "the Nakhodka industrial zone"),
    ("the pipeline to the Korean peninsula", "the pipeline"),
]
DIFFERENT = [
    ("a gas pipeline to China", "an oil pipeline to Nakhodka"),
    ("the Kovykta pipeline", "the Sakhalin pipeline"),
    ("the Nord Stream 1 pipeline", "the Nord Stream 2 pipeline"),
    ("the Louvre accord", "the Plaza accord"),
    ("a memorandum on fishing", "a convention on taxes"),
    ("the 1990 Moscow treaty", "the 2024 Moscow treaty"),
    ("a pipeline to China", "a pipeline to Japan"),
]


def approved(names: tuple[str, ...], **fields: Any) -> list[Record]:
    """One document for each name."""
    return [
        says(f"parliament approved {name}", act="assess", doc=f"d{n}", start=n * 50, **fields)
        for n, name in enumerate(names)
    ]


@pytest.mark.parametrize("names", SAME)
def test_names_of_one_undertaking(names: tuple[str, ...]) -> None:
    (project,) = found(*approved(names))
    assert len(project.steps) == len(names)


@pytest.mark.parametrize("names", DIFFERENT)
def test_names_of_different_undertakings(names: tuple[str, ...]) -> None:
    assert len(found(*approved(names))) == len(names)
    assert len(followed(ledger(*approved(names)))) == len(names)


def test_two_named_in_one_breath_are_two() -> None:
    told = found(says("both approved the Louvre and Plaza accords", act="assess"))
    assert {p.name for p in told} == {"Louvre accord", "Plaza accord"}


def test_a_word_that_opens_a_sentence_is_a_name_where_another_record_shows_it() -> None:
    names = ("the Nabucco pipeline", "a pipeline to Ruse")
    opening = says("Nabucco pipeline was suspended", act="assess", start=400)
    nabucco, _ = found(*approved(names), opening)
    assert [s.status for s in nabucco.steps] == ["approved", "stalled"]


def test_summits_of_one_name_are_told_apart_by_time() -> None:
    one = says("the Hanoi summit was called off", act="assess", date="2001-02-28")
    other = says("the Hanoi summit was proposed", act="assess", date="2011-02-28", start=60)
    assert len(found(one, other)) == 2


def test_a_place_in_the_name_of_a_treaty_takes_no_part_in_it() -> None:
    berne = entity("CHE", "Switzerland", text="Berne")
    told = statement(KIM, "assess", 1, [K, R, berne], "they signed the Berne accord")
    assert [p.parties for p in found(told)] == [("KOR", "RUS")]


# What a later sentence takes up

PARAGRAPH = (
    "Parliament gave the green light to a complex of plants. "
    "The Russian Duma approved an industrial complex in Nakhodka. "
    "The Russian side said work on the project would start in early 2002."
)


def test_the_project_is_what_the_sentence_before_has_named() -> None:
    paper = document("paper", PARAGRAPH, published="2001-10")
    sentence = "The Russian side said work on the project would start in early 2002."
    about = statement(PUTIN, "predict", 0, [K, R], "work on the project would start in early 2002")
    told = placed(statement(**fields_of(about, evidence=sentence)), paper)
    (project,) = found(told, kept=(paper,))
    assert (project.name, project.status) == ("industrial complex in Nakhodka", "approved")
    before, own = project.steps
    assert (before.record, own.record) == (told, told)
    assert paper.text[before.start : before.end] == before.evidence == PARAGRAPH.split(". ")[1] + "."
    assert [(p.stage, p.text, p.date, p.kept) for p in project.promises] == [
        ("under way", "in early 2002", "2002", "open")
    ]


def test_a_sentence_that_a_record_tells_is_not_told_twice() -> None:
    paper = document("paper", PARAGRAPH, published="2001-10")
    first, last = (
        placed(says(words, act="assess", evidence=f"{sentence.rstrip('.')}."), paper)
        for words, sentence in zip(
            ("parliament approved an industrial complex in Nakhodka", "the project was suspended"),
            PARAGRAPH.split(". ")[1:],
            strict=True,
        )
    )
    (project,) = found(first, last, kept=(paper,))
    assert [(s.status, s.record.id) for s in project.steps] == [
        ("approved", first.id),
        ("stalled", last.id),
    ]


def fields_of(told: Statement, **changed: Any) -> dict[str, Any]:
    kept = {
        "speaker": told.speaker, "act": told.act, "stance": told.stance, "about": told.about,
        "proposition": told.proposition, "date": "2001-10",
    }  # fmt: skip
    return kept | changed


def test_nothing_is_taken_up_from_another_paragraph() -> None:
    paper = document("paper", *PARAGRAPH.split(". ", 2)[:2], "The project would start soon.")
    told = placed(
        says("the project would start soon", act="predict", evidence="The project would start soon."), paper
    )
    assert found(told, kept=(paper,)) == ()


# Promises


def test_a_promise_and_what_became_of_it() -> None:
    papers = tuple(document(f"d{year}", "-", published=f"{year}-05-01") for year in (2008, 2012))
    promise = says(
        "the Kovykta pipeline will be completed by 2013", act="predict", doc="d2008", date="2008-05-01"
    )
    built = says("the Kovykta pipeline was completed in 2011", act="assess", doc="d2012", date="2012-05-01")
    (project,) = found(promise, built, kept=papers)
    (made,) = project.promises
    assert (made.stage, made.date, made.kept, made.shown_by) == ("completed", "2013", "kept", built.id)
    assert project.steps[-1].date == "2011"


def test_a_promise_is_kept_in_its_most_precise_form() -> None:
    vague = says("the Hanoi summit will be held in July", act="predict", date="2001-02-28")
    precise = says("the Hanoi summit will be held on July 8", act="predict", start=60)
    (project,) = found(vague, precise)
    assert [(p.text, p.date) for p in project.promises] == [("on July 8", "2001-07-08")]


# The whole ledger


@pytest.mark.parametrize(
    ("record", "listed"),
    [
        (statement(KIM, "assess", 1, R, "both sides approved the Kovykta pipeline"), True),
        (statement(KIM, "assess", 1, K, "parliament approved the Kovykta pipeline"), False),
        (statement(SCHOLAR, "assess", 1, entity("KOR", sector="BUS"), "a firm finished the Kovykta pipeline"), False),
        (statement(KIM, "assess", 1, R, "both signed a trade agreement"), True),
        (statement(KIM, "assess", 1, entity("RUS", sector="BUS"), "workers signed a trade agreement"), False),
        (statement(KIM, "assess", 1, R, "they signed a trade agreement with Gazer Holdings"), False),
        (statement(KIM, "assess", 1, R, "the Kovykta pipeline leaks"), False),
    ],
)  # fmt: skip
def test_what_is_followed_between_states(record: Record, listed: bool) -> None:
    assert bool(followed(ledger(record))) is listed


def test_a_treaty_is_followed_that_several_documents_come_back_to() -> None:
    said = [
        statement(KIM, "assess", 1, R, f"the Moscow treaty is good {n}", doc=f"d{n % 2}", start=n)
        for n in range(3)
    ]
    assert [p.name for p in followed(ledger(*said))] == ["Moscow treaty"]
    assert followed(ledger(*said[:2])) == ()


def test_the_nameless_of_a_ledger_are_one_between_the_same_countries_only() -> None:
    ours = [
        statement(KIM, "assess", 1, R, f"they approved the pipeline {n}", doc=f"d{n}", start=n)
        for n in range(2)
    ]
    theirs = statement(KIM, "assess", 1, J, "they approved the pipeline", doc="other")
    assert sorted(p.parties for p in followed(ledger(*ours, theirs))) == [("JPN", "KOR"), ("KOR", "RUS")]


def test_an_empty_ledger_has_none() -> None:
    assert followed(ledger()) == ()


LISTED = followed(
    ledger(
        statement(KIM, "assess", 1, R, "both approved the Kovykta pipeline", date="2001"),
        statement(PUTIN, "assess", 1, J, "both signed the Sakhalin treaty", date="2010", doc="two"),
    )
)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["Kovykta pipeline", "Sakhalin treaty"]),
        ({"actor": "JPN"}, ["Sakhalin treaty"]),
        ({"actor": "dae-jung"}, ["Kovykta pipeline"]),
        ({"kind": "pipelines"}, ["Kovykta pipeline"]),
        ({"kind": "Treaty"}, ["Sakhalin treaty"]),
        ({"since": "2002"}, ["Sakhalin treaty"]),
        ({"until": "2000"}, []),
    ],
)
def test_which_are_asked_for(asked: dict[str, str], names: list[str]) -> None:
    assert [p.name for p in chosen(LISTED, **asked)] == names


@pytest.mark.parametrize(
    ("asked", "said"), [({"kind": "bridges"}, "no kind of undertaking"), ({"since": "soon"}, "not a date")]
)
def test_what_cannot_be_asked_for(asked: dict[str, str], said: str) -> None:
    with pytest.raises(OptionError, match=said):
        list(chosen(LISTED, **asked))


def test_a_row_names_the_records_that_prove_it() -> None:
    row = LISTED[0].as_row()
    assert row["record"] == row["steps"][0]["record"] == LISTED[0].steps[0].record.id
    assert row["steps"][0]["evidence"] == "They said both approved the Kovykta pipeline."
    assert (row["parties"], row["status"]) == (["KOR", "RUS"], "approved")


# What has no kind


def test_pledges_that_name_no_undertaking_stand_apart() -> None:
    pledge = statement(PUTIN, "pledge", 1, K, "to work together")
    named = statement(PUTIN, "pledge", 1, K, "to lay a pipeline", start=40)
    threat = statement(PUTIN, "pledge", -1, K, "to end it all", start=80)
    seen = extract(Handmade(said=[pledge, named, threat]), "KOR", "RUS")
    assert other_undertakings(seen, projects(seen)) == (pledge,)
