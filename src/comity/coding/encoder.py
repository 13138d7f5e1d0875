"""The encoder: a small network that reads a sentence with two parties marked, and says what one does to the other.

It is one ONNX file with everything in it (weights, tokenizer, labels, calibration, figures of its training), run by
onnxruntime. Its heads tell the category of the deed (PLOVER's, or a user's own), its direction, its mode, its auxiliary
mode, and its category in PLOVER's first version; of a statement, its act and its stance. `training/` has the corpus
that it learnt from and the script that trains it.
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
DEEDS = ("category", "direction", "mode", "aux", "older")  # heads that tell what one party does to the other
UNSAID = "none"  # the act of what its speaker neither says nor holds
NONE = ""  # the category of no deed, in a coder that learnt from such pairs
BATCH = 32
LONGEST = 128  # tokens
BUILT_IN = "coder.onnx"


class Marked(Protocol):
    """A sentence with spans (half open, in characters) of its two parties, and of the word between them if known. One
    party may be missing: a deed without a recipient, or one whose actor nobody names."""

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
    was a deed whoever did it, so that they sum to 1; `older` are these in the categories of PLOVER's first version,
    empty in a coder of other categories."""

    categories: Mapping[str, float]
    kinds: Mapping[str, float]
    none: float
    modes: Mapping[str, float]
    aux: Mapping[str, float]
    older: Mapping[str, float]

    @property
    def best(self) -> str:
        """The likeliest category, whether or not there was a deed."""
        return max(self.kinds, key=self.kinds.__getitem__)

    def mode(self, category: str) -> str:
        """The likeliest mode of a category; "" where that is none."""
        own = {key.partition("/")[2]: p for key, p in self.modes.items() if key.partition("/")[0] == category}
        return max(own, key=own.__getitem__, default="")


class View(NamedTuple):
    """How likely each act is, and each stance (-1, 0, 1), of a statement. `none` is the probability that its speaker
    neither says nor holds it; the acts sum to 1 given that he does."""

    acts: Mapping[str, float]
    stances: Mapping[int, float]
    none: float

    @property
    def act(self) -> str:
        return max(self.acts, key=self.acts.__getitem__)

    @property
    def stance(self) -> int:
        return max(self.stances, key=self.stances.__getitem__)


class Encoder:
    """An ONNX file, or a zip of one with a regression on its features (`comity train` writes these). `model` is the
    ONNX file's bytes; `memory`, where somebody gives it one, holds what it answered, by what it was asked, and is
    asked first: whoever keeps it can have the same answers again without the network. Raises CoderError where the file is none that Comity wrote."""

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
        self.identity = hashlib.blake2b(self.model, digest_size=8).hexdigest()
        self.memory: dict[bytes, bytes] | None = None
        if own:
            self.labels["category"] = own["labels"]
            digest = hashlib.sha256(self.head[0].tobytes()).hexdigest()[:12] if self.head else ""
            self.about = {**self.about, **own, "hash": digest, "calibration": None}

    def __str__(self) -> str:
        return f"{self.about.get('name', 'coder')} {self.about.get('hash', '')}".strip()

    def judge(self, pairs: Sequence[Marked]) -> list[Judgement]:
        """One judgement a pair, in their order."""
        if not pairs:
            return []
        scores = self.scores(pairs, DEEDS if self.head is None else (*DEEDS, "features"))
        return [self.judgement({name: rows[i] for name, rows in scores.items()}) for i in range(len(pairs))]

    def judgement(self, scores: Mapping[str, NDArray[np.float32]]) -> Judgement:
        told = {name: softmax(scores[name]) for name in DEEDS}
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
            older=named["older"] if self.head is None else {},
        )

    def views(self, statements: Sequence[Marked]) -> list[View]:
        """What is said in sentences whose contents are marked (as the word of a pair is), one view each."""
        told = self.scores(statements, ("act", "stance"))
        out = []
        for acts, stances in zip(softmax(told["act"]), softmax(told["stance"]), strict=True):
            named = dict(zip(self.labels["act"], map(float, acts), strict=True))
            none = named.pop(UNSAID)
            said = {act: p / max(1 - none, 1e-6) for act, p in named.items()}
            out.append(View(said, dict(zip((-1, 0, 1), map(float, stances), strict=True)), none))
        return out

    def scores(self, pairs: Sequence[Marked], names: Sequence[str] = ()) -> dict[str, NDArray[np.float32]]:
        """Logits of the named heads (all of them if none is named), and the features that they are read from: (pairs,
        labels)."""
        outputs = list(names) or self.outputs
        rows = [self.encoded(pair) for pair in pairs]
        if "features" in outputs:
            return self.computed(rows, outputs)
        memory = {} if self.memory is None else self.memory
        asked = [question(row, outputs) for row in rows]
        fresh = [n for n, key in enumerate(asked) if key not in memory]
        if fresh:
            told = self.computed([rows[n] for n in fresh], outputs)
            for n, answer in zip(fresh, np.concatenate([told[name] for name in outputs], 1), strict=True):
                memory[asked[n]] = answer.astype(np.float16).tobytes()
        sizes = [len(self.labels[name]) for name in outputs]
        told_before = b"".join(memory[key] for key in asked)
        answers = np.frombuffer(told_before, np.float16).astype(np.float32).reshape(len(rows), sum(sizes))
        cuts = np.cumsum(sizes)[:-1]
        return dict(zip(outputs, np.split(answers, cuts, axis=1), strict=True))

    def computed(
        self, rows: Sequence[tuple[list[int], list[int]]], outputs: Sequence[str]
    ) -> dict[str, NDArray[np.float32]]:
        """What the network says of encoded pairs."""
        order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
        found: dict[str, list[Any]] = {name: [None] * len(rows) for name in outputs}
        for begin in range(0, len(order), BATCH):
            group = order[begin : begin + BATCH]
            feed = {
                "ids": padded([rows[i][0] for i in group]),
                "types": padded([rows[i][1] for i in group]),
            }
            for name, out in zip(outputs, self.session.run(outputs, feed), strict=True):
                for row, i in zip(out, group, strict=True):
                    found[name][i] = row
        told = {name: np.array(values, dtype=np.float32) for name, values in found.items()}
        if self.head is not None and "features" in told:
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


def question(row: tuple[list[int], list[int]], outputs: Sequence[str]) -> bytes:
    """A short name for an encoded pair and what is asked of it."""
    tokens = np.array(row, dtype=np.int32).tobytes()
    return hashlib.blake2b(tokens + ",".join(outputs).encode(), digest_size=12).digest()


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
