"""Charts are drawn as files that can be looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import OptionError
from comity.show import charts

COUNTS = {("AID", "AID"): 7, ("AID", "AGREE"): 2, ("", ""): 3, ("<b>&", "AID"): 1}
BINS = [(0.1, 0.12, 40), (0.9, 0.93, 200)]


@pytest.mark.parametrize(
    ("ending", "begins"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".html", b"<!DOCTYPE html>")]
)
def test_a_matrix_in_every_format(tmp_path: Path, ending: str, begins: bytes) -> None:
    path = tmp_path / f"matrix{ending}"
    charts.save(charts.confusion(COUNTS), path)
    assert path.read_bytes().lstrip().startswith(begins)


def test_names_are_text(tmp_path: Path) -> None:
    charts.save(charts.confusion(COUNTS), tmp_path / "matrix.svg")
    drawn = (tmp_path / "matrix.svg").read_text("utf-8")
    assert "<b>" not in drawn and "none" in drawn


def test_reliability_has_a_point_for_each_bin(tmp_path: Path) -> None:
    charts.save(charts.reliability(BINS), tmp_path / "r.svg")
    assert (tmp_path / "r.svg").read_text("utf-8").count('aria-roledescription="circle"') == len(BINS)


def test_an_ending_that_cannot_be_drawn(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"cannot draw \.gif"):
        charts.save(charts.confusion(COUNTS), tmp_path / "matrix.gif")
