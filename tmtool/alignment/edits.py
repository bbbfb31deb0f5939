"""What a person does to an alignment: beads settled, split, merged, corrected.

Each function returns a new pair, in which every segment is in exactly one bead, in order. Beads
are told by their numbers, from 0; InputError is raised for what cannot be done. A bead that a
person made of others is open, has the remark `edited` and the documents' own texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from tmtool.errors import InputError
from tmtool.models import AlignedPair, Alignment, Bead, BeadCorrection, BeadState
from tmtool.models.alignment import joined

Side = Literal["source", "target"]
Places = tuple[int, ...]
Group = tuple[Places, Places]

_T = TypeVar("_T")


def settle(pair: AlignedPair, number: int, state: BeadState) -> AlignedPair:
    """Accept a bead, reject it, or open it again."""
    _check(pair, number)
    return replace(pair, states=_put(pair.states, number, state))


def accept_above(pair: AlignedPair, confidence: float) -> AlignedPair:
    """Accept every open bead with both sides that has at least this confidence."""
    states = tuple(
        "accepted"
        if state == "open" and bead.source and bead.target and bead.confidence >= confidence
        else state
        for bead, state in zip(pair.alignment.beads, pair.states, strict=True)
    )
    return replace(pair, states=states)


def split(pair: AlignedPair, number: int, source: int, target: int) -> AlignedPair:
    """Cut a bead in two behind so many of its source and of its target segments."""
    bead = _check(pair, number)
    if not (0 <= source <= len(bead.source) and 0 <= target <= len(bead.target)):
        raise InputError(
            f"the bead is {bead.kind}, it has no place to cut behind {source} and {target}",
            hint="Cut behind as many segments as it has, or fewer.",
        )
    halves = [
        (bead.source[:source], bead.target[:target]),
        (bead.source[source:], bead.target[target:]),
    ]
    if not all(any(half) for half in halves):
        raise InputError(
            "a part of the bead would have no segment",
            hint="Leave at least one segment on each side of the cut.",
        )
    return _regrouped(pair, number, 1, halves)


def merge(pair: AlignedPair, number: int) -> AlignedPair:
    """Make one bead of a bead and the next one."""
    one, other = _neighbours(pair, number)
    whole = one.source + other.source, one.target + other.target
    return _regrouped(pair, number, 2, [whole])


def shift_up(pair: AlignedPair, number: int, side: Side) -> AlignedPair:
    """Move the first segment of a side to the end of the bead before; an empty bead goes."""
    one, other = _neighbours(pair, number - 1)
    first, *rest = _some(other, side)
    return _shifted(pair, number - 1, side, (*_places(one, side), first), tuple(rest))


def shift_down(pair: AlignedPair, number: int, side: Side) -> AlignedPair:
    """Move the last segment of a side to the beginning of the next bead; an empty bead goes."""
    one, other = _neighbours(pair, number)
    *rest, last = _some(one, side)
    return _shifted(pair, number, side, tuple(rest), (last, *_places(other, side)))


def correct(pair: AlignedPair, number: int, side: Side, text: str | None) -> AlignedPair:
    """Give a bead another text on one side, `None` for the document's own again."""
    bead = _check(pair, number)
    if text is not None:
        _some(bead, side)
        if not text.strip():
            raise InputError("the text is empty", hint="Give a text, or reject the bead.")
        if "\0" in text:
            raise InputError("the text has a NUL character", hint="Give it without.")
        if text.split() == _own(pair, bead, side).split():
            text = None
    every = pair.corrections or (None,) * len(pair.states)
    before = every[number] or BeadCorrection()
    after = replace(before, source=text) if side == "source" else replace(before, target=text)
    corrections = _put(every, number, None if after == BeadCorrection() else after)
    return replace(pair, corrections=corrections if any(corrections) else ())


def settled(pair: AlignedPair) -> tuple[Group, ...]:
    """Return the segments of the beads that are settled, as `Pair.fixed` takes them."""
    return tuple(
        (bead.source, bead.target)
        for number, bead in enumerate(pair.alignment.beads)
        if pair.is_settled(number)
    )


def realigned(pair: AlignedPair, alignment: Alignment) -> AlignedPair:
    """Take another alignment of the same documents; beads that were settled are as they were."""
    _check_whole(pair, alignment)
    before = {(bead.source, bead.target): at for at, bead in enumerate(pair.alignment.beads)}
    same = [before.get((bead.source, bead.target)) for bead in alignment.beads]
    kept = {at for at in same if at is not None}
    if any(pair.is_settled(at) and at not in kept for at in range(len(pair.states))):
        raise InputError(
            "the new alignment lacks a bead that was settled", hint="Align with these beads fixed."
        )
    beads = tuple(
        bead if at is None or not pair.is_settled(at) else pair.alignment.beads[at]
        for bead, at in zip(alignment.beads, same, strict=True)
    )
    corrections = tuple(
        None if at is None or not pair.corrections else pair.corrections[at] for at in same
    )
    return replace(
        pair,
        alignment=replace(alignment, beads=beads),
        states=tuple("open" if at is None else pair.states[at] for at in same),
        corrections=corrections if any(corrections) else (),
    )


def _check_whole(pair: AlignedPair, alignment: Alignment) -> None:
    """Raise InputError for an alignment of other documents."""
    sources = [place for bead in alignment.beads for place in bead.source]
    targets = [place for bead in alignment.beads for place in bead.target]
    if sources != list(range(len(pair.source))) or targets != list(range(len(pair.target))):
        raise InputError(
            "the new alignment lacks a segment, or has others",
            hint="Align the documents as they stand in the file of beads.",
        )


def _shifted(
    pair: AlignedPair, number: int, side: Side, first: Places, second: Places
) -> AlignedPair:
    one, other = pair.alignment.beads[number : number + 2]
    groups: list[Group] = (
        [(first, one.target), (second, other.target)]
        if side == "source"
        else [(one.source, first), (other.source, second)]
    )
    return _regrouped(pair, number, 2, groups)


def _regrouped(pair: AlignedPair, number: int, count: int, groups: Sequence[Group]) -> AlignedPair:
    """Put beads made by a person in the place of so many from this one."""
    made = tuple(Bead(*group, 0.0, ("edited",)) for group in groups if any(group))
    start, end = number, number + count
    beads = pair.alignment.beads
    corrections = pair.corrections
    if corrections:
        corrections = (*corrections[:start], *(None,) * len(made), *corrections[end:])
    states: tuple[BeadState, ...] = tuple("open" for _ in made)
    return replace(
        pair,
        alignment=replace(pair.alignment, beads=(*beads[:start], *made, *beads[end:])),
        states=(*pair.states[:start], *states, *pair.states[end:]),
        corrections=corrections if any(corrections) else (),
    )


def _put(values: tuple[_T, ...], number: int, value: _T) -> tuple[_T, ...]:
    return (*values[:number], value, *values[number + 1 :])


def _check(pair: AlignedPair, number: int) -> Bead:
    count = len(pair.alignment.beads)
    if not 0 <= number < count:
        raise InputError(
            f"there is no bead {number + 1}", hint=f"There are {count:,}, counted from 1."
        )
    return pair.alignment.beads[number]


def _neighbours(pair: AlignedPair, number: int) -> tuple[Bead, Bead]:
    """Return a bead and the next one."""
    if number < 0:
        raise InputError("there is no bead before the first one", hint="Go on to another bead.")
    one = _check(pair, number)
    if number + 1 == len(pair.alignment.beads):
        raise InputError("there is no bead after the last one", hint="Go on to another bead.")
    return one, pair.alignment.beads[number + 1]


def _places(bead: Bead, side: Side) -> Places:
    return bead.source if side == "source" else bead.target


def _own(pair: AlignedPair, bead: Bead, side: Side) -> str:
    return joined(pair.source if side == "source" else pair.target, _places(bead, side))


def _some(bead: Bead, side: Side) -> Places:
    places = _places(bead, side)
    if not places:
        raise InputError(f"the bead has no {side} segment", hint="Go on to another bead.")
    return places
