"""Translation units read from tables, TSV and CSV, of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.tables.column_names import is_header, resolve
from tmtool.formats.tables.columns import Columns
from tmtool.formats.tables.rows import Row, Rows
from tmtool.formats.tables.titles import titles_above
from tmtool.formats.values import column_count
from tmtool.models import Skipped, TranslationUnit

_SAMPLE = 100
_WRONG_ROWS = 20
_HINT = "Name all columns in their order with --columns (- leaves one out), or check the file."


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with the line it begins on, its cells and their columns, and what it is read as."""

    line: int
    cells: Row
    columns: Columns
    record: TranslationUnit | Skipped


def read_units(
    path: Path, options: ReadOptions, open_rows: type[Rows]
) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a table in the order of its rows; see `read_rows`."""
    return (row.record for row in read_rows(path, options, open_rows))


def read_rows(path: Path, options: ReadOptions, open_rows: type[Rows]) -> Iterator[TableRow]:
    """Yield the rows of a table with their units.

    The options or the first row name the columns; two columns without names are source and
    target. Titles may stand above a header; they are told as remarks. Rows that are not
    understood are skipped, but InputError is raised where none of the first 20 has the right
    number of columns.
    """
    with open_rows.open(path, options) as rows:
        numbered = iter(rows)
        first = next(numbered, None)
        if first is None:
            return
        has_header = _has_header(first[1], options)
        for remark in () if has_header else titles_above(path, options, open_rows, is_header):
            first, has_header = next(numbered), True
            if options.told:
                options.told(remark)
        where = f"{path}:{first[0]}"
        names = _names(first[1], options, where, has_header=has_header)
        rows.width = len(names)
        sample = list(islice(numbered, _SAMPLE))
        if not has_header:
            sample.insert(0, first)
        good = [row for _, row in sample if not isinstance(row, str) and len(row) == len(names)]
        if sample and not good:
            _refuse_wrong(path, sample, len(names))
        columns = resolve(names, options, good, where)
        yield from _units(path, chain(sample, numbered), columns)


def _has_header(first: Row, options: ReadOptions) -> bool:
    if options.header is not None:
        return options.header
    named = options.columns is not None
    return not isinstance(first, str) and is_header(first, strictly=named)


def _names(first: Row, options: ReadOptions, where: str, *, has_header: bool) -> Sequence[str]:
    if options.columns:
        return options.columns
    if isinstance(first, str):
        raise InputError(first, where=where, hint=_HINT)
    if has_header:
        return first
    if len(first) == 2:
        return ("source", "target")
    raise InputError(
        f"the file has {column_count(len(first))} and no header that names them",
        where=where,
        hint=_HINT,
    )


def _units(path: Path, rows: Iterable[tuple[int, Row]], columns: Columns) -> Iterator[TableRow]:
    width = columns.width
    wrong: list[tuple[int, Row]] = []
    is_right = False
    for line, row in rows:
        if isinstance(row, list) and len(row) == width:
            is_right = True
            try:
                item: TranslationUnit | Skipped = columns.unit(row)
            except ValueError as error:
                item = Skipped(f"{path}:{line}", str(error), columns.untranslated(row))
            if wrong:
                yield from (_skipped(path, *one, columns) for one in wrong)
                wrong = []
            yield TableRow(line, row, columns, item)
        elif is_right:
            yield _skipped(path, line, row, columns)
        else:
            wrong.append((line, row))
            if len(wrong) == _WRONG_ROWS:
                break
    if wrong:
        _refuse_wrong(path, wrong, width)


def _skipped(path: Path, line: int, row: Row, columns: Columns) -> TableRow:
    width = columns.width
    reason = row if isinstance(row, str) else f"it has {column_count(len(row))} instead of {width}"
    return TableRow(line, row, columns, Skipped(f"{path}:{line}", reason))


def _refuse_wrong(path: Path, rows: Sequence[tuple[int, Row]], width: int) -> None:
    for line, row in rows:
        what = row if isinstance(row, str) else f"{width} columns expected, {len(row)} found"
        raise InputError(what, where=f"{path}:{line}", hint=_HINT)
