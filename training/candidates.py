"""Candidate pairs from the news, for labelling by reading: two parties and a word between them.

    .venv/bin/python training/candidates.py --documents 3000 --items 4000 --seed 1 --out build/candidates.jsonl

Each line has what `real.jsonl` keeps (document, offsets) and, for the reader only, the marked sentence and how the
item came to be drawn: `coded` (the codebook finds an event; categories even out), `bound` (both are participants of
one predicate, no event found), `beside` (both in one sentence). One in seven is turned round. Offsets count in the
document's text with every run of white space made one space.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "bench"))

from mentions import GOLD, read, stories  # noqa: E402

from comity.coding import Coder  # noqa: E402
from comity.coding.coder import Reading  # noqa: E402
from comity.coding.events import EventReader  # noqa: E402
from comity.coding.parties import distinct  # noqa: E402
from comity.model import Entity, Proposition, Sentence  # noqa: E402

Spans = tuple[tuple[int, int], ...]
Item = dict[str, Any]
ORIGINS = ("coded", "bound", "beside")


def spans(entities: Sequence[Entity], s: Sentence) -> Spans:
    found = sorted({(e.start, e.end) for e in entities if s.start <= e.start < e.end <= s.end})
    return tuple(found)


def overlaps(one: Spans, other: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def candidates(reading: Reading) -> Iterator[tuple[str, str, Sentence, Spans, Spans, tuple[int, int] | None]]:
    """What there is to label in one document: origin, category of the codebook, sentence, A, B, the word."""
    reading.statements()
    reader = EventReader(reading.coder.codebook, reading.propositions, reading.sentences, reading.parties)
    taken = set()
    for f in reader.read():
        s = reading.sentences[f.proposition.sentence]
        word = at(s, f.proposition.predicate)
        a, b = (f.actor, f.recipient) if f.recipient else (f.actor[:1], f.actor[1:])
        taken.add((s.index, f.proposition.predicate))
        yield "coded", f.category, s, spans(a, s), spans(b, s), word
    for p in reading.propositions:
        s = reading.sentences[p.sentence]
        if (s.index, p.predicate) in taken or p.lemma in ("be", "say", "have"):
            continue
        for one, other in bound(p, reading):
            yield "bound", "", s, spans(one, s), spans(other, s), at(s, p.predicate)
    for s in reading.sentences:
        mentions = [m for m in reading.parties[s.index].by_head.values() if known(m.entities)]
        for one in mentions:
            for other in mentions:
                if one is not other:
                    yield "beside", "", s, spans(one.entities, s), spans(other.entities, s), None


def bound(p: Proposition, reading: Reading) -> Iterator[tuple[tuple[Entity, ...], tuple[Entity, ...]]]:
    parties = reading.parties[p.sentence]
    sides: dict[str, list[Entity]] = defaultdict(list)
    for argument in p.arguments:
        sides[argument.role].extend(parties.behind(argument.head))
    first = next((r for r in ("subj", "poss", "by", "amod") if known(sides.get(r, ()))), "")
    if not first:
        return
    for role, entities in sides.items():
        if role != first and known(entities):
            yield distinct(sides[first]), distinct(entities)


def known(entities: Sequence[Entity]) -> bool:
    return any(e.country or e.sector not in ("", "BUS") for e in entities)


def at(s: Sentence, token: int) -> tuple[int, int]:
    return s.starts[token], s.ends[token]


def marked(text: str, a: Spans, b: Spans, word: tuple[int, int] | None) -> str:
    """The sentence with its marks; white space is one space."""
    marks = [(x, 1, "<a>") for x, _ in a] + [(y, 0, "</a>") for _, y in a]
    marks += [(x, 1, "<b>") for x, _ in b] + [(y, 0, "</b>") for _, y in b]
    if word is not None and not overlaps((word,), a + b):
        marks += [(word[0], 1, "<t>"), (word[1], 0, "</t>")]
    for place, _, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    return " ".join(text.split())


def item(name: str, raw: str, reading: Reading, found: tuple[Any, ...], turned: bool) -> Item | None:
    origin, category, s, a, b, word = found
    if not a or not b or overlaps(a, b) or not 40 < s.end - s.start < 420:
        return None
    if turned:
        a, b = b, a
    text = reading.document.text
    sentence = " ".join(text[s.start : s.end].split())
    begin = raw.find(sentence)
    if begin < 0:
        return None

    def moved(place: int) -> int:
        return (
            begin
            + len(" ".join(text[s.start : place].split()))
            + (place > s.start and text[place - 1].isspace())
        )

    def both(pairs: Spans) -> list[list[int]]:
        return [[moved(x), moved(y)] for x, y in pairs]

    local = [tuple((x - s.start, y - s.start) for x, y in side) for side in (a, b)]
    shown = marked(text[s.start : s.end], local[0], local[1], word and (word[0] - s.start, word[1] - s.start))
    return {
        "doc": name, "start": begin, "end": begin + len(sentence), "actor": both(a), "recipient": both(b),
        "trigger": both((word,))[0] if word else None, "origin": origin, "coded": category, "text": shown,
    }  # fmt: skip


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


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--documents", type=int, default=3000)
    options.add_argument("--items", type=int, default=4000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--shares",
        type=float,
        nargs=3,
        default=(0.42, 0.43, 0.15),
        metavar="SHARE",
        help="of coded, bound and beside",
    )
    options.add_argument("--without", type=Path, help="items of documents in this file are not drawn again")
    options.add_argument("--out", type=Path, required=True)
    asked = options.parse_args()
    rng = random.Random(asked.seed)
    before = asked.without.read_text("utf-8").splitlines() if asked.without else ()
    held = {json.loads(line)["doc"] for line in before}
    held |= {path.name.split(".")[0] for path in GOLD.iterdir()}
    every = [s for s in stories() if s["id"] not in held]
    wire = [s for s in every if not s["id"].startswith("guardian")]
    paper = [s for s in every if s["id"].startswith("guardian")]
    raws = {s["id"]: " ".join(s["text"].split()) for s in every}
    coder = Coder()
    pool: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for document, sentences, mentions in read(paper + rng.sample(wire, min(asked.documents, len(wire)))):
        reading = Reading(coder, document, sentences, mentions)
        for found in candidates(reading):
            one = item(document.name, raws[document.name], reading, found, rng.random() < 1 / 7)
            if one:
                pool[one["origin"], one["coded"]].append(one)
    chosen = drawn(pool, asked.items, asked.shares, rng)
    asked.out.write_text("".join(json.dumps(i, ensure_ascii=False) + "\n" for i in chosen), "utf-8")
    print({k: len(v) for k, v in pool.items()}, len(chosen))


main()
