"""Exact and near copies across documents, marked and kept. `minhash` does it, and is loaded when it is used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from comity.model import Document

if TYPE_CHECKING:
    from comity.dedupe.minhash import SIZE, Entry, copies, sign

__all__ = ["SIZE", "Entry", "copies", "dedupe", "sign"]


def dedupe(documents: Iterable[Document]) -> list[Document]:
    """The documents in their order, copies marked with what they copy; the texts are all held in memory."""
    from comity.dedupe.minhash import Entry, copies, sign

    held = list(documents)
    texts = {d.doc: d.text for d in held}
    entries = [Entry(d.doc, d.input, d.published, sign(d)) for d in held if d.text and not d.outcome]
    found = copies(entries, lambda docs: {doc: texts[doc] for doc in docs})
    return [marked(d, found[d.doc]) if d.doc in found else d for d in held]


def marked(document: Document, original: str) -> Document:
    return replace(document, outcome="duplicate", duplicate_of=original, reason=f"a copy of {original}")


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'comity.dedupe' has no attribute {name!r}")
    return getattr(import_module("comity.dedupe.minhash"), name)
