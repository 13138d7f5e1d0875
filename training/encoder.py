"""The network: a small encoder that reads a sentence with its two parties, and says what one does to the other.

Every token has a type (0 other, 1 actor, 2 recipient, 3 the word that carries the deed), added as an embedding. The
heads read the mean of all tokens and the means of each type: category of the deed (whoever does it), direction (none,
actor to recipient, the reverse, both), mode, auxiliary mode, and the category of PLOVER's first version; and, of a
statement whose content is marked in the deed's place, its act and its stance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from corpus import ACTS, AUX, MODES, NOT_SAID, OLDER, STANCES, Example
from torch import Tensor, nn

CATEGORIES = tuple(c for c in MODES if c != "NONE")
ALL_MODES = tuple(f"{c}/{m}" for c, modes in MODES.items() for m in ("", *modes.split()) if c != "NONE")
DIRECTIONS = ("none", "to", "from", "both")
DEEDS = {"category": CATEGORIES, "direction": DIRECTIONS, "mode": ALL_MODES, "aux": AUX, "older": OLDER}
WORDS = {"act": ACTS, "stance": STANCES}
HEADS = DEEDS | WORDS
LONGEST = 128
TYPES = 4


@dataclass(frozen=True)
class Encoded:
    """One pair as numbers; a label of -100 is not known. `soft`: probabilities instead of labels."""

    ids: list[int]
    types: list[int]
    labels: dict[str, int]
    soft: dict[str, Tensor] | None = None


def types_of(offsets: Sequence[tuple[int, int]], e: Example) -> list[int]:
    kinds = [0] * len(offsets)
    for kind, spans in ((3, e.t), (2, e.b), (1, e.a)):
        for n, (start, end) in enumerate(offsets):
            if start < end and any(start < y and x < end for x, y in spans):
                kinds[n] = kind
    return kinds


def labels_of(e: Example) -> dict[str, int]:
    unknown = dict.fromkeys(HEADS, -100)
    if e.act:
        return unknown | {"act": ACTS.index(e.act), "stance": e.stance + 1 if e.act != NOT_SAID else -100}
    if e.category == "NONE":
        return unknown | {"direction": 0}
    return unknown | {
        "category": CATEGORIES.index(e.category),
        "direction": 3 if e.both else 2 if e.turned else 1,
        "mode": ALL_MODES.index(f"{e.category}/{e.mode}"),
        "aux": AUX.index(e.aux),
        "older": OLDER.index(e.older),
    }


def encoded(tokenizer: Any, examples: Sequence[Example]) -> list[Encoded]:
    out = []
    for e, tokens in zip(examples, tokenizer.encode_batch([e.text for e in examples]), strict=True):
        out.append(Encoded(tokens.ids, types_of(tokens.offsets, e), labels_of(e)))
    return out


class PairCoder(nn.Module):
    def __init__(self, base: Any) -> None:
        super().__init__()
        self.base = base
        width = base.config.hidden_size
        self.types = nn.Embedding(TYPES, width)
        nn.init.normal_(self.types.weight, std=0.02)
        self.drop = nn.Dropout(0.1)
        self.mix = nn.Linear(width * TYPES, width)
        self.heads = nn.ModuleDict({name: nn.Linear(width, len(labels)) for name, labels in HEADS.items()})

    def pooled(self, ids: Tensor, types: Tensor) -> Tensor:
        """The mean of all tokens and of each type, side by side: (pairs, 4 x width)."""
        mask = (ids != 0).long()
        embedded = self.base.embeddings.word_embeddings(ids) + self.types(types)
        states = self.base(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        parts = []
        for kind in range(TYPES):
            chosen = (mask if kind == 0 else (types == kind)).unsqueeze(-1).to(states.dtype)
            parts.append((states * chosen).sum(1) / chosen.sum(1).clamp(min=1))
        return torch.cat(parts, -1)

    def scores(self, pooled: Tensor) -> tuple[Tensor, ...]:
        mixed = self.drop(nn.functional.gelu(self.mix(self.drop(pooled))))
        return tuple(head(mixed) for head in self.heads.values())

    def forward(self, ids: Tensor, types: Tensor) -> tuple[Tensor, ...]:
        """ids and types (pairs, tokens), ids 0 where there is none -> logits (pairs, labels) of each head."""
        return self.scores(self.pooled(ids, types))


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])


def load_base(folder: Path) -> Any:
    from transformers import AutoModel

    return AutoModel.from_pretrained(folder)


def load_tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    return tokenizer
