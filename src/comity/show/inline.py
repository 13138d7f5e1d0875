"""Drawings within a page: SVG of which only shapes and words are let through."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markupsafe import Markup, escape

_SPACE = "{http://www.w3.org/2000/svg}"
_MARKS = {"path", "rect", "circle"}
_SHAPES = {*_MARKS, "svg", "g", "line", "text", "tspan", "defs", "clipPath", "linearGradient", "stop"}
_ATTRIBUTES = {
    "viewBox", "role", "transform", "d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry",
    "width", "height", "offset", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity",
    "stroke-dasharray", "stroke-linejoin", "stroke-miterlimit", "opacity", "stop-color", "text-anchor",
    "font-size", "font-style", "font-weight", "display", "aria-label", "aria-hidden", "id", "clip-path",
}  # fmt: skip
_OWN = re.compile(r"url\(#([\w-]+)\)")


def inline(svg: str, name: str, label: str) -> Markup:
    """A drawing that stands in HTML as text and shapes, whatever its labels say; `name` keeps its ids apart from those of
    other drawings on the page, `label` is what it shows. What a mark tells a screen reader it tells a pointer, too."""
    root = ElementTree.fromstring(svg)
    width = float(root.attrib.pop("width"))
    root.attrib.pop("height")
    root.attrib |= {"role": "img", "aria-label": label}
    return Markup(_Drawing(name).written(root).replace("<svg ", f'<svg style="width:{width:.0f}px" ', 1))


class _Drawing:
    def __init__(self, name: str) -> None:
        self.name = name
        self.ids: dict[str, str] = {}

    def written(self, element: ElementTree.Element) -> str:
        tag = element.tag.removeprefix(_SPACE)
        if tag not in _SHAPES:
            return ""
        kept = {key: self._own(key, value) for key, value in element.attrib.items() if key in _ATTRIBUTES}
        attributes = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
        told = kept.get("aria-label", "") if tag in _MARKS else ""
        title = f"<title>{escape(told)}</title>" if told else ""
        inside = escape(element.text or "") + Markup("".join(map(self.written, element)))
        return f"<{tag}{attributes}>{title}{inside}</{tag}>"

    def _own(self, key: str, value: str) -> str:
        """Ids, and what refers to them, by the drawing's name and a number; no reference leads out of the drawing."""
        if key == "id":
            return self._renamed(value)
        if key == "aria-label" or "url" not in value:
            return value
        own = _OWN.fullmatch(value)
        return f"url(#{self._renamed(own[1])})" if own else "none"

    def _renamed(self, id_: str) -> str:
        return self.ids.setdefault(id_, f"{self.name}-{len(self.ids)}")
