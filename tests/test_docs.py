"""What the README and docs/ show is so: commands and options exist, links lead somewhere, outputs are real.

A block ```` ```console ```` holds commands after `$ ` and what they print. Where `<!-- run -->` stands above it,
the commands are run and their output compared; a line of `…` stands for any number of lines.
"""

from __future__ import annotations

import functools
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "bench" / "README.md"]
LEDGER = "build/korea-russia.ledger"
FENCE = re.compile(r"^(<!-- run -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Shown(NamedTuple):
    """A command in a page, and the lines under it; `run` where it is to be run again."""

    page: str
    command: str
    output: str
    run: bool


def shown_in(page: Path) -> Iterator[Shown]:
    for mark, language, body in FENCE.findall(page.read_text("utf-8")):
        if language == "console":
            for part in re.split(r"^\$ ", body.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield Shown(page.name, command, output, bool(mark))
        elif language in ("", "sh", "bash"):
            for line in body.replace("\\\n", "").splitlines():
                yield Shown(page.name, line.strip(), "", False)


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
RUN = [shown for shown in BLOCKS if shown.run]


def name(shown: Shown) -> str:
    return f"{shown.page}: {shown.command}"


@functools.cache
def command_tree() -> Any:
    import typer.main

    from comity.cli import app

    return typer.main.get_command(app)


def parts(command: str) -> list[str]:
    """The words of a command, without what a shell does with its input and output."""
    words = shlex.split(command, comments=True)
    end = next((i for i, word in enumerate(words) if word in {"|", ">", "<", ">>", "&&", ";"}), len(words))
    return words[1:end]


def unknown_in(command: str) -> str:
    """The first word of a command that the program does not know, or nothing."""
    node, words = command_tree(), parts(command)
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
    assert set(parts(shown.command)) <= set(targets)


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


def matches(expected: str, printed: str) -> bool:
    """Equal but for runs of blanks, `…` lines, and the seconds that a run took."""
    lines = [plain(line) for line in expected.splitlines() if line.strip()]
    pattern = "\n".join(r"(?:.*\n)*?.*" if line == "…" else re.escape(line) for line in lines)
    return (
        re.fullmatch(pattern, "\n".join(plain(line) for line in printed.splitlines() if line.strip()))
        is not None
    )


def plain(line: str) -> str:
    return re.sub(r"\b[\d.]+ ?(s|seconds|words/s)\b", r"N \1", " ".join(line.split()))


@pytest.mark.slow
@pytest.mark.parametrize("shown", RUN, ids=name)
def test_outputs_are_real(
    shown: Shown, comity: Callable[..., Any], example_ledger: Path, tmp_path: Path
) -> None:
    command = shown.command.replace(LEDGER, str(example_ledger)).replace("build/", f"{tmp_path}/")
    done = comity(*parts(command))
    printed = (
        (done.stdout + done.stderr).replace(str(example_ledger), LEDGER).replace(f"{tmp_path}/", "build/")
    )
    assert matches(shown.output, printed), f"prints now:\n{printed}"


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a  b\n", "a b\n", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\nb\n", "a\nc\n", False),
        ("done in 3.1 s\n", "done in 12 s\n", True),
        ("a\n", "a\nb\n", False),
    ],
)
def test_comparing_outputs(expected: str, printed: str, same: bool) -> None:
    assert matches(expected, printed) is same
