"""CSV: tables with commas or semicolons between the columns (RFC 4180)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tmtool.formats import ConceptRecord, ReadOptions, WriteOptions, glossary_tables, tables
from tmtool.formats.rewriting import Retext
from tmtool.formats.tables import texts
from tmtool.formats.tables.rows import CsvRows, TableWriter, csv_table, without_formulas
from tmtool.models import Concept, Skipped, TranslationUnit, WriteReport
from tmtool.models.texts import TextRecord, TextSide


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a file; see `tables.read_units`."""
    return tables.read_units(path, options, CsvRows)


def read_texts(path: Path, options: ReadOptions, side: TextSide) -> Iterator[TextRecord]:
    """Yield one text of a file; see `tables.texts`."""
    return texts.read_texts(path, options, side, CsvRows)


def write_units(path: Path, units: Iterable[TranslationUnit], options: WriteOptions) -> int:
    """Write units to a file and return how many; see `tables.write_units`."""
    return tables.write_units(path, units, options, _table(options))


def rewrite_targets(
    path: Path, output: Path, edits: Iterable[Retext], options: ReadOptions
) -> None:
    """Write a file again with some texts changed; see `tables.rewrite_targets`."""
    tables.rewrite_targets(path, output, edits, options, CsvRows)


def open_to_fill(
    path: Path, options: ReadOptions, *, overwrite: bool = False
) -> tables.FillableTable:
    """Return a file to fill; see `tables.FillableTable`."""
    return tables.FillableTable(path, options, CsvRows, overwrite=overwrite)


def read_concepts(path: Path, options: ReadOptions) -> Iterator[ConceptRecord]:
    """Yield the concepts of a file; see `glossary_tables.read_concepts`."""
    return glossary_tables.read_concepts(path, options, CsvRows)


def write_concepts(path: Path, concepts: Iterable[Concept], options: WriteOptions) -> WriteReport:
    """Write concepts to a file and return how many; see `glossary_tables.write_concepts`."""
    return glossary_tables.write_concepts(path, concepts, options, _table(options))


def _table(options: WriteOptions) -> TableWriter:
    return without_formulas(csv_table) if options.no_formulas else csv_table
