"""Tables filled with translations: cells of TSV and CSV, every other byte as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.carrying import ReadyText, fill_with_markup
from tmtool.formats.files import open_text, replacing_bytes
from tmtool.formats.filling import (
    MARKS,
    MATCH_KIND,
    Place,
    Tally,
    Terms,
    is_sure,
    marks_of,
    new_lines,
    settled,
    wanted_terms,
)
from tmtool.formats.rewriting import LineEdit, rewrite_lines
from tmtool.formats.selection import pair_of_file
from tmtool.formats.tables.columns import Columns
from tmtool.formats.tables.reader import TableRow, read_rows
from tmtool.formats.tables.rewriter import LAST_LINE, Lines, with_cells
from tmtool.formats.tables.rows import CsvRows, Rows, TsvRows
from tmtool.languages import preferred
from tmtool.models import Blank, Fill, FillReport, Skipped

_NO_COLUMN = "the table has no column `note`, so terms are left out"

__all__ = ["FillableTable", "RowChange", "RowFiller"]


class FillableTable:
    """A table of text that is filled from what is known; it is read anew by each method.

    A translation that is there stays unless `overwrite`; one of a machine, or one that was filled
    in and is still a draft, gives way to exact and context matches.
    """

    def __init__(
        self,
        path: Path,
        options: ReadOptions,
        open_rows: type[TsvRows | CsvRows],
        *,
        overwrite: bool,
    ) -> None:
        self._path = path
        self._options = options
        self._open_rows = open_rows
        self._overwrite = overwrite

    def _filler(self) -> RowFiller:
        return RowFiller(self._path, self._options, self._open_rows, overwrite=self._overwrite)

    def blanks(self) -> Iterator[Blank]:
        """Yield the texts of the source column in the order of the rows."""
        return self._filler().blanks()

    def write(
        self, output: Path, fills: Iterator[Fill | None], *, terms: Terms | None = None
    ) -> FillReport:
        """Write the table with what is filled in."""
        newline = "\n" if self._open_rows is TsvRows else ""
        encoding = self._options.encoding
        filler = self._filler()
        with replacing_bytes(output) as file, open_text(self._path, encoding) as lines:
            lines.reconfigure(newline=newline)  # type: ignore[attr-defined]
            edits = self._edits(filler, Lines(lines), fills, terms)
            rewrite_lines(self._path, file, edits, encoding=encoding, newline=newline)
            # What stands behind the last change is counted too.
            for _ in edits:
                pass
        return filler.report()

    def _edits(
        self, filler: RowFiller, lines: Lines, fills: Iterator[Fill | None], terms: Terms | None
    ) -> Iterator[LineEdit]:
        ends = pairwise(chain(filler.changes(fills, terms), [None]))
        for change, after in ends:
            if change is None or not change.wanted:
                continue
            row = change.row
            end = after.row.line if after else LAST_LINE
            text = lines.between(row.line, end)
            new = with_cells(row, text, change.wanted, self._open_rows)
            if new is None:
                raise InputError(
                    "a cell of this row cannot be filled without changing the rest",
                    where=f"{self._path}:{row.line}",
                    hint="Check the quotation marks of the row. Nothing was written.",
                )
            yield LineEdit(row.line, end, new)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row, and the new texts of its cells by their columns."""

    row: TableRow
    wanted: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class _Places:
    """The columns of a table that a translation has to do with; `None` where there is none."""

    source: int
    source_markup: int | None
    target: int
    target_markup: int | None
    fields: Mapping[str, int]
    marks: Mapping[str, int]


class RowFiller:
    """Settles what becomes of the rows of a table, whatever file it is in."""

    def __init__(
        self, path: Path, options: ReadOptions, open_rows: type[Rows], *, overwrite: bool
    ) -> None:
        self._path = path
        self._options = options
        self._rows = open_rows
        self._overwrite = overwrite
        self._tally = Tally()
        self._skipped: list[Skipped] = []
        self._has_notes = True
        self._pair = ("", "")
        self._columns: Columns | None = None
        self._places: _Places | None = None

    def blanks(self) -> Iterator[Blank]:
        """Yield the texts of the source column that are not blank."""
        for row in read_rows(self._path, self._options, self._rows):
            places = self._places_in(row)
            if places is not None:
                yield self._blank(row.cells, places)

    def changes(self, fills: Iterator[Fill | None], terms: Terms | None) -> Iterator[RowChange]:
        """Yield each row with its new cells, none for a row that stays."""
        for row in read_rows(self._path, self._options, self._rows):
            places = self._places_in(row)
            wanted: dict[int, str] = {}
            if places is not None:
                wanted = self._wanted(row.cells, places, fills, terms)
            elif isinstance(row.record, Skipped) and not _is_row(row):
                self._skipped.append(row.record)
            yield RowChange(row, wanted)

    def report(self) -> FillReport:
        """Return the counts of the rows that have gone by."""
        warnings = []
        if not self._has_notes:
            warnings.append(_NO_COLUMN)
        if self._skipped:
            first = self._skipped[0]
            warnings.append(
                f"rows that cannot be read stay as they are: {len(self._skipped)}, such as"
                f" {first.where}: {first.reason}"
            )
        return self._tally.report(warnings=tuple(warnings))

    def _places_in(self, row: TableRow) -> _Places | None:
        """Return where the texts of a row stand, `None` for one that has no source."""
        if row.columns is not self._columns:
            self._columns = row.columns
            self._places = self._resolved(row.columns)
        places = self._places
        if places is None or not _is_row(row):
            return None
        return places if row.cells[places.source].strip() else None

    def _resolved(self, columns: Columns) -> _Places:
        by_tag = {tag: (index, markup) for index, tag, markup in columns.languages}
        units = chain([by_tag], self._texts(columns))
        pair = pair_of_file(units, self._options, str(self._path), declared=columns.source)
        found = [next(iter(preferred(tag, by_tag)), None) for tag in pair]
        if found[0] == found[1]:
            found[1] = next(iter(preferred(pair[1], by_tag.keys() - {found[0]})), None)
        if found[0] is None or found[1] is None:
            side = pair[0] if found[0] is None else pair[1]
            raise InputError(
                f"no column has texts in {side}",
                where=str(self._path),
                hint="Name the columns in their order with --columns, such as source,target.",
            )
        self._pair = pair
        names = {name.strip().casefold().replace(" ", "_"): i for i, name in columns.properties}
        return _Places(
            *by_tag[found[0]],
            *by_tag[found[1]],
            {name: index for index, name, _ in columns.fields},
            {name: names[name] for name in MARKS if name in names},
        )

    def _texts(self, columns: Columns) -> Iterator[list[str]]:
        """Yield which languages each row has text in, where only that tells the source."""
        options = self._options
        if columns.source or options.source_language or options.target_language:
            return
        for row in read_rows(self._path, replace(options, told=None), self._rows):
            if _is_row(row):
                yield [tag for index, tag, _ in columns.languages if row.cells[index].strip()]

    def _blank(self, cells: Sequence[str], places: _Places) -> Blank:
        def cell(name: str) -> str | None:
            return cells[places.fields[name]] or None if name in places.fields else None

        return Blank(
            cells[places.source],
            *self._pair,
            context=cell("context"),
            document=cell("document"),
            wanted=self._place(cells, places) != "kept",
        )

    def _place(self, cells: Sequence[str], places: _Places) -> Place:
        if self._overwrite or not cells[places.target].strip():
            return "open"
        status = cells[places.fields["status"]].strip().lower() if "status" in places.fields else ""
        kind = cells[places.marks[MATCH_KIND]].strip() if MATCH_KIND in places.marks else ""
        return "weak" if status in ("machine", "mt") or (status == "draft" and kind) else "kept"

    def _wanted(
        self,
        cells: Sequence[str],
        places: _Places,
        fills: Iterator[Fill | None],
        terms: Terms | None,
    ) -> dict[int, str]:
        text, place = cells[places.source], self._place(cells, places)
        markup = cells[places.source_markup] if places.source_markup is not None else ""

        def prepare(fill: Fill) -> ReadyText | None:
            return fill_with_markup(fill, markup or None)

        is_empty = not cells[places.target].strip()
        ready = settled(place, fills, self._tally, prepare, is_empty=is_empty)
        wanted = {} if ready is None else _cells_of(ready, places)
        wanted |= self._note(cells, places, wanted_terms(terms, place, text, self._pair, ready))
        return {index: new for index, new in wanted.items() if new != cells[index]}

    def _note(self, cells: Sequence[str], places: _Places, lines: Sequence[str]) -> dict[int, str]:
        """Return the cell of notes with the lines that it lacks."""
        index = places.fields.get("note")
        if index is None:
            self._has_notes = self._has_notes and not lines
            return {}
        new = new_lines(cells[index], lines)
        self._tally.note(len(new))
        return {index: "\n".join([*([cells[index]] if cells[index] else []), *new])} if new else {}


def _is_row(row: TableRow) -> bool:
    return not isinstance(row.cells, str) and len(row.cells) == row.columns.width


def _cells_of(ready: ReadyText, places: _Places) -> dict[int, str]:
    """Return the cells of a translation, with what there are columns to say of it."""
    wanted = {places.target: ready.text}
    if places.target_markup is not None:
        wanted[places.target_markup] = ready.markup or ""
    if "status" in places.fields:
        wanted[places.fields["status"]] = "approved" if is_sure(ready.kind) else "draft"
    marks = marks_of(ready.fill, ready.kind)
    return wanted | {index: marks[name] for name, index in places.marks.items()}
