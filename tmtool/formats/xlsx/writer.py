"""A table written as a workbook with one sheet, row by row.

Every cell is a text, or a whole number where its column has nothing else: no program takes it
for a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tmtool.errors import InputError
from tmtool.formats.files import replacing_bytes
from tmtool.formats.inline import escape_text
from tmtool.formats.tables.column_names import is_language
from tmtool.formats.tables.rows import RowWriter
from tmtool.formats.xlsx.cells import MOST_ROWS
from tmtool.formats.xlsx.values import escaped

LONGEST_CELL = 32_767
"""UTF-16 code units that a cell can hold."""

_NUMBERS = frozenset(("position", "usage_count", "head"))
"""The columns of whole numbers."""

_LONG = frozenset(("term", "definition", "note", "context", "source", "target"))
_WIDE, _MIDDLE, _NARROW = 60, 30, 14
_LARGEST_NUMBER = 15
"""Digits that a number can have and keep all of them."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="tmtool" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    # Styles of cells: 0 texts, 1 the header, 2 long texts, which are broken into lines.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/>'
        '</font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0"'
        ' xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"'
        ' applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    ),
}


@contextmanager
def xlsx_table(path: Path) -> Iterator[RowWriter]:
    """Give what writes the rows of a workbook; the first is the header, which stays in view."""
    with replacing_bytes(path) as file, ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, xml in _PARTS.items():
            archive.writestr(_entry(name), (_XML + xml).encode())
        with archive.open(_entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as part:
            sheet = _Sheet(path, part)
            yield sheet.write
            sheet.end()


def _entry(name: str) -> ZipInfo:
    # Always the same time: the same units make the same file.
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry


class _Sheet:
    """The sheet, as its rows are written."""

    def __init__(self, path: Path, part: IO[bytes]) -> None:
        self._path = path
        self._part = part
        self._rows = 0
        self._columns: tuple[tuple[str, bool, str], ...] = ()

    def write(self, row: Sequence[str]) -> None:
        """Write a row; the first names the columns."""
        self._rows += 1
        if self._rows == 1:
            self._begin(row)
            cells = [_text(f"{letters_of(n)}1", "1", cell) for n, cell in enumerate(row)]
        else:
            self._check_rows()
            cells = [
                self._cell(column, cell)
                for column, cell in zip(self._columns, row, strict=True)
                if cell
            ]
        self._put(f'<row r="{self._rows}">{"".join(cells)}</row>')

    def end(self) -> None:
        """Write what follows the rows."""
        last = f"{letters_of(len(self._columns) - 1)}{max(1, self._rows)}"
        self._put(f'</sheetData><autoFilter ref="A1:{last}"/></worksheet>')

    def _begin(self, names: Sequence[str]) -> None:
        self._columns = tuple(
            (letters_of(n), name in _NUMBERS, "2" if _width(name) == _WIDE else "0")
            for n, name in enumerate(names)
        )
        widths = "".join(
            f'<col min="{n}" max="{n}" width="{_width(name)}" customWidth="1"/>'
            for n, name in enumerate(names, 1)
        )
        self._put(
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>"
        )

    def _cell(self, column: tuple[str, bool, str], text: str) -> str:
        letters, is_number, style = column
        place = f"{letters}{self._rows}"
        if is_number and text.isdecimal() and len(text) <= _LARGEST_NUMBER:
            return f'<c r="{place}"><v>{text}</v></c>'
        if len(text) * 2 > LONGEST_CELL:
            self._check_length(place, text)
        return _text(place, style, text)

    def _check_length(self, place: str, text: str) -> None:
        size = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if size > LONGEST_CELL:
            raise InputError(
                f"a text has {size:,} characters, and a cell can hold {LONGEST_CELL:,}",
                where=f"{self._path} ({place})",
                hint="Write another format, such as .tsv or .jsonl. Nothing was written.",
            )

    def _check_rows(self) -> None:
        if self._rows > MOST_ROWS:
            raise InputError(
                f"a sheet has no more than {MOST_ROWS:,} rows",
                where=str(self._path),
                hint="Write fewer, such as those of one --corpus, or another format such as .tsv."
                " Nothing was written.",
            )

    def _put(self, xml: str) -> None:
        try:
            self._part.write(xml.encode())
        except UnicodeEncodeError as error:
            raise InputError(
                f"a text holds half a character ({error.object[error.start]!a})",
                where=f"{self._path} (row {self._rows})",
                hint="Correct the unit; half a surrogate pair cannot be written as UTF-8.",
            ) from error


def _text(place: str, style: str, text: str) -> str:
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape_text(escaped(text))}</t></is></c>"
    )


def _width(name: str) -> int:
    key = name.casefold()
    if is_language(name) or key in _LONG:
        return _WIDE
    return _MIDDLE if key in ("tuid", "document", "concept", "properties") else _NARROW


@lru_cache(maxsize=1024)
def letters_of(column: int) -> str:
    """Return the letters of a column, from 0: A to Z, AA, AB and so on."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
