"""A small bar series: cooperation above the line, conflict below, one column a year."""

from __future__ import annotations

from dataclasses import dataclass

from comity.analyse.periods import Year

_WIDTH, _HEIGHT, _LEFT, _TOP = 720.0, 150.0, 28.0, 12.0
_MOST_LABELS = 12
_MOST_COLUMNS = 60
_WORDS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    quad: int
    title: str


@dataclass(frozen=True)
class Chart:
    """Geometry in the units of a `viewBox` of `width` by `height`; `labels` are (x, words)."""

    width: float
    height: float
    zero: float
    bars: tuple[Bar, ...]
    labels: tuple[tuple[float, str], ...]
    top: str
    bottom: str
    summary: str


def chart(years: tuple[Year, ...]) -> Chart | None:
    """None where fewer than two years have events: one column shows no change."""
    if sum(any(year.quads) for year in years) < 2:
        return None
    columns = _columns(years)
    up = max(quads[0] + quads[1] for _, quads in columns)
    down = max(quads[2] + quads[3] for _, quads in columns)
    unit = _HEIGHT / max(up + down, 1)
    zero = _TOP + up * unit
    step = (_WIDTH - _LEFT) / len(columns)
    bars = tuple(
        b for i, column in enumerate(columns) for b in _stack(column, _LEFT + i * step, step, zero, unit)
    )
    every = -(-len(columns) // _MOST_LABELS)
    labels = tuple((_LEFT + (i + 0.5) * step, name) for i, (name, _) in enumerate(columns) if i % every == 0)
    return Chart(
        _WIDTH, _TOP + _HEIGHT + 24, zero, bars, labels, str(up or ""), str(down or ""), _summary(columns)
    )


def _columns(years: tuple[Year, ...]) -> list[tuple[str, tuple[int, ...]]]:
    """Years, or where they are too many for the width, spells of five, ten, ... years."""
    size = next(s for s in (1, 5, 10, 50, 100, 1000) if len(years) / s <= _MOST_COLUMNS)
    columns: dict[int, list[Year]] = {}
    for year in years:
        columns.setdefault(year.year - year.year % size, []).append(year)
    named = (str(first) if size == 1 else f"{first}–{first + size - 1}" for first in columns)
    return [
        (name, tuple(sum(y.quads[q] for y in inside) for q in range(4)))
        for name, inside in zip(named, columns.values(), strict=True)
    ]


def _stack(column: tuple[str, tuple[int, ...]], x: float, step: float, zero: float, unit: float) -> list[Bar]:
    name, quads = column
    width = min(step * 0.72, 26)
    left = x + (step - width) / 2
    bars, above, below = [], zero, zero
    for quad, n in enumerate(quads, start=1):
        height = n * unit
        if not n:
            continue
        if quad <= 2:
            above -= height
        y = above if quad <= 2 else below
        if quad > 2:
            below += height
        bars.append(Bar(left, y, width, height, quad, f"{name}: {n} of {_WORDS[quad - 1]}"))
    return bars


def _summary(columns: list[tuple[str, tuple[int, ...]]]) -> str:
    cooperation = sum(q[0] + q[1] for _, q in columns)
    conflict = sum(q[2] + q[3] for _, q in columns)
    return (
        f"Events by year from {columns[0][0]} to {columns[-1][0]}: "
        f"{cooperation} of cooperation above the line, {conflict} of conflict below."
    )
