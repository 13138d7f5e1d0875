from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from comity.ingest import ReadOptions, Source, read_source
from comity.model import Document

Reading = Callable[..., list[Document]]


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """Writes bytes under a name and reads them."""

    def read(name: str, data: bytes, options: ReadOptions | None = None) -> list[Document]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(read_source(Source(path, name, len(data)), options or ReadOptions()))

    return read
