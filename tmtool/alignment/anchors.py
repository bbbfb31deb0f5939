"""Pairs of segments that have something rare in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.arrays import ranges
from tmtool.alignment.sides import Side
from tmtool.alignment.translations import Translations

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["points"]

RARE = 4
"""In how many segments of a document a word may stand to be an anchor."""


def points(
    source: Side, target: Side, table: Translations, least: float = 20.0
) -> tuple[Numbers, Numbers, Numbers]:
    """Return pairs of segments with words that are rare and likely to translate each other.

    Returns the places of the segments and the weight of each pair, the sum over its words.
    """
    places = [_places(side) for side in (source, target)]
    rows = table.forward
    words = np.repeat(np.arange(len(rows.starts) - 1), np.diff(rows.starts))
    few = [np.diff(starts) for _, starts in places]
    chosen = np.flatnonzero(
        (rows.values >= least)
        & (few[0][words] > 0)
        & (few[0][words] <= RARE)
        & (few[1][rows.words] > 0)
        & (few[1][rows.words] <= RARE)
    )
    one, other = words[chosen], rows.words[chosen]
    sizes = few[0][one], few[1][other]
    # Every segment with the one word, beside every segment with the other.
    first = np.repeat(ranges(places[0][1][one], sizes[0]), np.repeat(sizes[1], sizes[0]))
    second = ranges(np.repeat(places[1][1][other], sizes[0]), np.repeat(sizes[1], sizes[0]))
    weight = np.repeat(1.0 / (sizes[0] * sizes[1]), sizes[0] * sizes[1])
    i, j = places[0][0][first], places[1][0][second]
    keys, inverse = np.unique(i * len(target) + j, return_inverse=True)
    return keys // len(target), keys % len(target), np.bincount(inverse, weight)


def _places(side: Side) -> tuple[Numbers, Numbers]:
    """Return the segments of each word, one word after the other, and where each begins."""
    segments = np.repeat(np.arange(len(side)), np.diff(side.starts))
    pairs = np.unique(side.words.astype(np.int64) * len(side) + segments)
    starts = np.searchsorted(pairs // len(side), np.arange(len(side.vocabulary) + 1))
    return pairs % len(side), starts
