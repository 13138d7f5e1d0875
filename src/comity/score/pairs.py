"""Marked pairs against what somebody said of them: a sentence, an actor, a recipient, one category.

Categories may be PLOVER's or anybody's. PLOVER's first version had YIELD for what is CONCEDE or RETREAT today, and drew
other borders (sanctions COERCE, convictions ACCUSE, a promise to yield AGREE): where the pairs have YIELD, the coder is
asked for the categories of that version, and one that knows only today's is forgiven the name. Quad classes are PLOVER's for the categories that it knows, and
are not given where a pair has another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from comity.errors import InputError
from comity.score.coded import COLUMNS, Category, Rates, figure, new_table, rules, several

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

Spans = tuple[tuple[int, int], ...]
MEASURES = ("root_macro_f1", "root_accuracy", "quad_macro_f1", "cooperation_conflict_macro_f1")
NONE = ""  # the category of a pair between which nothing is done


class MarkedPair(NamedTuple):
    """A line of PAIRS. Spans are half open, in characters of `text`; `event` is "" where nothing is done; `trigger`,
    `mode` and `aux` may be empty."""

    id: Any
    text: str
    actor: Spans
    recipient: Spans
    event: str
    trigger: Spans = ()
    mode: str = ""
    aux: str = ""


@dataclass(frozen=True)
class PairScores:
    """`confusion` counts (category by hand, category said); macro figures are means over the categories by hand."""

    pairs: int
    root_macro_f1: float
    root_accuracy: float
    quad_macro_f1: float | None
    cooperation_conflict_macro_f1: float | None
    categories: tuple[Category, ...]
    confusion: Mapping[tuple[str, str], int]
    misses: tuple[tuple[MarkedPair, str, float], ...] = field(repr=False)


def read_pairs(rows: Iterable[Mapping[str, Any]], name: str = "PAIRS") -> list[MarkedPair]:
    """The rows as marked pairs. Raises InputError naming the pair that is not well formed, and what it lacks."""
    pairs = []
    for number, row in enumerate(rows, 1):
        place = f"{name}, pair {number}"
        if not isinstance(row, Mapping):
            raise InputError(f"{place}: not a JSON object")
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{place}: has no 'text'")
        sides = {
            side: spans_of(row.get(side), text, f"{place}: {side!r}")
            for side in ("actor", "recipient", "trigger")
        }
        for side in ("actor", "recipient"):
            if not sides[side]:
                raise InputError(
                    f"{place}: {side!r} is missing; give [[start, end], ...], characters of 'text'"
                )
        event = row.get("event")
        if event is not None and not isinstance(event, str):
            raise InputError(f"{place}: 'event' is {event!r}; give one category, or \"\" for none")
        event = "" if event is None or event.lower() == "none" else event
        told = [str(row.get(key) or "") for key in ("mode", "aux")]
        pairs.append(
            MarkedPair(
                row.get("id", number),
                text,
                sides["actor"],
                sides["recipient"],
                event,
                sides["trigger"],
                *told,
            )
        )
    if not pairs:
        raise InputError(
            f'{name}: holds no pair; each line is {{"id", "text", "actor", "recipient", "event"}}'
        )
    return pairs


def from_records(rows: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """The events among plain records as the rows of marked pairs, and how many could not be used: those without a
    sentence, or with a side whose name is not in it. Of an event without a recipient, the first of its actors is
    one side and the others are the other."""
    found: list[dict[str, Any]] = []
    left_out = 0
    for row in rows:
        if row.get("kind") != "event":
            continue
        text = row.get("sentence") or row.get("evidence") or ""
        actors, others = several(row.get("actor")), several(row.get("recipient"))
        if not others:
            actors, others = actors[:1], actors[1:]
        begin = row.get("start") if row.get("evidence") == text else None
        sides = [[span for e in side if (span := place_of(e, text, begin))] for side in (actors, others)]
        if all(sides) and not any(a < d and c < b for a, b in sides[0] for c, d in sides[1]):
            told = {key: row.get(key) for key in ("id", "event", "mode", "aux")}
            found.append({"text": text, "actor": sides[0], "recipient": sides[1], **told})
        else:
            left_out += 1
    return found, left_out


def place_of(entity: Any, text: str, begin: int | None) -> list[int] | None:
    """Where an entity stands in its sentence, which begins at `begin` of its document: by its offsets, else by its
    words or name."""
    entity = entity if isinstance(entity, Mapping) else {"name": str(entity)}
    if begin is not None and entity.get("end"):
        span = [entity["start"] - begin, entity["end"] - begin]
        if 0 <= span[0] < span[1] <= len(text):
            return span
    for words in (entity.get("text"), entity.get("name")):
        if words and (at := text.find(str(words))) >= 0:
            return [at, at + len(str(words))]
    return None


def spans_of(value: Any, text: str, place: str) -> Spans:
    if value is None:
        return ()
    if isinstance(value, list) and len(value) == 2 and all(isinstance(x, int) for x in value):
        value = [value]
    try:
        found = tuple((int(start), int(end)) for start, end in value)
    except (TypeError, ValueError):
        raise InputError(f"{place} is {value!r}; give [[start, end], ...], characters of 'text'") from None
    for start, end in found:
        if not 0 <= start < end <= len(text):
            raise InputError(f"{place}: {[start, end]} lies outside of the {len(text)} characters of 'text'")
    return found


def is_of_first_version(events: Iterable[str]) -> bool:
    """Whether the categories are those of PLOVER's first version: one of them is no longer there."""
    return not set(rules()["older"]).isdisjoint(events)


def relations(pairs: Sequence[MarkedPair], said: Sequence[tuple[str, float]]) -> PairScores:
    """The figures of categories with their confidences, one a pair, in the pairs' order."""
    older = rules()["older"]
    gold = [pair.event for pair in pairs]
    merged = {new: old for old, news in older.items() if old in gold for new in news}
    answers = [merged.get(category, category) for category, _ in said]
    quads: Mapping[str, int] = {**rules()["quads"], NONE: 0}
    quad = cooperation = None
    if set(gold) <= set(quads):
        classes = [[str(quads.get(c, 0)) for c in side] for side in (gold, answers)]
        quad = macro_f1(*classes)
        cooperation = macro_f1(*([str((int(c) + 1) // 2) for c in side] for side in classes))
    return PairScores(
        pairs=len(pairs),
        root_macro_f1=macro_f1(gold, answers),
        root_accuracy=sum(g == a for g, a in zip(gold, answers, strict=True)) / len(gold),
        quad_macro_f1=quad,
        cooperation_conflict_macro_f1=cooperation,
        categories=tuple(category(name, gold, answers) for name in sorted({*gold, *answers})),
        confusion=Counter(zip(gold, answers, strict=True)),
        misses=tuple(
            (pair, answer, confidence)
            for pair, answer, (_, confidence) in zip(pairs, answers, said, strict=True)
            if pair.event != answer
        ),
    )


def category(name: str, gold: Sequence[str], answers: Sequence[str]) -> Category:
    owed, given = gold.count(name), answers.count(name)
    right = sum(g == a == name for g, a in zip(gold, answers, strict=True))
    precision, recall = right / given if given else 0.0, right / owed if owed else 0.0
    f1 = 2 * right / (owed + given) if owed + given else 0.0
    return Category(name, owed, given, right, Rates(precision, recall, f1))


def macro_f1(gold: Sequence[str], answers: Sequence[str]) -> float:
    """The mean F1 over the labels of `gold`."""
    scores = [category(name, gold, answers).rates.f1 for name in sorted(set(gold))]
    return sum(scores) / len(scores)


def print_pair_scores(scores: PairScores, console: Console | None = None) -> None:
    """Three tables: the figures, each category, what was taken for what."""
    from rich.console import Console as Terminal

    console = console or Terminal()
    table = new_table(f"{scores.pairs} pairs", "", "")
    for name in MEASURES:
        table.add_row(name.replace("_", " "), figure(getattr(scores, name)))
    console.print(table)
    table = new_table("by category", *COLUMNS)
    for one in scores.categories:
        table.add_row(
            one.name or "none", *map(str, (one.gold, one.predicted, one.right)), *map(figure, one.rates)
        )
    console.print(table)
    console.print(confusion_table(scores))


def confusion_table(scores: PairScores) -> Table:
    """A row for each category by hand, a column for each that was said; the first four letters name a column."""
    names = [one.name for one in scores.categories]
    table = new_table("taken for (columns), of what is (rows)", "", *(n[:4] or "none" for n in names))
    for gold in names:
        if any(scores.confusion.get((gold, said), 0) for said in names):
            counts = (scores.confusion.get((gold, said), 0) for said in names)
            table.add_row(gold or "none", *(str(n) if n else "·" for n in counts))
    return table


def pair_figures(scores: PairScores) -> dict[str, Any]:
    """The figures as JSON has them; `confusion` by hand, then said."""
    confusion: dict[str, dict[str, int]] = {}
    for (gold, said), n in sorted(scores.confusion.items()):
        confusion.setdefault(gold or "none", {})[said or "none"] = n
    figures = {name: getattr(scores, name) for name in ("pairs", *MEASURES)}
    categories = [{**one._asdict(), "rates": one.rates._asdict()} for one in scores.categories]
    return {**figures, "categories": categories, "confusion": confusion}


def write_pair_misses(scores: PairScores, path: Path) -> None:
    """One paragraph a miss: what it is, what was said, and the sentence with its two sides marked."""
    lines = [
        f"{pair.id}  {pair.event or 'none'}, said {answer or 'none'} ({confidence:.2f})\n  “{marked(pair)}”\n"
        for pair, answer, confidence in scores.misses
    ]
    path.write_text("\n".join(lines), encoding="utf-8")


def marked(pair: MarkedPair) -> str:
    return with_marks(pair.text, [(pair.actor, "[A ", "]"), (pair.recipient, "[B ", "]")])


def with_marks(text: str, sides: Iterable[tuple[Spans, str, str]]) -> str:
    """The text with marks before and after spans; where one ends and another begins, the end goes first. White
    space is one space."""
    marks = [
        (at, opens, mark)
        for spans, before, after in sides
        for start, end in spans
        for at, opens, mark in ((start, True, before), (end, False, after))
    ]
    for at, _, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return " ".join(text.split())
