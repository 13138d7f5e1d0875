"""What tests share: the command, and the benchmark beside the repository, where there is one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / ".." / "shared"

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """The records coded by hand; the test is skipped where the benchmark is not beside the repository."""
    folder = SHARED / "bench" / "gold"
    if not (folder / "dev.jsonl").is_file():
        pytest.skip("no benchmark beside this repository (../shared/bench/gold)")
    return folder


@pytest.fixture(scope="session")
def comity() -> Command:
    """Runs the installed command as a user would, from the repository's root."""

    def run(*arguments: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("comity")), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        assert done.returncode == status, (
            f"{' '.join(command)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        )
        return done

    return run


@pytest.fixture(scope="session")
def example_ledger(comity: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that `make brief` makes of the examples."""
    ledger = tmp_path_factory.mktemp("examples") / "korea-russia.ledger"
    comity("code", "examples/korea-russia", "-o", ledger)
    return ledger
