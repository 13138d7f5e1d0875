"""A ledger's records in other formats, and other formats' records in a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import IO

from comity.exchange import gdelt, icews, jsonl, plain, polecat
from comity.exchange.records import Portion
from comity.ledger import Ledger

EXPORTS: Mapping[str, Callable[[Ledger, IO[str]], int]] = {
    "jsonl": jsonl.write,
    "polecat": polecat.write,
    "icews": icews.write,
    "gdelt": gdelt.write,
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
}
