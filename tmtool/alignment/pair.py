"""What is to be aligned, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tmtool.models.alignment import DocumentSegment

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["AlignOptions", "FixedBead", "Pair"]

FixedBead = tuple[tuple[int, ...], tuple[int, ...]]
"""A bead that a person has settled: places of source and of target segments."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents to align, and the beads of them that a person has settled."""

    source: Sequence[DocumentSegment]
    target: Sequence[DocumentSegment]
    fixed: Sequence[FixedBead] = ()


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """The two languages, and a model of sentences if there is one.

    `scorer` gives for texts of either language a matrix with a row each, whose directions are
    alike where the texts mean the same.
    """

    source_language: str
    target_language: str
    scorer: Callable[[list[str]], Numbers] | None = None
