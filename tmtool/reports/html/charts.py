"""Scores drawn to a common scale: where each mark stands, in the units of an SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tmtool.models import BucketScore, Score

WIDTH = 120
"""The width of a chart; marks keep `EDGE` from both ends."""

EDGE = 4

_STEPS = (1, 2, 5, 10, 20, 25, 50)


@dataclass(frozen=True, slots=True)
class Whisker:
    """A score at `x` with its interval from `left` to `right`, where there is one."""

    x: float
    left: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from `low` to `high`, round numbers, for scores of one metric."""

    low: float
    high: float

    def place(self, value: float) -> float:
        """Return where a value stands; one off the scale stands at its end."""
        part = (value - self.low) / (self.high - self.low)
        return round(EDGE + min(max(part, 0), 1) * (WIDTH - 2 * EDGE), 1)

    def whisker(self, row: Score | BucketScore) -> Whisker | None:
        """Return how a score is drawn; `None` for one that is missing."""
        if row.score is None:
            return None
        if row.low is None or row.high is None:
            return Whisker(self.place(row.score), None, None)
        return Whisker(self.place(row.score), self.place(row.low), self.place(row.high))


def axis(rows: Iterable[Score | BucketScore], *, from_zero: bool = False) -> Axis:
    """Return the scale that holds all scores and intervals, with a little room."""
    values = [
        round(value, 6)  # BLEU may exceed 100 by a rounding error
        for row in rows
        for value in (row.score, row.low, row.high)
        if value is not None
    ]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if from_zero:
        low = 0.0
    step = next((step for step in _STEPS if (high - low) / step <= 4), 100)
    bottom = max(0, math.floor(low / step) * step)
    top = math.ceil(high / step) * step
    return Axis(bottom, max(top, bottom + step))
