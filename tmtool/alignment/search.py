"""The best way through a band of beads, and how probable each bead of it is.

A *state* (i, j) says that i source and j target segments are done. A bead leads from one state
to another. Only the states of a band are visited.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.arrays import ranges

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Band", "Step", "best", "posteriors"]

Step = tuple[int, int, int, int]
"""A bead: its first source and target segment, and how many there are of each."""

Scores = Mapping[tuple[int, int], "Numbers"]
"""For each type of bead its score at each state of a band that it may begin in."""

NEVER = -1e30
"""The score of a bead that is impossible."""

_UNLIKELY = -1e5
"""A score below any that a bead which is possible has."""


@dataclass(frozen=True, slots=True)
class Band:
    """States (i, j) with j from `first[i]` to `last[i]`; both only grow with i.

    `offsets` says where those of i begin when all states stand in one array.
    """

    first: Numbers
    last: Numbers
    offsets: Numbers

    @classmethod
    def of(cls, first: Numbers, last: Numbers) -> Band:
        """Return the band between two lines."""
        sizes = last - first + 1
        return cls(first, last, np.concatenate([[0], np.cumsum(sizes)]))

    @classmethod
    def whole(cls, sources: int, targets: int) -> Band:
        """Return the band of all states."""
        return cls.of(np.zeros(sources + 1, np.int64), np.full(sources + 1, targets, np.int64))

    def __len__(self) -> int:
        """Return how many states there are."""
        return int(self.offsets[-1])

    def states(self) -> tuple[Numbers, Numbers]:
        """Return i and j of all states."""
        sizes = self.last - self.first + 1
        return np.repeat(np.arange(len(sizes)), sizes), ranges(self.first, sizes)


@dataclass(frozen=True, slots=True)
class _Rows:
    """A band as plain numbers, which a loop reads faster than arrays."""

    first: list[int]
    last: list[int]
    offsets: list[int]

    @classmethod
    def of(cls, band: Band) -> _Rows:
        return cls(band.first.tolist(), band.last.tolist(), band.offsets.tolist())

    def overlap(self, i: int, a: int, b: int) -> tuple[slice, slice, slice] | None:
        """Return where beads of a type from row i end and begin: in their rows and in the band."""
        low = max(self.first[i], self.first[i + a] - b)
        high = min(self.last[i], self.last[i + a] - b)
        if low > high:
            return None
        start, end = low - self.first[i], high - self.first[i] + 1
        shift = self.first[i] + b - self.first[i + a]
        offset = self.offsets[i]
        return (
            slice(start + shift, end + shift),
            slice(start, end),
            slice(offset + start, offset + end),
        )


def best(band: Band, scores: Scores) -> list[Step]:
    """Return the beads with the highest sum of scores, in order; the first of equals."""
    rows = _Rows.of(band)
    n = len(rows.first) - 1
    values = [
        np.full(last - first + 1, NEVER) for first, last in zip(rows.first, rows.last, strict=True)
    ]
    values[0][0] = 0.0
    down = [(kind, score) for kind, score in scores.items() if kind[0]]
    across = scores.get((0, 1))
    for i in range(n + 1):
        if across is not None:
            values[i] = _across(values[i], across[rows.offsets[i] : rows.offsets[i + 1]])
        for (a, b), score in down:
            if i + a > n:
                continue
            place = rows.overlap(i, a, b)
            if place:
                to, of, flat = place
                reached = values[i + a][to]
                np.maximum(reached, values[i][of] + score[flat], out=reached)
    return _back(rows, values, scores)


def _across(values: Numbers, scores: Numbers) -> Numbers:
    """Return the values of a row after its beads with a target segment alone."""
    if len(values) < 2:
        return values
    summed = _summed(scores)
    found: Numbers = np.maximum.accumulate(values - summed) + summed
    return found


def _summed(scores: Numbers) -> Numbers:
    """Return the sums of a row's scores up to each state, 0 at the first.

    What is impossible counts as unlikely only: in a sum with it all other scores would be lost.
    """
    return np.concatenate([[0.0], np.cumsum(np.maximum(scores[:-1], _UNLIKELY), dtype=float)])


def _back(rows: _Rows, values: list[Numbers], scores: Scores) -> list[Step]:
    i, j = len(rows.first) - 1, rows.last[-1]
    found: list[Step] = []
    while i or j:
        options = []
        for (a, b), score in scores.items():
            k, m = i - a, j - b
            if k < 0 or m < 0 or not rows.first[k] <= m <= rows.last[k]:
                continue
            inside = m - rows.first[k]
            options.append((float(values[k][inside] + score[rows.offsets[k] + inside]), a, b))
        _, a, b = max(options, key=lambda option: option[0])
        i, j = i - a, j - b
        found.append((i, j, a, b))
    return found[::-1]


def posteriors(band: Band, scores: Scores, temper: float = 1.0) -> dict[tuple[int, int], Numbers]:
    """Return for each type of bead its probability at each state that it may begin in.

    Scores are multiplied by `temper` first.
    """
    rows = _Rows.of(band)
    scaled = {kind: score.astype(float) * temper for kind, score in scores.items()}
    forward = _forward(rows, scaled)
    backward = _backward(rows, scaled)
    total = forward[-1]
    i, j = band.states()
    found = {}
    for (a, b), score in scaled.items():
        to_i, to_j = np.minimum(i + a, len(rows.first) - 1), j + b
        inside = (i + a < len(rows.first)) & (to_j >= band.first[to_i]) & (to_j <= band.last[to_i])
        to = np.where(inside, band.offsets[to_i] + to_j - band.first[to_i], 0)
        likely = np.where(inside, forward + score + backward[to] - total, NEVER)
        found[a, b] = np.exp(np.minimum(likely, 0.0)).astype(np.float32)
    return found


def _forward(rows: _Rows, scores: Scores) -> Numbers:
    values = np.full(rows.offsets[-1], NEVER)
    values[0] = 0.0
    n = len(rows.first) - 1
    down = [(kind, score) for kind, score in scores.items() if kind[0]]
    across = scores.get((0, 1))
    for i in range(n + 1):
        row = values[rows.offsets[i] : rows.offsets[i + 1]]
        if across is not None and len(row) > 1:
            summed = _summed(across[rows.offsets[i] : rows.offsets[i + 1]])
            row[:] = np.logaddexp.accumulate(row - summed) + summed
        for (a, b), score in down:
            place = rows.overlap(i, a, b) if i + a <= n else None
            if place:
                to, of, flat = place
                offset = rows.offsets[i + a]
                reached = values[offset + to.start : offset + to.stop]
                np.logaddexp(reached, row[of] + score[flat], out=reached)
    return values


def _backward(rows: _Rows, scores: Scores) -> Numbers:
    values = np.full(rows.offsets[-1], NEVER)
    values[-1] = 0.0
    n = len(rows.first) - 1
    down = [(kind, score) for kind, score in scores.items() if kind[0]]
    across = scores.get((0, 1))
    for i in range(n, -1, -1):
        row = values[rows.offsets[i] : rows.offsets[i + 1]]
        for (a, b), score in down:
            place = rows.overlap(i, a, b) if i + a <= n else None
            if place:
                to, of, flat = place
                offset = rows.offsets[i + a]
                ahead = values[offset + to.start : offset + to.stop]
                np.logaddexp(row[of], ahead + score[flat], out=row[of])
        if across is not None and len(row) > 1:
            summed = _summed(across[rows.offsets[i] : rows.offsets[i + 1]])
            reverse = np.logaddexp.accumulate((row + summed)[::-1])[::-1]
            row[:] = reverse - summed
    return values
