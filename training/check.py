"""Checks the corpus: every line is well formed; balance by category, mode and auxiliary mode; near duplicates;
one sentence under two labels.

    .venv/bin/python training/check.py
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from corpus import HERE, Example, real, stories, written

NEAR = 0.6  # share of common three-word runs (Jaccard), names and numbers left out


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [w for w in re.findall(r"[\w'’-]+", text) if w[0].islower()]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def near(examples: Sequence[Example]) -> Iterator[tuple[Example, Example]]:
    """Pairs of different sentences that share most of their words apart from names."""
    texts: dict[str, Example] = {}
    for e in examples:
        texts.setdefault(e.text, e)
    kept = list(texts.values())
    sets = [shingles(e.text) for e in kept]
    by_shingle: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, own in enumerate(sets):
        shared = Counter(other for run in own for other in by_shingle[run])
        for other, common in shared.items():
            if common / len(own | sets[other]) >= NEAR:
                yield kept[other], kept[n]
        for run in own:
            by_shingle[run].append(n)


def main() -> None:
    mine = list(written())
    found = mine + (list(real(stories())) if (HERE / "real.jsonl").exists() else [])
    print(
        f"{len(found):,} pairs, {len(mine):,} of them written, in {len({e.text for e in found}):,} sentences"
    )
    for name, values in (
        ("category", Counter(e.category for e in found)),
        ("mode", Counter(f"{e.category}/{e.mode}" for e in found if e.mode)),
        ("auxiliary", Counter(e.aux or "-" for e in found)),
    ):
        print(f"{name}: " + ", ".join(f"{k} {v}" for k, v in values.most_common()))
    labels = defaultdict(set)
    for e in found:
        labels[e.text, e.a, e.b, e.t].add((e.category, e.turned))
    clashes = [key for key, said in labels.items() if len(said) > 1]
    twins = list(near(mine))
    for one, other in twins[:40]:
        print(f"near duplicates: {one.source} and {other.source}: {other.text[:100]}")
    print(f"{len(twins)} near duplicates, {len(clashes)} pairs under two labels")
    sys.exit(bool(clashes))


if __name__ == "__main__":
    main()
