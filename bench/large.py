"""How long questions over a ledger of millions of events take: a dyad-month series, and events with their evidence.

.venv/bin/python bench/synthetic.py --events 10000000 -o build/synthetic.ledger
.venv/bin/python bench/large.py build/synthetic.ledger
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from comity.analyse.dyads import Asked, dyads
from comity.ledger import Ledger

DYADS = (("AFG", "ALB"), ("ALB", "DZA"), ("AGO", "BRA"), ("FRA", "DEU"), ("KOR", "RUS"))
TIMES = 3


def median_of(question: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        question()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("ledger", type=Path)
    book = Ledger(options.parse_args().ledger)
    begun = time.perf_counter()
    dyads(book, Asked(between=("KOR", "RUS")))
    print(
        f"{book.count('events'):,} events; the first question, which makes the index: {time.perf_counter() - begun:.0f} s"
    )
    for pair in DYADS:
        asked = Asked(between=pair)
        months = dyads(book, asked)
        taken = median_of(partial(dyads, book, asked))
        print(
            f"{' '.join(pair)}  series {taken:.2f} s ({months['reports'].sum():,} records, {months.height:,} months)"
        )
        report(book, f"{' '.join(pair)}  a year", between=pair, since="2001", until="2001")
    report(book, "two days of protests", type="PROTEST", since="2001-03-01", until="2001-03-02")
    print(f"all dyads by year: {median_of(partial(dyads, book, Asked(by='year'))):.1f} s")


def report(book: Ledger, name: str, **asked: Any) -> None:
    found = book.filter("events", **asked)["evidence"]
    taken = median_of(lambda: book.filter("events", **asked)["evidence"].to_list())
    print(f"{name}, with evidence {taken:.2f} s ({len(found):,} records)")


if __name__ == "__main__":
    main()
