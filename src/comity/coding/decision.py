"""The codebook and the encoder decide together, and say who decided.

A pattern of the codebook says what it stands for and how often it has been right; the encoder says how likely each
category is. How much each weighs was learnt from pairs that were labelled by reading and that the encoder had not
seen: a logistic regression, kept in the encoder's file, whose result is the record's confidence. `rule` names the
pattern, the encoder, or both.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from comity.coding.codebook import Codebook
from comity.coding.encoder import Encoder, Judgement, Pair, Spans
from comity.coding.events import EventReader, Finding, future
from comity.model import Entity, Sentence

# What is less likely than this is no event: a pattern's finding that the encoder doubts is worth more than its loss
# (F1 is best near half of itself); what no pattern says must be surer.
KEPT, SURE = 0.4, 0.7
ENCODER = "encoder"


class Weights(NamedTuple):
    """Of a logistic regression over log odds: constant, the pattern's precision, the encoder's probability."""

    constant: float
    pattern: float
    encoder: float

    def confidence(self, precision: float, probability: float) -> float:
        return logistic(self.constant + self.pattern * logit(precision) + self.encoder * logit(probability))


@dataclass(frozen=True, slots=True)
class Calibration:
    """`agreed`: the pattern's own category; `single`: the same, where the pattern sees one party only; `instead`: the
    encoder's category, where a pattern says another; `alone`: where no pattern says anything."""

    agreed: Weights
    single: Weights
    instead: Weights
    alone: Weights

    @staticmethod
    def of(table: Mapping[str, Sequence[float]]) -> Calibration:
        return Calibration(**{name: Weights(*weights) for name, weights in table.items()})


# Until they are measured: the encoder as it is, a pattern as a vote beside it.
PLAIN = Calibration(
    agreed=Weights(0.5, 0.6, 0.6),
    single=Weights(0.0, 0.6, 0.6),
    instead=Weights(-0.5, -0.4, 0.8),
    alone=Weights(-0.5, 0.0, 1.0),
)


def logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


def logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def spans(entities: Iterable[Entity], s: Sentence) -> Spans:
    """Where entities stand in their sentence; those that stand elsewhere are left out."""
    found = {(e.start - s.start, e.end - s.start) for e in entities if s.start <= e.start < e.end <= s.end}
    return tuple(sorted(found))


def overlap(one: Spans, other: Spans) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


class Decision:
    """Decides what the findings of one document are."""

    def __init__(self, encoder: Encoder, codebook: Codebook, reader: EventReader, text: str) -> None:
        self.encoder = encoder
        self.codebook = codebook
        self.reader = reader
        self.text = text
        kept = encoder.about.get("calibration")
        self.calibration = Calibration.of(kept) if kept else PLAIN
        self.foreign = not set(encoder.labels["category"]) <= set(codebook.events)

    def decide(self, found: Sequence[Finding]) -> list[Finding]:
        """What is left of the codebook's findings, and what the encoder adds, in text order."""
        found = self.completed(found)
        asked = [*found, *self.reader.unread(found)]
        pairs = [self.pair(f) for f in asked]
        judged = iter(self.encoder.judge([p for p in pairs if p is not None]))
        decided = []
        for finding, pair in zip(asked, pairs, strict=True):
            if pair is not None:
                decided.append(self.decided(finding, next(judged)))
            elif finding.category and not self.foreign:
                decided.append(finding)
        kept = [f for f in decided if f is not None]
        return sorted(first_of_pair(kept), key=lambda f: f.proposition.index)

    def completed(self, found: Sequence[Finding]) -> list[Finding]:
        """Findings of a single party with the other one, where the encoder is sure who of the sentence that is."""
        tried = [
            (n, whole)
            for n, f in enumerate(found)
            if f.parties == 1 and not self.foreign
            for whole in self.reader.completions(f)
        ]
        pairs = [self.pair(whole) for _, whole in tried]
        judged = iter(self.encoder.judge([p for p in pairs if p is not None]))
        best: dict[int, tuple[float, Finding]] = {}
        for (n, whole), pair in zip(tried, pairs, strict=True):
            if pair is not None:
                judgement = next(judged)
                sure = judgement.categories.get(whole.category, 0.0)
                if judgement.best == whole.category and sure > max(SURE, best.get(n, (0.0,))[0]):
                    best[n] = sure, whole
        return [best[n][1] if n in best else f for n, f in enumerate(found)]

    def pair(self, finding: Finding) -> Pair | None:
        """What the encoder reads; None where not every party stands in the sentence."""
        s = self.reader.sentences[finding.proposition.sentence]
        actor, recipient = finding.actor, finding.recipient
        if not recipient:
            actor, recipient = actor[:1], actor[1:]
        a, b = spans(actor, s), spans(recipient, s)
        if bool(a) < bool(actor) or bool(b) < bool(recipient) or overlap(a, b):
            return None
        i = finding.proposition.predicate
        word: Spans = ((s.starts[i] - s.start, s.ends[i] - s.start),)
        text = self.text[s.start : s.end]
        return Pair(text, a, b, () if overlap(word, a) or overlap(word, b) else word)

    def decided(self, finding: Finding, judged: Judgement) -> Finding | None:
        if not finding.category or self.foreign:
            return self.alone(finding, judged)
        own = judged.categories.get(finding.category, 0.0)
        weights = self.calibration.single if finding.parties == 1 else self.calibration.agreed
        sure = weights.confidence(finding.precision, own)
        other = judged.best
        instead = 0.0
        if other != finding.category:
            instead = self.calibration.instead.confidence(finding.precision, judged.categories[other])
        if max(sure, instead) < KEPT:
            return None
        if instead > sure:
            return replace(
                self.as_category(finding, other, judged), rule=ENCODER, precision=instead, words=frozenset()
            )
        mode = finding.mode or (judged.mode(finding.category) if finding.category == other else "")
        return replace(finding, precision=sure, mode=mode, rule=f"{finding.rule} + {ENCODER}")

    def alone(self, finding: Finding, judged: Judgement) -> Finding | None:
        """An event that only the encoder sees: it must be said to have happened, and be sure enough."""
        category = judged.best
        sure = self.calibration.alone.confidence(0.5, judged.categories[category])
        if sure < SURE or not self.may_be(finding, category):
            return None
        found = self.as_category(finding, category, judged)
        if finding.proposition.negated and found.category != "REJECT":
            found = replace(found, aux="negated")
        return replace(found, rule=ENCODER, precision=sure)

    def may_be(self, finding: Finding, category: str) -> bool:
        """Whether the clause says that it is so, and such parties can stand in such an event."""
        if finding.proposition.modality or self.reader.standing(finding.proposition) == "unreal":
            return False
        return self.foreign or self.reader.likely(category, finding.actor, finding.recipient)

    def as_category(self, finding: Finding, category: str, judged: Judgement) -> Finding:
        """The finding under a category of the encoder's, with its mode, in the tense of its clause."""
        known = self.codebook.events.get(category)
        mode = judged.mode(category)
        named = replace(finding, category=category, mode=mode if known is None or mode in known.modes else "")
        if known is None or self.reader.standing(finding.proposition) != "future":
            return named
        folded, aux = future(category)
        return replace(named, category=folded, mode=named.mode if folded == category else "", aux=aux)


def first_of_pair(found: Iterable[Finding]) -> list[Finding]:
    """Of several events that only the encoder sees between the same two in a sentence, the surest; none where
    the codebook saw one of its kind."""
    found = list(found)
    seen = {key(f, f.category) for f in found if f.rule != ENCODER}
    out = [f for f in found if f.rule != ENCODER]
    for f in sorted((f for f in found if f.rule == ENCODER), key=lambda f: -f.precision):
        if key(f, f.category) not in seen and key(f, "") not in seen:
            seen |= {key(f, f.category), key(f, "")}
            out.append(f)
    return out


def key(f: Finding, category: str) -> tuple[int, str, frozenset[str]]:
    return f.proposition.sentence, category, frozenset(e.name for e in (*f.actor, *f.recipient))
