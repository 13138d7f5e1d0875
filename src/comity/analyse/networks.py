"""Discourse networks: who shares concepts with whom, as discourse network analysis defines them.

After Leifeld (2017, "Discourse network analysis", Oxford Handbook of Political Networks): an *affiliation* network has
actors and concepts, its edges count how often an actor takes a position on a concept; in a *congruence* network two
actors are tied by each concept on which both are for or both against, in a *conflict* network by each on which one is
for and the other against, and *subtract* is congruence less conflict. Statements of one actor on one concept with one
stance in the same document are one. With average activity normalisation a tie is divided by the mean activity of the
two actors: the number of concepts that they take a side on. As in the Discourse Network Analyzer, a concept that an actor is
both for and against counts twice, in its ties and in its activity, so that no normalised tie exceeds 1.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from comity.analyse.concepts import concepts
from comity.analyse.debate import LEVELS, sides
from comity.analyse.record import countries_of
from comity.errors import OptionError
from comity.model import Event, Statement

if TYPE_CHECKING:
    import networkx as nx

Kind = Literal["affiliation", "congruence", "conflict", "subtract"]
KINDS: tuple[Kind, ...] = ("affiliation", "congruence", "conflict", "subtract")
CONCEPTS = ("issue", "concept")
PERIODS = {"": 0, "year": 4, "month": 7, "day": 10}  # letters of a date that name the period
ENDINGS = (".graphml", ".gexf")
# What XML 1.0 cannot hold (its production 2), and so neither GraphML nor GEXF.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


@dataclass(frozen=True)
class Stand:
    """That an actor is for (1) or against (-1) a concept in a document. `period` is "" where none was asked for."""

    actor: str
    concept: str
    stance: int
    doc: str
    period: str


def stands(
    statements: Iterable[Statement], by: str = "country", on: str = "issue", every: str = "", issue: str = ""
) -> list[Stand]:
    """The stands in statements, each once a document. Actors are countries, sectors or speakers (`by`); concepts are
    issues, or what within them statements are about (`on`), of one `issue` or all. Statements that take no side, and
    undated ones where periods are asked for, are left out. Names lack what XML cannot hold. Raises OptionError for
    words that it does not know."""
    check("--by", by, LEVELS)
    check("--on", on, CONCEPTS)
    check("--every", every, tuple(PERIODS))
    statements = [s for s in statements if s.stance and (s.date or not every)]
    if on == "issue":
        named = [(name, s) for s in statements for name in s.issue if issue in ("", name)]
    else:
        of_issue = [c for c in concepts(statements) if c.issue and issue in ("", c.issue)]
        named = [(c.full_name, s) for c in of_issue for s in c.statements]
    letters = PERIODS[every]
    found = (
        Stand(legible(actor), legible(concept), s.stance, s.doc, s.date[:letters])
        for concept, s in named
        if len(s.date) >= letters
        for actor in sides(s, by)
    )
    return list(dict.fromkeys(found))


def legible(name: str) -> str:
    return _NOT_XML.sub("", name)


def check(option: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        words = ", ".join(filter(None, known))
        raise OptionError(f"{option} {value!r} is not known; choose one of: {words}")


def by_period(found: Iterable[Stand]) -> dict[str, list[Stand]]:
    """The stands of each period, in time order."""
    periods: dict[str, list[Stand]] = defaultdict(list)
    for stand in found:
        periods[stand.period].append(stand)
    return dict(sorted(periods.items()))


def network(found: Iterable[Stand], kind: str = "congruence", normalised: bool = True) -> nx.Graph[str]:
    """The network of stands: NetworkX's graph, nodes with `type` ("actor" or "concept") and `activity` (neighbours in an
    affiliation network, else what ties are divided by the mean of), edges with `weight`, and with `support` and
    `oppose` or the `concepts` that make them. Raises OptionError for another kind."""
    check("--kind", kind, KINDS)
    found = list(found)
    return affiliation(found) if kind == "affiliation" else actors_tied(found, kind, normalised)


def affiliation(found: Iterable[Stand]) -> nx.Graph[str]:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    counts = Counter((s.actor, s.concept, s.stance) for s in found)
    for actor, concept in sorted({(actor, concept) for actor, concept, _ in counts}):
        support, oppose = counts[actor, concept, 1], counts[actor, concept, -1]
        graph.add_node(actor, type="actor")
        graph.add_node(f"# {concept}", type="concept")
        graph.add_edge(actor, f"# {concept}", weight=support + oppose, support=support, oppose=oppose)
    for node, data in graph.nodes(data=True):
        data["activity"] = graph.degree(node)
    return graph


def actors_tied(found: Iterable[Stand], kind: str, normalised: bool) -> nx.Graph[str]:
    import networkx as nx

    held: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for stand in found:
        held[stand.actor][stand.concept].add(stand.stance)
    activity = {actor: sum(map(len, stances.values())) for actor, stances in held.items()}
    graph: nx.Graph[str] = nx.Graph()
    for actor in sorted(held):
        graph.add_node(actor, type="actor", activity=activity[actor])
    for one, other in combinations(sorted(held), 2):
        weight, shared = tie(held[one], held[other], kind)
        if weight and normalised:
            weight /= (activity[one] + activity[other]) / 2
        if shared and (weight or kind == "subtract"):
            graph.add_edge(one, other, weight=round(weight, 6), concepts="; ".join(shared))
    return graph


def dealings(events: Iterable[Event]) -> nx.Graph[str]:
    """Countries tied by what took place between them: `weight` is the number of events, negative where their mean score is.
    Those who act together on nobody else deal with each other."""
    import networkx as nx

    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for event in events:
        if event.aux in ("", "historical"):
            acting, acted_on = countries_of(event.actor), countries_of(event.recipient)
            pairs = product(acting, acted_on - acting) if acted_on else combinations(sorted(acting), 2)
            for one, other in pairs:
                scores[min(one, other), max(one, other)].append(event.event_scale)
    graph: nx.Graph[str] = nx.Graph()
    for (one, other), told in sorted(scores.items()):
        graph.add_edge(one, other, weight=-len(told) if sum(told) < 0 else len(told))
    for node, data in graph.nodes(data=True):
        data["activity"] = sum(abs(tie["weight"]) for _, _, tie in graph.edges(node, data=True))
    return graph


def tie(one: Mapping[str, set[int]], other: Mapping[str, set[int]], kind: str) -> tuple[float, list[str]]:
    """How strongly two actors are tied, and by which concepts; whoever is both for and against counts as both."""
    weight, shared = 0, []
    for concept in sorted(one.keys() & other.keys()):
        alike = len(one[concept] & other[concept])
        apart = len({-stance for stance in one[concept]} & other[concept])
        own = {"congruence": alike, "conflict": apart, "subtract": alike - apart}[kind]
        if alike if kind == "congruence" else apart if kind == "conflict" else alike or apart:
            shared.append(concept)
            weight += own
    return float(weight), shared


def check_ending(path: Path) -> None:
    """Raises OptionError for a file that is neither GraphML nor GEXF by its ending."""
    if path.suffix.lower() not in ENDINGS:
        raise OptionError(f"-o {path}: a network is written as {' or '.join(ENDINGS)}")


def write(graph: nx.Graph[str], path: Path) -> None:
    """A GraphML or GEXF file, which its ending says. Raises OptionError for another."""
    check_ending(path)
    (write_graphml if path.suffix.lower() == ".graphml" else write_gexf)(graph, path)


def write_graphml(graph: nx.Graph[str], path: Path) -> None:
    import networkx as nx

    nx.write_graphml(graph, path)


def write_gexf(graph: nx.Graph[str], path: Path) -> None:
    import networkx as nx

    nx.write_gexf(graph, path)


def edges(graph: nx.Graph[str]) -> list[dict[str, Any]]:
    """The edges as rows, the heaviest first; of an affiliation the actor is the source."""
    rows = [
        {"source": a, "target": b, **data}
        for one, other, data in graph.edges(data=True)
        for a, b in [(other, one) if graph.nodes[one].get("type") == "concept" else (one, other)]
    ]
    return sorted(rows, key=lambda row: (-abs(row["weight"]), row["source"], row["target"]))


def layout(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Where each node stands in a picture, by the forces between them; the same each time."""
    import networkx as nx

    placed = nx.spring_layout(graph, weight="force", seed=1)
    return {node: (float(x), float(y)) for node, (x, y) in placed.items()}
