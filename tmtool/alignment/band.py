"""Which pairs of segments are compared at all: those near a chain of anchors.

Anchors are pairs of segments with a rare word or number in common. The heaviest chain of them
that grows on both sides is the line that the search follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.search import Band, Step

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["anchored", "around", "chain", "smooth"]

WHOLE = 150_000
"""Pairs of segments up to which all are compared."""

NEAR = 30
"""How many segments on either side of the line are compared where there is an anchor."""

SLOPE = 0.5
"""How much further for each segment that the next anchor is away."""

FARTHEST = 300
"""The most segments on either side, unless a tenth of a document is more."""

_MOST = 20_000_000
"""About how many states a band has at most, those of two documents of 10,000 segments without any
anchor: each takes some 170 bytes."""


def chain(source: Numbers, target: Numbers, weight: Numbers) -> Numbers:
    """Return the places of the heaviest chain of points that grow on both sides.

    Each next point is further on than the one before, on both sides. It takes n log n steps.
    """
    order = np.lexsort((-target, source))
    targets = target[order].tolist()
    weights = weight[order].tolist()
    size = max(targets, default=-1) + 1
    # A Fenwick tree of the best chain that ends at or before a target segment.
    tree: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before = [-1] * len(targets)
    for number, (at, own) in enumerate(zip(targets, weights, strict=True)):
        total, previous = 0.0, -1
        place = at
        while place:
            if tree[place][0] > total:
                total, previous = tree[place]
            place &= place - 1
        before[number] = previous
        total += own
        place = at + 1
        while place <= size:
            if tree[place][0] < total:
                tree[place] = total, number
            place += place & -place
    number = max(tree, default=(0.0, -1))[1]
    found = []
    while number >= 0:
        found.append(number)
        number = before[number]
    return order[np.array(found[::-1], np.int64)]


def smooth(source: Numbers, target: Numbers, *, window: int = 9, most: float = 25) -> Numbers:
    """Return which points of a chain are near those beside them, by the median of offsets."""
    if len(source) < window:
        return np.ones(len(source), bool)
    offsets = (target - source).astype(float)
    half = window // 2
    padded = np.concatenate([offsets[:half][::-1], offsets, offsets[-half:][::-1]])
    medians = np.median(np.lib.stride_tricks.sliding_window_view(padded, window), axis=1)
    near: Numbers = np.abs(offsets - medians) <= most
    return near


def anchored(source: Numbers, target: Numbers, sources: int, targets: int) -> Band:
    """Return the band about a line through anchors, wider where they are far apart."""
    points_i = np.concatenate([[0], source + 0.5, [sources]])
    points_j = np.concatenate([[0], target + 0.5, [targets]])
    rows = np.arange(sources + 1)
    centre = np.interp(rows, points_i, points_j)
    after = np.minimum(np.searchsorted(points_i, rows), len(points_i) - 1)
    previous = np.maximum(after - 1, 0)
    # How far the nearest anchor is, on the side where it is farther.
    gap_i = np.minimum(np.abs(points_i[after] - rows), np.abs(rows - points_i[previous]))
    gap_j = np.minimum(np.abs(points_j[after] - centre), np.abs(centre - points_j[previous]))
    half = NEAR + SLOPE * np.maximum(gap_i, gap_j)
    farthest = min(max(sources, targets) / 10, _MOST / 2 / (sources + 1))
    half = np.minimum(half, max(FARTHEST, farthest))
    return _monotone(np.floor(centre - half), np.ceil(centre + half), targets)


def around(steps: Sequence[Step], sources: int, targets: int, half: int) -> Band:
    """Return the band of states that are near those on a way."""
    low = np.full(sources + 1, targets)
    high = np.zeros(sources + 1, np.int64)
    for i, j, a, b in steps:
        for row in range(i, i + a + 1):
            low[row] = min(low[row], j)
            high[row] = max(high[row], j + b)
    return _monotone(low - half, high + half, targets)


def _monotone(low: Numbers, high: Numbers, targets: int) -> Band:
    first = np.clip(low, 0, targets).astype(np.int64)
    last = np.clip(high, 0, targets).astype(np.int64)
    first = np.minimum.accumulate(first[::-1])[::-1].copy()
    last = np.maximum.accumulate(last)
    first[0], last[-1] = 0, targets
    # Rows that follow each other have states in common.
    last[:-1] = np.maximum(last[:-1], first[1:])
    return Band.of(first, last)
