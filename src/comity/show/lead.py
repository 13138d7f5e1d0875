"""The opening of a brief: a few sentences that sum the record up, and never say more than it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from comity.analyse.countries import in_text
from comity.analyse.happenings import Happening, heads, is_summit, weight
from comity.analyse.positions import Topic
from comity.analyse.record import is_joint_act
from comity.analyse.relationship import Relationship
from comity.analyse.vocabulary import table
from comity.model import Record, Statement
from comity.show import wording

_FEWEST_FOR_A_TREND = 3  # happenings that each of two periods must have before their means are compared

Cite = Callable[[Iterable[Record]], tuple[int, ...]]


@dataclass(frozen=True)
class Sentence:
    """A sentence with the evidence it rests on, or the section that proves it."""

    text: str
    refs: tuple[int, ...] = ()
    section: str = ""


def lead(r: Relationship, cite: Cite) -> tuple[Sentence, ...]:
    """The balance, the meetings, the agreement, the difference, the hurdle, the third party, the trend."""
    if r.is_empty:
        return ()
    sentences = [
        _balance(r), _meetings(r, cite), _agreement(r, cite), _difference(r, cite), _asks(r),
        _hurdle(r, cite), _third_party(r), _trend(r),
    ]  # fmt: skip
    return tuple(sentence for sentence in sentences if sentence)


def _pair(r: Relationship) -> str:
    return f"{in_text(r.a)} and {in_text(r.b)}"


def _balance(r: Relationship) -> Sentence:
    took_place = [h for h in r.timeline if h.took_place]
    if not took_place:
        return Sentence(
            f"The record tells of no event between {_pair(r)}, only of what is said.", section="happened"
        )
    together = [h for h in took_place if is_joint_act(h.lead, r.a, r.b)]
    requests = sum(h.category == "REQUEST" for h in took_place if h not in together)
    quads = Counter(h.lead.quad_code for h in took_place if h.category != "REQUEST" and h not in together)
    parts = [f"{quads[q]} of {wording.label('quads', q)}" for q in (1, 2, 3, 4) if quads[q]]
    parts += [wording.count(requests, "request")] if requests else []
    parts += [f"{len(together)} of the two together toward others"] if together else []
    balance = wording.listed(parts)
    dates = [h.date for h in took_place if h.date]
    when = _from_to(min(dates), max(dates)) if dates else ""
    rest = len(r.timeline) - len(took_place)
    ahead = f"; {rest} more {'is' if rest == 1 else 'are'} planned, supposed or denied" if rest else ""
    told = wording.count(len(took_place), "event")
    return Sentence(
        f"The record tells of {told} between {_pair(r)}{when}: {balance}{ahead}.", section="happened"
    )


def _from_to(first: str, last: str) -> str:
    if first[:4] == last[:4]:
        return f" in {first[:4]}"
    return f" from {first[:4]} to {last[:4]}"


def _meetings(r: Relationship, cite: Cite) -> Sentence | None:
    met = [h for h in r.timeline if h.category == "CONSULT" and h.took_place and h.date]
    if not met:
        return None
    chosen = sorted(sorted(met, key=weight, reverse=True)[:3], key=lambda h: h.date)
    told = wording.listed([_meeting(h) for h in chosen])
    opening = (
        "They met" if len(met) <= len(chosen) else f"Of {len(met)} meetings the most prominent were those"
    )
    return Sentence(f"{opening} {told}.", cite(h.lead for h in chosen))


def _meeting(happening: Happening) -> str:
    when = ("on " if len(happening.date) == 10 else "in ") + wording.day(happening.date)
    if is_summit(happening):
        return f"{when} ({wording.names(heads(happening))})"
    return when


def _agreement(r: Relationship, cite: Cite) -> Sentence | None:
    disputed = {(t.issue, t.third) for t in r.differences}
    agreed = [t for t in r.agreements if (t.issue, t.third) not in disputed]
    if not agreed:
        return None
    most = sorted(agreed, key=_specific_and_shared, reverse=True)[:3]
    issues = wording.listed(list(dict.fromkeys(wording.topic(t.issue, t.third) for t in most)))
    cited = [s for t in most for s in (*t.joint[:1], *t.a[:1], *t.b[:1])]
    return Sentence(f"Voices from both sides speak in the same sense on {issues}.", cite(cited[:3]), "agree")


def _specific_and_shared(topic: Topic) -> tuple[bool, int]:
    general = topic.issue in ("", *table("labels")["general_issues"])
    return not general, min(len(topic.a), len(topic.b)) + len(topic.joint)


def _difference(r: Relationship, cite: Cite) -> Sentence | None:
    if not r.differences:
        return None
    issues = [
        in_text(t.third) if t.third else wording.issue(t.issue) for t in r.differences if t.issue or t.third
    ]
    first = r.differences[0]
    parts = ["they diverge on " + wording.listed(list(dict.fromkeys(issues))[:3])] if issues else []
    parts += ["each finds fault with the other"] * any(t.bearing == "mutual criticism" for t in r.differences)
    return Sentence(wording.capital("; ".join(parts)) + ".", cite([*first.a[:1], *first.b[:1]]), "differ")


def _asks(r: Relationship) -> Sentence | None:
    a, b = len(r.asks_of_a), len(r.asks_of_b)
    if not a and not b:
        return None
    parts = [
        f"{in_text(by)} makes {wording.count(n, 'request')} of {in_text(to)}"
        for n, by, to in ((a, r.a, r.b), (b, r.b, r.a))
        if n
    ]
    return Sentence(wording.capital("; ".join(parts)) + ".", section="asks")


def _hurdle(r: Relationship, cite: Cite) -> Sentence | None:
    said = [h for h in r.hurdles if isinstance(h.lead, Statement)]
    if not said:
        return None
    first = said[0].lead
    assert isinstance(first, Statement)
    speaker = wording.names(first.speaker) or "a speaker without a name"
    verb = f" {wording.reported(first)}" if wording.speaks_for_itself(first) else ""
    voiced = f"{speaker}{verb}: “{wording.quoted(first).rstrip('.')}”"
    times = wording.count(len(said), "statement")
    return Sentence(
        f"Doubts, concerns or objections are voiced in {times}; {voiced}.", cite([first]), "hurdles"
    )


def _third_party(r: Relationship) -> Sentence | None:
    if not r.third_parties:
        return None
    most = r.third_parties[0]
    n = wording.count(len(most.records), "record")
    return Sentence(f"The third party named most often is {in_text(most.country)} ({n}).", section="third")


def _trend(r: Relationship) -> Sentence | None:
    told = [p for p in r.periods if len(p.balance.happenings) >= _FEWEST_FOR_A_TREND]
    if len(told) < 2:
        return None
    first, last = told[0], told[-1]
    before, after = (wording.signed(p.balance.mean.value) for p in (first, last) if p.balance.mean)
    moved = "stays at" if before == after else "moves to"
    when = [str(p.first) if p.first == p.last else f"{p.first}–{p.last}" for p in (first, last)]
    return Sentence(
        f"The mean PLOVER score of what happened, from −10 (conflict) to +10 (cooperation), is {before} in {when[0]}"
        f" and {moved} {after} in {when[1]}.",
        section="change",
    )
