"""Commands that show the records of a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.app import app
from comity.cli.options import (
    Actor,
    Between,
    Issue,
    LedgerPath,
    Limit,
    Outcome,
    Recipient,
    Since,
    Type,
    Until,
)
from comity.cli.output import check_plot, draw, events_asked, listing
from comity.errors import OptionError
from comity.model import Document, Event, Statement


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
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw them along a line of time (.svg, .png or .html) instead."),
    ] = None,
    map_: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="Draw on a map where they took place instead."),
    ] = None,
) -> None:
    """List the events: who did what to whom, when."""
    asked: dict[str, Any] = {"actor": actor, "recipient": recipient, "between": between, "type": type_}
    asked |= {"issue": issue, "since": since, "until": until, "outcome": outcome}
    if plot is None and map_ is None:
        listing("events", ledger, limit, **asked)
        return
    from comity.analyse.happenings import happenings
    from comity.show import charts, figures

    check_plot(plot)
    check_plot(map_, "--map")
    told = happenings(events_asked(ledger, limit, **asked))
    if plot is not None:
        draw(charts.timeline(figures.lane_rows(told)), plot)
    if map_ is not None:
        draw(charts.places(figures.place_rows(told)), map_, "--map")


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
