"""Segments to check: from two texts line by line, from a bilingual file, from the memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from tmtool import formats
from tmtool.errors import InputError
from tmtool.formats.lines import read_segments
from tmtool.languages import detect, preferred, primary
from tmtool.models import DraftSegment, Skipped, TranslationUnit
from tmtool.store import units

LOOKED_AT = 200
"""Segments from the beginning by whose script the languages are told."""


def from_lines(source: Path, draft: Path, *, encoding: str | None = None) -> list[DraftSegment]:
    """Return the lines of a text with those of its draft; lines blank in both are left out.

    Raises InputError where the numbers of lines differ.
    """
    asked = read_segments(source, encoding=encoding)
    given = read_segments(draft, encoding=encoding)
    if len(asked) != len(given):
        raise InputError(
            f"the numbers of lines differ: {source} has {len(asked):,}, {draft} has {len(given):,}",
            hint="Line n of the draft must translate line n of the source. Look for a missing,"
            " doubled or broken line, or align the texts first.",
        )
    found = [
        DraftSegment(line, one, other)
        for line, (one, other) in enumerate(zip(asked, given, strict=True), 1)
        if one.strip() or other.strip()
    ]
    if not found:
        raise InputError("every line is empty", hint="Check that the right files were given.")
    return found


def from_file(
    path: Path, format_name: str | None, reading: formats.ReadOptions
) -> Iterator[TranslationUnit]:
    """Yield the units of a bilingual file that have any text; what cannot be read is left out."""
    for record in formats.find(path, format_name).read_units(path, reading):
        if not isinstance(record, Skipped):
            yield record
