"""What a series of a dyad shows: empty periods, how sure its means are, where it shifts, and what made it shift."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from comity.analyse.dyads import Asked, cells, indexed
from comity.errors import OptionError
from comity.ledger import Ledger

STEP = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
LOW, HIGH = 2.5, 97.5  # percentiles of a 95% interval
SHORTEST = 3  # periods between two change points
UNUSUAL = 3.5  # modified z-score: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993)
CAUSES = 3  # events named for a change
MOST_ROWS, LONGEST = 5_000_000, 2_000  # of a filled series, and periods in which changes are looked for
FEWEST = 8  # periods with events that tell what is usual
Numbers = NDArray[np.float64]


def filled(series: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """With a row for every period from the first to the last of all dyads: counts and sums are 0 where nothing
    happened; means and shares stay empty."""
    if series.is_empty():
        return series
    first, last = series["period"].min(), series["period"].max()
    periods = pl.DataFrame({"period": pl.date_range(first, last, STEP[asked.by], eager=True)})  # type: ignore[arg-type]
    keys = list(asked.keys)
    dyads = series.select(keys).n_unique()
    if dyads * periods.height > MOST_ROWS:
        raise OptionError(
            f"{dyads:,} dyads in {periods.height:,} periods are too many to fill; name --between, --since, or a longer --by"
        )
    whole = series.select(keys).unique(maintain_order=True).join(periods, how="cross")
    joined = whole.join(series, on=[*keys, "period"], how="left", maintain_order="left")
    counts = [c for c, kind in series.schema.items() if kind.is_integer() or c == "score_sum"]
    return joined.with_columns(pl.col(counts).fill_null(0))


def with_intervals(
    series: pl.DataFrame, ledger: Ledger, asked: Asked, draws: int, seed: int = 1
) -> pl.DataFrame:
    """Adds `score_low` and `score_high`, between which 95% of the mean scores lie that come of drawing each cell's
    documents with replacement, so many times (percentile bootstrap; Efron and Tibshirani, 1993). Empty for cells of
    one document, which tell nothing of what another would have said."""
    keys = [*asked.keys, "period"]
    query = f"""
        SELECT {", ".join(keys)}, d, sum(score) AS total, count(*) AS events
        FROM heads JOIN (SELECT rowid AS lead, d FROM events) USING (lead) GROUP BY ALL ORDER BY ALL"""
    read = cells(ledger, asked, query)
    several = [rows for rows in read.partition_by(keys, maintain_order=True) if rows.height > 1]
    rng = np.random.default_rng(seed)
    bounds = [bootstrapped(c["total"].to_numpy(), c["events"].to_numpy(), draws, rng) for c in several]
    names = ("score_low", "score_high")
    found = pl.concat(c.head(1).select(keys) for c in several) if several else read.head(0).select(keys)
    found = found.with_columns(
        pl.Series(name, [b[i] for b in bounds], pl.Float64) for i, name in enumerate(names)
    )
    return series.join(found, on=keys, how="left", maintain_order="left")


def bootstrapped(
    totals: Numbers, events: Numbers, draws: int, rng: np.random.Generator
) -> tuple[float, float]:
    """Bounds of the mean score of a cell whose documents have these sums of scores and numbers of events."""
    drawn = rng.multinomial(len(totals), np.full(len(totals), 1 / len(totals)), size=draws)
    low, high = np.percentile((drawn @ totals) / (drawn @ events), [LOW, HIGH])
    return float(low), float(high)


def with_moves(series: pl.DataFrame, ledger: Ledger, asked: Asked) -> pl.DataFrame:
    """Adds, to a series without gaps, `change`: by how much the level of `score_sum` shifts where a new stretch begins
    (else empty); `unusual`: its modified z-score where that is beyond 3.5 (else empty); and `made_by`: ids of the
    events that weigh most in such a period, in the direction in which it moves."""
    parts = []
    for part in series.partition_by(asked.keys, maintain_order=True):
        level = part["score_sum"].to_numpy()
        parts.append(
            part.with_columns(
                pl.Series("change", shifts(level), pl.Float64),
                pl.Series("unusual", outliers(level), pl.Float64),
            )
        )
    marked = (
        pl.concat(parts)
        if parts
        else series.with_columns(change=pl.lit(None, pl.Float64), unusual=pl.lit(None, pl.Float64))
    )
    return marked.join(
        causes(marked, ledger, asked), on=[*asked.keys, "period"], how="left", maintain_order="left"
    )


def shifts(level: Numbers) -> list[float | None]:
    """The difference of means at each change point between the first and the last period with an event: PELT (Killick et
    al. 2012) with squared error, and the penalty of the Bayesian information criterion, the noise being estimated from
    differences of neighbours. Where most periods are empty no level can shift. Raises OptionError for series that are
    too long."""
    import ruptures

    found: list[float | None] = [None] * len(level)
    active = np.flatnonzero(level)
    if len(active) < FEWEST:
        return found
    first, stretch = int(active[0]), level[active[0] : active[-1] + 1]
    if 2 * len(active) < len(stretch):
        return found
    if len(stretch) > LONGEST:
        raise OptionError(
            f"changes are looked for in up to {LONGEST:,} periods, not {len(stretch):,}; name a longer --by"
        )
    steps = np.diff(stretch) / np.sqrt(2)
    noise = max(1.4826 * float(np.median(np.abs(steps))), float(np.std(steps)))
    if not noise:
        return found
    search = ruptures.Pelt(model="l2", min_size=SHORTEST, jump=1).fit(stretch.reshape(-1, 1))
    ends = [0, *search.predict(pen=2 * noise**2 * np.log(len(stretch)))]
    for begin, middle, end in zip(ends, ends[1:], ends[2:], strict=False):
        found[first + middle] = float(stretch[middle:end].mean() - stretch[begin:middle].mean())
    return found


def outliers(level: Numbers) -> list[float | None]:
    """Modified z-scores beyond `UNUSUAL`: deviation from the median, in median absolute deviations, or, where half of the
    periods are alike, in mean absolute deviations. Where most are empty, of and among those that are not; nothing is
    unusual where these are few."""
    found: list[float | None] = [None] * len(level)
    active = np.flatnonzero(level)
    some = np.arange(len(level)) if 2 * len(active) >= len(level) else active
    if len(active) < FEWEST:
        return found
    away = level[some] - np.median(level[some])
    spread = 1.4826 * float(np.median(np.abs(away))) or 1.2533 * float(np.mean(np.abs(away)))
    for place, z in zip(some, away / spread if spread else (), strict=False):
        found[place] = float(z) if abs(z) > UNUSUAL else None
    return found


def causes(marked: pl.DataFrame, ledger: Ledger, asked: Asked) -> pl.DataFrame:
    """`made_by` for the marked periods."""
    keys = [*asked.keys, "period"]
    moved = marked.filter(pl.col("change").is_not_null() | pl.col("unusual").is_not_null())
    moved = moved.select(*keys, pl.coalesce("unusual", "change").sign().alias("direction"))
    index = indexed(ledger)
    told = cells(ledger, asked, f" SELECT {', '.join(keys)}, lead AS n, score FROM heads")
    behind = (
        told.join(moved, on=keys)
        .filter(pl.col("score") * pl.col("direction") > 0)
        .sort(
            [*keys, pl.col("score") * pl.col("direction"), "n"],
            descending=[*[False] * len(keys), True, False],
        )
        .group_by(keys, maintain_order=True)
        .head(CAUSES)
    )
    numbers = ", ".join(map(str, behind["n"].to_list())) or "NULL"
    names = index.sql(f"SELECT rowid AS n, id FROM events WHERE rowid IN ({numbers})")
    return (
        behind.join(names, on="n", maintain_order="left")
        .group_by(keys, maintain_order=True)
        .agg(made_by=pl.col("id"))
    )


def rows(series: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """As plain records: dates as text, empty values left out."""
    for row in series.iter_rows(named=True):
        yield {k: v for k, v in row.items() if v is not None}
