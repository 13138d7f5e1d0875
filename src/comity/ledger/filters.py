"""What to look for in a ledger, and the SQL that finds it."""

from __future__ import annotations

from dataclasses import dataclass

from comity.dates import valid
from comity.errors import OptionError

# Which column holds what, in each table: who, to whom, the kind of act, the subject, the day.
COLUMNS = {
    "events": {
        "actor": "actor",
        "recipient": "recipient",
        "type": "event",
        "issue": "context",
        "date": "date",
    },
    "statements": {"actor": "speaker", "recipient": "about", "type": "act", "issue": "issue", "date": "date"},
    "documents": {"outcome": "outcome", "date": "published"},
}


@dataclass(frozen=True)
class Filter:
    """Every part that is set must hold. Actors are country codes or parts of names; dates may be partial."""

    actor: str = ""
    recipient: str = ""
    between: tuple[str, str] | None = None
    type: str = ""
    issue: str = ""
    since: str = ""
    until: str = ""
    outcome: str = ""

    def where(self, kind: str) -> tuple[str, list[str]]:
        """The condition in SQL with its parameters ("true" where nothing is asked)."""
        conditions = list(self._conditions(kind))
        return " AND ".join(sql for sql, _ in conditions) or "true", [v for _, vs in conditions for v in vs]

    @property
    def sides(self) -> list[str]:
        """The countries that every event asked for has on one side or the other."""
        return [v for v in (self.actor, self.recipient, *(self.between or ())) if is_code(v)]

    def _conditions(self, kind: str) -> list[tuple[str, list[str]]]:
        columns = COLUMNS[kind]
        found = [
            self._one(name, columns[name])
            for name in ("actor", "recipient", "type", "issue")
            if name in columns
        ]
        if self.between and "actor" in columns:
            found.append(between(columns["actor"], columns["recipient"], *self.between))
        if self.outcome and kind == "documents":
            found.append(("outcome = ?", [self.outcome]))
        elif self.outcome:
            found.append(("doc IN (SELECT doc FROM documents WHERE outcome = ?)", [self.outcome]))
        found += span(columns["date"], self.since, self.until)
        return [pair for pair in found if pair[0]]

    def _one(self, name: str, column: str) -> tuple[str, list[str]]:
        value = getattr(self, name)
        if not value:
            return "", []
        if name == "type":
            return f"lower({column}) = lower(?)", [value]
        if name == "issue":
            return f"list_contains({column}, lower(?))", [value.replace(" ", "_")]
        return who(column, value)


def who(column: str, value: str) -> tuple[str, list[str]]:
    """A country by its code, anybody else by a part of the name."""
    if is_code(value):
        return f"list_contains([e.country FOR e IN {column}], ?)", [value.upper()]
    return f"len([1 FOR e IN {column} IF contains(lower(e.name), lower(?))]) > 0", [value]


def between(actor: str, recipient: str, a: str, b: str) -> tuple[str, list[str]]:
    """One acts on the other, or both act together."""
    (left_a, va), (right_b, vb) = who(actor, a), who(recipient, b)
    (left_b, vb2), (right_a, va2) = who(actor, b), who(recipient, a)
    sql = f"(({left_a} AND {right_b}) OR ({left_b} AND {right_a}) OR ({left_a} AND {left_b}))"
    return sql, [*va, *vb, *vb2, *va2, *va, *vb2]


def span(column: str, since: str, until: str) -> list[tuple[str, list[str]]]:
    """Partial dates compare as the spans that they are: 2010 is since 2010-06, and until it."""
    found = []
    if since:
        found.append((f"{column} <> '' AND {column} || '~' >= ?", [dated("--since", since)]))
    if until:
        found.append((f"{column} <> '' AND {column} <= ? || '~'", [dated("--until", until)]))
    return found


def dated(option: str, value: str) -> str:
    if not value or not valid(value):
        raise OptionError(f"{option} {value!r} is not a date: write 2010, 2010-09 or 2010-09-10")
    return value


def is_code(value: str) -> bool:
    return len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()
