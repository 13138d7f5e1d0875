"""Fits the coder to somebody's own labelled pairs, with their own categories, in minutes and without PyTorch.

The encoder stays as it is; what is learnt is a multinomial logistic regression on its features, with a ridge chosen
by cross-validation. The file that results is a zip of the encoder, the regression and what is known of both, which
`--coder` takes.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from comity.coding import encoder as encoders
from comity.coding.encoder import HEAD, MODEL, TOLD, Encoder, Marked, softmax
from comity.errors import CoderError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RIDGES = (0.003, 0.01, 0.03, 0.1)  # of the mean cross entropy; the features have unit variance
FOLDS = 5
STEPS = 300
FEWEST = 2  # pairs of a category, without which it cannot be told from others


class Labelled(Marked, Protocol):
    """A marked pair with its category, "" for none."""

    @property
    def event(self) -> str: ...


@dataclass(frozen=True)
class Learnt:
    """What was learnt: `kept` are the indices of the pairs that were learnt from, `said` what the coder says of each
    of them when it has not seen it (by folds), `rare` the categories that had too few pairs."""

    kept: tuple[int, ...]
    categories: tuple[str, ...]
    rare: tuple[str, ...]
    said: tuple[tuple[str, float], ...]


def learn(pairs: Sequence[Labelled], out: Path, coder: str | Path | None = None, threads: int = 1) -> Learnt:
    """Writes the coder of these pairs to `out`. Raises CoderError where there is nothing to be learnt."""
    counts = Counter(pair.event for pair in pairs)
    rare = tuple(sorted(category for category, n in counts.items() if n < FEWEST))
    kept = tuple(i for i, pair in enumerate(pairs) if pair.event not in rare)
    names = tuple(sorted(set(counts) - set(rare)))
    if len(names) < 2:
        raise CoderError(
            f"{len(pairs)} pairs of {len(counts)} categories: two categories with {FEWEST} pairs each is the least "
            "that a coder can learn from"
        )
    encoder = encoders.load(coder, threads)
    features = encoder.scores([pairs[i] for i in kept], ("features",))["features"].astype(np.float64)
    classes = np.array([names.index(pairs[i].event) for i in kept])
    folds = folded(classes)
    tried = {ridge: crossed(features, classes, len(names), folds, ridge) for ridge in RIDGES}
    best = max(tried, key=lambda ridge: (f1(classes, tried[ridge].argmax(1), len(names)), ridge))
    write(out, encoder, names, fit(features, classes, len(names), best), {"pairs": len(kept), "ridge": best})
    said = tuple((names[int(row.argmax())], float(row.max())) for row in tried[best])
    return Learnt(kept, names, rare, said)


def folded(classes: NDArray[np.int64]) -> NDArray[np.int64]:
    """A fold for each pair, so that every category is spread over all."""
    chance = np.random.default_rng(1)
    folds = np.zeros(len(classes), dtype=np.int64)
    for label in np.unique(classes):
        own = chance.permutation(np.flatnonzero(classes == label))
        folds[own] = (np.arange(len(own)) + chance.integers(FOLDS)) % FOLDS
    return folds


def crossed(
    features: Array, classes: NDArray[np.int64], size: int, folds: NDArray[np.int64], ridge: float
) -> Array:
    """The probabilities of each pair by what was learnt from the other folds: (pairs, categories)."""
    said = np.zeros((len(classes), size))
    for fold in np.unique(folds):
        own = folds == fold
        weights, constant = fit(features[~own], classes[~own], size, ridge)
        said[own] = softmax(features[own] @ weights + constant)
    return said


def fit(features: Array, classes: NDArray[np.int64], size: int, ridge: float) -> tuple[Array, Array]:
    """Weights (features, categories) and constants of the regression, by Nesterov's accelerated gradient."""
    mean, spread = features.mean(0), features.std(0) + 1e-6
    x = (features - mean) / spread
    wanted = np.eye(size)[classes]
    weights, constant = np.zeros((x.shape[1], size)), np.log(wanted.mean(0) + 1e-6)
    ahead_w, ahead_c = weights, constant
    rate = 1.0 / (0.5 * np.linalg.norm(x, 2) ** 2 / len(x) + ridge)
    for step in range(STEPS):
        wrong = (softmax(x @ ahead_w + ahead_c) - wanted) / len(x)
        new_w = ahead_w - rate * (x.T @ wrong + ridge * ahead_w)
        new_c = ahead_c - rate * wrong.sum(0)
        pull = step / (step + 3)
        ahead_w, ahead_c = new_w + pull * (new_w - weights), new_c + pull * (new_c - constant)
        weights, constant = new_w, new_c
    scaled = weights / spread[:, None]
    return scaled, constant - mean @ scaled


def f1(gold: NDArray[np.int64], said: NDArray[np.int64], size: int) -> float:
    """The mean F1 over the categories."""
    hits = np.array([((gold == k) & (said == k)).sum() for k in range(size)])
    both = np.array([(gold == k).sum() + (said == k).sum() for k in range(size)])
    return float((2 * hits / np.maximum(both, 1)).mean())


def write(
    out: Path, encoder: Encoder, names: Sequence[str], head: tuple[Array, Array], about: Mapping[str, Any]
) -> None:
    """The coder's file, which appears whole or not at all."""
    arrays = BytesIO()
    np.savez(arrays, weights=head[0].astype(np.float32), constant=head[1].astype(np.float32))
    told = {"name": out.stem, "labels": list(names), "encoder": encoder.about.get("hash", ""), **about}
    fresh = out.with_name(f".{out.name}.part")
    try:
        with zipfile.ZipFile(fresh, "w") as file:
            file.writestr(MODEL, encoder.model)
            file.writestr(HEAD, arrays.getvalue())
            file.writestr(TOLD, json.dumps(told))
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)
