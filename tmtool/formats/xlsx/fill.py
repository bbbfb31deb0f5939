"""Workbooks filled with translations: cells of one sheet, every other part as it was."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZipFile, ZipInfo

from tmtool.formats import ReadOptions
from tmtool.formats.documents.package import WORKBOOK, Package
from tmtool.formats.files import open_binary, replacing_bytes
from tmtool.formats.filling import Terms
from tmtool.formats.tables.fill import RowFiller
from tmtool.formats.xlsx.rows import XlsxRows
from tmtool.formats.xlsx.sheet_rewriter import rewrite_sheet
from tmtool.formats.xlsx.workbook import read_workbook
from tmtool.models import Blank, Fill, FillReport

__all__ = ["FillableWorkbook"]

_LARGE = 1 << 31
"""Bytes of a part from which an archive needs its 64-bit form."""


class FillableWorkbook:
    """A sheet that is filled as other tables are; see `tables.FillableTable`.

    Formulas stay. A workbook in which nothing is filled is copied byte for byte.
    """

    def __init__(self, path: Path, options: ReadOptions, *, overwrite: bool) -> None:
        self._path = path
        self._options = options
        self._overwrite = overwrite

    def _filler(self) -> RowFiller:
        return RowFiller(self._path, self._options, XlsxRows, overwrite=self._overwrite)

    def blanks(self) -> Iterator[Blank]:
        """Yield the texts of the source column in the order of the rows."""
        return self._filler().blanks()

    def write(
        self, output: Path, fills: Iterator[Fill | None], *, terms: Terms | None = None
    ) -> FillReport:
        """Write the workbook with what is filled in."""
        filler = self._filler()
        changes = (
            (change.row.line, change.wanted)
            for change in filler.changes(fills, terms)
            if change.wanted
        )
        with Package(self._path, WORKBOOK) as package, TemporaryFile() as sheet:
            name = read_workbook(package, self._path).sheet(self._options.sheet, self._path).part
            changed = rewrite_sheet(package, name, sheet, changes, self._path)
            sheet.seek(0)
            with open_binary(self._path) as old, replacing_bytes(output) as new:
                if changed:
                    _copy_archive(package, new, {name: sheet})
                else:
                    shutil.copyfileobj(old, new)
        return filler.report()


def _copy_archive(package: Package, new: IO[bytes], changed: Mapping[str, IO[bytes]]) -> None:
    """Copy an archive with other content in some of its parts."""
    with ZipFile(new, "w") as copy:
        for info in package.parts():
            large = info.file_size >= _LARGE
            content = changed.get(info.filename)
            with (
                package.part(info.filename) as part,
                copy.open(_like(info), "w", force_zip64=large) as target,
            ):
                shutil.copyfileobj(part if content is None else content, target)


def _like(info: ZipInfo) -> ZipInfo:
    """Return what a part is called and how it is packed; its sizes are those that come."""
    entry = ZipInfo(info.filename, info.date_time)
    entry.compress_type = info.compress_type
    entry.external_attr, entry.create_system = info.external_attr, info.create_system
    return entry
