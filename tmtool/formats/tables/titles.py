"""Titles above the header of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from tmtool.formats.options import ReadOptions, Remark
from tmtool.formats.tables.rows import MOST_TITLES, Row, Rows

__all__ = ["TITLES", "last_line", "titles_above"]

TITLES = "rows above the header, which are left out"
"""The kind of remark on titles."""

_SHOWN = 40
"""Characters of a title that a remark shows."""


def titles_above(
    path: Path,
    options: ReadOptions,
    open_rows: type[Rows],
    is_header: Callable[[Sequence[str]], bool],
) -> list[Remark]:
    """Return a remark for each row above the header of a table whose first row is none.

    A header is looked for in the first ten rows. There are none where it is not found, where the
    options say what the columns are, and where rows above it could be rows of the table.
    """
    if options.header is not None or options.columns is not None or not path.is_file():
        return []
    # Read apart: what follows the header is read by the number of its columns.
    with open_rows.open(path, options) as rows:
        first = list(islice(rows, MOST_TITLES + 1))
    place = next((n for n, (_, row) in enumerate(first) if _names(row, is_header)), 0)
    above = first[:place]
    if not all(_is_title(row, first[place][1]) for _, row in above):
        return []
    return [Remark(f"{path}:{line}", TITLES, _shown(row)) for line, row in above]


def last_line(titles: Sequence[Remark]) -> int:
    """Return the line of the last of these rows, 0 where there is none."""
    return int(titles[-1].where.rpartition(":")[2]) if titles else 0


def _names(row: Row, is_header: Callable[[Sequence[str]], bool]) -> bool:
    return not isinstance(row, str) and is_header(row)


def _is_title(row: Row, header: Row) -> bool:
    """Tell whether a row has one text, or is cut as no row of the table would be."""
    if isinstance(row, str):
        return False
    return _texts(row) <= 1 or (len(row) != len(header) and _texts(row) < _texts(header))


def _texts(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _shown(row: Row) -> str:
    text = " ".join(" ".join(row).split()) if not isinstance(row, str) else row
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
