"""Files of beads, written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tmtool.formats.beads.cells import COLUMNS, CORRECTED, guarded, write_confidence, write_places
from tmtool.formats.beads.head import head_rows
from tmtool.formats.beads.segments import SIDES, SegmentLine, write_segment
from tmtool.formats.files import replacing
from tmtool.formats.tables.rows import tsv_field
from tmtool.models import AlignedPair, Bead, BeadCorrection, BeadState

_Kept = tuple[Bead, BeadState, BeadCorrection | None]
"""What the lines of a bead depend on, besides its number and the documents."""


class BeadsWriter:
    """Writes the alignment of two documents again and again, as it is reviewed.

    Lines of beads that are as they were the time before are not made anew.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pair: AlignedPair | None = None
        self._head = ""
        self._lines: list[tuple[_Kept, str, str]] = []

    def write(self, pair: AlignedPair) -> None:
        """Write the file, wholly or not at all; raises InputError."""
        with replacing(self._path) as file:
            if not self._is_known(pair):
                self._head = "".join(map(_line, chain(head_rows(pair), [COLUMNS])))
            lines = list(self._made(pair))
            file.write(self._head)
            file.writelines(row for _, row, _ in lines)
            file.writelines(segments for _, _, segments in lines)
        self._pair, self._lines = pair, lines

    def _is_known(self, pair: AlignedPair) -> bool:
        """Tell whether the head, and the lines of the same beads, are those of the last time."""
        known = self._pair
        if known is None or not (known.source is pair.source and known.target is pair.target):
            self._lines = []
            return False
        return (
            _names(known) == _names(pair)
            and known.alignment.confidence == pair.alignment.confidence
            and known.alignment.verdict == pair.alignment.verdict
            and known.alignment.moved == pair.alignment.moved
        )

    def _made(self, pair: AlignedPair) -> Iterator[tuple[_Kept, str, str]]:
        corrections = pair.corrections or (None,) * len(pair.states)
        every = zip(pair.alignment.beads, pair.states, corrections, strict=True)
        for number, kept in enumerate(every):
            if number < len(self._lines) and self._lines[number][0] == kept:
                yield self._lines[number]
            else:
                yield kept, _line(_bead_row(pair, number)), _segments(pair, number)


def write_beads(path: Path, pair: AlignedPair) -> None:
    """Write the alignment of two documents, wholly or not at all; raises InputError.

    Confidences keep four decimals.
    """
    BeadsWriter(path).write(pair)


def _names(pair: AlignedPair) -> tuple[str, ...]:
    return (
        pair.source_document,
        pair.target_document,
        pair.source_language,
        pair.target_language,
    )


def _line(cells: tuple[str, ...]) -> str:
    return "\t".join(map(_field, cells)) + "\n"


def _field(text: str) -> str:
    """Return a cell as a TSV field; a spreadsheet would take marks at its beginning away."""
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else tsv_field(text)


def _bead_row(pair: AlignedPair, number: int) -> tuple[str, ...]:
    bead = pair.alignment.beads[number]
    source, target = pair.texts(number)
    corrected = pair.corrections and pair.corrections[number]
    return (
        str(number + 1),
        pair.states[number],
        write_confidence(bead.confidence),
        f"{len(bead.source)}x{len(bead.target)}",
        write_places(bead.source),
        write_places(bead.target),
        " ".join((*bead.remarks, CORRECTED) if corrected else bead.remarks),
        guarded(source),
        guarded(target),
    )


def _segments(pair: AlignedPair, number: int) -> str:
    """Return the lines of a bead's segments."""
    bead = pair.alignment.beads[number]
    sides = zip(SIDES, (bead.source, bead.target), (pair.source, pair.target), strict=True)
    lines = (
        write_segment(SegmentLine(side, place, number + 1, document[place]))
        for side, places, document in sides
        for place in places
    )
    return "".join(f"# {line}\n" for line in lines)
