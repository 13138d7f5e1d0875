"""Puts labels that were given by reading beside the items they belong to: `real.jsonl`.

.venv/bin/python training/merge.py build/candidates.jsonl build/labels*.tsv >> training/real.jsonl
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from corpus import AUX, label

KEPT = ("doc", "start", "end", "actor", "recipient", "trigger", "origin")


def main() -> None:
    items = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    for path in sys.argv[2:]:
        for line in Path(path).read_text("utf-8").splitlines():
            number, words, aux = line.split("\t")
            label(words)
            if aux not in AUX:
                raise ValueError(f"{path}: {aux!r} is no auxiliary mode")
            item = items[int(number)]
            print(json.dumps({k: item[k] for k in KEPT} | {"label": words, "aux": aux}))


if __name__ == "__main__":
    main()
