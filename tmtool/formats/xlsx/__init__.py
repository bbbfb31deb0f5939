"""XLSX: a sheet of a workbook as a table of units or of concepts (ISO 29500)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tmtool.formats import ConceptRecord, ReadOptions, WriteOptions, glossary_tables, tables
from tmtool.formats.tables import texts
from tmtool.formats.xlsx.fill import FillableWorkbook
from tmtool.formats.xlsx.rows import XlsxRows
from tmtool.formats.xlsx.writer import xlsx_table
from tmtool.models import Concept, Skipped, TranslationUnit, WriteReport
from tmtool.models.texts import TextRecord, TextSide


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a sheet; see `tables.read_units`."""
    return tables.read_units(path, options, XlsxRows)


def read_texts(path: Path, options: ReadOptions, side: TextSide) -> Iterator[TextRecord]:
    """Yield one text of a sheet; see `tables.texts`."""
    return texts.read_texts(path, options, side, XlsxRows)


def write_units(path: Path, units: Iterable[TranslationUnit], options: WriteOptions) -> int:
    """Write units to a workbook and return how many; see `tables.write_units`."""
    return tables.write_units(path, units, options, xlsx_table)


def open_to_fill(path: Path, options: ReadOptions, *, overwrite: bool = False) -> FillableWorkbook:
    """Return a workbook to fill; see `FillableWorkbook`."""
    return FillableWorkbook(path, options, overwrite=overwrite)


def read_concepts(path: Path, options: ReadOptions) -> Iterator[ConceptRecord]:
    """Yield the concepts of a sheet; see `glossary_tables.read_concepts`."""
    return glossary_tables.read_concepts(path, options, XlsxRows)


def write_concepts(path: Path, concepts: Iterable[Concept], options: WriteOptions) -> WriteReport:
    """Write concepts to a workbook and return how many; see `glossary_tables.write_concepts`."""
    return glossary_tables.write_concepts(path, concepts, options, xlsx_table)
