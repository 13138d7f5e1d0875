"""What tests share: the benchmark beside the repository, where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / ".." / "shared"


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    """The records coded by hand; the test is skipped where the benchmark is not beside the repository."""
    folder = SHARED / "bench" / "gold"
    if not (folder / "dev.jsonl").is_file():
        pytest.skip("no benchmark beside this repository (../shared/bench/gold)")
    return folder
