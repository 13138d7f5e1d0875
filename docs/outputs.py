"""The commands that README and docs/ show, and what they print: read, run, and written anew (`make outputs`).

A block ```` ```console ```` holds commands after `$ ` and what they print. Where `<!-- run -->` stands above it,
the outputs are real: the commands of a page are run in order, with an empty `build/`.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "bench" / "README.md"]
FENCE = re.compile(r"^(<!-- run -->\n)?```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TERMINAL = {"TERM": "dumb", "COLUMNS": "110", "LINES": "50"}
SHELL = {"|", ">", "<", ">>", "&&", ";"}


class Shown(NamedTuple):
    """A command in a page, and the lines under it; `run` where they are what it prints."""

    page: str
    command: str
    output: str
    run: bool


def shown_in(page: Path) -> Iterator[Shown]:
    """The commands of a page's blocks, in order."""
    for mark, language, body in FENCE.findall(page.read_text("utf-8")):
        if language == "console":
            for part in re.split(r"^\$ ", body.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield Shown(page.name, command, output, bool(mark))
        elif language in ("", "sh", "bash"):
            for line in body.replace("\\\n", "").splitlines():
                yield Shown(page.name, line.strip(), "", False)


def words_of(command: str) -> list[str]:
    """A command's own words, without what a shell does with its input and output."""
    words = shlex.split(command, comments=True)
    end = next((i for i, word in enumerate(words) if word in SHELL), len(words))
    return words[:end]


def printed(command: str, folder: Path) -> str:
    """What a command of a page prints on a plain terminal of 110 columns, blanks at line ends left out."""
    program, *arguments = words_of(command)
    text = on_terminal([str(Path(sys.executable).with_name(program)), *arguments], workplace(folder))
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n")).strip("\n") + "\n"


def workplace(folder: Path) -> Path:
    """The folder, looking like the repository's root after a first `make brief`."""
    (folder / "build").mkdir(exist_ok=True)
    if not (folder / "examples").exists():
        (folder / "examples").symlink_to(ROOT / "examples")
    return folder


def on_terminal(command: list[str], folder: Path) -> str:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=os.environ | TERMINAL,
    )
    os.close(theirs)
    output = b"".join(iter(lambda: chunk(ours), b""))
    os.close(ours)
    if process.wait():
        raise SystemExit(f"{shlex.join(command)}: exit status {process.returncode}\n{output.decode()}")
    return output.decode()


def chunk(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side is closed
        return b""


def renewed(page: Path) -> str:
    """The text of a page with the outputs of today."""
    with tempfile.TemporaryDirectory() as folder:

        def block(match: re.Match[str]) -> str:
            mark, language, body = match.groups()
            if not mark:
                return match[0]
            commands = re.findall(r"^\$ (.+)$", body, re.MULTILINE)
            parts = [f"$ {command}\n{printed(command, Path(folder))}" for command in commands]
            return f"{mark}```{language}\n{''.join(parts)}```"

        return FENCE.sub(block, page.read_text("utf-8"))


if __name__ == "__main__":
    for page in PAGES:
        if any(shown.run for shown in shown_in(page)):
            page.write_text(renewed(page), "utf-8")
