"""What `pip install .` installs: every file that the code reads, and the version that the changelog names."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "comity"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def test_package_data_covers_every_file_beside_the_code() -> None:
    globs = PROJECT["tool"]["setuptools"]["package-data"]["comity"]
    installed = {path for glob in globs for path in PACKAGE.glob(glob)}
    ours = [p for p in PACKAGE.rglob("*") if p.is_file() and p.suffix not in {".py", ".pyc"}]
    assert ours, "no data at all"
    assert [path for path in ours if path not in installed] == []


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_git_ignores_no_file_of_the_package() -> None:
    """A template that is ignored is there on its author's machine only."""
    listing = ["git", "ls-files", "--others", "--ignored", "--exclude-standard", "src/comity"]
    done = subprocess.run(listing, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        pytest.skip("not a git checkout")
    assert [name for name in done.stdout.splitlines() if "__pycache__" not in name] == []


def test_every_dependency_is_pinned() -> None:
    pinned = {name(line) for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()}
    project = PROJECT["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert {name(line) for line in asked} - pinned == set()


def name(requirement: str) -> str:
    return re.split(r"[\s<>=!~\[;]", requirement)[0].lower().replace("_", "-")


def test_constraints_hold_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_the_changelog_tells_of_this_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == PROJECT["project"]["version"]
