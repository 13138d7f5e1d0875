"""Parsed sentences in columns, so that a corpus can be coded again without parsing it again.

Coding again has a few microseconds a word; rebuilding the sentences takes less than one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

import numpy as np
import pyarrow as pa

from comity.ledger.schema import PARSES
from comity.model import Sentence

LABELS = ("lemmas", "pos", "tags", "deps")
NUMBERS = ("starts", "ends", "heads")


def parse_row(doc: str, sentences: Sequence[Sentence]) -> dict[str, Any]:
    row: dict[str, Any] = {"doc": doc}
    row["blocks"] = np.array([s.block for s in sentences], dtype=np.int32)
    row["lengths"] = np.array([len(s) for s in sentences], dtype=np.int32)
    for name in NUMBERS:
        row[name] = np.fromiter(chain.from_iterable(getattr(s, name) for s in sentences), dtype=np.int32)
    for name in LABELS:
        words = list(chain.from_iterable(getattr(s, name) for s in sentences))
        row[name] = pa.array(words, pa.string()).dictionary_encode()
    return row


def parse_table(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    columns = [column(rows, field) for field in PARSES]
    return pa.Table.from_arrays(columns, schema=PARSES)


def column(rows: Sequence[Mapping[str, Any]], field: pa.Field) -> pa.Array:
    if field.name == "doc":
        return pa.array([row["doc"] for row in rows], pa.string())
    offsets = pa.array(list(accumulate((len(row[field.name]) for row in rows), initial=0)), pa.int32())
    if field.name in LABELS:
        chunks = pa.chunked_array([row[field.name] for row in rows], type=field.type.value_type)
        values = chunks.unify_dictionaries().combine_chunks()
    else:
        values = pa.array(np.concatenate([row[field.name] for row in rows] or [[]]), field.type.value_type)
    return pa.ListArray.from_arrays(offsets, values, type=field.type)


def sentences_in(table: pa.Table, texts: Mapping[str, str]) -> Iterator[tuple[str, tuple[Sentence, ...]]]:
    """Each document's id with its sentences; the words are slices of its text."""
    for batch in table.to_batches():
        decoded = {name: labels(batch.column(name)) for name in LABELS}
        for i, doc in enumerate(batch.column("doc").to_pylist()):
            yield doc, sentences_of(batch, i, decoded, texts[doc])


def labels(array: pa.Array) -> np.ndarray[Any, Any]:
    """The labels of a whole part as one array of shared strings."""
    values = array.values
    if not pa.types.is_dictionary(values.type):
        values = values.dictionary_encode()
    known = np.array([*values.dictionary.to_pylist(), ""], dtype=object)
    shared: np.ndarray[Any, Any] = known[values.indices.to_numpy(zero_copy_only=False)]
    return shared


def sentences_of(
    batch: pa.RecordBatch, i: int, decoded: Mapping[str, np.ndarray[Any, Any]], text: str
) -> tuple[Sentence, ...]:
    flat = {
        name: tuple(batch.column(name)[i].values.to_numpy(zero_copy_only=False).tolist()) for name in NUMBERS
    }
    for name in LABELS:
        offsets = batch.column(name).offsets
        flat[name] = tuple(decoded[name][offsets[i].as_py() : offsets[i + 1].as_py()].tolist())
    flat["words"] = tuple([text[a:b] for a, b in zip(flat["starts"], flat["ends"], strict=True)])
    lengths = batch.column("lengths")[i].as_py()
    stops = list(accumulate(lengths))
    spans = zip(stops, lengths, batch.column("blocks")[i].as_py(), strict=True)
    return tuple(cut(flat, n, stop - size, stop, block) for n, (stop, size, block) in enumerate(spans))


def cut(flat: Mapping[str, tuple[Any, ...]], index: int, first: int, stop: int, block: int) -> Sentence:
    part = {name: values[first:stop] for name, values in flat.items()}
    return Sentence(index=index, block=block, start=part["starts"][0], end=part["ends"][-1], **part)
