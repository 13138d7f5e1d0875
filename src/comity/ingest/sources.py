"""What the command line names, as a stream of inputs: files, folders, globs and stdin."""

from __future__ import annotations

import difflib
import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from comity.errors import OptionError
from comity.ingest.entry import Keys, printable

STDIN = "-"


@dataclass(frozen=True)
class Source:
    """A file that is to be read, or stdin (`path` None). `input` is its name in the ledger, `size` its bytes (0: unknown)."""

    path: Path | None
    input: str
    size: int = 0


def sources(paths: Sequence[str | Path]) -> Iterator[Source]:
    """The inputs that `paths` name, in their order, folders sorted. A path that does not exist raises at once.

    Equal names under different arguments become `a.html`, `a.html#2`; an argument given twice counts once.
    What vanishes or cannot be opened later is left to `read_source`, which makes a row of it.
    """
    named = list(dict.fromkeys(os.fspath(path) for path in paths))
    for path in named:
        if path != STDIN and not os.path.lexists(path) and not is_glob(path):
            raise OptionError(missing(path))
    return told_apart(named)


def told_apart(named: list[str]) -> Iterator[Source]:
    if len(named) == 1:
        yield from argument(named[0])
        return
    keys = Keys()
    for path in named:
        for source in argument(path):
            yield Source(source.path, keys.unique(source.input, 0), source.size)


def argument(path: str) -> Iterator[Source]:
    """The inputs of one argument."""
    if path == STDIN:
        yield Source(None, "stdin")
    elif os.path.lexists(path):
        yield from walk(path, "" if os.path.isdir(path) else os.path.basename(path))
    elif is_glob(path):
        yield from matches(path)
    else:  # it was there when the arguments were looked at
        yield Source(Path(path), printable(os.path.basename(path)))


def is_glob(path: str) -> bool:
    """Whether a pattern that the shell has left alone; one that matches nothing is refused like a missing file."""
    return glob.has_magic(path) and next(glob.iglob(path, recursive=True), None) is not None


def matches(pattern: str) -> Iterator[Source]:
    """The files of a pattern; `input` is the path below the part that has no wildcard."""
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    below = os.path.join(*parts[:fixed]) if fixed else ""
    seen: set[str] = set()
    for path in sorted(glob.iglob(pattern, recursive=True), key=os.fsencode):
        path = path.rstrip(os.sep)
        if any(folder in seen for folder in (path, *map(str, Path(path).parents))):
            continue  # `**` gives a folder and then what is in it
        if os.path.isdir(path):
            seen.add(path)
        yield from walk(path, os.path.relpath(path, below or ".") if path != below.rstrip(os.sep) else "")


def walk(top: str, name: str) -> Iterator[Source]:
    """Files at and below a path, sorted; hidden ones and loops of links left out. Holds one listing a level."""
    entered: set[tuple[int, int]] = set()
    waiting = [(top, name)]
    while waiting:
        path, inner = waiting.pop()
        if not os.path.isdir(path):
            yield source_of(path, inner)
            continue
        if came_round(path, entered):
            continue
        listing = listed(path)
        if listing is None:
            yield source_of(path, inner or os.path.basename(os.path.abspath(path)))
            continue
        waiting.extend((os.path.join(path, one), f"{inner}/{one}".lstrip("/")) for one in reversed(listing))


def listed(folder: str) -> list[str] | None:
    """Names in a folder without the hidden ones, sorted; None where it cannot be listed."""
    try:
        return sorted((one for one in os.listdir(folder) if not one.startswith(".")), key=os.fsencode)
    except OSError:
        return None


def came_round(folder: str, entered: set[tuple[int, int]]) -> bool:
    """Whether this folder was entered already, by another way; a link into its own folder never ends otherwise."""
    try:
        state = os.stat(folder)
    except OSError:
        return False
    there = (state.st_dev, state.st_ino) in entered
    entered.add((state.st_dev, state.st_ino))
    return there


def source_of(path: str, name: str) -> Source:
    try:
        size = os.stat(path).st_size
    except OSError:
        size = 0
    return Source(Path(path), printable(name.replace(os.sep, "/")), size)


def missing(path: str) -> str:
    """What to say of a path that is not there, with a name nearby that may be meant."""
    shown = printable(path)
    if glob.has_magic(path):
        return f"No file matches {shown!r}: check the pattern."
    folder = os.path.dirname(path) or "."
    near = difflib.get_close_matches(os.path.basename(path.rstrip(os.sep)), listed(folder) or [], 1)
    if near:
        return f"No file or folder {shown!r}. Did you mean {printable(os.path.join(os.path.dirname(path), near[0]))!r}?"
    return f"No file or folder {shown!r}: check the path."
