"""Plans and projects: what the record says of pipelines, treaties, forums and the like, through time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comity.analyse.countries import words_of_states
from comity.analyse.positions import distinct
from comity.analyse.record import Extract, is_between
from comity.analyse.vocabulary import Kind, kinds, statuses, table
from comity.model import Event, Record

_NAME = r"[A-Z][\w'’-]*\w"
_BEFORE = re.compile(rf"((?:{_NAME}[ -](?:and (?={_NAME} ))?){{1,5}})$")
_AFTER = re.compile(rf"^ (?:in|of|at|on|to|from|off|across) (?:the |an? )?((?:{_NAME} ?){{1,4}})")
_NEGATION = re.compile(r"\b(?:not|never|no|yet to|failed to|without|nor)\b[^,;]{0,25}$", re.IGNORECASE)
_PROSPECT = re.compile(
    r"\b(?:to|will|would|should|could|might|may|must|be|if|unless|until|once|expected|hopes?)\b[^,;]{0,25}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Step:
    """What one record says of an undertaking, and how far it has come by that."""

    status: str
    record: Record


@dataclass(frozen=True)
class Project:
    """An undertaking: its kind in words, its proper name where the record gives one, its steps in time."""

    kind: str
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class _Naming:
    kind: Kind
    noun: str
    name: frozenset[str]
    title: str
    step: Step


def projects(extract: Extract) -> tuple[Project, ...]:
    """The undertakings of two countries, those told most often first."""
    published = {d.doc: d.published for d in extract.documents}
    namings = [n for record in _tellings(extract) for n in _the_things_themselves(list(_namings(record)))]
    grouped = _group(namings)
    told = [group for group in grouped if any(n.step.status != "mentioned" for n in group)]
    found = [_project(group, published) for group in told]
    return tuple(sorted(found, key=lambda p: (-len(p.steps), p.kind, p.name)))


def _tellings(extract: Extract) -> list[Record]:
    """Records that may speak of an undertaking; an event gives way to the statement of its sentence."""
    said = [s for s in distinct(extract.statements) if s.act != "ask"]
    spoken = {(s.doc, s.start) for s in said}
    events = [e for e in extract.events if e.quad_code < 3 or e.event == "REJECT"]
    return [*said, *(e for e in events if (e.doc, e.start) not in spoken)]


def _namings(record: Record) -> Iterator[_Naming]:
    text = _words_of(record)
    taken: list[tuple[int, int]] = []
    for kind in kinds():
        for match in kind.nouns.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            name = _proper_name(text, match.start(), match.end())
            if (kind.named and not name) or (kind.venue and _is_talks(record)):
                continue
            taken.append(match.span())
            title = _title(text, match)
            status = _status(text, match.start(), record)
            if not status or (kind.instrument and not name and status == "mentioned"):
                continue
            yield _Naming(kind, match.group().casefold(), name, title, Step(status, record))


def _the_things_themselves(namings: list[_Naming]) -> list[_Naming]:
    """A memorandum on a pipeline is told under the pipeline, unless the memorandum has a name of its own."""
    things = [n for n in namings if n.name or not n.kind.instrument]
    return things or namings


def _words_of(record: Record) -> str:
    text = record.evidence if isinstance(record, Event) else record.proposition or record.evidence
    return " ".join(text.split())


def _proper_name(text: str, start: int, end: int) -> frozenset[str]:
    """The distinguishing names around a noun: "Sakhalin" of "the Sakhalin gas fields"."""
    words = re.findall(_NAME, _name_before(text, start) + " " + _name_after(text, end))
    return frozenset(word for word in words if word not in _country_words())


def _name_before(text: str, start: int) -> str:
    found = _BEFORE.search(text[:start])
    if not found or (found.start() == 0 and " " not in found.group(1).strip()):
        return ""  # a capital at the start of a sentence proves no name
    return found.group(1)


def _name_after(text: str, end: int) -> str:
    found = _AFTER.match(text[end:])
    return found.group(1) if found else ""


def _country_words() -> frozenset[str]:
    """Words of country names, which tell no undertaking of two countries from another."""
    return words_of_states() | {"The", "This", "These", "In", "On", "At", "Both"}


def _title(text: str, match: re.Match[str]) -> str:
    """The undertaking as the document calls it, with its distinguishing name before or after."""
    noun = match.group() if not match.group().isupper() else match.group().lower()
    before, after = _name_before(text, match.start()).strip(), _name_after(text, match.end()).strip()
    if _distinguishes(before):
        return text[text.rindex(before, 0, match.start()) : match.end()].removeprefix("The ")
    if _distinguishes(after):
        return text[match.start() : match.end() + text[match.end() :].index(after) + len(after)]
    return noun


def _distinguishes(name: str) -> bool:
    return bool(set(re.findall(_NAME, name)) - _country_words())


def _status(text: str, at: int, record: Record) -> str:
    """The status word nearest to the noun, unless it is denied or only in prospect; else what the act says.

    "" for talks that tell nothing of it: a meeting in front of a plant is no stage of the plant.
    """
    found = [
        (abs(match.start() - at), rank, status)
        for rank, (status, words) in enumerate(statuses())
        for match in words.finditer(text)
        if not _NEGATION.search(text[: match.start()]) and _proves(status, text[: match.start()], record)
    ]
    return min(found)[2] if found else _status_by_code(record)


def _is_talks(record: Record) -> bool:
    return isinstance(record, Event) and record.event == "CONSULT" and record.aux in ("", "historical")


def _proves(status: str, before: str, record: Record) -> bool:
    if status not in table("undertakings")["accomplished"]:
        return True
    only_wished = not isinstance(record, Event) and record.act in ("call", "hope", "predict", "pledge")
    only_ahead = isinstance(record, Event) and record.aux in ("future", "hypothetical", "negated")
    return not (only_wished or only_ahead or _PROSPECT.search(before))


def _status_by_code(record: Record) -> str:
    words = table("undertakings")
    if isinstance(record, Event):
        if _is_talks(record):
            return ""
        if record.aux in ("future", "hypothetical"):
            return "planned"
        if record.aux == "negated":
            return "did not happen"
        return str(words["status_of_event"].get(record.event, "mentioned"))
    return str(words["status_of_act"].get(record.act, "mentioned"))


def _group(namings: list[_Naming]) -> list[list[_Naming]]:
    """Same kind and a name in common; what has no name joins the only named one of its kind, if there is one."""
    groups: list[list[_Naming]] = []
    for naming in (n for n in namings if n.name):
        same = next((g for g in groups if _same_undertaking(g, naming)), None)
        if same is None:
            groups.append([naming])
        else:
            same.append(naming)
    for naming in (n for n in namings if not n.name):
        home = _home_of_nameless(groups, naming)
        if home is None:
            groups.append([naming])
        else:
            home.append(naming)
    return groups


def _home_of_nameless(groups: list[list[_Naming]], naming: _Naming) -> list[_Naming] | None:
    """ "The pipeline" is the only named one of its document, else the pipeline of the other nameless records;
    "the treaty" of another document may be any treaty."""
    doc = naming.step.record.doc
    same_kind = [g for g in groups if g[0].kind.label == naming.kind.label]
    here = [g for g in same_kind if any(n.step.record.doc == doc for n in g)]
    if len(here) == 1:
        return here[0]
    if naming.kind.instrument:
        return None
    return next((g for g in same_kind if not g[0].name), same_kind[0] if len(same_kind) == 1 else None)


def _same_undertaking(group: list[_Naming], naming: _Naming) -> bool:
    """Of one kind, and named alike or in one breath."""
    alike = any(n.name & naming.name or n.step.record.id == naming.step.record.id for n in group)
    return alike and group[0].kind.label == naming.kind.label


def _telling_of(record: Record) -> tuple[str, int, str]:
    """Two events of one sentence tell an undertaking once."""
    return record.doc, record.start, record.evidence if isinstance(record, Event) else record.proposition


def _project(group: list[_Naming], published: dict[str, str]) -> Project:
    titles = [n.title for n in group if n.name] or [n.title for n in group]
    title = max(titles, key=titles.count)
    once = {_telling_of(n.step.record): n.step for n in reversed(group)}.values()
    steps = sorted(once, key=lambda step: _in_time(step.record, published))
    return Project(group[0].kind.label, title, tuple(steps))


def _in_time(record: Record, published: dict[str, str]) -> tuple[bool, str, int]:
    date = record.date or published.get(record.doc, "")
    return not date, date, record.start


def other_undertakings(extract: Extract, shown: tuple[Project, ...]) -> tuple[Record, ...]:
    """Pledges, agreements and plans that name no project of a known kind."""
    named = {step.record.id for project in shown for step in project.steps}
    pledges = [s for s in distinct(extract.statements) if s.act == "pledge" and s.stance >= 0]
    spoken = {(s.doc, s.start) for s in pledges}
    plans = [
        e
        for e in extract.events
        if (e.event == "AGREE" or e.aux == "future") and e.aux != "negated" and e.quad_code < 3
        and is_between(e, extract.a, extract.b) and (e.doc, e.start) not in spoken
    ]  # fmt: skip
    both: list[Record] = [*pledges, *plans]
    return tuple(r for r in both if r.id not in named)
