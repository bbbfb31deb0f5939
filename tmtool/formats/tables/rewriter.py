"""Tables in which some cells get a new text, and all else stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TextIO

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.files import open_text, replacing_bytes
from tmtool.formats.rewriting import LineEdit, Retext, check_rewritten, rewrite_lines
from tmtool.formats.tables.columns import Columns
from tmtool.formats.tables.reader import TableRow, read_rows, read_units
from tmtool.formats.tables.rows import DELIMITERS, CsvRows, TsvRows, tsv_field
from tmtool.formats.tmx.retext import retexted

__all__ = ["LAST_LINE", "Lines", "rewrite_targets", "with_cells"]

LAST_LINE = 1 << 62
"""More than the number of any line."""

_TSV_CELL = re.compile(r'"(?P<quoted>(?:[^"]|"")*)"(?=\t|\r?\n|\r?\Z)|[^\t]*?(?=\t|[\r\n]*\Z)')
_CSV_QUOTED = r'"(?P<quoted>(?:[^"]|"")*)"'

Cell = tuple[int, int]
"""Where a cell stands in the text of its row, with its quotation marks."""


def rewrite_targets(
    path: Path,
    output: Path,
    edits: Iterable[Retext],
    options: ReadOptions,
    open_rows: type[TsvRows | CsvRows],
) -> None:
    """Write the table to `output`, which may be `path`, with new texts in the order of the rows.

    `edits` are gone through twice. Raises InputError where a text cannot be put in.
    """
    newline = "\n" if open_rows is TsvRows else ""
    with replacing_bytes(output) as file, open_text(path, options.encoding) as lines:
        lines.reconfigure(newline=newline)  # type: ignore[attr-defined]
        rows = read_rows(path, options, open_rows)
        changed = _line_edits(Lines(lines), rows, edits, path, open_rows)
        rewrite_lines(path, file, changed, encoding=options.encoding, newline=newline)
        file.flush()
        written = Path(str(file.name))
        if written.is_file():
            old, new = (read_units(one, options, open_rows) for one in (path, written))
            check_rewritten(old, new, edits, output)


class Lines:
    """The lines of a file, asked for by their numbers, which rise."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._next = 1

    def between(self, start: int, end: int) -> str:
        """Return the text of the lines from one up to another, which is excluded."""
        for _ in range(self._next, start):
            next(self._file, "")
        found = []
        for _ in range(start, end):
            line = next(self._file, "")
            if not line:
                break
            found.append(line)
        self._next = max(self._next, end)
        return "".join(found)


def _line_edits(
    lines: Lines,
    rows: Iterator[TableRow],
    edits: Iterable[Retext],
    path: Path,
    open_rows: type[TsvRows | CsvRows],
) -> Iterator[LineEdit]:
    pending = iter(edits)
    edit = next(pending, None)
    ends = pairwise(_with_end(rows))
    for number, (row, after) in enumerate(ends):
        if edit is None:
            return
        if edit.record != number or row is None:
            continue
        end = after.line if after else LAST_LINE
        text = lines.between(row.line, end)
        new = _retexted(row, text, edit, open_rows)
        if new is None:
            raise InputError(
                "the text of this row cannot be changed without changing the rest",
                where=f"{path}:{row.line}",
                hint="Repair that draft by hand. Nothing was written.",
            )
        yield LineEdit(row.line, end, new)
        edit = next(pending, None)


def _with_end(rows: Iterator[TableRow]) -> Iterator[TableRow | None]:
    yield from rows
    yield None


def _retexted(
    row: TableRow, text: str, edit: Retext, open_rows: type[TsvRows | CsvRows]
) -> str | None:
    """Return the row's text with another text in a cell; `None` where that cannot be done."""
    if isinstance(row.cells, str):
        return None
    wanted = _wanted(row.cells, row.columns, edit)
    return None if wanted is None else with_cells(row, text, wanted, open_rows)


def with_cells(
    row: TableRow, text: str, wanted: Mapping[int, str], open_rows: type[TsvRows | CsvRows]
) -> str | None:
    """Return a row's text with other texts in some of its columns.

    `None` where the cells cannot be found in it.
    """
    find = _tsv_cells if open_rows is TsvRows else _csv_cells
    cells = None if isinstance(row.cells, str) else find(text, row.cells)
    if cells is None:
        return None
    for index in sorted(wanted, reverse=True):
        start, end = cells[index]
        spelled = _spelling(text[start:end], open_rows)(wanted[index])
        text = text[:start] + spelled + text[end:]
    return text


def _wanted(row: Sequence[str], columns: Columns, edit: Retext) -> dict[int, str] | None:
    """Return the new cells by their columns: the text and, where there is some, its markup."""
    places = [(index, markup) for index, tag, markup in columns.languages if tag == edit.language]
    if len(places) != 1 or row[places[0][0]] != edit.before:
        return None
    index, markup = places[0]
    wanted = {index: edit.after}
    if markup is not None and row[markup]:
        new = retexted(row[markup], edit.before, edit.after)
        if new is None:
            return None
        wanted[markup] = new
    return wanted


def _spelling(old: str, open_rows: type[TsvRows | CsvRows]) -> Callable[[str], str]:
    """Return how a text is written in a cell that was written like `old`."""
    if open_rows is TsvRows:
        return tsv_field
    return _quoted if old.startswith('"') else _csv_field


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _csv_field(text: str) -> str:
    return _quoted(text) if re.search(r'[",;\t|\r\n]', text) else text


def _tsv_cells(text: str, row: Sequence[str]) -> list[Cell] | None:
    """Return where the cells of a row stand: literal ones, or some of them quoted."""
    line = text.partition("\n")[0].rstrip("\r\n")
    if line.split("\t") == list(row):
        starts = [0, *(found.end() for found in re.finditer("\t", line))]
        return [(start, start + len(cell)) for start, cell in zip(starts, row, strict=True)]
    return _cells(text, row, _TSV_CELL, "\t")


def _csv_cells(text: str, row: Sequence[str]) -> list[Cell] | None:
    for delimiter in DELIMITERS:
        cell = re.compile(rf"{_CSV_QUOTED}|[^{re.escape(delimiter)}\r\n]*")
        found = _cells(text, row, cell, delimiter)
        if found is not None:
            return found
    return None


def _cells(
    text: str, row: Sequence[str], pattern: re.Pattern[str], delimiter: str
) -> list[Cell] | None:
    """Return where the cells of a row stand; `None` unless each is what was read."""
    found: list[Cell] = []
    place = 0
    for cell in row:
        match = pattern.match(text, place)
        if match is None:
            return None
        quoted = match["quoted"]
        if (match[0] if quoted is None else quoted.replace('""', '"')) != cell:
            return None
        found.append(match.span())
        place = match.end() + 1
        if len(found) < len(row) and text[match.end() : place] != delimiter:
            return None
    return found if not text[place - 1 :].strip("\r\n") else None
