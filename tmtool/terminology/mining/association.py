"""How strongly two things that occur in the same units are associated."""

from __future__ import annotations

import math

__all__ = ["dice", "log_likelihood"]


def dice(both: int, one: int, other: int) -> float:
    """Return the Dice coefficient: 1 where neither occurs without the other."""
    return 2 * both / (one + other) if one + other else 0.0


def log_likelihood(both: int, one: int, other: int, total: int) -> float:
    """Return the log-likelihood ratio of two things (Dunning 1993), 0 where they avoid each other.

    `both`, `one` and `other` are how many of the `total` units have both, the first, the second.
    More than 10.8 is chance in one of a thousand pairs.
    """
    if both * total <= one * other:
        return 0.0
    cells = both, one - both, other - both, total - one - other + both
    margins = one, total - one, other, total - other
    value = sum(map(_weighed, cells)) - sum(map(_weighed, margins)) + _weighed(total)
    return max(2 * value, 0.0)


def _weighed(count: int) -> float:
    return count * math.log(count) if count else 0.0
