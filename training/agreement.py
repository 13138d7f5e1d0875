"""How far two labellings of the same pairs agree: `real.jsonl` and, blind to it, `second.jsonl`; and of the same
statements: `statements.jsonl` and `second-statements.jsonl`. The share alike, and Cohen's kappa, by what is compared.

    .venv/bin/python training/agreement.py
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from corpus import HERE, NOT_SAID, label

from comity.score.coded import rules

QUADS = {"NONE": 0, **rules()["quads"]}


def read(name: str) -> dict[str, tuple[str, str, bool, bool, str]]:
    found = {}
    for line in (HERE / name).read_text("utf-8").splitlines():
        row = json.loads(line)
        key = json.dumps([row[side] for side in ("doc", "actor", "recipient", "trigger")])
        found[key] = (*label(row["label"]), row["aux"])
    return found


def views(name: str) -> dict[str, tuple[str, int]]:
    rows = map(json.loads, (HERE / name).read_text("utf-8").splitlines())
    return {json.dumps([row["doc"], row["content"]]): (row["act"], row["stance"]) for row in rows}


def kappa(one: Sequence[object], other: Sequence[object]) -> tuple[float, float]:
    """The share that is alike, and Cohen's kappa."""
    size = len(one)
    alike = sum(a == b for a, b in zip(one, other, strict=True)) / size
    first, second = Counter(one), Counter(other)
    chance = sum(first[k] * second[k] for k in first) / size**2
    return alike, (alike - chance) / (1 - chance) if chance < 1 else 1.0


def main() -> None:
    first, second = read("real.jsonl"), read("second.jsonl")
    shared = sorted(first.keys() & second.keys())
    pairs = [(first[n], second[n]) for n in shared]
    events = [(a, b) for a, b in pairs if a[0] != "NONE" and b[0] != "NONE"]
    same = [(a, b) for a, b in events if a[0] == b[0]]
    for name, of, chosen in (
        ("event or none", lambda x: x[0] != "NONE", pairs),
        ("category, none included", lambda x: x[0], pairs),
        ("category, where both see an event", lambda x: x[0], events),
        ("quad class, where both see an event", lambda x: QUADS[x[0]], events),
        ("direction, of the same category", lambda x: (x[2], x[3]), same),
        ("mode, of the same category", lambda x: x[1], same),
        ("auxiliary mode, of the same category", lambda x: x[4], same),
    ):
        alike, k = kappa([of(a) for a, _ in chosen], [of(b) for _, b in chosen])
        print(f"{name:38} {len(chosen):4}  alike {alike:.3f}  kappa {k:.3f}")
    one, other = views("statements.jsonl"), views("second-statements.jsonl")
    twice = [(one[n], other[n]) for n in sorted(one.keys() & other.keys())]
    held = [(a, b) for a, b in twice if NOT_SAID not in (a[0], b[0])]
    for name, place, labelled in (
        ("statement's act, none included", 0, twice),
        ("act, where both see a statement", 0, held),
        ("stance, where both see a statement", 1, held),
    ):
        alike, k = kappa([a[place] for a, _ in labelled], [b[place] for _, b in labelled])
        print(f"{name:38} {len(labelled):4}  alike {alike:.3f}  kappa {k:.3f}")
    apart = Counter(tuple(sorted((a[0], b[0]))) for a, b in pairs if a[0] != b[0])
    print("apart: " + ", ".join(f"{x}/{y} {n}" for (x, y), n in apart.most_common(12)))


if __name__ == "__main__":
    main()
