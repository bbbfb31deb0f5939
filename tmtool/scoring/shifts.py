"""Whether the segments of two texts stand beside one another, or some lines further on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from statistics import fmean, median, pstdev

from tmtool.text.tokens import bare_words

__all__ = ["Shift", "find_shift"]

FURTHEST = 3
"""The largest shift that is looked for."""

FEWEST = 12
"""Segments with text on both sides from which anything is said."""

ENOUGH = 4.0
"""What a block must gain by being shifted: twice what any real pair of texts was seen to."""

LEAST_MEAN = 0.15
"""What its segments must gain on average."""

_SPREAD = 0.3
"""The difference of two lengths, as a logarithm, at which they are half alike."""

_LONGEST = 60
"""Words of a segment that are looked at."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A block of segments that fits better with those `by` places further on in the other text.

    `first` and `last` count segments from 0. `here` and `there` are the correlations of the
    lengths of the block's segments as they stand, and when shifted.
    """

    by: int
    first: int
    last: int
    here: float
    there: float


@dataclass(frozen=True, slots=True)
class _Side:
    """A text as the comparison sees it: the length of each segment, and its words."""

    lengths: Sequence[int]
    words: Sequence[frozenset[str]]


def find_shift(
    text: Sequence[str], other: Sequence[str | None], *, same_language: bool
) -> Shift | None:
    """Return the block of a text that is most clearly shifted against the other, or `None`.

    Segments are compared by their lengths and, in one language, by their words too; in two by
    the words with digits. What a block gains is the sum over its segments of how much more
    alike they are to the segment `by` places on than to their own. Nothing is said of fewer
    than FEWEST segments with text on both sides.
    """
    first, second = _side(text, same_language), _side([t or "" for t in other], same_language)
    both = [
        i for i, pair in enumerate(zip(first.lengths, second.lengths, strict=True)) if all(pair)
    ]
    if len(both) < FEWEST or len({first.lengths[i] for i in both}) < 3:
        return None
    usual = median(log(second.lengths[i] / first.lengths[i]) for i in both)
    found: tuple[float, int, int, int] | None = None
    here = [_likeness(first, second, i, i, usual) for i in range(len(first.lengths))]
    for by in (*range(-FURTHEST, 0), *range(1, FURTHEST + 1)):
        gains = list(_gains(first, second, by, usual, here))
        total, start, end = _best_block(gains)
        if found is None or total > found[0]:
            found = total, by, start, end
    assert found is not None
    gain, by, start, end = found
    if gain < ENOUGH or gain < LEAST_MEAN * (end - start):
        return None
    return _described(first, second, by, start, end)


def _side(text: Sequence[str], same_language: bool) -> _Side:
    words = []
    for segment in text:
        seen = bare_words(segment.casefold())[:_LONGEST]
        if not same_language:
            seen = [word for word in seen if any(map(str.isdigit, word))]
        words.append(frozenset(seen))
    return _Side([len(segment.strip()) for segment in text], words)


def _likeness(first: _Side, second: _Side, i: int, j: int, usual: float) -> float:
    """Return how alike two segments are, 0-2: in their lengths, and in their words."""
    one, other = first.lengths[i], second.lengths[j]
    if not one or not other:
        return 0.0
    ratio = abs(log(other / one) - usual)
    alike = 1 / (1 + (ratio / _SPREAD) ** 2)
    mine, its = first.words[i], second.words[j]
    if mine or its:
        alike += 2 * len(mine & its) / (len(mine) + len(its))
    return alike


def _gains(
    first: _Side, second: _Side, by: int, usual: float, here: Sequence[float]
) -> Iterator[float]:
    """Yield for each segment how much more alike it is to the one `by` places on."""
    count = len(here)
    for i, now in enumerate(here):
        j = i + by
        yield _likeness(first, second, i, j, usual) - now if 0 <= j < count else 0.0


def _best_block(gains: Sequence[float]) -> tuple[float, int, int]:
    """Return the largest sum of neighbouring values, and where they start and end (excluded)."""
    best, start, end = 0.0, 0, 0
    lowest, low_at = 0.0, 0
    for i, total in enumerate(accumulate(gains), 1):
        if total - lowest > best:
            best, start, end = total - lowest, low_at, i
        if total < lowest:
            lowest, low_at = total, i
    return best, start, end


def _described(first: _Side, second: _Side, by: int, start: int, end: int) -> Shift:
    inside = [i for i in range(start, end) if 0 <= i + by < len(first.lengths)]
    mine = [first.lengths[i] for i in inside]
    here = _correlation(mine, [second.lengths[i] for i in inside])
    there = _correlation(mine, [second.lengths[i + by] for i in inside])
    return Shift(by, start, end - 1, here, there)


def _correlation(one: Sequence[int], other: Sequence[int]) -> float:
    """Return Pearson's correlation, 0 where one side is constant."""
    spread = pstdev(one) * pstdev(other)
    if not spread:
        return 0.0
    middle, its = fmean(one), fmean(other)
    return fmean((a - middle) * (b - its) for a, b in zip(one, other, strict=True)) / spread
