"""`comity brief`: a relationship as one self-contained page, or as Markdown."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from comity.analyse.countries import country_code
from comity.analyse.record import Tables
from comity.analyse.relationship import relationship
from comity.errors import OptionError
from comity.show.view import view
from comity.show.wording import visible

_TEMPLATES = {"html": "brief.html", "md": "brief.md"}
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~]")
_AT_START = re.compile(r"^(\d*)([-+#.)])(?=[\s#]|$)")  # would begin a list or a heading


def brief(ledger: Tables, a: str, b: str, *, to: str = "html", since: str = "", until: str = "") -> str:
    """How two countries (codes or English names) stand by a ledger, with the evidence of every line.

    `to` is "html" (one file that needs nothing else) or "md"; `since` and `until` are partial dates.
    """
    if to not in _TEMPLATES:
        raise OptionError(f"A brief cannot be written as {to!r}: choose {' or '.join(_TEMPLATES)}.")
    first, second = country_code(a), country_code(b)
    if first == second:
        raise OptionError(f"A brief needs two countries; {a!r} and {b!r} are both {first}.")
    page = view(relationship(ledger, first, second, since, until))
    return _environment(to).get_template(_TEMPLATES[to]).render(page=page, version=_version())


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
