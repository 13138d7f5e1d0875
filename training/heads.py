"""Fits anew what a trained encoder says of statements, act and stance, and leaves all else of it as it is: for when
statements were labelled since, and what it says of deeds shall stay.

    python training/heads.py --base FOLDER --start build/coder --out build/coder-2
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import torch
from corpus import is_held, statements, stories
from encoder import WORDS, Encoded, PairCoder, encoded, load_base, load_tokenizer, padded
from torch import Tensor, nn
from train import corpus_hash, of_words

DROPPED, DECAY, SMOOTHING = 0.3, 0.05, 0.05


def mixed(model: PairCoder, rows: Sequence[Encoded], size: int = 64) -> Tensor:
    """What the heads read of each row: (rows, width)."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    read = torch.zeros(len(rows), model.mix.out_features)
    with torch.no_grad():
        for i in range(0, len(order), size):
            group = order[i : i + size]
            pooled = model.pooled(
                padded([rows[j].ids for j in group]), padded([rows[j].types for j in group])
            )
            read[group] = nn.functional.gelu(model.mix(pooled))
    return read


def fit(head: nn.Module, read: Tensor, gold: Tensor, epochs: int) -> None:
    """Softmax regression; labels of -100 are left out."""
    read, gold = read[gold >= 0], gold[gold >= 0]
    optimiser = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=DECAY)
    for _ in range(epochs):
        for batch in torch.randperm(len(read)).split(64):
            said = head(nn.functional.dropout(read[batch], DROPPED))
            loss = nn.functional.cross_entropy(said, gold[batch], label_smoothing=SMOOTHING)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("--base", "--start", "--out"):
        options.add_argument(name, type=Path, required=True)
    options.add_argument("--epochs", type=int, default=40)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    torch.manual_seed(asked.seed)
    tokenizer = load_tokenizer(asked.base)
    model = PairCoder(load_base(asked.base))
    model.load_state_dict(torch.load(asked.start / "model.pt"))
    model.eval()
    examples = list(statements(stories()))
    kept = [e for e in examples if not is_held(e)]
    rows = encoded(tokenizer, kept)
    read = mixed(model, rows)
    for name in WORDS:
        fit(model.heads[name], read, torch.tensor([row.labels[name] for row in rows]), asked.epochs)
    figures = {
        k: round(v, 4) for k, v in of_words(model, tokenizer, [e for e in examples if is_held(e)]).items()
    }
    print(json.dumps(figures))
    about = json.loads((asked.start / "about.json").read_text("utf-8"))
    about |= {"hash": corpus_hash(), "held_out": about["held_out"] | figures}
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), asked.out / "model.pt")
    (asked.out / "about.json").write_text(json.dumps(about), "utf-8")


if __name__ == "__main__":
    main()
