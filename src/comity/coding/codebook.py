"""The codebook: what a researcher reads and changes. YAML in, frozen values out.

A codebook is one YAML file, or a folder of them whose top-level keys are put together:
`name`, `version`, `lists` (word lists, used as `$name`), `issues`, `events`, `statements`.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from comity.errors import CodebookError

DEFAULT = "plover"
VERB_RECIPIENT = ("obj", "iobj", "to", "with", "against", "on", "at", "toward", "towards", "from", "over")
OBJECT_RECIPIENT = (
    "iobj", "to", "with", "against", "on", "from", "obj.with", "obj.to", "obj.against", "obj.on", "obj.from",
    "obj.between", "obj.over", "obj.of", "obj.for", "obj.by", "obj.poss", "obj.amod",
)  # fmt: skip
NOUN_ACTOR = ("poss", "by", "subj", "amod")
NOUN_RECIPIENT = ("on", "against", "with", "to", "of", "for", "toward", "towards", "from", "over", "in")
FIELDS = {
    "id", "verb", "noun", "adj", "object", "prep", "comp", "A", "B", "mode", "reciprocal", "needs", "negated",
    "tense", "modality", "passive", "aux", "p", "stance", "open", "content", "form", "weak", "unless",
}  # fmt: skip


SHAPES = ("tense", "modality", "passive")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying a code, over a proposition.

    `object`, `prep`, `comp` are lemmas that its object, a prepositional participant, its complement must
    have; `actor` and `recipient` the roles in which the parties stand, the first that holds one wins.
    `needs`: AB both parties, A the actor, any either. `negated`: what a negation makes of it: another
    category, "" to keep it with aux `negated`, or "no" for no event.
    `unless`: lemmas that neither its participants nor its complement may have, and roles ("@attr") that
    must be empty.
    `form`: of the complement, "to" an infinitive, "that" a clause with a tense of its own.
    Of cues of statements: `weak` where it counts only outside of another's view, `stance` as the cue alone gives it (None: as its content has it), `open` where the
    content decides the act ("said"), `content` what must follow: clause, object, any (either) or "" (nothing).
    """

    id: str
    category: str
    mode: str
    kind: str
    lemmas: frozenset[str]
    object: frozenset[str]
    prep: tuple[tuple[str, frozenset[str]], ...]
    comp: frozenset[str]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    needs: str
    negated: str
    tense: frozenset[str]
    modality: frozenset[str]
    passive: bool | None
    aux: str
    precision: float
    weight: int
    stance: int | None
    open: bool
    content: str
    form: str
    weak: bool
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Category:
    """A PLOVER category with its quad code, its score, and the modes with scores of their own; or a
    statement act, whose `scale` is the stance that it has by itself and `event` the category (and mode,
    "ACCUSE/allege") that it also is when it has an addressee."""

    name: str
    definition: str
    quad: int
    scale: float
    modes: Mapping[str, float]
    patterns: tuple[Pattern, ...]
    yes: tuple[Mapping[str, Any], ...] = ()
    no: tuple[str, ...] = ()
    event: str = ""

    def score(self, mode: str) -> float:
        return self.modes.get(mode, self.scale)


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue and the words that tell it; `plover`: also a PLOVER context, so events have it too."""

    name: str
    definition: str
    words: tuple[str, ...]
    plover: bool = True


Index = Mapping[tuple[str, str], tuple[Pattern, ...]]  # by kind of predicate and lemma, most specific first


@dataclass(frozen=True)
class Codebook:
    name: str
    version: str
    hash: str
    events: Mapping[str, Category]
    issues: Mapping[str, Issue]
    statements: Mapping[str, Category]
    lists: Mapping[str, frozenset[str]]
    patterns: Index = field(default_factory=dict)
    cues: Index = field(default_factory=dict)

    def event(self, name: str) -> Category:
        """The category of that name; one that the book does not have is of no quad class and no score."""
        return self.events.get(name) or Category(name, "", 0, 0.0, {}, ())

    @functools.cached_property
    def nouns(self) -> frozenset[str]:
        """The nouns that say a code or carry a view."""
        return frozenset(lemma for kind, lemma in (*self.patterns, *self.cues) if kind == "noun")


class Loader(yaml.SafeLoader):
    """Safe YAML in which `yes`, `no`, `on` and `off` are words, as in YAML 1.2: prepositions and keys here."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def builtin(name: str) -> Path:
    return Path(str(resources.files("comity") / "data" / "codebooks" / name))


@functools.cache
def load(path: str | Path | None = None) -> Codebook:
    """The codebook of that name, file or folder (the built-in PLOVER one by default)."""
    place = Path(path) if path is not None else builtin(DEFAULT)
    if not place.exists():
        known = builtin(str(path))
        if not known.exists():
            raise CodebookError(
                f"--codebook {path}: no such file or folder; give a codebook's YAML file or folder"
            )
        place = known
    raw, digest = read(place)
    return build(raw, digest)


def read(place: Path) -> tuple[dict[str, Any], str]:
    """The YAML of a file, or of all files of a folder put together, and the hash of it all."""
    files = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
    if not files:
        raise CodebookError(f"{place.name}: the folder holds no .yaml file; a codebook has at least one")
    whole: dict[str, Any] = {}
    digest = hashlib.sha256()
    for file in files:
        data = file.read_bytes()
        digest.update(data)
        try:
            part = yaml.load(data, Loader) or {}
        except yaml.YAMLError as error:
            raise CodebookError(f"{file.name} is not valid YAML: {error}") from error
        if not isinstance(part, dict):
            raise CodebookError(
                f"{file.name}: a codebook is a mapping (name, lists, events, …), not a {type(part).__name__}"
            )
        for key, value in part.items():
            if isinstance(value, dict) and isinstance(whole.get(key), dict):
                whole[key] = {**whole[key], **value}
            else:
                whole[key] = value
    return whole, digest.hexdigest()[:16]


def build(raw: Mapping[str, Any], digest: str) -> Codebook:
    lists = {name: frozenset(str(w) for w in words) for name, words in (raw.get("lists") or {}).items()}
    events = {name: category(name, entry, lists) for name, entry in (raw.get("events") or {}).items()}
    acts = {name: category(name, entry, lists) for name, entry in (raw.get("statements") or {}).items()}
    return Codebook(
        name=str(raw.get("name", "")),
        version=str(raw.get("version", "")),
        hash=digest,
        events=events,
        issues={
            name: Issue(
                name,
                str(entry.get("definition", "")),
                tuple(str(w) for w in entry.get("words") or ()),
                bool(entry.get("plover", True)),
            )
            for name, entry in (raw.get("issues") or {}).items()
        },
        statements=acts,
        lists=lists,
        patterns=indexed(events.values()),
        cues=indexed(acts.values()),
    )


def indexed(categories: Iterable[Category]) -> Index:
    index: dict[tuple[str, str], list[Pattern]] = {}
    for entry in categories:
        for pattern in entry.patterns:
            for lemma in pattern.lemmas:
                index.setdefault((pattern.kind, lemma), []).append(pattern)
    return {key: tuple(sorted(found, key=lambda p: -p.weight)) for key, found in index.items()}


def category(name: str, entry: Mapping[str, Any], lists: Mapping[str, frozenset[str]]) -> Category:
    scale = float(entry.get("scale", 0))
    modes = {
        mode: float((about or {}).get("scale", scale)) for mode, about in (entry.get("modes") or {}).items()
    }
    patterns = tuple(
        pattern(name, n, raw, modes, lists, bool(entry.get("recipient") == "required"))
        for n, raw in enumerate(entry.get("patterns") or ())
    )
    return Category(
        name=name,
        definition=str(entry.get("definition", "")),
        quad=int(entry.get("quad", 0)),
        scale=scale,
        modes=modes,
        patterns=patterns,
        yes=tuple(entry.get("yes") or ()),
        no=tuple(entry.get("no") or ()),
        event=str(entry.get("event", "")),
    )


def pattern(
    name: str,
    number: int,
    raw: Mapping[str, Any],
    modes: Mapping[str, float],
    lists: Mapping[str, frozenset[str]],
    required: bool,
) -> Pattern:
    where = f"{name}, pattern {raw.get('id', number + 1)}"
    unknown = set(raw) - FIELDS
    if unknown:
        raise CodebookError(
            f"{where}: unknown field {sorted(unknown)[0]!r}; known are {', '.join(sorted(FIELDS))}"
        )
    kinds = [k for k in ("verb", "noun", "adj") if k in raw]
    if len(kinds) != 1:
        raise CodebookError(f"{where}: give exactly one of verb, noun, adj")
    kind = kinds[0]
    mode = str(raw.get("mode", ""))
    if mode and mode not in modes:
        raise CodebookError(f"{where}: {name} has no mode {mode!r}; it has {', '.join(modes) or 'none'}")

    def words(value: Any) -> frozenset[str]:
        return expand(value, lists, where)

    obj = words(raw.get("object"))
    prep = tuple((role, words(value)) for role, value in (raw.get("prep") or {}).items())
    comp = words(raw.get("comp"))
    default_recipient = NOUN_RECIPIENT if kind == "noun" else (OBJECT_RECIPIENT if obj else VERB_RECIPIENT)
    return Pattern(
        id=f"{name}/{raw.get('id', number + 1)}",
        category=name,
        mode=mode,
        kind=kind,
        lemmas=words(raw[kind]),
        object=obj,
        prep=prep,
        comp=comp,
        actor=roles(raw.get("A"), NOUN_ACTOR if kind == "noun" else ("subj",)),
        recipient=roles(raw.get("B"), default_recipient),
        reciprocal=bool(raw.get("reciprocal", False)),
        needs=str(raw.get("needs", "AB" if required or kind == "noun" else "A")),
        negated=str(raw.get("negated", "")),
        tense=words(raw.get("tense")),
        modality=words(raw.get("modality")),
        passive=raw.get("passive"),
        aux=str(raw.get("aux", "")),
        precision=float(raw.get("p", 0.6)),
        weight=weight(obj, 3)
        + sum(weight(w, 2) for _, w in prep)
        + weight(comp, 2)
        + sum(f in raw for f in SHAPES),
        stance=None if raw.get("stance") is None else int(raw["stance"]),
        open=bool(raw.get("open", False)),
        content=str(raw.get("content", "any")),
        form=str(raw.get("form", "")),
        weak=bool(raw.get("weak", False)),
        unless=words(raw.get("unless")),
    )


def weight(words: frozenset[str], full: int) -> int:
    """How much a condition narrows a pattern down: any word at all counts one."""
    return 1 if "*" in words else full * bool(words)


def roles(value: Any, default: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return default
    return (value,) if isinstance(value, str) else tuple(str(v) for v in value)


def expand(value: Any, lists: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    """A word, a list of words and `$lists`, as one set of lemmas."""
    if value is None:
        return frozenset()
    items: Iterable[Any] = value if isinstance(value, list) else str(value).split("|")
    found: set[str] = set()
    for item in items:
        word = str(item).strip()
        if not word.startswith("$"):
            found.add(word)
        elif word[1:] in lists:
            found |= lists[word[1:]]
        else:
            raise CodebookError(f"{where}: no list is called {word}; lists are {', '.join(sorted(lists))}")
    return frozenset(found)
