"""Which format a file is of, by its columns."""

from __future__ import annotations

from pathlib import Path

from comity.errors import OptionError
from comity.exchange import gdelt, icews, mentions, plain, polecat
from comity.exchange.lines import head
from comity.exchange.sheets import SOME, Header, Layout, fitting, recognised

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
    found = best(lines)
    if found is None:
        known = "; ".join([*(layout.expected for layout in LAYOUTS[:-1]), f"jsonl: {plain.EXPECTED}"])
        raise OptionError(f"{path} is of no format that Comity reads. These are: {known}")
    if found[0] is mentions.LAYOUT:
        raise OptionError(
            f"{path} holds GDELT's mentions: give them with --mentions, beside a file of events"
        )
    return found[0].name


def check(path: Path, name: str) -> None:
    """Raises OptionError, which says what was expected, where a file is not of the format that was named."""
    if name == "jsonl":
        next(plain.objects(path), None)
        return
    if name == "dna":
        if not begins_with(path, SQLITE):
            raise OptionError(f"{path} is not dna: it is no SQLite file, as DNA 3 writes them")
        return
    layout = next(layout for layout in LAYOUTS if layout.name == name)
    lines = head(path)[:SOME]
    if not lines:
        return
    recognised(layout, lines, str(path))
    found = best(lines)
    if found and found[0] is not layout and {*found[0].columns} <= {*found[1].columns}:
        raise OptionError(
            f"{path} is not {name}: its columns are those of {found[0].title} ({found[0].name})"
        )


def best(lines: list[str]) -> tuple[Layout, Header] | None:
    """Of two layouts that a header fits, GDELT 1.0 and 2.0, the one of which it names more and leaves less out."""
    fits = [(layout, header) for layout in LAYOUTS if (header := fitting(layout, lines))]
    return max(
        fits, key=lambda fit: (len({*fit[0].columns} & {*fit[1].columns}), -len(fit[0].columns)), default=None
    )
