"""The real rows of other event data, where they lie beside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real sample rows of GDELT; the test is skipped where they are not beside the repository."""
    folder = SHARED / "reference" / "formats"
    if not (folder / "gdelt_events2samp.tsv").is_file():
        pytest.skip("no samples beside this repository (../shared/reference/formats)")
    return folder
