"""The events of a ledger laid out for questions over all of them: one DuckDB file beside the parts.

It holds nothing that the parts do not say, and is made again when they change.

- `events`: the rows of the parts in document order, with the number of their document (`d`), their `first_day` and `last_day`;
- `happenings`: for each event (`n`, its place in that order), the record that leads what happened (`lead`): reports
  of one event, by one document or many, have the same;
- `pairs`: who did it to whom, a row for each country and sector of either side;
- `parties`: which countries take part in which events.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa

from comity.errors import LedgerError
from comity.ledger.folder import Folder
from comity.ledger.schema import SCHEMAS, event_of
from comity.model import Event

NAME = ".index"
FORMAT = 3
KINDS = ("documents", "events")
A_BATCH = 20_000
LONGEST = 400  # records of one kind, dyad and time that are told apart; of more, only those that say the very same are one
# Gives the reports of each happening, the leading one first.
TellApart = Callable[[Sequence[Event]], Iterable[Sequence[Event]]]

EVENTS = """
CREATE TABLE events AS
WITH numbered AS (SELECT doc, (row_number() OVER (ORDER BY input, doc))::INT AS d FROM all_documents),
begun AS (
    SELECT all_events.*, d,
        CASE WHEN date <> '' THEN coalesce(date_start, try_cast(date || substr('0001-01-01', length(date) + 1) AS DATE)) END AS first_day
    FROM all_events JOIN numbered USING (doc))
SELECT *, coalesce(date_end, CASE length(date) WHEN 4 THEN first_day + INTERVAL 1 YEAR WHEN 7 THEN first_day + INTERVAL 1 MONTH
    ELSE first_day END)::DATE AS last_day
FROM begun ORDER BY d, start, id
"""

# What can be one happening: alike in category, fate and parties, and not apart in time. Records that say the very same
# are one without asking. The days of an undated record are those of its document's others.
ALIKE = """
CREATE TEMP TABLE alike AS
WITH sides AS (
    SELECT rowid AS n, d, event, date, mode, evidence, first_day, last_day,
        CASE aux WHEN 'historical' THEN '' ELSE aux END AS fate,
        CASE evidence WHEN '' THEN rule END AS untold,
        list_sort(list_distinct([e.country FOR e IN actor IF e.country <> ''])) AS acting,
        list_sort(list_distinct([e.country FOR e IN recipient IF e.country <> ''])) AS receiving,
        hash([e.name FOR e IN actor], [e.name FOR e IN recipient]) AS named,
        string_split_regex(trim(evidence), '\\s+') AS words
    FROM events),
parted AS (SELECT *, [c FOR c IN receiving IF NOT list_contains(acting, c)] AS others FROM sides),
keyed AS (
    SELECT * EXCLUDE (words), hash(event, fate, CASE
        WHEN event IN ('CONSULT', 'AGREE', 'COOPERATE') OR len(others) = 0
        THEN [list_sort(list_distinct(list_concat(acting, others)))] ELSE [acting, others] END) AS key,
        hash(words) AS words, len(words) >= 8 AS telling, first_day IS NULL AS undated
    FROM parted),
spanned AS (
    SELECT *, min(first_day) OVER same_words AS word_first, max(last_day) OVER same_words AS word_last,
        CASE WHEN undated THEN coalesce(min(first_day) OVER same_doc, DATE '0001-01-01') END AS doc_first,
        CASE WHEN undated THEN coalesce(max(last_day) OVER same_doc, DATE '0001-01-01') END AS doc_last,
        min(n) OVER (PARTITION BY key, date, mode, words, named, untold, CASE WHEN undated THEN d END) AS told_first
    FROM keyed
    WINDOW same_words AS (PARTITION BY key, CASE WHEN telling THEN words ELSE hash(n) END),
        same_doc AS (PARTITION BY key, d))
SELECT n, key, told_first,
    least(first_day, word_first, CASE WHEN undated THEN min(doc_first) OVER together END) AS first_day,
    greatest(last_day, word_last, CASE WHEN undated THEN max(doc_last) OVER together END) AS last_day
FROM spanned WINDOW together AS (PARTITION BY key, undated)
"""
CHAINS = """
CREATE TEMP TABLE chains AS
WITH reached AS (
    SELECT n, key, first_day, max(last_day) OVER (PARTITION BY key ORDER BY first_day, n
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
    FROM alike WHERE n = told_first),
cut AS (
    SELECT n, key, sum((reached IS NULL OR first_day > reached)::INT) OVER (PARTITION BY key ORDER BY first_day, n) AS part
    FROM reached),
chained AS (SELECT n, min(n) OVER (PARTITION BY key, part) AS chain, count(*) OVER (PARTITION BY key, part) AS size FROM cut)
SELECT n, chain FROM chained WHERE size BETWEEN 2 AND ?
"""
HAPPENINGS = """
CREATE TABLE happenings AS
SELECT alike.n, coalesce(decided.lead, told_first)::BIGINT AS lead
FROM alike LEFT JOIN decided ON decided.n = told_first ORDER BY alike.n
"""
# A row for each country and sector of either side; of a mutual deed, for either direction. A side is empty where nobody
# of a known country takes it. `n` and `d` are the record's, what happened and when are as its leading record has them.
PAIRS = """
CREATE TABLE pairs AS
WITH sides AS (
    SELECT e.rowid AS n, lead, e.d, e.aux,
        list_distinct([{'country': x.country, 'sector': x.sector} FOR x IN e.actor IF x.country <> '']) AS actors,
        list_distinct([{'country': x.country, 'sector': x.sector} FOR x IN e.recipient IF x.country <> '']) AS recipients
    FROM events e JOIN happenings ON e.rowid = happenings.n),
acting AS (
    SELECT *, unnest(CASE len(actors) WHEN 0 THEN [{'country': '', 'sector': ''}] ELSE actors END) AS source FROM sides),
acted_on AS (
    SELECT *, unnest(CASE
        WHEN len(recipients) > 0 THEN recipients
        WHEN len(actors) > 1 THEN [x FOR x IN actors IF x <> source]
        ELSE [{'country': '', 'sector': ''}] END) AS target
    FROM acting)
SELECT n, lead, acted_on.d, led.event, led.quad_code AS quad, led.event_scale AS score, acted_on.aux,
    led.first_day AS day, led.date_precision AS precision, source.country AS source, source.sector AS source_sector,
    target.country AS target, target.sector AS target_sector
FROM acted_on JOIN events AS led ON led.rowid = lead WHERE source <> target ORDER BY source, target, day
"""
# Who takes part, on whichever side, in an order in which one country's events of a year lie together.
PARTIES = """
CREATE TABLE parties AS
SELECT DISTINCT country, first_day AS day, n FROM (
    SELECT rowid AS n, first_day, unnest([e.country FOR e IN list_concat(actor, recipient)]) AS country FROM events)
WHERE country <> '' ORDER BY country, day, n
"""


class Index:
    """The tables above, for asking."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> pl.DataFrame:
        """DuckDB's answer to a query over `events`, `happenings` and `pairs`."""
        try:
            frame = pl.from_arrow(self.connection.sql(query, params=list(parameters)).to_arrow_table())
        except duckdb.Error as error:
            raise LedgerError(f"the index cannot answer: {error}") from error
        assert isinstance(frame, pl.DataFrame)
        return frame


def place(folder: Folder) -> Path:
    """The file of the index of the parts as they are now; coding again writes parts under their old names."""
    stats = [(folder.relative(p), p.stat()) for kind in KINDS for p in folder.parts(kind)]
    parts = [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
    digest = hashlib.sha256(json.dumps([FORMAT, parts]).encode()).hexdigest()[:16]
    return folder.path / f"{NAME}-{digest}.duckdb"


def opened(folder: Folder) -> duckdb.DuckDBPyConnection | None:
    """The index for reading, or nothing where there is none of the parts as they are."""
    path = place(folder)
    try:
        return duckdb.connect(str(path), read_only=True) if path.is_file() else None
    except duckdb.Error:  # damaged, or of another version of DuckDB
        return None


def narrowed(countries: Sequence[str], since: str = "", until: str = "") -> str:
    """A CTE in place of `events`, with the number `n`: the rows in which each of these countries (codes) is a party, in
    the years from `since` to `until` (ISO 8601 as precise as known). Made first, so that slower conditions meet few."""
    years = [f"(day IS NULL OR day >= '{since[:4]}-01-01')"] if since else []
    years += [f"(day IS NULL OR day <= '{until[:4]}-12-31')"] if until else []
    parties = [f"country = {quoted(c)}" for c in countries]
    numbers = [f"SELECT n FROM parties WHERE {' AND '.join([one, *years])}" for one in parties]
    if not parties:
        return "WITH chosen AS NOT MATERIALIZED (SELECT *, rowid AS n FROM main.events)"
    chosen = f"rowid IN ({' INTERSECT '.join(numbers)})"
    return f"WITH chosen AS MATERIALIZED (SELECT *, rowid AS n FROM main.events WHERE {chosen})"


def build(folder: Folder, tell_apart: TellApart) -> duckdb.DuckDBPyConnection:
    """Makes the index beside the parts, or in memory where the folder cannot be written; gives it for reading."""
    path = place(folder)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        if not os.access(folder.path, os.W_OK):
            return filled(duckdb.connect(), folder, tell_apart)
        with duckdb.connect(str(fresh)) as connection:
            filled(connection, folder, tell_apart)
        os.replace(fresh, path)
        for old in set(folder.path.glob(f"{NAME}-*.duckdb")) - {path}:
            old.unlink(missing_ok=True)
        return duckdb.connect(str(path), read_only=True)
    except (duckdb.Error, OSError) as error:
        raise LedgerError(f"{folder.path} cannot be indexed ({error}); is there room on the disk?") from error
    finally:
        for left in (fresh, Path(f"{fresh}.wal")):
            left.unlink(missing_ok=True)


def filled(
    connection: duckdb.DuckDBPyConnection, folder: Folder, tell_apart: TellApart
) -> duckdb.DuckDBPyConnection:
    for kind in KINDS:
        source = parts_of(connection, folder, kind)
        columns = ", ".join(f'"{name}"' for name in SCHEMAS[kind].names)
        connection.execute(f"CREATE TEMP VIEW all_{kind} AS SELECT {columns} FROM {source}")
    for step in (EVENTS, ALIKE):
        connection.execute(step)
    connection.execute(CHAINS, [LONGEST])
    connection.register("decided", decided(connection, tell_apart))
    for step in (HAPPENINGS, PAIRS, PARTIES):
        connection.execute(step)
    return connection


def parts_of(connection: duckdb.DuckDBPyConnection, folder: Folder, kind: str) -> str:
    paths = [str(path) for path in folder.parts(kind)]
    if not paths:
        connection.register(f"no_{kind}", SCHEMAS[kind].empty_table())
        return f"no_{kind}"
    return f"read_parquet([{', '.join(map(quoted, paths))}], union_by_name = true, hive_partitioning = false)"


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def decided(connection: duckdb.DuckDBPyConnection, tell_apart: TellApart) -> pa.Table:
    """Which of the records that may be one happening are: (n, lead)."""
    numbers: list[int] = []
    leads: list[int] = []
    for chain in together(connection):
        number = {id(event): n for n, event in chain}
        for reports in tell_apart([event for _, event in chain]):
            numbers += [number[id(event)] for event in reports]
            leads += [number[id(reports[0])]] * len(reports)
    return pa.table({"n": pa.array(numbers, pa.int64()), "lead": pa.array(leads, pa.int64())})


def together(connection: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[int, Event]]]:
    columns = ", ".join(f'events."{name}"' for name in SCHEMAS["events"].names)
    query = (
        f"SELECT chain, n, first_day, {columns} FROM chains JOIN events ON events.rowid = n ORDER BY chain, n"
    )
    reader = connection.sql(query).to_arrow_reader(A_BATCH)
    rows = (row for batch in reader for row in batch.to_pylist())
    for _, chain in groupby(rows, key=lambda row: row["chain"]):
        yield [(row["n"], event_of(row if row["first_day"] else {**row, "date": ""})) for row in chain]
