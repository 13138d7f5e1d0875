"""The encoder: a small network that reads a sentence with two parties marked, and says what one does to the other.

It is one ONNX file with everything in it (weights, tokenizer, labels, calibration, figures of its training), run by
onnxruntime. Its four heads tell the category of the deed (PLOVER's, or a user's own), its direction, its mode and its
auxiliary mode; `training/` has the corpus that it learnt from and the script that trains it.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from comity.errors import CoderError

if TYPE_CHECKING:
    from numpy.typing import NDArray

Spans = tuple[tuple[int, int], ...]
ACTOR, RECIPIENT, TRIGGER = 1, 2, 3  # types of tokens; 0 is any other
MODEL, HEAD, TOLD = "encoder.onnx", "head.npz", "about.json"  # what a zip of `comity train` holds
NONE = ""  # the category of no deed, in a coder that learnt from such pairs
BATCH = 32
LONGEST = 128  # tokens
BUILT_IN = "coder.onnx"


class Marked(Protocol):
    """A sentence with spans (half open, in characters) of its two parties, and of the word between them if known."""

    @property
    def text(self) -> str: ...
    @property
    def actor(self) -> Spans: ...
    @property
    def recipient(self) -> Spans: ...
    @property
    def trigger(self) -> Spans: ...


class Pair(NamedTuple):
    """A marked pair and no more."""

    text: str
    actor: Spans
    recipient: Spans
    trigger: Spans = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the encoder thinks of a pair. `categories` are probabilities that the actor did such a thing to the
    recipient (their sum falls short of 1 by the probability of no deed, `none`); `kinds` the same, given that there
    was a deed whoever did it, so that they sum to 1."""

    categories: Mapping[str, float]
    kinds: Mapping[str, float]
    none: float
    modes: Mapping[str, float]
    aux: Mapping[str, float]

    @property
    def best(self) -> str:
        """The likeliest category, whether or not there was a deed."""
        return max(self.kinds, key=self.kinds.__getitem__)

    def mode(self, category: str) -> str:
        """The likeliest mode of a category; "" where that is none."""
        own = {key.partition("/")[2]: p for key, p in self.modes.items() if key.partition("/")[0] == category}
        return max(own, key=own.__getitem__, default="")


class Encoder:
    """An ONNX file, or a zip of one with a regression on its features (`comity train` writes these). `model` is the
    ONNX file's bytes. Raises CoderError where the file is none that Comity wrote."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        import onnxruntime as ort
        from tokenizers import Tokenizer

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self.head: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None
        own: dict[str, Any] = {}
        try:
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as file:
                    self.model = file.read(MODEL)
                    own = json.loads(file.read(TOLD))
                    with np.load(io.BytesIO(file.read(HEAD)), allow_pickle=False) as arrays:
                        self.head = arrays["weights"], arrays["constant"]
            else:
                self.model = path.read_bytes()
            self.session = ort.InferenceSession(self.model, options, providers=["CPUExecutionProvider"])
            told = self.session.get_modelmeta().custom_metadata_map
            self.labels: dict[str, list[str]] = json.loads(told["labels"])
            self.about: dict[str, Any] = json.loads(told["about"])
            self.tokenizer = Tokenizer.from_str(told["tokenizer"])
        except Exception as error:  # whatever onnxruntime and zipfile raise on a file that is no model
            raise CoderError(
                f"{path} is no coder that Comity can read ({type(error).__name__}); `comity train` writes one"
            ) from error
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(LONGEST)
        self.outputs = [*self.labels, "features"]
        if own:
            self.labels["category"] = own["labels"]
            digest = hashlib.sha256(self.head[0].tobytes()).hexdigest()[:12] if self.head else ""
            self.about = {**self.about, **own, "hash": digest, "calibration": None}

    def __str__(self) -> str:
        return f"{self.about.get('name', 'coder')} {self.about.get('hash', '')}".strip()

    def judge(self, pairs: Sequence[Marked]) -> list[Judgement]:
        """One judgement a pair, in their order."""
        scores = self.scores(pairs)
        return [self.judgement({name: rows[i] for name, rows in scores.items()}) for i in range(len(pairs))]

    def judgement(self, scores: Mapping[str, NDArray[np.float32]]) -> Judgement:
        told = {name: softmax(scores[name]) for name in self.labels}
        named = {name: dict(zip(self.labels[name], map(float, told[name]), strict=True)) for name in told}
        direction, kinds = named["direction"], named["category"]
        done = direction["to"] + direction["both"]
        if NONE in kinds:  # learnt from pairs between which nothing is done
            done = 1 - kinds.pop(NONE)
            kinds = {c: p / max(done, 1e-6) for c, p in kinds.items()}
        return Judgement(
            categories={c: p * done for c, p in kinds.items()},
            kinds=kinds,
            none=1 - done,
            modes=named["mode"],
            aux=named["aux"],
        )

    def scores(self, pairs: Sequence[Marked]) -> dict[str, NDArray[np.float32]]:
        """Logits of each head, and the features that they are read from: (pairs, labels)."""
        rows = [self.encoded(pair) for pair in pairs]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
        found: dict[str, list[Any]] = {name: [None] * len(rows) for name in self.outputs}
        for begin in range(0, len(order), BATCH):
            group = order[begin : begin + BATCH]
            feed = {
                "ids": padded([rows[i][0] for i in group]),
                "types": padded([rows[i][1] for i in group]),
            }
            for name, out in zip(self.outputs, self.session.run(self.outputs, feed), strict=True):
                for row, i in zip(out, group, strict=True):
                    found[name][i] = row
        told = {name: np.array(values, dtype=np.float32) for name, values in found.items()}
        if self.head is not None:
            told["category"] = told["features"] @ self.head[0] + self.head[1]
        return told

    def encoded(self, pair: Marked) -> tuple[list[int], list[int]]:
        tokens = self.tokenizer.encode(pair.text)
        types = [0] * len(tokens.ids)
        for kind, spans in ((TRIGGER, pair.trigger), (RECIPIENT, pair.recipient), (ACTOR, pair.actor)):
            for n, (start, end) in enumerate(tokens.offsets):
                if start < end and any(start < y and x < end for x, y in spans):
                    types[n] = kind
        return tokens.ids, types


def softmax(scores: NDArray[Any]) -> NDArray[Any]:
    """Probabilities, along the last axis."""
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)  # type: ignore[no-any-return]


def padded(rows: Iterable[Sequence[int]]) -> NDArray[np.int64]:
    rows = list(rows)
    out = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for line, row in zip(out, rows, strict=True):
        line[: len(row)] = row
    return out


def load(path: str | Path | None = None, threads: int = 1) -> Encoder:
    """The encoder of a file as it is now, or the one that comes with Comity. Raises CoderError where there is no
    such file."""
    place = Path(path) if path else Path(str(resources.files("comity") / "data" / "models" / BUILT_IN))
    if not place.is_file():
        raise CoderError(f"--coder {place}: no such file; `comity train` writes one")
    return opened(place, place.stat().st_mtime_ns, threads)


@functools.cache
def opened(path: Path, changed: int, threads: int) -> Encoder:
    """A file is read once, and again after it was `changed` (in nanoseconds)."""
    return Encoder(path, threads)
