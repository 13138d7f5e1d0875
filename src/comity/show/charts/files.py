"""Charts into files and pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from comity.errors import OptionError

_ROOM = {"left": 14, "right": 20, "top": 2, "bottom": 4}
ENDINGS = (".svg", ".png", ".html")


def check(path: Path, option: str = "--plot") -> None:
    """Raises OptionError for a file that nothing can be drawn in."""
    if path.suffix.lower() not in ENDINGS:
        raise OptionError(
            f"{option} {path}: cannot draw {path.suffix or 'a file without ending'}; use {', '.join(ENDINGS)}"
        )


def save(chart: alt.TopLevelMixin, path: Path) -> None:
    """Writes a chart; the file's ending says as what. Raises OptionError for another ending."""
    check(path)
    how: dict[str, Any] = {"inline": True} if path.suffix.lower() == ".html" else {"scale_factor": 2}
    chart.save(str(path), **how)


def svg(chart: alt.TopLevelMixin, font: str = "sans-serif") -> str:
    """A chart as SVG on clear ground, its words in `font`, with room for letters that are wider than it was laid out for."""
    spec = chart.to_dict()
    spec["config"] = spec.get("config", {}) | {"font": font, "background": None, "padding": _ROOM}
    return str(vl_convert.vegalite_to_svg(spec))
