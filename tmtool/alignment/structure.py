"""Where paragraphs begin and what is a heading, as far as two documents agree on it.

How often marks of the two documents meet is counted in the beads of the pass before: where every
line is a paragraph, or the two have different ones, the marks say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from tmtool.alignment.word_pairs import Beads
from tmtool.models.alignment import DocumentSegment

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Agreement", "Marks"]

MOST = 2.0
"""The most that a pair of marks says, in nats."""

STRENGTH = 4.0
"""Beads that chance is worth."""


@dataclass(frozen=True, slots=True)
class Marks:
    """For each mark which source and which target segments have it."""

    source: tuple[Numbers, ...]
    target: tuple[Numbers, ...]

    @classmethod
    def of(cls, source: Sequence[DocumentSegment], target: Sequence[DocumentSegment]) -> Self:
        """Return which segments begin a paragraph, are in a heading, a list, a table."""
        return cls(_marks(source), _marks(target))


def _marks(segments: Sequence[DocumentSegment]) -> tuple[Numbers, ...]:
    paragraphs = np.array([segment.paragraph for segment in segments], np.int64)
    begins = np.concatenate([[True], np.diff(paragraphs) != 0])[: len(segments)]
    kinds = [
        np.array([segment.kind == kind for segment in segments], bool)
        for kind in ("heading", "list", "table")
    ]
    return (begins, *kinds)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What it says in nats that segments have marks or not, by source and target segment."""

    marks: Marks
    tables: tuple[Numbers, ...]

    @classmethod
    def none(cls, marks: Marks) -> Self:
        """Return that marks say nothing."""
        return cls(marks, ())

    @classmethod
    def of(cls, marks: Marks, beads: Beads) -> Self:
        """Return what marks say, by those of the first segments of beads."""
        tables = [
            _ratios(source[beads.source], target[beads.target], beads.weight)
            for source, target in zip(marks.source, marks.target, strict=True)
        ]
        return cls(marks, tuple(tables))

    def of_beads(self, i: Numbers, j: Numbers, kind: tuple[int, int]) -> Numbers:
        """Return what the marks of beads of a type say that begin with segments i and j.

        A mark on a segment further on in a bead meets none on the other side.
        """
        found = np.zeros(len(i))
        for table, source, target in zip(
            self.tables, self.marks.source, self.marks.target, strict=False
        ):
            if not table.any():
                continue
            found += table[source[i].astype(int), target[j].astype(int)]
            for further in range(1, kind[0]):
                found += table[1, 0] * source[i + further]
            for further in range(1, kind[1]):
                found += table[0, 1] * target[j + further]
        return found


def _ratios(source: Numbers, target: Numbers, weight: Numbers) -> Numbers:
    """Return the logarithms of how much oftener marks meet than by chance."""
    joint = np.bincount(source * 2 + target, weight, minlength=4).reshape(2, 2)
    total = float(joint.sum())
    if not total:
        return np.zeros((2, 2))
    chance = np.outer(joint.sum(1), joint.sum(0)) / total
    found: Numbers = np.log(joint + STRENGTH * chance / total + 1e-3)
    found -= np.log(chance * (1 + STRENGTH / total) + 1e-3)
    return np.clip(found, -MOST, MOST)
