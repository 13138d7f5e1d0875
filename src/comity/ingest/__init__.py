"""Bytes to Documents: files, folders, archives and stdin, in any of the formats that READERS lists.

Every input gives at least one Document. What cannot be read gives one with an `outcome` and a `reason`; nothing raises.
The text is raw: what it says on the page, before `clean`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from comity.errors import InputError
from comity.ingest.entry import Entry, Reader, ReadOptions, failure, short_name
from comity.ingest.formats import READERS, format_of, readers
from comity.ingest.sources import Source, sources
from comity.ingest.wrappers import compression, decompressed, members, open_path, peek
from comity.model import Document

__all__ = ["READERS", "Entry", "ReadOptions", "Reader", "Source", "read", "read_source", "sources"]

ZIPS = (b"PK\x03\x04", b"PK\x05\x06")


def read(*paths: str | Path, options: ReadOptions | None = None) -> Iterator[Document]:
    """The documents of files, folders, globs and `-` for stdin. A path that does not exist raises OptionError at once."""
    found = sources(paths)
    return (document for source in found for document in read_source(source, options or ReadOptions()))


def read_source(source: Source, options: ReadOptions) -> Iterator[Document]:
    """The documents of an input: one, or one for each of its records or members."""
    name = source.path.name if source.path else source.input
    try:
        stream = open_path(source.path)
    except (InputError, OSError) as error:
        yield failure(source.input, as_input_error(error), short_name(source.input))
        return
    with contextlib.ExitStack() as stack:
        if source.path:
            stack.enter_context(stream)
        yield from opened(Entry(source.input, name, stream), options)


def opened(entry: Entry, options: ReadOptions, inside: str = "") -> Iterator[Document]:
    """The documents of an open input; `inside` says what was already taken off it ("zip", "gzip")."""
    try:
        head, stream = peek(entry.stream)
        entry = replace(entry, stream=stream)
        kind = compression(head)
        if head.startswith(ZIPS):
            if inside:
                raise InputError(f"a zip archive within {inside} data: unpack the outer one first")
            yield from of_archive(entry, options)
            return
        if kind and inside not in ("", "zip"):
            raise InputError(f"{kind} data within {inside} data: unpack the outer one first")
        if not head:
            raise InputError("empty file", "no_text")
        reader = None if kind else readers()[format_of(entry.name, head, options)]
    except (InputError, OSError) as error:
        yield failure(entry.input, as_input_error(error), short_name(entry.name))
        return
    if reader:
        yield from guarded(entry, reader, options)
    else:
        yield from opened(replace(entry, stream=decompressed(entry.stream, kind, options)), options, kind)


def of_archive(entry: Entry, options: ReadOptions) -> Iterator[Document]:
    """The documents of each file in a zip archive; one row for an archive that holds none or cannot be opened."""
    empty = True
    try:
        for member in members(entry, options):
            empty = False
            if isinstance(member, Entry):
                yield from opened(member, options, "zip")
            else:
                input, name, error = member
                yield failure(input, error, short_name(name))
    except (InputError, OSError) as error:
        yield failure(entry.input, as_input_error(error), short_name(entry.name))
        return
    if empty:
        yield failure(entry.input, InputError("an archive without files", "no_text"), short_name(entry.name))


def guarded(entry: Entry, reader: Reader, options: ReadOptions) -> Iterator[Document]:
    """What a reader gives, and a row for what it could not: where it raises, and where it gives nothing."""
    count, problem = 0, InputError("no records in it", "no_text")
    documents = reader(entry, options)
    while True:
        try:
            document = next(documents)
        except StopIteration:
            break
        except (InputError, OSError) as error:
            problem = as_input_error(error)
            count = -count
            break
        except Exception as error:  # a parser of another house, on bytes of anybody's: it may raise anything
            problem = InputError(f"the reader failed: {type(error).__name__}: {str(error)[:150]}")
            count = -count
            break
        count += 1
        yield document
    if count <= 0:
        place = f"{entry.input}#{1 - count}" if count else entry.input
        yield failure(place, problem, short_name(entry.name))


def as_input_error(error: InputError | OSError) -> InputError:
    """The words that a person reads for what the system says."""
    if isinstance(error, InputError):
        return error
    if isinstance(error, FileNotFoundError):
        return InputError("vanished before it was read, or a link that leads nowhere")
    return InputError(f"cannot be opened: {(error.strerror or str(error) or type(error).__name__).lower()}")
