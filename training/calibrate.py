"""How much the codebook and the encoder weigh, from labelled pairs of the news that the encoder has not seen.

    .venv/bin/python training/calibrate.py --coder build/held.onnx --out build/calibration.json [--plot FILE.svg]

Every labelled pair of the held-out part is found again in its document, with what the codebook's patterns say of it;
four logistic regressions (the pattern's category between two parties, that of a single party, the encoder's instead, the
encoder's where there is no pattern) are fitted to whether that is what the reader said. Reports the expected calibration error (ten bins, five folds).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from corpus import HERE, is_held_text, label

from comity.coding import Coder
from comity.coding.coder import Reading
from comity.coding.decision import Decision, logit
from comity.coding.encoder import Pair, load
from comity.coding.events import EventReader, Finding
from comity.show import charts

sys.path.insert(0, str(HERE.parent / "bench"))

from candidates import located
from mentions import read, stories

BINS, FOLDS = 10, 5
KINDS = ("agreed", "single", "instead", "alone")


class Row(NamedTuple):
    """One pair: which regression it is for, log odds of the pattern and of the encoder, and what is right."""

    kind: str
    pattern: float
    encoder: float
    right: bool


def labels(held: Any) -> dict[str, dict[tuple[Any, ...], str]]:
    """By document: (actor, recipient, word) to the category that actor did to recipient, or NONE."""
    found: dict[str, dict[tuple[Any, ...], str]] = {}
    for line in (HERE / "real.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if not held(row):
            continue
        category, _, turned, both = label(row["label"])
        a, b, t = (str(row[name]) for name in ("actor", "recipient", "trigger"))
        of_doc = found.setdefault(row["doc"], {})
        of_doc[a, b, t] = "NONE" if turned else category
        of_doc[b, a, t] = category if turned or both else "NONE"
    return found


def rows_of(
    reading: Reading, decision: Decision, raw: str, known: dict[tuple[Any, ...], str]
) -> Iterator[Row]:
    reader = decision.reader
    found = reader.read()
    asked = [*found, *reader.unread(found)]
    for finding in asked:
        pair = decision.pair(finding)
        place = pair and located(raw, reading, finding)
        if not pair or not place:
            continue
        a, b, t = (str(place[name]) for name in ("actor", "recipient", "trigger"))
        said = known.get((a, b, t))
        if said is None:
            continue
        yield from rows_for(finding, pair, decision, said)


def rows_for(finding: Finding, pair: Pair, decision: Decision, said: str) -> Iterator[Row]:
    (judged,) = decision.encoder.judge([pair])
    best = judged.best
    if finding.category:
        own = judged.categories[finding.category]
        kind = "single" if finding.parties == 1 else "agreed"
        yield Row(kind, logit(finding.precision), logit(own), said == finding.category)
        if best != finding.category:
            yield Row("instead", logit(finding.precision), logit(judged.categories[best]), said == best)
    elif decision.may_be(finding, best):
        yield Row("alone", 0.0, logit(judged.categories[best]), said == best)


def fitted(rows: Sequence[Row], ridge: float = 1.0) -> list[float]:
    """Constant and two weights, by Newton's method with a ridge on the weights."""
    x = np.array([[1.0, r.pattern, r.encoder] for r in rows])
    y = np.array([r.right for r in rows], dtype=float)
    w = np.array([0.0, 0.0, 1.0])
    penalty = np.diag([0.01, ridge, ridge])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty @ (w - np.array([0.0, 0.0, 1.0]))
        w = w - np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + penalty, gradient)
    return [round(float(v), 4) for v in w]


def said_by(rows: Sequence[Row], weights: Sequence[float]) -> np.ndarray[Any, Any]:
    x = np.array([[1.0, r.pattern, r.encoder] for r in rows])
    return 1 / (1 + np.exp(-x @ np.array(weights)))


def reliability(rows: Sequence[Row]) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and of each bin the mean confidence, the share that is right, how many; each
    fold's confidences are those of weights fitted to the others."""
    said, right = [], []
    for fold in range(FOLDS):
        others = [r for n, r in enumerate(rows) if n % FOLDS != fold]
        own = [r for n, r in enumerate(rows) if n % FOLDS == fold]
        for kind in KINDS:
            these = [r for r in own if r.kind == kind]
            if these:
                said.extend(said_by(these, fitted([r for r in others if r.kind == kind])))
                right.extend(r.right for r in these)
    p, y = np.array(said), np.array(right, dtype=float)
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    table = [
        (float(p[bins == b].mean()), float(y[bins == b].mean()), int((bins == b).sum()))
        for b in range(BINS)
        if (bins == b).any()
    ]
    return sum(abs(c - a) * n for c, a, n in table) / len(p), table


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--coder", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--plot", type=Path, help="draw confidence against the share that is right")
    asked = options.parse_args()
    raws = {s["id"]: " ".join(s["text"].split()) for s in stories()}
    known = labels(lambda row: is_held_text(raws[row["doc"]][row["start"] : row["end"]]))
    coder = Coder(coder="patterns")
    encoder = load(asked.coder, threads=2)
    rows: list[Row] = []
    for document, sentences, mentions in read(s for s in stories() if s["id"] in known):
        reading = Reading(coder, document, sentences, mentions)
        reading.statements()
        reader = EventReader(coder.codebook, reading.propositions, sentences, reading.parties)
        decision = Decision(encoder, coder.codebook, reader, document.text)
        rows += rows_of(reading, decision, raws[document.name], known[document.name])
    weights = {kind: fitted([r for r in rows if r.kind == kind]) for kind in KINDS}
    error, table = reliability(rows)
    counts = {
        kind: [sum(r.right for r in rows if r.kind == kind), sum(r.kind == kind for r in rows)]
        for kind in weights
    }
    told = {"weights": weights, "pairs": counts, "ece": round(error, 4), "reliability": table}
    asked.out.write_text(json.dumps(told), "utf-8")
    print(json.dumps(told))
    if asked.plot:
        charts.save(charts.reliability(table), asked.plot)


if __name__ == "__main__":
    main()
