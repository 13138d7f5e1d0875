"""A ledger's folder: its parts, the journal that changes them all at once, its lock and its manifest.

Every change is made in three steps: new files are written whole under `.temporary/`, the journal says
which of them become parts and which parts go, and then that is done. A run that is killed before the
second step has changed nothing; one that is killed after it is finished by the next run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from comity.errors import LedgerError
from comity.ledger.schema import ANSWERS, FORMAT_VERSION, KINDS, SCHEMAS, SIGNATURES, STAGED

MANIFEST = "manifest.json"
TEMPORARY = ".temporary"
STAGING = ".staging"
SIGNATURE_PARTS = ".signatures"
ANSWER_PARTS = "answers"
JOURNAL = ".journal.json"
LOCK = ".lock"
COMPRESSION = "zstd"
ROW_GROUP = 4096
ALL_SCHEMAS = {**SCHEMAS, STAGING: STAGED, SIGNATURE_PARTS: SIGNATURES, ANSWER_PARTS: ANSWERS}


@dataclass(frozen=True)
class Change:
    """What one step of the journal does: written files to their places, and parts that go.

    Paths are relative to the ledger. `documents` come last, so that a record never lacks its document.
    """

    put: tuple[tuple[str, str], ...] = ()
    drop: tuple[str, ...] = ()

    @staticmethod
    def of(changes: Iterable[Change]) -> Change:
        every = list(changes)
        return Change(tuple(p for c in every for p in c.put), tuple(d for c in every for d in c.drop))


class Folder:
    """Where a ledger lives. Only `opened` and `commit` change it."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def parts(self, kind: str) -> list[Path]:
        """The parts of one kind, in the order of their names; whoever put them there."""
        return sorted(p for p in self.path.glob(f"{kind}/*.parquet") if not p.name.startswith("."))

    def part(self, kind: str, stem: str) -> Path:
        return self.path / kind / f"part-{stem}.parquet"

    def temporary(self, kind: str, stem: str) -> Path:
        return self.path / TEMPORARY / f"{kind.lstrip('.')}-{stem}-{os.getpid()}.parquet"

    def write(self, kind: str, stem: str, table: pa.Table) -> tuple[str, str]:
        """Writes a part whole under a temporary name; gives that name and the one it will bear."""
        path = self.temporary(kind, stem)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                pq.write_table(table, file, compression=COMPRESSION, row_group_size=ROW_GROUP)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise LedgerError(
                f"{self.path} cannot be written ({error.strerror or error}); what is done is kept: "
                "make room and give the same command again"
            ) from error
        return self.relative(path), self.relative(self.part(kind, stem))

    def write_rows(self, kind: str, stem: str, rows: list[dict[str, Any]]) -> tuple[str, str]:
        return self.write(kind, stem, pa.Table.from_pylist(rows, schema=ALL_SCHEMAS[kind]))

    def relative(self, path: Path) -> str:
        return path.relative_to(self.path).as_posix()

    def commit(self, change: Change) -> None:
        """Makes a change: wholly, or, if killed before its journal is written, not at all."""
        if change.put or change.drop:
            journal = {"put": [list(pair) for pair in change.put], "drop": list(change.drop)}
            write_json(self.path / JOURNAL, journal)
            self._redo()

    def _redo(self) -> None:
        """Does what the journal says; doing it again does no harm."""
        journal = read_json(self.path / JOURNAL)
        if journal is None:
            return
        for source, target in journal["put"]:
            (self.path / target).parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):  # moved before the run was killed
                os.replace(self.path / source, self.path / target)
        placed = {target for _, target in journal["put"]}
        for gone in journal["drop"]:
            if gone not in placed:
                (self.path / gone).unlink(missing_ok=True)
        (self.path / JOURNAL).unlink()

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """The folder for writing, by one process at a time; what a killed run left is put in order first."""
        self._create()
        with self._lock():
            self._redo()
            self._tidy()
            for kind in ("documents", "events", "statements"):
                (self.path / kind).mkdir(exist_ok=True)
            try:
                yield
            finally:
                self._tidy()

    def _create(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise LedgerError(f"{self.path} is a file, and a ledger is a folder; give another name to -o")
        if self.path.is_dir() and not is_ledger(self.path) and any(self.path.iterdir()):
            raise LedgerError(
                f"{self.path} holds other things and is no ledger; give the name of a new folder to -o"
            )
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(
                f"{self.path} cannot be made ({error.strerror}); give another folder to -o"
            ) from error

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        """Held by the operating system, so that it ends with the process, however that ends."""
        try:
            file = (self.path / LOCK).open("a+")
        except OSError as error:
            raise LedgerError(
                f"{self.path} cannot be written ({error.strerror}); give another folder"
            ) from error
        with file:
            take_lock(file, self.path)
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield
            file.truncate(0)

    def _tidy(self) -> None:
        """Away with files that no journal names: a killed run wrote them and did not come to use them."""
        if (self.path / JOURNAL).exists():  # interrupted while it was being done: the next run does it
            return
        for path in (self.path / TEMPORARY).glob("*"):
            path.unlink(missing_ok=True)
        for name in (TEMPORARY, STAGING):
            with contextlib.suppress(OSError):  # not there, or not empty
                (self.path / name).rmdir()

    def manifest(self) -> dict[str, Any]:
        found = read_json(self.path / MANIFEST) or {}
        version = found.get("format", FORMAT_VERSION)
        if version != FORMAT_VERSION:
            raise LedgerError(
                f"{self.path} has format {version}, and this Comity knows {FORMAT_VERSION}; "
                "open it with the version of Comity named in its manifest.json"
            )
        return found

    def write_manifest(self, content: Mapping[str, Any]) -> None:
        write_json(self.path / MANIFEST, {"format": FORMAT_VERSION, **content})


def take_lock(file: Any, path: Path) -> None:
    try:
        import fcntl
    except ImportError:  # not a Unix: two runs at once are then the user's care
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        who = file.read().strip()
        process = f"process {who}" if who else "another process"
        raise LedgerError(f"{path} is being written by {process}; wait for it to end, or end it") from error


def is_ledger(path: Path) -> bool:
    if (path / MANIFEST).is_file() or (path / LOCK).is_file():
        return True
    return any((path / kind).is_dir() for kind in KINDS[:3])


def stem_of(docs: Iterable[str], *more: str) -> str:
    """A part's name: a hash of the documents in it, so that the same part never comes in twice."""
    digest = hashlib.sha256("\n".join(sorted(docs)).encode())
    return "-".join([digest.hexdigest()[:16], *more])


def read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise LedgerError(
            f"{path} is damaged ({error}); move it away and run the same command again"
        ) from error


def write_json(path: Path, content: Any) -> None:
    """A file that appears whole or not at all."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
