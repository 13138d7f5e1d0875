"""What passes between the parts of this room: options, opened inputs, and the documents made of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from comity.errors import InputError
from comity.model import Block, Document

MEBIBYTE = 1 << 20
COMPRESSIONS = {".gz": "gzip", ".zst": "zstandard", ".bz2": "bzip2", ".xz": "xz"}
ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,7}$")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
LONGEST_KEY = 200


@dataclass(frozen=True)
class ReadOptions:
    """How inputs are read.

    `columns` maps the contract's field names to the names in the input: {"text": "body"}. `max_bytes` bounds
    one document or record after decompression. `max_ratio` bounds what a compressed file or an archive may grow to,
    as a multiple of its own size; it is looked at beyond `max_bytes` only, so that small files may repeat themselves.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 64 * MEBIBYTE
    max_ratio: int = 200


@dataclass(frozen=True)
class Entry:
    """An input that is open: `stream` gives its bytes without compression; `name` is its file name."""

    input: str
    name: str
    stream: BinaryIO


Reader = Callable[[Entry, ReadOptions], Iterator[Document]]


def whole(entry: Entry, options: ReadOptions) -> bytes:
    """All bytes of a document that is read at once."""
    data = entry.stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise too_large(options.max_bytes)
    return data


def too_large(limit: int) -> InputError:
    size = f"{limit / MEBIBYTE:.0f} MiB" if limit >= MEBIBYTE else f"{limit:,} bytes"
    return InputError(f"larger than the limit of {size} for one document", "too_large")


def document(entry: Entry, data: bytes, **found: Any) -> Document:
    """The document of an input whose bytes were read; `found` are its other fields."""
    return Document(input=entry.input, name=short_name(entry.name), **(identity(entry.input, data) | found))


def failure(input: str, error: InputError, name: str = "", data: bytes | None = None) -> Document:
    """The row of an input that came to nothing; `data` where its bytes could be read all the same."""
    return Document(
        input=input, name=name, outcome=error.outcome, reason=printable(str(error)), **identity(input, data)
    )


def identity(input: str, data: bytes | None) -> dict[str, Any]:
    """`doc` and `sha256`. A document's id is the hash of its `input`, a NUL and the bytes read, in 24 hex digits."""
    if data is None:
        return {"doc": hashlib.sha256(input.encode()).hexdigest()[:24], "sha256": ""}
    both = hashlib.sha256(input.encode() + b"\0")
    both.update(data)
    return {"doc": both.hexdigest()[:24], "sha256": hashlib.sha256(data).hexdigest()}


def short_name(name: str) -> str:
    """A file's name without folders and endings: `pile/a.html.gz` -> `a`."""
    base = bare_name(name.replace("\\", "/").rstrip("/").rpartition("/")[2])
    return ENDING.sub("", base) or base


def bare_name(name: str) -> str:
    """A file's name without the ending of its compression."""
    for ending in COMPRESSIONS:
        if name.lower().endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def printable(name: str) -> str:
    r"""Text of a path or a key that no terminal, log or file minds: control characters become `\x1b`.

    A byte that is no UTF-8 in a file's name (Python carries it as a surrogate) becomes `\xff` in the same way.
    """
    return CONTROL.sub(lambda match: escaped(ord(match[0])), name)


def escaped(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


class Keys:
    """Tells repeated names apart: "a", "a#2", "a#3" in the order in which they come.

    It keeps 8 bytes of a hash for each name (some 70 bytes with their place in the set), the only thing in this
    room that grows with the number of records; records without an id cost nothing.
    """

    def __init__(self) -> None:
        self.taken: set[int] = set()
        self.numbered = False

    def numeral(self, number: int) -> str:
        """The key of a record that has no id."""
        self.numbered = True
        return str(number) if digest(str(number)) not in self.taken else self.unique(str(number), number)

    def unique(self, key: str, number: int) -> str:
        """`key`, or `key#2` where an earlier record had it; `number` is the record's own."""
        clash = self.numbered and key.isdecimal() and 0 < int(key) < number
        candidate, copies = key, 1
        while clash or digest(candidate) in self.taken:
            clash, copies = False, copies + 1
            candidate = f"{key}#{copies}"
        self.taken.add(digest(candidate))
        return candidate


def digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def blocks_of(parts: list[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of (kind, text) pairs: each on a line of its own, an empty line between them."""
    blocks, at = [], 0
    for kind, text in parts:
        blocks.append(Block(kind, at, at + len(text)))  # type: ignore[arg-type]
        at += len(text) + 2
    return "\n\n".join(text for _, text in parts), tuple(blocks)
