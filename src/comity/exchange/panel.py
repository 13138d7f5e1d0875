"""Panels: series of dyads as files for R, Stata, and whatever reads CSV or Parquet."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from comity.errors import OptionError

ENDINGS = (".csv", ".parquet", ".dta")
SEPARATOR = " "


def check(path: Path) -> None:
    """Raises OptionError for a file that no panel can be written to."""
    if path.suffix.lower() not in ENDINGS:
        raise OptionError(
            f"-o {path}: a panel is not written as {path.suffix or 'a file without ending'}; use {', '.join(ENDINGS)}"
        )


def write(series: pl.DataFrame, path: Path) -> None:
    """One row for each dyad and period; a first column `dyad` names the unit ("KOR RUS"), ids of `made_by` stand side
    by side. Names of columns are legal in R and Stata. Empty is missing: nothing in CSV, `.` or "" in Stata."""
    check(path)
    panel = series.select(unit(series), pl.exclude("made_by"))
    if "made_by" in series.columns:
        panel = panel.with_columns(series["made_by"].list.join(SEPARATOR))
    ending = path.suffix.lower()
    if ending == ".csv":
        panel.write_csv(path)
    elif ending == ".parquet":
        panel.write_parquet(path)
    else:
        import pyreadstat

        told = panel.with_columns(pl.selectors.string().fill_null(""), pl.selectors.integer().cast(pl.Int32))
        pyreadstat.write_dta(told, str(path), version=14)


def unit(series: pl.DataFrame) -> pl.Expr:
    keys = [c for c in series.columns if c in ("source", "source_sector", "target", "target_sector")]
    in_order = [k for k in ("source", "source_sector", "target", "target_sector") if k in keys]
    return pl.concat_str(in_order, separator=SEPARATOR).alias("dyad")
