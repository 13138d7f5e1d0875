"""The corpus as values: written sentences (`written/*.tsv`), labelled pairs from documents (`real.jsonl`) and labelled
statements from documents (`statements.jsonl`)."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Spans = tuple[tuple[int, int], ...]
HERE = Path(__file__).resolve().parent
NEWS = HERE.parent / ".." / "shared" / "bench" / "news"
MODES = {
    "AGREE": "", "CONSULT": "visit third-party multilateral phone", "SUPPORT": "", "CONCEDE": "",
    "COOPERATE": "", "AID": "", "RETREAT": "withdraw release return disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue", "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack "
    "aerial drone heavy-weapons crowd-control unconventional",
    "NONE": "",
}  # fmt: skip
AUX = ("", "historical", "future", "hypothetical", "negated")
# PLOVER's first version is CAMEO's root categories; sanctions (163) are the one leaf that it moved.
ROOTS = {
    "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID",
    "08": "YIELD", "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN",
    "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT",
    "20": "ASSAULT",
}  # fmt: skip
OLDER = tuple(dict.fromkeys(ROOTS.values()))
NOT_SAID = "none"  # the act of what its speaker does not say or hold
ACTS = (
    "assess", "predict", "deny", "call", "ask", "pledge", "praise", "criticise", "concern", "hope", NOT_SAID,
)  # fmt: skip
STANCES = ("oppose", "neutral", "support")  # -1, 0, 1
HELD = 8  # one sentence in so many is held out of training
TAG = re.compile(r"</?[abt]>")


@dataclass(frozen=True)
class Example:
    """A labelled pair. Spans are half open, in characters of `text`; one side may be empty; `turned`: B did it to
    A; `both`: each to the other. `source` is the file (and line or document) that it comes from. `cameo` is the
    deed's CAMEO code, where the category, mode and auxiliary mode do not tell what it was in PLOVER's first version.
    Of a statement (one with an act) only `text`, `t` (its content), `act` and `stance` are told."""

    text: str
    a: Spans
    b: Spans
    t: Spans
    category: str
    mode: str
    aux: str
    turned: bool
    both: bool
    source: str
    cameo: str = ""
    act: str = ""
    stance: int = 0

    @property
    def older(self) -> str:
        """The category of PLOVER's first version; "" for NONE."""
        if self.cameo:
            return "COERCE" if self.cameo == "163" else ROOTS[self.cameo[:2]]
        if self.category in ("CONCEDE", "RETREAT"):
            return "AGREE" if self.aux == "future" else "YIELD"
        if (self.category, self.mode) == ("SANCTION", "convict"):
            return "ACCUSE"
        return self.category if self.category != "NONE" else ""


def is_held(e: Example) -> bool:
    """By text, so that a sentence's pairs stay together."""
    return is_held_text(e.text)


def is_held_text(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % HELD == 0


def label(words: str) -> tuple[str, str, bool, bool]:
    """`<ACCUSE/allege`, `CONSULT=`: category, mode, turned, both. Raises ValueError for what is no label."""
    turned, both = words.startswith("<"), words.endswith("=")
    category, _, mode = words.strip("<=").partition("/")
    if category not in MODES or (mode and mode not in MODES[category].split()):
        raise ValueError(f"{words!r} is no category, or no mode of it")
    return category, mode, turned, both


def unmarked(text: str) -> tuple[str, dict[str, Spans]]:
    """The sentence without its marks, and where they stood. Raises ValueError where they do not pair."""
    spans: dict[str, list[tuple[int, int]]] = {"a": [], "b": [], "t": []}
    open_at: dict[str, int] = {}
    bare, last = "", 0
    for tag in TAG.finditer(text):
        bare += text[last : tag.start()]
        last, kind = tag.end(), tag.group()[-2]
        if tag.group()[1] != "/":
            if kind in open_at:
                raise ValueError(f"<{kind}> is opened twice")
            open_at[kind] = len(bare)
        else:
            spans[kind].append((open_at.pop(kind), len(bare)))
    if open_at:
        raise ValueError(f"<{next(iter(open_at))}> is not closed")
    return bare + text[last:], {kind: tuple(found) for kind, found in spans.items()}


def example(words: str, aux: str, text: str, source: str, cameo: str = "") -> Example:
    category, mode, turned, both = label(words)
    if aux not in AUX:
        raise ValueError(f"{aux!r} is no auxiliary mode")
    bare, spans = unmarked(text)
    if not spans["a"] or not spans["b"]:
        raise ValueError("<a> or <b> is missing")
    if cameo and cameo[:2] not in ROOTS:
        raise ValueError(f"{cameo!r} is no CAMEO code")
    return Example(bare, spans["a"], spans["b"], spans["t"], category, mode, aux, turned, both, source, cameo)


def written() -> Iterator[Example]:
    for path in sorted((HERE / "written").glob("*.tsv")):
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip():
                try:
                    words, aux, text, *code = map(str.strip, line.split("\t"))
                    yield example(words, aux, text, f"{path.name}:{n}", *code)
                except (ValueError, KeyError, TypeError) as error:
                    raise ValueError(f"{path.name}, line {n}: {error}") from error


def stories() -> dict[str, str]:
    """The news by id, every run of white space one space; empty where it does not lie beside the project."""
    if not NEWS.exists():
        return {}
    csv.field_size_limit(sys.maxsize)
    with gzip.open(NEWS / "reuters-21578.jsonl.gz", "rt", encoding="utf-8") as lines:
        found = {row["id"]: " ".join(row["text"].split()) for row in map(json.loads, lines)}
    with gzip.open(NEWS / "guardian-sdf.csv.gz", "rt", encoding="utf-8") as lines:
        found |= {f"guardian-{row['']}": " ".join(row["text"].split()) for row in csv.DictReader(lines)}
    return found


def placed(row: Mapping[str, Any], text: str) -> tuple[str, Spans, Spans, Spans]:
    """The sentence of a pair that is kept as offsets into its document's text, and A, B and the word in it."""
    start, end = row["start"], row["end"]
    a, b, t = (
        tuple((x - start, y - start) for x, y in row[side]) for side in ("actor", "recipient", "trigger")
    )
    return text[start:end], a, b, t


def real(texts: Mapping[str, str]) -> Iterator[Example]:
    """The labelled pairs whose documents are at hand."""
    for n, line in enumerate((HERE / "real.jsonl").read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        if row["doc"] in texts:
            category, mode, turned, both = label(row["label"])
            where = placed(row, texts[row["doc"]])
            source = f"real.jsonl:{n}"
            yield Example(*where, category, mode, row["aux"], turned, both, source, row.get("cameo", ""))


def statements(texts: Mapping[str, str]) -> Iterator[Example]:
    """The labelled statements whose documents are at hand."""
    for n, line in enumerate((HERE / "statements.jsonl").read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        if row["doc"] in texts:
            yield said(row, texts[row["doc"]], f"statements.jsonl:{n}")


def said(row: Mapping[str, Any], text: str, source: str) -> Example:
    """A statement that is kept as offsets into its document's text."""
    start, end = row["start"], row["end"]
    content = ((row["content"][0] - start, row["content"][1] - start),)
    act, stance = row.get("act", NOT_SAID), row.get("stance", 0)
    if act not in ACTS or stance not in (-1, 0, 1):
        raise ValueError(f"{source}: {act!r} is no act, or {stance!r} no stance")
    return Example(text[start:end], (), (), content, "NONE", "", "", False, False, source, "", act, stance)
