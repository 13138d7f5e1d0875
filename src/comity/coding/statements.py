"""Who says what: cues, speakers, contents, acts and stances, by following the chain of reports.

A *claim* is a cue with its speaker and its content, found in the propositions. The innermost holder of a
view is the speaker; whoever merely relays it becomes the reporter. Sentences that stand in quotation marks
without a cue of their own belong to the claim that introduces or closes their quotation.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby

from comity.coding.codebook import Codebook, Pattern
from comity.coding.matching import Matcher
from comity.coding.parties import FIRST_PERSON, Parties, countries
from comity.coding.quotations import Quotation, quoted_part, quoted_tokens
from comity.coding.turns import Turn, turns
from comity.model import Argument, Entity, Proposition, Sentence

QUOTED_ENOUGH = 12  # characters
BEFORE = ("det", "amod", "compound", "nummod", "nmod", "poss", "quantmod", "advmod", "case", "predet")
BARE = (0, 0)  # the content of a cue that only closes a quotation of the sentence before
SELF = Entity(name="we")  # stands for the speaker of a quotation until he is known


@dataclass(frozen=True, slots=True)
class Claim:
    """One view held by one speaker (or several jointly), as one sentence gives it.

    `cue` is the index of the cue's proposition, -1 where the sentence only continues a quotation; `content`
    a token span of the sentence; `quote` the quotation it stands in, `begun` where the quotation of which that is
    the rest began, -1 if it is no rest.
    """

    sentence: int
    cue: int
    pattern: Pattern | None
    speaker: tuple[Entity, ...]
    content: tuple[int, int]
    cue_words: str
    reporter: tuple[Entity, ...] = ()
    quote: Quotation | None = None
    about: tuple[Entity, ...] = ()
    begun: int = -1

    @property
    def predicate(self) -> int:
        """The proposition that says the view and is no part of it; -1 for none ("according to X, exports
        rose": what stands in for a cue is the content's own verb)."""
        return -1 if self.pattern is not None and self.pattern.kind == "adj" else self.cue


class StatementReader(Matcher):
    """Finds the claims of one document."""

    def __init__(
        self,
        codebook: Codebook,
        propositions: Sequence[Proposition],
        sentences: Sequence[Sentence],
        parties: Sequence[Parties],
        quotes: Sequence[Quotation],
    ) -> None:
        super().__init__(codebook, propositions, sentences, parties)
        self.quotes = quotes
        self.turns = turns(sentences, parties, quotes)
        self.raising = codebook.lists.get("raising", frozenset())
        self.strangers: set[int] = set()  # sentences in which somebody speaks whom no mention names
        self.unnamed_cues: set[int] = set()  # the cues of such speakers
        self.attributed: Set[int] = frozenset()
        self.human = codebook.lists.get("speakers", frozenset())
        self.voiceless = codebook.lists.get("voiceless", frozenset())
        self.telling = codebook.lists.get("telling", frozenset())
        self.perceiving = codebook.lists.get("perceiving", frozenset())
        self.views = codebook.lists.get("views", frozenset())
        self.anybody = codebook.lists.get("anybody", frozenset())

    def read(self) -> list[Claim]:
        by_sentence: dict[int, list[Claim]] = {}
        claims = self.with_topic([c for p in self.propositions for c in self.claim(p)])
        for claim in self.innermost(claims):
            by_sentence.setdefault(claim.sentence, []).append(claim)
        return list(self.with_continuations(by_sentence))

    # --- who goes on speaking

    def with_topic(self, claims: Sequence[Claim]) -> list[Claim]:
        """Where "they" or "it" says something, whoever spoke last in the paragraph goes on: the last
        speaker is the topic of a report, more than whom he last spoke of."""
        found: list[Claim] = []
        last: Claim | None = None
        human = False
        for number, group in groupby(claims, key=lambda c: c.sentence):
            own = list(group)
            if last is not None and self.sentences[last.sentence].block == self.sentences[number].block:
                own = [replace(c, speaker=last.speaker) if self.goes_on(c, last, human) else c for c in own]
            found += own
            lead = self.leading([c for c in own if not self.is_inside(c)] or own)
            if lead is not None:
                human = human if self.pronoun(lead) else self.is_person(lead)
                last = lead
        return found

    def goes_on(self, claim: Claim, last: Claim, human: bool) -> bool:
        """Whether a pronoun can stand for the last speaker: "they" for a group, "it" for one body."""
        one = len(last.speaker) == 1
        return {"they": not (human and one), "it": one and not human}.get(self.pronoun(claim), False)

    def pronoun(self, claim: Claim) -> str:
        """The pronoun that is the cue's subject, if it is one."""
        p, s = self.propositions[claim.cue], self.sentences[claim.sentence]
        heads = [a.head for a in p.arguments if a.role == "subj"]
        return s.lemmas[heads[0]] if len(heads) == 1 and s.tags[heads[0]] == "PRP" else ""

    def is_person(self, claim: Claim) -> bool:
        parties = self.parties[claim.sentence].by_head
        p = self.propositions[claim.cue]
        return any(a.role == "subj" and a.head in parties and parties[a.head].person for a in p.arguments)

    # --- cues

    def claim(self, p: Proposition) -> Iterator[Claim]:
        if not self.is_said(p):
            return
        for pattern in self.codebook.cues.get((p.kind, p.lemma), ()):
            if not self.fits(p, pattern) or (pattern.weak and self.is_told(p)) or self.is_witness(p):
                continue
            speaker = self.speaker(p, pattern)
            if not speaker and pattern.open and self.is_stranger(p):
                self.strangers.add(p.sentence)
            if not speaker and pattern.open and not self.is_quoted(p) and not self.perceives(p):
                speaker = self.unnamed(p)
                self.unnamed_cues.add(p.index)
            about = self.first(p, pattern.recipient)
            heard = speaker or self.is_addressed(p, pattern, about)
            content = self.content(p, pattern) if heard else None
            if content is not None:
                yield Claim(
                    sentence=p.sentence,
                    cue=p.index,
                    pattern=pattern,
                    speaker=speaker,
                    content=content,
                    cue_words=self.cue_words(p, pattern),
                    reporter=self.relays(p),
                    quote=quoted_part(self.sentences[p.sentence], self.quotes)[0],
                    about=about,
                )
                return
        yield from self.according(p)

    def is_addressed(self, p: Proposition, pattern: Pattern, about: tuple[Entity, ...]) -> bool:
        """Whether somebody is called on, by whom it is not said: "Uganda was urged to withdraw"."""
        return p.passive and pattern.category == "call" and p.kind == "verb" and any(e.country for e in about)

    def is_told(self, p: Proposition) -> bool:
        """Whether somebody is named according to whom it is so."""
        return any(a.role == "according_to" for a in p.arguments)

    def beside(self, p: Proposition, speaker: int) -> tuple[int, int] | None:
        """The clause of `p` without the phrase that names the speaker: the longer of what is left."""
        tree, s = self.parties[p.sentence].tree, self.sentences[p.sentence]
        opening = ("according", "in") if s.lemmas[speaker] in self.views else ("according",)
        phrase = next((a for a in tree.above(speaker) if s.words[a].lower() in opening), None)
        if phrase is None:
            return None
        first, last = tree.span(phrase)
        left, right = (0, first), (last, len(s.words))
        return left if first >= len(s.words) - last else right

    def relays(self, p: Proposition) -> tuple[Entity, ...]:
        """Who passes the words on: "X said …, according to Y", "X, quoted by Y, said"."""
        parties, s = self.parties[p.sentence], self.sentences[p.sentence]
        heads = [a.head for a in p.arguments if a.role == "according_to"]
        for subject in (a.head for a in p.arguments if a.role == "subj"):
            for clause in parties.tree.kids(subject, "acl"):
                if s.lemmas[clause] in ("quote", "cite"):
                    heads += [
                        h for c in parties.tree.kids(clause, "agent") for h in parties.tree.kids(c, "pobj")
                    ]
        if s.deps[p.predicate] == "pcomp" and self.holding(p) is not p:
            heads += [a.head for a in self.holding(p).arguments if a.role == "subj"]
        return tuple(e for h in heads for e in parties.behind(h))

    def is_said(self, p: Proposition) -> bool:
        """Whether the cue itself took place: not denied, not yet to come, not merely wanted or possible."""
        if p.kind == "noun":
            return not p.negated
        s = self.sentences[p.sentence]
        if self.is_asked(s, p):
            return False
        if (self.is_denied(p) and p.lemma not in self.raising) or p.tense == "future":
            return False
        if p.modality == "hypothetical" and s.deps[p.predicate] != "ROOT":
            return False
        if s.deps[p.predicate] == "pcomp" and s.lemmas[s.heads[p.predicate]] in ("without", "than"):
            return False
        participle = s.deps[p.predicate] == "acl" and s.tags[p.predicate] in ("VBD", "VBN")
        if participle or (p.passive and s.deps[p.predicate] in ("amod", "advcl")):
            return False  # "the boycott proposed by Norway": named in passing
        return not self.is_open(p) or self.standing(p) == "real"

    def is_denied(self, p: Proposition) -> bool:
        """Whether the cue is negated, by a word of its own and not by one that is quoted ("Probably not," he said)."""
        s, tree = self.sentences[p.sentence], self.parties[p.sentence].tree
        if not p.negated or self.is_quoted(p):
            return p.negated
        negations = tree.kids(p.predicate, "neg")
        quoted = [i for i in negations if any(q.start <= s.starts[i] < q.end for q in self.quotes)]
        return len(quoted) < max(len(negations), 1)

    def is_asked(self, s: Sentence, p: Proposition) -> bool:
        """Whether a cue stands in a question: then nobody has said it."""
        if "?" not in s.words:
            return False
        end = next((i for i in range(p.predicate, len(s.words)) if s.words[i] in ("?", '"', "”", "“")), -1)
        return end >= 0 and s.words[end] == "?"

    def according(self, p: Proposition) -> Iterator[Claim]:
        """ "According to X", "in X's view": the speaker stands in a phrase beside the content."""
        s, tree = self.sentences[p.sentence], self.parties[p.sentence].tree
        told = [(a.head, "according to") for a in p.arguments if a.role == "according_to"]
        told += [(a.head, f"in {s.words[a.head]}") for a in p.arguments if self.is_view(s, a)]
        for head, words in told:
            speaker = self.parties[p.sentence].behind(head)
            if speaker:
                pattern = self.codebook.cues.get(("adj", "according"), (None,))[0]
                content = self.beside(p, head) or tree.span(p.predicate)
                yield Claim(s.index, p.index, pattern, speaker, content, words)
                return

    def is_view(self, s: Sentence, a: Argument) -> bool:
        """Whether an argument is "in the view of X", "in X's opinion"."""
        return a.role == "in" and s.lemmas[a.head] in self.views

    def speaker(self, p: Proposition, pattern: Pattern) -> tuple[Entity, ...]:
        """Who stands in the speaker's role and can hold a view (no thing's owner speaks for the thing,
        unless the thing is a paper or a word of his: "a ministry statement said")."""
        parties, s = self.parties[p.sentence], self.sentences[p.sentence]
        for role in pattern.actor:
            found: list[Entity] = []
            for head in self.voices(p, role):
                if s.lemmas[head] in FIRST_PERSON:
                    return (SELF,)
                named = parties.named(head)
                if not named and (
                    s.lemmas[head] in self.human or role in ("poss", "by", "from", "amod", "of")
                ):
                    named = parties.behind(head)
                found.extend(named)
            if found:
                return tuple(found)
        return ()

    def voices(self, p: Proposition, role: str) -> list[int]:
        """The heads in a role that can hold a view; of a subject that stands behind its verb ("said X")
        no word before the verb is a part."""
        s = self.sentences[p.sentence]
        outer, _, inner = role.rpartition(".")
        if outer == "comp":
            p, role = self.propositions[p.complement] if p.complement >= 0 else p, inner
        p = self.holding(p) if role == "subj" else p
        role = "obj" if role == "subj" and self.is_quoted_as(p) else role
        mute = frozenset() if self.tells(p) else self.voiceless
        heads = [a.head for a in p.arguments if a.role == role and s.lemmas[a.head] not in mute]
        behind = [h for h in heads if h > p.predicate]
        return behind if role == "subj" and behind and not p.passive else heads

    def is_witness(self, p: Proposition) -> bool:
        """Whether somebody saw or heard a thing happen, which is no view of his ("passengers saw the man leave")."""
        s, tree = self.sentences[p.sentence], self.parties[p.sentence].tree
        below = tree.kids(p.predicate, "ccomp") if p.lemma in self.perceiving else []
        return any(s.tags[c] in ("VB", "VBG") and tree.kid(c, "aux", "mark") < 0 for c in below)

    def perceives(self, p: Proposition) -> bool:
        """Whether a verb of seeing or knowing has no "that" behind it: what it tells happened, and is no view
        ("officers saw him leave")."""
        tree = self.parties[p.sentence].tree
        return p.lemma in self.perceiving and not any(
            tree.kid(c, "mark") >= 0 for c in tree.kids(p.predicate, "ccomp")
        )

    def tells(self, p: Proposition) -> bool:
        """Whether a clause follows "says" or the like: then even a thing has a voice ("the treaty says that …")."""
        return p.lemma in self.telling and self.parties[p.sentence].tree.kid(p.predicate, "ccomp") >= 0

    def is_stranger(self, p: Proposition) -> bool:
        """Whether the subject of a cue is somebody whom no mention names: what follows is not said by
        whoever spoke before."""
        s = self.sentences[p.sentence]
        heads = self.voices(p, "subj")
        return bool(heads) and not self.is_quoted(p) and all(s.pos[h] in ("NOUN", "PROPN") for h in heads)

    def unnamed(self, p: Proposition) -> tuple[Entity, ...]:
        """The subject of a cue as somebody of whom no more is known than his words ("some analysts")."""
        s, tree = self.sentences[p.sentence], self.parties[p.sentence].tree
        found = []
        for head in self.voices(p, "subj"):
            if s.pos[head] == "PRON" and s.lemmas[head] not in self.anybody:
                continue
            first = min([head, *(i for i in tree.kids(head, *BEFORE) if i < head)])
            start, end = s.starts[first], s.ends[head]
            words = [
                s.words[i] for i in range(first, head + 1) if s.pos[i] not in ("DET", "PRON") or i == head
            ]
            found.append(
                Entity(name=" ".join(words), text=" ".join(s.words[first : head + 1]), start=start, end=end)
            )
        return tuple(found)

    def holding(self, p: Proposition) -> Proposition:
        """The proposition whose subject holds the view of `p`: itself; the cue beside which it stands, where
        the tense tells that it does not go on with what that cue says ("noted that X are …, and voiced
        concern"); or the one that quotes ("quoted her as saying")."""
        s = self.sentences[p.sentence]
        head = s.heads[p.predicate]
        if s.deps[p.predicate] == "pcomp" and s.lemmas[head] == "as":
            return self.at.get((p.sentence, s.heads[head])) or p
        if s.deps[p.predicate] == "conj" and self.breaks_off(s, p.predicate):
            return self.at.get((p.sentence, s.heads[head]), p)
        return p

    def breaks_off(self, s: Sentence, i: int) -> bool:
        """Whether verb `i`, hung on the content of a cue in the past, is a cue beside it by its own past."""
        clause, tree = s.heads[i], self.parties[s.index].tree
        spoken = tree.kid(i, "nsubj", "nsubjpass", "aux", "auxpass") >= 0
        return (
            not spoken
            and s.deps[clause] == "ccomp"
            and s.tags[s.heads[clause]] == "VBD"
            and s.tags[i] in ("VBD", "VBN")
            and s.tags[clause] in ("VBZ", "VBP")
        )

    def clause_span(self, s: Sentence, i: int) -> tuple[int, int]:
        """The span of a content clause, up to a cue that was hung on it."""
        tree = self.parties[s.index].tree
        first, last = tree.span(i)
        ends = [tree.span(c)[0] for c in tree.kids(i, "conj") if self.breaks_off(s, c)]
        return first, min([last, *ends])

    def is_quoted_as(self, p: Proposition) -> bool:
        s = self.sentences[p.sentence]
        prepositions = self.parties[p.sentence].tree.kids(p.predicate, "prep")
        below = (c for i in prepositions for c in self.parties[p.sentence].tree.kids(i, "pcomp"))
        return p.lemma in ("quote", "cite") and any(s.tags[c] == "VBG" for c in below)

    def cue_words(self, p: Proposition, pattern: Pattern) -> str:
        s = self.sentences[p.sentence]
        tokens = {p.predicate}
        tokens |= {c for c in self.parties[p.sentence].tree.kids(p.predicate, "prt")}
        tokens |= {
            a.head for a in p.arguments if a.role in ("obj", "attr") and s.lemmas[a.head] in pattern.object
        }
        return " ".join(s.words[i] for i in sorted(tokens))

    # --- contents

    def content(self, p: Proposition, pattern: Pattern) -> tuple[int, int] | None:
        """The token span of what is said, None where the cue lacks the content that it needs."""
        clause = self.content_clause(p)
        if clause is not None and pattern.content in ("clause", "any", ""):
            return clause
        s = self.sentences[p.sentence]
        named = self.object_span(p) if pattern.content == "any" else None
        if named is not None:
            return named
        quote, quoted = quoted_part(s, self.quotes)
        enough = quoted >= QUOTED_ENOUGH or (quote is not None and quote.start < s.start)
        if pattern.content in ("clause", "any") and enough and not self.is_quoted(p):
            return quoted_tokens(s, quote) if quote and quoted < len_of(s) / 2 else self.around(p)
        if pattern.open and quote is None and self.follows_quotation(s, p):
            return BARE
        if pattern.content == "object":
            return self.object_span(p)
        return self.around(p) if pattern.content == "" else None

    def follows_quotation(self, s: Sentence, p: Proposition) -> bool:
        """Whether a sentence is what the parser cut off a quotation ("Why?" he said.)."""
        ends = s.deps[p.predicate] == "ROOT" and s.words[0].islower()
        return ends and any(0 <= s.start - q.end <= 2 for q in self.quotes)

    def has(self, p: Proposition, s: Sentence, roles: tuple[str, ...], words: frozenset[str]) -> bool:
        """As for all patterns; a predicate that the parser takes for a participle counts by its word."""
        return super().has(p, s, roles, words) or (
            "attr" in roles
            and any(a.role == "attr" and s.words[a.head].lower() in words for a in p.arguments)
        )

    def content_clause(self, p: Proposition) -> tuple[int, int] | None:
        """The content clause of a cue: its complement, that of its object, or the clause it is set into."""
        tree, s = self.parties[p.sentence].tree, self.sentences[p.sentence]
        spans = self.joined(p.predicate, [self.clause_span(s, c) for c in tree.kids(p.predicate, "ccomp")])
        spans += [tree.span(c) for c in tree.kids(p.predicate, "xcomp")]
        nouns = [a.head for a in p.arguments if a.role in ("obj", "attr", "to", "with", "about", "over")]
        nouns += [p.predicate] if p.kind == "noun" else []
        spans += [
            tree.span(c) for n in nouns for c in tree.kids(n, "acl", "ccomp", "xcomp") if self.is_clause(s, c)
        ]
        told = self.propositions[p.complement].predicate if p.kind == "noun" and p.complement >= 0 else -1
        if told >= 0 and not spans and self.is_clause(s, told):
            spans.append(tree.span(told))
        spans += [tree.span(c) for c in tree.kids(p.predicate, "pcomp")]
        spans += [tree.span(c) for k in tree.kids(p.predicate, "prep") for c in tree.kids(k, "pcomp")]
        if spans:
            return max(spans, key=lambda span: span[1] - span[0])
        if s.deps[p.predicate] in ("parataxis", "ccomp", "advcl") and self.is_inserted(p):
            return self.around(p)
        return None

    def joined(self, cue: int, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Clauses side by side on one side of the cue are one content ("X would end but Y stay, he said")."""
        for side in ([s for s in spans if s[1] <= cue], [s for s in spans if s[0] > cue]):
            if len(side) > 1 and all(b[0] - a[1] <= 2 for a, b in itertools.pairwise(side)):
                return [(side[0][0], side[-1][1])]
        return spans

    def is_clause(self, s: Sentence, i: int) -> bool:
        helped = s.tags[i] not in ("VBN", "VBG") or any(
            s.heads[c] == i and s.deps[c] in ("aux", "auxpass", "mark") for c in range(len(s.words))
        )
        return s.pos[i] in ("VERB", "AUX") and helped

    def is_inserted(self, p: Proposition) -> bool:
        """Whether a cue is set into another clause between commas ("The measure, he said, would …")."""
        s = self.sentences[p.sentence]
        first, last = self.parties[p.sentence].tree.span(p.predicate)
        return last - first <= 8 and "," in (s.words[first], s.words[first - 1] if first else "")

    def object_span(self, p: Proposition) -> tuple[int, int] | None:
        tree = self.parties[p.sentence].tree
        spans = [
            tree.span(a.head) for a in p.arguments if a.role not in ("subj", "poss", "amod", "by", "from")
        ]
        return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else None

    def around(self, p: Proposition) -> tuple[int, int]:
        """The whole sentence: what is said is all of it but the cue."""
        return (0, len(self.sentences[p.sentence].words))

    # --- chains

    def innermost(self, claims: list[Claim]) -> list[Claim]:
        """Drops a claim whose content is nothing but another's claim: its speaker is the reporter."""
        by_cue = {c.cue: c for c in claims}
        relayed: dict[int, tuple[Entity, ...]] = {}
        holders: dict[int, tuple[Entity, ...]] = {}
        dropped: set[int] = set()
        for claim in claims:
            inner = by_cue.get(self.propositions[claim.cue].complement)
            if inner is None or claim.pattern is None or not claim.pattern.open:
                continue
            if inner.pattern is not None and inner.pattern.kind == "adj" and self.covers(inner, claim):
                dropped.add(inner.cue)
                relayed[claim.cue] = inner.speaker
                continue
            if inner.cue in self.unnamed_cues and claim.cue not in self.unnamed_cues:
                dropped.add(inner.cue)  # "Kenya says a report shows that …"
                continue
            dropped.add(claim.cue)
            speaker = holders.get(claim.cue, claim.speaker)
            if inner.speaker == (SELF,) or self.is_himself(inner, claim):
                holders[inner.cue] = speaker
            else:
                relayed[inner.cue] = relayed.get(claim.cue, speaker)
        self.attributed = holders.keys() | relayed.keys()
        kept = [
            replace(
                c,
                speaker=holders.get(c.cue, c.speaker),
                reporter=others(relayed.get(c.cue, c.reporter), c.speaker),
            )
            for c in claims
            if c.cue not in dropped
        ]
        return list(self.without_weak(list(self.without_own_nouns(kept))))

    def is_himself(self, inner: Claim, outer: Claim) -> bool:
        """Whether a pronoun that holds a view is whoever tells it: "officials said they hoped …", and, where nobody
        else is known to be meant, "the aide said he hoped …"."""
        pronoun = self.pronoun(inner)
        if pronoun in ("he", "she"):
            same = [e.name for e in inner.speaker] == [e.name for e in outer.speaker]
            return same or outer.cue in self.unnamed_cues
        return pronoun in ("they", "it")

    def covers(self, outer: Claim, inner: Claim) -> bool:
        """Whether the cue of a claim stands inside what another says."""
        return outer.content[0] <= self.propositions[inner.cue].predicate < outer.content[1]

    def without_weak(self, claims: list[Claim]) -> Iterator[Claim]:
        """Weak cues count only where they do not stand inside what another claim says."""
        for claim in claims:
            at = self.propositions[claim.cue].predicate
            inside = any(
                c is not claim
                and c.sentence == claim.sentence
                and c.content[0] <= at < c.content[1]
                and c.cue != claim.cue
                for c in claims
            )
            if not (inside and claim.pattern is not None and claim.pattern.weak):
                yield claim

    def without_own_nouns(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """ "Expressed his hope that": the noun is the verb's own object, one claim and not two."""
        claims = list(claims)
        objects = {
            (c.sentence, a.head)
            for c in claims
            for a in self.propositions[c.cue].arguments
            if self.propositions[c.cue].kind == "verb" and a.role in ("obj", "attr", "for", "with")
            and c.pattern is not None and self.sentences[c.sentence].lemmas[a.head] in c.pattern.object
        }  # fmt: skip
        for claim in claims:
            p = self.propositions[claim.cue]
            if p.kind != "noun" or (p.sentence, p.predicate) not in objects:
                yield claim

    # --- quotations of several sentences

    def with_continuations(self, by_sentence: dict[int, list[Claim]]) -> Iterator[Claim]:
        """All claims in text order; a quoted sentence without a cue of its own outside of the quotation
        is held by whoever the quotation is from, and so is what "we" say in it."""
        outer = {n: [c for c in claims if not self.is_inside(c)] for n, claims in by_sentence.items()}
        holder: Claim | None = None
        last: Claim | None = None  # the holder before this sentence
        begun = -1  # where the quotation began that went on up to the sentence before
        for sentence in self.sentences:
            claims, own = by_sentence.get(sentence.index, []), outer.get(sentence.index, [])
            quote, length = quoted_part(sentence, self.quotes)
            last = holder
            source: Claim | None
            turn = self.turns.get(sentence.index)
            if turn is not None:
                holder = source = self.spoken(sentence, turn)
                quote, claims = turn.speech, self.quoted_claims(sentence, turn.speech, claims, source)
            elif own:
                holder = self.quoting(self.leading(own)) or holder
                source = holder
            elif sentence.index in self.strangers:
                holder = source = None
            elif quote is not None and length >= 0.8 * (sentence.end - sentence.start):
                source = self.closing_cue(sentence, quote, outer) or holder
                claims = self.quoted_claims(sentence, quote, claims, source)
                if source is holder and self.goes_with(sentence):
                    claims = [replace(c, begun=begun) for c in claims]
            else:
                source = holder if quote is not None else None
            begun = self.begun(own, claims, quote, begun)
            for claim in claims:
                if claim.content == BARE:
                    continue
                if claim.speaker != (SELF,):
                    yield self.not_bound(claim, last)
                elif source is not None and source.speaker != (SELF,):
                    yield replace(claim, speaker=source.speaker)

    def goes_with(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in the paragraph of the one before."""
        return sentence.index > 0 and self.sentences[sentence.index - 1].block == sentence.block

    def begun(self, own: list[Claim], claims: list[Claim], quote: Quotation | None, before: int) -> int:
        """Where the quotation began that this sentence is, holds or goes on with; -1 for none."""
        if quote is None:
            return -1
        return quote.start if own or not claims or claims[0].begun < 0 else before

    def not_bound(self, claim: Claim, before: Claim | None) -> Claim:
        """ "He said Lee was tired": he is not Lee, rather the one who spoke before."""
        parties = self.parties[claim.sentence]
        s = self.sentences[claim.sentence]
        if len(claim.speaker) != 1 or claim.speaker[0].text.lower() not in ("he", "she") or before is None:
            return claim
        name = claim.speaker[0].name
        named = any(
            e.name == name and claim.content[0] <= head < claim.content[1] and s.pos[head] == "PROPN"
            for head in parties.by_head
            for e in parties.named(head)
        )
        return replace(claim, speaker=before.speaker) if named and before.speaker[0].name != name else claim

    def is_inside(self, claim: Claim) -> bool:
        """Whether the cue's predicate is itself among the quoted words, with no cue outside that leads to it."""
        if claim.cue in self.attributed:
            return False
        return self.is_quoted(self.propositions[claim.cue])

    def is_quoted(self, p: Proposition) -> bool:
        at = self.sentences[p.sentence].starts[p.predicate]
        return any(q.start <= at < q.end for q in self.quotes)

    def leading(self, claims: list[Claim]) -> Claim | None:
        """The claim of a sentence that stands highest in it, by a verb: whose word what follows is."""
        spoken = [c for c in claims if self.propositions[c.cue].kind == "verb" and c.speaker != (SELF,)]
        tree = self.parties[claims[0].sentence].tree
        return min(
            spoken, key=lambda c: sum(1 for _ in tree.above(self.propositions[c.cue].predicate)), default=None
        )

    def quoting(self, claim: Claim | None) -> Claim | None:
        """Whose word what follows is: of a view told inside a quotation, whoever is quoted."""
        if claim is None or not claim.reporter or not self.is_quoted(self.propositions[claim.cue]):
            return claim
        return replace(claim, speaker=claim.reporter, reporter=())

    def quoted_claims(
        self, sentence: Sentence, quote: Quotation, claims: list[Claim], source: Claim | None
    ) -> list[Claim]:
        """What a wholly quoted sentence says: the claim at its root if it has one, else itself as a claim."""
        root = [
            c
            for c in claims
            if sentence.deps[self.propositions[c.cue].predicate] == "ROOT" and c.cue not in self.unnamed_cues
        ]
        if source is None:
            return root
        if root:
            return [c if c.speaker == (SELF,) else replace(c, reporter=source.speaker) for c in root]
        span = quoted_tokens(sentence, quote) if source.cue < 0 else (0, len(sentence.words))
        mark = source.cue_words if source.cue < 0 else ""
        return [Claim(sentence.index, -1, None, source.speaker, span, mark, source.reporter, quote)]

    def spoken(self, sentence: Sentence, turn: Turn) -> Claim:
        """The claim of whoever has the turn."""
        span = (0, len(sentence.words))
        return Claim(sentence.index, -1, None, turn.speaker, span, turn.mark, (), turn.speech)

    def closing_cue(
        self, sentence: Sentence, quote: Quotation, by_sentence: dict[int, list[Claim]]
    ) -> Claim | None:
        """The claim of the later sentence in which this quotation ends ("S1. S2," said X), or which is the
        rest of that sentence, cut off by the parser (he said.)."""
        for other in self.sentences[sentence.index + 1 :]:
            if other.start >= quote.end and (other.block != sentence.block or not other.words[0].islower()):
                return None
            claims = by_sentence.get(other.index)
            if claims:
                return self.leading(claims)
        return None


def others(reporter: tuple[Entity, ...], speaker: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """Who reports a speaker; nobody where it is he himself."""
    names = {e.name for e in speaker}
    return tuple(e for e in reporter if e.name not in names)


def len_of(s: Sentence) -> int:
    return s.end - s.start


def same_side(speaker: tuple[Entity, ...], others: tuple[Entity, ...]) -> bool:
    """Whether two sets of entities are one side: a shared name or a shared country."""
    names = {e.name for e in speaker}
    return any(e.name in names for e in others) or bool(countries(speaker) & countries(others))
