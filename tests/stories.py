"""Small documents made by rule, and what a ledger says of them: what tests of the flow and the command share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars

Row = dict[str, Any]
KINDS = ("documents", "events", "statements")

PAIRS = (("Norway", "Chile"), ("Japan", "Peru"), ("Kenya", "India"), ("Egypt", "Brazil"), ("Spain", "Cuba"))
ACTS = (
    "signed a trade agreement with",
    "criticised the government of",
    "promised humanitarian aid to",
    "recalled its ambassador from",
    "threatened to impose sanctions on",
)
SAYINGS = (
    "The foreign minister of {a} said that {b} had broken the treaty.",
    "{b} welcomed the decision, and called on {a} to open its ports to fishing boats.",
    "According to officials in {b}, {a} wants to buy gas and to lend money for a railway.",
)
DAYS = (
    "The envoys met for {n} hours in the harbour and counted {n} ships beneath hill number {n}.",
    "Snow fell on the {n} delegates while {n} lamps were lit along road {n}.",
    "A choir of {n} sang for the guests, who left by train {n} at noon.",
)


def story(number: int) -> str:
    """A dated report of some fifty words; no two numbers give copies of each other."""
    a, b = PAIRS[number % len(PAIRS)]
    days = DAYS[number % len(DAYS)], DAYS[(number + 1) % len(DAYS)]
    lines = [
        f"{a} {ACTS[number % 7 % len(ACTS)]} {b} on Tuesday.",
        *(day.format(n=number * 7 + i) for i, day in enumerate(days, 11)),
        SAYINGS[number // 5 % len(SAYINGS)].format(a=a, b=b),
    ]
    return f"{a} and {b}, report {number}\n\nJune {number % 28 + 1}, 2004\n\n{' '.join(lines)}\n"


def fill(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder with these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def rows(ledger: Path, kind: str) -> list[Row]:
    """The rows of a ledger's folder as any reader of Parquet finds them, in the order of their ids."""
    parts = sorted((ledger / kind).glob("*.parquet"))
    found = [row for part in parts for row in polars.read_parquet(part).to_dicts()]
    return sorted(found, key=lambda row: (row.get("id", ""), row["doc"]))


def content(ledger: Path) -> dict[str, list[Row]]:
    return {kind: rows(ledger, kind) for kind in KINDS}


def outcomes(ledger: Path) -> dict[str, str]:
    return {row["input"]: row["outcome"] for row in rows(ledger, "documents")}
