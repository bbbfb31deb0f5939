"""Which stretches of a text meet which demands, where each stretch may be used but once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

__all__ = ["MOST_STATES", "Candidate", "assign"]

MOST_STATES = 4_096
"""Partial solutions that are kept beside one another; up to here the result is the best one."""

Worth = tuple[int, int, int]
"""What a candidate is worth, in falling importance."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that would meet a demand of one kind.

    `cells` is a bit mask of the places in the text that the stretch takes.
    """

    kind: int
    cells: int
    worth: Worth


class _Partial(NamedTuple):
    """What was taken last, after what, and what it is all worth."""

    worth: Worth
    last: int = -1
    before: _Partial | None = None


def assign(candidates: Sequence[Candidate], demands: Mapping[int, int]) -> list[int]:
    """Return the indices of candidates that are worth most together, in rising order.

    No two of them share a cell, and of each kind there are no more than are demanded. It is
    solved exactly, by dynamic programming over the candidates in the order of their first
    cells, unless more than MOST_STATES partial solutions must be kept; then the best of these
    are. A selection of disjoint intervals with alternatives is NP-hard in general; sentences
    are small.
    """
    chosen: list[int] = []
    for part in _independent(candidates):
        chosen += _best(candidates, part, demands)
    return sorted(chosen)


def _independent(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    """Yield groups of candidates whose choice does not depend on those of other groups."""
    groups: list[tuple[int, set[int], list[int]]] = []
    for index, candidate in enumerate(candidates):
        cells, kinds, members = candidate.cells, {candidate.kind}, [index]
        apart = []
        for group in groups:
            if group[0] & cells or group[1] & kinds:
                cells, kinds, members = cells | group[0], kinds | group[1], group[2] + members
            else:
                apart.append(group)
        groups = [*apart, (cells, kinds, members)]
    for _, _, members in groups:
        yield sorted(members, key=lambda i: (candidates[i].cells & -candidates[i].cells, i))


def _best(
    candidates: Sequence[Candidate], part: Sequence[int], demands: Mapping[int, int]
) -> list[int]:
    kinds = sorted({candidates[i].kind for i in part})
    place = {kind: number for number, kind in enumerate(kinds)}
    states = {(0, tuple(demands.get(kind, 0) for kind in kinds)): _Partial((0, 0, 0))}
    ahead = _cells_ahead(candidates, part)
    for number, index in enumerate(part):
        candidate = candidates[index]
        found: dict[tuple[int, tuple[int, ...]], _Partial] = {}
        for (cells, open_), partial in states.items():
            kind = place[candidate.kind]
            if open_[kind] and not cells & candidate.cells:
                fewer = (*open_[:kind], open_[kind] - 1, *open_[kind + 1 :])
                longer = _Partial(_sum(partial.worth, candidate.worth), index, partial)
                _keep(found, ((cells | candidate.cells) & ahead[number], fewer), longer)
            _keep(found, (cells & ahead[number], open_), partial)
        states = _bounded(found)
    return list(_taken(max(states.values(), key=lambda partial: partial.worth)))


def _taken(partial: _Partial | None) -> Iterator[int]:
    while partial is not None and partial.last >= 0:
        yield partial.last
        partial = partial.before


def _cells_ahead(candidates: Sequence[Candidate], part: Sequence[int]) -> list[int]:
    """Return for each candidate the cells that those after it may take."""
    ahead = [0]
    for index in reversed(part[1:]):
        ahead.append(ahead[-1] | candidates[index].cells)
    return ahead[::-1]


def _keep(
    states: dict[tuple[int, tuple[int, ...]], _Partial],
    state: tuple[int, tuple[int, ...]],
    partial: _Partial,
) -> None:
    known = states.get(state)
    if known is None or partial.worth > known.worth:
        states[state] = partial


def _bounded(
    states: dict[tuple[int, tuple[int, ...]], _Partial],
) -> dict[tuple[int, tuple[int, ...]], _Partial]:
    if len(states) <= MOST_STATES:
        return states
    return dict(nlargest(MOST_STATES, states.items(), key=lambda item: item[1].worth))


def _sum(one: Worth, other: Worth) -> Worth:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
