"""Blocks of a document that stand elsewhere in the other one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tmtool.models.alignment import Bead

__all__ = ["runs"]


def runs(beads: Sequence[Bead], side: int, least: int) -> list[tuple[int, int]]:
    """Return the runs of segments of a side that have no partner, `least` of them or more.

    A run goes on over segments of the other side without a partner.
    """
    places = [
        place
        for bead in beads
        if not (bead.source and bead.target)
        for place in (bead.source, bead.target)[side]
    ]
    found: list[list[int]] = []
    for before, place in pairwise([-2, *places]):
        if place == before + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return [(run[0], run[-1] + 1) for run in found if len(run) >= least]
