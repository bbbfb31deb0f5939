"""Beads that a person has settled, which an alignment must have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from tmtool.alignment.pair import FixedBead
from tmtool.alignment.search import NEVER, Band, Step
from tmtool.errors import InputError

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Fixed"]

_HEAVY = 1e6
"""The weight of a settled bead as an anchor."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Settled beads of two documents, in their order.

    `steps` are those with both sides, `alone` those with one, which may stand anywhere between
    their neighbours in the other document. `taken` says which segments all of them have,
    `paired` which those with both sides have.
    """

    steps: tuple[Step, ...]
    alone: tuple[FixedBead, ...]
    taken: tuple[Numbers, Numbers]
    paired: tuple[Numbers, Numbers]

    @classmethod
    def of(
        cls,
        beads: Sequence[FixedBead],
        sources: int,
        targets: int,
    ) -> Self:
        """Return these beads; InputError where they overlap, cross or have gaps."""
        taken = np.zeros(sources, bool), np.zeros(targets, bool)
        paired = np.zeros(sources, bool), np.zeros(targets, bool)
        for bead in beads:
            for number, places in enumerate(bead):
                _take(taken[number], places, bead)
                paired[number][list(places)] = all(bead)
        steps = sorted((s[0], t[0], len(s), len(t)) for s, t in beads if s and t)
        done = (0, 0)
        for i, j, a, b in steps:
            if i < done[0] or j < done[1]:
                raise InputError(
                    f"the settled bead of source segment {i + 1} and target segment {j + 1}"
                    " crosses another one",
                    hint="Open one of the two again.",
                )
            done = i + a, j + b
        alone = tuple(bead for bead in beads if any(bead) and not all(bead))
        return cls(tuple(steps), alone, taken, paired)

    def with_points(
        self, i: Numbers, j: Numbers, weight: Numbers
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Return anchors with those of the settled beads, which outweigh all others."""
        if not self.steps:
            return i, j, weight
        more_i, more_j, *_ = np.array(self.steps).T
        return (
            np.concatenate([i, more_i]),
            np.concatenate([j, more_j]),
            np.concatenate([weight, np.full(len(self.steps), _HEAVY)]),
        )

    def within(self, band: Band) -> Band:
        """Return a band that has the states of the settled beads."""
        if not self.steps:
            return band
        first, last = band.first.copy(), band.last.copy()
        for i, j, a, b in self.steps:
            for row, column in ((i, j), (i + a, j + b)):
                first[row] = min(first[row], column)
                last[row] = max(last[row], column)
        return Band.of(np.minimum.accumulate(first[::-1])[::-1].copy(), np.maximum.accumulate(last))

    def applied(
        self, band: Band, scores: Mapping[tuple[int, int], Numbers]
    ) -> dict[tuple[int, int], Numbers]:
        """Return the scores, those of beads that go against the settled ones being impossible."""
        found = dict(scores)
        if not self.steps and not self.alone:
            return found
        i, j = band.states()
        taken, paired = (
            [np.concatenate([[0], np.cumsum(side)]) for side in sides]
            for sides in (self.taken, self.paired)
        )
        ends = len(self.taken[0]), len(self.taken[1])
        for kind, values in found.items():
            a, b = kind
            i_end, j_end = np.minimum(i + a, ends[0]), np.minimum(j + b, ends[1])
            done = taken if a and b else paired
            against = (done[0][i_end] > done[0][i]) | (done[1][j_end] > done[1][j])
            found[kind] = np.where(against, np.float32(NEVER), values)
        for k, m, a, b in self.steps:
            if (a, b) not in found:
                found[a, b] = np.full(len(band), NEVER, np.float32)
            found[a, b][band.offsets[k] + m - band.first[k]] = 0.0
        return found


def _take(taken: Numbers, places: Sequence[int], bead: object) -> None:
    for before, place in zip([None, *places], places, strict=False):
        if not 0 <= place < len(taken) or (before is not None and place != before + 1):
            raise InputError(
                f"the settled bead {bead} is not made of neighbouring segments of the documents",
                hint="Was it settled for other versions of the documents?",
            )
        if taken[place]:
            raise InputError(
                f"segment {place + 1} is in two settled beads", hint="Open one of the two again."
            )
        taken[place] = True
