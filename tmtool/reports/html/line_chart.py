"""Scores of runs as a line chart: where each mark stands, in the units of an SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan

from tmtool.models import Score, TrendPoint

__all__ = ["Chart", "Dot", "chart"]

WIDTH, HEIGHT = 480, 170
"""The size of a chart."""

LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 24
"""The room beside the lines, for figures and numbers of runs."""

_FLAT = 1.0
"""The least height of the scale, in points of the metric: noise is not to look like mountains."""

_NUMBERS = 12
"""The most runs whose numbers stand below the chart."""

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dot:
    """A run's score: where it stands, and what is told of it."""

    x: float
    y: float
    score: Score
    point: TrendPoint


@dataclass(frozen=True, slots=True)
class Chart:
    """A metric's scores by run.

    `lines` join the runs of one test set, `bands` are the outlines of their intervals, `breaks`
    where the test set changes. `ticks` are heights with their figures, `numbers` places with the
    numbers of runs.
    """

    metric: str
    dots: tuple[Dot, ...]
    lines: tuple[tuple[Place, ...], ...]
    bands: tuple[tuple[Place, ...], ...]
    breaks: tuple[float, ...]
    ticks: tuple[tuple[float, str], ...]
    numbers: tuple[tuple[float, str], ...]


def chart(points: Sequence[TrendPoint], metric: str) -> Chart | None:
    """Return the chart of a metric on the text as given; `None` where no run has a figure."""
    scored = [(place, point, point.run.score(metric)) for place, point in enumerate(points)]
    known = [(i, p, s) for i, p, s in scored if s is not None and not isnan(s.score)]
    if not known:
        return None
    low, high = _range([score for _, _, score in known])

    def height(value: float) -> float:
        part = (value - low) / (high - low)
        return round(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM), 1)

    def place(number: int) -> float:
        part = number / (len(points) - 1) if len(points) > 1 else 0.5
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)

    dots = tuple(Dot(place(i), height(score.score), score, point) for i, point, score in known)
    stretches = _stretches(dots)
    bands = (
        [
            *((dot.x, height(dot.score.high)) for dot in one if dot.score.high is not None),
            *((dot.x, height(dot.score.low)) for dot in reversed(one) if dot.score.low is not None),
        ]
        for one in _with_intervals(stretches)
    )
    numbered = range(0, len(points), -(-len(points) // _NUMBERS))
    return Chart(
        metric=metric,
        dots=dots,
        lines=tuple(tuple((dot.x, dot.y) for dot in one) for one in stretches if len(one) > 1),
        bands=tuple(map(tuple, bands)),
        breaks=tuple(
            (place(i - 1) + place(i)) / 2 for i, point in enumerate(points) if i and point.is_break
        ),
        ticks=tuple((height(v), f"{v:.1f}") for v in (low, (low + high) / 2, high)),
        numbers=tuple((place(i), str(points[i].run.id)) for i in numbered),
    )


def _range(scores: Sequence[Score]) -> tuple[float, float]:
    """Return the ends of a scale that holds all scores and intervals, with a little room."""
    values = [v for s in scores for v in (s.score, s.low, s.high) if v is not None]
    low, high = min(values), max(values)
    room = max(_FLAT - (high - low), (high - low) / 10) / 2
    return max(0.0, low - room), high + room


def _stretches(dots: Sequence[Dot]) -> list[list[Dot]]:
    """Return the dots of each test set that follow one another."""
    stretches: list[list[Dot]] = [[dots[0]]]
    for before, dot in pairwise(dots):
        if before.point.run.test_set == dot.point.run.test_set:
            stretches[-1].append(dot)
        else:
            stretches.append([dot])
    return stretches


def _with_intervals(stretches: Sequence[Sequence[Dot]]) -> list[list[Dot]]:
    """Return the dots with an interval that follow one another, where there are two or more."""
    found: list[list[Dot]] = []
    for one in stretches:
        found.append([])
        for dot in one:
            if dot.score.low is None or dot.score.high is None:
                found.append([])
            else:
                found[-1].append(dot)
    return [one for one in found if len(one) > 1]
