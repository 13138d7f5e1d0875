"""Files as numbered lines, a few megabytes at a time, whatever they are packed in and written in."""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from comity.errors import OptionError

BLOCK = 8 << 20  # bytes in memory at once; no line may be longer
HEAD = 1 << 16
DAMAGE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Chunk:
    """Whole lines of a file, or of a member of an archive; `first` is the number of the first of them.

    `broken` says why the file cannot be read any further.
    """

    source: str
    first: int
    lines: list[str]
    broken: str = ""


def chunks(path: Path, block: int = BLOCK) -> Iterator[Chunk]:
    """All lines of a file, of every member where it is a zip archive. Raises OptionError if there is no such file."""
    look_at(path)
    try:
        with path.open("rb") as file:
            magic = file.read(4)
            file.seek(0)
            if magic[:2] == b"\x1f\x8b":
                yield from cut(path.name, gzip.GzipFile(fileobj=file), block)
            elif magic == b"PK\x03\x04":
                yield from members(path.name, file, block)
            else:
                yield from cut(path.name, file, block)
    except OSError as error:
        raise OptionError(f"{path} cannot be read ({error.strerror or error})") from error


def look_at(path: Path) -> None:
    if path.is_dir():
        raise OptionError(f"{path} is a folder; name the files in it, as in {path}/*")
    if not path.is_file():
        raise OptionError(f"there is no file {path}")


def members(name: str, file: IO[bytes], block: int) -> Iterator[Chunk]:
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGE as error:
        yield Chunk(name, 1, [], f"a damaged archive: {error}")
        return
    for member in archive.infolist():
        if not member.is_dir():
            inside = f"{name}/{member.filename}"
            try:
                yield from cut(inside, archive.open(member), block)
            except DAMAGE as error:
                yield Chunk(inside, 1, [], f"a member that cannot be unpacked: {error}")


def cut(name: str, stream: IO[bytes] | gzip.GzipFile, block: int) -> Iterator[Chunk]:
    rest, number = b"", 1
    while True:
        try:
            more = stream.read(block)
        except DAMAGE as error:
            yield Chunk(name, number, [], f"the file is damaged from here on: {error}")
            return
        whole, newline, rest = (
            (rest + more).rpartition(b"\n") if more else (rest, b"\n" if rest else b"", b"")
        )
        if newline:
            lines = decoded(whole)
            yield Chunk(name, number, lines)
            number += len(lines)
        elif len(rest) > block:
            yield Chunk(
                name, number, [], f"a line of more than {block >> 20} MiB; nothing is read from here on"
            )
            return
        if not more:
            return


def decoded(data: bytes) -> list[str]:
    """Lines in UTF-8, or else each in UTF-8 or Latin-1: some files mix the two. Only a line feed ends a line."""
    data = data.replace(b"\r\n", b"\n").removesuffix(b"\r").replace(b"\0", b"")
    try:
        return data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        return [one(line) for line in data.split(b"\n")]


def one(line: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def head(path: Path) -> list[str]:
    """The first lines of a file that are not blank; none where it is empty or cannot be read."""
    first = next(chunks(path, HEAD), Chunk(path.name, 1, []))
    return [line for line in first.lines if line.strip()]
