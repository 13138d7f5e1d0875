"""Records coded by hand against the ledger's: matched one to one, counted by category, misses kept for reading.

A record of the ledger and one coded by hand are the same when they stand in the same document, are of one kind
and their evidence overlaps; each is matched once, so that the whole match is the best there is. *Found* asks for
no more than that. *Strict* asks of an event the category and the countries on both sides, of a statement the
speaker and the act. What was coded by hand as `debatable` is neither owed nor held against the ledger.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy
import yaml

from comity.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rich.console import Console
    from rich.table import Table

Row = Mapping[str, Any]
Words = frozenset[str]
KINDS = ("event", "statement")
ROLES = {"event": ("actor", "recipient"), "statement": ("speaker", "about")}


class Rates(NamedTuple):
    precision: float
    recall: float
    f1: float


class Category(NamedTuple):
    """One PLOVER category or statement act; `right` are its strict matches, debatable ones included."""

    name: str
    gold: int
    predicted: int
    right: int
    rates: Rates


class Miss(NamedTuple):
    """`missed` was owed and not found, `spurious` found and not there, `wrong` found and coded otherwise."""

    what: Literal["missed", "spurious", "wrong"]
    kind: str
    doc: str
    gold: Row | None
    predicted: Row | None


@dataclass(frozen=True)
class KindScores:
    """The figures of all events or of all statements; a measure is None where nothing could be measured."""

    gold: int
    debatable: int
    predicted: int
    matched: int
    found: Rates
    strict: Rates
    measures: Mapping[str, float | None]
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class Scores:
    documents: int
    event: KindScores
    statement: KindScores
    on_furniture: int
    ignored: tuple[str, ...]  # documents of the ledger that nobody coded by hand
    misses: tuple[Miss, ...] = field(repr=False)


def records(gold: Iterable[Row], predictions: Iterable[Row]) -> Scores:
    """Compares plain records; documents are those of `gold`, whatever else the ledger holds. Raises InputError
    where a row of `gold` is no record."""
    rows = list(gold)
    for number, row in enumerate(rows, 1):
        if missing := [name for name in ("kind", "doc") if name not in row]:
            raise InputError(
                f"record {number} coded by hand has no {missing[0]!r}; records have the ledger's shape"
            )
    by_hand = [Reading.of(row, gold=True) for row in rows if row["kind"] in KINDS]
    coded = [Reading.of(row) for row in predictions if row.get("kind") in KINDS]
    documents = {short_name(row["doc"]) for row in rows}
    furniture = {
        short_name(row["doc"]): row.get("furniture", []) for row in rows if row["kind"] == "document"
    }
    matches = {kind: matches_of(kind, by_hand, coded, documents) for kind in KINDS}
    return Scores(
        documents=len(documents),
        event=kind_scores("event", matches["event"]),
        statement=kind_scores("statement", matches["statement"]),
        on_furniture=sum(
            on_furniture(reading, furniture.get(reading.doc, []))
            for found in matches.values()
            for reading in found.spurious
        ),
        ignored=tuple(sorted({reading.doc for reading in coded} - documents)),
        misses=tuple(miss for kind in KINDS for miss in misses_of(kind, matches[kind])),
    )


# A record, ready to be compared -----------------------------------------------------------------------------


class Side(NamedTuple):
    """The entities in one role: their countries, and each one's name in words."""

    countries: Words
    names: tuple[Words, ...]
    persons: tuple[bool, ...]


@dataclass(frozen=True, eq=False)
class Reading:
    """A plain record with everything in the form in which it is compared; `label` is the category or the act."""

    row: Row
    kind: str
    doc: str
    words: Words
    label: str
    alternatives: Words
    debatable: bool
    sides: Mapping[str, Side]

    @classmethod
    def of(cls, row: Row, gold: bool = False) -> Reading:
        first, second = ("sentence", "evidence") if gold else ("evidence", "sentence")
        label = "event" if row["kind"] == "event" else "act"
        return cls(
            row=row,
            kind=row["kind"],
            doc=short_name(row.get("doc", "")),
            words=words_of(row.get(first) or row.get(second)),
            label=code(row.get(label)),
            alternatives=frozenset(code(other) for other in several(row.get(f"{label}_alt"))),
            debatable=bool(row.get("debatable")),
            sides={role: side_of(row.get(role)) for role in ROLES[row["kind"]]},
        )

    def codes(self, column: str) -> Words:
        return frozenset(code(value) for value in several(self.row.get(column)) if value)

    @property
    def stance(self) -> int | None:
        value = self.row.get("stance")
        try:
            return int(float(value))  # type: ignore[arg-type]
        except (TypeError, ValueError):
            stance: int | None = rules()["stances"].get(code(value))
            return stance


@functools.cache
def rules() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load((files("comity") / "data" / "scoring.yaml").read_text("utf-8"))
    return table | {"titles": frozenset(table["titles"].split())}


def short_name(doc: object) -> str:
    return re.sub(r"\.(txt|json)$", "", str(doc).rsplit("/", 1)[-1])


def words_of(text: str | None) -> Words:
    return frozenset(re.findall(r"\w+", (text or "").lower()))


def name_words(name: str | None) -> Words:
    titles: Words = rules()["titles"]
    return frozenset(word for word in words_of(name) if len(word) > 1) - titles


def several(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def code(value: object) -> str:
    """The spelling of a code: "Natural resource" and "natural_resource" are one."""
    return re.sub(r"[\s\-/]+", "_", str(value or "").strip().lower())


def side_of(value: Any) -> Side:
    entities = [e if isinstance(e, dict) else {"name": str(e)} for e in several(value)]
    return Side(
        countries=frozenset(country for entity in entities for country in countries_of(entity)),
        names=tuple(name_words(entity.get("name")) for entity in entities),
        persons=tuple(bool(entity.get("person")) for entity in entities),
    )


def countries_of(entity: Row) -> Iterator[str]:
    for value in several(entity.get("country")):
        if country := str(value).strip().upper():
            yield rules()["countries"].get(country, country)


# When two records agree -------------------------------------------------------------------------------------


def overlap(one: Words, other: Words) -> float:
    """Shared words over the smaller set; fewer than three shared words (or all, of a shorter one) are none."""
    smaller = min(len(one), len(other))
    shared = len(one & other)
    return shared / smaller if smaller and shared >= min(3, smaller) else 0.0


def jaccard(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other) if one or other else 1.0


def same_speaker(gold: Reading, coded: Reading) -> bool:
    """The same countries; and a name in common for each person, and for everyone who is of no country."""
    owed, given = gold.sides["speaker"], coded.sides["speaker"]
    if not given.names or (owed.countries and owed.countries != given.countries):
        return False
    by_name = [
        name for name, person in zip(owed.names, owed.persons, strict=True) if person or not owed.countries
    ]
    if not all(any(name & other for other in given.names) for name in by_name):
        return False
    return bool(owed.names or not given.countries)


def same_sides(gold: Reading, coded: Reading) -> bool:
    """The countries where gold put them; a side that gold gives no country is not tested."""
    return all(
        not gold.sides[role].countries or gold.sides[role].countries == coded.sides[role].countries
        for role in ("actor", "recipient")
    )


def strictly_same(gold: Reading, coded: Reading) -> bool:
    if gold.label != coded.label:
        return False
    return same_sides(gold, coded) if gold.kind == "event" else same_speaker(gold, coded)


def likeness(gold: Reading, coded: Reading) -> float:
    """How well two records agree, 0 to 1: decides between records on one sentence."""
    if gold.kind == "event":
        actors, recipients = (
            jaccard(gold.sides[role].countries, coded.sides[role].countries)
            for role in ("actor", "recipient")
        )
        return 0.5 * (gold.label == coded.label) + 0.25 * actors + 0.25 * recipients
    speaker, act = same_speaker(gold, coded), gold.label == coded.label
    return 0.5 * speaker + 0.3 * act + 0.2 * (gold.stance == coded.stance)


def gain(gold: Reading, coded: Reading) -> float:
    """What a match is worth; 0 where it is not allowed."""
    shared = overlap(gold.words, coded.words)
    if shared < rules()["evidence_overlap"]:
        return 0.0
    worth = 1 + 0.5 * shared + 0.5 * jaccard(gold.words, coded.words) + likeness(gold, coded)
    return worth - (0.05 if gold.debatable else 0)


def on_furniture(reading: Reading, furniture: Sequence[str]) -> bool:
    return any(
        len(reading.words & words_of(line)) / len(reading.words) >= rules()["furniture_overlap"]
        for line in furniture
        if reading.words
    )


# Matching ---------------------------------------------------------------------------------------------------


class Matches(NamedTuple):
    pairs: list[tuple[Reading, Reading]]  # gold, coded
    missed: list[Reading]
    spurious: list[Reading]

    @property
    def gold(self) -> list[Reading]:
        return [gold for gold, _ in self.pairs] + self.missed

    @property
    def coded(self) -> list[Reading]:
        return [coded for _, coded in self.pairs] + self.spurious


def matches_of(kind: str, gold: list[Reading], coded: list[Reading], documents: set[str]) -> Matches:
    """Document by document, in the order of their names."""
    owed, given = grouped(kind, gold), grouped(kind, coded)
    found = Matches([], [], [])
    for doc in sorted(documents):
        pairs = match(owed[doc], given[doc])
        matched = {id(reading) for pair in pairs for reading in pair}
        found.pairs.extend(pairs)
        found.missed.extend(reading for reading in owed[doc] if id(reading) not in matched)
        found.spurious.extend(reading for reading in given[doc] if id(reading) not in matched)
    return found


def grouped(kind: str, readings: list[Reading]) -> dict[str, list[Reading]]:
    groups = defaultdict(list)
    for reading in readings:
        if reading.kind == kind:
            groups[reading.doc].append(reading)
    return groups


def match(gold: list[Reading], coded: list[Reading]) -> list[tuple[Reading, Reading]]:
    """The one-to-one match of the greatest total gain."""
    if not gold or not coded:
        return []
    worth = numpy.array([[gain(one, other) for other in coded] for one in gold])
    if len(gold) > len(coded):
        pairs = [(i, j) for j, i in enumerate(assignment(-worth.T))]
    else:
        pairs = list(enumerate(assignment(-worth)))
    return [(gold[i], coded[j]) for i, j in pairs if worth[i, j] > 0]


def assignment(cost: NDArray[numpy.float64]) -> list[int]:
    """The column of each row that makes the sum of costs least, with at least as many columns as rows.

    Shortest augmenting paths: rows are placed one by one, each time along the path of least reduced cost
    to a free column. Rows and columns count from 1; column 0 stands for the row that is being placed.
    """
    rows, columns = cost.shape
    row_price, column_price = numpy.zeros(rows + 1), numpy.zeros(columns + 1)
    row_at = numpy.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        row_at[0], column = row, 0
        slack, before = numpy.full(columns + 1, numpy.inf), numpy.zeros(columns + 1, dtype=int)
        seen = numpy.zeros(columns + 1, dtype=bool)
        while row_at[column]:
            seen[column] = True
            here = row_at[column]
            reduced = cost[here - 1] - row_price[here] - column_price[1:]
            nearer = numpy.flatnonzero(~seen[1:] & (reduced < slack[1:])) + 1
            slack[nearer], before[nearer] = reduced[nearer - 1], column
            column = int(numpy.argmin(numpy.where(seen, numpy.inf, slack)))
            step = slack[column]
            row_price[row_at[seen]] += step
            column_price[seen] -= step
            slack[~seen] -= step
        while column:
            row_at[column] = row_at[before[column]]
            column = before[column]
    column_of = {int(row): column - 1 for column, row in enumerate(row_at) if column and row}
    return [column_of[row] for row in range(1, rows + 1)]


# Counting ---------------------------------------------------------------------------------------------------


def kind_scores(kind: str, found: Matches) -> KindScores:
    owed = sum(not gold.debatable for gold in found.gold)
    strict = [pair for pair in found.pairs if strictly_same(*pair)]
    measure = event_measures if kind == "event" else statement_measures
    return KindScores(
        gold=owed,
        debatable=len(found.gold) - owed,
        predicted=len(found.coded),
        matched=len(found.pairs),
        found=rates(found.pairs, len(found.coded), owed),
        strict=rates(strict, len(found.coded), owed),
        measures=measure(found.pairs),
        categories=tuple(categories_of(found, strict)),
    )


def rates(right: Sequence[tuple[Reading, Reading]], predicted: int, owed: int) -> Rates:
    """Precision counts every match, recall those that were owed."""
    sure = sum(not gold.debatable for gold, _ in right)
    precision = len(right) / predicted if predicted else float(not owed)
    recall = sure / owed if owed else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Rates(precision, recall, f1)


def categories_of(found: Matches, strict: list[tuple[Reading, Reading]]) -> Iterator[Category]:
    gold = Counter(reading.label for reading in found.gold if not reading.debatable)
    predicted = Counter(reading.label for reading in found.coded)
    for name in sorted(gold | predicted):
        right = [pair for pair in strict if pair[0].label == name]
        yield Category(
            name, gold[name], predicted[name], len(right), rates(right, predicted[name], gold[name])
        )


def event_measures(pairs: list[tuple[Reading, Reading]]) -> dict[str, float | None]:
    same_type = [pair for pair in pairs if pair[0].label == pair[1].label]
    dates = [(str(g.row.get("date") or ""), str(c.row.get("date") or "")) for g, c in pairs]
    dated = [pair for pair in dates if pair[0]]
    return {
        "actor_country_f1": set_f1(
            (g.sides["actor"].countries, c.sides["actor"].countries) for g, c in pairs
        ),
        "recipient_country_f1": set_f1(
            (g.sides["recipient"].countries, c.sides["recipient"].countries) for g, c in pairs
        ),
        "participant_country_f1": set_f1((participants(g), participants(c)) for g, c in pairs),
        "type_acc": mean(g.label == c.label for g, c in pairs),
        "type_acc_with_alternatives": mean(c.label in g.alternatives | {g.label} for g, c in pairs),
        "mode_acc": mean(same_code("mode", g, c) for g, c in same_type if g.row.get("mode")),
        "aux_acc": mean(same_code("aux", g, c) for g, c in pairs),
        "context_jaccard": mean(jaccard(g.codes("context"), c.codes("context")) for g, c in pairs),
        "date_acc": mean(owed == given for owed, given in dated),
        "date_compatible": mean(
            bool(given) and (owed.startswith(given) or given.startswith(owed)) for owed, given in dated
        ),
        "date_abstain_acc": mean(not given for owed, given in dates if not owed),
    }


def statement_measures(pairs: list[tuple[Reading, Reading]]) -> dict[str, float | None]:
    return {
        "speaker_acc": mean(same_speaker(g, c) for g, c in pairs),
        "speaker_country_f1": set_f1(
            (g.sides["speaker"].countries, c.sides["speaker"].countries) for g, c in pairs
        ),
        "act_acc": mean(g.label == c.label for g, c in pairs),
        "act_acc_with_alternatives": mean(c.label in g.alternatives | {g.label} for g, c in pairs),
        "stance_acc": mean(g.stance == c.stance for g, c in pairs),
        "issue_jaccard": mean(jaccard(g.codes("issue"), c.codes("issue")) for g, c in pairs),
        "about_country_f1": set_f1(
            (g.sides["about"].countries, c.sides["about"].countries) for g, c in pairs
        ),
        "quote_acc": mean(
            bool(g.row.get("quote")) == bool(c.row["quote"]) for g, c in pairs if "quote" in c.row
        ),
    }


def participants(reading: Reading) -> Words:
    return reading.sides["actor"].countries | reading.sides["recipient"].countries


def same_code(column: str, gold: Reading, coded: Reading) -> bool:
    return code(gold.row.get(column)) == code(coded.row.get(column))


def mean(values: Iterable[float]) -> float | None:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else None


def set_f1(pairs: Iterable[tuple[Words, Words]]) -> float | None:
    shared = total = 0
    for one, other in pairs:
        shared += len(one & other)
        total += len(one) + len(other)
    return 2 * shared / total if total else None


# Showing ----------------------------------------------------------------------------------------------------


def misses_of(kind: str, found: Matches) -> Iterator[Miss]:
    """In the order of documents; what was debatable by hand is no miss."""
    misses = [
        *(Miss("missed", kind, gold.doc, gold.row, None) for gold in found.missed if not gold.debatable),
        *(Miss("wrong", kind, g.doc, g.row, c.row) for g, c in found.pairs if not strictly_same(g, c)),
        *(Miss("spurious", kind, coded.doc, None, coded.row) for coded in found.spurious),
    ]
    yield from sorted(misses, key=lambda miss: miss.doc)


def print_scores(scores: Scores, console: Console | None = None) -> None:
    """Tables of the figures: both kinds, each measure, each category."""
    from rich.console import Console as Terminal

    console = console or Terminal()
    console.print(kinds_table(scores))
    for kind, part in (("event", scores.event), ("statement", scores.statement)):
        console.print(categories_table(kind, part))
        console.print(measures_table(kind, part))
    debatable = scores.event.debatable + scores.statement.debatable
    console.print(f"debatable in gold, neither owed nor held against the ledger: {debatable}")
    console.print(f"records on page furniture: {scores.on_furniture}")
    if scores.ignored:
        console.print(f"not compared, nobody coded them by hand: {len(scores.ignored)} documents")


def kinds_table(scores: Scores) -> Table:
    table = new_table(f"{scores.documents} documents", *COLUMNS)
    for name, part in (("events", scores.event), ("statements", scores.statement)):
        for degree, right in (("found", part.found), ("strict", part.strict)):
            counts = (part.gold, part.predicted, round(right.precision * part.predicted))
            table.add_row(f"{name} {degree}", *map(str, counts), *map(figure, right))
    return table


COLUMNS = ("", "gold", "predicted", "right", "P", "R", "F1")


def categories_table(kind: str, part: KindScores) -> Table:
    table = new_table(f"{kind}s by category (strict)", *COLUMNS)
    for category in part.categories:
        counts = (category.gold, category.predicted, category.right)
        table.add_row(
            category.name.upper() if kind == "event" else category.name,
            *map(str, counts),
            *map(figure, category.rates),
        )
    return table


def measures_table(kind: str, part: KindScores) -> Table:
    table = new_table(f"{kind}s, of the {part.matched} matched", "", "")
    for name, value in part.measures.items():
        table.add_row(name.replace("_", " "), figure(value))
    return table


def new_table(title: str, *columns: str) -> Table:
    from rich import box
    from rich.table import Table as RichTable

    table = RichTable(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for index, column in enumerate(columns):
        table.add_column(column, justify="right" if index else "left")
    return table


def figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def write_misses(scores: Scores, path: Path) -> None:
    """One paragraph a miss: what it is, how it was coded by hand and by the ledger, and the words."""
    path.write_text("\n".join(miss_in_words(miss) for miss in scores.misses), encoding="utf-8")


def miss_in_words(miss: Miss) -> str:
    row = miss.gold or miss.predicted or {}
    lines = [f"{miss.what.upper()} {miss.kind}  {miss.doc}"]
    if miss.gold:
        lines.append(f"  by hand  {record_in_words(miss.gold)}")
    if miss.predicted:
        lines.append(f"  ledger   {record_in_words(miss.predicted)}")
    evidence = " ".join(str(row.get("sentence") or row.get("evidence") or "").split())
    return "\n".join([*lines, f"  “{evidence}”", ""])


def record_in_words(row: Row) -> str:
    if row["kind"] == "event":
        return f"{row.get('event', '')}  {who(row, 'actor')} → {who(row, 'recipient')}"
    return f"{row.get('act', '')} {row.get('stance', '')}  {who(row, 'speaker')} about {who(row, 'about')}"


def who(row: Row, role: str) -> str:
    entities = [e if isinstance(e, dict) else {"name": e} for e in several(row.get(role))]
    return ", ".join(f"{e.get('name', '')} [{e.get('country') or '–'}]" for e in entities) or "nobody"
