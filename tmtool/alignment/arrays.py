"""Small tools for runs of numbers that stand one after the other in an array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["counting", "ranges", "sums"]


def counting(lengths: Numbers) -> Numbers:
    """Return 0, 1 … for each of several runs, one after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    counted: Numbers = np.arange(total) - np.repeat(ends - lengths, lengths)
    return counted


def ranges(firsts: Numbers, lengths: Numbers) -> Numbers:
    """Return the whole numbers of several ranges, one after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.arange(total) + np.repeat(firsts - ends + lengths, lengths)
    return found


def sums(values: Numbers, places: Numbers) -> Numbers:
    """Return the sums of the values before each of some places."""
    cumulated = np.zeros(len(values) + 1)
    np.cumsum(values, out=cumulated[1:])
    found: Numbers = cumulated[places]
    return found
