"""Which segments can reach a rate at all, by what is known of them before they are read.

For a rate of at least t two segments must share some weight: with weights a and b of their
stems and marks, overlap o and at most all runs of characters in common, t^2 <= 2 o / (a + b),
and b is at least o, so o >= t^2 a / (2 - t^2). The query's marks bring some of it at most; the
stems must bring the rest. Whoever leaves out stems that weigh less than that together still
meets every such segment by another stem (a weighted prefix filter, after Chaudhuri, Ganti and
Kaushik, "A Primitive Operator for Similarity Joins", ICDE 2006). What is met is then bounded by
the weights of its stems and marks and its number of runs. Nothing that reaches the rate is
lost on the way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isqrt

from tmtool.matching.similarity import LARGEST_FUZZY, Query

_WHOLE = 10_000
"""The square of a rate of 100."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a segment must have to reach `rate` for a query.

    `weight` is that of the query's stems, `marks` that of its marks, `size` its number of runs.
    """

    rate: int
    weight: int
    marks: int
    size: int

    @classmethod
    def of(cls, query: Query, rate: int) -> Filter:
        """Return the filter of a query; a rate below 1 asks for whatever is alike at all."""
        return cls(max(rate, 1), query.weight, query.marks, query.size)

    @property
    def total(self) -> int:
        """The weight of the query's stems and marks."""
        return self.weight + self.marks

    @property
    def least_overlap(self) -> int:
        """The weight of stems that must be shared, rounded up."""
        square = self.rate * self.rate
        return max(-(-square * self.total // (2 * _WHOLE - square)) - self.marks, 1)

    def largest_weight(self, overlap: int) -> int:
        """Return how much stems may weigh in a segment that shares at most so much of them."""
        return 2 * _WHOLE * (overlap + self.marks) // (self.rate * self.rate) - self.total

    def bound(self, overlap: int, weight: int, marks: int, size: int) -> int:
        """Return the largest rate of a segment that shares at most `overlap`; 0 if too little.

        `weight` is that of the segment's stems, `marks` that of its marks, `size` its runs.
        """
        overlap = min(overlap, weight, self.weight)
        if overlap == weight == self.weight:
            return 100
        shared = (overlap + min(marks, self.marks)) * min(size, self.size)
        square = 4 * _WHOLE * shared // ((self.total + weight + marks) * (self.size + size))
        return min(isqrt(square), LARGEST_FUZZY) if square >= self.rate * self.rate else 0


def stems_to_read(weights: Mapping[str, int], least_overlap: int) -> tuple[list[str], list[str]]:
    """Return the rare stems of which every match has one, and the others, rarest first."""
    ordered = sorted(weights, key=lambda stem: (-weights[stem], stem))
    left = sum(weights.values())
    for place, stem in enumerate(ordered):
        if left < least_overlap:
            return ordered[:place], ordered[place:]
        left -= weights[stem]
    return ordered, []
