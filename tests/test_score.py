from __future__ import annotations

import importlib.util
import io
import itertools
import json
import random
from pathlib import Path
from typing import Any

import numpy
import pytest
from rich.console import Console

from comity import score

Row = dict[str, Any]


def entity(country: str = "", name: str = "", person: bool = False) -> Row:
    return {"name": name, "country": country, "person": person}


def event(
    category: str, actor: str, recipient: str, text: str = "Seoul invited Moscow to talks", **more: Any
) -> Row:
    sides = {
        "actor": [entity(c) for c in actor.split()],
        "recipient": [entity(c) for c in recipient.split()],
    }
    return {"kind": "event", "doc": "a", "event": category, "sentence": text, **sides, **more}


def statement(act: str, *speakers: Row, text: str = "Seoul welcomed the Russian offer", **more: Any) -> Row:
    row = {
        "kind": "statement",
        "doc": "a",
        "act": act,
        "sentence": text,
        "speaker": list(speakers),
        "stance": 1,
    }
    return {**row, "about": [], **more}


LEE = entity("KOR", "Lee Myung-bak", person=True)


@pytest.mark.parametrize(
    ("gold", "coded", "found", "strict"),
    [
        (event("AGREE", "KOR", "RUS"), event("AGREE", "KOR", "RUS"), 1, 1),
        (event("AGREE", "KOR", "RUS"), event("AGREE", "RUS", "KOR"), 1, 0),
        (event("AGREE", "KOR", "RUS"), event("REQUEST", "KOR", "RUS"), 1, 0),
        (event("AGREE", "KOR", "RUS"), event("agree", "ROK", "SUN"), 1, 1),  # other spellings, other codes
        (event("AGREE", "KOR", ""), event("AGREE", "KOR", "RUS"), 1, 1),  # a side without a country
        (event("AGREE", "KOR", "RUS"), event("AGREE", "KOR", "RUS", text="The weather was fine"), 0, 0),
        (event("AGREE", "KOR", "RUS"), event("AGREE", "KOR", "RUS", doc="b"), 0, 0),
        (event("AGREE", "KOR", "RUS"), statement("hope", entity("KOR")), 0, 0),
        (statement("hope", entity("KOR")), statement("hope", entity("KOR")), 1, 1),
        (statement("hope", entity("KOR")), statement("call", entity("KOR")), 1, 0),
        (statement("hope", LEE), statement("hope", entity("KOR", "President Lee")), 1, 1),
        (statement("hope", LEE), statement("hope", entity("KOR", "President Kim")), 1, 0),
        (statement("hope", LEE), statement("hope", LEE, entity("RUS")), 1, 0),
        (statement("hope", entity("", "analysts")), statement("hope", entity("", "some analysts")), 1, 1),
        (statement("hope", entity("", "analysts")), statement("hope", entity("", "the press")), 1, 0),
        (statement("hope", entity("KOR")), statement("hope"), 1, 0),
    ],
)
def test_found_asks_for_the_place_and_strict_for_the_code(
    gold: Row, coded: Row, found: int, strict: int
) -> None:
    scores = getattr(score.records([gold], [coded]), gold["kind"])
    assert (scores.found.f1, scores.strict.f1) == (found, strict)


def test_what_is_debatable_is_neither_owed_nor_held_against_anybody() -> None:
    gold = [event("AGREE", "KOR", "RUS", debatable=True)]
    assert score.records(gold, []).event.found == (1, 1, 1)
    coded = score.records(gold, [event("AGREE", "KOR", "RUS")]).event
    assert (coded.gold, coded.debatable, coded.found.precision) == (0, 1, 1)
    assert score.records(gold, []).misses == ()


def test_two_records_on_one_sentence_find_their_own_twins() -> None:
    gold = [event("AGREE", "KOR", "RUS"), event("REQUEST", "RUS", "KOR")]
    assert score.records(gold, list(reversed(gold))).event.strict.f1 == 1


def test_one_gold_record_is_found_once() -> None:
    gold = [event("AGREE", "KOR", "RUS")]
    scores = score.records(gold, gold * 3).event
    assert scores.found.precision == pytest.approx(1 / 3)
    assert scores.found.recall == 1


def test_categories_add_up_to_the_strict_line() -> None:
    gold = [
        event("AGREE", "KOR", "RUS"),
        event("REQUEST", "RUS", "KOR", text="Moscow asked Seoul for a loan"),
        event("AGREE", "KOR", "PRK", text="The North and the South agreed to meet"),
    ]
    coded = [gold[0], {**gold[1], "event": "AGREE"}]
    scores = score.records(gold, coded).event
    agree, request = scores.categories
    assert agree[:4] == ("agree", 2, 2, 1)
    assert agree.rates == (0.5, 0.5, 0.5)
    assert request[:4] == ("request", 1, 0, 0)
    assert sum(category.right for category in scores.categories) / 2 == scores.strict.precision


def test_furniture_and_foreign_documents_are_told() -> None:
    page: Row = {"kind": "document", "doc": "a", "furniture": ["Seoul invited Moscow to talks", "Print"]}
    scores = score.records(
        [page], [event("AGREE", "KOR", "RUS"), event("AGREE", "KOR", "RUS", doc="elsewhere")]
    )
    assert scores.on_furniture == 1
    assert scores.ignored == ("elsewhere",)


def test_misses_are_written_for_reading(tmp_path: Path) -> None:
    gold = [event("AGREE", "KOR", "RUS"), event("ASSAULT", "RUS", "KOR", text="Shots were fired at noon")]
    coded = [
        {**gold[0], "event": "REQUEST"},
        event("AID", "KOR", "PRK", text="Rice went to the North by ship"),
    ]
    scores = score.records(gold, coded)
    assert sorted(miss.what for miss in scores.misses) == ["missed", "spurious", "wrong"]
    score.write_misses(scores, tmp_path / "misses.txt")
    text = (tmp_path / "misses.txt").read_text("utf-8")
    for expected in ("MISSED event", "“Shots were fired at noon”", "by hand  AGREE", "ledger   REQUEST"):
        assert expected in text


def test_scores_are_printed() -> None:
    console = Console(width=120, record=True, file=io.StringIO())
    score.print_scores(score.records([event("AGREE", "KOR", "RUS")], [event("AGREE", "KOR", "RUS")]), console)
    text = console.export_text()
    assert "events by category" in text
    assert "AGREE" in text
    assert "1.00" in text


@pytest.mark.parametrize("seed", range(20))
def test_the_assignment_is_the_cheapest_there_is(seed: int) -> None:
    cost = numpy.random.default_rng(seed).integers(0, 9, (seed % 4 + 1, 5)).astype(float)
    rows = range(len(cost))
    cheapest = min(
        sum(cost[i, j] for i, j in enumerate(way)) for way in itertools.permutations(range(5), len(cost))
    )
    chosen = score.assignment(cost)
    assert len(set(chosen)) == len(cost)
    assert sum(cost[i, chosen[i]] for i in rows) == cheapest


# Against the benchmark's own script -------------------------------------------------------------------------


def script_of(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("gold_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def disturbed(gold: list[Row], chance: random.Random) -> list[Row]:
    """Predictions with every kind of fault: dropped, doubled, moved, relabelled, cut, from other pages."""
    coded = []
    for row in gold:
        if row["kind"] == "document":
            continue
        row = {**row, "evidence": row["sentence"]}
        other = chance.choice([r for r in gold if r["kind"] == row["kind"]])
        for column in (
            "event",
            "act",
            "actor",
            "recipient",
            "speaker",
            "stance",
            "mode",
            "aux",
            "date",
            "context",
        ):
            if column in row and chance.random() < 0.25:
                row[column] = other[column]
        if chance.random() < 0.2:
            row["evidence"] = " ".join(row["sentence"].split()[chance.randrange(5) :])
        if chance.random() < 0.1:
            row["doc"] = chance.choice([other["doc"], "nowhere", "somewhere/" + row["doc"] + ".txt"])
        coded += [row] * chance.choice([0, 1, 1, 1, 2])
    furniture = [line for row in gold for line in row.get("furniture", [])[:1]]
    return coded + [event("AGREE", "KOR", "RUS", text=line, doc=gold[0]["doc"]) for line in furniture]


def figures(part: score.KindScores) -> Row:
    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    rates = {
        name: dict(zip(("P", "R", "F1"), map(rounded, getattr(part, name)), strict=True))
        for name in ("found", "strict")
    }
    counts = {"gold": part.gold, "gold_debatable": part.debatable, "predicted": part.predicted}
    return {**counts, "matched": part.matched, **rates} | {k: rounded(v) for k, v in part.measures.items()}


@pytest.mark.parametrize("seed", range(5))
def test_figures_are_those_of_the_benchmark(gold_folder: Path, seed: int) -> None:
    gold = [json.loads(line) for line in (gold_folder / "dev.jsonl").read_text("utf-8").splitlines()]
    coded = disturbed(gold, random.Random(seed)) if seed else [r for r in gold if r["kind"] != "document"]
    theirs = script_of(gold_folder).run(gold, coded)[0]
    ours = score.records(gold, coded)
    assert ours.on_furniture == theirs["furniture_predictions"]
    for kind in score.KINDS:
        expected = {key.replace("_F1", "_f1"): value for key, value in theirs[kind].items()}
        assert figures(getattr(ours, kind)) == expected
