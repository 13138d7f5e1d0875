"""Files as streams of bytes: opened without ever hanging, and freed from compression and archives."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import os
import shutil
import stat
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from comity.errors import InputError
from comity.ingest.entry import Entry, Keys, ReadOptions, printable

PEEK = 1 << 13
CHUNK = 1 << 16
KINDS = {
    stat.S_ISDIR: "a folder that cannot be listed",
    stat.S_ISFIFO: "a named pipe, not a file (give its content on stdin, as -)",
    stat.S_ISSOCK: "a socket, not a file",
    stat.S_ISCHR: "a device, not a file",
    stat.S_ISBLK: "a device, not a file",
}


def open_path(path: Path | None) -> BinaryIO:
    """Opens a regular file, or stdin for None. A pipe or a device is refused before anything can wait for it."""
    if path is None:
        return sys.stdin.buffer
    refuse_special(os.stat(path).st_mode)
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        refuse_special(os.fstat(descriptor).st_mode)
    except InputError:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def refuse_special(mode: int) -> None:
    for is_kind, words in KINDS.items():
        if is_kind(mode):
            raise InputError(words)


def peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first bytes, and a stream that gives them again."""
    head = stream.read(PEEK)
    if stream.seekable():
        stream.seek(0)
        return head, stream
    return head, io.BufferedReader(Rewound(head, stream), CHUNK)


class Rewound(io.RawIOBase):
    """A stream with its first bytes put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.head[: len(buffer)] or self.rest.read(len(buffer))
        self.head = self.head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


class Allowance:
    """What may still come out of a compressed file: beyond `floor` bytes, `ratio` times what went in."""

    def __init__(self, options: ReadOptions) -> None:
        self.floor, self.ratio = options.max_bytes, options.max_ratio
        self.taken = self.given = 0

    def give(self, count: int) -> None:
        self.given += count
        if self.given > self.floor and self.given > self.ratio * max(self.taken, 1):
            raise InputError(
                f"decompresses to more than {self.ratio} times its size: refused as a bomb", "too_large"
            )


class Counted(io.RawIOBase):
    """Compressed bytes on their way in, counted."""

    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        self.stream, self.allowance = stream, allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self.stream.read(len(buffer))
        self.allowance.taken += len(data)
        buffer[: len(data)] = data
        return len(data)


class Bounded(io.RawIOBase):
    """Decompressed bytes on their way out, counted; what the decompressor raises becomes an InputError."""

    def __init__(self, stream: Any, allowance: Allowance, kind: str) -> None:
        self.stream, self.allowance, self.kind = stream, allowance, kind

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self.stream.read(len(buffer))
        except EOFError as error:
            raise InputError(f"the {self.kind} data end too early: the file is truncated") from error
        except (OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, ValueError) as error:
            raise InputError(f"the {self.kind} data are damaged: {error}") from error
        except (RuntimeError, NotImplementedError) as error:  # zipfile's words for passwords and methods
            raise InputError(f"the {self.kind} data cannot be opened: {error}") from error
        self.allowance.give(len(data))
        buffer[: len(data)] = data
        return len(data)


class Zstandard:
    """Frames of zstandard one after another; the library's own stream ends a truncated file without a word."""

    SMALL = 1 << 10  # what one step may give is bounded by what it takes

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self.stream, self.new, self.error = stream, zstandard.ZstdDecompressor, zstandard.ZstdError
        self.frame: Any = None
        self.ready, self.left = b"", b""

    def read(self, size: int) -> bytes:
        while not self.ready:
            chunk = self.left or self.stream.read(self.SMALL)
            if not chunk:
                if self.frame is not None:
                    raise EOFError
                return b""
            self.step(chunk)
        data, self.ready = self.ready[:size], self.ready[size:]
        return data

    def step(self, chunk: bytes) -> None:
        self.frame = self.frame or self.new().decompressobj()
        try:
            self.ready = self.frame.decompress(chunk)
        except self.error as error:
            raise OSError(str(error)) from error
        self.left = self.frame.unused_data if self.frame.eof else b""
        if self.frame.eof:
            self.frame = None


DECOMPRESSORS: dict[bytes, tuple[str, Any]] = {
    b"\x1f\x8b": ("gzip", lambda stream: gzip.GzipFile(fileobj=stream)),
    b"\x28\xb5\x2f\xfd": ("zstandard", Zstandard),
    b"BZh": ("bzip2", bz2.BZ2File),
    b"\xfd7zXZ\x00": ("xz", lzma.LZMAFile),
}


def compression(head: bytes) -> str:
    """`gzip`, `zstandard`, `bzip2`, `xz` or empty, by the first bytes: a file's ending may lie."""
    return next((kind for magic, (kind, _) in DECOMPRESSORS.items() if head.startswith(magic)), "")


def decompressed(stream: BinaryIO, kind: str, options: ReadOptions) -> BinaryIO:
    allowance = Allowance(options)
    opener = next(opener for name, opener in DECOMPRESSORS.values() if name == kind)
    counted = io.BufferedReader(Counted(stream, allowance), CHUNK)
    return io.BufferedReader(Bounded(opener(counted), allowance, kind), CHUNK)


def seekable(stream: BinaryIO, stack: contextlib.ExitStack) -> BinaryIO:
    """A stream that can be read in any order: itself, or its copy in a temporary file."""
    if stream.seekable():
        return stream
    copy: BinaryIO = stack.enter_context(tempfile.TemporaryFile())
    shutil.copyfileobj(stream, copy, 1 << 20)
    copy.seek(0)
    return copy


def members(entry: Entry, options: ReadOptions) -> Iterator[Entry | tuple[str, str, InputError]]:
    """The files in a zip archive, each an entry `path#member`, or its input, name and the error that closes it."""
    with contextlib.ExitStack() as stack:
        archive = stack.enter_context(opened_archive(seekable(entry.stream, stack)))
        allowance = Allowance(options)
        allowance.taken = archive_size(archive)
        keys = Keys()
        for number, info in enumerate(archive.infolist(), 1):
            if info.is_dir() or hidden(info.filename):
                continue
            input = f"{entry.input}#{keys.unique(printable(info.filename), number)}"
            try:
                stream = opened_member(archive, info)
            except InputError as error:
                yield input, info.filename, error
                continue
            with stream:
                yield Entry(input, info.filename, io.BufferedReader(Bounded(stream, allowance, "zip"), CHUNK))


def hidden(name: str) -> bool:
    return any(part.startswith(".") and part.strip(".") for part in name.split("/"))


def opened_archive(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeError) as error:
        raise InputError(f"the zip archive is damaged or truncated: {error}") from error
    names = set(archive.namelist()[:50])
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise InputError("an Office document or an e-book, not an archive of pages: save it as PDF or HTML")
    return archive


def archive_size(archive: zipfile.ZipFile) -> int:
    stream: Any = archive.fp
    stream.seek(0, os.SEEK_END)
    return int(stream.tell())


def opened_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    if info.flag_bits & 1:
        raise InputError("needs a password")
    try:
        return archive.open(info)  # type: ignore[return-value]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise InputError(f"the zip archive's entry is damaged: {error}") from error
