"""Whether the segments of two texts stand beside one another, or some lines further on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from statistics import fmean, median, pstdev
from typing import TYPE_CHECKING

from tmtool.text.tokens import bare_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Shift", "find_shift"]

SHIFTS = (-3, -2, -1, 1, 2, 3)
"""The shifts that are looked for."""

FEWEST = 12
"""Segments with text on both sides from which anything is said."""

ENOUGH = 5.0
"""What a block must gain by being shifted: half as much again as any real pair was seen to."""

LEAST_MEAN = 0.15
"""What its segments must gain on average."""

_SPREAD = 0.3
"""The difference of two lengths, as a logarithm, at which they are half alike."""

_MANY = 2_000
"""Segments over which the lengths alone must hint at a block before the words are read."""

_HINT = 3.0
"""What a block must gain by its lengths to be a hint."""

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
    against = [segment or "" for segment in other]
    mine, its = ([len(segment.strip()) for segment in texts] for texts in (text, against))
    both = [i for i, pair in enumerate(zip(mine, its, strict=True)) if all(pair)]
    if len(both) < FEWEST or len({mine[i] for i in both}) < 3:
        return None
    usual = median(log(its[i] / mine[i]) for i in both)
    if len(both) > _MANY and not _hinted(mine, its, usual):
        return None
    first = _Side(mine, _words(text, same_language=same_language))
    second = _Side(its, _words(against, same_language=same_language))
    gain, by, start, end = max(_blocks(first, second, usual))
    if gain < ENOUGH or gain < LEAST_MEAN * (end - start):
        return None
    return _described(first, second, by, start, end)


def _blocks(first: _Side, second: _Side, usual: float) -> Iterator[tuple[float, int, int, int]]:
    """Yield for each shift what the block that gains most gains, the shift, and the block."""
    here = [_likeness(first, second, i, i, usual) for i in range(len(first.lengths))]
    for by in SHIFTS:
        gain, start, end = _best_block(list(_gains(first, second, by, usual, here)))
        yield gain, by, start, end


def _hinted(first: Sequence[int], second: Sequence[int], usual: float) -> bool:
    """Tell at little cost, by the lengths alone, whether a long text may have a shifted block."""
    import numpy as np

    one, other = (np.array(lengths, dtype=float) for lengths in (first, second))
    with np.errstate(divide="ignore"):
        logs = np.log(one) + usual, np.log(other)

    def alike(by: int) -> NDArray[np.float64]:
        mine, its = logs[0][max(0, -by) : len(one) - max(0, by)], logs[1][max(0, by) :]
        with np.errstate(invalid="ignore"):
            found: NDArray[np.float64] = 1 / (1 + ((its[: len(mine)] - mine) / _SPREAD) ** 2)
        return np.where(np.isnan(found), 0.0, found)

    here = alike(0)
    for by in SHIFTS:
        gains = alike(by) - here[max(0, -by) : len(here) - max(0, by)]
        sums = np.concatenate(([0.0], np.cumsum(gains)))
        if (sums - np.minimum.accumulate(sums)).max() >= _HINT:
            return True
    return False


def _words(text: Sequence[str], *, same_language: bool) -> list[frozenset[str]]:
    """Return the words of each segment; in two languages those with digits alone."""
    words = []
    for segment in text:
        seen = bare_words(segment.casefold())[:_LONGEST]
        if not same_language:
            seen = [word for word in seen if any(map(str.isdigit, word))]
        words.append(frozenset(seen))
    return words


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
