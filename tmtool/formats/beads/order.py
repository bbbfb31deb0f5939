"""The rows of a file of beads in the order of the documents, each segment in one of them."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.errors import InputError
from tmtool.formats.beads.rows import BeadRow
from tmtool.formats.beads.segments import SIDES, Side


def ordered(rows: Sequence[BeadRow], sizes: tuple[int, int], path: str) -> list[BeadRow]:
    """Return the rows in the order of both documents, which have so many segments.

    Rows without places are left out. Raises InputError where a segment is in no row or in two,
    where those of a row are not neighbours, and where beads cross.
    """
    used = [row for row in rows if row.source or row.target]
    for side, size in zip(SIDES, sizes, strict=True):
        _check_places(used, side, size, path)
    by_source = sorted((row for row in used if row.source), key=lambda row: row.source)
    alone = sorted((row for row in used if not row.source), key=lambda row: row.target)
    by_source.reverse()
    alone.reverse()
    found: list[BeadRow] = []
    reached = 0
    while by_source or alone:
        row = _next(by_source, alone, reached, path)
        reached += len(row.target)
        found.append(row)
    return found


def _next(by_source: list[BeadRow], alone: list[BeadRow], reached: int, path: str) -> BeadRow:
    """Take the row that comes next where so many target segments have been."""
    first = by_source[-1] if by_source else None
    if first and first.target and first.target[0] != reached:
        first = None
    second = alone[-1] if alone and alone[-1].target[0] == reached else None
    if first and (second is None or _precedes(first, second)):
        return by_source.pop()
    if second:
        return alone.pop()
    late = by_source[-1]
    early = next(row for row in (*by_source, *alone) if reached in row.target)
    raise InputError(
        f"the beads of lines {late.line} and {early.line} cross: source segment"
        f" {late.source[0] + 1} comes first, but target segment {reached + 1} too",
        where=f"{path}:{late.line}",
        hint="Beads go through both documents in order; give segments that stand elsewhere"
        " rows of their own, with places on one side only.",
    )


def _precedes(first: BeadRow, second: BeadRow) -> bool:
    """Tell which of two rows on different sides comes first: as the file was written."""
    if first.number is not None and second.number is not None and first.number != second.number:
        return first.number < second.number
    return first.line < second.line


def _check_places(rows: Sequence[BeadRow], side: Side, size: int, path: str) -> None:
    owners: list[BeadRow | None] = [None] * size
    for row in rows:
        places = row.source if side == "source" else row.target
        _check_neighbours(places, side, size, f"{path}:{row.line}")
        for place in places:
            other = owners[place]
            if other is not None:
                raise InputError(
                    f"{side} place {place + 1} stands in line {other.line}, too",
                    where=f"{path}:{row.line}",
                    hint="Remove it from one of the two.",
                )
            owners[place] = row
    for place, owner in enumerate(owners):
        if owner is None:
            before = owners[place - 1] if place else None
            raise InputError(
                f"{side} place {place + 1} is in no row",
                where=f"{path}:{before.line}" if before else path,
                hint="Add it to a row, or give it one of its own, which may be rejected.",
            )


def _check_neighbours(places: tuple[int, ...], side: Side, size: int, where: str) -> None:
    for place in places:
        if not 0 <= place < size:
            raise InputError(
                f"there is no {side} place {place + 1}",
                where=where,
                hint=f"The {side} document has {size:,} segments, counted from 1.",
            )
    if places and places != tuple(range(places[0], places[0] + len(places))):
        raise InputError(
            f"the {side} places {', '.join(str(place + 1) for place in places)} do not follow"
            " one another",
            where=where,
            hint="A bead has neighbouring segments, in the order of the document.",
        )
