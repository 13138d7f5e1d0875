"""A brief as PDF, set by Typst: the page travels as data, so that no text of it is ever read as markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typst

from comity.show.charts import svg
from comity.show.wording import visible

if TYPE_CHECKING:
    from comity.show.contrast import Contrast
    from comity.show.figures import Figure
    from comity.show.page import View

FONT = "Libertinus Serif"  # comes with Typst; what it lacks is looked for among the fonts of the machine


def pdf(name: str, page: View | Contrast, drawn: Mapping[str, Figure], version: str) -> bytes:
    """The page by the template `name`.typ, on A4."""
    figures = {key: {"svg": svg(f.chart, FONT), "caption": f.caption} for key, f in drawn.items()}
    data = {"page": _clean(asdict(page)), "figures": figures, "version": version, "font": FONT}
    source = _template("parts") + _template(name)
    made: bytes = typst.compile(source.encode(), sys_inputs={"data": json.dumps(data)})
    return made


def _template(name: str) -> str:
    return (files("comity.show") / "templates" / f"{name}.typ").read_text(encoding="utf-8")


def _clean(value: Any) -> Any:
    """All text without characters that cannot be seen but change how the rest is read."""
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(inner) for inner in value]
    return visible(value) if isinstance(value, str) else value
