"""Commands that compare Comity with what somebody coded by hand, and learn from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from comity.cli.app import app, score_app
from comity.cli.options import (
    CoderFile,
)
from comity.cli.output import (
    cores,
    drawing,
    json_lines,
    opened,
    opened_text,
    print_json,
    writing,
)


@score_app.command("records")
def score_records(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD.jsonl", help="Records coded by hand, one JSON object a line.")
    ],
    ledger: Annotated[Path, typer.Option(metavar="LEDGER", help="The ledger to compare.")],
    misses: Annotated[
        Path | None, typer.Option(help="Write what was missed, spurious or wrong to this file.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> None:
    """Compare a ledger with records that somebody coded by hand: precision, recall, F1 by category."""
    from dataclasses import asdict

    from comity import score
    from comity.exchange import jsonl
    from comity.ledger import Ledger

    with opened_text(gold) as lines:
        wanted = list(json_lines(lines))
    scores = score.records(wanted, jsonl.records(Ledger(ledger)))
    if as_json:
        print_json(asdict(scores))
    else:
        score.print_scores(scores)
    if misses is not None:
        with writing(misses, "--misses"):
            score.write_misses(scores, misses)


@score_app.command("relations")
def score_relations(
    pairs: Annotated[
        Path,
        typer.Argument(
            metavar="PAIRS.jsonl",
            help='One JSON object a line: {"id", "text", "actor", "recipient", "event"}.',
        ),
    ],
    predictions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was said of each pair as JSON lines.")
    ] = None,
    coder: CoderFile = None,
    misses: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was taken for something else.")
    ] = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw what was taken for what (.svg, .png or .html).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> None:
    """Compare the coder with pairs of actors whose relation somebody coded by hand."""
    from comity import coding, score

    draw_matrix = drawing(plot)
    with opened_text(pairs) as lines:
        wanted = score.read_pairs(json_lines(lines), pairs.name)
    events = {pair.event for pair in wanted}
    said = coding.relations(
        wanted, coder, cores(), maybe_none="" in events, older=score.is_of_first_version(events)
    )
    scores = score.relations(wanted, [(answer.event, answer.confidence) for answer in said])
    if predictions is not None:
        with opened(predictions, "--predictions") as out:
            for pair, answer in zip(wanted, said, strict=True):
                out.write(json.dumps({"id": pair.id, **answer._asdict()}, ensure_ascii=False) + "\n")
    if misses is not None:
        with writing(misses, "--misses"):
            score.write_pair_misses(scores, misses)
    draw_matrix(scores.confusion)
    if as_json:
        print_json(score.pair_figures(scores))
    else:
        score.print_pair_scores(scores)


@app.command()
def train(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD.jsonl", help="Labelled pairs, or events coded by hand, one JSON object a line."
        ),
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The coder's file.")],
    coder: CoderFile = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw what is taken for what (.svg, .png or .html).")
    ] = None,
) -> None:
    """Fit the coder to your own labelled pairs or records, and their categories; `--coder FILE` then uses it."""
    from comity import score
    from comity.coding.learning import learn

    draw_matrix = drawing(plot)
    with opened_text(gold) as lines:
        rows = list(json_lines(lines))
    left_out = 0
    if any("kind" in row for row in rows):
        rows, left_out = score.from_records(rows)
    pairs = score.read_pairs(rows, gold.name)
    with writing(output, "-o"):
        learnt = learn(pairs, output, coder, cores())
    scores = score.relations([pairs[i] for i in learnt.kept], learnt.said)
    score.print_pair_scores(scores)
    draw_matrix(scores.confusion)
    if left_out:
        typer.echo(
            f"left out: {left_out} events whose two sides do not both stand in their sentence", err=True
        )
    if learnt.rare:
        typer.echo(f"left out, for having one pair only: {', '.join(learnt.rare)}", err=True)
    typer.echo(
        f"{output}: learnt from {len(learnt.kept):,} pairs of {len(learnt.categories)} categories; the figures are "
        "those of pairs that it had not seen, in five folds"
    )
