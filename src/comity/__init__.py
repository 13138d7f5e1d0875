"""Comity reads the record of relations between states and turns it into a ledger.

read → clean → dedupe → parse → Coder.code     the rooms, each with values in and values out
code                                           all of it, from files to a ledger's folder
Ledger                                         a ledger's tables, queries and records
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from comity.clean import clean
from comity.dedupe import dedupe
from comity.parse import parse

if TYPE_CHECKING:
    from comity.coding import Coder
    from comity.flow import code, recode
    from comity.ingest import read
    from comity.ledger import Ledger

__all__ = ["Coder", "Ledger", "clean", "code", "dedupe", "parse", "read", "recode"]

LATER = {"Coder": "coding", "Ledger": "ledger", "code": "flow", "read": "ingest", "recode": "flow"}


def __getattr__(name: str) -> Any:
    """The names whose rooms are heavy, when they are first asked for."""
    if name not in LATER:
        raise AttributeError(f"module 'comity' has no attribute {name!r}")
    return getattr(import_module(f"comity.{LATER[name]}"), name)
