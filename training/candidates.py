"""Candidate pairs from the news, for labelling by reading: two parties and a word between them.

    .venv/bin/python training/candidates.py --documents 3000 --items 4000 --seed 1 --out build/candidates.jsonl

Each line has what `real.jsonl` keeps (document, offsets) and, for the reader only, the marked sentence and how the
item came to be drawn: `coded` (the codebook finds an event; categories even out), `single` (it finds one of a single
party), `bound` (both are participants of one predicate, no event found), `beside` (both in one sentence). One in seven
is turned round. Offsets count in the
document's text with every run of white space made one space.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bench"))

from mentions import GOLD, read, stories  # noqa: E402

from comity.coding import Coder  # noqa: E402
from comity.coding.coder import Reading  # noqa: E402
from comity.coding.decision import overlap, spans  # noqa: E402
from comity.coding.encoder import Spans  # noqa: E402
from comity.coding.events import EventReader, Finding  # noqa: E402
from comity.model import Entity  # noqa: E402
from comity.score import with_marks  # noqa: E402

Item = dict[str, Any]
ORIGINS = ("coded", "single", "bound", "beside")


def candidates(reading: Reading) -> Iterator[tuple[str, Finding]]:
    """What there is to label in one document, and where it comes from."""
    reading.statements()
    reader = EventReader(reading.coder.codebook, reading.propositions, reading.sentences, reading.parties)
    found = reader.read()
    yield from (("coded" if f.parties > 1 else "single", f) for f in found)
    yield from (("bound", f) for f in reader.unread(found))
    at = {p.sentence: p for p in reading.propositions}
    for s in reading.sentences:
        mentions = [m for m in reading.parties[s.index].by_head.values() if known(m.entities)]
        for one in mentions:
            for other in mentions:
                if one is not other and s.index in at:
                    p = replace(at[s.index], predicate=-1)
                    yield "beside", Finding(p, "", 0.0, frozenset(), "", "", "", one.entities, other.entities)


def known(entities: Sequence[Entity]) -> bool:
    return any(e.country or e.sector not in ("", "BUS") for e in entities)


def marked(text: str, a: Spans, b: Spans, word: Spans) -> str:
    """The sentence as a labeller reads it."""
    shown = () if overlap(word, a + b) else word
    return with_marks(text, [(a, "<a>", "</a>"), (b, "<b>", "</b>"), (shown, "<t>", "</t>")])


def located(raw: str, reading: Reading, f: Finding) -> dict[str, Any] | None:
    """Where a pair stands in the story's text with every run of white space made one space; None where its
    parties do not both stand in the sentence."""
    s, text = reading.sentences[f.proposition.sentence], reading.document.text
    actor, recipient = (f.actor, f.recipient) if f.recipient else (f.actor[:1], f.actor[1:])
    a, b = spans(actor, s), spans(recipient, s)
    sentence = " ".join(text[s.start : s.end].split())
    begin = raw.find(sentence)
    if bool(a) < bool(actor) or bool(b) < bool(recipient) or overlap(a, b) or begin < 0:
        return None

    def moved(place: int) -> int:
        before = text[s.start : s.start + place]
        return begin + len(" ".join(before.split())) + (before[-1:].isspace())

    def pairs(side: Spans) -> list[list[int]]:
        return [[moved(x), moved(y)] for x, y in side]

    i = f.proposition.predicate
    word: Spans = ((s.starts[i] - s.start, s.ends[i] - s.start),) if i >= 0 else ()
    return {
        "start": begin, "end": begin + len(sentence), "actor": pairs(a), "recipient": pairs(b),
        "trigger": pairs(word), "text": marked(text[s.start : s.end], a, b, word),
    }  # fmt: skip


def item(raw: str, reading: Reading, origin: str, f: Finding, turned: bool) -> Item | None:
    place = located(raw, reading, f)
    if place is None or not 40 < place["end"] - place["start"] < 420:
        return None
    if turned:
        place["actor"], place["recipient"] = place["recipient"], place["actor"]
        swap = {"<a>": "<b>", "</a>": "</b>", "<b>": "<a>", "</b>": "</a>"}
        place["text"] = re.sub("</?[ab]>", lambda tag: swap[tag.group()], place["text"])
    return {"doc": reading.document.name, **place, "origin": origin, "coded": f.category}


def drawn(
    pool: dict[tuple[str, str], list[Item]], wanted: int, shares: Sequence[float], rng: random.Random
) -> list[Item]:
    """Shares by origin; of what the codebook codes, every category in turn."""
    chosen: list[Item] = []
    seen: set[tuple[Any, ...]] = set()

    def take(items: list[Item], most: int) -> int:
        got = 0
        while items and got < most:
            one = items.pop()
            key = (one["doc"], one["start"], str(one["actor"]), str(one["recipient"]))
            if key not in seen:
                seen.add(key)
                chosen.append(one)
                got += 1
        return got

    for items in pool.values():
        rng.shuffle(items)
    for origin, share in zip(ORIGINS, shares, strict=True):
        kinds = [key for key in pool if key[0] == origin]
        left = round(wanted * share)
        while left > 0 and any(pool[k] for k in kinds):
            for k in kinds:
                left -= take(pool[k], 1 if left > 0 else 0)
    rng.shuffle(chosen)
    return chosen


def drawn_stories(
    without: set[str], wanted: int, rng: random.Random
) -> tuple[list[dict[str, str]], dict[str, str]]:
    """All stories of the newspaper and `wanted` of the wire, and their texts with every run of white space made one
    space, by id; those `without` left out."""
    every = [s for s in stories() if s["id"] not in without]
    wire = [s for s in every if not s["id"].startswith("guardian")]
    paper = [s for s in every if s["id"].startswith("guardian")]
    texts = {s["id"]: " ".join(s["text"].split()) for s in every}
    return paper + rng.sample(wire, min(wanted, len(wire))), texts


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--documents", type=int, default=3000)
    options.add_argument("--items", type=int, default=4000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--shares",
        type=float,
        nargs=4,
        default=(0.36, 0.14, 0.37, 0.13),
        metavar="SHARE",
        help="of coded, single, bound and beside",
    )
    options.add_argument("--without", type=Path, help="items of documents in this file are not drawn again")
    options.add_argument("--out", type=Path, required=True)
    asked = options.parse_args()
    rng = random.Random(asked.seed)
    before = asked.without.read_text("utf-8").splitlines() if asked.without else ()
    held = {json.loads(line)["doc"] for line in before}
    held |= {path.name.split(".")[0] for path in GOLD.iterdir()}
    chosen_stories, raws = drawn_stories(held, asked.documents, rng)
    coder = Coder(coder="patterns")
    pool: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for document, sentences, mentions in read(chosen_stories):
        reading = Reading(coder, document, sentences, mentions)
        for origin, finding in candidates(reading):
            turned = origin != "single" and rng.random() < 1 / 7
            one = item(raws[document.name], reading, origin, finding, turned)
            if one:
                pool[one["origin"], one["coded"]].append(one)
    chosen = drawn(pool, asked.items, asked.shares, rng)
    asked.out.write_text("".join(json.dumps(i, ensure_ascii=False) + "\n" for i in chosen), "utf-8")
    print({k: len(v) for k, v in pool.items()}, len(chosen))


if __name__ == "__main__":
    main()
