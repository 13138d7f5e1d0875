"""The affiliation network of discourse network analysis: countries and issues, tied by the stands that are taken.

Other networks come from `comity networks`.
"""

from __future__ import annotations

from pathlib import Path

from comity.analyse import networks
from comity.ledger import Ledger


def write_graphml(ledger: Ledger, path: Path) -> int:
    """Gives the number of edges."""
    graph = networks.affiliation(networks.stands(ledger.each_statement()))
    networks.write_graphml(graph, path)
    return graph.size()


def write_gexf(ledger: Ledger, path: Path) -> int:
    """Gives the number of edges."""
    graph = networks.affiliation(networks.stands(ledger.each_statement()))
    networks.write_gexf(graph, path)
    return graph.size()
