"""Which reader an input takes: by its first bytes, its ending, and what it looks like."""

from __future__ import annotations

import functools
import json
import re
from importlib.metadata import entry_points

from comity.errors import InputError
from comity.ingest import html, jsonfile, pdf, tables, text
from comity.ingest.charsets import charset_of, refuse_binary
from comity.ingest.entry import Reader, ReadOptions, bare_name

READERS: dict[str, Reader] = {
    "html": html.read,
    "text": text.read,
    "pdf": pdf.read,
    "jsonl": jsonfile.read_lines,
    "json": jsonfile.read_values,
    "csv": tables.read_csv,
    "tsv": tables.read_tsv,
    "parquet": tables.read_parquet,
}
ENDINGS = {"htm": "html", "xhtml": "html", "shtml": "html", "ndjson": "jsonl", "tab": "tsv", "pq": "parquet"}
TABLES = {",": "csv", ";": "csv", "\t": "tsv"}
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.I | re.S,
)
MARKED = re.compile(r"<(?:!doctype\s+html|html\b[^>]*|body\b[^>]*)>", re.I)
GROUP = "comity.readers"


@functools.cache
def readers() -> dict[str, Reader]:
    """READERS and what other packages bring under the entry-point group `comity.readers`, by format, which is also
    the ending; Comity's own come first."""
    return {point.name: point.load() for point in entry_points(group=GROUP)} | READERS


def format_of(name: str, head: bytes, options: ReadOptions) -> str:
    """The format of an input of that file name that begins with `head`; raises InputError where it is none."""
    if b"%PDF-" in head[:1024] and not head.lstrip().startswith(b"<"):
        return "pdf"
    if head.startswith(b"PAR1"):
        return "parquet"
    ending = bare_name(name).rpartition(".")[2].lower() if "." in name else ""
    ending = ENDINGS.get(ending, ending)
    if ending in readers() and ending not in READERS:
        return ending
    refuse_binary(head)
    refuse_tar(head)
    return sniffed(ending, start_of(head), options)


def start_of(head: bytes) -> str:
    return head.decode(charset_of(head), "replace").lstrip("\ufeff")


def refuse_tar(head: bytes) -> None:
    if head[257:262] == b"ustar":
        raise InputError("a tar archive: unpack it, or make it a zip")


def sniffed(ending: str, start: str, options: ReadOptions) -> str:
    """An ending is believed unless the text says otherwise: a list in a `.jsonl`, a page in a `.txt` or a `.pdf`."""
    if ending in ("jsonl", "json"):
        return "json" if ending == "json" or re.match(r"\s*\[\s*\{", start) else "jsonl"
    if ending in ("html", "csv", "tsv", "parquet"):
        return ending
    if PAGE.match(start) or MARKED.search(start[:1024]):
        return "html"
    if ending in ("pdf", "txt", "text", "md"):
        return "pdf" if ending == "pdf" else "text"
    return record_format(start, options)


def record_format(start: str, options: ReadOptions) -> str:
    """`jsonl`, `json`, `csv` or `tsv` where nameless text has their shape, else `text`."""
    if re.match(r"\s*[\[{]\s*[{\"]", start):
        try:
            return "jsonl" if isinstance(json.loads(start.lstrip().partition("\n")[0]), dict) else "json"
        except ValueError:
            return "json" if re.match(r"\s*(?:\[\s*\{|\{)\s*\"[^\"\n]{1,80}\"\s*:", start) else "text"
    header = start.partition("\n")[0]
    for delimiter, format in TABLES.items():
        columns = [name.strip(' "\r') for name in header.split(delimiter)]
        if len(columns) > 1 and options.columns.get("text", "text") in columns:
            return format
    return "text"
