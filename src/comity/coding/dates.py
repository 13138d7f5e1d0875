"""When something happened: the words of its sentence against the day of its document.

`times` finds the times that a sentence names. Here the one that belongs to a predicate is chosen by its place in
the tree and resolved; its date is the first day of the stretch that it means, cut to what the words allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from comity.dates import common, precision, span
from comity.model import Sentence
from comity.times import Expression, expressions, meant, word, words_table

BACKGROUND = 30  # days before publication after which an event is background to the news
NEAR = 4  # the greatest distance in the tree at which a time still belongs to a predicate
FAR = 6
NOUNS = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
VERBS = frozenset(("VERB", "AUX"))
OWN = frozenset(("poss", "compound", "nummod", "amod"))  # ties that bind a time to its noun alone


@dataclass(frozen=True)
class When:
    """`date` as precise as known and `start`..`end` as days; a week or an early summer is narrower than `date`.

    `text` has the words that said so, and is empty where the document's date was taken. `aux` is `historical`
    for clear background, `future` for what comes after the document, else empty.
    """

    date: str
    precision: str
    start: str
    end: str
    text: str
    aux: str


def when(sentence: Sentence, text: str, published: str, *, predicate: int = -1) -> When:
    """When what token `predicate` says happened; -1 stands for the sentence's root.

    `text` is the document's, `published` its date in ISO 8601, as precise as known.
    """
    found = [e for e in expressions(sentence) if not is_limit(sentence, e)]
    chosen = choose(sentence, found, predicate) if found else None
    if chosen is None:
        return undated(sentence, root(sentence) if predicate < 0 else predicate, published)
    words = text[sentence.starts[chosen.first] : sentence.ends[chosen.last - 1]]
    return resolved(chosen, published, tense(sentence, chosen.anchor), words)


# --- Resolving ------------------------------------------------------------------------------------------------


def resolved(expression: Expression, published: str, tense: str, words: str) -> When:
    found = meant(expression, published, tense)
    if found is None:
        past = words.split()[-1].lower() in words_table().ago
        return When("", "none", "", "", words, "historical" if past and published else "")
    days = (found.first, found.last)
    start, end = days if found.date else ("", "")
    return When(
        found.date, precision(found.date), start, end, words, aux_of(days, found.date, published, tense)
    )


def aux_of(days: tuple[str, str], day: str, published: str, tense: str) -> str:
    if not published or not day:
        return ""
    (first, last), (opened, closed) = days, span(published)
    if (date.fromisoformat(first) - date.fromisoformat(closed)).days > (tense == "past"):
        return "future"
    other_year = precision(day) == "year" and day < opened[:4]
    long_ago = (date.fromisoformat(opened) - date.fromisoformat(last)).days > BACKGROUND
    return "historical" if other_year or long_ago else ""


def undated(sentence: Sentence, predicate: int, published: str) -> When:
    """No words say when. The plain past is the news and has the document's date; background has none."""
    if not words_table().adverbs.isdisjoint(sentence.words):
        known = by_adverb(sentence, predicate, published)
        if known is not None:
            return known
    if not is_news(sentence, predicate):
        return When("", "none", "", "", "", "historical" if is_background(sentence, predicate) else "")
    return When(published, precision(published), *span(published), "", "")


def by_adverb(sentence: Sentence, predicate: int, published: str) -> When | None:
    """What "recently", "previously" or "now" beside the predicate say; None where none stands there."""
    words, near = words_table(), {sentence.words[i].lower() for i in children(sentence, predicate)}
    if near & words.formerly:
        return When("", "none", "", "", "", "historical")
    if near & words.recently:
        return vaguely(published)
    if near & words.currently:
        month = published[:7]
        return When(month, precision(month), *span(month), "", "")
    return None


def vaguely(published: str) -> When:
    """ "Recently": within the last two months or so."""
    if precision(published) != "day":
        return When("", "none", "", "", "", "")
    first = (date.fromisoformat(published) - timedelta(days=60)).isoformat()
    day = common(first, published)
    return When(day, precision(day), *((first, published) if day else ("", "")), "", "")


def is_news(sentence: Sentence, predicate: int) -> bool:
    """Whether the narrative stands at this predicate: a main or reported clause, or a noun that a light verb holds."""
    if is_background(sentence, predicate):
        return False
    clause = verb_above(sentence, predicate)
    if sentence.pos[predicate] not in VERBS and clause != predicate:
        return sentence.heads[predicate] == clause and sentence.lemmas[clause] in words_table().light
    dep = sentence.deps[clause]
    return dep != "relcl" and not (dep == "acl" and sentence.tags[clause] == "VBN")


def is_background(sentence: Sentence, predicate: int) -> bool:
    """Whether the past perfect sets the clause behind the narrative."""
    if "had" not in sentence.words:
        return False
    clause = verb_above(sentence, predicate)
    return any(
        sentence.deps[i] in ("aux", "auxpass") and sentence.lemmas[i] == "have" and sentence.tags[i] == "VBD"
        for i in children(sentence, clause)
    )


# --- Which time belongs to which predicate ----------------------------------------------------------------------


def choose(sentence: Sentence, found: list[Expression], predicate: int) -> Expression | None:
    """The time that is nearest in the tree; any time of the sentence will do where no predicate is named."""
    target = root(sentence) if predicate < 0 else predicate
    costs = [(distance(sentence, e, target), abs(e.anchor - target), e.first, e) for e in found]
    cost, _, _, best = min(costs, key=lambda entry: entry[:3])
    return best if cost <= NEAR or predicate < 0 else None


def distance(sentence: Sentence, expression: Expression, predicate: int) -> int:
    host, tie = host_of(sentence, expression)
    if expression.first <= predicate < expression.last or host == predicate:
        return 0
    if host == sentence.heads[predicate] and is_misread(sentence, predicate):
        return 1
    cost = 0
    if sentence.pos[host] in NOUNS:
        cost = 3 if tie in OWN else 1
        if tie in OWN and not lends_time(sentence, predicate, host):
            return FAR
    if sentence.pos[predicate] not in VERBS and not shares_time(sentence, predicate):
        return FAR
    own, other = verb_above(sentence, predicate), verb_above(sentence, host)
    cost += own != predicate
    if own == other:
        return cost + 1
    return cost + min(inherited(sentence, own, other), lent(sentence, own, other))


def is_misread(sentence: Sentence, predicate: int) -> bool:
    """Whether a finite verb was taken for its object's attribute ("they held talks Friday"): participles alone are."""
    return sentence.deps[predicate] == "amod" and sentence.tags[predicate] == "VBD"


def lends_time(sentence: Sentence, verb: int, noun: int) -> bool:
    """Whether a noun's time is its verb's too: "held yesterday's talks", not "denounced yesterday's decision"."""
    return sentence.heads[noun] == verb and sentence.lemmas[verb] in words_table().light


def shares_time(sentence: Sentence, noun: int) -> bool:
    """Whether a verb's time is its noun's too: "held talks", "left after talks", not "protested over the decision"."""
    above = sentence.heads[noun]
    if sentence.pos[above] == "ADP":
        return (
            sentence.pos[sentence.heads[above]] in VERBS and sentence.lemmas[above] in words_table().meanwhile
        )
    return above == noun or sentence.lemmas[above] in words_table().light or sentence.deps[noun] == "attr"


def inherited(sentence: Sentence, clause: int, above: int) -> int:
    """How far the time of clause `above` reaches down to `clause`, which it contains."""
    cost = 0
    for _ in range(4):
        dep, tag = sentence.deps[clause], sentence.tags[clause]
        step = {"conj": 1, "xcomp": 1, "pcomp": 2, "advcl": 2, "acl": 2, "ccomp": 2}.get(dep, FAR)
        if dep in ("advcl", "acl") and tag != "VBG":
            step = FAR
        if dep == "ccomp" and tense(sentence, clause) != "future":
            step = FAR
        cost += step
        clause = verb_above(sentence, sentence.heads[clause])
        if clause == above or cost >= FAR:
            return cost
    return FAR


def lent(sentence: Sentence, clause: int, below: int) -> int:
    """How far the time of a clause `below` reaches up to the one that contains it."""
    if sentence.deps[below] == "pcomp" and verb_above(sentence, sentence.heads[below]) == clause:
        return 3
    if sentence.deps[below] != "xcomp" or sentence.heads[below] != clause:
        return FAR
    return 2 if sentence.lemmas[clause] in words_table().planned else FAR


def host_of(sentence: Sentence, expression: Expression) -> tuple[int, str]:
    """The word that the time hangs on, and by which tie."""
    i = expression.anchor
    for _ in range(6):
        above = sentence.heads[i]
        if above == i:
            return i, "ROOT"
        tie = sentence.deps[i]
        inside = expression.first <= above < expression.last
        inside = inside or (
            tie == "compound" and sentence.pos[above] == "PROPN" and opens(sentence, expression)
        )
        if not inside and sentence.pos[above] in VERBS | NOUNS and sentence.deps[above] != "compound":
            return (above, tie) if tie in OWN else (reporter_before(sentence, expression, above), tie)
        i = above
    return i, sentence.deps[i]


def opens(sentence: Sentence, expression: Expression) -> bool:
    """Whether the time opens a clause: "Last September Moon proposed" has no Mr September Moon."""
    return expression.first == 0 or sentence.words[expression.first - 1] == ","


def reporter_before(sentence: Sentence, expression: Expression, host: int) -> int:
    """The verb that the time follows at once, where it governs `host`: "said on Sunday Iran had seized"."""
    before = expression.first - 1 - (sentence.pos[expression.first - 1] == "ADP")
    if before < 0 or sentence.pos[before] != "VERB" or before == host:
        return host
    clause = verb_above(sentence, host)
    governs = sentence.deps[clause] == "ccomp" and sentence.heads[clause] == before
    return before if governs else host


def verb_above(sentence: Sentence, i: int) -> int:
    """The verb of the clause in which token `i` stands (itself, if a verb); the root where there is none."""
    while sentence.pos[i] not in VERBS or sentence.deps[i] in ("aux", "auxpass"):
        if sentence.heads[i] == i:
            return i
        i = sentence.heads[i]
    return i


def tense(sentence: Sentence, i: int) -> str:
    """`past`, `future` or empty for the clause of token `i`."""
    words, verb = words_table(), verb_above(sentence, i)
    below = children(sentence, verb)
    auxiliaries = [a for a in below if sentence.deps[a] in ("aux", "auxpass")]
    lemmas = {sentence.words[a].lower() for a in auxiliaries}
    if lemmas & words.future_modals and "have" not in lemmas:
        return "future"
    if sentence.lemmas[verb] in words.planned and sentence.tags[verb] in ("VBN", "JJ"):
        return "future"
    if "to" in lemmas and sentence.tags[verb] == "VB":
        return "future"
    if sentence.tags[verb] == "VBD" or any(sentence.tags[a] == "VBD" for a in auxiliaries):
        return "past"
    if sentence.tags[verb] == "VBG" and not auxiliaries and sentence.heads[verb] != verb:
        return tense(sentence, sentence.heads[verb])
    if sentence.tags[verb] == "VBN":
        return "past"
    return "future" if sentence.tags[verb] == "VBG" and auxiliaries else ""


def is_limit(sentence: Sentence, expression: Expression) -> bool:
    """Whether the words set an end ("by October") and do not say when something happened."""
    words = words_table()
    if sentence.deps[expression.anchor] in OWN:
        return False  # "to last December's accord"
    before = word(sentence, expression.first - 1)
    before = word(sentence, expression.first - 2) if before in words.about else before
    return before in words.limits


def children(sentence: Sentence, i: int) -> list[int]:
    return [c for c, head in enumerate(sentence.heads) if head == i and c != i]


def root(sentence: Sentence) -> int:
    return next((i for i, head in enumerate(sentence.heads) if head == i), 0)
