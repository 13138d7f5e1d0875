"""Whether a codebook holds together: its fields, and its own sentences, which are its tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from comity.coding.codebook import Category, Codebook
from comity.model import Entity, Event, Statement

Records = tuple[tuple[Event, ...], tuple[Statement, ...]]
Code = Callable[[list[str]], list[Records]]


def check(codebook: Codebook, code: Code) -> list[str]:
    """What is wrong, one line each: codes without sentences, and sentences that do not give their code.

    `code` codes each of a list of sentences as a document of its own.
    """
    problems = [
        f"{name}: no yes: sentence; a code is tested by its own sentences"
        for name, entry in (*codebook.events.items(), *codebook.statements.items())
        if entry.patterns and not entry.yes
    ]
    cases = list(sentences(codebook))
    results = code([text for _, _, text, _ in cases]) if cases else []
    for (kind, entry, text, wanted), (events, statements) in zip(cases, results, strict=True):
        records: tuple[Event | Statement, ...] = events if kind == "event" else statements
        problem = verdict(entry, records, wanted)
        if problem:
            problems.append(f"{entry.name}: {text!r}: {problem}")
    return problems


def sentences(codebook: Codebook) -> Iterable[tuple[str, Category, str, Mapping[str, Any] | None]]:
    for kind, entries in (("event", codebook.events), ("statement", codebook.statements)):
        for entry in entries.values():
            for case in entry.yes:
                yield kind, entry, str(case.get("s", "")), case
            for text in entry.no:
                yield kind, entry, str(text), None


def verdict(entry: Category, records: Iterable[Event | Statement], wanted: Mapping[str, Any] | None) -> str:
    """Empty where the records are as wanted; `wanted` None: none of this code may be there."""
    same = [r for r in records if code_of(r) == entry.name]
    if wanted is None:
        return f"must not give {entry.name}" if same else ""
    if any(agrees(r, wanted) for r in same):
        return ""
    others = ", ".join(describe(r) for r in records) or "nothing"
    return f"should give {entry.name} {describe_wanted(wanted)}, gives {others}"


def code_of(record: Event | Statement) -> str:
    return record.event if isinstance(record, Event) else record.act


def agrees(record: Event | Statement, wanted: Mapping[str, Any]) -> bool:
    for field in ("actor", "recipient", "speaker"):
        if field in wanted and sorted(wanted[field]) != countries(getattr(record, field, ())):
            return False
    return all(
        getattr(record, f, None) == wanted[f] for f in ("mode", "aux", "stance", "date") if f in wanted
    )


def countries(entities: Iterable[Entity]) -> list[str]:
    return sorted({e.country or e.name for e in entities})


def describe(record: Event | Statement) -> str:
    if isinstance(record, Event):
        who = f"{'+'.join(countries(record.actor))}→{'+'.join(countries(record.recipient))}"
        return f"{record.event} {record.mode} {record.aux} {who}".replace("  ", " ")
    return f"{record.act} {record.stance} by {'+'.join(countries(record.speaker))}"


def describe_wanted(wanted: Mapping[str, Any]) -> str:
    return ", ".join(f"{k} {v}" for k, v in wanted.items() if k != "s")
