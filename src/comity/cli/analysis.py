"""Commands that show how relationships stand and move."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.app import app
from comity.cli.options import (
    Between,
    Issue,
    LedgerPath,
    Limit,
    Output,
    Plot,
    Recipient,
    Since,
    Until,
)
from comity.cli.output import (
    check_plot,
    draw,
    opened,
    print_json,
    show,
    side,
    whole_file,
)
from comity.errors import OptionError


@app.command()
def brief(
    ledger: LedgerPath,
    a: Annotated[
        str,
        typer.Argument(
            metavar="A", help="A country or body by code or name, a sector (KORMIL), or a person."
        ),
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The other.")],
    output: Output = None,
    to: Annotated[str, typer.Option(help="html, md or pdf; the output's ending decides if not given.")] = "",
    since: Since = "",
    until: Until = "",
    against: Annotated[
        str, typer.Option(metavar="PERIOD", help="Compare with another period, 1990..2000, on one page.")
    ] = "",
    against_pair: Annotated[
        tuple[str, str] | None, typer.Option(metavar="C D", help="Compare with another pair, on one page.")
    ] = None,
) -> None:
    """Write how two sides stand: what happened, where they agree and differ, what each asks."""
    from comity.ledger import Ledger
    from comity.show.brief import Against, check
    from comity.show.brief import brief as laid_out

    kind = to or kind_of(output)
    check(kind)
    other = Against(against, against_pair) if against or against_pair else None
    sheet = laid_out(Ledger(ledger), a, b, since=since, until=until, against=other)
    with opened(output, binary=kind == "pdf") as out:
        out.write(sheet.pdf() if kind == "pdf" else sheet.text(kind))
    if output is not None and str(output) != "-":
        typer.echo(f"wrote {output}", err=True)


def kind_of(output: Path | None) -> str:
    """What a brief's file is by its ending; HTML where it has none. Raises OptionError for another."""
    endings = {"": "html", ".html": "html", ".htm": "html", ".md": "md", ".markdown": "md", ".pdf": "pdf"}
    ending = output.suffix.lower() if output is not None and str(output) != "-" else ""
    if ending not in endings:
        raise OptionError(f"-o {output}: a brief is written as .html, .md or .pdf; or say which with --to")
    return endings[ending]


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
    plot: Plot = None,
) -> None:
    """List what each side holds on an issue, and which sides agree, differ or talk past each other."""
    from itertools import islice

    from comity.analyse import debate
    from comity.ledger import Ledger

    check_plot(plot)
    book = Ledger(ledger)
    asked = {"actor": actor, "recipient": recipient, "between": between, "since": since, "until": until}
    told = {name: side(book, name, value) for name, value in asked.items() if value}
    found = islice(debate.positions(book.each_statement(**told), by, issue), limit)
    if plot is not None:
        draw(issues_chart(debate.by_issue(found)), plot)
        return
    rows = (position.as_row() for position in found)
    from comity.show.terminal import print_positions

    show(rows, print_positions)


@app.command()
def projects(
    ledger: LedgerPath,
    between: Between = None,
    actor: Annotated[
        str, typer.Option(help="A country, or part of a name: who acts, speaks or is addressed.")
    ] = "",
    kind: Annotated[str, typer.Option(help="A kind of undertaking (pipelines, treaties).")] = "",
    since: Since = "",
    until: Until = "",
    limit: Limit = None,
) -> None:
    """Follow undertakings across documents: who takes part, how far each has come, what was promised, and whether
    it was kept."""
    from itertools import islice

    from comity.analyse import projects as undertakings
    from comity.analyse.parties import party
    from comity.analyse.record import extract
    from comity.ledger import Ledger

    book = Ledger(ledger)
    who = side(book, "actor", actor) if actor else ""
    if between:
        found = undertakings.projects(extract(book, *(party(book, one) for one in between)))
    else:
        found = undertakings.followed(book)
    chosen = undertakings.chosen(found, who, kind, since, until)
    rows = (project.as_row() for project in islice(chosen, limit))
    from comity.show.terminal import print_projects

    show(rows, print_projects)


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
    check_plot(plot)
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
            with whole_file(path) as fresh:
                discourse.write(graph, fresh)
            typer.echo(f"wrote {len(graph)} nodes and {graph.size()} edges to {path}", err=True)
        if plot is not None:
            draw(network_chart(graph), named_for(plot, period))


def issues_chart(rows: list[dict[str, Any]]) -> Any:
    from comity.analyse.countries import country_name
    from comity.show import charts, wording

    named = [
        row
        | {"issue": wording.label("issues", row["issue"] or "no issue"), "side": country_name(row["side"])}
        for row in rows
    ]
    return charts.issues(named)


def named_for(path: Path, period: str) -> Path:
    """The file of one period: net-2010.graphml of net.graphml."""
    return path.with_name(f"{path.stem}-{period}{path.suffix}") if period else path


def network_chart(graph: Any) -> Any:
    from comity.analyse import networks as discourse
    from comity.show import charts

    nodes = [{"name": node, **data} for node, data in graph.nodes(data=True)]
    return charts.network(nodes, discourse.edges(graph), discourse.layout(graph))
