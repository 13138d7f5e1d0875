"""Codes wire stories and tells how quickly, against spaCy's own pipeline over the same cleaned text.

    python bench/wire.py [--limit 2000] [--jobs 2] [--stories ../shared/bench/news/reuters-21578.jsonl.gz]

Each line is one run of a whole command, start and loading included, in this order: `comity code`, the same with the
codebook's patterns alone, spaCy alone, `comity recode`.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars
from measure import Run, run
from rich import box
from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve().parent
STORIES = HERE.parent / ".." / "shared" / "bench" / "news" / "reuters-21578.jsonl.gz"
COMITY = Path(sys.executable).with_name("comity")


def main() -> None:
    given = arguments()
    if not given.stories.is_file():
        sys.exit(
            f"--stories: there is no {given.stories}; give a JSONL file of stories (gzipped), one with a `text` a line"
        )
    with tempfile.TemporaryDirectory() as folder:
        stories, ledger = Path(folder) / "stories.jsonl", Path(folder) / "wire.ledger"
        stories.write_bytes(b"".join(islice(lines_of(given.stories), given.limit)))
        coding = run([COMITY, "code", stories, "-o", ledger, "--jobs", str(given.jobs)])
        bare = Path(folder) / "bare.ledger"
        patterns = run(
            [COMITY, "code", stories, "-o", bare, "--jobs", str(given.jobs), "--coder", "patterns"]
        )
        alone = run([sys.executable, HERE / "spacy_alone.py", ledger, "--jobs", str(given.jobs)])
        again = run([COMITY, "recode", ledger, "--jobs", str(given.jobs)])
        report(ledger, given.jobs, coding, patterns, alone, again)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--limit", type=int, default=2000, help="stories to code (2000)")
    parser.add_argument("--jobs", type=int, default=2, help="processes, for Comity and for spaCy (2)")
    parser.add_argument("--stories", type=Path, default=STORIES)
    return parser.parse_args()


def lines_of(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as lines:
        yield from lines


def report(ledger: Path, jobs: int, coding: Run, patterns: Run, alone: Run, again: Run) -> None:
    documents = polars.read_parquet(ledger / "documents" / "*.parquet", columns=["outcome", "text"])
    coded = documents.filter(polars.col("outcome") == "coded")
    words = sum(len(text.split()) for text in coded["text"])
    console = Console()
    console.print(
        f"{len(documents)} stories, {len(coded)} coded, {words} words, {jobs} processes; {alone.output.strip()}"
    )
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("", "seconds", "documents/s", "words/s", "peak MB", "× spaCy's time"):
        table.add_column(column, justify="right" if column else "left")
    lines = (
        ("comity code", coding),
        ("… --coder patterns", patterns),
        ("spaCy alone", alone),
        ("comity recode", again),
    )
    for name, one in lines:
        speed = (len(documents) / one.seconds, words / one.seconds)
        ratio = one.seconds / alone.seconds
        table.add_row(
            name,
            f"{one.seconds:.1f}",
            f"{speed[0]:.0f}",
            f"{speed[1]:.0f}",
            f"{one.megabytes:.0f}",
            f"{ratio:.2f}",
        )
    console.print(table)
    console.print(f"the encoder makes coding {coding.seconds / patterns.seconds:.2f} times as long")
    console.print(f"coding again takes 1/{coding.seconds / again.seconds:.1f} of the time of coding")


if __name__ == "__main__":
    main()
