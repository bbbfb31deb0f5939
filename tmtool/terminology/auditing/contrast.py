"""Whether a word stands in for a missing one more often than chance gives."""

from __future__ import annotations

import math

__all__ = ["G_SQUARED", "g_squared", "stands_in"]

G_SQUARED = 10.83
"""A greater value comes about by chance once in a thousand times."""

TIMES = 3.0
"""How many times as often a word must be where the known renderings are missing."""


def g_squared(with_word: int, units: int, others_with_word: int, others: int) -> float:
    """Return Dunning's log-likelihood ratio G² of a word in some units and in the others.

    It is 0 where the word is as frequent in both, and has no upper bound (Dunning 1993,
    "Accurate Methods for the Statistics of Surprise and Coincidence").
    """
    total = units + others
    share = (with_word + others_with_word) / total if total else 0.0
    observed = (
        (with_word, units * share),
        (units - with_word, units * (1 - share)),
        (others_with_word, others * share),
        (others - others_with_word, others * (1 - share)),
    )
    return 2 * sum(o * math.log(o / e) for o, e in observed if o > 0 and e > 0)


def stands_in(
    missing: tuple[int, int], rendered: tuple[int, int], elsewhere: tuple[int, int]
) -> bool:
    """Tell whether a word seems to replace the known renderings of a term.

    Each pair is the number of targets with the word, and of all: of units with the term where no
    known rendering is, of units with the term and a known rendering, and of all other units. A word
    of the same subject is as frequent with the known rendering as without it.
    """
    share = missing[0] / max(missing[1], 1)
    beside = (rendered[0] + 0.5) / (rendered[1] + 1)
    if not missing[0] or (rendered[1] and share < TIMES * beside):
        return False
    if share <= elsewhere[0] / max(elsewhere[1], 1):
        return False
    return g_squared(*missing, *elsewhere) >= G_SQUARED
