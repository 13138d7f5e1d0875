"""Whom a name can mean: states, capitals, seats, bodies, people and role nouns, each as of a date.

The tables are CSV files in `comity/data/actors`. A user's own file (`own.py`), or a folder with files of
the same names as Comity's, adds to them.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path

from comity.actors import own
from comity.actors.forms import Finder, plain, spellings, words_of
from comity.actors.offices import Offices, Person, Roster, Row, Tenure
from comity.errors import CodebookError
from comity.model import Entity

COLUMNS = {
    "states": "key country name from until successor aliases adjectives people capitals wikidata source",
    "places": "form country source",
    "organisations": "key kind name country sector sectors forms from until wikidata source",
    "leaders": "person name surname forms country office title sector from until wikidata source",
    "officials": "person name surname forms country office title sector from until wikidata source",
    "offices": "office country forms rank sector source",
    "roles": "noun sector person collective source",
    "titles": "title source",
    "traps": "form rule source",
    "modifiers": "word sector source",
    "spellings": "words source",
}
OPTIONAL = {"source", "wikidata"}
PERSON = "person:"


@dataclass(frozen=True, slots=True)
class Name:
    """One meaning of a surface form.

    `kind`: state, adjective (Russian), people (Russians), capital, seat (the Kremlin), person,
    body (a named organisation, ministry, party, army, company, rebel group), place (another city or
    region of a state, no actor by itself). `key` names the entity: "KOR", "person:lee-myung-bak",
    "UNO:security-council".
    """

    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text, with all that it can mean."""

    start: int
    end: int
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What a role noun says: the PLOVER sector; a human being; a group or an institution."""

    sector: str
    person: bool
    collective: bool


class Lexicon:
    """All actor tables, ready to be searched. Get one with `Lexicon.load()`."""

    def __init__(self, tables: dict[str, list[Row]]) -> None:
        self._states = _by_key(tables["states"])
        self._bodies = _by_key(tables["organisations"])
        self.offices = Offices(tables["offices"])
        self._office_heads = set(self.offices.heads())
        self._roster = Roster([*tables["officials"], *tables["leaders"]], self.offices)
        self._roles = {row["noun"]: _role(row) for row in tables["roles"]}
        self._titles = {row["title"] for row in tables["titles"]}
        self._modifiers = {row["word"]: row["sector"] for row in tables["modifiers"]}
        self._rules = {row["form"]: row["rule"] for row in tables["traps"]}
        self._spelt = {w: _split(row["words"]) for row in tables["spellings"] for w in _split(row["words"])}
        self._finder = Finder(self._all_forms(tables["places"]))
        self.dependencies = frozenset(
            r["name"] for r in tables["states"] if r["key"] != r["country"] and not r["successor"]
        )
        self._listed = {
            (row["name"], row["country"])
            for table in ("states", "organisations", "officials", "leaders") for row in tables[table]
        }  # fmt: skip
        self._rule_of = {w: rule for form, rule in self._rules.items() for w in spellings(form, cased=True)}

    @classmethod
    def load(cls, extra: Path | None = None) -> Lexicon:
        """The lexicon, read once; `extra` is a user's file, or a folder whose tables are read before Comity's.

        Raises CodebookError, with file and line, for a table that does not hold.
        """
        return _load(extra)

    # What is in a text

    def find(self, text: str) -> list[Hit]:
        """Names in the text, longest first, never overlapping; a possessive 's stays outside."""
        return [
            Hit(start, end, names)
            for start, end, form in self._finder.find(text)
            if (names := self._admissible(text, start, end, form))
        ]

    def _admissible(self, text: str, start: int, end: int, form: str) -> tuple[Name, ...]:
        """The meanings that the form can have where it stands."""
        names = self._finder.meanings(form)
        rule = self._rule_of.get(form)
        if rule == "acronym" and _among_capitals(text, start, end):
            return ()
        if any(name.kind == "person" for name in names):
            if " " in form:
                names = tuple(n for n in names if not self._given_only(text, end, form, n))
                return names if not _PARTICLE_BEFORE.search(text, max(0, start - 4), start) else ()
            if form.isupper():
                return names
            return tuple(n for n in names if n.kind != "person" or self._bare(text, start, end, n, rule))
        return names

    def _bare(self, text: str, start: int, end: int, name: Name, rule: str | None) -> bool:
        """A bare surname inside another person's name, or one that is also a word, is not a leader's."""
        before = _WORD_BEFORE.search(text, max(0, start - 40), start)
        if self._goes_on(text, end, name) or self._combines(text, end):
            return False
        if rule == "titled" or text[start:end].lower() in self._roles:  # Baker, Bishop, Muslim
            given_name = _WORD_AFTER.match(text, end) is not None  # "President John Smith"
            office = before is not None and before[1].lower().rstrip(".") in self._office_heads
            return office and not given_name
        if before and (self.is_title(before[1]) or self.ends_office(before[1])):
            return True
        if before is None or not before[1][0].isupper() or _opens(text, before.start()):
            return True
        return any(n.kind != "person" for n in self._finder.meanings(before[1]))

    def _given_only(self, text: str, end: int, form: str, name: Name) -> bool:
        """ "Juan Carlos" before "Jobet": a name known by its given names, in somebody else's."""
        if name.kind != "person" or not _WORD_AFTER.match(text, end):
            return False
        surnames = self._roster.people[name.key.removeprefix(PERSON)].surname.split("|")
        return not any(words_of(s) and words_of(s)[-1] in words_of(form) for s in surnames)

    def _combines(self, text: str, end: int) -> bool:
        """ "Franco" of "Franco-German": two nations, and no leader."""
        after = _HYPHENED.match(text, end)
        return after is not None and any(n.kind == "adjective" for n in self._finder.meanings(after[1]))

    def _goes_on(self, text: str, end: int, name: Name) -> bool:
        """Where the surname comes first, a capital after it is somebody's given name."""
        after = _WORD_AFTER.match(text, end)
        return bool(after) and self._roster.people[name.key.removeprefix(PERSON)].surname_first

    def is_title(self, word: str) -> bool:
        """A word that stands before a surname: "President", "Mr", "Gen."."""
        word = word.lower().rstrip(".")
        return word in self._titles or (word in self._roles and self._roles[word].person)

    def ends_office(self, word: str) -> bool:
        """The last word of an office's name: "Secretary of State"."""
        return word.lower().rstrip(".") in self._office_heads

    def is_role(self, phrase: str) -> bool:
        """Exactly these words are a role ("director of central intelligence")."""
        return phrase in self._roles

    def modifier(self, word: str) -> str:
        """The sector that an adjective gives whatever it stands before: "former" makes ELI."""
        return self._modifiers.get(word.lower(), "")

    def names(self, form: str) -> tuple[Name, ...]:
        """All meanings of exactly this form."""
        return self._finder.meanings(form)

    # Who that is

    def entity(self, key: str, date: str = "") -> Entity | None:
        """The entity of a key as it was on that day; with an unknown date, as it is best known."""
        if key.startswith(PERSON):
            person = self._roster.people.get(key.removeprefix(PERSON))
            return person.entity(date) if person else None
        if rows := self._states.get(key):
            row = _as_of(rows, date)
            return Entity(row["name"], row["country"], "GOV", ("GOV",), identifier_id=row["wikidata"])
        if rows := self._bodies.get(key):
            return _body(_as_of(rows, date))
        return None

    def lists(self, name: str, country: str = "") -> bool:
        """Whether the tables have somebody of this canonical name, or something of that country."""
        return (name, country) in self._listed

    def persons(self, surname: str, date: str = "", country: str = "") -> list[Entity]:
        """Candidates for a bare surname, best first: in office on the date, then nearest in time."""
        return [p.entity(date) for p in self._roster.with_surname(surname, date, country)]

    def leads(self, key: str, date: str = "") -> bool:
        """Whether a person heads a state or a government on that day."""
        return key.startswith(PERSON) and self._roster.leads(key.removeprefix(PERSON), date)

    def holder(self, office: str, country: str, date: str = "") -> Entity | None:
        """("president", "KOR", "2001-09") -> Kim Dae-jung."""
        person = self._roster.holder(office, country, date)
        return person.entity(date) if person else None

    def role(self, noun: str) -> Role | None:
        """The role of a noun or noun phrase: the longest known ending counts ("riot police" -> police)."""
        words = noun.lower().split()
        for first in range(len(words)):
            phrase = " ".join(words[first:])
            for form in _lemmas(phrase):
                if form in self._roles:
                    return self._roles[form]
        return None

    # Surface forms

    def _all_forms(self, places: list[Row]) -> Iterator[tuple[str, Name]]:
        for form, name in self._plain_forms(places):
            for spelling in spellings(form, cased=form in self._rules):
                yield spelling, name
        yield from self._person_forms()

    def _plain_forms(self, places: list[Row]) -> Iterator[tuple[str, Name]]:
        for key, rows in self._states.items():
            for row in rows:
                for column, kind in _STATE_KINDS.items():
                    yield from ((form, Name(key, kind)) for form in _split(row[column]))
        for key, rows in self._bodies.items():
            for row in rows:
                for form in (row["name"], *_split(row["forms"])):
                    yield form, Name(key, row["kind"])
        for row in places:
            yield row["form"], Name(row["country"], "place")

    def _person_forms(self) -> Iterator[tuple[str, Name]]:
        for person in self._roster.people.values():
            name = Name(PERSON + person.key, "person")
            for form in dict.fromkeys(w for spelt in _written(person) for w in self._transliterated(spelt)):
                yield form, name
                if self._rules.get(form) != "titled":
                    yield form.upper(), name
                if " " in form:
                    yield form.lower(), name

    def _transliterated(self, form: str) -> Iterator[str]:
        """A name of several words as other transliterations have it, two words changed at most."""
        words = form.split()
        yield form
        if len(words) < 2:
            return
        variable = [i for i, word in enumerate(words) if word in self._spelt][:2]
        for spelt in product(*(self._spelt[words[i]] for i in variable)):
            changed = dict(zip(variable, spelt, strict=True))
            yield " ".join(changed.get(i, word) for i, word in enumerate(words))


_STATE_KINDS = {
    "name": "state", "aliases": "state", "adjectives": "adjective", "people": "people", "capitals": "capital",
}  # fmt: skip
_WORD_BEFORE = re.compile(r"([\w'’-]+\.?)[ \n]$")
_PARTICLE_BEFORE = re.compile(r"\b(?:[AaEe][ln]|[Bb]in)-$")  # the name goes on to the left
_SPELT_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ø": "oe",
        "å": "aa",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Ø": "Oe",
        "Å": "Aa",
    }
)
_ARTICLE = re.compile(r"\b[AaEe]l-(?=[A-Z])")
_HYPHENED = re.compile(r"-([A-Z]\w+)")
_WORD_AFTER = re.compile(r" [A-Z][a-z]+")


def _written(person: Person) -> Iterator[str]:
    """The spellings of a person's names, hyphens and diacritics kept and dropped."""
    for form in (*person.forms, *person.surname.split("|")):
        yield from {form, plain(form), form.replace("-", " "), plain(form).replace("-", " ")}
        if not form.isascii():  # "Poehl" on a wire without umlauts
            yield plain(form.translate(_SPELT_OUT))
        if _ARTICLE.search(form):
            yield from (_ARTICLE.sub(article, plain(form)) for article in ("al-", "Al-", "el-", "El-"))


def _among_capitals(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 20) : start].split()[-1:]
    after = text[end : end + 20].split()[:1]
    return any(len(w) > 1 and w.isupper() and w.isalpha() for w in (*before, *after))


def _opens(text: str, start: int) -> bool:
    """The word at `start` is the first of a sentence, where a capital says nothing."""
    ahead = text[max(0, start - 3) : start].rstrip(" ")
    return not ahead or ahead[-1] in ".!?:;\n\"“”'‘(-—"


def _split(cell: str) -> list[str]:
    return [form for form in cell.split("|") if form]


def _lemmas(phrase: str) -> Iterator[str]:
    yield phrase
    if phrase.endswith("men"):
        yield phrase[:-2] + "an"
    if phrase.endswith("ies"):
        yield phrase[:-3] + "y"
    if phrase.endswith("es"):
        yield phrase[:-2]
    if phrase.endswith("s"):
        yield phrase[:-1]


def _role(row: Row) -> Role:
    return Role(row["sector"], row["person"] == "1", row["collective"] == "1")


def _body(row: Row) -> Entity:
    sectors = tuple(dict.fromkeys([s for s in (row["sector"], *_split(row["sectors"])) if s]))
    return Entity(row["name"], row["country"], row["sector"], sectors, identifier_id=row["wikidata"])


def _by_key(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["key"]].append(row)
    return dict(grouped)


def _as_of(rows: list[Row], date: str) -> Row:
    """The row in force on the day; without a date, or outside all periods, the last one."""
    in_force = [row for row in rows if date and _period(row).covers(date)]
    if in_force:
        return max(in_force, key=lambda row: row["from"])
    return max(rows, key=lambda row: row["until"] or "9999")


def _period(row: Row) -> Tenure:
    return Tenure("", "", row["country"], "", row["from"] or "0001", row["until"], 0)


@cache
def _load(extra: Path | None) -> Lexicon:
    return Lexicon(_tables(extra))


def _tables(extra: Path | None) -> dict[str, list[Row]]:
    folder = Path(str(files("comity").joinpath("data/actors")))
    tables = {table: list(_rows(table, folder / f"{table}.csv")) for table in COLUMNS}
    if extra is None:
        return tables
    if extra.is_dir():
        paths = {table: extra / f"{table}.csv" for table in COLUMNS}
        added = {table: list(_rows(table, path)) for table, path in paths.items() if path.exists()}
        if not added:
            raise CodebookError(f"{extra}: none of {', '.join(f'{table}.csv' for table in COLUMNS)} is there")
    else:
        added = own.tables(extra, own.known(tables))
    return {table: [*added.get(table, ()), *rows] for table, rows in tables.items()}


def check(extra: Path) -> list[str]:
    """What is wrong with a user's own actors (a file or a folder), one line each."""
    if extra.is_dir():
        _tables(extra)
        return []
    return own.check(extra, own.known(_tables(None)))


def _rows(table: str, path: Path) -> Iterator[Row]:
    columns = COLUMNS[table].split()
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        if missing := set(columns) - OPTIONAL - set(reader.fieldnames or ()):
            raise CodebookError(
                f"{path}: no column {', '.join(sorted(missing))}; it needs {', '.join(columns)}"
            )
        yield from ({column: row.get(column) or "" for column in columns} for row in reader)
