"""What the words of segments say for their being translations, for all pairs in a band.

The evidence of segments of one language, the *given* ones, for a segment of the other is the sum
over its words t of log(n(t) + (1 - n(t)) r(t)), where n(t) is the share of t that translates
nothing and r(t) the mean over the given words s of p(t | s) / p(t): how much likelier t is beside
them than anywhere (IBM Model 1, Brown et al. 1993, as a ratio).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.arrays import ranges
from tmtool.alignment.sides import Side

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Evidence", "Rows"]

WORDS_AT_ONCE = 400_000
"""Words of the other language, once for each given segment, that are worked on at once."""

DENSE = 3_000_000
"""The largest table of given segments by other words."""


@dataclass(frozen=True, slots=True)
class Rows:
    """For word w words of the other language, and how much likelier each is beside it.

    Those of w stand from `starts[w]` to `starts[w + 1]`.
    """

    starts: Numbers
    words: Numbers
    values: Numbers


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of given segments for those of the other language that are near.

    Given segment i has to do with the other's segments from `first[i]` up to `last[i]`; these
    pairs are the *cells*, in this order. `nothing` has the shares of the other's words that
    translate nothing, `counted` says which words count, given ones and the other's.
    """

    given: Side
    other: Side
    rows: Rows
    nothing: Numbers
    counted: tuple[Numbers, Numbers]
    first: Numbers
    last: Numbers

    def of_spans(self, longest: int) -> list[Numbers]:
        """Return for spans of 1, 2 … given segments, from each on, the evidence of each cell.

        A span that would go beyond the last segment ends with it.
        """
        offsets = np.concatenate([[0], np.cumsum(self.last - self.first)])
        found = [np.zeros(int(offsets[-1]), np.float32) for _ in range(longest)]
        counted = self.counted[0][self.given.words].astype(float)
        before = np.concatenate([[0.0], np.cumsum(counted)])[self.given.starts]
        for begin, end in self._chunks():
            part = slice(int(offsets[begin]), int(offsets[end]))
            for span, values in enumerate(self._chunk(begin, end, before, longest)):
                found[span][part] = values
        return found

    def _chunks(self) -> Iterator[tuple[int, int]]:
        """Yield runs of given segments that are worked on at once."""
        ends = np.cumsum(self.other.starts[self.last] - self.other.starts[self.first])
        begin = 0
        while begin < len(self.given):
            done = ends[begin - 1] if begin else 0
            end = max(int(np.searchsorted(ends, done + WORDS_AT_ONCE, "right")), begin + 1)
            while end - begin > 8 and (end - begin) * self._types(begin, end) > DENSE:
                end = begin + (end - begin) // 2
            yield begin, end
            begin = end

    def _types(self, begin: int, end: int) -> int:
        """Return how many different words of the other language there are at most."""
        low, high = self.other.starts[[self.first[begin], self.last[begin:end].max()]]
        return int(min(high - low, len(self.nothing)))

    def _chunk(self, begin: int, end: int, before: Numbers, longest: int) -> Iterator[Numbers]:
        first, last = self.first[begin:end], self.last[begin:end]
        offset = int(self.other.starts[first[0]])
        text = self.other.words[offset : int(self.other.starts[last.max()])]
        types, inverse = np.unique(text, return_inverse=True)
        single = self._beside(begin, min(end + longest - 1, len(self.given)), types)
        # The words of all cells: their row and column in the table, and their cell.
        starts = self.other.starts
        sizes = starts[last] - starts[first]
        column = inverse[ranges(starts[first] - offset, sizes)]
        row = np.repeat(np.arange(end - begin), sizes)
        inside = row * len(types) + column
        cells = ranges(first, last - first)
        cell = np.repeat(np.arange(len(cells)), starts[cells + 1] - starts[cells])
        constant, share = self._unmatched(types)
        cumulated = np.concatenate([[0.0], np.cumsum(constant[inverse])])
        constants = cumulated[starts[cells + 1] - offset] - cumulated[starts[cells] - offset]
        total = np.zeros((end - begin, len(types)), np.float32)
        for span in range(longest):
            further = single[span : span + end - begin]
            total[: len(further)] += further
            until = np.minimum(np.arange(begin, end) + span + 1, len(self.given))
            words = np.maximum(before[until] - before[begin:end], 1)
            # Most words of most cells have no translation there: only the others are worked on.
            ratio = total.ravel()[inside]
            some = np.flatnonzero(ratio)
            gain = np.log1p(ratio[some] / words[row[some]] * share[column[some]])
            yield constants + np.bincount(cell[some], gain, minlength=len(cells))

    def _unmatched(self, types: Numbers) -> tuple[Numbers, Numbers]:
        """Return log n of words, and (1 - n) / n; both are 0 for words that do not count."""
        counted, nothing = self.counted[1][types], self.nothing[types]
        return np.where(counted, np.log(nothing), 0.0), counted * (1 - nothing) / nothing

    def _beside(self, begin: int, end: int, types: Numbers) -> Numbers:
        """Return for given segments the sums over their words of each other word's ratio."""
        place = np.full(len(self.nothing), -1, np.int32)
        place[types] = np.arange(len(types))
        starts = self.given.starts[begin : end + 1]
        words = self.given.words[int(starts[0]) : int(starts[-1])]
        segment = np.repeat(np.arange(end - begin), np.diff(starts))
        sizes = self.rows.starts[words + 1] - self.rows.starts[words]
        index = ranges(self.rows.starts[words], sizes)
        column = place[self.rows.words[index]]
        near = np.flatnonzero(column >= 0)
        inside = np.repeat(segment, sizes)[near] * len(types) + column[near]
        size = (end - begin) * len(types)
        summed = np.bincount(inside, self.rows.values[index[near]], minlength=size)
        found: Numbers = summed.astype(np.float32).reshape(end - begin, len(types))
        return found
