"""Candidate statements from the news, for labelling by reading: who is said to hold or say what.

    .venv/bin/python training/views.py --documents 4000 --items 2000 --seed 31 --out build/views.jsonl

Each line has what `statements.jsonl` keeps (document, offsets of the sentence and of the content) and, for the reader
only, the speaker, whom it is about, the cue, the act and stance that the codebook gives it, and the sentence with its
content in double brackets. The acts of the codebook even out. Offsets count in the document's text with every run of
white space made one space. Labels (number, act or "NOT", stance) are put beside with `--labels`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from candidates import GOLD, Reading, drawn_stories, read
from corpus import NOT_SAID, said

from comity.coding import Coder
from comity.model import Statement

KEPT = ("doc", "start", "end", "content")
Item = dict[str, Any]


def items(reading: Reading, raw: str) -> Iterator[Item]:
    """The statements of one document in which some country or body speaks or is spoken of."""
    for _, statement in reading.statements():
        place = located(statement, raw)
        if place and (statement.about or any(e.country for e in statement.speaker)):
            yield {
                "doc": reading.document.name,
                **place,
                "speaker": [e.name for e in statement.speaker],
                "about": [e.name for e in statement.about],
                "cue": statement.cue,
                "coded": [statement.act, statement.stance],
            }


def located(statement: Statement, raw: str) -> Item | None:
    """Where a statement and its content stand in the story's text with every run of white space made one space."""
    sentence, content = (" ".join(words.split()) for words in (statement.evidence, statement.proposition))
    begin, inside = raw.find(sentence), sentence.find(content)
    if begin < 0 or inside < 0 or not 40 < len(sentence) < 450:
        return None
    start, end = begin + inside, begin + inside + len(content)
    marked = f"{sentence[:inside]}[[{content}]]{sentence[inside + len(content) :]}"
    return {"start": begin, "end": begin + len(sentence), "content": [start, end], "text": marked}


def evenly(found: list[Item], wanted: int, rng: random.Random) -> list[Item]:
    """As many of each act, as far as there are."""
    by_act: dict[str, list[Item]] = defaultdict(list)
    for one in rng.sample(found, len(found)):
        by_act[one["coded"][0]].append(one)
    chosen: list[Item] = []
    while len(chosen) < wanted and any(by_act.values()):
        chosen += [own.pop() for own in by_act.values() if own]
    rng.shuffle(chosen)
    return chosen[:wanted]


def labelled(drawn: Path, labels: list[Path]) -> Iterator[Item]:
    """The lines of `statements.jsonl`. Raises ValueError where a label is none."""
    rows = [json.loads(line) for line in drawn.read_text("utf-8").splitlines()]
    for path in labels:
        for line in path.read_text("utf-8").splitlines():
            number, act, stance = line.split("\t")
            row = {name: rows[int(number)][name] for name in KEPT}
            row |= {"act": NOT_SAID if act == "NOT" else act, "stance": int(stance)}
            said(row, "", f"{path}: {number}")
            yield row


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--documents", type=int, default=4000)
    options.add_argument("--items", type=int, default=2000)
    options.add_argument("--seed", type=int, default=31)
    options.add_argument(
        "--labels", type=Path, nargs="*", help="print what was drawn before with these labels"
    )
    options.add_argument("--out", type=Path, required=True)
    asked = options.parse_args()
    if asked.labels:
        print("\n".join(map(json.dumps, labelled(asked.out, asked.labels))))
        return
    rng = random.Random(asked.seed)
    held = {path.name.split(".")[0] for path in GOLD.iterdir()}
    chosen, raws = drawn_stories(held, asked.documents, rng)
    coder = Coder(coder="patterns")
    found: list[Item] = []
    for document, sentences, mentions in read(chosen):
        found += items(Reading(coder, document, sentences, mentions), raws[document.name])
    kept = evenly(found, asked.items, rng)
    asked.out.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in kept), "utf-8")
    print(f"{len(kept)} of {len(found)}")


if __name__ == "__main__":
    main()
