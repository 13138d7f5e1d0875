"""Brings event data into a ledger and out again, and tells how quickly.

    python bench/events.py [--rows 300000] [--formats ../shared/reference/formats]

The rows are GDELT's samples again and again, with other ids, days and addresses: three events a document. Each line is
one run of a whole command, start included.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measure import Run, run
from rich import box
from rich.console import Console
from rich.table import Table

FORMATS = Path(__file__).resolve().parents[1] / ".." / "shared" / "reference" / "formats"
COMITY = Path(sys.executable).with_name("comity")
ID, DAY, DESCRIPTION, ADDED, ADDRESS = 0, 1, 27, 59, 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=300_000, help="rows of GDELT (300,000)")
    parser.add_argument("--formats", type=Path, default=FORMATS, help="the folder of gdelt_events2samp.tsv")
    given = parser.parse_args()
    sample = given.formats / "gdelt_events2samp.tsv"
    if not sample.is_file():
        sys.exit(f"--formats: there is no {sample}; give a folder that holds GDELT's sample")
    with tempfile.TemporaryDirectory() as folder:
        events, ledger, out = Path(folder) / "events.csv", Path(folder) / "a.ledger", Path(folder) / "out"
        with events.open("w", encoding="utf-8") as file:
            file.writelines(rows(sample, given.rows))
        report(
            given.rows,
            {
                "import": run([COMITY, "import", events, "-o", ledger]),
                "import, again": run([COMITY, "import", events, "-o", ledger]),
                **{
                    f"export --to {to}": run([COMITY, "export", ledger, "--to", to, "-o", out])
                    for to in ("gdelt", "jsonl")
                },
            },
        )


def rows(sample: Path, number: int) -> Iterator[str]:
    known = [line.rstrip("\r\n").split("\t") for line in sample.read_text("utf-8").splitlines()[1:]]
    chance = random.Random(1)
    for n in range(number):
        row = ["" if cell == "nan" else cell for cell in known[n % len(known)]]
        del row[DESCRIPTION]
        row[ID], row[DAY] = str(700_000_000 + n), f"2018{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
        row[ADDED], row[ADDRESS] = (
            f"{row[DAY]}001500",
            f"https://www.site{n // 3 % 997}.example/news/{n // 3}",
        )
        yield "\t".join(row) + "\n"


def report(number: int, runs: dict[str, Run]) -> None:
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("", "seconds", "rows/s", "peak MB"):
        table.add_column(column, justify="right" if column else "left")
    for name, one in runs.items():
        table.add_row(name, f"{one.seconds:.1f}", f"{number / one.seconds:,.0f}", f"{one.megabytes:,.0f}")
    console = Console()
    console.print(f"{number:,} rows of GDELT 2.0")
    console.print(table)


if __name__ == "__main__":
    main()
