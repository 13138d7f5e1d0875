"""Commands that show the records of a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.app import app
from comity.cli.options import (
    Actor,
    Between,
    Issue,
    LedgerPath,
    Limit,
    Outcome,
    Plot,
    Recipient,
    Since,
    Type,
    Until,
)
from comity.cli.output import (
    check_plot,
    chosen,
    drawn,
    listing,
)
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
    plot: Plot = None,
) -> None:
    """List the events: who did what to whom, when; or draw a map of where."""
    asked = {"actor": actor, "recipient": recipient, "between": between, "type": type_, "issue": issue}
    asked |= {"since": since, "until": until, "outcome": outcome}
    if plot is None:
        listing("events", ledger, limit, **asked)
        return
    check_plot(plot)
    from comity.show import plots

    drawn(plots.places(chosen("events", ledger, limit, **asked)), plot)


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
