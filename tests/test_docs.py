"""What the README and docs/ show is so: commands and options exist, links lead somewhere, outputs are real."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docs.outputs import FENCE, PAGES, ROOT, Shown, printed, shown_in, words_of


def inline(page: Path) -> Iterator[Shown]:
    """`comity …` within a sentence."""
    text = FENCE.sub("", page.read_text("utf-8"))
    for command in re.findall(r"`(comity [^`]+)`", text):
        yield Shown(page.name, command, "", False)


BLOCKS = [shown for page in PAGES for shown in shown_in(page)]
COMMANDS = [
    shown
    for shown in [*BLOCKS, *(shown for page in PAGES for shown in inline(page))]
    if shown.command.startswith("comity ")
]
MADE = [shown for shown in BLOCKS if re.match(r"make( |$)", shown.command)]


def name(shown: Shown) -> str:
    return f"{shown.page}: {shown.command}"


@functools.cache
def command_tree() -> Any:
    import typer.main

    from comity.cli import app

    return typer.main.get_command(app)


def unknown_in(command: str) -> str:
    """The first word of a command that the program does not know, or nothing."""
    node, words = command_tree(), words_of(command)[1:]
    while words and getattr(node, "commands", None):
        if words[0].startswith("-"):
            break
        if words[0] not in node.commands:
            return words[0]
        node = node.commands[words.pop(0)]
    known = {"--help", *(option for p in node.params for option in (*p.opts, *p.secondary_opts))}
    given = [word.split("=")[0] for word in words if re.match(r"--?[a-zA-Z]", word)]
    return next((option for option in given if option not in known), "")


def test_pages_show_commands() -> None:
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize("shown", COMMANDS, ids=name)
def test_a_command_that_is_shown_exists_with_its_options(shown: Shown) -> None:
    assert unknown_in(shown.command) == ""


@pytest.mark.parametrize("command", ["comity nonsense X", "comity code in -o out --nonsense"])
def test_an_unknown_word_would_be_noticed(command: str) -> None:
    assert "nonsense" in unknown_in(command)


@pytest.mark.parametrize("shown", MADE, ids=name)
def test_a_make_target_that_is_shown_exists(shown: Shown) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(words_of(shown.command)[1:]) <= set(targets)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith("http"):
            continue
        path, _, heading = target.partition("#")
        goal = (page.parent / path) if path else page
        assert goal.exists(), target
        assert not heading or heading in anchors(goal), target


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [p for p in PAGES if any(s.run for s in shown_in(p))], ids=lambda page: page.name
)
def test_outputs_are_real(page: Path, tmp_path: Path) -> None:
    for shown in shown_in(page):
        if shown.run:
            now = printed(shown.command, tmp_path)
            assert comparable(now) == comparable(shown.output), "`make outputs` writes it anew"


def comparable(output: str) -> str:
    """Without the seconds that a run took and the hash of the codebook."""
    return re.sub(r"\b[0-9a-f]{16}\b", "HASH", re.sub(r"\b[\d.]+ seconds", "N seconds", output))
