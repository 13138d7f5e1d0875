"""Two relationships as one page: figures in a table, everything else in two columns, each line with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comity.analyse.comparison import Comparison
from comity.analyse.countries import country_name
from comity.analyse.periods import Balance, Mean
from comity.analyse.positions import Topic
from comity.analyse.projects import Project
from comity.analyse.relationship import Relationship
from comity.model import Record
from comity.show import wording
from comity.show.evidence import References
from comity.show.lead import Sentence
from comity.show.lines import Group, Line, Proof, SourceRow
from comity.show.page import documents_of
from comity.show.sources import proof, source_row
from comity.show.view import Teller, strongest

_MOST = 6  # lines of each kind on either side
_MOST_NAMED = 4  # issues in a sentence
_NAMED = ("the first", "the second")


@dataclass(frozen=True)
class Figures:
    """One line of the table: what is counted, and its two values."""

    what: str
    first: str
    second: str


@dataclass(frozen=True)
class Section:
    """A heading over two columns; `none` is what an empty column says."""

    name: str
    title: str
    first: tuple[Group, ...]
    second: tuple[Group, ...]
    none: str


@dataclass(frozen=True)
class Contrast:
    """Everything that the template of a comparison prints. `names` are the heads of the two columns."""

    title: str
    period: str
    names: tuple[str, str]
    refs: tuple[tuple[int, ...], tuple[int, ...]]
    lead: tuple[Sentence, ...]
    figures: tuple[Figures, ...]
    sections: tuple[Section, ...]
    sources: tuple[SourceRow, ...]
    other_documents: int
    proofs: tuple[Proof, ...]
    is_empty: bool


def pair(r: Relationship) -> str:
    return f"{country_name(r.a)} – {country_name(r.b)}"


def period(r: Relationship) -> str:
    """The time from one end to the other, as asked for, or where that is open as the record covers it."""
    first, last = r.since or r.first, r.until or r.last
    return wording.span(first, last) if first and last else wording.asked(r.since, r.until)


def names_of(c: Comparison) -> tuple[str, str]:
    """What tells the two apart: their periods, their pairs, or both."""
    if c.same_pair:
        return period(c.first) or "first", period(c.second) or "second"
    if (c.first.since, c.first.until) == (c.second.since, c.second.until):
        return pair(c.first), pair(c.second)
    return f"{pair(c.first)}, {period(c.first)}", f"{pair(c.second)}, {period(c.second)}"


def contrast(c: Comparison) -> Contrast:
    """Lay two relationships out side by side."""
    documents = documents_of(c.first) | documents_of(c.second)
    teller = _Contrast(c, References(documents))
    lead, refs, sections = teller.lead(), teller.strongest(), teller.sections()
    sources = {source.document.doc: source for r in (c.first, c.second) for source in r.sources}
    names = names_of(c)
    return Contrast(
        title=pair(c.first) if c.same_pair else " and ".join(map(pair, (c.first, c.second))),
        period=" and ".join(names) if c.same_pair else wording.asked(c.first.since, c.first.until),
        names=names, refs=refs, lead=lead, figures=_figures(c), sections=sections,
        sources=tuple(map(source_row, sources.values())),
        other_documents=c.first.documents_in_ledger - len(sources) - sum(len(s.copies) for s in sources.values()),
        proofs=tuple(map(proof, teller.references.exhibits())),
        is_empty=c.first.is_empty and c.second.is_empty,
    )  # fmt: skip


class _Contrast:
    """Tells both relationships, the first before the second in each part, so that the numbers run with the page."""

    def __init__(self, comparison: Comparison, references: References) -> None:
        self.comparison = comparison
        self.references = references
        self.names = names_of(comparison)
        self.tellers = tuple(Teller(r, references) for r in (comparison.first, comparison.second))

    def strongest(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        first, second = (teller.cite(strongest(teller.relationship.balance)) for teller in self.tellers)
        return first, second

    # The opening

    def lead(self) -> tuple[Sentence, ...]:
        if self.comparison.first.is_empty and self.comparison.second.is_empty:
            return ()
        sentences = (self._events(), self._cooperation(), self._mean(), self._issues(), self._differences())
        return tuple(sentence for sentence in sentences if sentence)

    def _events(self) -> Sentence:
        first, second = (len(r.balance.happenings) for r in (self.comparison.first, self.comparison.second))
        one, other = self.names
        told = f"The record tells of {wording.count(first, 'event')} in the first ({one})"
        return Sentence(f"{told} and {second:,} in the second ({other}).")

    def _cooperation(self) -> Sentence | None:
        shares = [r.balance.cooperation for r in (self.comparison.first, self.comparison.second)]
        if None in shares:
            return None
        first, second = (f"{share:.0%}" for share in shares if share is not None)
        return Sentence(
            f"Cooperation makes up {first} of the first and {second} of the second, requests left out."
        )

    def _mean(self) -> Sentence | None:
        means = [r.balance.mean for r in (self.comparison.first, self.comparison.second)]
        if not all(means):
            return None
        first, second = (wording.signed(mean.value) for mean in means if mean)
        apart = {
            True: "; their intervals lie apart",
            False: "; their intervals overlap, so that the difference may be chance",
            None: "; too few documents for an interval",
        }[self.comparison.moved]
        return Sentence(
            "The mean PLOVER score of what happened, from −10 (conflict) to +10 (cooperation), is "
            f"{first} in the first and {second} in the second{apart}."
        )

    def _issues(self) -> Sentence | None:
        issues = self.comparison.issues
        parts = [
            f"spoken of only in {name}: {wording.listed([wording.issue(i) for i in own[:_MOST_NAMED]])}"
            for name, own in zip(_NAMED, (issues.first_only, issues.second_only), strict=True)
            if own
        ]
        return Sentence(wording.capital("; ".join(parts)) + ".", section="issues") if parts else None

    def _differences(self) -> Sentence | None:
        parts = [
            f"in {name} the two differ on {wording.listed(differences)}"
            for name, teller in zip(_NAMED, self.tellers, strict=True)
            if (differences := _named(teller.relationship.differences))
        ]
        return Sentence(wording.capital("; ".join(parts)) + ".", section="differ") if parts else None

    # The two columns

    def sections(self) -> tuple[Section, ...]:
        first, second = self.tellers
        one, other = (teller.relationship for teller in self.tellers)
        issues, projects = self.comparison.issues, self.comparison.projects
        return (
            Section(
                "issues", "Leading issues",
                _issues(first, set(issues.first_only)), _issues(second, set(issues.second_only)),
                "no issue on record",
            ),
            Section(
                "agree", "Where they agree", _topics(first, one.agreements), _topics(second, other.agreements),
                "no issue on which both speak in the same sense",
            ),
            Section(
                "differ", "Where they differ", _topics(first, one.differences), _topics(second, other.differences),
                "no issue on which one speaks for what the other speaks against",
            ),
            Section("asks", "What each asks of the other", first.asks(_MOST), second.asks(_MOST), "no request on record"),
            Section(
                "plans", "Plans and projects",
                _projects(first, projects.first_only), _projects(second, projects.second_only),
                "no project on record",
            ),
        )  # fmt: skip


def _named(topics: Sequence[Topic]) -> list[str]:
    named = (wording.topic(t.issue, t.third) for t in topics if t.issue or t.third)
    return list(dict.fromkeys(named))[:_MOST_NAMED]


def _issues(teller: Teller, alone: set[str]) -> tuple[Group, ...]:
    """The issues of most records, marked where the other record has none of them."""
    leading = teller.relationship.balance.issues
    lines = tuple(
        Line(
            teller.cite(_about(issue, teller.relationship.balance)),
            text=wording.capital(wording.issue(issue)),
            tags=(wording.count(n, "record"), *(["only here"] if issue in alone else [])),
        )
        for issue, n in leading[:_MOST]
    )
    return _group(lines, len(leading))


def _about(issue: str, balance: Balance) -> list[Record]:
    told: list[Record] = [h.lead for h in balance.happenings if issue in h.lead.context]
    return [*told, *(s for s in balance.statements if issue in s.issue)]


def _topics(teller: Teller, topics: Sequence[Topic]) -> tuple[Group, ...]:
    lines = tuple(
        Line(
            teller.cite([*topic.joint[:1], *topic.a[:1], *topic.b[:1]]),
            text=wording.capital(wording.topic(topic.issue, topic.third)),
            tags=(wording.label("bearings", topic.bearing),),
        )
        for topic in topics[:_MOST]
    )
    return _group(lines, len(topics))


def _projects(teller: Teller, alone: Sequence[Project]) -> tuple[Group, ...]:
    """Each project with how far it has come, marked where the other record does not speak of it."""
    projects = teller.relationship.projects
    lines = tuple(
        Line(
            teller.cite([step.record for step in reversed(project.steps)]),
            text=wording.capital(wording.shortened(wording.plain(project.name), 80)),
            tags=(project.kind, project.steps[-1].status, *(["only here"] if project in alone else [])),
        )
        for project in projects[:_MOST]
    )
    return _group(lines, len(projects))


def _group(lines: tuple[Line, ...], there: int) -> tuple[Group, ...]:
    return (Group("", lines, more=there - len(lines)),) if lines else ()


def _figures(c: Comparison) -> tuple[Figures, ...]:
    """The table, line by line."""
    first, second = c.first.balance, c.second.balance
    quads = [
        Figures(wording.label("quads", q), f"{first.quads[q - 1]:,}", f"{second.quads[q - 1]:,}")
        for q in (1, 2, 3, 4)
    ]
    return (
        Figures("documents", f"{len(c.first.sources):,}", f"{len(c.second.sources):,}"),
        Figures("events that took place", f"{len(first.happenings):,}", f"{len(second.happenings):,}"),
        *quads,
        Figures("requests", f"{first.requests:,}", f"{second.requests:,}"),
        Figures("share of cooperation", _share(first), _share(second)),
        Figures("mean PLOVER score", _mean(first.mean), _mean(second.mean)),
        Figures("statements", f"{len(first.statements):,}", f"{len(second.statements):,}"),
    )


def _share(balance: Balance) -> str:
    return "–" if balance.cooperation is None else f"{balance.cooperation:.0%}"


def _mean(mean: Mean | None) -> str:
    if mean is None:
        return "–"
    if mean.low is None or mean.high is None:
        return wording.signed(mean.value)
    return f"{wording.signed(mean.value)} ({wording.signed(mean.low)} to {wording.signed(mean.high)})"
