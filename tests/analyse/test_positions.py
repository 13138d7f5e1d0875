"""Where two sides agree and differ, what each asks, what stands in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.analyse.positions import asks, hurdles, reported_differences, topics
from comity.analyse.record import Extract, extract
from comity.model import Event, Statement
from tests.handmade import KIM, PUTIN, SCHOLAR, Handmade, entity, event, statement

K, R, P = (entity(code) for code in ("KOR", "RUS", "PRK"))
ENERGY = {"issue": ("energy",)}
TIES = statement(SCHOLAR, "assess", 1, [K, R], "ties advance", issue=("culture_education",))


def found(*said: Statement, told: tuple[Event, ...] = ()) -> Extract:
    return extract(Handmade(told, [TIES, *said]), "KOR", "RUS")


@pytest.mark.parametrize(
    ("ours", "theirs", "bearing"),
    [
        (statement(KIM, "hope", 1, R, "gas", **ENERGY), statement(PUTIN, "assess", 1, K, "oil", **ENERGY), "both for"),
        (statement(KIM, "hope", 1, R, "gas", **ENERGY), statement(PUTIN, "assess", -1, K, "oil", **ENERGY), "opposed"),
        (statement(KIM, "hope", 1, P, "gas", **ENERGY), statement(PUTIN, "assess", -1, P, "oil", **ENERGY), "opposed"),
        (statement(KIM, "concern", -1, P, "gas", **ENERGY), statement(PUTIN, "concern", -1, P, "oil", **ENERGY),
         "both against"),
        (statement(KIM, "criticise", -1, R, "gas", **ENERGY), statement(PUTIN, "criticise", -1, K, "oil", **ENERGY),
         "mutual criticism"),
        (statement(KIM, "criticise", -1, [R, P], "gas", **ENERGY), statement(PUTIN, "pledge", -1, [K, P], "oil", **ENERGY),
         "mutual criticism"),
        (statement(KIM, "call", 1, R, "gas", **ENERGY), statement(PUTIN, "deny", -1, K, "oil", **ENERGY), "refused"),
        (statement(KIM, "call", -1, [R, P], "gas", **ENERGY), statement(PUTIN, "deny", -1, P, "oil", **ENERGY), "refused"),
        (statement([KIM, PUTIN], "pledge", 1, [K, R], "gas", **ENERGY), None, "joint"),
        (statement(KIM, "hope", 1, R, "gas", **ENERGY), None, None),
        (statement(KIM, "hope", 1, R, "gas", **ENERGY), statement(PUTIN, "assess", 1, K, "arms"), None),
        (statement(KIM, "hope", 1, P, "gas", **ENERGY), statement(PUTIN, "assess", 1, K, "oil", **ENERGY), None),
        (statement(KIM, "assess", -1, K, "gas", **ENERGY), statement(PUTIN, "assess", 1, R, "oil", **ENERGY), None),
        (statement(KIM, "concern", -1, [K, R], "gas", **ENERGY), statement(PUTIN, "concern", -1, [K, R], "oil", **ENERGY),
         None),
        (statement(KIM, "assess", 0, R, "gas", **ENERGY), statement(PUTIN, "assess", 1, K, "oil", **ENERGY), None),
    ],
)  # fmt: skip
def test_how_two_stand_on_an_issue(ours: Statement, theirs: Statement | None, bearing: str | None) -> None:
    seen = topics(found(*[s for s in (ours, theirs) if s]))
    assert [t.bearing for t in seen if t.issue == "energy"] == ([bearing] if bearing else [])


def test_a_statement_on_several_issues_is_shown_once() -> None:
    both = {"issue": ("energy", "transport")}
    said = [statement(KIM, "hope", 1, R, "gas", **both), statement(PUTIN, "hope", 1, K, "oil", **both)]
    shown = [s.id for topic in topics(found(*said)) for s in topic.statements]
    assert sorted(shown) == sorted(s.id for s in said)


def test_criticism_on_different_issues_still_meets() -> None:
    said = [
        statement(KIM, "criticise", -1, R, "the war", issue=("military",)),
        statement(PUTIN, "criticise", -1, K, "the sanctions", issue=("trade_investment",)),
    ]
    (topic,) = topics(found(*said))
    assert (topic.bearing, topic.issue, len(topic.statements)) == ("mutual criticism", "", 2)


def test_a_difference_that_a_document_names() -> None:
    named = statement(SCHOLAR, "assess", 0, [K, R, P], "the two differ on the North")
    assert reported_differences(found(named)) == (named,)
    in_words = statement(
        SCHOLAR, "assess", 0, [K, R], "the North", evidence="One difference lies in the North."
    )
    assert reported_differences(found(in_words)) == (in_words,)


def test_a_sentence_that_sets_one_view_against_the_other() -> None:
    apart = "Moscow called pressure wrong, while Seoul said that the North alone was to blame."
    moscow = statement(PUTIN, "assess", -1, P, "pressure was wrong", evidence=apart)
    seoul = statement(KIM, "assess", 0, P, "the North alone was to blame", evidence=apart)
    aside = statement(KIM, "assess", 0, K, "Seoul waits", evidence=apart)
    assert reported_differences(found(moscow, seoul, aside)) == (moscow, seoul)
    assert reported_differences(found(moscow)) == ()
    joined = [
        replace(s, evidence="Moscow called pressure wrong and Seoul blamed the North.")
        for s in (moscow, seoul)
    ]
    assert reported_differences(found(*joined)) == ()


def test_what_tells_of_a_difference_shows_no_agreement() -> None:
    words = {"evidence": "The two differ on the North, he said.", "issue": ("military",)}
    said = [
        statement(KIM, "criticise", -1, P, "the North must change", issue=("military",)),
        statement(PUTIN, "assess", -1, [K, P], "the two differ on the North", **words),
    ]
    assert topics(found(*said)) == ()
    agreed = statement(PUTIN, "criticise", -1, P, "the tests of the North", issue=("military",))
    (topic,) = topics(found(*said, agreed))
    assert topic.bearing == "both against" and topic.b == (agreed,)


def test_asks_join_the_event_and_the_statement_of_one_sentence() -> None:
    call = statement(
        KIM, "call", 1, R, "reform its taxes", evidence="Kim called on Russia to reform its taxes."
    )
    request = event("REQUEST", KIM, R, evidence=call.evidence)
    elsewhere = event("REQUEST", R, K, evidence="Russia asked Korea for loans.", start=500)
    seen = found(call, told=(request, elsewhere))
    (ours,), (theirs,) = asks(seen, "a"), asks(seen, "b")
    assert {r.kind for r in ours.records} == {"event", "statement"} and not ours.of_both
    assert theirs.lead.evidence == "Russia asked Korea for loans."


def test_a_call_on_both_is_marked_and_one_on_oneself_is_no_ask() -> None:
    seen = found(
        statement(KIM, "call", 1, [K, R], "work", evidence="He called on both sides to work."),
        statement(KIM, "call", 1, K, "save"),
    )
    assert [(a.of_both, a.lead.kind) for a in asks(seen, "a")] == [(True, "statement")]
    between = "He called on Russia to reform, and praised ties between the two countries."
    (ask,) = asks(found(statement(KIM, "call", 1, [K, R], "reform", evidence=between)), "a")
    assert not ask.of_both


@pytest.mark.parametrize(
    ("said", "is_hurdle"),
    [
        (statement(KIM, "concern", 0, R, "a cold war"), True),
        (statement(KIM, "assess", -1, R, "trade is poor"), True),
        (statement(KIM, "assess", 0, R, "customs are an obstacle"), True),
        (statement(KIM, "assess", 1, R, "trade is rich"), False),
        (statement(KIM, "call", -1, R, "withdraw"), False),
    ],
)
def test_what_counts_as_a_hurdle(said: Statement, is_hurdle: bool) -> None:
    assert [h.side for h in hurdles(found(said))] == (["a"] if is_hurdle else [])


def test_conflict_is_a_hurdle_once_and_a_request_is_none() -> None:
    blame = statement(K, "criticise", -1, R, "the war", evidence="Seoul condemned the war.")
    told = (
        event("ACCUSE", K, R, evidence=blame.evidence),
        event("SANCTION", R, K, evidence="Moscow banned fish.", start=100),
        event("REQUEST", R, K, evidence="Moscow asked for loans.", start=200),
        event("SANCTION", K, R, evidence="Seoul did not ban oil.", start=300, aux="negated"),
        event("ACCUSE", [K, R], P, evidence="Both condemned the test.", start=400),
    )
    leads = [h.lead.evidence for h in hurdles(found(blame, told=told))]
    assert leads == ["Seoul condemned the war.", "Moscow banned fish."]
