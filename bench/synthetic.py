"""Writes a ledger of as many events as asked, drawn at random, to measure analysis on: states that act often and
seldom, thirty years, each part a stretch of them as in an archive, a sentence of evidence each, a tenth of the events told by more than one document.

    .venv/bin/python bench/synthetic.py --events 10000000 -o build/synthetic.ledger
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from comity.analyse.countries import names
from comity.coding import codebook
from comity.ledger.folder import Change, Folder
from comity.ledger.schema import DOCUMENTS, ENTITY, EVENTS, PLACE

A_PART = 500_000
A_DOCUMENT = 5  # events
FIRST_DAY, DAYS = datetime.date(1995, 1, 1), 30 * 365
Numbers = NDArray[np.int64]


def texts(values: list[str], chosen: Numbers) -> pa.Array:
    return pa.array(values).take(pa.array(chosen))


def same(value: object, kind: pa.DataType, rows: int) -> pa.Array:
    return pa.array([value], kind).take(pa.array(np.zeros(rows, dtype=np.int64)))


def entities(codes: list[str], states: list[str], chosen: Numbers) -> pa.Array:
    """One state a row, as a list of one."""
    rows = len(chosen)
    empty, government = same("", pa.string(), rows), same("GOV", pa.string(), rows)
    steps = pa.array(np.arange(rows + 1, dtype=np.int32))
    name = texts(states, chosen)
    zero = same(0, pa.int32(), rows)
    columns = {
        "name": name, "country": texts(codes, chosen), "sector": government,
        "sectors": pa.ListArray.from_arrays(steps, government), "office": empty, "text": name,
        "start": zero, "end": zero, "identifier_id": empty,
    }  # fmt: skip
    one = pa.StructArray.from_arrays([columns[f.name] for f in ENTITY], fields=list(ENTITY))
    return pa.ListArray.from_arrays(steps, one)


def told_again(rng: np.random.Generator, drawn: dict[str, Numbers]) -> dict[str, Numbers]:
    """A tenth of the events are those before them, told by another document."""
    size = len(drawn["day"])
    again = np.flatnonzero(rng.random(size) < 0.1)
    again = again[again >= 1000]
    source = again - 1000
    for values in drawn.values():
        values[again] = values[source]
    return drawn


def part(
    number: int, size: int, stretch: tuple[int, int], rng: np.random.Generator
) -> tuple[pa.Table, pa.Table]:
    codes, states = list(names()), list(names().values())
    book = codebook.load()
    often = (
        rng.permutation(1 / np.arange(1, len(codes) + 1)) if number < 0 else 1 / np.arange(1, len(codes) + 1)
    )
    often = often / often.sum()
    drawn = told_again(
        rng,
        {
            "actor": rng.choice(len(codes), size, p=often),
            "recipient": rng.choice(len(codes), size, p=often),
            "day": rng.integers(*stretch, size),
            "event": rng.integers(0, len(book.events), size),
        },
    )
    events = [*book.events.values()]
    first = np.datetime64(FIRST_DAY)
    days = pa.array(first + drawn["day"])
    docs = texts(
        [f"d{number:05}{n:07}" for n in range(size // A_DOCUMENT + 1)], np.arange(size) // A_DOCUMENT
    )
    actor, recipient = texts(states, drawn["actor"]), texts(states, drawn["recipient"])
    deed = texts(
        [e.label if hasattr(e, "label") else name.lower() for name, e in book.events.items()], drawn["event"]
    )
    date = pc.strftime(days, format="%Y-%m-%d")
    evidence = pc.binary_join_element_wise(
        actor,
        " on ",
        date,
        " turned to ",
        recipient,
        " in a matter of ",
        deed,
        ", officials of both sides told reporters in the evening.",
        "",
    )
    start = pa.array((np.arange(size) % A_DOCUMENT).astype(np.int32) * 200)
    columns = {
        "kind": same("event", pa.string(), size),
        "id": pc.binary_join_element_wise(same(f"e{number:05}", pa.string(), size), pa.array(np.arange(size)).cast(pa.string()), "-"),
        "doc": docs, "date": date, "date_precision": same("day", pa.string(), size), "date_start": days, "date_end": days,
        "event": texts(list(book.events), drawn["event"]), "mode": same("", pa.string(), size), "aux": same("", pa.string(), size),
        "actor": entities(codes, states, drawn["actor"]), "recipient": entities(codes, states, drawn["recipient"]),
        "context": pa.ListArray.from_arrays(np.zeros(size + 1, dtype=np.int32), pa.array([], pa.string())),
        "quad_code": pa.array([e.quad for e in events], pa.int8()).take(pa.array(drawn["event"])),
        "event_scale": pa.array([float(e.scale) for e in events]).take(pa.array(drawn["event"])),
        "event_loc": pa.nulls(size, PLACE), "trigger": deed, "evidence": evidence,
        "start": start, "end": pc.add(start, pc.utf8_length(evidence).cast(pa.int32())),
        "confidence": pa.array(rng.random(size)), "statement": same("", pa.string(), size),
        "rule": same("synthetic", pa.string(), size), "coder": same("synthetic", pa.string(), size),
    }  # fmt: skip
    return documents_of(number, size), pa.table([columns[f.name].cast(f.type) for f in EVENTS], schema=EVENTS)


def documents_of(number: int, size: int) -> pa.Table:
    rows = size // A_DOCUMENT + 1
    named = [f"d{number:05}{n:07}" for n in range(rows)]
    given = {
        "doc": named,
        "input": named,
        "name": named,
        "outcome": ["coded"] * rows,
        "language": ["en"] * rows,
    }
    return pa.table(
        [
            pa.array(given.get(f.name, [""] * rows), f.type)
            if pa.types.is_string(f.type)
            else pa.nulls(rows, f.type)
            for f in DOCUMENTS
        ],
        schema=DOCUMENTS,
    )


def parts(events: int, seed: int) -> Iterator[tuple[int, pa.Table, pa.Table]]:
    rng = np.random.default_rng(seed)
    for number, begin in enumerate(range(0, events, A_PART)):
        size = min(A_PART, events - begin)
        stretch = (begin * DAYS // events, max(1, (begin + size) * DAYS // events))
        yield number, *part(number, size, stretch, rng)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--events", type=int, default=10_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("-o", "--output", type=Path, required=True)
    asked = options.parse_args()
    folder = Folder(asked.output)
    with folder.opened():
        for number, documents, events in parts(asked.events, asked.seed):
            written = [
                folder.write(kind, f"{number:05}", table)
                for kind, table in (("events", events), ("documents", documents))
            ]
            folder.commit(Change(put=tuple(written)))
        folder.write_manifest({"coder": "synthetic"})


if __name__ == "__main__":
    main()
