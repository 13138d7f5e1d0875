"""HTML pages, by trafilatura: the body without the page's frame, and what the page says of itself."""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Iterator
from typing import Any

from comity import dates
from comity.ingest.charsets import charset_of, declared_charset, one_line, plain
from comity.ingest.entry import Entry, ReadOptions, blocks_of, document, whole
from comity.ingest.markup import SENTENCE_END, parts_of
from comity.ingest.metadata import iso_date
from comity.model import Document

# Beyond these a page is taken in one pass instead: the extractor's time and depth grow faster than the page.
MOST_CHARACTERS = 8_000_000
MOST_TAGS = 150_000
EMBEDDED = re.compile(r"data:[\w/+.-]{0,60};base64,[A-Za-z0-9+/=]*")
SCRIPT = re.compile(r"<(script|style)\b(?![^>]*ld\+json).*?(?:</\1\s*>|\Z)", re.S | re.I)
PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
DATE_LIMITS: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2100-01-01",
}
MARKED_LINES = (
    "//body//*[re:test(concat(@class, ' ', @id, ' ', @itemprop), '(^|[^a-z])(pub)?(date|time|posted|published|byline)', 'i')]"
    "[not(ancestor::nav or ancestor::aside or ancestor::footer or ancestor::li)] | //body//time"
)
LONGEST_DATE_LINE = 160
KINDS = {"head": "heading", "item": "list", "quote": "quote", "row": "list", "p": "paragraph"}


def read(entry: Entry, options: ReadOptions) -> Iterator[Document]:
    data = whole(entry, options)
    name = charset_of(data, declared_charset(data))
    markup = plain(data.decode(name, "replace").removeprefix("\ufeff"))
    found = page(markup)
    if found.get("text"):
        yield document(entry, data, medium="html", **found)
        return
    reason = "no text in the page" if markup.strip() else "empty file"
    yield document(entry, data, medium="html", **found, outcome="no_text", reason=reason)


def page(markup: str) -> dict[str, Any]:
    """Fields of the document that a page holds; `text` and `blocks` only where it has text."""
    slim = EMBEDDED.sub("", SCRIPT.sub("", PROLOGUE.sub("", markup)))
    tree, intact = (
        parsed(slim) if len(slim) <= MOST_CHARACTERS and slim.count("<") <= 2 * MOST_TAGS else (None, False)
    )
    found = described(tree) if tree is not None else {}
    parts = body(tree) if tree is not None and intact else []
    text, blocks = blocks_of(parts or parts_of(slim))
    return found | ({"text": text, "blocks": blocks} if text else {})


def parsed(markup: str) -> tuple[Any, bool]:
    """lxml's tree of a page, None where it makes none, and whether all of the page is in it (it stops at a depth of 256)."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    quiet_trafilatura()
    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        tree = document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    fatal = any(error.level_name == "FATAL" for error in parser.error_log)
    return tree, not fatal


@functools.cache
def quiet_trafilatura() -> None:
    """Its warnings name no input; the row's reason does."""
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def body(tree: Any) -> list[tuple[str, str]]:
    """(kind, text) of the blocks of a page's body, as trafilatura finds it; empty where it finds none."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(tree, favor_recall=True, include_comments=False, include_tables=True)
    return list(parts(found.body)) if found is not None and found.body is not None else []


def parts(element: Any, kind: str = "paragraph") -> Iterator[tuple[str, str]]:
    """Blocks below an element of trafilatura's tree; lines that end in `<br>` after a whole sentence stand alone."""
    run: list[str] = [element.text or ""]
    for child in element:
        if child.tag == "lb":
            run.append("\n")
        elif child.tag in ("head", "p", "list", "item", "quote", "table", "row", "code", "div"):
            yield from lines(run, kind)
            yield from parts(child, KINDS.get(child.tag, kind) if kind not in ("quote", "list") else kind)
            run = []
        elif child.tag == "cell":
            run += [" ", *child.itertext()]
        else:
            run += child.itertext()
        run.append(child.tail or "")
    yield from lines(run, kind)


def lines(run: list[str], kind: str) -> Iterator[tuple[str, str]]:
    """The run's text; broken at a newline where a sentence ends there or an empty line follows."""
    line = ""
    for piece in [*"".join(run).split("\n"), ""]:
        piece = " ".join(piece.split())
        if line and (not piece or SENTENCE_END.search(line)):
            yield kind, line
            line = ""
        line = f"{line} {piece}".strip()


def described(tree: Any) -> dict[str, Any]:
    """Title, date, publication, address and language, as a page declares them."""
    from trafilatura.metadata import extract_metadata

    url = canonical(tree)
    meta = extract_metadata(tree, date_config={**DATE_LIMITS, "url": "", "deferred_url_extractor": True})
    day, source = dated(tree)
    return {
        "title": one_line(meta.title or ""),
        "publication": one_line(meta.sitename or ""),
        "url": one_line(url or meta.url or ""),
        "language": declared_language(tree),
        "published": day,
        "published_from": source,
    }


def canonical(tree: Any) -> str:
    found = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return next((str(url) for url in found if str(url).startswith("http")), "")


def declared_language(tree: Any) -> str:
    found = tree.xpath("/html/@lang | /html/@*[name()='xml:lang'] | //meta[@property='og:locale']/@content")
    language = str(found[0]).strip().replace("_", "-").lower() if found else ""
    return language if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", language) else ""


def dated(tree: Any) -> tuple[str, str]:
    """The date of a page and where it stands: in what the page declares (`metadata`), or in a line of it (`text`).

    htmldate looks into addresses first and always answers with a day, so it is given the declarations alone.
    """
    declared = tree.xpath(
        "//head/meta | //script[contains(@type, 'ld+json')] | //time[@datetime] | //abbr[@title]"
    )
    if day := declared_date(declared):
        return day, "metadata"
    day = marked_date(tree)
    return day, "text" if day else ""


def marked_date(tree: Any) -> str:
    """The date in a short line that the page's classes mark as one: the extractor leaves such lines behind."""
    for node in tree.xpath(MARKED_LINES, namespaces={"re": "http://exslt.org/regular-expressions"}):
        line = " ".join(" ".join(node.itertext()).split())
        if len(line) < LONGEST_DATE_LINE and (day := dates.read_date(line)):
            return day
    return ""


def declared_date(declared: list[Any]) -> str:
    from lxml.html import Element

    partial = [iso_date(node.get("content", "")) for node in declared if is_date_field(node)]
    if whole_day := next((day for day in partial if len(day) == 10), ""):
        return whole_day
    page = Element("html")
    head = Element("head")
    page.append(head)
    page.append(Element("body"))
    for node in declared:
        copy = Element(node.tag, dict(node.attrib))
        copy.text = node.text
        (head if node.tag in ("meta", "script") else page[1]).append(copy)
    return next(filter(None, partial), "") or search_date(page)


DATE_FIELD = re.compile(
    r"(?:article:|og:)?published_time|(?:dc|dcterms|dc\.date)[.:](?:date|issued|created)|date(?:published|created)?"
    r"|pub_?date|publish_?date|publication_?date|sailthru\.date|parsely-pub-date|citation_(?:publication_)?date",
    re.I,
)


def is_date_field(node: Any) -> bool:
    label = node.get("property") or node.get("name") or node.get("itemprop") or ""
    return node.tag == "meta" and DATE_FIELD.fullmatch(label) is not None


def search_date(tree: Any) -> str:
    from htmldate import find_date

    return str(find_date(tree, url="", **DATE_LIMITS) or "")
