"""Panels as independent libraries read them."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from comity.errors import OptionError
from comity.exchange import panel

SERIES = pl.DataFrame(
    {
        "source": ["KOR", "RUS"],
        "target": ["RUS", "KOR"],
        "period": [date(2001, 2, 1), date(2001, 3, 1)],
        "events": [2, 0],
        "score_mean": [2.5, None],
        "made_by": [["a1", "b2"], None],
    }
)


def test_csv(tmp_path: Path) -> None:
    panel.write(SERIES, path := tmp_path / "panel.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (
        rows[0]["dyad"] == "KOR RUS" and rows[0]["period"] == "2001-02-01" and rows[0]["made_by"] == "a1 b2"
    )
    assert rows[1]["score_mean"] == "" and rows[1]["events"] == "0"
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name) for name in rows[0])


def test_parquet(tmp_path: Path) -> None:
    panel.write(SERIES, path := tmp_path / "panel.parquet")
    assert pl.read_parquet(path).drop("dyad", "made_by").equals(SERIES.drop("made_by"))


def test_stata(tmp_path: Path) -> None:
    panel.write(SERIES, path := tmp_path / "panel.dta")
    frame, about = pyreadstat.read_dta(str(path), output_format="polars")
    assert frame["dyad"].to_list() == ["KOR RUS", "RUS KOR"]
    assert [str(day)[:10] for day in frame["period"]] == ["2001-02-01", "2001-03-01"]
    assert frame["score_mean"].to_list()[0] == 2.5 and frame["events"].to_list() == [2, 0]
    assert about.column_names[0] == "dyad"


def test_sectors_are_part_of_the_unit(tmp_path: Path) -> None:
    sided = SERIES.with_columns(source_sector=pl.lit("GOV"), target_sector=pl.lit("MIL"))
    panel.write(sided, path := tmp_path / "panel.csv")
    assert pl.read_csv(path)["dyad"][0] == "KOR GOV RUS MIL"


@pytest.mark.parametrize("name", ["panel.xls", "panel"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OptionError, match=r"use \.csv, \.parquet, \.dta"):
        panel.write(SERIES, tmp_path / name)
