"""Which of a page's lines are its body, which its title, and which stand around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from comity.clean.furniture import after_title_label, is_closer, is_letterhead, is_opener
from comity.clean.lines import BULLET, Line
from comity.clean.roles import LONG, Role, is_dated, key, mostly_latin, role, words
from comity.model import BlockKind

SOLID = (Role.SENTENCE, Role.FIGURES)
DROPPED = (Role.FURNITURE, Role.BYLINE, Role.FOREIGN)
RUN = 3  # short lines in a row from which on they are links rather than headings
HEADING = 18  # words at most
TITLE = 30  # words at most


@dataclass(frozen=True, slots=True)
class Page:
    """Lines with their roles. `first`..`last` (half open) is where sentences and figures stand."""

    lines: tuple[Line, ...]
    roles: tuple[Role, ...]
    first: int
    last: int

    @property
    def solid(self) -> bool:
        return self.first < self.last


def survey(lines: Sequence[Line]) -> Page:
    """The roles of a page's lines, and the stretch of them that has a body."""
    longest = sorted(lines, key=lambda line: len(line.text))[-10:]
    latin = mostly_latin("".join(line.text[:500] for line in longest))
    roles = tuple(known_role(line, latin) for line in lines)
    roles = without_page_heads(lines, roles)
    last = last_own_line(lines, roles)
    solid = [i for i, r in enumerate(roles[:last]) if r in SOLID]
    if not solid:
        return Page(tuple(lines), roles, 0, 0)
    return Page(
        tuple(lines), roles, first_of_body(lines, roles, solid), end_of_body(lines, roles, solid[-1] + 1)
    )


def end_of_body(lines: Sequence[Line], roles: Sequence[Role], last: int) -> int:
    """Past the last sentence, short lines that are set just like it, right below it, belong to it."""
    while last < len(lines) and roles[last] in (Role.SHORT, Role.DATE) and not lines[last].gap:
        if lines[last].indent < 2 or lines[last].indent != lines[last - 1].indent:
            break
        last += 1
    return last


def known_role(line: Line, latin: bool) -> Role:
    found = role(line, latin)
    return Role.SENTENCE if line.kind in ("quote", "list") and found is Role.SHORT else found


def without_page_heads(lines: Sequence[Line], roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """Short lines that come again and again (a printed page's head and foot) are furniture."""
    counts: dict[str, int] = {}
    for line, found in zip(lines, roles, strict=True):
        if found is Role.SHORT:
            counts[key(line.text)] = counts.get(key(line.text), 0) + 1
    often = {k for k, n in counts.items() if n >= 4}
    if not often:
        return roles
    return tuple(
        Role.FURNITURE if r is Role.SHORT and key(line.text) in often and not line.kind else r
        for line, r in zip(lines, roles, strict=True)
    )


def last_own_line(lines: Sequence[Line], roles: Sequence[Role]) -> int:
    """Where other people's words begin: a closing line ("Leave a reply") behind most of the sentences."""
    weights = [len(line.text) if r is Role.SENTENCE else 0 for line, r in zip(lines, roles, strict=True)]
    total, seen = sum(weights), 0
    for i, line in enumerate(lines):
        seen += weights[i]
        if roles[i] is Role.FURNITURE and seen >= 0.6 * total > 0 and is_closer(line.text):
            return i
    return len(lines)


def first_of_body(lines: Sequence[Line], roles: Sequence[Role], solid: Sequence[int]) -> int:
    """The first sentence that is more than a slogan, else the first line that is solid at all. A line with figures
    that stands apart at the very top is a title."""
    for i in solid:
        if i == 0 and roles[0] is Role.FIGURES and not lines[0].table and len(lines) > 1 and lines[1].gap:
            continue
        if roles[i] is Role.FIGURES or len(words(lines[i].text)) >= 5:
            return i
        if i + 1 in solid:
            return i
    return solid[0]


def find_title(page: Page, known: str) -> tuple[str, int]:
    """The page's title and its line's index, -1 where the title is known from elsewhere or there is none.

    Above the body, a line that stands there twice is the title; else one of fitting length, the first of the best.
    """
    if known:
        return known, -1
    above = [i for i in range(page.first) if page.roles[i] in (Role.SHORT, Role.SENTENCE, Role.FIGURES)]
    above = [i for i in above if len(words(page.lines[i].text)) <= TITLE and not page.lines[i].bullet]
    if not above:
        return "", -1
    keys = [key(page.lines[i].text) for i in above]
    twice = next(
        (i for i, k in zip(above, keys, strict=True) if keys.count(k) > 1 and len(k.split()) > 2), -1
    )
    if twice >= 0:
        return page.lines[twice].text, twice
    best = max(above, key=lambda i: (title_score(page, i), -i))
    return after_title_label(page.lines[best].text) or page.lines[best].text, best


def title_score(page: Page, i: int) -> float:
    count = len(words(page.lines[i].text))
    score = 3.0 if 4 <= count <= 20 else 2.0 if count == 3 else float(count == 2)
    following = page.roles[i + 1] if i + 1 < len(page.roles) else Role.SHORT
    text = page.lines[i].text
    score += 0.5 * (following in (Role.DATE, Role.BYLINE)) + 0.5 * (page.lines[i].kind == "heading")
    return score + 3.0 * bool(after_title_label(text)) - 2.0 * is_letterhead(text)


def body_lines(page: Page, title: str, trusted: bool) -> list[Line]:
    """The body's lines, each with its kind. `trusted`: the text is a body already, so that nothing short is lost
    for standing at its edge or among its like."""
    named = key(title)
    own = last_own_line(page.lines, page.roles)
    kept: list[Line] = []
    closed = False  # behind "Related" and its like, until the next sentence
    for i in range(len(page.lines)):
        line, found = page.lines[i], page.roles[i]
        if found is Role.FURNITURE:
            closed = closed or is_opener(line.text)
        if (
            i >= own
            or found in DROPPED
            or (named and key(after_title_label(line.text) or line.text) == named)
        ):
            continue
        closed = closed and found not in SOLID
        if not closed:
            kind = kind_of(page, i, named, trusted)
            if kind:
                kept.append(replace(line, kind=kind))
    return without_last_headings(kept) if not trusted else kept


def kind_of(page: Page, i: int, named: str, trusted: bool) -> BlockKind | None:
    """What a line is in the body, None where it is no part of it."""
    line, found = page.lines[i], page.roles[i]
    inside = page.first <= i < page.last
    if line.kind in ("quote", "list"):
        return "quote" if line.kind == "quote" else "list"
    if line.bullet and (inside or trusted):
        return "paragraph" if found is Role.SENTENCE and len(words(line.text)) >= LONG else "list"
    if found is Role.FIGURES:
        return "list" if line.table else "paragraph"
    if found is Role.SENTENCE:
        return "paragraph" if inside or trusted else None
    if line.kind == "heading" or may_be_heading(page, i, named):
        return "heading" if inside or trusted or i == page.first - 1 else None
    return short_kind(page, i, trusted)


def may_be_heading(page: Page, i: int, named: str) -> bool:
    """A short line, alone or with one other, before a body line; above the body only the last one is.

    A date may head a chronology's entry; at the page's own head it dates the page.
    """
    line = page.lines[i]
    if line.kind == "paragraph" or len(words(line.text)) > HEADING or line.text[0].islower() or line.table:
        return False
    if page.roles[i] is Role.DATE and ":" in line.text:
        return False
    if i < page.first:
        return page.roles[i] is Role.SHORT and i == page.first - 1 and bool(named)
    start, end = run_around(page, i)
    return end < page.last and end - start < RUN and page.roles[end] in SOLID and not leads_in(page, start)


def short_kind(page: Page, i: int, trusted: bool) -> BlockKind | None:
    """A short line that is no heading: part of the body where the text is trusted, a list is announced, or figures
    or prose stand right beside it; else a link."""
    if page.roles[i] is Role.DATE and (":" in page.lines[i].text or not page.first <= i < page.last):
        return None
    if i >= page.last and page.roles[i] is Role.DATE and is_dated(page.lines[i].text):
        return None
    start, end = run_around(page, i)
    if trusted:
        return "paragraph"
    if not page.first <= i < page.last:
        return None
    if leads_in(page, start) or beside_figures(page, start, end):
        return "list"
    return "paragraph" if end - start < RUN else None


def run_around(page: Page, i: int) -> tuple[int, int]:
    """The stretch of short lines that line `i` stands in."""
    start, end = i, i + 1
    while start > 0 and page.roles[start - 1] in (Role.SHORT, Role.DATE):
        start -= 1
    while end < len(page.roles) and page.roles[end] in (Role.SHORT, Role.DATE):
        end += 1
    return start, end


def leads_in(page: Page, start: int) -> bool:
    return start > 0 and page.lines[start - 1].text.endswith(":")


def beside_figures(page: Page, start: int, end: int) -> bool:
    before = page.roles[start - 1] if start else Role.SHORT
    after = page.roles[end] if end < len(page.roles) else Role.SHORT
    return Role.FIGURES in (before, after)


def without_last_headings(kept: list[Line]) -> list[Line]:
    """Headings that no body follows are other pages' titles."""
    while kept and kept[-1].kind == "heading":
        kept = kept[:-1]
    return kept


def unmarked(line: Line) -> Line:
    """A list item or a numbered paragraph without its mark, which a parser takes for a sentence."""
    match = BULLET.match(line.text)
    marked = match and line.text[match.end() :] and (line.kind == "list" or match[0][0].isdigit())
    return replace(line, text=line.text[match.end() :]) if match and marked else line
