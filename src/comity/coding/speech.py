"""Speech acts that PLOVER also knows: a demand on another state is a statement and a REQUEST."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comity.coding.acts import Addressed
from comity.coding.codebook import Codebook
from comity.coding.events import PUBLIC, Finding
from comity.model import Statement


def beside(read: Iterable[Finding], spoken: Iterable[Finding]) -> list[Finding]:
    """The events that were read, and those that statements are in sentences where none of their kind was."""
    read = list(read)
    known = {(f.proposition.sentence, f.category) for f in read}
    known |= {(f.proposition.sentence, "AGREE") for f in read if f.category == "CONSULT"}
    said = {f.proposition.index for f in read}
    return read + [
        f
        for f in spoken
        if f.proposition.index not in said and (f.proposition.sentence, f.category) not in known
    ]


def as_event(codebook: Codebook, addressed: Addressed | None, statement: Statement) -> Iterator[Finding]:
    """The event that a statement is, where the codebook says that its act is one, its stance is the act's
    own, and speaker and addressee are different sides with a country each."""
    act = codebook.statements[statement.act]
    if addressed is None or not act.event or statement.stance != act.scale:
        return
    if not any(e.country for e in addressed.speaker):
        return
    by_cue = statement.rule.startswith(f"{statement.act}/") or statement.act == "criticise"
    others = tuple(e for e in addressed.others if e.sector in PUBLIC)
    if not others or not by_cue:  # what a mere "said" calls for is addressed to nobody
        return
    category, _, mode = act.event.partition("/")
    p = addressed.proposition
    if any(pattern.category == category for pattern in codebook.patterns.get((p.kind, p.lemma), ())):
        return  # the event patterns know the word, and found no such event in it
    yield Finding(
        proposition=addressed.proposition,
        rule=f"statement/{statement.act}",
        precision=0.5,
        words=frozenset(),
        category=category,
        mode=mode,
        aux="",
        actor=addressed.speaker,
        recipient=others,
    )
