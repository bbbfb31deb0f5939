"""Translation units written as tables, TSV and CSV, that are read back unchanged."""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from tmtool.errors import InputError
from tmtool.formats import WriteOptions
from tmtool.formats.selection import variants_to_write
from tmtool.formats.tables.columns import FIELDS, MARKUP, PROPERTIES
from tmtool.formats.tables.rows import RowWriter, TableWriter
from tmtool.models import TranslationUnit, Variant

Texts = dict[str, Variant]


def write_units(
    path: Path,
    units: Iterable[TranslationUnit],
    options: WriteOptions,
    table: TableWriter,
) -> int:
    """Write units to a table with a header and return how many.

    With both languages given, the table has only these, and units without one of them are left
    out; otherwise it has a column for every language, the source language first, and the units
    wait in a temporary file until the languages are known.
    """
    source, target = options.source_language, options.target_language
    with table(path) as write_row:
        if source and target:
            return _write(path, write_row, [source, target], _pairs(units, options))
        with tempfile.TemporaryFile() as spool:
            languages = _spool(spool, units, [source] if source else [])
            return _write(path, write_row, languages, _unspool(spool))


def _pairs(
    units: Iterable[TranslationUnit], options: WriteOptions
) -> Iterator[tuple[TranslationUnit, Texts]]:
    source, target = str(options.source_language), str(options.target_language)
    for unit in units:
        variants = variants_to_write(unit, options)
        if variants:
            yield unit, {source: variants[0], target: variants[1]}


def _spool(spool: BinaryIO, units: Iterable[TranslationUnit], first: list[str]) -> list[str]:
    """Put the units into a temporary file and return their languages."""
    languages = dict.fromkeys(first)
    for unit in units:
        languages.update(dict.fromkeys(variant.language for variant in unit.variants))
        pickle.dump(unit, spool, pickle.HIGHEST_PROTOCOL)
    return list(languages)


def _unspool(spool: BinaryIO) -> Iterator[tuple[TranslationUnit, Texts]]:
    spool.seek(0)
    while True:
        try:
            unit: TranslationUnit = pickle.load(spool)
        except EOFError:
            return
        yield unit, {variant.language: variant for variant in unit.variants}


def _write(
    path: Path,
    write_row: RowWriter,
    languages: list[str],
    units: Iterable[tuple[TranslationUnit, Texts]],
) -> int:
    write_row([*languages, *FIELDS, PROPERTIES, *(tag + MARKUP for tag in languages)])
    count = 0
    for count, (unit, texts) in enumerate(units, 1):
        row = _row(unit, texts, languages)
        if any("\0" in cell for cell in row):
            raise InputError(
                f"unit {count if unit.id is None else unit.id} has a NUL character",
                where=str(path),
                hint="Remove the character from the unit; text files cannot hold it.",
            )
        write_row(row)
    return count


def _row(unit: TranslationUnit, texts: Texts, languages: list[str]) -> list[str]:
    row = [texts[tag].text if tag in texts else "" for tag in languages]
    for name in FIELDS:
        value = getattr(unit, name)
        row.append("" if value is None or (name, value) == ("usage_count", 0) else str(value))
    properties = dict(unit.properties)
    row.append(json.dumps(properties, ensure_ascii=False) if properties else "")
    row += [(texts[tag].markup or "") if tag in texts else "" for tag in languages]
    return row
