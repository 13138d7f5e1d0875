"""Trains the encoder on the corpus and reports how it does on the part that was held out.

    python training/train.py --base FOLDER --out build/coder [--epochs 4] [--seed 1] [--lessons build/lessons.pt]

FOLDER holds a BERT-like encoder (config.json, model.safetensors, tokenizer.json).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from corpus import ACTS, HERE, NOT_SAID, Example, is_held, real, statements, stories, written
from encoder import (
    CATEGORIES,
    DEEDS,
    HEADS,
    WORDS,
    Encoded,
    PairCoder,
    encoded,
    load_base,
    load_tokenizer,
    padded,
)
from torch import Tensor

# Where a processor does not reckon with them by itself, numbers of 16 bits are slower than those of 32.
SHORT = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
WEIGHTS = {
    "category": 1.0,
    "direction": 1.0,
    "mode": 0.3,
    "aux": 0.3,
    "older": 0.5,
    "act": 1.0,
    "stance": 1.0,
}


def turned_round(e: Example) -> Example:
    return replace(e, a=e.b, b=e.a, turned=not e.turned)


def without_word(e: Example) -> Example:
    return replace(e, t=())


def varied(examples: Sequence[Example], rng: random.Random) -> list[Example]:
    """An epoch: half of the pairs turned round, the word of half of the events unmarked."""
    out = []
    for e in examples:
        if e.act:
            out.append(e)
            continue
        if rng.random() < 0.5:
            e = turned_round(e)
        if rng.random() < (0.5 if e.category != "NONE" else 0.15):
            e = without_word(e)
        out.append(e)
    return out


def batches(rows: Sequence[Encoded], size: int, rng: random.Random) -> Iterator[list[Encoded]]:
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids) + rng.random() * 12)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    for group in groups:
        yield [rows[i] for i in group]


def loss_of(logits: Sequence[Tensor], batch: Sequence[Encoded], smoothing: float) -> Tensor:
    """Cross entropy of every head with what the reader said, or with what the larger encoder did."""
    total = torch.zeros(())
    for (name, weight), scores in zip(WEIGHTS.items(), logits, strict=True):
        gold = torch.tensor([row.labels[name] for row in batch])
        if (gold >= 0).any():
            total = total + weight * torch.nn.functional.cross_entropy(
                scores.float(), gold, ignore_index=-100, label_smoothing=smoothing
            )
        own = torch.tensor([row.soft is not None and name in row.soft for row in batch])
        if own.any():
            soft = torch.stack([row.soft[name].float() for row in batch if row.soft and name in row.soft])
            said = torch.log_softmax(scores[own].float(), 1)
            total = total - weight * (soft * said).sum(1).mean()
    return total


def run(model: PairCoder, rows: Sequence[Encoded], size: int = 64) -> list[Tensor]:
    """Logits of each head for all rows, in their order."""
    model.eval()
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    found: list[Any] = [None] * len(rows)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=SHORT):
        for i in range(0, len(order), size):
            group = order[i : i + size]
            logits = model(padded([rows[j].ids for j in group]), padded([rows[j].types for j in group]))
            for n, j in enumerate(group):
                found[j] = [head[n].float() for head in logits]
    return [torch.stack([row[h] for row in found]) for h in range(len(HEADS))]


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    scores = []
    for label in sorted(set(gold)):
        hit = sum(g == p == label for g, p in zip(gold, said, strict=True))
        scores.append(2 * hit / (gold.count(label) + said.count(label)))
    return sum(scores) / len(scores)


def report(model: PairCoder, tokenizer: Any, held: Sequence[Example]) -> dict[str, float]:
    deeds, words = [e for e in held if not e.act], [e for e in held if e.act]
    return of_deeds(model, tokenizer, deeds) | (of_words(model, tokenizer, words) if words else {})


def of_words(model: PairCoder, tokenizer: Any, held: Sequence[Example]) -> dict[str, float]:
    *_, act, stance = run(model, encoded(tokenizer, held))
    said = [ACTS[int(i)] for i in act.argmax(1)]
    views = [i for i, e in enumerate(held) if e.act != NOT_SAID]
    return {
        "act_accuracy": sum(said[i] == held[i].act for i in views) / len(views),
        "act_macro_f1": macro_f1([e.act for e in held], said),
        "stance_accuracy": sum(int(stance[i].argmax()) - 1 == held[i].stance for i in views) / len(views),
    }


def of_deeds(model: PairCoder, tokenizer: Any, held: Sequence[Example]) -> dict[str, float]:
    category, direction, _, aux, older, *_ = run(model, encoded(tokenizer, held))
    events = [i for i, e in enumerate(held) if e.category != "NONE"]
    named = [CATEGORIES[int(i)] for i in category.argmax(1)]
    none = direction.softmax(1)
    to = (none[:, 1] + none[:, 3]) > 0.5
    there = [e.category != "NONE" and (e.both or not e.turned) for e in held]
    right = sum(bool(s) == t for s, t in zip(to, there, strict=True))
    both = [i for i in events if there[i] and to[i] and named[i] == held[i].category]
    return {
        "category_macro_f1": macro_f1([held[i].category for i in events], [named[i] for i in events]),
        "first_version_macro_f1": macro_f1(
            [held[i].older for i in events], [HEADS["older"][int(older[i].argmax())] for i in events]
        ),
        "category_accuracy": sum(named[i] == held[i].category for i in events) / len(events),
        "direction_accuracy": right / len(held),
        "event_precision": len(both) / max(1, int(to.sum())),
        "event_recall": len(both) / max(1, sum(there)),
        "aux_accuracy": sum(HEADS["aux"][int(aux[i].argmax())] == held[i].aux for i in events) / len(events),
    }


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument(
        "--start", type=Path, help="a trained model to go on from, after the corpus has grown"
    )
    options.add_argument("--epochs", type=float, default=4)
    options.add_argument("--rate", type=float, default=1.5e-4)
    options.add_argument("--batch", type=int, default=32)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--smoothing", type=float, default=0.05)
    options.add_argument(
        "--frozen", type=int, default=0, help="so many of the lowest layers stay as they are"
    )
    options.add_argument("--lessons", type=Path, help="what `teach.py` wrote")
    options.add_argument("--portion", type=int, default=5000, help="so many lessons an epoch")
    asked = options.parse_args()
    torch.manual_seed(asked.seed)
    rng = random.Random(asked.seed)
    corpus = corpus_hash()
    texts = stories()
    examples = [*written(), *real(texts), *statements(texts)]
    held = [e for e in examples if is_held(e)]
    kept = [e for e in examples if not is_held(e)]
    print(f"{len(kept)} to train on, {len(held)} held out; {Counter(e.category for e in kept)}", flush=True)
    tokenizer = load_tokenizer(asked.base)
    model = PairCoder(load_base(asked.base))
    if asked.start:
        model.load_state_dict(torch.load(asked.start / "model.pt"))
    for layer in (model.base.embeddings, *model.base.encoder.layer[: asked.frozen]) if asked.frozen else ():
        layer.requires_grad_(False)
    new = [p for n, p in model.named_parameters() if not n.startswith("base.")]
    optimiser = torch.optim.AdamW(
        [{"params": model.base.parameters(), "lr": asked.rate}, {"params": new, "lr": asked.rate * 5}],
        weight_decay=0.01,
    )
    lessons = taught(tokenizer, asked.lessons) if asked.lessons else []
    portion = min(asked.portion, len(lessons))
    steps = int(asked.epochs * (len(kept) + portion) / asked.batch)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.02, (steps - n) / max(1, steps - warm)))
    )
    begun, done = time.time(), 0
    while done < steps:
        rows = encoded(tokenizer, varied(kept, rng)) + rng.sample(lessons, portion)
        model.train()
        for batch in batches(rows, asked.batch, rng):
            with torch.autocast("cpu", torch.bfloat16, enabled=SHORT):
                logits = model(padded([b.ids for b in batch]), padded([b.types for b in batch]))
            loss = loss_of(logits, batch, asked.smoothing)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            done += 1
            if done % 20 == 0:
                print(f"{done}/{steps} {loss.item():.3f} {time.time() - begun:.0f}s", flush=True)
            if done >= steps:
                break
        figures = report(model, tokenizer, held)
        print(json.dumps({k: round(v, 4) for k, v in figures.items()}), flush=True)
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), asked.out / "model.pt")
    about = {
        "name": "comity",
        "hash": corpus,
        "pairs": len(kept),
        "written": sum(not e.source.startswith("real") for e in kept),
        "lessons": len(lessons),
        "held_out": {"pairs": len(held)} | {k: round(v, 4) for k, v in figures.items()},
        "minutes": round((time.time() - begun) / 60, 1),
    }
    (asked.out / "about.json").write_text(json.dumps(about), "utf-8")


def corpus_hash() -> str:
    """Of every file that the encoder learns from."""
    digest = hashlib.sha256()
    for path in (*sorted((HERE / "written").glob("*.tsv")), HERE / "real.jsonl", HERE / "statements.jsonl"):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def taught(tokenizer: Any, path: Path) -> list[Encoded]:
    kept = torch.load(path, weights_only=False)
    rows = encoded(tokenizer, kept["examples"])
    unknown = dict.fromkeys(WEIGHTS, -100)
    return [
        Encoded(
            row.ids, row.types, unknown, {name: kept["soft"][name][n] for name in (WORDS if e.act else DEEDS)}
        )
        for n, (row, e) in enumerate(zip(rows, kept["examples"], strict=True))
    ]


if __name__ == "__main__":
    main()
