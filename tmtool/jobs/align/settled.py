"""Beads that a person has settled, found again in documents that are aligned anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tmtool.alignment.pair import FixedBead
from tmtool.models import AlignedPair, BeadCorrection, BeadState, DocumentSegment

__all__ = ["fixed_beads", "with_decisions"]


def fixed_beads(
    reviewed: AlignedPair, source: Sequence[DocumentSegment], target: Sequence[DocumentSegment]
) -> dict[FixedBead, int]:
    """Return where the settled beads stand in the documents as they are now, with their numbers.

    A segment is found again in its place, or else elsewhere if its text stands once in both
    versions of its document. Beads of which that is not true of each segment, and such as would
    not follow one another any more, are left to be aligned again.
    """
    sources, targets = _moves(reviewed.source, source), _moves(reviewed.target, target)
    found: dict[FixedBead, int] = {}
    last = [-1, -1]
    for number, bead in enumerate(reviewed.alignment.beads):
        if not reviewed.is_settled(number):
            continue
        now = _placed(bead.source, sources), _placed(bead.target, targets)
        whole = [len(one) for one in now] == [len(bead.source), len(bead.target)]
        if whole and all(one[0] > before for one, before in zip(now, last, strict=True) if one):
            found[now] = number
            last = [one[-1] if one else before for one, before in zip(now, last, strict=True)]
    return found


def _moves(before: Sequence[DocumentSegment], now: Sequence[DocumentSegment]) -> dict[int, int]:
    """Return where each segment that can be found again stands now, by its earlier place."""
    old, new = _places(before), _places(now)
    moves = {}
    for place, segment in enumerate(before):
        same = new.get(segment.text, [])
        if len(before) == len(now) and place in same:
            moves[place] = place
        elif len(same) == 1 == len(old[segment.text]):
            moves[place] = same[0]
    return moves


def _places(segments: Sequence[DocumentSegment]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, segment in enumerate(segments):
        found.setdefault(segment.text, []).append(place)
    return found


def _placed(places: tuple[int, ...], moves: dict[int, int]) -> tuple[int, ...]:
    """Return where neighbouring segments stand now, nothing where they are neighbours no more."""
    now = tuple(moves[place] for place in places if place in moves)
    together = now == tuple(range(now[0], now[0] + len(places))) if now else False
    return now if together else ()


def with_decisions(
    pair: AlignedPair, reviewed: AlignedPair, fixed: dict[FixedBead, int]
) -> AlignedPair:
    """Return an alignment with what a person said of its fixed beads before."""
    states: list[BeadState] = []
    corrections: list[BeadCorrection | None] = []
    for bead in pair.alignment.beads:
        number = fixed.get((bead.source, bead.target))
        if number is None:
            states.append("open")
            corrections.append(None)
            continue
        said = reviewed.states[number]
        states.append("accepted" if said == "open" else said)
        corrections.append(reviewed.corrections[number] if reviewed.corrections else None)
    return replace(
        pair, states=tuple(states), corrections=tuple(corrections) if any(corrections) else ()
    )
