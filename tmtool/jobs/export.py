"""Writing a memory's units to a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from tmtool import formats
from tmtool.languages import preferred
from tmtool.models import TranslationUnit
from tmtool.store import units


def export(
    connection: sqlite3.Connection,
    path: Path,
    chosen: units.Filter,
    options: formats.WriteOptions,
    *,
    format_name: str | None = None,
) -> int:
    """Write the chosen units and return how many; the old file stays until the new one is whole.

    With both languages given, units that lack one are left out.
    """
    file_format = formats.find(path, format_name)
    found = _in_both(units.stream(connection, chosen), options)
    return file_format.write_units(path, found, options)


def _in_both(
    found: Iterator[TranslationUnit], options: formats.WriteOptions
) -> Iterator[TranslationUnit]:
    wanted = [tag for tag in (options.source_language, options.target_language) if tag]
    for unit in found:
        tags = [variant.language for variant in unit.variants]
        if all(preferred(language, tags) for language in wanted):
            yield unit
