"""How long a translation is, by the length of its source.

The length of a translation is taken to be normally distributed about `ratio` times that of its
source, with a variance that grows with their mean length (Gale & Church 1993). It is compared
with the length of as many segments of the same document, which is taken to be gamma distributed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Lengths", "Spread"]

_OUTLYING = np.log(3.0)
"""How far from the median the logarithm of a ratio may be to count."""

FLOOR = 4.0
"""The most that lengths can say against a bead, in nats."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The gamma distribution of the lengths of single segments."""

    shape: float
    scale: float

    @classmethod
    def of(cls, lengths: Numbers) -> Spread:
        """Return the distribution with the mean and the variance of some lengths."""
        if not len(lengths):
            return cls(1.0, 100.0)
        mean = float(lengths.mean())
        variance = max(float(lengths.var()), mean * mean * 0.05, 1.0)
        return cls(mean * mean / variance, variance / mean)

    def log(self, lengths: Numbers, segments: int) -> Numbers:
        """Return the log density of the length of several segments together."""
        shape = self.shape * segments
        found: Numbers = (
            (shape - 1) * np.log(lengths)
            - lengths / self.scale
            - math.lgamma(shape)
            - shape * np.log(self.scale)
        )
        return found


@dataclass(frozen=True, slots=True)
class Lengths:
    """Characters of target text for one of source text, and the variance for one of either."""

    ratio: float = 1.0
    variance: float = 4.0

    @classmethod
    def of(
        cls,
        source: Numbers,
        target: Numbers,
        weight: Numbers,
        *,
        before: Lengths,
        strength: float = 20,
    ) -> Lengths:
        """Return the lengths of translations, with earlier ones worth `strength` of them."""
        if not len(source) or not weight.sum():
            return before
        # A few wrong beads must not widen the distribution.
        logs = np.log(target / source)
        near = np.abs(logs - np.median(logs)) < _OUTLYING
        if not weight[near].sum():
            return before
        source, target, weight = source[near], target[near], weight[near]
        mean = float((weight * source).sum() / weight.sum())
        above = (weight * target).sum() + strength * before.ratio * mean
        ratio = float(above / ((weight * source).sum() + strength * mean))
        squares = (target - ratio * source) ** 2 / np.maximum((target + ratio * source) / 2, 1)
        squares = np.minimum(squares, 9 * before.variance + 9)
        variance = float(
            ((weight * squares).sum() + strength * before.variance) / (weight.sum() + strength)
        )
        return cls(ratio, max(variance, 0.3))

    def evidence(
        self,
        source: Numbers,
        target: Numbers,
        spreads: tuple[Spread, Spread],
        kind: tuple[int, int],
    ) -> Numbers:
        """Return what the lengths of the two sides of beads say, in nats, both ways averaged."""
        forward = self._one_way(source * self.ratio, target) - spreads[1].log(target, kind[1])
        backward = self._one_way(target, source * self.ratio) + np.log(self.ratio)
        backward -= spreads[0].log(source, kind[0])
        found: Numbers = (np.logaddexp(forward, -FLOOR) + np.logaddexp(backward, -FLOOR)) / 2
        return found

    def _one_way(self, expected: Numbers, length: Numbers) -> Numbers:
        variance = self.variance * np.maximum((expected + length) / 2, 1)
        found: Numbers = -0.5 * ((length - expected) ** 2 / variance + np.log(2 * np.pi * variance))
        return found
