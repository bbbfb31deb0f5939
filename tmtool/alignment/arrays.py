"""Runs of numbers that stand one after the other in an array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["ranges"]


def ranges(firsts: Numbers, lengths: Numbers) -> Numbers:
    """Return the whole numbers of several ranges, one after the other."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    found: Numbers = np.arange(total) + np.repeat(firsts - ends + lengths, lengths)
    return found
