"""Series of dyads as charts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl

from comity.analyse.countries import country_name
from comity.analyse.dyads import QUADS, SECTORS
from comity.show import charts, wording

MOST = 6  # dyads in one drawing
_NAMED: dict[str, Callable[[date], str]] = {
    "day": date.isoformat,
    "week": lambda day: f"{day:%G-W%V}",
    "month": lambda day: f"{day:%Y-%m}",
    "quarter": lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
    "year": lambda day: f"{day:%Y}",
}


def drawn(series: pl.DataFrame, by: str, directed: bool = True) -> tuple[Any, int]:
    """Quad series and mean scores of the dyads with most events, as `analyse.dyads` and `analyse.series` give them, and how
    many dyads are left out. Intervals and changes are drawn where the series has them."""
    keys = [c for c in ("source", "target", *SECTORS) if c in series.columns]
    dyads = series.partition_by(keys, maintain_order=True) if series.height else []
    ranked = sorted(dyads, key=lambda dyad: -dyad["events"].sum())
    parts = [_one(dyad, by, " → " if directed else " – ") for dyad in ranked[:MOST]]
    drawings = [drawing for part in parts for drawing in part] or [charts.quads([])]
    return charts.stacked(*drawings), max(len(dyads) - MOST, 0)


def _one(dyad: pl.DataFrame, by: str, between: str) -> tuple[Any, Any]:
    rows = [row | {"period": _NAMED[by](row["period"])} for row in dyad.iter_rows(named=True)]
    counts = [
        {"period": row["period"], "quad": quad, "events": row[name]}
        for row in rows
        for quad, name in enumerate(QUADS, 1)
    ]
    scores = [
        {
            "period": row["period"],
            "score": row["score_mean"],
            "low": row.get("score_low"),
            "high": row.get("score_high"),
            "events": row["events"],
            "change": row.get("change") is not None,
        }
        for row in rows
    ]
    return charts.quads(counts, between.join(_sides(rows[0]))), charts.scores(scores)


def _sides(row: dict[str, Any]) -> tuple[str, str]:
    source, target = (_side(row[end], row.get(f"{end}_sector") or "") for end in ("source", "target"))
    return source, target


def _side(country: str, sector: str) -> str:
    return (
        f"{country_name(country)} ({wording.label('sectors', sector)})" if sector else country_name(country)
    )
