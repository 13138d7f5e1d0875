"""What `--plot` draws of tables: the same charts as a brief's, from series of dyads and from rows of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from comity.analyse.countries import country_name
from comity.analyse.dyads import QUADS, SECTORS, SIDES
from comity.errors import OptionError
from comity.show import charts

LENGTH = {"year": 4, "month": 7}  # of a period's name; others go by their first day


def quads(series: pl.DataFrame, by: str) -> Any:
    """The quad classes of a series, all its dyads together."""
    counted = series.group_by("period").agg(pl.col(QUADS).sum()).sort("period")
    return charts.quads(
        [
            {"period": named(row["period"], by), "quad": quad, "events": row[name]}
            for row in counted.iter_rows(named=True)
            for quad, name in enumerate(QUADS, 1)
        ]
    )


def scores(series: pl.DataFrame, by: str) -> Any:
    """The mean scores of one dyad, with their intervals and changes of level where the series has these. Raises
    OptionError for a series of several dyads, whose means are no mean."""
    keys = [key for key in (*SIDES, *SECTORS) if key in series.columns]
    if series.select(keys).n_unique() > 1:
        raise OptionError(
            "--plot draws the scores of one dyad: name it, as in --between A B --undirected, or --actor A --recipient B"
        )
    return charts.scores(
        [
            {
                "period": named(row["period"], by),
                "score": row["score_mean"],
                "low": row.get("score_low"),
                "high": row.get("score_high"),
                "events": row["events"],
                "change": row.get("change") is not None,
            }
            for row in series.iter_rows(named=True)
        ]
    )


def named(period: Any, by: str) -> str:
    return str(period)[: LENGTH.get(by)]


def places(events: Iterable[Mapping[str, Any]]) -> Any:
    """Where events were, those whose place is known."""
    where = [e["event_loc"] for e in events if e["event_loc"] and e["event_loc"]["lat"] is not None]
    counted = Counter((p["name"], p["country"], p["lat"], p["lon"]) for p in where)
    return charts.places(
        [
            {"name": name, "country": country_name(country), "lat": lat, "lon": lon, "events": n}
            for (name, country, lat, lon), n in counted.items()
        ]
    )
