"""The command `comity`. Each command is a library function with options; heavy rooms are loaded when used."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from comity.errors import ComityError, OptionError
from comity.model import Document, Event, Statement

if TYPE_CHECKING:
    from comity.ledger import Ledger

UNREAD, USAGE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    help="Reads the record of relations between states into a ledger: who did or said what to whom, with the text that proves it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
score_app = typer.Typer(
    help="Compare a ledger with records that somebody coded by hand.", no_args_is_help=True
)
codebook_app = typer.Typer(help="Look after a codebook.", no_args_is_help=True)
app.add_typer(score_app, name="score")
app.add_typer(codebook_app, name="codebook")

LedgerPath = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's folder.")]
Actor = Annotated[str, typer.Option(help="A country code (KOR) or part of a name: who acts or speaks.")]
Recipient = Annotated[str, typer.Option(help="The same for the recipient, or whom a statement is about.")]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option(metavar="A B", help="Both directions between two sides: --between KOR RUS."),
]
Type = Annotated[
    str, typer.Option("--type", help="A PLOVER category (CONSULT), or a statement's act (call).")
]
Issue = Annotated[str, typer.Option(help="An issue or PLOVER context (energy).")]
Since = Annotated[str, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str, typer.Option(metavar="DATE", help="Up to this day, month or year.")]
Outcome = Annotated[
    str, typer.Option(help="Documents with this outcome (coded, duplicate, unreadable, ...).")
]
Limit = Annotated[int | None, typer.Option(min=1, help="At most so many rows.")]
Jobs = Annotated[int | None, typer.Option(min=1, help="Processes; as many as there are cores if not given.")]
Codebook = Annotated[
    str | None, typer.Option(help="A codebook's YAML file or folder, instead of the built-in one.")
]
Actors = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A CSV file of your own actors, which go before Comity's.")
]
CoderFile = Annotated[
    str | None,
    typer.Option(
        "--coder",
        metavar="FILE",
        help="A coder that `comity train` wrote, instead of the built-in one; or: patterns, for the codebook's alone.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", help="The file to write; standard output if not given.")
]


def show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"comity {version('comity')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads the record of relations between states into a ledger."""


@app.command()
def code(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
    ],
    ledger: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="LEDGER", help="The ledger's folder; made if it is not there."
        ),
    ],
    date: Annotated[
        str, typer.Option(metavar="DATE", help="The date of documents that do not tell theirs.")
    ] = "",
    publication: Annotated[
        str, typer.Option(help="The publication of documents that do not tell theirs.")
    ] = "",
    jobs: Jobs = None,
    text_column: Annotated[
        str, typer.Option(help="The column that holds the text, in inputs that are records.")
    ] = "",
    title_column: Annotated[str, typer.Option(help="... the title.")] = "",
    date_column: Annotated[str, typer.Option(help="... the date of publication.")] = "",
    publication_column: Annotated[str, typer.Option(help="... the publication.")] = "",
    place_column: Annotated[str, typer.Option(help="... the place or dateline.")] = "",
    language_column: Annotated[str, typer.Option(help="... the language.")] = "",
    url_column: Annotated[str, typer.Option(help="... the address.")] = "",
    id_column: Annotated[str, typer.Option(help="... the id.")] = "",
    model: Annotated[str | None, typer.Option(help="Another spaCy pipeline, by name or path.")] = None,
    actors: Actors = None,
    codebook: Codebook = None,
    coder: CoderFile = None,
) -> None:
    """Read documents and code them into a ledger; the same command again goes on where it stopped."""
    from comity import flow
    from comity.show.progress import print_report, watching

    named = {
        "text": text_column, "title": title_column, "published": date_column, "publication": publication_column,
        "place": place_column, "language": language_column, "url": url_column, "id": id_column,
    }  # fmt: skip
    asked = flow.Options(
        date=date,
        publication=publication,
        columns=tuple((name, column) for name, column in named.items() if column),
        model=model,
        actors=actors,
        codebook=codebook,
        coder=coder,
        jobs=jobs or cores(),
    )
    with resumable(f"comity code ... -o {ledger}"), watching() as watcher:
        report = flow.code(inputs, ledger, asked, watcher)
    print_report(report, ledger)
    if report.unread:
        raise typer.Exit(UNREAD)


@app.command()
def recode(
    ledger: LedgerPath,
    codebook: Codebook = None,
    actors: Actors = None,
    coder: CoderFile = None,
    jobs: Jobs = None,
) -> None:
    """Code again from what is stored, after a codebook, an actor table or Comity changed; nothing is parsed."""
    from comity import flow
    from comity.show.progress import print_report, watching

    asked = flow.Options(actors=actors, codebook=codebook, coder=coder, jobs=jobs or cores())
    with resumable(f"comity recode {ledger}"), watching() as watcher:
        report = flow.recode(ledger, asked, watcher)
    print_report(report, ledger)


@app.command()
def documents(
    ledger: LedgerPath, outcome: Outcome = "", since: Since = "", until: Until = "", limit: Limit = None
) -> None:
    """List the documents: one row for every input, whatever became of it."""
    listing("documents", ledger, limit, outcome=outcome.replace(" ", "_"), since=since, until=until)


@app.command()
def events(
    ledger: LedgerPath,
    actor: Actor = "",
    recipient: Recipient = "",
    between: Between = None,
    type_: Type = "",
    issue: Issue = "",
    since: Since = "",
    until: Until = "",
    outcome: Outcome = "",
    limit: Limit = None,
) -> None:
    """List the events: who did what to whom, when."""
    sides = {"actor": actor, "recipient": recipient, "between": between}
    listing(
        "events", ledger, limit, **sides, type=type_, issue=issue, since=since, until=until, outcome=outcome
    )


@app.command()
def statements(
    ledger: LedgerPath,
    actor: Annotated[
        str, typer.Option("--actor", "--speaker", help="A country code or part of a name: who speaks.")
    ] = "",
    recipient: Recipient = "",
    between: Between = None,
    type_: Type = "",
    issue: Issue = "",
    since: Since = "",
    until: Until = "",
    outcome: Outcome = "",
    limit: Limit = None,
) -> None:
    """List the statements: who said what, about whom, for or against."""
    sides = {"actor": actor, "recipient": recipient, "between": between}
    listing(
        "statements",
        ledger,
        limit,
        **sides,
        type=type_,
        issue=issue,
        since=since,
        until=until,
        outcome=outcome,
    )


@app.command()
def why(
    ledger: LedgerPath,
    id: Annotated[str, typer.Argument(metavar="ID", help="A record's id, or its first letters.")],
) -> None:
    """Show why a record is there: its sentence in its paragraph, who was resolved to whom, its rule."""
    from comity import flow
    from comity.ledger import Ledger
    from comity.show.why import Case, print_case

    book = Ledger(ledger)
    record = book.record(id)
    if isinstance(record, Document):
        raise OptionError(
            f"{id!r} is a document; `comity why` explains the records that `comity events {ledger}` lists"
        )
    document = book.document(record.doc)
    report = book.record(record.statement) if isinstance(record, Event) and record.statement else None
    said = report if isinstance(report, Statement) else None
    print_case(Case(record, document, flow.mentions(book, document), book.copies(document.doc), said))


@app.command()
def brief(
    ledger: LedgerPath,
    a: Annotated[str, typer.Argument(metavar="A", help="A country: code or name.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    output: Output = None,
    to: Annotated[str, typer.Option(help="html or md; the output's ending decides if not given.")] = "",
    since: Since = "",
    until: Until = "",
) -> None:
    """Write how two countries stand: what happened, where they agree and differ, what each asks."""
    from comity.ledger import Ledger
    from comity.show.brief import brief as written

    kind = to or ("md" if output is not None and output.suffix in (".md", ".markdown") else "html")
    text = written(Ledger(ledger), a, b, to=kind, since=since, until=until)
    with opened(output) as out:
        out.write(text)
    if output is not None:
        typer.echo(f"wrote {output}", err=True)


@app.command()
def positions(
    ledger: LedgerPath,
    issue: Issue = "",
    by: Annotated[str, typer.Option(help="Whose positions: country, sector or speaker.")] = "country",
    actor: Annotated[
        str, typer.Option("--actor", "--speaker", help="A country code or part of a name: who speaks.")
    ] = "",
    recipient: Recipient = "",
    between: Between = None,
    since: Since = "",
    until: Until = "",
    limit: Limit = None,
) -> None:
    """List what each side holds on an issue, and which sides agree, differ or talk past each other."""
    from itertools import islice

    from comity.analyse import debate
    from comity.ledger import Ledger

    book = Ledger(ledger)
    asked = {"actor": actor, "recipient": recipient, "between": between, "since": since, "until": until}
    told = {name: side(book, name, value) for name, value in asked.items() if value}
    found = islice(debate.positions(book.each_statement(**told), by, issue), limit)
    rows = (position.as_row() for position in found)
    if sys.stdout.isatty():
        from comity.show.terminal import print_positions

        print_positions(rows)
    else:
        for row in rows:
            print_json(row)


@app.command()
def networks(
    ledger: LedgerPath,
    kind: Annotated[
        str, typer.Option(help="affiliation, congruence, conflict or subtract (congruence less conflict).")
    ] = "congruence",
    by: Annotated[str, typer.Option(help="Actors: country, sector or speaker.")] = "country",
    on: Annotated[
        str, typer.Option(help="Concepts: issue, or concept (what statements are about).")
    ] = "issue",
    every: Annotated[str, typer.Option(help="A network for each year, month or day.")] = "",
    issue: Issue = "",
    since: Since = "",
    until: Until = "",
    raw: Annotated[
        bool, typer.Option("--raw", help="Weights as counted, without average activity normalisation.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write .graphml or .gexf; a period's name goes before the ending. Edges are listed if not given.",
        ),
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the network (.svg, .png or .html).")
    ] = None,
) -> None:
    """Discourse networks: who takes the same, or the opposite, positions on the same things."""
    from comity.analyse import networks as discourse
    from comity.ledger import Ledger

    discourse.check("--kind", kind, discourse.KINDS)
    if output is not None:
        discourse.check_ending(output)
    if plot is not None:
        from comity.show import charts

        charts.check(plot)
    book = Ledger(ledger)
    asked = {"issue": issue, "since": since, "until": until}
    told = book.each_statement(**{name: value for name, value in asked.items() if value})
    periods = discourse.by_period(discourse.stands(told, by, on, every, issue.lower().replace(" ", "_")))
    if not periods:
        typer.echo("nobody takes a side in such statements: there is no network", err=True)
    for period, stands in periods.items():
        graph = discourse.network(stands, kind, not raw)
        if output is None and plot is None:
            for row in discourse.edges(graph):
                print_json({"period": period, **row} if every else row)
        if output is not None:
            path = named_for(output, period)
            with writing(path, "-o"):
                discourse.write(graph, path)
            typer.echo(f"wrote {len(graph)} nodes and {graph.size()} edges to {path}", err=True)
        if plot is not None:
            draw_network(graph, named_for(plot, period))


def named_for(path: Path, period: str) -> Path:
    """The file of one period: net-2010.graphml of net.graphml."""
    return path.with_name(f"{path.stem}-{period}{path.suffix}") if period else path


def draw_network(graph: Any, path: Path) -> None:
    from comity.analyse import networks as discourse
    from comity.show import charts

    nodes = [{"name": node, **data} for node, data in graph.nodes(data=True)]
    with writing(path, "--plot"):
        charts.save(charts.network(nodes, discourse.edges(graph), discourse.layout(graph)), path)


@app.command()
def export(
    ledger: LedgerPath,
    to: Annotated[str, typer.Option(help="The format: jsonl.")] = "jsonl",
    output: Output = None,
) -> None:
    """Write the records in another format."""
    from comity.exchange import EXPORTS
    from comity.ledger import Ledger

    if to not in EXPORTS:
        raise OptionError(f"--to {to!r} is no format that Comity writes; choose one of: {', '.join(EXPORTS)}")
    with opened(output) as out:
        number = EXPORTS[to](Ledger(ledger), out)
    if output is not None:
        typer.echo(f"wrote {number:,} records to {output}", err=True)


@app.command()
def actor(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="A name, office, capital or side; - reads JSON lines.")
    ],
    date: Annotated[str, typer.Option(metavar="DATE", help="The day on which it was written.")] = "",
    context: Annotated[str, typer.Option(help="A sentence around it.")] = "",
    actors: Actors = None,
) -> None:
    """Look up whom a name, office, capital or collective meant on a day, best first."""
    from comity.actors import Lexicon, lookup

    lexicon = Lexicon.load(actors)
    if text == "-":
        for row in json_lines(sys.stdin):
            found = lookup(
                str(row.get("text", "")), str(row.get("date") or ""), str(row.get("context") or ""), lexicon
            )
            print_json({"id": row.get("id"), **(answer(*found[0]) if found else answer(None, 0.0))})
        return
    answers = [answer(*pair) for pair in lookup(text, date, context, lexicon)]
    if not answers:
        typer.echo(
            f"nobody is known by {text!r}; write a row in a CSV file of your own and name it with --actors",
            err=True,
        )
    print_answers(answers)


@app.command()
def actors(
    ledger: LedgerPath,
    unresolved: Annotated[
        bool,
        typer.Option("--unresolved", help="Only names that no table has, those without a country first."),
    ] = False,
    limit: Limit = None,
    actors: Actors = None,
    jobs: Jobs = None,
) -> None:
    """List who appears: how often, in which words, and whether tables, the text or nothing told the country."""
    from itertools import islice

    from comity import flow
    from comity.show.progress import watching

    asked = flow.Options(actors=actors, jobs=jobs or cores())
    with watching() as watcher:
        found = list(islice(flow.actors(ledger, asked, unresolved, watcher), limit))
    rows = (appearance.as_row() for appearance in found)
    if sys.stdout.isatty():
        from comity.show.terminal import print_actors

        print_actors(rows)
    else:
        for row in rows:
            print_json(row)


@score_app.command("records")
def score_records(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="Records coded by hand, one JSON object a line.")
    ],
    ledger: Annotated[Path, typer.Option(metavar="LEDGER", help="The ledger to compare.")],
    misses: Annotated[
        Path | None, typer.Option(help="Write what was missed, spurious or wrong to this file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> None:
    """Compare a ledger with records that somebody coded by hand: precision, recall, F1 by category."""
    from dataclasses import asdict

    from comity import score
    from comity.exchange import jsonl
    from comity.ledger import Ledger

    with opened_text(gold) as lines:
        wanted = list(json_lines(lines))
    scores = score.records(wanted, jsonl.records(Ledger(ledger)))
    if as_json:
        print_json(asdict(scores))
    else:
        score.print_scores(scores)
    if misses is not None:
        with writing(misses, "--misses"):
            score.write_misses(scores, misses)


@score_app.command("relations")
def score_relations(
    pairs: Annotated[
        Path,
        typer.Argument(
            metavar="PAIRS.jsonl",
            help='One JSON object a line: {"id", "text", "actor", "recipient", "event"}.',
        ),
    ],
    predictions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was said of each pair as JSON lines.")
    ] = None,
    coder: CoderFile = None,
    misses: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was taken for something else.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw what was taken for what (.svg, .png or .html).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> None:
    """Compare the coder with pairs of actors whose relation somebody coded by hand."""
    from comity import coding, score

    draw = drawing(plot)
    with opened_text(pairs) as lines:
        wanted = score.read_pairs(json_lines(lines), pairs.name)
    events = {pair.event for pair in wanted}
    said = coding.relations(
        wanted, coder, cores(), maybe_none="" in events, older=score.is_of_first_version(events)
    )
    scores = score.relations(wanted, [(answer.event, answer.confidence) for answer in said])
    if predictions is not None:
        with opened(predictions, "--predictions") as out:
            for pair, answer in zip(wanted, said, strict=True):
                out.write(json.dumps({"id": pair.id, **answer._asdict()}, ensure_ascii=False) + "\n")
    if misses is not None:
        with writing(misses, "--misses"):
            score.write_pair_misses(scores, misses)
    draw(scores.confusion)
    if as_json:
        print_json(score.pair_figures(scores))
    else:
        score.print_pair_scores(scores)


@app.command()
def train(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD.jsonl", help="Labelled pairs, or events coded by hand, one JSON object a line."
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The coder's file.")],
    coder: CoderFile = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw what is taken for what (.svg, .png or .html).")
    ] = None,
) -> None:
    """Fit the coder to your own labelled pairs or records, and their categories; `--coder FILE` then uses it."""
    from comity import score
    from comity.coding.learning import learn

    draw = drawing(plot)
    with opened_text(gold) as lines:
        rows = list(json_lines(lines))
    left_out = 0
    if any("kind" in row for row in rows):
        rows, left_out = score.from_records(rows)
    pairs = score.read_pairs(rows, gold.name)
    with writing(output, "-o"):
        learnt = learn(pairs, output, coder, cores())
    scores = score.relations([pairs[i] for i in learnt.kept], learnt.said)
    score.print_pair_scores(scores)
    draw(scores.confusion)
    if left_out:
        typer.echo(
            f"left out: {left_out} events whose two sides do not both stand in their sentence", err=True
        )
    if learnt.rare:
        typer.echo(f"left out, for having one pair only: {', '.join(learnt.rare)}", err=True)
    typer.echo(
        f"{output}: learnt from {len(learnt.kept):,} pairs of {len(learnt.categories)} categories; the figures are "
        "those of pairs that it had not seen, in five folds"
    )


@codebook_app.command("check")
def codebook_check(
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help="A codebook's YAML file or folder; the built-in one if not given."
        ),
    ] = None,
    model: Annotated[str | None, typer.Option(help="Another spaCy pipeline, by name or path.")] = None,
    actors: Actors = None,
) -> None:
    """Check a codebook, and with --actors your own actors: fields, dates, codes, and whether the codebook's own
    sentences give its codes."""
    from comity import flow

    problems = flow.check_codebook(path, model, actors)
    for problem in problems:
        typer.echo(problem)
    if problems:
        typer.echo(f"{len(problems)} problem{'s' if len(problems) > 1 else ''}", err=True)
        raise typer.Exit(UNREAD)
    if actors is not None:
        typer.echo(f"{actors} holds together", err=True)
    typer.echo("the codebook holds together; all of its sentences give what they should", err=True)


# --- what the commands share


def listing(kind: str, path: Path, limit: int | None, **asked: Any) -> None:
    """Rows as a table on a terminal, as JSON lines in a pipe."""
    from comity.ledger import Filter, Ledger

    book = Ledger(path)
    wanted = Filter(**{name: side(book, name, value) for name, value in asked.items() if value})
    check_words(book, kind, wanted.type, wanted.outcome)
    rows = book.rows(kind, wanted, limit)
    if sys.stdout.isatty():
        from comity.show.terminal import print_rows

        print_rows(kind, rows)
    else:
        for row in rows:
            print_json(row)


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


def answer(entity: Any, confidence: float) -> dict[str, Any]:
    fields = ("name", "country", "sector", "sectors", "office", "identifier_id")
    found = {name: getattr(entity, name, [] if name == "sectors" else "") for name in fields}
    return {**found, "sectors": list(found["sectors"]), "confidence": round(confidence, 3)}


def print_answers(answers: list[dict[str, Any]]) -> None:
    if not sys.stdout.isatty():
        for one in answers:
            print_json(one)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("name", "country", "sector", "office", "confidence"):
        table.add_column(column)
    for one in answers:
        table.add_row(*(str(one[c]) for c in ("name", "country", "sector", "office", "confidence")))
    Console().print(table)


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

    charts.check(plot)

    def draw(counts: Mapping[tuple[str, str], int]) -> None:
        with writing(plot, "--plot"):
            charts.save(charts.confusion(counts), plot)

    return draw


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def opened(path: Path | None, option: str = "-o") -> Iterator[IO[str]]:
    """A file for writing that appears whole or not at all; standard output for none or -."""
    if path is None or str(path) == "-":
        yield sys.stdout
        return
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with writing(path, option):
            with fresh.open("w", encoding="utf-8") as out:
                yield out
            os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


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


@contextmanager
def resumable(command: str) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(
            f"interrupted; what is done is kept. The same command goes on from there: {command}", err=True
        )
        raise typer.Exit(INTERRUPTED) from None


def main() -> None:
    """Runs the command; what Comity raises on purpose becomes one line and exit status 2."""
    try:
        app(prog_name="comity")
    except ComityError as error:
        typer.echo(f"comity: {error}", err=True)
        raise SystemExit(USAGE) from None
    except PermissionError as error:
        typer.echo(f"comity: {error.filename} may not be read or written; look at its permissions", err=True)
        raise SystemExit(USAGE) from None
    except BrokenPipeError:  # the reader of the pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # what is left in the buffer has no place
        typer.echo(
            "comity: no space left on the disk that takes the output; what was printed is cut", err=True
        )
        raise SystemExit(USAGE) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
