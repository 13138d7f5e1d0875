"""Plain English from records."""

from __future__ import annotations

import pytest

from comity.analyse.happenings import Happening
from comity.model import Entity, Event
from comity.show import wording
from tests.handmade import KIM, PUTIN, entity, event, place, statement

K, R = entity("KOR"), entity("RUS")
LONG = (
    "The two governments, which had not spoken for years, agreed to build a gas pipeline through the peninsula, "
    "while the opposition in Seoul said that the plan was much too dear and would never pay for itself at all."
)


@pytest.mark.parametrize(
    ("date", "words"),
    [("2010-09-10", "10 September 2010"), ("2010-09", "September 2010"), ("2010", "2010"), ("", ""),
     ("2010-13-01", "2010"), ("soon", "soon")],
)  # fmt: skip
def test_dates(date: str, words: str) -> None:
    assert wording.day(date) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [("1990", "2010-09-12", "1990–2010"), ("2010-09-10", "2010-09-12", "10 September 2010 – 12 September 2010"),
     ("2010", "2010", "2010"), ("", "2010", "2010")],
)  # fmt: skip
def test_spans(first: str, last: str, words: str) -> None:
    assert wording.span(first, last) == words


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [("", "", ""), ("1990", "2000", "1990–2000"), ("1990-05", "2000", "May 1990 – 2000"), ("1990", "", "since 1990"),
     ("", "2000-01-02", "until 2 January 2000")],
)  # fmt: skip
def test_the_time_asked_for(since: str, until: str, words: str) -> None:
    assert wording.asked(since, until) == words


@pytest.mark.parametrize(("score", "words"), [(2.44, "+2.4"), (-0.5, "−0.5"), (-0.01, "+0.0"), (0, "+0.0")])
def test_scores(score: float, words: str) -> None:
    assert wording.signed(score) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a short text", "a short text"),
        ("a text that is too long", "a text that …"),
        ("Kaliningradsko", "Kaliningra…"),
    ],
)
def test_shortened(text: str, words: str) -> None:
    assert wording.shortened(text, 12 if " " in text else 10) == words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            event("CONSULT", [KIM, PUTIN], event_loc=place("Seoul")),
            "Kim Dae-jung and Vladimir Putin met in Seoul",
        ),
        (event("CONSULT", [K, R]), "South Korea and Russia met"),
        (event("CONSULT", KIM, PUTIN), "Kim Dae-jung held talks with Vladimir Putin"),
        (
            event("CONSULT", KIM, PUTIN, mode="visit", event_loc=place("Kazan")),
            "Kim Dae-jung visited Russia (Kazan)",
        ),
        (event("CONSULT", [KIM, PUTIN], K, mode="visit"), "Kim Dae-jung and Vladimir Putin met on a visit"),
        (event("CONSULT", [KIM, PUTIN], mode="phone"), "Kim Dae-jung and Vladimir Putin spoke by telephone"),
        (event("CONSULT", [KIM, PUTIN], aux="future"), ""),
        (event("CONSULT", [KIM, PUTIN], aux="negated"), ""),
        (event("CONSULT", [entity("KOR", "leaders"), entity("RUS", "leaders")]), ""),
        (event("CONSULT", entity("RUS", "Russian head of state"), K, mode="visit"), ""),
        (event("AGREE", [KIM, PUTIN]), ""),
    ],
)
def test_only_talks_between_named_parties_that_took_place_are_composed(told: Event, words: str) -> None:
    assert wording.happened(Happening((told,))) == words


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (K, "South Korea"),
        (entity("USA", "USA", text="Washington"), "the United States"),
        (
            entity("KOR", "South Korea", text="Many of the Korean participants"),
            "many of the Korean participants",
        ),
        (entity("RUS", "Russian side"), "the Russian side"),
        (entity("RUS", "Some on the Russian side"), "Some on the Russian side"),
        (KIM, "Kim Dae-jung"),
    ],
)
def test_who(who: Entity, words: str) -> None:
    assert wording.name(who) == words


def test_both_sides_are_two_names() -> None:
    both = [entity(code, text="both sides") for code in ("KOR", "RUS")]
    assert wording.names(both) == "South Korea and Russia"


def test_a_long_sentence_gives_the_clause_of_its_trigger() -> None:
    first = wording.quoted(event("AGREE", [K, R], evidence=LONG, trigger="agreed"))
    second = wording.quoted(event("ACCUSE", K, R, evidence=LONG, trigger="said"))
    assert first.endswith("peninsula …") and "opposition" not in first
    assert second.startswith("… while the opposition") and second.removeprefix("… ").rstrip(" …") in LONG


@pytest.mark.parametrize(
    ("proposition", "quoted"),
    [
        ("that ties with Russia are warm", "ties with Russia are warm"),
        ("“ties with Russia are warm,”", "ties with Russia are warm"),
        ("ties with the North (DPRK", "ties with the North"),
        ("this step", "They welcomed this step."),
        ("it is a very good step", "They welcomed this step."),
        ("are fields with great prospects for both", "They welcomed this step."),
        ("a step with great prospects for both …", "a step with great prospects for both …"),
    ],
)
def test_few_words_speak_through_their_sentence(proposition: str, quoted: str) -> None:
    said = statement(KIM, "praise", 1, R, proposition, evidence="They welcomed this step.")
    assert wording.quoted(said) == quoted


@pytest.mark.parametrize(
    ("act", "stance", "proposition", "verb"),
    [("pledge", 1, "gas for all of Korea", "pledged"), ("pledge", -1, "an end to all talks", "warned"),
     ("call", 1, "to open the books", "urged"), ("call", 1, "simpler customs rules now", "called for")],
)  # fmt: skip
def test_verbs(act: str, stance: int, proposition: str, verb: str) -> None:
    assert wording.reported(statement(KIM, act, stance, R, proposition)) == verb
