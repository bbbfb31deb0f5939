"""Files of beads, written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tmtool.formats.beads.cells import COLUMNS, guarded, write_confidence, write_places
from tmtool.formats.beads.head import head_rows
from tmtool.formats.beads.segments import SegmentLine, write_segment
from tmtool.formats.files import replacing
from tmtool.formats.tables.rows import tsv_field
from tmtool.models import AlignedPair


def write_beads(path: Path, pair: AlignedPair) -> None:
    """Write the alignment of two documents, wholly or not at all; raises InputError.

    Confidences keep four decimals.
    """
    with replacing(path) as file:
        for row in chain(head_rows(pair), [COLUMNS], _bead_rows(pair)):
            file.write("\t".join(map(_field, row)) + "\n")
        for line in _segments(pair):
            file.write(f"# {write_segment(line)}\n")


def _field(text: str) -> str:
    """Return a cell as a TSV field; a spreadsheet would take marks at its beginning away."""
    return '"' + text.replace('"', '""') + '"' if text.startswith('"') else tsv_field(text)


def _bead_rows(pair: AlignedPair) -> Iterator[tuple[str, ...]]:
    for number, bead in enumerate(pair.alignment.beads):
        source, target = pair.texts(number)
        yield (
            str(number + 1),
            pair.states[number],
            write_confidence(bead.confidence),
            f"{len(bead.source)}x{len(bead.target)}",
            write_places(bead.source),
            write_places(bead.target),
            " ".join(bead.remarks),
            guarded(source),
            guarded(target),
        )


def _segments(pair: AlignedPair) -> Iterator[SegmentLine]:
    beads = pair.alignment.beads
    for number, bead in enumerate(beads, 1):
        for place in bead.source:
            yield SegmentLine("source", place, number, pair.source[place])
        for place in bead.target:
            yield SegmentLine("target", place, number, pair.target[place])
