"""GDELT's mentions: which documents tell of an event. Each that is not the event's own gives a copy of its record.

So a ledger has a record of an event for every document that tells it, as one that Comity coded has: whoever counts
records counts reports, and whoever counts events counts the numbers that GDELT gave them (`rule`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import polars as pl

from comity.exchange import records
from comity.exchange.codes import Unknown
from comity.exchange.records import PARTED, Portion, hashed
from comity.exchange.sheets import Layout, Page, pages
from comity.ledger.folder import Folder
from comity.ledger.intake import Batch

COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
NEEDED = ("GLOBALEVENTID", "MentionIdentifier", "Confidence")
LAYOUT = Layout(
    "mentions", "GDELT's mentions", (COLUMNS, COLUMNS[:-1], COLUMNS[:-2]),
    (*NEEDED, "MentionTimeDate", "MentionSourceName"), NEEDED, 12,
)  # fmt: skip
RULE = r"^(gdelt[12]) (\d+) "
KINDS = ("events", "statements")


def site(url: pl.Expr) -> pl.Expr:
    """The site of a web address; null where it is none."""
    return url.str.extract(r"^(?i:https?)://(?:www\d?\.)?([^/:?#\s]+)")


class Weights:
    """GDELT's confidence that a document tells of an event, by a hash of the two: sixteen bytes a mention."""

    def __init__(self, paths: Iterable[Path]) -> None:
        told = [weighed(page.rows) for path in paths for page in pages(path, LAYOUT)]
        every = pl.concat([pl.DataFrame(schema={"pair": pl.UInt64, "confidence": pl.Float64}), *told])
        self.table = every.group_by("pair").agg(pl.col("confidence").max())

    def of(self, numbers: pl.Series, sources: pl.Series) -> pl.Series:
        pairs = pl.DataFrame({"pair": pair(numbers, sources)})
        return pairs.join(self.table, on="pair", how="left", maintain_order="left")["confidence"]


def weighed(rows: pl.DataFrame) -> pl.DataFrame:
    pairs = pair(rows["GLOBALEVENTID"], rows["MentionIdentifier"])
    return rows.select(pairs.alias("pair"), confidence=confidence())


def pair(numbers: pl.Series, sources: pl.Series) -> pl.Series:
    return pl.DataFrame({"number": numbers, "source": sources}).hash_rows()


def confidence() -> pl.Expr:
    percent = pl.col("Confidence").cast(pl.Float64, strict=False)
    return pl.when(percent.is_between(0, 100)).then(percent / 100)


class Index:
    """Where the records of GDELT's events lie in a ledger: the numbers in each part, eight bytes each."""

    def __init__(self, folder: Folder) -> None:
        self.parts = [(kind, part, numbers_in(part)) for kind in KINDS for part in folder.parts(kind)]

    def find(self, kind: str, wanted: pl.Series) -> pl.DataFrame:
        """One record of each event that is wanted and there, with its number in `event_number`."""
        found = [pl.DataFrame(schema=records.columns(kind)).with_columns(NUMBER)]
        for place, part, numbers in self.parts:
            if place == kind and np.isin(numbers, wanted.to_numpy()).any():
                rows = pl.read_parquet(part).with_columns(NUMBER)
                found.append(rows.filter(pl.col("event_number").is_in(wanted.implode())))
        return pl.concat(found).filter(pl.col("event_number").is_first_distinct())


def numbers_in(part: Path) -> np.ndarray:
    numbers: np.ndarray = (
        pl.read_parquet(part, columns=["rule"]).select(NUMBER).to_series().drop_nulls().to_numpy()
    )
    return numbers


NUMBER = pl.col("rule").str.extract(RULE, 2).cast(pl.Int64, strict=False).alias("event_number")


def read(path: Path, folder: Folder) -> Iterator[Portion]:
    """Records of the documents that a file says tell of events which are in the ledger by then."""
    index = Index(folder)
    for page in pages(path, LAYOUT):
        yield portion(page, index)


def portion(page: Page, index: Index) -> Portion:
    rows = page.rows.select(
        "number", "line", "MentionSourceName", reason=reason(), input="MentionIdentifier", confidence=confidence(),
        event_number=pl.col("GLOBALEVENTID").cast(pl.Int64, strict=False),
        published=records.day(pl.col("MentionTimeDate")).dt.to_string("%Y-%m-%d"),
    )  # fmt: skip
    unread = pl.concat([page.unread, rows.filter(pl.col("reason") != "").select("number", "line", "reason")])
    read = rows.filter(pl.col("reason") == "")
    read = read.with_columns(
        doc=records.by_distinct(read, ["input"], lambda n, word: records.document_id(word), pl.String)
    )
    told = {kind: index.find(kind, read["event_number"].unique()) for kind in KINDS}
    there = read.filter(
        pl.col("event_number").is_in(pl.concat([t["event_number"] for t in told.values()]).implode())
    )
    documents = [records.sources(there, DOCUMENT, "GDELT 2.0"), records.failures(unread, page.source)]
    copies = {kind: copied(kind, table, there) for kind, table in told.items()}
    return Portion(Batch(pl.concat(documents), **copies), page.lines, Unknown(), read.height - there.height)


def copied(kind: str, told: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Each record once for every document that mentions its event. The id is that of a record of that document, so
    that the event's own document, which is mentioned too, gets no second one."""
    once = mentions.group_by("event_number", "doc", "input", maintain_order=True).agg(
        pl.col("confidence").max()
    )
    rows = told.drop("doc", "confidence").join(once, on="event_number", maintain_order="right")
    number, form = pl.col("event_number").cast(pl.String), pl.col("rule").str.extract(RULE, 1)
    parts = rows.select(pl.concat_str(form, number, "date", "input", separator=PARTED)).to_series()
    ids = pl.Series("id", [hashed(words, 20) for words in parts], pl.String)
    return rows.with_columns(ids).select(records.columns(kind).keys())


DOCUMENT = {
    "name": pl.col("input"),
    "published": pl.col("published"),
    "publication": pl.coalesce("MentionSourceName", site(pl.col("input"))),
    "url": pl.when(site(pl.col("input")).is_not_null()).then("input"),
}


def reason() -> pl.Expr:
    number = pl.col("GLOBALEVENTID")
    return (
        pl.when(number.is_null() | number.cast(pl.Int64, strict=False).is_null())
        .then(pl.lit("it has no GLOBALEVENTID"))
        .when(pl.col("MentionIdentifier").is_null())
        .then(pl.lit("it has no MentionIdentifier"))
        .otherwise(pl.lit(""))
    )
