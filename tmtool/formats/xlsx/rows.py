"""The rows of a sheet as a table has them: texts in as many columns as the header names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.documents.package import WORKBOOK, Package
from tmtool.formats.tables.rows import Row
from tmtool.formats.xlsx.cells import MOST_ROWS, Merged, SheetReader, SheetRow, merged_cells
from tmtool.formats.xlsx.shared_strings import read_shared_strings
from tmtool.formats.xlsx.workbook import read_workbook


class XlsxRows:
    """The rows of a sheet with their numbers; blank rows are left out unless they are wanted.

    A row is as long as `width`, with empty cells at its end, or longer where it has more texts.
    The text of cells that are merged downwards stands in each of their rows.
    """

    def __init__(
        self,
        rows: Iterator[SheetRow],
        merged: list[Merged],
        width: int | None,
        *,
        blanks: bool = False,
    ) -> None:
        self.width = width
        self._rows = rows
        self._blanks = blanks
        self._merged = merged[::-1]
        self._open: dict[int, tuple[int, str]] = {}

    @classmethod
    @contextmanager
    def open(cls, path: Path, options: ReadOptions, *, blanks: bool = False) -> Iterator[Self]:
        """Open the sheet that the options name, or the first.

        Raises InputError for what is no workbook, and for a sheet without any text.
        """
        width = len(options.columns) if options.columns else None
        with Package(path, WORKBOOK) as package, ExitStack() as stack:
            workbook = read_workbook(package, path)
            sheet = workbook.sheet(options.sheet, path)
            strings = None
            if workbook.shared_strings is not None:
                strings = read_shared_strings(package, workbook.shared_strings)
                stack.callback(strings.close)
            merged = merged_cells(package, sheet.part)
            rows = SheetReader(workbook, strings).rows(package, sheet.part)
            yield cls(_some(rows, path, sheet.name), merged, width, blanks=blanks)

    def __iter__(self) -> Iterator[tuple[int, Row]]:
        last = 0
        for row in self._rows:
            if not row.cells and row.fault is None:
                continue
            if self._blanks and row.number <= MOST_ROWS:
                yield from ((number, [""]) for number in range(last + 1, row.number))
            last = row.number
            self._merge(row)
            if row.fault is not None:
                yield row.number, row.fault
            else:
                length = max(max(row.cells) + 1, self.width or 0)
                yield row.number, [row.cells.get(column, "") for column in range(length)]

    def _merge(self, row: SheetRow) -> None:
        """Put the texts of merged cells into a row, and remember those that begin in it."""
        for column, (last, text) in list(self._open.items()):
            if last < row.number:
                del self._open[column]
            else:
                row.cells.setdefault(column, text)
        while self._merged and self._merged[-1].first_row <= row.number:
            begun = self._merged.pop()
            if begun.first_row == row.number and begun.first_column in row.cells:
                text = row.cells[begun.first_column]
                self._open[begun.first_column] = (begun.last_row, text)


def _some(rows: Iterator[SheetRow], path: Path, sheet: str) -> Iterator[SheetRow]:
    is_empty = True
    for row in rows:
        is_empty = is_empty and not row.cells and row.fault is None
        yield row
    if is_empty:
        raise InputError(
            f"the sheet {sheet!r} is empty", where=str(path), hint="Name another with --sheet."
        )
