"""PDF files, by pypdf: the text layer without running heads and with words joined over line ends."""

from __future__ import annotations

import functools
import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from comity.errors import InputError
from comity.ingest.charsets import one_line, plain
from comity.ingest.entry import Entry, ReadOptions, document, too_large, whole
from comity.ingest.metadata import iso_date
from comity.model import Document

HYPHEN = re.compile(r"([a-zà-öø-ÿ])[-‐\u00ad]\n(?=[a-zà-öø-ÿ])")
PAGE_NUMBER = re.compile(r"(?:\W*\w{1,8}\W{1,3})?\d{1,4}(?:\s*(?:/|\w{1,4})\s*\d{1,4})?\W*")
# Titles that a word processor put there: a file's name, not a document's.
NO_TITLE = re.compile(r"(?i)^(?:microsoft word|untitled|.*\.(?:docx?|pdf|rtf|indd|hwpx?|odt|tmp|qxd|wpd)$)")
EDGE = 2  # lines at the head and at the foot of a page that may be running heads


def read(entry: Entry, options: ReadOptions) -> Iterator[Document]:
    data = whole(entry, options)
    if not data:
        yield document(entry, data, medium="pdf", outcome="no_text", reason="empty file")
        return
    try:
        found = content(data, options)
    except InputError as error:
        found = {"outcome": error.outcome, "reason": str(error)}
    yield document(entry, data, medium="pdf", **found)


def content(data: bytes, options: ReadOptions) -> dict[str, Any]:
    reader = opened(data)
    pages, faults = page_texts(reader, options.max_bytes)
    found = described(reader)
    text = plain(
        HYPHEN.sub(r"\1", "\n\n".join("\n".join(page) for page in without_running_heads(pages)))
    ).strip()
    if text:
        return found | {"text": text, "reason": f"pages {', '.join(faults)} cannot be read" if faults else ""}
    if faults:
        raise InputError(f"pages {', '.join(faults)} cannot be read, and the others hold no text")
    return found | {"outcome": "no_text", "reason": "no text layer"}


def opened(data: bytes) -> Any:
    quiet_pypdf()
    from pypdf import PasswordType, PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED
        count = len(reader.pages) if not locked else 0
    except faults_of_pdf() as error:
        raise InputError(f"a damaged PDF: {brief(error)}") from error
    if locked:
        raise InputError("encrypted: needs a password")
    if not count:
        raise InputError("a PDF without pages")
    return reader


@functools.cache
def quiet_pypdf() -> None:
    """Its warnings name no input; the row's reason does."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@functools.cache
def faults_of_pdf() -> tuple[type[Exception], ...]:
    """What pypdf raises on damaged files: its own errors, and what Python says where it trusted the bytes."""
    import zlib

    from pypdf.errors import DependencyError, PyPdfError

    python = (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
        AssertionError,
        OSError,
        EOFError,
    )
    return (
        PyPdfError,
        DependencyError,
        zlib.error,
        RecursionError,
        NotImplementedError,
        MemoryError,
        *python,
    )


def brief(error: Exception) -> str:
    return " ".join(str(error).split())[:150] or type(error).__name__


def page_texts(reader: Any, limit: int) -> tuple[list[list[str]], list[str]]:
    """Lines of each page, and the numbers of the pages that fail."""
    pages, faults, size = [], [], 0
    for number in range(len(reader.pages)):
        try:
            text = reader.pages[number].extract_text()
        except faults_of_pdf():
            faults.append(str(number + 1))
            continue
        size += len(text)
        if size > limit:
            raise too_large(limit)
        pages.append([line.rstrip() for line in text.split("\n")])
    return pages, faults


def without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the lines that come back at their edges, numbers aside, and without page numbers."""
    pages = [trimmed(page) for page in pages]
    seen = Counter(mask for page in pages for mask in {masked(line) for line in edges(page)})
    often = {mask for mask, count in seen.items() if len(pages) > 1 and count > max(1, len(pages) // 2)}
    return [trimmed(without_edges(page, often)) for page in pages]


def trimmed(page: list[str]) -> list[str]:
    while page and not page[0].strip():
        page = page[1:]
    while page and not page[-1].strip():
        page = page[:-1]
    return page


def edges(page: list[str]) -> list[str]:
    return page[:EDGE] + page[max(EDGE, len(page) - EDGE) :]


def masked(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def without_edges(page: list[str], often: set[str]) -> list[str]:
    kept = []
    for i, line in enumerate(page):
        edge = i < EDGE or i >= len(page) - EDGE
        alone = i in (0, len(page) - 1) and len(line) < 25 and PAGE_NUMBER.fullmatch(line.strip())
        if not (edge and (masked(line) in often or alone)):
            kept.append(line)
    return kept


def described(reader: Any) -> dict[str, str]:
    """Title and date, where the file's own metadata give them."""
    try:
        info = reader.metadata or {}
        title, day = str(info.get("/Title") or ""), str(info.get("/CreationDate") or "")
    except faults_of_pdf():
        return {}
    title, day = one_line(title), iso_date(day)
    found = {} if not title or NO_TITLE.match(title) else {"title": title}
    return found | ({"published": day, "published_from": "metadata"} if day else {})
