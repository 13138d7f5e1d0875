"""A ledger's records in other formats, and other formats as ledgers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from comity.exchange import dna, gdelt, graphs, icews, jsonl, plain, polecat, tables, values
from comity.exchange.form import Export, File, Folder, Text
from comity.exchange.records import Portion
from comity.ledger import write_database

__all__ = ["EXPORTS", "IMPORTS", "LEFT_OUT", "Export", "File", "Folder", "Text"]

EXPORTS: Mapping[str, Export] = {
    "jsonl": Text(jsonl.write),
    "polecat": Text(polecat.write),
    "icews": Text(icews.write),
    "gdelt": Text(gdelt.write),
    "csv": Folder(tables.write_csv),
    "parquet": Folder(tables.write_parquet),
    "duckdb": File(write_database),
    "dna": File(dna.write),
    "graphml": File(graphs.write_graphml),
    "gexf": File(graphs.write_gexf),
}
# What a format cannot hold, whole records of it; docs/exchange.md tells the rest.
_UNCODED = "events that are negated, hypothetical or to come, and statements"
LEFT_OUT: Mapping[str, str] = {
    "polecat": _UNCODED,
    "icews": f"{_UNCODED} but for imported comments (CAMEO 01)",
    "gdelt": f"{_UNCODED} but for imported comments (CAMEO 01)",
}
# Each reads a file; GDELT's also take the `weights` of mentions.
IMPORTS: Mapping[str, Callable[..., Iterator[Portion]]] = {
    "gdelt1": partial(gdelt.read, layout=gdelt.VERSIONS["1"]),
    "gdelt2": partial(gdelt.read, layout=gdelt.VERSIONS["2"]),
    "icews": icews.read,
    "polecat": polecat.read,
    "jsonl": plain.read,
    "dna": partial(values.portions, dna.read),
}
