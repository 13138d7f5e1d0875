"""Who held which office when: people, their tenures, and the offices' many names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from comity.actors.forms import words_of
from comity.model import Entity

Row = dict[str, str]

# PLOVER codes of bodies of no one state
BODIES = frozenset(["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"])
FORMER, POLITICIAN = "ELI", "PTY"
NO_OFFICE = "none"  # who has a sector and a country, but no office


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held from `since` to `until` (ISO 8601 as precise as known; "" until: still held)."""

    office: str
    title: str
    country: str
    sector: str
    since: str
    until: str
    rank: int

    def covers(self, date: str) -> bool:
        return not _before(date, self.since) and not (self.until and _before(self.until, date))

    def years_from(self, date: str) -> float:
        """Distance in time from the date to the tenure; 0 where it covers it."""
        if self.covers(date):
            return 0.0
        return min(abs(_years(date) - _years(bound)) for bound in (self.since, self.until) if bound)


SHARED, LEADING = 3, 8  # ranks: offices of many holders at once; of a state's first people


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str
    surname: str
    forms: tuple[str, ...]
    identifier_id: str
    tenures: tuple[Tenure, ...]

    @property
    def surname_first(self) -> bool:
        return self.name != self.surname and words_of(self.name)[:1] == words_of(self.surname)[:1]

    def tenure(self, date: str) -> Tenure | None:
        """The highest office held on that day; with an unknown date the highest of the latest."""
        if not date:
            return max(self.tenures, key=lambda t: (not t.until, t.rank, t.since), default=None)
        held = [t for t in self.tenures if t.covers(date)]
        return max(held, key=lambda t: (t.rank, t.since), default=None)

    def entity(self, date: str) -> Entity:
        tenure = self.tenure(date)
        country = tenure.country if tenure else self._country(date)
        sectors = self._sectors(tenure, date)
        title = tenure.title if tenure else ""
        return Entity(self.name, country, sectors[0], sectors, title, identifier_id=self.identifier_id)

    def _country(self, date: str) -> str:
        at_home = [t for t in self.tenures if t.country not in BODIES]
        return min(at_home or self.tenures, key=lambda t: t.years_from(date)).country

    def _sectors(self, tenure: Tenure | None, date: str) -> tuple[str, ...]:
        """Out of office one is a former official; before the first office, a politician.

        Without a date nobody can say whether the office is still held: both are kept.
        """
        if tenure and not date:
            left = (FORMER,) if tenure.until else ()
            return tuple(dict.fromkeys((tenure.sector, *left, *(t.sector for t in self.tenures))))
        if tenure:
            held = sorted((t for t in self.tenures if t.covers(date)), key=lambda t: t is not tenure)
            return tuple(dict.fromkeys(t.sector for t in held))
        was_in_office = any(t.until and _before(t.until, date) for t in self.tenures)
        return (FORMER,) if was_in_office else (POLITICIAN,)


def _before(a: str, b: str) -> bool:
    """a is earlier than b, as far as the less precise of the two can tell."""
    size = min(len(a), len(b))
    return a[:size] < b[:size]


def _years(date: str) -> float:
    return int(date[:4]) + (int(date[5:7]) / 12 if len(date) >= 7 else 0.5)


class Offices:
    """Offices by any of their names: "the Treasury secretary" of the USA is its finance minister."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_form: dict[tuple[str, str], str] = {}
        self.rank: dict[str, int] = {}
        self.sector: dict[str, str] = {}
        for row in rows:
            self.rank.setdefault(row["office"], int(row["rank"]))
            self.sector.setdefault(row["office"], row["sector"])
            for form in filter(None, (row["office"], *row["forms"].split("|"))):
                self._by_form.setdefault((form.lower(), row["country"]), row["office"])

    def named(self, form: str, country: str = "") -> str:
        """The office that a name stands for in a country; "" where it is no known office."""
        form = form.lower().strip()
        return self._by_form.get((form, country)) or self._by_form.get((form, "")) or ""

    def country_of(self, form: str) -> str:
        """The only country that has an office of this name ("Taoiseach"); "" where several have."""
        countries = {country for name, country in self._by_form if name == form.lower().strip()}
        return countries.pop() if len(countries) == 1 else ""

    def heads(self) -> Iterator[str]:
        """The last words of offices: "minister", "secretary", "governor"."""
        return (form.split()[-1] for form, _ in self._by_form)


class Roster:
    """People who held offices, by key, by surname and by office."""

    def __init__(self, rows: Iterable[Row], offices: Offices) -> None:
        self.offices = offices
        self.people: dict[str, Person] = {}
        grouped: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            grouped[row["person"]].append(row)
        for key, held in grouped.items():
            self.people[key] = self._person(key, held)
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_office: dict[tuple[str, str], list[tuple[Tenure, Person]]] = defaultdict(list)
        for person in self.people.values():
            self._index(person)

    def _person(self, key: str, rows: list[Row]) -> Person:
        first = rows[0]
        forms = dict.fromkeys(f for row in rows for f in (row["name"], *row["forms"].split("|")) if f)
        tenures = tuple(self._tenure(row) for row in rows if row["office"])
        identifier = next((row["wikidata"] for row in rows if row["wikidata"]), "")
        return Person(key, first["name"], first["surname"], tuple(forms), identifier, tenures)

    def _tenure(self, row: Row) -> Tenure:
        office = row["office"]
        sector = row["sector"] or self.offices.sector.get(office, "GOV")
        rank = self.offices.rank.get(office, 1)
        title = row["title"] or ("" if office == NO_OFFICE else office[:1].upper() + office[1:])
        return Tenure(office, title, row["country"], sector, row["from"], row["until"], rank)

    def _index(self, person: Person) -> None:
        for surname in {" ".join(words_of(s)) for s in person.surname.split("|")}:
            self._by_surname[surname].append(person)
        for tenure in person.tenures:
            self._by_office[tenure.office, tenure.country].append((tenure, person))

    def with_surname(self, surname: str, date: str = "", country: str = "") -> list[Person]:
        """Best first: in office on the date, then nearest to it in time, then by rank of office."""
        named = self._by_surname.get(" ".join(words_of(surname)), [])
        if country:
            named = [p for p in named if any(t.country == country for t in p.tenures)]
        return sorted(named, key=lambda p: _preference(p, date))

    def holder(self, office: str, country: str, date: str = "") -> Person | None:
        """Who held the office on that day; with an unknown date, who holds it. An office that many hold at once
        ("ambassador", "senator") says who only where one does, and has no title of a narrower one."""
        office = self.offices.named(office, country)
        held = self._by_office.get((office, country), [])
        if date:
            held = [(t, p) for t, p in held if t.covers(date)]
        if self.offices.rank.get(office, 1) <= SHARED:
            others = {p.key for t, p in held if date or not t.until}
            held = [(t, p) for t, p in held if self.offices.named(t.title, country) == office]
            if len(others) > 1:
                return None
        return max(held, key=lambda tp: (not date and not tp[0].until, tp[0].since), default=(None, None))[1]

    def leads(self, person: str, date: str = "") -> bool:
        """Whether somebody heads a state or a government on that day: known to all by the surname."""
        tenure = self.people[person].tenure(date)
        return tenure is not None and tenure.rank >= LEADING and tenure.sector == "GOV"


def _preference(person: Person, date: str) -> tuple[float, int, bool, float]:
    rank = max(t.rank for t in person.tenures)
    if not date:
        last = max(t.until or "9999" for t in person.tenures)
        return (0.0, -rank, False, -_years(last))
    nearest = min(person.tenures, key=lambda t: (t.years_from(date), -t.rank))
    abroad = nearest.country in BODIES
    return (nearest.years_from(date), -nearest.rank, abroad, -_years(nearest.since or "0001"))
