"""The network that GraphML and GEXF hold, read back by NetworkX."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from comity.exchange import graphs
from comity.ledger import Ledger
from tests.handmade import Handmade, document, entity, statement, written

WRITERS = {"graphml": graphs.write_graphml, "gexf": graphs.write_gexf}
READERS: dict[str, Callable[[Path], Any]] = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}
EDGES = {
    ("KOR", "# energy"): {"weight": 1, "support": 1, "oppose": 0},
    ("RUS", "# trade_investment"): {"weight": 1, "support": 0, "oppose": 1},
    ("RUS", "# economic"): {"weight": 1, "support": 0, "oppose": 1},
}


@pytest.mark.parametrize("form", READERS)
def test_nodes_and_edges_keep_their_types(ledger: Ledger, tmp_path: Path, form: str) -> None:
    path = tmp_path / "network.xml"  # whatever its ending
    assert WRITERS[form](ledger, path) == len(EDGES)
    graph = READERS[form](path)
    assert {node: data["type"] for node, data in graph.nodes(data=True)} == {
        node: kind for edge in EDGES for node, kind in zip(edge, ("actor", "concept"), strict=True)
    }
    for edge, told in EDGES.items():
        assert {name: graph.edges[edge][name] for name in told} == told
    assert graph.nodes["RUS"]["activity"] == 2


@pytest.mark.parametrize("form", READERS)
def test_an_empty_ledger_gives_an_empty_network(empty: Ledger, tmp_path: Path, form: str) -> None:
    assert WRITERS[form](empty, tmp_path / "network.xml") == 0
    assert len(READERS[form](tmp_path / "network.xml")) == 0


@pytest.mark.parametrize("form", READERS)
def test_hostile_names_leave_the_file_whole(tmp_path: Path, form: str) -> None:
    said = statement(
        entity("K\x0bR\x1b", "Kim"), "call", 1, (), "gas", issue=('<!-- " & </graph>\ud7ff\ufffe',)
    )
    book = written(tmp_path / "a.ledger", Handmade((), (said,), (document("one", "Gas."),)))
    WRITERS[form](book, tmp_path / "network.xml")
    assert set(READERS[form](tmp_path / "network.xml")) == {"KR", '# <!-- " & </graph>\ud7ff'}
