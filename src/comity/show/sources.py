"""Documents and evidence as they are printed."""

from __future__ import annotations

from comity.analyse.relationship import Source
from comity.model import Document, Event, Record
from comity.show import wording
from comity.show.evidence import Exhibit
from comity.show.lines import Proof, SourceRow


def source_row(source: Source) -> SourceRow:
    d = source.document
    gave = f"{wording.count(source.events, 'event')}, {wording.count(source.statements, 'statement')}"
    copies = tuple(f"{_title(c)} ({wording.plain(c.input)})" for c in source.copies)
    return SourceRow(
        _title(d), wording.plain(d.publication), _published(d), _link(d), wording.plain(d.input), gave, copies
    )


def _title(document: Document) -> str:
    return wording.shortened(wording.plain(document.title or document.name or document.input), 140)


def _published(document: Document) -> str:
    when = wording.day(document.published) if document.published else "no date"
    return when + (" (year inferred)" if document.published_from == "inferred" else "")


def _link(document: Document) -> str:
    """The document's address, where it is one of the web: no other scheme becomes a link."""
    url = wording.plain(document.url)
    return url if url.startswith(("https://", "http://")) and " " not in url else ""


def proof(exhibit: Exhibit) -> Proof:
    d = exhibit.document
    where = ", ".join(part for part in (wording.plain(d.publication), _published(d)) if part)
    before, sentence, after = (wording.spaced(t) for t in (exhibit.before, exhibit.sentence, exhibit.after))
    return Proof(
        exhibit.number,
        before,
        sentence,
        after,
        _title(d),
        where,
        _link(d),
        tuple(map(_what, exhibit.records)),
    )


def _what(record: Record) -> tuple[str, str, str, str]:
    if isinstance(record, Event):
        code = f"{record.event}/{record.mode}" if record.mode else record.event
        what = f"event {wording.plain(code)}" + (
            f", {wording.label('aux', record.aux)}" if record.aux else ""
        )
    else:
        stance = {1: "for", -1: "against"}.get(record.stance, "neutral")
        what = f"statement {wording.plain(record.act)}, {stance}" + (
            ", direct quotation" if record.quote else ""
        )
    return what, wording.plain(record.rule), wording.confidence(record), wording.plain(record.id)
