"""Values of the model as portions of an import."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from comity.exchange.records import Portion
from comity.ledger.intake import Batch
from comity.ledger.schema import SCHEMAS, document_row, event_row, statement_row
from comity.model import Coded

A_PORTION = 500  # documents


def portions(read: Callable[[Path], Iterable[Coded]], path: Path) -> Iterator[Portion]:
    """What a reader of documents gives, some hundreds of them at a time."""
    coded = iter(read(path))
    while some := list(islice(coded, A_PORTION)):
        events = frame("events", [event_row(e) for c in some for e in c.events])
        statements = frame("statements", [statement_row(s) for c in some for s in c.statements])
        batch = Batch(frame("documents", [document_row(c.document) for c in some]), events, statements)
        yield Portion(batch, events.height + statements.height, Counter())


def frame(kind: str, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(pa.Table.from_pylist(list(rows), schema=SCHEMAS[kind]))
