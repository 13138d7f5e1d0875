"""A ledger's records in other formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO

from comity.exchange import jsonl
from comity.ledger import Ledger

EXPORTS: Mapping[str, Callable[[Ledger, IO[str]], int]] = {"jsonl": jsonl.write}
