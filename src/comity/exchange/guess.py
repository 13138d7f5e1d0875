"""Which format a file is of, by its columns."""

from __future__ import annotations

from pathlib import Path

from comity.errors import OptionError
from comity.exchange import gdelt, icews, mentions, plain, polecat
from comity.exchange.lines import head
from comity.exchange.sheets import SOME, Layout, fitting

LAYOUTS: tuple[Layout, ...] = (*gdelt.VERSIONS.values(), icews.LAYOUT, polecat.LAYOUT, mentions.LAYOUT)


SQLITE = b"SQLite format 3\0"


def begins_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def guessed(path: Path) -> str:
    """The name of a file's format. Raises OptionError where it is none that is known, or where nothing tells."""
    if begins_with(path, SQLITE):
        return "dna"
    lines = head(path)[:SOME]
    if not lines:
        raise OptionError(f"{path} has no lines that tell its format; name it with --from")
    if lines[0].lstrip().startswith("{"):
        return "jsonl"
    fits = [(layout, header) for layout in LAYOUTS if (header := fitting(layout, lines))]
    if not fits:
        known = "; ".join([*(layout.expected for layout in LAYOUTS[:-1]), f"jsonl: {plain.EXPECTED}"])
        raise OptionError(f"{path} is of no format that Comity reads. These are: {known}")
    # Of two that a header fits, GDELT 1.0 and 2.0, the one that it names more of, and leaves less of out.
    best = max(fits, key=lambda fit: (len({*fit[0].columns} & {*fit[1].columns}), -len(fit[0].columns)))
    if best[0] is mentions.LAYOUT:
        raise OptionError(
            f"{path} holds GDELT's mentions: give them with --mentions, beside a file of events"
        )
    return best[0].name
