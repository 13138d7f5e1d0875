"""What commands read and print: files that appear whole, JSON lines in a pipe, tables on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

import typer

from comity.errors import OptionError

if TYPE_CHECKING:
    from comity.exchange import Export
    from comity.ledger import Ledger
    from comity.model import Event

MOST_DRAWN = 5000  # events


def listing(kind: str, path: Path, limit: int | None, **asked: Any) -> None:
    """Rows as a table on a terminal, as JSON lines in a pipe."""
    from comity.ledger import Filter, Ledger

    book = Ledger(path)
    wanted = Filter(**understood(book, kind, asked))
    rows = book.rows(kind, wanted, limit)
    from comity.show.terminal import print_rows

    show(rows, partial(print_rows, kind))


def show(rows: Iterable[Mapping[str, Any]], table: Callable[[Iterable[Mapping[str, Any]]], object]) -> None:
    """Rows as a table on a terminal, as JSON lines in a pipe."""
    if sys.stdout.isatty():
        table(rows)
    else:
        for row in rows:
            print_json(row)


def understood(book: Ledger, kind: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What a filter takes of what was asked: names as codes where they are countries'. Raises OptionError for slips."""
    given = {name: side(book, name, value) for name, value in asked.items() if value}
    check_words(book, kind, given.get("type", ""), given.get("outcome", ""))
    return given


def events_asked(path: Path, limit: int | None, **asked: Any) -> tuple[Event, ...]:
    """The events to be drawn."""
    from comity.ledger import Ledger

    book = Ledger(path)
    found = book.each_event(**understood(book, "events", asked))
    events = tuple(islice(found, limit or MOST_DRAWN))
    if not limit and next(found, None):
        typer.echo(f"only the first {MOST_DRAWN:,} events are drawn: ask for fewer, or set --limit", err=True)
    return events


def side(book: Ledger, option: str, value: Any) -> Any:
    """A country's code for its code or name; anybody else must be in the ledger. Other options as they are."""
    from comity.analyse.countries import country_code

    if option == "between":
        return tuple(side(book, "actor", one) for one in value)
    if option not in ("actor", "recipient"):
        return value
    try:
        return country_code(value)
    except OptionError as error:
        names = book.party_names()
        if any(value.casefold() in name.casefold() for name in names):
            return value
        near = get_close_matches(value, {word for name in names for word in name.split()}, 1)
        remedy = f"Did you mean {near[0]!r}?" if near else str(error)
        raise OptionError(f"--{option}: nobody in {book.path} is called {value!r}. {remedy}") from error


def check_words(book: Ledger, kind: str, type_: str, outcome: str) -> None:
    """A code or an outcome that the ledger nowhere has is more likely a slip than a question."""
    from comity.coding import codebook
    from comity.ledger.schema import OUTCOMES

    built_in = codebook.load()
    known = {"events": built_in.events, "statements": built_in.statements}.get(kind, {})
    column = {"events": "event", "statements": "act"}.get(kind)
    if type_ and column and type_.lower() not in {name.lower() for name in known}:
        there = book.sql(f"SELECT DISTINCT {column} FROM {kind} ORDER BY 1").to_series().to_list()
        if type_.lower() not in {str(name).lower() for name in there}:
            raise OptionError(
                f"--type {type_!r} is none of this ledger's {kind}; {meant(type_, [*known, *there])}"
            )
    if outcome and outcome not in OUTCOMES:
        there = book.sql("SELECT DISTINCT outcome FROM documents ORDER BY 1").to_series().to_list()
        if outcome not in there:
            raise OptionError(f"--outcome {outcome!r} is no outcome; {meant(outcome, [*OUTCOMES, *there])}")


def meant(value: str, known: Iterable[str]) -> str:
    names = list(dict.fromkeys(known))
    near = get_close_matches(value.lower(), [n.lower() for n in names], 1)
    return (
        f"did you mean {next(n for n in names if n.lower() == near[0])}?"
        if near
        else f"there are: {', '.join(names)}"
    )


def print_json(value: Mapping[str, Any]) -> None:
    from comity.exchange.jsonl import as_text

    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=as_text) + "\n")


def json_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise OptionError(f"line {number} is not JSON ({error}); give one object a line") from error
            if not isinstance(row, dict):
                raise OptionError(
                    f"line {number} is not a JSON object but {line.strip()[:40]!r}; give one object a line"
                )
            yield row


def drawing(plot: Path | None) -> Callable[[Mapping[tuple[str, str], int]], None]:
    """What draws the matrix for `--plot`, or nothing; a file that cannot be drawn is refused before the work."""
    if plot is None:
        return lambda counts: None
    from comity.show import charts

    check_plot(plot)
    return lambda counts: draw(charts.confusion(counts), plot)


def check_plot(plot: Path | None, option: str = "--plot") -> None:
    """A file that cannot be drawn is refused before the work."""
    if plot is not None:
        from comity.show import charts

        charts.check(plot, option)


def draw(chart: Any, plot: Path, option: str = "--plot") -> None:
    from comity.show import charts

    with whole_file(plot, option) as fresh:
        charts.save(chart, fresh)
    typer.echo(f"wrote {plot}", err=True)


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def opened(path: Path | None, option: str = "-o", binary: bool = False) -> Iterator[IO[Any]]:
    """A file for writing that appears whole or not at all; standard output for none or -."""
    if path is None or str(path) == "-":
        yield standard_output(option, binary)
        return
    mode, encoding = ("wb", None) if binary else ("w", "utf-8")
    with whole_file(path, option) as fresh, fresh.open(mode, encoding=encoding) as out:
        yield out


@contextmanager
def whole_file(path: Path, option: str = "-o") -> Iterator[Path]:
    """Where to write a file that moves to `path` when it is whole."""
    if path.is_dir():
        raise OptionError(f"{option} {path} is a folder; give the name of a file")
    if path.exists() and not path.is_file():  # a pipe or a device, which takes what comes
        yield path
        return
    with writing(path, option), staged_in(path.parent) as stage:
        yield stage / path.name
        os.replace(stage / path.name, path)


@contextmanager
def whole_files(folder: Path, option: str = "-o") -> Iterator[Path]:
    """Where to write files that move into `folder` when all are whole. They replace files of the same names there."""
    if folder.exists() and not folder.is_dir():
        raise OptionError(f"{option} {folder} is a file; give the name of a folder")
    with writing(folder, option):
        folder.mkdir(parents=True, exist_ok=True)
        with staged_in(folder) as stage:
            yield stage
            for file in sorted(stage.iterdir()):
                os.replace(file, folder / file.name)


@contextmanager
def staged_in(folder: Path) -> Iterator[Path]:
    """A folder on the same disk, gone afterwards."""
    with TemporaryDirectory(prefix=".comity-", dir=folder) as stage:
        yield Path(stage)


def exported(ledger: Ledger, form: Export, name: str, path: Path | None) -> int:
    """Writes a ledger in a format to where `-o` says; gives the number of records."""
    from comity.exchange import Folder, Text

    if isinstance(form, Text):
        with opened(path) as out:
            return form.write(ledger, out)
    several = isinstance(form, Folder)
    if path is None or str(path) == "-":
        wanted = "-o FOLDER: it makes several files" if several else "-o FILE: it is no text"
        raise OptionError(f"--to {name} needs {wanted}")
    with (whole_files if several else whole_file)(path) as place:
        return form.write(ledger, place)


def standard_output(option: str, binary: bool) -> IO[Any]:
    """Standard output for text or bytes; a terminal shows no bytes."""
    if binary and sys.stdout.isatty():
        raise OptionError(
            f"a terminal cannot show this: name a file with {option}, or send it through a pipe"
        )
    return sys.stdout.buffer if binary else sys.stdout


@contextmanager
def writing(path: Path, option: str) -> Iterator[None]:
    """What goes wrong with a file that an option names is said in a line."""
    try:
        yield
    except OSError as error:
        raise OptionError(
            f"{option} {path}: {error.strerror or error}; give a file in a folder that can be written"
        ) from error


@contextmanager
def opened_text(path: Path) -> Iterator[IO[str]]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield lines
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OptionError(f"{path} cannot be read ({reason}); give a JSONL file") from error
