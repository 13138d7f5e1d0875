"""Where an event took place, by what its sentence says, and where it says nothing."""

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


def events(text: str, dateline: str = "") -> tuple[Event, ...]:
    parser, resolver, coder = tools()
    block = Block("paragraph", 0, len(text))
    document = Document(
        input="x", doc="x", text=text, blocks=(block,), published="1987-03-24", place=dateline
    )
    ((_, sentences),) = parser.parse([document])
    found, _ = coder.code(document, sentences, resolver.mentions(document, sentences))
    return found


def place(event: Event) -> str:
    return f"{event.event_loc.name}/{event.event_loc.country}" if event.event_loc else ""


# sentence, the event's category, its place
CASES = [
    # after a preposition, said of the deed or of its noun
    ("The French and Greek ministers met in Geneva on Friday.", "CONSULT", "Geneva/CHE"),
    ("In Vienna, the French and Greek ministers held talks.", "CONSULT", "Vienna/AUT"),
    ("France and Greece held talks in Oslo.", "CONSULT", "Oslo/NOR"),
    ("Iran seized two Kuwaiti boats near Basra.", "COERCE", "Basra/IRQ"),
    ("Iran seized two Kuwaiti boats off the coast of Oman.", "COERCE", "Oman/OMN"),
    ("Iran attacked a Kuwaiti ship in the Gulf.", "ASSAULT", "Persian Gulf/"),
    ("Turkish troops killed ten Syrian rebels 30 km north of Aleppo.", "ASSAULT", "Aleppo/SYR"),
    ("Turkish troops killed ten Syrian rebels in northern Iraq.", "ASSAULT", "Iraq/IRQ"),
    ("Turkish police arrested ten Greek students on the outskirts of Ankara.", "COERCE", "Ankara/TUR"),
    ("Israeli troops killed ten Lebanese rebels and wounded three in Tyre.", "ASSAULT", "Tyre/LBN"),
    # the finer place of two
    ("The French and Greek ministers met in Geneva, Switzerland.", "CONSULT", "Geneva/CHE"),
    ("The French and Greek ministers met in the Iraqi city of Mosul.", "CONSULT", "Mosul/IRQ"),
    ("The French and Greek ministers met in the Iraqi capital.", "CONSULT", "Baghdad/IRQ"),
    ("The French and Greek ministers met at Tehran airport.", "CONSULT", "Tehran/IRN"),
    ("The French and Greek ministers met in Rio de Janeiro.", "CONSULT", "Rio de Janeiro/BRA"),
    ("Iran attacked a Kuwaiti ship in the Strait of Hormuz.", "ASSAULT", "Strait of Hormuz/"),
    # the goal of a journey
    ("The Indian foreign minister visited Kathmandu.", "CONSULT", "Kathmandu/NPL"),
    ("The Indian foreign minister arrived in Dhaka for talks with Bangladesh.", "CONSULT", "Dhaka/BGD"),
    ("The French minister left for Cairo for talks with Egypt.", "CONSULT", "Cairo/EGY"),
    ("The Iranian minister flew to Riyadh, where he met the Saudi minister.", "CONSULT", "Riyadh/SAU"),
    # what a blow falls on
    ("Libyan planes bombed Faya-Largeau.", "ASSAULT", "Faya-Largeau/TCD"),
    ("Israel launched an attack on the Syrian town of Palmyra.", "ASSAULT", "Palmyra/SYR"),
    # the occasion on which it was said
    ("Speaking in Tokyo, the French minister accused Iran of terrorism.", "ACCUSE", "Tokyo/JPN"),
    ("The French minister condemned Iran at a meeting in Brussels.", "ACCUSE", "Brussels/BEL"),
    ("After the Geneva talks, the French minister condemned Iran.", "ACCUSE", "Geneva/CHE"),
    # namesakes
    ("The French and Greek ministers met in Paris, Texas.", "CONSULT", "Paris/USA"),
    ("The French and Greek ministers met in Springfield, Illinois.", "CONSULT", "Springfield/USA"),
    ("The French and Greek ministers met in Cambridge.", "CONSULT", "Cambridge/GBR"),
    ("The American and Mexican ministers met in Cambridge.", "CONSULT", "Cambridge/USA"),
    # old names
    ("The French and Greek ministers met in Leningrad.", "CONSULT", "Saint Petersburg/RUS"),
    ("The French and Greek ministers met in Peking.", "CONSULT", "Beijing/CHN"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "category", "wanted"), CASES, ids=[text for text, *_ in CASES])
def test_a_place_that_is_said_of_the_event(text: str, category: str, wanted: str) -> None:
    found = {place(e) for e in events(text) if e.event == category}
    assert found == {wanted}, events(text)


NONE = [
    # places that stand for those who act
    ("France held talks with Moscow.", "CONSULT"),
    ("Moscow accused Paris of espionage.", "ACCUSE"),
    # places of something else
    ("Greece condemned the attack in Ankara.", "ACCUSE"),
    ("Greece welcomed the Geneva talks with Turkey.", "SUPPORT"),
    ("The minister said in Vienna that Iran had seized two Kuwaiti boats.", "COERCE"),
    ("A Syrian group based in Damascus condemned Israel.", "ACCUSE"),
    ("France and Greece discussed the war in Chad.", "CONSULT"),
    ("The Paris-Bonn talks between France and Germany ended.", "CONSULT"),
    # names of people, bodies and times
    ("The French and Greek ministers met in Paris Hilton's house.", "CONSULT"),
    ("France and Greece held talks at the Washington Post.", "CONSULT"),
    ("The French and Greek ministers met at Camp David.", "CONSULT"),
    ("The French and Greek ministers met in March.", "CONSULT"),
    # nothing is said
    ("The French and Greek ministers met on Friday.", "CONSULT"),
]


@pytest.mark.parametrize(("text", "category"), NONE, ids=[text for text, _ in NONE])
def test_no_place_is_made_up(text: str, category: str) -> None:
    found = [e for e in events(text, "BONN, March 24") if e.event == category]
    assert found
    assert [place(e) for e in found if e.event_loc] == []


def test_here_is_the_place_of_the_dateline() -> None:
    text = "The French and Greek ministers held talks here on Friday."
    assert [place(e) for e in events(text, "BONN, March 24")] == ["Bonn/DEU"]
    assert [place(e) for e in events(text)] == [""]
