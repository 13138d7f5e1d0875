"""How quickly the encoder loads and reads pairs.

python bench/coder.py PAIRS.jsonl [--threads 2] [--coder FILE]
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from comity.coding.encoder import BUILT_IN, Encoder, load
from comity.score import read_pairs


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("pairs", type=Path)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--coder", type=Path, help=f"the built-in {BUILT_IN} if not given")
    asked = options.parse_args()
    begun = time.perf_counter()
    encoder: Encoder = load(asked.coder, asked.threads)
    loaded = time.perf_counter() - begun
    rows = map(json.loads, asked.pairs.read_text("utf-8").splitlines())
    pairs = read_pairs(rows)
    begun = time.perf_counter()
    encoder.judge(pairs)
    seconds = time.perf_counter() - begun
    print(f"loaded in {loaded:.2f} s, {len(encoder.model) / 1e6:.1f} MB")
    print(
        f"{len(pairs)} pairs in {seconds:.1f} s, {len(pairs) / seconds:.0f} a second, {asked.threads} threads"
    )


if __name__ == "__main__":
    main()
