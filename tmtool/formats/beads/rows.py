"""A file of beads taken apart: its head, its rows, its segments, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.beads.cells import (
    COLUMNS,
    CORRECTED,
    read_confidence,
    read_number,
    read_places,
    read_remarks,
    read_state,
    unguarded,
)
from tmtool.formats.beads.head import KIND, Head
from tmtool.formats.beads.segments import SegmentLine, read_segment
from tmtool.formats.files import open_text
from tmtool.formats.tables.rows import TsvRows
from tmtool.formats.values import column_count
from tmtool.models import BeadRemark, BeadState


@dataclass(frozen=True, slots=True)
class BeadRow:
    """A row of the table as it stands: places from 0, texts as a person left them.

    `number` is that of the bead when the file was written, None in a row that was added;
    `was_corrected` tells that a text of it was a person's even then.
    """

    line: int
    number: int | None
    state: BeadState
    confidence: float
    source: tuple[int, ...]
    target: tuple[int, ...]
    remarks: tuple[BeadRemark, ...]
    source_text: str
    target_text: str
    was_corrected: bool


@dataclass(slots=True)
class Parts:
    """What a file has, in the order of its lines."""

    head: Head = field(default_factory=Head)
    beads: list[BeadRow] = field(default_factory=list)
    segments: list[tuple[int, SegmentLine]] = field(default_factory=list)


def read_parts(path: Path, encoding: str | None) -> Parts:
    """Take a file apart; raises InputError with the line of what cannot be read."""
    parts = Parts()
    is_quoted = False
    line = 0
    with placed(str(path)), open_text(path, encoding) as stream:
        try:
            for line, row in TsvRows(stream, len(COLUMNS)):
                assert not isinstance(row, str)  # those of TSV can always be read
                is_quoted |= _take(parts, row, line, is_quoted)
        except InputError as error:
            if not (error.where or parts.segments):
                parts.head.value(KIND)  # of another file, that it is another is said
            raise type(error)(
                error.what, where=error.where or f"{path}:{line}", hint=error.hint
            ) from error
    return parts


def _take(parts: Parts, row: Sequence[str], line: int, is_quoted: bool) -> bool:
    """Take in a row; return whether a spreadsheet seems to have put cells in quotation marks."""
    cells = _without_padding(row)
    first = _bare(cells[0]) if cells else ""
    if first.startswith("# {"):
        parts.segments.append((line, read_segment(first.removeprefix("# "))))
    elif first.startswith("#"):
        # A spreadsheet fills all lines up to the same width, or quotes all cells.
        is_quoted = len(row) == len(COLUMNS) or first != cells[0]
        parts.head.take([_bare(cell) for cell in cells] if is_quoted else cells, line)
        return is_quoted
    elif first.lower() == COLUMNS[0]:
        _check_columns(cells)
    elif "".join(cells).strip():
        parts.beads.append(_bead_row(cells, line, is_quoted))
    return False


@contextmanager
def placed(where: str) -> Iterator[None]:
    """Say where it is in an InputError that does not."""
    try:
        yield
    except InputError as error:
        raise type(error)(error.what, where=error.where or where, hint=error.hint) from error


def _without_padding(row: Sequence[str]) -> list[str]:
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _bare(cell: str) -> str:
    """Return a cell without the quotation marks that a spreadsheet may put around all."""
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        cell = cell[1:-1]
    return cell.strip()


def _check_columns(cells: Sequence[str]) -> None:
    names = tuple(_bare(cell).lower() for cell in cells)
    if names != COLUMNS:
        raise InputError(
            f"the columns are {', '.join(names)}",
            hint=f"They must be {', '.join(COLUMNS)}, in this order.",
        )


def _bead_row(cells: Sequence[str], line: int, is_quoted: bool) -> BeadRow:
    filled = [*cells, *[""] * (len(COLUMNS) - len(cells))]
    if len(filled) > len(COLUMNS):
        raise InputError(
            f"a bead has {column_count(len(COLUMNS))}, this row has {len(cells)}",
            hint="Remove the tabs within its texts, or put the text in quotation marks.",
        )
    number, state, confidence, _, source, target, remarks = map(_bare, filled[:7])
    return BeadRow(
        line,
        read_number(number),
        read_state(state),
        read_confidence(confidence),
        read_places(source),
        read_places(target),
        read_remarks(remarks),
        _text(filled[7], is_quoted),
        _text(filled[8], is_quoted),
        CORRECTED in remarks.lower(),
    )


def _text(cell: str, is_quoted: bool) -> str:
    """Return a text, without quotation marks that only a spreadsheet finds needful."""
    if is_quoted and len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1]:
        cell = cell[1:-1]
    return unguarded(cell)
