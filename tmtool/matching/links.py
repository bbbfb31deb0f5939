"""Which words of a source and of its target translate each other, by the memory's statistics.

Competitive linking (Melamed 2000): of all pairs of words the most strongly associated are linked
first, and a linked word takes part no more. Pairs near the diagonal and pairs whose neighbours
are associated too come earlier, which tells repeated words apart. Weak pairs are linked only
beside a link, and a word left over joins the link of a word near its partner: one to many.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

__all__ = ["CONTENT", "LEAST", "Link", "Links", "Strength", "Word", "link_words"]

Link = tuple[int, int]
Strength = Callable[[str, str], float]

LEAST = 0.05
"""Less than this is chance even beside a link."""

FIRM = 0.2
"""What a pair must reach to be linked by itself; below it most pairs only share a subject."""

SHARED = 0.2
"""What a word left over must reach to join its partner's link."""

NEAR = 2
"""How many places a word left over may stand from the word whose link it joins."""

RARE = 4.0
"""Added to the units counted, so that two words seen once, together, are no sure pair (0.33)."""

IDENTICAL = 0.9
"""The least for the same stem on both sides: numbers, names, code."""

SLANT = 0.3
"""What a pair loses whose words stand at opposite ends; word order differs too much for more."""

SUPPORT = 0.5
"""What a pair gains at most from an association of the words around it."""

TELLING_SHARE = math.exp(-5)
"""A word in no more than this share of the units (0.7 %) says as much as a word can."""

CONTENT = 0.5
"""The weight from which a word counts as a content word: it is in 8 % of the units or fewer."""

_AROUND = tuple(product((-2, -1, 1, 2), repeat=2))
_BESIDE = tuple(product((-1, 1), repeat=2))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of one side of a unit.

    `units` is the number of units of the memory that have its stem on this side, and
    `break_before` is that of the `Token`.
    """

    stem: str
    units: int
    break_before: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """The links of two texts, as places of words (source, target), each with its value 0-1.

    `values` has all pairs that are associated at all, linked or not. `weights` says for each
    side how much each word tells, from 0 (in every unit) to 1; `linked` which words have links.
    """

    pairs: Mapping[Link, float]
    values: Mapping[Link, float]
    weights: tuple[Sequence[float], Sequence[float]]
    linked: tuple[frozenset[int], frozenset[int]]

    def loose(self, side: int, place: int) -> bool:
        """Tell whether the word at a place of a side (0 source, 1 target) is content unlinked."""
        return place not in self.linked[side] and self.weights[side][place] >= CONTENT


def link_words(
    source: Sequence[Word], target: Sequence[Word], strength: Strength, total: int
) -> Links:
    """Return the links between the words of two texts.

    `strength` is the Dice coefficient, from 0 to 1, of the units that have a stem in the source
    and of those that have a stem in the target; it is asked at most once for two stems, and not
    where their numbers of units rule out an association. `total` is the number of units counted.
    """
    weights = _weights(source, total), _weights(target, total)
    values = _values(source, target, weights, _Association(strength, total))
    linker = _Linker(values, weights)
    ordered = _ordered(values, len(source), len(target))
    linker.compete(ordered)
    linker.fill(ordered)
    linker.share(ordered)
    pairs = {pair: values[pair] for pair in sorted(linker.pairs)}
    return Links(pairs, values, weights, (frozenset(linker.left), frozenset(linker.right)))


def _weights(words: Sequence[Word], total: int) -> list[float]:
    least, most = math.log(TELLING_SHARE), max(total, 1)
    return [min(math.log(min(max(word.units, 1) / most, 1)) / least, 1.0) for word in words]


@dataclass(frozen=True, slots=True)
class _Association:
    strength: Strength
    total: int

    def __call__(self, source: Word, target: Word) -> float:
        """Return how much more often two words meet than by chance, from 0 to 1."""
        least = IDENTICAL if source.stem == target.stem else 0.0
        both = source.units + target.units
        if 2 * min(source.units, target.units) < LEAST * both or not both:
            return least
        chance = 2 * source.units * target.units / (max(self.total, 1) * both)
        if chance >= 1:
            return least
        dice = self.strength(source.stem, target.stem) * both / (both + RARE)
        return max(least, (dice - chance) / (1 - chance))


def _values(
    source: Sequence[Word],
    target: Sequence[Word],
    weights: tuple[Sequence[float], Sequence[float]],
    association: _Association,
) -> dict[Link, float]:
    known: dict[tuple[str, str], float] = {}
    found: dict[Link, float] = {}
    for i, word in enumerate(source):
        for j, other in enumerate(target):
            stems = (word.stem, other.stem)
            value = known.get(stems)
            if value is None:
                # Words such as articles and prepositions meet everywhere and tell little.
                telling = min(weights[0][i], weights[1][j], CONTENT) / CONTENT
                value = known[stems] = telling * association(word, other)
            if value >= LEAST:
                found[i, j] = value
    return found


def _ordered(values: Mapping[Link, float], sources: int, targets: int) -> list[Link]:
    """Return the associated pairs, those to be linked first at the beginning."""
    scores = {}
    for (i, j), value in values.items():
        near = max(values.get((i + di, j + dj), 0.0) for di, dj in _AROUND)
        slant = abs((i + 0.5) / sources - (j + 0.5) / targets)
        scores[i, j] = value * (1 - SLANT * slant) * (1 + SUPPORT * near)
    return sorted(scores, key=lambda pair: (-scores[pair], pair))


@dataclass(slots=True)
class _Linker:
    """Links while they are being made."""

    values: Mapping[Link, float]
    weights: tuple[Sequence[float], Sequence[float]]
    pairs: set[Link] = field(default_factory=set)
    left: dict[int, int] = field(default_factory=dict)
    right: dict[int, int] = field(default_factory=dict)

    def compete(self, ordered: Sequence[Link]) -> None:
        """Link the firm pairs."""
        for pair in self._free(ordered):
            if self.values[pair] >= FIRM:
                self._link(*pair)

    def fill(self, ordered: Sequence[Link]) -> None:
        """Link weak pairs beside a link, as long as there are any."""
        before = -1
        while before < len(self.pairs):
            before = len(self.pairs)
            for i, j in self._free(ordered):
                if any((i + di, j + dj) in self.pairs for di, dj in _BESIDE):
                    self._link(i, j)

    def share(self, ordered: Sequence[Link]) -> None:
        """Let content words left over join the link of a word near them."""
        left, right = dict(self.left), dict(self.right)
        for i, j in ordered:
            if self.values[i, j] < SHARED:
                continue
            if j not in self.right and self.weights[1][j] >= CONTENT:
                joins = i in left and abs(left[i] - j) <= NEAR
            elif i not in self.left and self.weights[0][i] >= CONTENT:
                joins = j in right and abs(right[j] - i) <= NEAR
            else:
                joins = False
            if joins:
                self._link(i, j)

    def _free(self, ordered: Sequence[Link]) -> Iterator[Link]:
        return (pair for pair in ordered if pair[0] not in self.left and pair[1] not in self.right)

    def _link(self, i: int, j: int) -> None:
        self.pairs.add((i, j))
        self.left[i] = j
        self.right[j] = i
