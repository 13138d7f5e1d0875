"""Events: what is one and what is not, and who stands on which side."""

from __future__ import annotations

import functools

import pytest

from comity.actors.lexicon import Lexicon
from comity.actors.mentions import Resolver
from comity.coding import Coder
from comity.model import Block, Document, Event
from comity.parse import Parser


@functools.cache
def tools() -> tuple[Parser, Resolver, Coder]:
    return Parser(), Resolver(Lexicon.load()), Coder(coder="patterns")


def events(text: str) -> tuple[Event, ...]:
    parser, resolver, coder = tools()
    document = Document(
        input="x", doc="x", text=text, blocks=(Block("paragraph", 0, len(text)),), published="1987-03-24"
    )
    ((_, sentences),) = parser.parse([document])
    found, _ = coder.code(document, sentences, resolver.mentions(document, sentences))
    return found


def short(event: Event) -> str:
    sides = ["+".join(sorted({e.country for e in side})) for side in (event.actor, event.recipient)]
    return " ".join(filter(None, (event.event, event.aux, f"{sides[0]}>{sides[1]}")))


CASES = [
    # voice, coordination and control
    ("Two Kuwaiti boats were seized by Iran.", ["COERCE IRN>KWT"]),
    ("Turkey will invade and destroy Cyprus.", ["THREATEN TUR>CYP"]),
    ("Australia has been pressing Turkey to extradite the man.", ["REQUEST AUS>TUR"]),
    ("Iraq hit back at comments made by Iran.", ["ACCUSE IRQ>IRN"]),
    # nouns that say a deed
    ("The talks between Chile and Peru ended.", ["CONSULT CHL+PER>"]),
    ("The talks between Chile and Peru scheduled for Friday were welcome.", ["AGREE CHL+PER>"]),
    ("Sudan rejected a demand by Egypt.", ["REJECT SDN>EGY", "REQUEST EGY>SDN"]),
    ("The Libyan invasion of Chad continued.", ["ASSAULT LBY>TCD"]),
    # what is to come
    ("Japan will hold talks with France.", ["AGREE FRA+JPN>"]),
    ("Syria will attack Israel.", ["THREATEN SYR>ISR"]),
    # one deed, one event
    ("The Danish minister left for talks with Norway.", ["CONSULT DNK>NOR"]),
    # a loss is no fault
    ("Kuwait expressed deep regret at the loss of Iranian lives.", ["SUPPORT KWT>IRN"]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_events(text: str, wanted: list[str]) -> None:
    assert sorted(short(e) for e in events(text)) == sorted(wanted)


NONE = [
    "Will Peru attack Chile?",
    "If Iran attacks Kuwait, prices will rise.",
    "Norway might sell gas to Poland.",
    "Poland should lift sanctions against Cuba.",
    "There is little chance that Norway will agree to help Iceland.",
    "Ghana has the authority to negotiate with Togo.",
    "A proposed treaty between Ghana and Togo was popular.",
    "Prices in Ghana hit a record.",
    "A broker sold Japanese shares to a bank.",
    "The minister declined to give details to reporters.",
    "The result demonstrated the strength of Germany.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_event(text: str) -> None:
    assert [short(e) for e in events(text)] == []


def test_mode_and_score_follow_the_category() -> None:
    (event,) = events("The Indian foreign minister visited Nepal.")
    assert (event.event, event.mode, event.quad_code, event.event_scale) == ("CONSULT", "visit", 1, 4)


def test_evidence_is_verbatim() -> None:
    text = "It rained. Iran seized two Kuwaiti boats. It rained again."
    (event,) = events(text)
    assert text[event.start : event.end] == event.evidence == "Iran seized two Kuwaiti boats."
