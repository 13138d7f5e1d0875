"""`comity brief`: how two sides stand, or two such records side by side, as HTML, Markdown or PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from types import ModuleType
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from comity.analyse.comparison import compare
from comity.analyse.parties import party
from comity.analyse.record import Tables, bounds
from comity.analyse.relationship import Relationship, relationship
from comity.errors import OptionError
from comity.show.contrast import Contrast, contrast
from comity.show.page import View, view
from comity.show.wording import visible

if TYPE_CHECKING:
    from comity.show.figures import Figure

KINDS = ("html", "md", "pdf")
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~]")
_AT_START = re.compile(r"^(\d*)([-+#.)])(?=[\s#]|$)")  # would begin a list or a heading


@dataclass(frozen=True)
class Against:
    """What a brief is compared with: another period of the pair ("1990..2000"), another pair, or both."""

    period: str = ""
    pair: tuple[str, str] | None = None


@dataclass(frozen=True)
class Sheet:
    """A page laid out, the template that prints it, and what draws its charts."""

    template: str
    page: View | Contrast
    draw: Callable[[], Mapping[str, Figure]]

    def text(self, to: str = "html") -> str:
        """As "html" (one file that needs nothing else) or "md" (without charts)."""
        figures = _inline(self.draw()) if to == "html" else {}
        template = _environment(to).get_template(f"{self.template}.{to}")
        return template.render(page=self.page, figures=figures, version=_version())

    def pdf(self) -> bytes:
        from comity.show.pdf import pdf

        return pdf(self.template, self.page, self.draw(), _version())


def brief(
    ledger: Tables, a: str, b: str, *, since: str = "", until: str = "", against: Against | None = None
) -> Sheet:
    """How two sides stand by a ledger, with the evidence of every line: countries and bodies by code or name, their sectors
    ("KORMIL"), people by name. `since` and `until` are partial dates. With `against`, two records side by side."""
    first = _relationship(ledger, (a, b), (since, until))
    if against is None:
        return Sheet("brief", view(first), lambda: _figures().figures(first))
    other_period = bounds(against.period) if against.period else (since, until)
    comparison = compare(first, _relationship(ledger, against.pair or (a, b), other_period))
    return Sheet("comparison", contrast(comparison), lambda: _figures().compared(comparison))


def check(to: str) -> None:
    """Raises OptionError for what a brief cannot be written as."""
    if to not in KINDS:
        raise OptionError(
            f"A brief cannot be written as {to!r}: choose {', '.join(KINDS[:-1])} or {KINDS[-1]}."
        )


def _figures() -> ModuleType:
    """Only what is drawn waits for the drawing library."""
    from comity.show import figures

    return figures


def _relationship(ledger: Tables, pair: tuple[str, str], period: tuple[str, str]) -> Relationship:
    a, b = (party(ledger, text) for text in pair)
    if a == b:
        raise OptionError(f"A brief needs two sides; {pair[0]!r} and {pair[1]!r} are both {a}.")
    return relationship(ledger, a, b, *period)


def _inline(drawn: Mapping[str, Figure]) -> dict[str, dict[str, str]]:
    from comity.show.charts import svg
    from comity.show.inline import inline

    return {
        name: {"svg": inline(svg(figure.chart), name, figure.caption), "caption": figure.caption}
        for name, figure in drawn.items()
    }


@cache
def _environment(to: str) -> Environment:
    """Everything that a template prints is escaped, for HTML by Jinja and for Markdown by `_markdown`."""
    loader = PackageLoader("comity.show", "templates")
    options: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "undefined": StrictUndefined}
    finish = _markdown if to == "md" else _visible
    return Environment(loader=loader, autoescape=True, finalize=finish, **options)


def _visible(value: object) -> object:
    """Text without characters that cannot be seen but change how the rest is read."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return visible(value)


def _markdown(value: object) -> object:
    """Text as Markdown that shows it as it is; what a macro has made of escaped parts stays."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    escaped = _AT_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", visible(value)))
    return Markup(escaped.replace("&", "&amp;").replace("\\<", "&lt;"))


def _version() -> str:
    try:
        return metadata.version("comity")
    except metadata.PackageNotFoundError:
        return ""
