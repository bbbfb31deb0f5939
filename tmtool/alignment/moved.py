"""Blocks of a document that stand elsewhere in the other one.

The search only goes forward in both documents, so that segments which were moved have no partner
in it, or a doubtful one. Runs of such segments of the two sides are aligned with one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tmtool.alignment.scores import Beliefs, score
from tmtool.alignment.search import Band, Step, best
from tmtool.alignment.sides import Side
from tmtool.alignment.structure import Agreement, Marks
from tmtool.models.alignment import Bead, MovedBlock

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["moved_blocks"]

FEWEST = 3
"""Segments from which a block is reported."""

DOUBTFUL = 0.3
"""The confidence below which the segments of a bead may belong elsewhere."""

LEAST = 4.0
"""The least mean score of the beads of a moved block, in nats for each segment."""

MOST_CELLS = 2_000_000
"""Pairs of segments that are compared in all."""


def moved_blocks(
    beads: Sequence[Bead], source: Side, target: Side, beliefs: Beliefs
) -> tuple[MovedBlock, ...]:
    """Return the moved blocks, in the order of the source."""
    found: list[MovedBlock] = []
    cells = 0
    taken: list[tuple[int, int]] = []
    for one in runs(beads, 0):
        for other in runs(beads, 1):
            cells += (one[1] - one[0]) * (other[1] - other[0])
            if cells > MOST_CELLS:
                return tuple(found)
            if any(first < other[1] and other[0] < end for first, end in taken):
                continue
            if block := _block(source, target, one, other, beliefs):
                found.append(block)
                taken.append(block.target)
                break
    return tuple(found)


def runs(beads: Sequence[Bead], side: int, least: int = FEWEST) -> list[tuple[int, int]]:
    """Return the runs of `least` segments of a side or more that have no sure partner."""
    found: list[list[int]] = []
    for bead in beads:
        places = (bead.source, bead.target)[side]
        if bead.source and bead.target and bead.confidence >= DOUBTFUL:
            continue
        for place in places:
            if found and found[-1][1] == place:
                found[-1][1] += 1
            else:
                found.append([place, place + 1])
    return [(first, end) for first, end in found if end - first >= least]


def _block(
    source: Side,
    target: Side,
    one: tuple[int, int],
    other: tuple[int, int],
    beliefs: Beliefs,
) -> MovedBlock | None:
    sides = source.part(*one), target.part(*other)
    band = Band.whole(len(sides[0]), len(sides[1]))
    alone = Beliefs(
        beliefs.words,
        beliefs.lengths,
        beliefs.spreads,
        beliefs.priors,
        Agreement.none(Marks((), ())),
    )
    scores = score(*sides, band, alone)
    worth = [
        step
        for step, value in _with_scores(best(band, scores), scores, band)
        if value >= LEAST * (step[2] + step[3]) / 2
    ]
    segments = sum(step[2] for step in worth), sum(step[3] for step in worth)
    if not worth or min(segments) < FEWEST:
        return None
    (i, j, _, _), (k, m, a, b) = worth[0], worth[-1]
    # A few pairs by chance, far from one another, are no block.
    if segments[0] < (k + a - i) / 2 or segments[1] < (m + b - j) / 2:
        return None
    return MovedBlock((one[0] + i, one[0] + k + a), (other[0] + j, other[0] + m + b))


def _with_scores(
    steps: list[Step], scores: Mapping[tuple[int, int], Numbers], band: Band
) -> Iterator[tuple[Step, float]]:
    """Yield the beads with both sides, and the score of each."""
    for i, j, a, b in steps:
        if a and b:
            place = int(band.offsets[i]) + j - int(band.first[i])
            yield (i, j, a, b), float(scores[a, b][place])
