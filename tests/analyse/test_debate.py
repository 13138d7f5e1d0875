"""Propositions that meet in a concept, who holds what, and discourse networks."""

from __future__ import annotations

import itertools
import random
from pathlib import Path
from xml.etree import ElementTree

import pytest

from comity.analyse import networks
from comity.analyse.concepts import concepts
from comity.analyse.debate import Position, by_issue, positions
from comity.errors import OptionError
from comity.model import Statement
from tests.handmade import KIM, PUTIN, entity, event, statement

K, R, J = (entity(code) for code in ("KOR", "RUS", "JPN"))
TARIFFS = "tariffs on imported steel should be abolished"
STEEL = "the steel tariffs must stay"


def said(
    speaker: object, stance: int, words: str, issue: str = "trade_investment", **given: object
) -> Statement:
    return statement(speaker, "assess", stance, J, words, issue=(issue,), **given)  # type: ignore[arg-type]


def by_side(found: list[Position], concept_of: str) -> dict[str, Position]:
    return {p.side: p for p in found if concept_of in p.statements[0].proposition}


def test_the_same_thing_in_other_words_is_one_concept() -> None:
    found = concepts(
        [said(KIM, 1, TARIFFS), said(PUTIN, -1, STEEL), said(PUTIN, 1, "whales need a sanctuary")]
    )
    assert sorted(len(c.statements) for c in found) == [1, 2]
    assert "steel" in max(found, key=lambda c: len(c.statements)).name


def test_a_concept_stays_within_its_issue() -> None:
    found = concepts([said(KIM, 1, TARIFFS), said(PUTIN, 1, TARIFFS, "energy")])
    assert [(c.issue, len(c.statements)) for c in found] == [("energy", 1), ("trade_investment", 1)]


def test_sides_agree_differ_and_talk_past_each_other() -> None:
    found = positions(
        [
            said(KIM, 1, TARIFFS),
            said(PUTIN, -1, STEEL),
            said(J, 1, "steel tariffs on imports should be abolished"),
            said(entity("FRA"), 1, "whales need a sanctuary"),
        ]
    )
    steel = by_side(found, "steel")
    assert (steel["KOR"].agrees_with, steel["KOR"].differs_from) == (("JPN",), ("RUS",))
    assert steel["RUS"].differs_from == ("JPN", "KOR")
    assert steel["KOR"].talks_past == ("FRA",)
    assert by_side(found, "whales")["FRA"].talks_past == ("JPN", "KOR", "RUS")


def test_a_side_is_what_its_statements_are_on_balance() -> None:
    found = positions([said(KIM, 1, TARIFFS), said(KIM, -1, STEEL), said(K, -1, "tariffs on steel remain")])
    (korea,) = found
    assert (korea.stance, len(korea.statements)) == (-1, 3)
    assert korea.as_row()["against"] == 2
    assert [p.side for p in positions([said(KIM, 1, TARIFFS), said(K, 1, STEEL)], by="speaker")] == [
        "Kim Dae-jung",
        "South Korea",
    ]


def test_a_question_takes_no_position_and_a_repeat_none_of_its_own() -> None:
    asked = statement(PUTIN, "ask", 0, J, STEEL, issue=("trade_investment",))
    twice = said(KIM, 1, TARIFFS, doc="two")
    (only,) = positions([said(KIM, 1, TARIFFS), twice, asked])
    assert (only.side, len(only.statements)) == ("KOR", 1)


def test_an_issue_is_asked_for_by_name() -> None:
    both = [said(KIM, 1, TARIFFS), said(KIM, 1, "oil must flow", "energy")]
    assert [p.issue for p in positions(both, issue="trade investment")] == ["trade_investment"]
    with pytest.raises(OptionError, match="--by 'party'"):
        positions(both, by="party")


# Networks

DEBATE = [
    said(KIM, 1, "gas", "energy", doc="a"),
    said(KIM, 1, "oil", "energy", doc="a"),  # the same stand in the same document
    said(KIM, -1, "ships", "military", doc="a"),
    said(PUTIN, 1, "gas", "energy", doc="b"),
    said(PUTIN, 1, "ships", "military", doc="b"),
    said(PUTIN, 1, "schools", "culture_education", doc="b"),
    said(J, -1, "gas", "energy", doc="c", date="2003-05-01"),
]


def weights(kind: str, normalised: bool = False) -> dict[tuple[str, str], float]:
    graph = networks.network(networks.stands(DEBATE), kind, normalised)
    return {(row["source"], row["target"]): row["weight"] for row in networks.edges(graph)}


def test_stands_are_counted_once_a_document() -> None:
    assert weights("affiliation")["KOR", "# energy"] == 1


def test_congruence_conflict_and_their_difference() -> None:
    assert weights("congruence") == {("KOR", "RUS"): 1}
    assert weights("conflict") == {("KOR", "RUS"): 1, ("JPN", "KOR"): 1, ("JPN", "RUS"): 1}
    assert weights("subtract") == {("KOR", "RUS"): 0, ("JPN", "KOR"): -1, ("JPN", "RUS"): -1}


def test_average_activity_normalisation() -> None:
    assert weights("congruence", True) == {("KOR", "RUS"): 1 / 2.5}  # two concepts and three
    assert weights("conflict", True)["JPN", "RUS"] == 0.5  # one and three


def test_who_is_for_and_against_counts_as_both() -> None:
    both = [said(side, stance, "gas", "energy") for side in (KIM, PUTIN) for stance in (1, -1)]
    found = networks.stands(both)
    assert networks.network(found, "congruence", False)["KOR"]["RUS"]["weight"] == 2
    assert networks.network(found, "congruence")["KOR"]["RUS"]["weight"] == 1  # and not more


@pytest.mark.parametrize("normalised", [False, True])
@pytest.mark.parametrize("kind", ["congruence", "conflict", "subtract"])
def test_ties_are_those_of_the_discourse_network_analyzer(kind: str, normalised: bool) -> None:
    """Its formula over the array actor x concept x agreement, repeated statements left out, as Exporter.java of DNA
    3.0 has it: the sum of products, divided by the mean of the two sums."""
    draw = random.Random(1)
    actors, concepts_ = ("CHN", "JPN", "KOR", "RUS"), ("energy", "legal", "military", "health")
    found = [
        networks.Stand(draw.choice(actors), draw.choice(concepts_), draw.choice((1, -1)), str(n), "")
        for n in range(18)
    ]
    said_so = {(s.actor, s.concept, s.stance) for s in found}
    graph = networks.network(found, kind, normalised)
    for one, other in itertools.combinations(actors, 2):
        pairs = [
            (a, b) for a, b in itertools.product(said_so, said_so) if a[:2] == (one, b[1]) and b[0] == other
        ]
        congruence = sum(a[2] == b[2] for a, b in pairs)
        expected = {
            "congruence": congruence,
            "conflict": len(pairs) - congruence,
            "subtract": 2 * congruence - len(pairs),
        }
        activity = sum(s[0] in (one, other) for s in said_so) / 2
        weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
        assert weight == pytest.approx(expected[kind] / (activity if normalised else 1), abs=1e-6)


def test_a_network_for_each_period() -> None:
    periods = networks.by_period(networks.stands(DEBATE, every="year"))
    assert {period: {s.actor for s in found} for period, found in periods.items()} == {
        "2001": {"KOR", "RUS"},
        "2003": {"JPN"},
    }


@pytest.mark.parametrize("ending", networks.ENDINGS)
def test_files_for_other_programs(tmp_path: Path, ending: str) -> None:
    graph = networks.network(networks.stands(DEBATE), "subtract")
    networks.write(graph, tmp_path / f"net{ending}")
    tree = ElementTree.parse(tmp_path / f"net{ending}")
    tags = [element.tag.rpartition("}")[2] for element in tree.iter()]
    assert (tags.count("node"), tags.count("edge")) == (3, 3)


def test_words_that_are_not_known() -> None:
    with pytest.raises(OptionError, match="--kind 'friends'"):
        networks.network([], "friends")
    with pytest.raises(OptionError, match="graphml"):
        networks.write(networks.network([]), Path("net.dot"))
    with pytest.raises(OptionError, match="--every 'decade'"):
        networks.stands(DEBATE, every="decade")


def test_a_matrix_has_the_loudest_sides_first() -> None:
    said = [
        statement(KIM, "call", 1, (), "a gas pipeline through the North", issue=("energy",)),
        statement(PUTIN, "pledge", 1, (), "a gas pipeline through the North", issue=("energy",)),
        statement(PUTIN, "criticise", -1, (), "dear coal from the South", issue=("energy",)),
    ]
    rows = by_issue(positions(said))
    assert [(r["side"], r["stance"], r["statements"]) for r in rows] == [("RUS", 0.0, 2), ("KOR", 1.0, 1)]
    assert by_issue(positions(said), most=1) == rows[:1] and by_issue([]) == []


def test_countries_deal_with_each_other_by_what_took_place() -> None:
    k, r, p = (entity(code) for code in ("KOR", "RUS", "PRK"))
    told = [
        event("CONSULT", [k, r]),
        event("SANCTION", [k, r], p),
        event("SANCTION", k, p),
        event("AID", p, k),
        event("ACCUSE", r, entity("", "somebody")),
        event("AID", r, p, aux="future"),
    ]
    graph = networks.dealings(told)
    ties = {frozenset((one, other)): data["weight"] for one, other, data in graph.edges(data=True)}
    assert ties == {
        frozenset(("KOR", "RUS")): 1,
        frozenset(("KOR", "PRK")): -3,
        frozenset(("PRK", "RUS")): -1,
    }
    assert graph.nodes["KOR"]["activity"] == 4 and len(networks.dealings([])) == 0
