"""The two documents that a file of beads has in its lines of segments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tmtool.errors import InputError
from tmtool.formats.beads.head import Key
from tmtool.formats.beads.rows import Parts, placed
from tmtool.formats.beads.segments import SIDES, SegmentLine, Side, digest
from tmtool.models import DocumentSegment
from tmtool.models.alignment import joined

_HINT = "Take the lines that begin with # { over from the file as tmtool wrote it."


@dataclass(frozen=True, slots=True)
class WrittenSide:
    """The segments of a document, and which of them stood in which bead of the file as written."""

    side: Side
    segments: tuple[DocumentSegment, ...]
    places: Mapping[int, tuple[int, ...]]
    """By the number of the bead, from 1."""
    beads: Sequence[int]
    """By the place of the segment, from 0."""

    def text(self, places: Iterable[int]) -> str:
        """Return the document's own text at these places."""
        return joined(self.segments, places)

    def written(self, number: int | None) -> tuple[int, ...]:
        """Return the places that a bead had when the file was written, none if it was added."""
        return self.places.get(number, ()) if number is not None else ()


def read_documents(parts: Parts, path: str) -> tuple[WrittenSide, WrittenSide]:
    """Put the segments of both documents in order; raises InputError for one that is not whole."""
    source, target = (_read(parts, side, path) for side in SIDES)
    return source, target


def _read(parts: Parts, side: Side, path: str) -> WrittenSide:
    found: dict[int, SegmentLine] = {}
    for number, one in parts.segments:
        if one.side == side and found.setdefault(one.place, one) is not one:
            raise InputError(
                f"{side} segment {one.place + 1} is there twice",
                where=f"{path}:{number}",
                hint=_HINT,
            )
    for place in range(len(found)):
        if place not in found:
            raise InputError(
                f"the line of {side} segment {place + 1} is missing", where=path, hint=_HINT
            )
    lines = [found[place] for place in range(len(found))]
    segments = tuple(line.segment for line in lines)
    _check_digest(parts, side, segments, path)
    places: dict[int, tuple[int, ...]] = defaultdict(tuple)
    for line in lines:
        places[line.bead] += (line.place,)
    return WrittenSide(side, segments, dict(places), [line.bead for line in lines])


def _check_digest(parts: Parts, side: Side, segments: Sequence[DocumentSegment], path: str) -> None:
    key: Key = "source digest" if side == "source" else "target digest"
    with placed(path):
        expected = parts.head.value(key)
    if digest(segments) != expected.strip():
        raise InputError(
            f"segments of the {side} document were changed in this file",
            where=f"{path}:{parts.head.values[key][1]}",
            hint=f"{_HINT} Texts are corrected in the rows of the beads.",
        )
