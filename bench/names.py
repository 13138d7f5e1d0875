"""How long matching all names takes over the wire stories, beside parsing them, in one process and one run.

.venv/bin/python bench/names.py --limit 2000
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from comity.actors import Lexicon
from comity.actors.mentions import Resolver
from comity.clean import clean
from comity.model import Document, Sentence
from comity.parse import Parser

STORIES = Path(__file__).resolve().parents[1] / ".." / "shared" / "bench" / "news" / "reuters-21578.jsonl.gz"


def read(path: Path, limit: int | None) -> list[Document]:
    documents = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, limit):
            row = json.loads(line)
            published, title = row.get("published") or "", row.get("title") or ""
            story = Document(input=row["id"], title=title, published=published, text=row.get("text") or "")
            documents.append(clean(story))
    return [document for document in documents if document.text and not document.outcome]


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--stories", type=Path, default=STORIES)
    options.add_argument("--limit", type=int, help="so many stories; all if not given")
    asked = options.parse_args()
    loading = timed(Lexicon.load)
    lexicon, parser = Lexicon.load(), Parser()
    documents = read(asked.stories, asked.limit)
    list(parser.parse(documents[:20]))  # the model is loaded
    parsed: list[tuple[Document, tuple[Sentence, ...]]] = []
    parse = timed(lambda: parsed.extend(parser.parse(documents)))
    find = timed(lambda: [lexicon.find(document.text) for document in documents])
    resolver = Resolver(lexicon)
    resolve = timed(lambda: [resolver.mentions(document, sentences) for document, sentences in parsed])
    megabytes = sum(len(document.text) for document in documents) / 1e6
    print(f"{len(documents):,} stories, {megabytes:.1f} million characters; tables loaded in {loading:.1f} s")
    for name, seconds in (("parsing", parse), ("matching names", find), ("saying whom they mean", resolve)):
        print(f"{name:22}{seconds:8.1f} s  {seconds / parse:6.1%} of the parse")


if __name__ == "__main__":
    main()
