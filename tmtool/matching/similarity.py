"""How like a query and a stored segment are, from 0 to 100.

The similarity is the mean of two: the share of characters that need no edit, and the share
of words (words, numbers and marks) that need none; both are 1 - Levenshtein distance / length
of the longer, regardless of case. It is 100 only for texts that are identical after NFC and
folding of white space, case included, and at most 99 for all others.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from tmtool.text.normalise import comparable
from tmtool.text.tokens import words

LARGEST_INEXACT = 99.0
"""What a text that is not identical reaches at most."""

_SLACK = 1e-6
"""More than the arithmetic is off by, less than one edit."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """The similarity of two texts and its parts, each from 0 to 100."""

    value: float
    characters: float
    words: float

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """The parts by name, for an explanation."""
        return (("characters", self.characters), ("words", self.words))


IDENTICAL = Similarity(100.0, 100.0, 100.0)


class Query:
    """A text prepared for being compared with many others."""

    def __init__(self, text: str) -> None:
        self.text = comparable(text)
        self._folded = self.text.casefold()
        self._words = words(self._folded)

    def similarity(self, source: str, *, at_least: float = 0.0) -> Similarity | None:
        """Return how like a stored text is, or `None` where it is below `at_least`."""
        other = comparable(source)
        if other == self.text:
            return IDENTICAL
        folded = other.casefold()
        length = max(len(self._folded), len(folded))
        # The words add at most half, so the characters must bring the rest.
        most = length - math.ceil(length * (2 * at_least - 100) / 100 - _SLACK)
        edits = Levenshtein.distance(self._folded, folded, score_cutoff=min(most, length))
        if edits > most:
            return None
        theirs = words(folded)
        pieces = max(len(self._words), len(theirs))
        differing = Levenshtein.distance(self._words, theirs)
        # One division at the end: a whole number must not come out a little smaller.
        same = (length - edits) * pieces + (pieces - differing) * length
        value = min(50 * same / (length * pieces), LARGEST_INEXACT)
        if value < at_least:
            return None
        return Similarity(
            value, 100 * (length - edits) / length, 100 * (pieces - differing) / pieces
        )
