"""On which issues: the codebook's words for PLOVER contexts and for the issues of exchange."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from comity.coding.codebook import Issue
from comity.model import Sentence


class Issues:
    """Finds the issues of a sentence by the lemmas and words in it; phrases count where they stand whole."""

    def __init__(self, issues: Mapping[str, Issue]) -> None:
        self.first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for issue in issues.values():
            for words in issue.words:
                phrase = tuple(re.findall(r"\w+|[^\w\s]", words.lower()))
                if phrase:
                    self.first.setdefault(phrase[0], []).append((phrase, issue.name))

    def of(self, sentence: Sentence, first: int = 0, last: int | None = None) -> tuple[str, ...]:
        """The issues named between two tokens, the most often named first, then as they come."""
        stop = len(sentence.words) if last is None else last
        lemmas, words = sentence.lemmas, sentence.words
        counts: dict[str, int] = {}
        for i in range(first, stop):
            found = self.first.get(lemmas[i])
            if found is None:
                found = self.first.get(words[i].lower())
                if found is None:
                    continue
            for name in dict.fromkeys(n for phrase, n in found if matches(phrase, sentence, i, stop)):
                counts[name] = counts.get(name, 0) + 1
        return tuple(sorted(counts, key=lambda name: -counts[name]))


def matches(phrase: Sequence[str], sentence: Sentence, at: int, stop: int) -> bool:
    if at + len(phrase) > stop:
        return False
    return all(
        part == sentence.lemmas[at + k] or part == sentence.words[at + k].lower()
        for k, part in enumerate(phrase)
    )
