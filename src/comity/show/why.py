"""Why a record is there: its sentence in its paragraph, its parts, who was resolved to whom, its rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from comity.model import Document, Entity, Event, Mention, Place, Statement
from comity.show.terminal import one_line, plain
from comity.show.wording import confidence

MARKS = {
    "actor": "bold green",
    "speaker": "bold green",
    "recipient": "bold magenta",
    "about": "magenta",
    "trigger": "bold yellow",
}


@dataclass(frozen=True)
class Case:
    """All that there is to say of one record."""

    record: Event | Statement
    document: Document
    mentions: Sequence[Mention] = ()
    copies: Sequence[Document] = ()
    report: Statement | None = None


def print_case(case: Case, console: Console | None = None) -> None:
    (console or Console()).print(rendered(case))


def rendered(case: Case) -> Group:
    return Group(
        heading(case.record),
        source(case.document),
        Text(),
        Padding(paragraph(case), (0, 2)),
        Text(),
        facts(case),
        *resolutions(case),
    )


def heading(record: Event | Statement) -> Text:
    if isinstance(record, Event):
        parts = [record.event, record.mode, f"[{record.aux}]" if record.aux else "", record.date]
    else:
        parts = [record.act, f"stance {record.stance:+d}" if record.stance else "stance 0", record.date]
    return Text("  ".join(filter(None, parts)), style="bold")


def source(document: Document) -> Text:
    parts = (document.title, document.publication, document.published, document.input)
    return Text(" · ".join(one_line(p) for p in parts if p), style="dim")


def paragraph(case: Case) -> Text:
    """The paragraph, its other sentences dimmed, the record's parts in colour."""
    document, record = case.document, case.record
    if not record.evidence:
        return Text(f"(no text: {one_line(document.reason)})", style="dim")
    start, end = around(document, record.start, record.end)
    text = Text(plain(document.text[start:end]))
    text.stylize("dim", 0, record.start - start)
    text.stylize("dim", record.end - start)
    for role, entities in roles(record):
        for entity in entities:
            text.stylize(MARKS[role], max(entity.start - start, 0), max(entity.end - start, 0))
    for word in trigger(record).split():
        found = document.text.find(word, record.start, record.end)
        if found >= 0:
            text.stylize(MARKS["trigger"], found - start, found + len(word) - start)
    return text


def around(document: Document, start: int, end: int) -> tuple[int, int]:
    for block in document.blocks:
        if block.start <= start < block.end:
            return block.start, max(block.end, end)
    return start, end


def roles(record: Event | Statement) -> list[tuple[str, tuple[Entity, ...]]]:
    if isinstance(record, Event):
        return [("actor", record.actor), ("recipient", record.recipient)]
    return [("about", record.about), ("speaker", record.speaker)]


def trigger(record: Event | Statement) -> str:
    return record.trigger if isinstance(record, Event) else record.cue


def facts(case: Case) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows_of(case):
        if value:
            table.add_row(name, Text(one_line(value)))
    return table


def rows_of(case: Case) -> Iterable[tuple[str, str]]:
    record = case.record
    if isinstance(record, Event):
        yield from ((role, described(entities)) for role, entities in roles(record))
        yield "words", record.trigger
        yield "place", spot(record.event_loc)
        yield "context", ", ".join(record.context)
        yield "quad, score", f"{record.quad_code}, {record.event_scale:+g}"
        yield "on the word of", described(case.report.speaker) if case.report else ""
    else:
        yield "speaker", described(record.speaker)
        yield "says", record.proposition
        yield "about", described(record.about)
        yield "cue", record.cue
        yield "reported by", described(record.reporter)
        yield "issue", ", ".join(record.issue)
    yield "date", f"{record.date} ({record.date_precision})" if record.date else "not known"
    yield "rule", record.rule
    yield "confidence", confidence(record)
    yield "coder", record.coder
    yield "id", record.id
    yield "document", f"{case.document.name}, {case.document.doc}"
    yield "copies", ", ".join(f"{c.input} ({c.title})" if c.title else c.input for c in case.copies)


def described(entities: Iterable[Entity]) -> str:
    return "; ".join(", ".join(filter(None, (e.name, e.office, e.country, e.sector))) for e in entities)


def spot(place: Place | None) -> str:
    """ "Geneva, CHE (46.2, 6.15)"; without what is not known."""
    if place is None:
        return ""
    at = "" if place.lat is None or place.lon is None else f" ({place.lat:g}, {place.lon:g})"
    return ", ".join(filter(None, (place.name, place.country))) + at


def resolutions(case: Case) -> list[Text]:
    """Who was resolved to whom, and why: the mentions in the record's sentence that are its parties."""
    wanted = {(e.start, e.end) for _, entities in roles(case.record) for e in entities}
    found: dict[str, None] = {}
    for mention in case.mentions:
        for entity in mention.entities:
            if (entity.start, entity.end) in wanted and mention.how:
                found[f"“{one_line(entity.text)}” → {one_line(entity.name)}: {one_line(mention.how)}"] = None
    return (
        [Text(), Text("Who is meant", style="bold"), *(Text(f"  {line}") for line in found)] if found else []
    )
