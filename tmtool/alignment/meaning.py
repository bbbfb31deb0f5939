"""What a model of sentences that a user brings says for beads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from tmtool.errors import InputError

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Meaning"]

WEIGHT = 20.0
"""Nats for a cosine one above that of segments by chance."""

AT_ONCE = 200_000
"""Beads whose vectors are compared at once."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The vectors of all segments, summed up from the first on, and the cosine by chance."""

    source: Numbers
    target: Numbers
    chance: float

    @classmethod
    def of(
        cls,
        scorer: Callable[[list[str]], Numbers],
        source: list[str],
        target: list[str],
    ) -> Self:
        """Return the meaning of texts; InputError where the scorer gives no usable matrix."""
        sides = [_vectors(scorer, texts) for texts in (source, target)]
        if sides[0].shape[1] != sides[1].shape[1]:
            raise InputError("the sentence model gave vectors of different sizes")
        # Segments far from one another are pairs by chance.
        step = max(len(target) // 3, 1)
        rows = np.arange(len(source))
        others = (rows * len(target) // len(source) + step) % len(target)
        chance = float((sides[0][rows] * sides[1][others]).sum(1).mean())
        first, second = (
            np.concatenate([np.zeros((1, side.shape[1])), np.cumsum(side, axis=0)])
            for side in sides
        )
        return cls(first, second, chance)

    def of_beads(self, i: Numbers, j: Numbers, kind: tuple[int, int]) -> Numbers:
        """Return what the meaning of the two sides of beads of a type says, in nats."""
        found = np.empty(len(i))
        for first in range(0, len(i), AT_ONCE):
            some = slice(first, first + AT_ONCE)
            one = self.source[i[some] + kind[0]] - self.source[i[some]]
            other = self.target[j[some] + kind[1]] - self.target[j[some]]
            size = np.sqrt((one * one).sum(1) * (other * other).sum(1))
            found[some] = (one * other).sum(1) / np.maximum(size, 1e-9)
        return WEIGHT * (found - self.chance)


def _vectors(scorer: Callable[[list[str]], Numbers], texts: list[str]) -> Numbers:
    vectors = np.asarray(scorer(texts), float)
    if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
        raise InputError(
            f"the sentence model did not give a vector for each of {len(texts)} texts",
            hint="It must return a matrix of finite numbers with a row for each text.",
        )
    size = np.sqrt((vectors * vectors).sum(1, keepdims=True))
    found: Numbers = vectors / np.maximum(size, 1e-9)
    return found
