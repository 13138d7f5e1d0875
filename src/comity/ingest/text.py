"""Plain text: a page that somebody saved or copied, as it is."""

from __future__ import annotations

from collections.abc import Iterator

from comity.errors import InputError
from comity.ingest.charsets import decode, plain, refuse_binary
from comity.ingest.entry import Entry, ReadOptions, document, whole
from comity.model import Document


def read(entry: Entry, options: ReadOptions) -> Iterator[Document]:
    data = whole(entry, options)
    try:
        refuse_binary(data[:8192])
    except InputError as error:
        yield document(entry, data, outcome=error.outcome, reason=str(error))
        return
    text = plain(decode(data))
    if text.strip():
        yield document(entry, data, text=text, medium="text")
    else:
        yield document(
            entry, data, outcome="no_text", reason="nothing but white space" if data else "empty file"
        )
