"""What the parse says once: predicates with their participants in their grammatical roles.

Voice is undone (the agent of a passive is `subj`, its subject `obj`), coordination is shared out (one
`Argument` a participant), relative pronouns stand for what they refer to, and subjects that a clause
leaves unsaid (open complements, coordinated verbs, participles) come from the clause that controls it.
No code, category or cue is known here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from comity.coding.tree import PASSIVE_SUBJECTS, SUBJECTS, Tree
from comity.model import Argument, Proposition, Sentence

RELATIVE = {"who", "which", "that", "whom", "whose"}
FUTURE = {"will", "shall", "'ll", "’ll"}
HYPOTHETICAL = {"may", "might", "could", "would", "can"}
OBLIGATION = {"must", "should", "ought", "need"}
CONDITIONS = {"if", "unless", "whether"}
NEGATIVE = {"no", "neither", "nor", "nobody", "none", "never", "nothing", "hardly", "little"}
DASHES = {"-", "--", "–", "—"}
OPEN = {"xcomp", "advcl", "acl", "pcomp", "conj"}
MODIFIERS = ("poss", "amod", "compound", "nmod")


def propositions(trees: Iterable[Tree], nouns: Collection[str] = ()) -> tuple[Proposition, ...]:
    """All propositions of a document's sentences. `nouns` are the lemmas of nouns to be read as predicates too
    ("talks between A and B"); every verb and every copula with a predicate is one."""
    found: list[Proposition] = []
    for tree in trees:
        found.extend(Reader(tree, len(found), nouns).read())
    return tuple(found)


def is_verb(sentence: Sentence, i: int) -> bool:
    pos = sentence.pos[i]
    if pos == "VERB":
        return True
    return pos == "AUX" and sentence.deps[i] not in ("aux", "auxpass")


class Reader:
    """Reads one sentence; `base` is the index of its first proposition in the document."""

    def __init__(self, tree: Tree, base: int, nouns: Collection[str]) -> None:
        self.sentence = tree.sentence
        self.tree = tree
        self.base = base
        self.nouns = nouns
        self.subjects: dict[int, list[int]] = {}

    def read(self) -> list[Proposition]:
        s = self.sentence
        kinds: dict[int, Literal["verb", "noun"]] = {}
        for i, pos in enumerate(s.pos):
            if pos in ("VERB", "AUX") and is_verb(s, i):
                kinds[i] = "verb"
            elif (pos == "NOUN" or pos == "PROPN") and s.lemmas[i] in self.nouns:
                kinds[i] = "noun"
        order = {i: self.base + n for n, i in enumerate(kinds)}
        return [self.verb(i, order) if kind == "verb" else self.noun(i, order) for i, kind in kinds.items()]

    def verb(self, i: int, order: dict[int, int]) -> Proposition:
        s = self.sentence
        passive = self.is_passive(i)
        arguments = [Argument("subj", a) for a in self.subject(i)]
        arguments += [Argument("obj", a) for a in self.objects(i, passive)]
        arguments += self.modifiers(i)
        tense, modality = self.tense(i)
        particle = self.particle(i)
        lemma = s.lemmas[i] if particle < 0 else f"{s.lemmas[i]}_{s.lemmas[particle]}"
        return Proposition(
            index=order[i],
            sentence=s.index,
            predicate=i,
            lemma=lemma,
            kind="verb",
            arguments=tuple(arguments),
            negated=self.is_negated(i),
            tense=tense,
            modality=modality,
            passive=passive,
            complement=self.complement(i, order),
            reported_by=self.reported_by(i, order),
            governor=self.governor(i, order),
        )

    def noun(self, i: int, order: dict[int, int]) -> Proposition:
        s, tree = self.sentence, self.tree
        arguments = [
            Argument("poss" if s.deps[c] == "poss" else "amod", a)
            for c in tree.kids(i, *MODIFIERS)
            for a in tree.conjuncts(c)
        ]
        arguments += self.modifiers(i)
        return Proposition(
            index=order[i],
            sentence=s.index,
            predicate=i,
            lemma=s.lemmas[i],
            kind="noun",
            arguments=tuple(arguments),
            negated=any(s.lemmas[c] in NEGATIVE for c in tree.kids(i, "det")),
            complement=self.complement(i, order),
            reported_by=self.reported_by(i, order),
            governor=self.governor(i, order),
        )

    def particle(self, i: int) -> int:
        """The particle of a verb; "back" right after it is one, whatever the parser says ("hit back")."""
        s = self.sentence
        if i + 1 < len(s) and s.lemmas[i + 1] == "back" and s.heads[i + 1] == i:
            return i + 1
        return self.tree.kid(i, "prt")

    # --- participants

    def is_passive(self, i: int) -> bool:
        s, tree = self.sentence, self.tree
        if s.tags[i] != "VBN" or self.is_swallowed(i):
            return False
        if tree.kid(i, "auxpass", *PASSIVE_SUBJECTS, "agent") >= 0:
            return True
        if s.deps[i] == "conj" and tree.kid(i, "aux", "nsubj") < 0:
            return self.is_passive(s.heads[i]) and tree.kid(i, "dobj") < 0
        return s.deps[i] in ("acl", "advcl", "amod") and tree.kid(i, "aux", "dobj") < 0

    def subject(self, i: int) -> list[int]:
        """The heads of the (logical) subject of verb `i`, spoken or understood."""
        known = self.subjects.get(i)
        if known is None:
            self.subjects[i] = []  # guards against circles in a broken tree
            known = self.subjects[i] = self.find_subject(i)
        return known

    def find_subject(self, i: int) -> list[int]:
        s, tree = self.sentence, self.tree
        if self.is_passive(i):
            agent = tree.kid(i, "agent")
            return self.spread(tree.kids(agent, "pobj")) if agent >= 0 else []
        spoken = list(dict.fromkeys(self.behind_dateline(c) for c in tree.kids(i, *SUBJECTS)))
        if spoken and self.is_swallowed(i) and s.deps[s.heads[i]] == "conj":
            spoken.insert(0, s.heads[s.heads[i]])
        return self.spread(spoken, i) if spoken else self.understood(i)

    def behind_dateline(self, i: int) -> int:
        """The subject proper, where a parser took the place at the head of a story for it ("PARIS -- President Ali
        said")."""
        s = self.sentence
        if i + 1 >= len(s) or s.words[i + 1] not in DASHES or not s.words[i].isupper():
            return i
        others = [*self.tree.kids(i, "appos"), *self.tree.kids(s.heads[i], *SUBJECTS)]
        return next((c for c in others if c > i + 1), i)

    def understood(self, i: int) -> list[int]:
        """Who is meant where verb `i` has no subject of its own."""
        s = self.sentence
        head, dep = s.heads[i], s.deps[i]
        if head == i or dep not in OPEN:
            return []
        if s.pos[head] in ("NOUN", "PROPN") and dep == "acl":
            return self.holder(head) if s.tags[i] == "VB" else self.tree.conjuncts(head)[:1]
        if s.pos[head] == "ADP":
            head = s.heads[head]
        if not is_verb(s, head):
            return self.understood_from_noun(head) if s.pos[head] in ("NOUN", "ADJ") else []
        if dep == "conj":
            return self.subject(head) or self.patient(head)
        if dep == "xcomp":
            return self.objects(head, self.is_passive(head)) or self.subject(head)
        return self.patient(head) if self.is_passive(head) else self.subject(head)

    def understood_from_noun(self, head: int) -> list[int]:
        """ "is ready to V", "the decision to V": the subject of the copula, the holder of the noun."""
        s = self.sentence
        above = s.heads[head]
        if s.deps[head] in ("acomp", "attr") and is_verb(s, above):
            return self.subject(above)
        return self.holder(head)

    def holder(self, noun: int) -> list[int]:
        """Whose a noun is: its possessor, or the subject of the verb that it is the object of."""
        s, tree = self.sentence, self.tree
        owners = tree.kids(noun, "poss")
        owners = owners or [c for c in tree.kids(noun, *MODIFIERS) if s.words[c][:1].isupper()]
        if owners:
            return self.spread(owners)
        by = [c for c in tree.kids(noun, "prep") if s.lemmas[c] == "by"]
        if by:
            return self.spread(tree.kids(by[0], "pobj"))
        above = s.heads[noun]
        if s.deps[noun] == "dobj" and is_verb(s, above) and not self.is_passive(above):
            return self.subject(above)
        return []

    def patient(self, i: int) -> list[int]:
        """The subject of a passive."""
        return self.spread(self.tree.kids(i, *PASSIVE_SUBJECTS), i)

    def objects(self, i: int, passive: bool) -> list[int]:
        s, tree = self.sentence, self.tree
        if not passive:
            spoken = self.spread(tree.kids(i, "dobj"), i)
            return spoken or ([s.heads[i]] if self.is_swallowed(i) else [])
        spoken = self.patient(i)
        if spoken:
            return spoken
        head, dep = s.heads[i], s.deps[i]
        if dep == "acl" or dep == "amod":
            return tree.conjuncts(head)[:1]
        if dep == "relcl":
            return [head]
        if dep == "conj" and is_verb(s, head):
            return self.patient(head) or self.objects(head, self.is_passive(head))
        if dep == "xcomp" and is_verb(s, head):
            return self.patient(head) or self.subject(head)
        return []

    def is_swallowed(self, i: int) -> bool:
        """Whether the parser took a verb with a subject for an adjective of its object ("Lee held talks")."""
        return self.sentence.deps[i] == "amod" and self.tree.kid(i, "nsubj") >= 0

    def spread(self, heads: list[int], clause: int = -1) -> list[int]:
        """Coordinated members side by side; a relative pronoun becomes what it stands for."""
        found: list[int] = []
        for i in heads:
            for member in self.tree.conjuncts(i):
                found.append(self.referent(member, clause))
        return found

    def referent(self, i: int, clause: int) -> int:
        s = self.sentence
        if clause >= 0 and s.lemmas[i] in RELATIVE and s.tags[i] in ("WDT", "WP"):
            at = clause
            while s.deps[at] == "conj":
                at = s.heads[at]
            if s.deps[at] == "relcl":
                return s.heads[at]
        return i

    def modifiers(self, i: int) -> list[Argument]:
        """Indirect objects, predicates and prepositional participants of verb or noun `i`."""
        s, tree = self.sentence, self.tree
        found: list[Argument] = []
        for c in tree.children[i]:
            dep = s.deps[c]
            if dep == "prep":
                found.extend(self.prepositional(c))
            elif dep == "dative":
                below = tree.kids(c, "pobj") or [c]
                found.extend(Argument("iobj", a) for a in self.spread(below))
            elif dep in ("attr", "acomp", "oprd"):
                found.extend(Argument("attr", a) for a in tree.conjuncts(c))
        return found

    def prepositional(self, prep: int) -> list[Argument]:
        s, tree = self.sentence, self.tree
        role = s.words[prep].lower()
        inner = tree.kid(prep, "prep")
        if inner >= 0 and not tree.kids(prep, "pobj"):  # "according to X", "out of X"
            return [
                Argument(f"{role}_{s.words[inner].lower()}", a) for a in self.spread(tree.kids(inner, "pobj"))
            ]
        found = [Argument(role, a) for a in self.spread(tree.kids(prep, "pobj"))]
        for other in tree.kids(prep, "conj"):
            found.extend(self.prepositional(other))
        return found

    # --- what kind of saying it is

    def is_negated(self, i: int) -> bool:
        s, tree = self.sentence, self.tree
        if self.shares_helpers(i) and self.is_negated(s.heads[i]):
            return True
        for c in tree.children[i]:
            dep = s.deps[c]
            if dep == "neg" or (s.lemmas[c] in NEGATIVE and dep in ("advmod", "preconj", "cc", "det")):
                return True
            if dep in ("nsubj", "nsubjpass", "dobj", "attr") and (
                s.lemmas[c] in NEGATIVE
                or any(s.lemmas[d] in NEGATIVE for d in tree.kids(c, "det", "preconj", "amod"))
            ):
                return True
        return False

    def tense(self, i: int) -> tuple[Literal["past", "present", "future", ""], str]:
        s, tree = self.sentence, self.tree
        if self.shares_helpers(i):
            return self.tense(s.heads[i])
        helpers = [(s.lemmas[c], s.tags[c], s.words[c].lower()) for c in tree.kids(i, "aux", "auxpass")]
        words = {w for lemma, _, w in helpers} | {lemma for lemma, _, _ in helpers}
        modality = self.modality(i, words)
        if words & FUTURE:
            return "future", modality
        if "would" in words and "have" not in words and modality == "hypothetical" and self.is_reported(i):
            return "future", ""  # "said that it would": the future as the past saw it
        tag = s.tags[i]
        if tag == "VBD" or any(t == "VBD" for _, t, _ in helpers) or "have" in words:
            return "past", modality
        if tag in ("VBZ", "VBP") or any(t in ("VBZ", "VBP") for _, t, _ in helpers):
            return "present", modality
        if tag == "VBN":
            return "past", modality
        return "", modality

    def shares_helpers(self, i: int) -> bool:
        """Whether a coordinated verb is under the auxiliary of the first ("will invade and destroy")."""
        s = self.sentence
        if s.deps[i] != "conj" or s.tags[i] not in ("VB", "VBN") or not is_verb(s, s.heads[i]):
            return False
        return s.tags[s.heads[i]] == s.tags[i] and self.tree.kid(i, "aux", "auxpass", *SUBJECTS) < 0

    def must(self, i: int) -> bool:
        """ "Needs to V", "has to V": the need is said of the verb, the obligation with it."""
        s = self.sentence
        if s.lemmas[i] == "need" and (self.tree.kid(i, "xcomp") >= 0):
            return True
        return s.lemmas[i] == "have" and any(s.tags[c] == "VB" for c in self.tree.kids(i, "xcomp"))

    def is_reported(self, i: int) -> bool:
        """Whether verb `i` is the content of a verb in the past."""
        s = self.sentence
        while s.deps[i] == "conj":
            i = s.heads[i]
        return s.deps[i] == "ccomp" and s.tags[s.heads[i]] in ("VBD", "VBN")

    def modality(self, i: int, words: set[str]) -> str:
        s = self.sentence
        if any(s.lemmas[c] in CONDITIONS for c in self.tree.kids(i, "mark")):
            return "hypothetical"
        if s.tags[i] in ("VBZ", "VBP") and any(s.lemmas[c] == "until" for c in self.tree.kids(i, "mark")):
            return "hypothetical"
        if words & OBLIGATION or self.must(i):
            return "obligation"
        return "hypothetical" if words & HYPOTHETICAL else ""

    # --- what it depends on

    def complement(self, i: int, order: dict[int, int]) -> int:
        """The clause that `i` governs: its own ("said that …", "a demand that …") or that of its predicate or
        object ("is ready to …", "voiced regret that …")."""
        labels, tree = self.sentence.deps, self.tree
        holders = [i, *tree.kids(i, "acomp", "attr", "oprd", "dobj")]
        holders += [self.sentence.heads[i]] if self.is_equated(i) else []
        for holder in holders:
            noun = self.sentence.pos[holder] == "NOUN"
            for c in tree.children[holder]:
                content = labels[c] in ("ccomp", "xcomp") or (noun and self.is_content(c))
                if content and c in order:
                    return order[c]
        return self.loose_complement(i, order)

    def is_equated(self, i: int) -> bool:
        """Whether a noun is what a clause is said to be: "the view in Paris is that …"."""
        s = self.sentence
        return s.pos[i] == "NOUN" and s.deps[i] == "nsubj" and s.lemmas[s.heads[i]] == "be"

    def is_content(self, c: int) -> bool:
        """Whether a clause on a noun tells what the noun is ("the demand that X pay"), and no feature of it ("the
        demand that X made"), which parsers do not always tell apart."""
        if self.sentence.deps[c] == "relcl":
            return self.tree.kid(c, "mark") >= 0 and self.tree.kid(c, "nsubj", "nsubjpass") >= 0
        return self.sentence.deps[c] == "acl"

    def loose_complement(self, i: int, order: dict[int, int]) -> int:
        """An infinitive after an object that the parser hung on the verb ("pressed Chad to pay")."""
        s, tree = self.sentence, self.tree
        if s.pos[i] != "VERB" or tree.kid(i, "dobj") < 0:
            return -1
        for c in tree.kids(i, "advcl"):
            if c > i and c in order and any(s.tags[a] == "TO" for a in tree.kids(c, "aux")):
                return order[c]
        return -1

    def governor(self, i: int, order: dict[int, int]) -> int:
        """The predicate of which `i` is an open complement or content, -1 where it stands by itself."""
        s = self.sentence
        at = i
        while s.deps[at] == "conj" and s.heads[at] != at:
            at = s.heads[at]
        head = s.heads[at]
        if head == at or s.deps[at] not in ("xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "advcl"):
            return -1
        if s.pos[head] in ("ADP", "ADJ", "SCONJ"):
            head = s.heads[head]
        return order.get(head, -1)

    def reported_by(self, i: int, order: dict[int, int]) -> int:
        """The predicate whose clausal content holds `i`, however deep."""
        s = self.sentence
        at = i
        for head in self.tree.above(i):
            if s.deps[at] == "ccomp" or (s.deps[at] == "acl" and self.tree.kid(at, "mark") >= 0):
                return order.get(head, -1)
            at = head
        return -1
