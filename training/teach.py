"""What a larger encoder, trained on the same corpus, says of pairs that nobody labelled: lessons for the small one.

    python training/teach.py --base FOLDER --model build/teacher --pool build/pool.jsonl --out build/lessons.pt

`--pool` is what `candidates.py` draws, pairs and statements. A third of the pairs are read without their word, and a
third turned round.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from corpus import Example, is_held, placed, said, stories
from encoder import HEADS, PairCoder, encoded, load_base, load_tokenizer
from train import run, turned_round, without_word


def pool(path: Path, rng: random.Random) -> list[Example]:
    """The pairs of the pool that lie in no held-out sentence."""
    texts, found = stories(), []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if "content" in row:
            e = said(row, texts[row["doc"]], row["doc"])
            found += [] if is_held(e) else [e]
            continue
        e = Example(*placed(row, texts[row["doc"]]), "NONE", "", "", False, False, row["doc"])
        e = turned_round(e) if rng.random() < 1 / 3 else e
        e = without_word(e) if rng.random() < 1 / 3 else e
        if not is_held(e):
            found.append(e)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--model", type=Path, required=True)
    options.add_argument("--pool", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    asked = options.parse_args()
    model = PairCoder(load_base(asked.base))
    model.load_state_dict(torch.load(asked.model / "model.pt"))
    examples = pool(asked.pool, random.Random(1))
    logits = run(model, encoded(load_tokenizer(asked.base), examples))
    soft = {name: scores.softmax(1).half() for name, scores in zip(HEADS, logits, strict=True)}
    torch.save({"examples": examples, "soft": soft}, asked.out)
    print(f"{len(examples)} pairs")


if __name__ == "__main__":
    main()
