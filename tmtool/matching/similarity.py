"""How like a query and a stored segment are, from 0 to 100.

The rate is 100 times the geometric mean of two of Dice's coefficients, rounded down: of the
segments' stems, each weighted by its rarity in the memory, together with their different
marks, and of their runs of four characters without spaces. Segments without a common stem
have 0. It is all whole numbers, so that every way to compute it agrees. A segment that is
identical after NFC and folding of white space has 100; one in which only letter case, marks,
spaces, numbers, dates, tags or placeholders differ has 95 to 99, a point or two less for each
kind of difference; any other reaches 94 at most. Decision 0008.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import isqrt

from tmtool.matching.penalties import small_differences
from tmtool.models.matches import Penalty
from tmtool.text import features
from tmtool.text.features import GRAM, LARGEST, MOST_MARKS
from tmtool.text.normalise import comparable, fold

LARGEST_FUZZY = 94
"""What a text reaches at most in which a word differs."""

MARK_WEIGHT = 8
"""The weight of each different mark: as that of a stem in one segment of seven."""

NEW_WEIGHT = 40
"""The weight of a stem where there are no statistics: all alike."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The frozen weights of stems, and that of a stem which the statistics do not know."""

    known: Mapping[str, int]
    new: int = NEW_WEIGHT

    def of(self, stem: str) -> int:
        """Return the weight of a stem."""
        return self.known.get(stem, self.new)

    def total(self, stems: set[str]) -> int:
        """Return the weight of a segment's stems together, at most LARGEST."""
        known, new = self.known, self.new
        return min(sum([known.get(stem, new) for stem in stems]), LARGEST)


@dataclass(frozen=True, slots=True)
class Similarity:
    """The similarity of two texts: its rate, the parts of it from 0 to 100, and small losses.

    `penalties` are what an otherwise equal text differs in; the rate is without them.
    """

    rate: int
    words: int
    characters: int
    penalties: tuple[Penalty, ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """The parts by name, for an explanation."""
        return (("words", float(self.words)), ("characters", float(self.characters)))

    @property
    def net(self) -> int:
        """The rate after the small losses."""
        return self.rate - sum(penalty.points for penalty in self.penalties)


IDENTICAL = Similarity(100, 100, 100)


def rate_of(overlap: int, weights: int, grams: int, sizes: int) -> int:
    """Return the rate of two texts from the weight and runs they share, and the sums of both."""
    return isqrt(40_000 * overlap * grams // (weights * sizes))


class Query:
    """A text prepared for being compared with many others of its language."""

    def __init__(self, text: str, language: str, weights: Weights) -> None:
        self.text = comparable(text)
        self.language = language
        self.folded = features.folded(text)
        self.stems = features.stems(self.folded, language)
        self.weights = {stem: weights.of(stem) for stem in self.stems}
        self.weight = min(sum(self.weights.values()), LARGEST)
        self._marks = features.marks(self.folded)
        self.marks = mark_weight(self._marks)
        squeezed = features.squeezed(self.folded)
        self.size = features.gram_count(squeezed)
        counts = Counter(_grams(squeezed))
        self._grams = frozenset(counts)
        self._repeated = {gram: count for gram, count in counts.items() if count > 1}
        self._skeleton: str | None = None

    def similarity(
        self, source: str, weight: int, *, at_least: int = 0, most: int | None = None
    ) -> Similarity | None:
        """Return how like a stored text is, or `None` where its rate is below `at_least`.

        `weight` is the weight of the stored text's stems; `most`, where it is known, the weight
        of stems that both can share at most.
        """
        text = comparable(source)
        if text == self.text:
            return IDENTICAL
        other = fold(text)
        squeezed = features.squeezed(other)
        sizes = self.size + features.gram_count(squeezed)
        grams = self._shared_grams(squeezed)
        weights = self.weight + self.marks + weight
        largest = min(self.weight, weight) if most is None else min(self.weight, weight, most)
        if largest < min(self.weight, weight) or self.weight != weight:
            # Not the same words: the rate cannot be more than with all marks in common.
            possible = rate_of(largest + self.marks, weights + self.marks, grams, sizes)
            if possible < at_least:
                return None
        stems, marks = features.stems(other, self.language), features.marks(other)
        weights += mark_weight(marks)
        if stems == self.stems and self._has_skeleton(other):
            found = Similarity(100, 100, 100, small_differences(self.text, text))
        else:
            overlap = self._overlap(stems, marks)
            rate = rate_of(overlap, weights, grams, sizes)
            found = Similarity(
                min(rate, LARGEST_FUZZY), 200 * overlap // weights, 200 * grams // sizes
            )
        return found if found.net >= at_least else None

    def _overlap(self, stems: set[str], marks: set[str]) -> int:
        words = min(sum([self.weights[stem] for stem in self.stems & stems]), self.weight)
        return words and words + mark_weight(self._marks & marks)

    def _shared_grams(self, squeezed: str) -> int:
        """Return how many runs of characters a text shares; one that stands twice counts twice."""
        shared = self._grams & set(_grams(squeezed))
        found = len(shared)
        if self._repeated:
            for gram in shared & self._repeated.keys():
                found += min(self._repeated[gram], _occurrences(gram, squeezed)) - 1
        return min(found, self.size)

    def _has_skeleton(self, other: str) -> bool:
        if self._skeleton is None:
            self._skeleton = features.skeleton(self.folded, self.language)
        return features.skeleton(other, self.language) == self._skeleton


def mark_weight(marks: Collection[str]) -> int:
    """Return the weight of different marks together."""
    return MARK_WEIGHT * min(len(marks), MOST_MARKS)


def _grams(squeezed: str) -> list[str]:
    return [squeezed[n : n + GRAM] for n in range(len(squeezed) - GRAM + 1)] or [squeezed]


def _occurrences(gram: str, squeezed: str) -> int:
    """Return how often a run stands in a text; unlike `str.count`, runs may share characters."""
    found, place = 0, squeezed.find(gram)
    while place >= 0:
        found, place = found + 1, squeezed.find(gram, place + 1)
    return found
