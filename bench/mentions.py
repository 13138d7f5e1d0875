"""Who is meant where: mentions drawn at random from the news and judged by reading, scored again.

    .venv/bin/python bench/mentions.py                         score `mentions.jsonl` against the resolver as it is
    .venv/bin/python bench/mentions.py --draw 300 --seed 1     print mentions in their context, for judging

`mentions.jsonl` holds no text: a document's id, the offsets of the words in Comity's clean text of it, and what
is right: `country` and `sector` as the reader would have them ("" for none), and for a human being who is named
or meant by name, `person`. Several right answers are separated by a bar. `first` is the verdict on the answer that
was judged: of `sample` 1 (300 mentions) before the errors found in it were mended, of 2 (120) and 3 (150) on other
documents afterwards; 3 was judged by two readers, and right is what both accept. The stories lie beside the project.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from comity.actors import Lexicon
from comity.actors.mentions import Resolver
from comity.clean import clean
from comity.ingest.metadata import place_of
from comity.model import Document, Mention, Sentence
from comity.parse import Parser

HERE = Path(__file__).resolve().parent
NEWS = HERE.parent / ".." / "shared" / "bench" / "news"
GOLD = HERE.parent / ".." / "shared" / "bench" / "gold" / "docs"
JUDGED = HERE / "mentions.jsonl"
Reading = tuple[Document, tuple[Sentence, ...], tuple[Mention, ...]]
FIELDS = ("country", "sector", "person")
DOCUMENTS = 100  # of each source, from which mentions are drawn
BEFORE = 300  # characters of context
LONG_ENOUGH = 600  # characters of a story


def stories() -> Iterator[dict[str, str]]:
    with gzip.open(NEWS / "reuters-21578.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if len(row["text"]) > LONG_ENOUGH:
                yield {k: row.get(k) or "" for k in ("id", "title", "published", "dateline", "text")}
    csv.field_size_limit(sys.maxsize)
    with gzip.open(NEWS / "guardian-sdf.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            story = {"id": f"guardian-{row['']}", "published": row["date"], "text": row["text"]}
            yield {"title": "", "dateline": "", **story}


def read(wanted: Iterable[Mapping[str, str]]) -> Iterator[Reading]:
    """The stories as a ledger would have them, with their mentions."""
    resolver = Resolver(Lexicon.load())
    documents = [clean(record(s, f"{s['id']}.jsonl", s["id"])) for s in wanted]
    for document, sentences in Parser().parse(documents):
        yield document, sentences, resolver.mentions(document, sentences)


def record(story: Mapping[str, str], source: str, key: str) -> Document:
    title, published, text = (story[name] for name in ("title", "published", "text"))
    place = place_of(story["dateline"])
    return Document(input=source, doc=key, name=key, title=title, published=published, place=place, text=text)


def draw(number: int, seed: int) -> None:
    """Half of the mentions from each source, each with the text before it and Comity's answer."""
    chance = random.Random(seed)
    gold = {path.name.split(".")[0] for path in GOLD.iterdir()}
    found = [s for s in stories() if s["id"] not in gold]
    for source in ("reuters", "guardian"):
        among = chance.sample([s for s in found if s["id"].startswith(source)], DOCUMENTS)
        pool = [
            (d, sentences[m.sentence], m)
            for d, sentences, mentions in read(among)
            for m in mentions
            if m.entities
        ]
        for document, sentence, mention in chance.sample(pool, number // 2):
            start, end = sentence.starts[mention.first], sentence.ends[mention.last - 1]
            text = document.text
            print(
                f"# {document.doc} {start} {end}  [{document.title}] ({document.place}, {document.published})"
            )
            print("  ..." + " ".join(text[max(0, sentence.start - BEFORE) : sentence.start].split()))
            marked = f"{text[sentence.start : start]}[[{text[start:end]}]]{text[end : sentence.end]}"
            print("  >>> " + " ".join(marked.split()))
            print("  = " + json.dumps(answer(mention), ensure_ascii=False) + "\n")


def answer(mention: Mention) -> dict[str, str]:
    """What is scored of a mention; of several entities all, in alphabetical order."""
    entities = mention.entities
    return {
        "country": " ".join(sorted({e.country for e in entities})),
        "sector": " ".join(sorted({"/".join(e.sectors) for e in entities})),
        "person": " + ".join(sorted(e.name for e in entities)) if mention.person else "",
    }


def score() -> None:
    judged = [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]
    ids = {row["doc"] for row in judged}
    here: dict[str, dict[tuple[int, int], dict[str, str]]] = {}
    for d, s, mentions in read(story for story in stories() if story["id"] in ids):
        spans = [(s[m.sentence].starts[m.first], s[m.sentence].ends[m.last - 1]) for m in mentions]
        here[d.doc] = dict(zip(spans, map(answer, mentions), strict=True))
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for row in judged:
        got = covering(here[row["doc"]], row["start"], row["end"])
        for field in FIELDS:
            if field == "person" and not row["person"]:
                continue
            asked[field] += 1
            said = got[field] if got else ""  # words that stand for nobody have no country
            if agrees(field, row[field], said):
                right[field] += 1
            else:
                print(f"{row['doc']} {row['start']}-{row['end']} {field}: {row[field]!r}, got {said!r}")
    for field in FIELDS:
        print(f"{field:8} {right[field]}/{asked[field]} = {right[field] / max(1, asked[field]):.3f}")


def covering(
    answers: Mapping[tuple[int, int], dict[str, str]], start: int, end: int
) -> dict[str, str] | None:
    """The answer for these words; where they are part of a longer mention now, for the shortest such."""
    spans = [(b - a, a, b) for a, b in answers if a <= start and end <= b]
    return answers[min(spans)[1:]] if spans else None


def agrees(field: str, wanted: str, got: Any) -> bool:
    if field == "sector":  # PLOVER's first sector, or one of several
        said = {got.strip(), *got.replace("/", " ").split()}
        return any(w.strip() in said or (w.split() and w.split()[0] in said) for w in wanted.split("|"))
    return set(got.split() if field == "country" else [got]) in [
        set(w.split() if field == "country" else [w.strip()]) for w in wanted.split("|")
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--draw", type=int, help="print so many mentions instead")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    if not NEWS.is_dir():
        sys.exit("the stories (../shared/bench/news) are not beside this repository")
    if asked.draw:
        draw(asked.draw, asked.seed)
    else:
        score()


if __name__ == "__main__":
    main()
