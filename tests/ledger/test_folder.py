"""A ledger's folder changes wholly or not at all, and by one process at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from comity.errors import LedgerError
from comity.ledger import folder as folder_module
from comity.ledger.folder import JOURNAL, Change, Folder, stem_of
from comity.ledger.schema import document_row
from comity.model import Document


def a_part(folder: Folder, *docs: str) -> tuple[str, str]:
    rows = [document_row(Document(input=doc, doc=doc, outcome="coded")) for doc in docs]
    return folder.write_rows("documents", stem_of(docs), rows)


def names(folder: Folder) -> set[str]:
    return {p.name for p in folder.path.rglob("*") if p.is_file() and p.name != ".lock"}


def test_what_is_written_but_not_committed_goes(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "x.ledger")
    with folder.opened():
        a_part(folder, "a")
    assert names(folder) == set()


def test_a_change_puts_and_drops(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "x.ledger")
    with folder.opened():
        folder.commit(Change(put=(a_part(folder, "a"),)))
        old = folder.relative(folder.parts("documents")[0])
        folder.commit(Change(put=(a_part(folder, "b"),), drop=(old,)))
    assert names(folder) == {f"part-{stem_of(['b'])}.parquet"}


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_a_change_that_was_cut_off_is_finished_by_the_next_run(tmp_path: Path, moved: int) -> None:
    """As kill -9 leaves it: the journal is there, and some of what it says is done."""
    folder = Folder(tmp_path / "x.ledger")
    with folder.opened():
        folder.commit(Change(put=(a_part(folder, "old"),)))
        old = folder.relative(folder.parts("documents")[0])
        put = [a_part(folder, "a"), a_part(folder, "b")]
        for source, target in put[:moved]:
            (folder.path / source).rename(folder.path / target)
        if moved == 2:
            (folder.path / old).unlink()
        (folder.path / JOURNAL).write_text(json.dumps({"put": put, "drop": [old]}))
        kept = {source: (folder.path / source).read_bytes() for source, _ in put[moved:]}
    for source, content in kept.items():  # `opened` has tidied up at its end, which a killed process does not
        (folder.path / source).parent.mkdir(exist_ok=True)
        (folder.path / source).write_bytes(content)
    with folder.opened():
        assert names(folder) == {f"part-{stem_of([doc])}.parquet" for doc in "ab"}


def test_a_change_that_ctrl_c_cuts_off_is_finished_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "x.ledger")
    with folder.opened():
        folder.commit(Change(put=(a_part(folder, "old"),)))
    old = folder.relative(folder.parts("documents")[0])

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt), folder.opened():
        patch.setattr(os, "replace", interrupted)
        patch.setattr(folder_module, "write_json", lambda path, content: path.write_text(json.dumps(content)))
        folder.commit(Change(put=(a_part(folder, "new"),), drop=(old,)))
    with folder.opened():
        assert names(folder) == {f"part-{stem_of(['new'])}.parquet"}


def test_two_processes_do_not_write_at_once(tmp_path: Path) -> None:
    script = f"""
import sys
from comity.ledger.folder import Folder
with Folder({str(tmp_path / "x.ledger")!r}).opened():
    print("in", flush=True)
    sys.stdin.readline()
"""
    other = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "in\n"
    with (
        pytest.raises(LedgerError, match=rf"being written by process {other.pid}; wait"),
        Folder(tmp_path / "x.ledger").opened(),
    ):
        pass
    other.kill()
    other.communicate()
    with Folder(tmp_path / "x.ledger").opened():  # the lock of a process that is gone holds nobody up
        pass


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(LedgerError, match="holds other things"), Folder(tmp_path).opened():
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_ledger_of_a_later_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"format": 99}')
    with pytest.raises(LedgerError, match="has format 99, and this Comity knows 1"):
        Folder(tmp_path).manifest()
