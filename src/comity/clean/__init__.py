"""Document -> Document: body, title, date, publication and place; furniture and repeats out of any text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.clean import published
from comity.clean.body import Page, body_lines, find_title, survey, unmarked
from comity.clean.characters import tidy
from comity.clean.datelines import Dateline, place_name, read_dateline
from comity.clean.inference import infer_year
from comity.clean.lines import Line, one_spaced, page_lines
from comity.clean.repeats import without_repeats
from comity.clean.roles import Role, beside_date, key
from comity.model import Block, BlockKind, Document

__all__ = ["clean"]

TRUSTED = ("record", "html")  # media whose text is a body already, the frame left behind


def clean(document: Document, *, given_date: str = "", given_publication: str = "") -> Document:
    """The document with its clean body and what the page says about itself.

    A dateline leaves the text for `place` and the date. `given_date` and `given_publication` are what the user
    knows; metadata goes before them, and so does a date on the page, in its address or in its file's name.
    Of nothing but furniture, links or headlines the outcome is `no_text`.
    """
    if document.outcome:
        return document
    title = one_spaced(tidy(document.title))
    lines, indented = page_lines(document.text, document.blocks, document.medium == "record")
    page = survey(lines)
    trusted = document.medium in TRUSTED or indented
    title, _ = find_title(page, title)
    body = [unmarked(line) for line in body_lines(page, title, trusted)]
    body = without_repeats(body) if page.solid or trusted else body[:0]
    body = body or only_line(page, title)
    body, dateline = without_dateline(body)
    text, blocks = assembled(body)
    found = publication_date(document, page, text, dateline, given_date)
    told = replace(
        document,
        title=title,
        text=text,
        blocks=blocks,
        place=place_name(tidy(document.place)) or dateline.place or place_above(page),
        publication=tidy(document.publication) or given_publication or dateline.agency or named_source(lines),
        published=found.date,
        published_from=found.source,
    )
    return told if text else nothing_left(told, document.text)


def only_line(page: Page, title: str) -> list[Line]:
    """A text of one or two short lines is its own body, were it a headline."""
    short = [line for line, r in zip(page.lines, page.roles, strict=True) if r is Role.SHORT]
    if page.solid or not 1 <= len(short) <= 2:
        return []
    return [replace(line, kind="paragraph") for line in short if key(line.text) != key(title)]


def without_dateline(body: Sequence[Line]) -> tuple[list[Line], Dateline]:
    """The body less the dateline of its first paragraph, which a heading may precede."""
    for i, line in enumerate(body[:3]):
        if line.kind == "paragraph":
            dateline = read_dateline(line.text)
            rest = [replace(line, text=dateline.text)] if dateline.text else []
            return [*body[:i], *rest, *body[i + 1 :]], dateline
    return list(body), Dateline()


def assembled(body: Sequence[Line]) -> tuple[str, tuple[Block, ...]]:
    """The lines as one text, and the blocks over it."""
    blocks, start = [], 0
    for line in body:
        blocks.append(Block(as_kind(line.kind), start, start + len(line.text)))
        start += len(line.text) + 1
    return "\n".join(line.text for line in body), tuple(blocks)


def as_kind(kind: str) -> BlockKind:
    kinds: dict[str, BlockKind] = {"heading": "heading", "quote": "quote", "list": "list"}
    return kinds.get(kind, "paragraph")


def publication_date(
    document: Document, page: Page, text: str, dateline: Dateline, given: str
) -> published.Found:
    """The best of what metadata, page, address, file name, user and the text's own years say, in this order."""
    declared = published.declared(document)
    if declared.date:
        return declared
    candidates = [
        published.from_lines(page.lines, page.roles, page.first),
        published.Found(dateline.day, "text" if dateline.day else ""),
        published.from_path(document.url, "url"),
        published.from_path(document.input, "file"),
        published.given(given),
    ]
    if not any(found.date for found in candidates):
        candidates.append(published.Found(infer_year(text), "inferred"))
    found = published.best_of(candidates, dateline.yearless)
    return found if found.date else published.Found()


def place_above(page: Page) -> str:
    """The place of a line like "Lima, 12 March 2009" above the body."""
    heads = zip(page.lines[: page.first], page.roles[: page.first], strict=True)
    return next((p for line, r in heads if r is Role.DATE and (p := beside_date(line.text))), "")


def named_source(lines: Sequence[Line]) -> str:
    """What a line like "Source: Xinhua" names."""
    for line in lines:
        match = re.fullmatch(r"\W*(?:news )?source\s*[:：]\s*([^\d|]{2,40})", line.text, re.IGNORECASE)
        if match:
            return match[1].strip(" .)]")
    return ""


def nothing_left(document: Document, raw: str) -> Document:
    reason = "nothing but page furniture, links or headlines" if raw.strip() else "no text in it"
    return replace(document, outcome="no_text", reason=reason)
