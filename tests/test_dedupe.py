from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.dedupe import SIZE, Entry, copies, sign
from comity.model import Document

STORY = (
    "Chile and Norway signed an accord on fisheries in Oslo on Friday after two years of talks that had twice "
    "broken down over quotas. The accord gives boats from Bergen the right to fish for krill south of Punta "
    "Arenas until 2024, against payment of 12 million dollars a year.\n"
    "Foreign minister Carla Rojas said the money would go to harbours in the south. Her colleague Nils Berg said "
    "that both sides had given way, and that the quarrel of 1998 was now forgotten.\n"
    "Peru, which claims part of the same waters, called the accord void and recalled its envoy from Santiago. "
    "A spokesman in Lima said that Peru would go to the court in The Hague unless it was heard first.\n"
    "Boat owners in Bergen welcomed the deal. The first of 30 trawlers is expected to leave port in the spring, "
    "when the ice allows it, and to come back with a full hold before the summer holidays begin."
)
PARTS = STORY.split("\n")
OTHER = (
    "Chile and Norway broke off talks on fisheries in Oslo on Monday when Peru asked to take part in them. "
    "Foreign minister Carla Rojas flew home at once, and nobody would say when the sides might meet again.\n"
    "The talks, which began two years ago, have twice broken down over quotas. Boat owners in Bergen said that "
    "they had hoped for a deal before the season, and that 300 jobs now hang on what the two capitals decide."
)
EARNINGS = (
    "Shr 34 cts vs 1.19 dlrs\nNet 807,000 vs 2,858,000\nAssets 510.2 mln vs 479.7 mln\nDeposits 472.3 mln"
)
FIXING = "The central bank bought {0} mln dlrs of bills today at {1} pct, dealers said, after it had bought {2} mln on {3}."


def document(name: str, text: str, published: str = "2010-09-12", title: str = "") -> Document:
    return Document(input=name, doc=f"id-{name}", text=text, published=published, title=title)


def found(documents: Sequence[Document]) -> dict[str, str]:
    texts = {d.doc: d.text for d in documents}

    def text_of(ids: Sequence[str]) -> Mapping[str, str]:
        return {i: texts[i] for i in ids}

    entries = [Entry(d.doc, d.input, d.published, sign(d)) for d in documents]
    return {c.removeprefix("id-"): o.removeprefix("id-") for c, o in copies(entries, text_of).items()}


COPIES = [
    ("word for word", STORY),
    ("in capitals", STORY.upper()),
    ("another dateline", f"OSLO, Sept 10 (AFP) - {STORY}"),
    ("cut to the first paragraphs", "\n".join(PARTS[:2])),
    ("cut, under another dateline", "BERGEN, May 5 (AFP) - " + "\n".join(PARTS[:3])),
    ("paragraphs swapped", "\n".join([PARTS[0], PARTS[2], PARTS[1], PARTS[3]])),
    ("a new opening", f"This report reached us late last night from the north of Europe.\n{STORY}"),
    ("light edits", STORY.replace("said", "stated").replace("on Friday ", "").replace("welcomed", "hailed")),
    ("a sentence less in each paragraph", "\n".join(part.partition(". ")[0] + "." for part in PARTS)),
]


@pytest.mark.parametrize(("what", "text"), COPIES)
def test_copies(what: str, text: str) -> None:
    pair = [document("a", STORY, title="Fish"), document("b", text, title="Krill deal at last")]
    expected = {} if what.startswith("a sentence less") else {"b": "a"}
    assert found(pair) == expected


STRANGERS = [
    ("another story of the same event", STORY, OTHER),
    (
        "one form, other figures",
        EARNINGS,
        EARNINGS.replace("34", "51").replace("807", "912").replace("510.2", "88"),
    ),
    (
        "one form, the same few figures, two firms",
        "Qtly div 10 cts vs 10 cts prior",
        "Qtly div 10 cts vs 10 cts prior",
    ),
    (
        "a daily notice",
        FIXING.format("two", "5.5", "three", "Monday"),
        FIXING.format("four", "5.5", "two", "Tuesday"),
    ),
    ("a quotation", STORY, PARTS[2].partition(". ")[0]),
    ("nothing", "", ""),
]


@pytest.mark.parametrize(("what", "one", "other"), STRANGERS)
def test_strangers(what: str, one: str, other: str) -> None:
    assert found([document("a", one, title="Bergen Corp"), document("b", other, title="Arica Inc")]) == {}


def test_a_form_of_the_same_title_is_a_copy() -> None:
    assert found(
        [document("a", EARNINGS, title="Arica Inc"), document("b", EARNINGS, title="ARICA INC")]
    ) == {"b": "a"}


ORIGINALS = [
    ({"a": "2010-09-13", "b": "2010-09-12"}, {"a": "b"}),
    ({"a": "2010-09-12", "b": "2010-09-12"}, {"b": "a"}),
    ({"a": "", "b": "2010"}, {"a": "b"}),
    ({"a": "", "b": ""}, {"b": "a"}),
    ({"a": "2010", "b": "2009", "c": "2011"}, {"a": "b", "c": "b"}),
]


def test_a_form_of_another_month_is_none() -> None:
    later = EARNINGS.replace("479.7", "510.2").replace("510.2 mln vs", "533.8 mln vs")
    assert found([document("a", EARNINGS, title="Arica Inc"), document("b", later, title="Arica Inc")]) == {}


@pytest.mark.parametrize(("published", "expected"), ORIGINALS)
def test_the_first_is_the_original(published: dict[str, str], expected: dict[str, str]) -> None:
    assert found([document(name, STORY, day) for name, day in published.items()]) == expected


def test_a_later_story_that_adds_as_much_is_no_copy() -> None:
    brief = "\n".join(PARTS[:2])
    assert found([document("a", brief, "2010-09-12"), document("b", STORY, "2010-09-13")]) == {}
    assert found([document("a", brief, "2010-09-13"), document("b", STORY, "2010-09-12")]) == {"a": "b"}


def test_a_copy_is_never_an_original() -> None:
    chain = [document(f"{n}", "\n".join(PARTS[: 4 - n])) for n in range(3)]
    originals = found(chain)
    assert not set(originals) & set(originals.values())


def test_signatures_have_one_size() -> None:
    assert {len(sign(document("a", text))) for text in ("", "One.", STORY, STORY * 50)} == {SIZE} == {456}


def test_no_documents() -> None:
    assert found([]) == {}


TEXTS = [
    STORY,
    OTHER,
    EARNINGS,
    STORY.upper(),
    "\n".join(PARTS[:2]),
    "\n".join(PARTS[1:]),
    f"{STORY}\n{OTHER}",
    "",
    "One.",
]
POOL = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.sampled_from(["", "2010", "2010-09-12", "2010-09-13"])), max_size=12
)


@settings(deadline=None, max_examples=40)
@given(POOL, st.randoms(use_true_random=False))
def test_order_does_not_matter(pool: list[tuple[str, str]], random: Random) -> None:
    documents = [document(f"{n:02}", text, day) for n, (text, day) in enumerate(pool)]
    shuffled = random.sample(documents, len(documents))
    assert found(shuffled) == found(documents)
