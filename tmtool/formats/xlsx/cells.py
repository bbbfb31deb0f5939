"""The cells of a sheet, read row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tmtool.formats.documents.package import Package
from tmtool.formats.xlsx.shared_strings import SharedStrings, TextCollector
from tmtool.formats.xlsx.values import date_text, number_text, unescaped
from tmtool.formats.xlsx.workbook import Workbook

MOST_ROWS = 1_048_576
"""How many rows a sheet can have."""

LAST_COLUMN = 16_384
"""How many columns a sheet can have."""

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,9})")
_TRUTH = {"0": "FALSE", "1": "TRUE"}


@dataclass(slots=True)
class SheetRow:
    """The number of a row, from 1, and its texts by their columns, from 0.

    `fault` says why a cell cannot be read.
    """

    number: int
    cells: dict[int, str]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells merged into one, by their first and last rows and columns; the first has the text."""

    first_row: int
    last_row: int
    first_column: int


def place_of(reference: str) -> tuple[int, int] | None:
    """Return the row, from 1, and the column, from 0, of a cell such as `B12`."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


def merged_cells(package: Package, part: str) -> list[Merged]:
    """Return the merged cells of a sheet that have more than one row, by their first rows."""
    # They stand behind all rows: most sheets have none, and are not read twice for that.
    if not package.has_bytes(part, b"mergeCell"):
        return []
    references: list[str] = []
    parser = package.parser(part)

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" mergeCell"):
            references.append(attributes.get("ref", ""))

    parser.StartElementHandler = start
    found = []
    for reference in package.pieces(part, parser, references):
        first, _, last = reference.partition(":")
        start_of, end_of = place_of(first), place_of(last)
        if start_of and end_of and end_of[0] > start_of[0]:
            found.append(Merged(start_of[0], end_of[0], start_of[1]))
    return sorted(found, key=lambda one: one.first_row)


class SheetReader:
    """The expat handlers that read the rows of a sheet."""

    def __init__(self, workbook: Workbook, strings: SharedStrings | None) -> None:
        self._workbook = workbook
        self._strings = strings
        self._own_text = TextCollector()
        self._done: list[SheetRow] = []
        self._row = SheetRow(0, {})
        self._column = -1
        self._type = ""
        self._style = ""
        self._value: list[str] | None = None
        self._values: dict[str, str] = {}
        # How the value of a cell is read, by the cell's type; of other types it is a text.
        self._readers: dict[str, Callable[[str], str]] = {
            "s": self._shared,
            "n": self._number,
            "b": lambda value: _TRUTH.get(value.strip(), value),
            "e": lambda _error: "",
        }

    def rows(self, package: Package, part: str) -> Iterator[SheetRow]:
        """Yield the rows of a sheet that have cells, in their order."""
        parser = package.parser(part)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        return package.pieces(part, parser, self._done)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._own_text.start(name)
        if local == "c":
            place = place_of(attributes.get("r", ""))
            self._column = place[1] if place else self._column + 1
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s", "")
            self._values.clear()
        elif local in ("v", "f"):
            self._value = []
        elif local == "row":
            number = attributes.get("r", "")
            known = number.isdecimal() and len(number) < 10
            self._row = SheetRow(int(number) if known else self._row.number + 1, {})
            self._column = -1

    def _data(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)
        else:
            self._own_text.data(text)

    def _end(self, name: str) -> None:
        local = self._own_text.end(name)
        if local in ("v", "f") and self._value is not None:
            self._values[local] = "".join(self._value)
            self._value = None
        elif local == "c":
            text = self._text()
            if text and self._column < LAST_COLUMN:
                self._row.cells[self._column] = text
        elif local == "row":
            self._done.append(self._row)

    def _text(self) -> str:
        own = self._own_text.take()
        if self._type == "inlineStr":
            return own
        value = self._values.get("v", "")
        if not value and self._type != "str":
            formula = self._values.get("f")
            # A program that does not calculate leaves formulas without a value.
            return f"={formula}" if formula else ""
        return self._readers.get(self._type, unescaped)(value)

    def _shared(self, value: str) -> str:
        try:
            if self._strings is not None:
                return self._strings[int(value)]
        except (ValueError, IndexError):
            pass
        self._row.fault = f"a cell has the shared text {value[:20]!r}, which is not there"
        return ""

    def _number(self, value: str) -> str:
        value = value.strip()
        style = int(self._style) if self._style.isdecimal() and len(self._style) < 10 else 0
        if style in self._workbook.dates:
            return date_text(value, from_1904=self._workbook.from_1904)
        return number_text(value)
