"""A sheet in which some cells get a text, and all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, TreeBuilder

from tmtool.errors import InputError
from tmtool.formats.documents.package import Package
from tmtool.formats.inline import escape_text
from tmtool.formats.unit_text import UnitText
from tmtool.formats.xlsx.cells import place_of
from tmtool.formats.xlsx.values import escaped
from tmtool.formats.xlsx.writer import LONGEST_CELL, letters_of
from tmtool.formats.xml_filling import copy, decoded
from tmtool.formats.xml_stream import guarded_parser

__all__ = ["rewrite_sheet"]

Changes = Iterator[tuple[int, Mapping[int, str]]]
"""The numbers of rows, which rise, and the new texts of their cells by columns, from 0."""


def rewrite_sheet(
    package: Package, part: str, output: IO[bytes], changes: Changes, path: Path
) -> bool:
    """Write a sheet with other texts in some cells; tell whether any was changed.

    Raises InputError for a cell with a formula, and a text that is too long for a cell.
    """
    pending = next(changes, None)
    is_changed = pending is not None
    with package.part(part) as original:
        for row in _RowReader(str(path)).rows(package, part):
            if pending is None or row.number != pending[0]:
                continue
            copy(original, output, row.start - original.tell())  # type: ignore[arg-type]
            where = f"{path}:{row.number}"
            raw = decoded(original.read(row.end - row.start), "utf-8", where)
            output.write(_changed(row, raw, pending[1], path).encode())
            pending = next(changes, None)
        copy(original, output, None)  # type: ignore[arg-type]
    if pending is not None:
        raise InputError(
            f"row {pending[0]} cannot be found again",
            where=str(path),
            hint="Open the workbook in a spreadsheet program and save it anew.",
        )
    return is_changed


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its number, and its bytes from its start tag up to its end tag."""

    element: Element
    number: int
    start: int
    end: int


class _RowReader:
    """The expat handlers that build the rows of a sheet; the rest is dropped."""

    def __init__(self, where: str) -> None:
        self._parser = guarded_parser(where)
        self._builder: TreeBuilder | None = None
        self._start_of_row = 0
        self._number = 0
        self._done: list[_Row] = []
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def rows(self, package: Package, part: str) -> Iterator[_Row]:
        return package.pieces(part, self._parser, self._done)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._builder is None and _local(name) == "row":
            self._builder = TreeBuilder()
            self._start_of_row = self._parser.CurrentByteIndex
            number = attributes.get("r", "")
            known = number.isdecimal() and len(number) < 10
            self._number = int(number) if known else self._number + 1
        if self._builder is not None:
            self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        if self._builder is None:
            return
        element = self._builder.end(name)
        if _local(name) == "row":
            end = self._parser.CurrentByteIndex
            self._done.append(_Row(element, self._number, self._start_of_row, end))
            self._builder = None

    def _data(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _changed(row: _Row, raw: str, wanted: Mapping[int, str], path: Path) -> str:
    text = UnitText(raw, row.element)
    prefix = row.element.tag.removesuffix("row")
    cells = _cells(row.element)
    for column in sorted(wanted):
        place = f"{letters_of(column)}{row.number}"
        _check_length(wanted[column], f"{path} ({place})")
        content = (
            f'<{prefix}is><{prefix}t xml:space="preserve">'
            f"{escape_text(escaped(wanted[column]))}</{prefix}t></{prefix}is>"
        )
        cell = cells.get(column)
        if cell is not None:
            _check_no_formula(cell, f"{path} ({place})")
            text.set(cell, {"t": "inlineStr", "vm": None})
            text.fill(cell, content)
            continue
        xml = f'<{prefix}c r="{place}" t="inlineStr">{content}</{prefix}c>'
        before = [known for known in cells if known < column]
        if before:
            text.insert(cells[max(before)], xml)
        else:
            text.begin(row.element, xml)
        # What it says of the columns of the row would be wrong; it may be missing.
        text.set(row.element, {"spans": None})
    return text.changed()


def _cells(row: Element) -> dict[int, Element]:
    found: dict[int, Element] = {}
    column = -1
    for cell in row:
        if _local(cell.tag) == "c":
            place = place_of(cell.get("r", ""))
            column = place[1] if place else column + 1
            found[column] = cell
    return found


def _check_no_formula(cell: Element, where: str) -> None:
    if any(_local(one.tag) == "f" for one in cell):
        raise InputError(
            "the cell has a formula, and a translation is not put in its place",
            where=where,
            hint="Put its value in its place in a spreadsheet program first.",
        )


def _check_length(text: str, where: str) -> None:
    size = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if size > LONGEST_CELL:
        raise InputError(
            f"a text has {size:,} characters, and a cell can hold {LONGEST_CELL:,}",
            where=where,
            hint="Fill another format, such as .tsv. Nothing was written.",
        )
