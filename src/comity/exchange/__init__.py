"""A ledger's records in other formats."""

from __future__ import annotations

from collections.abc import Mapping

from comity.exchange import dna, graphs, jsonl, tables
from comity.exchange.form import Export, File, Folder, Text
from comity.ledger import write_database

__all__ = ["EXPORTS", "Export", "File", "Folder", "Text"]

EXPORTS: Mapping[str, Export] = {
    "jsonl": Text(jsonl.write),
    "csv": Folder(tables.write_csv),
    "parquet": Folder(tables.write_parquet),
    "duckdb": File(write_database),
    "dna": File(dna.write),
    "graphml": File(graphs.write_graphml),
    "gexf": File(graphs.write_gexf),
}
