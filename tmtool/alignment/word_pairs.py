"""All pairs of a source and a target word that stand in one bead, as arrays of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from tmtool.alignment.arrays import ranges
from tmtool.alignment.sides import Side

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Beads", "Spans", "Words", "summed"]

AT_ONCE = 1_000_000
"""Pairs of words that are worked on at once."""

LONGEST = 40_000
"""Beads with more pairs of words than this are left out: 200 words against 200."""

_MERGE = 4_000_000
"""Keys that wait to be summed up with those before, at least."""


@dataclass(frozen=True, slots=True)
class Beads:
    """Beads with both sides, and what each weighs.

    Bead k has the source segments from `source[k]` up to `source_end[k]`, and so for the target.
    """

    source: Numbers
    source_end: Numbers
    target: Numbers
    target_end: Numbers
    weight: Numbers

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.weight)

    def squared(self) -> Beads:
        """Return them with the squares of their weights, so that doubtful ones count little."""
        return replace(self, weight=self.weight**2)

    def moved(self, sources: int, targets: int) -> Beads:
        """Return them with so many segments before their documents."""
        return Beads(
            self.source + sources,
            self.source_end + sources,
            self.target + targets,
            self.target_end + targets,
            self.weight,
        )

    @classmethod
    def joined(cls, parts: list[Beads]) -> Self:
        """Return several sets of beads as one."""
        names = ("source", "source_end", "target", "target_end", "weight")
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side of beads: their numbers, and of how many each bead has."""

    words: Numbers
    sizes: Numbers

    @classmethod
    def of(cls, side: Side, first: Numbers, end: Numbers, counted: Numbers) -> Self:
        """Return the words that count of the segments from `first` up to `end`."""
        sizes = side.starts[end] - side.starts[first]
        words = side.words[ranges(side.starts[first], sizes)]
        bead = np.repeat(np.arange(len(first)), sizes)
        stays = counted[words]
        return cls(words[stays], np.bincount(bead[stays], minlength=len(first)))

    def chosen(self, beads: Numbers) -> Words:
        """Return the words of some of the beads."""
        starts = np.cumsum(self.sizes) - self.sizes
        sizes = self.sizes[beads]
        return Words(self.words[ranges(starts[beads], sizes)], sizes)

    def occurrences(self, weight: Numbers, size: int) -> Numbers:
        """Return how often each word occurs, by the weights of the beads."""
        return np.bincount(self.words, np.repeat(weight, self.sizes), minlength=size)


@dataclass(frozen=True, slots=True)
class Spans:
    """Beads as the words of both sides, with the weight of each bead.

    `targets` is the number of target words known: a pair has the key source word times
    `targets` plus target word.
    """

    source: Words
    target: Words
    weight: Numbers
    targets: int

    @property
    def pairs(self) -> Numbers:
        """How many pairs of words each bead has."""
        return self.source.sizes * self.target.sizes

    def chunks(self) -> Iterator[Spans]:
        """Yield the beads that have pairs of words, and not too many, a part at a time."""
        pairs = self.pairs
        chosen = np.flatnonzero((pairs > 0) & (pairs <= LONGEST))
        ends = np.cumsum(pairs[chosen])
        first = 0
        while first < len(chosen):
            done = ends[first - 1] if first else 0
            last = max(int(np.searchsorted(ends, done + AT_ONCE, "right")), first + 1)
            part = chosen[first:last]
            yield Spans(
                self.source.chosen(part), self.target.chosen(part), self.weight[part], self.targets
            )
            first = last

    def grid(self) -> tuple[Numbers, Numbers]:
        """Return for each pair of words of a bead the places of its source and target word."""
        source, target = self.source.sizes, self.target.sizes
        each = np.repeat(source, target)
        return (
            ranges(np.repeat(np.cumsum(source) - source, target), each),
            np.repeat(np.arange(len(self.target.words)), each),
        )

    def keys(self, source: Numbers, target: Numbers) -> Numbers:
        """Return the keys of pairs of words, given by their places."""
        found: Numbers = (
            self.source.words[source].astype(np.int64) * self.targets + self.target.words[target]
        )
        return found

    def together(self) -> tuple[Numbers, Numbers]:
        """Return the keys of all pairs in order, and the weight of the beads that have each."""
        found = [(np.empty(0, np.int64), np.empty(0))]
        waiting = 0
        for chunk in self.chunks():
            own = summed(chunk.keys(*chunk.grid()), np.repeat(chunk.weight, chunk.pairs))
            found.append(own)
            waiting += len(own[0])
            if waiting > max(_MERGE, len(found[0][0])):
                found, waiting = [_merged(found)], 0
        return _merged(found)


def _merged(parts: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    keys, values = (np.concatenate(column) for column in zip(*parts, strict=True))
    return summed(keys, values)


def summed(keys: Numbers, values: Numbers) -> tuple[Numbers, Numbers]:
    """Return the different keys in order, with the sum of the values of each."""
    if not len(keys):
        return keys, values
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    firsts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[firsts], np.add.reduceat(values[order], firsts)
