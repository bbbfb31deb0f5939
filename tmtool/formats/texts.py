"""The segments of one text: lines, paragraphs of a document, or one side of bilingual files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tmtool import formats
from tmtool.errors import InputError
from tmtool.formats.documents import DOCUMENT_FORMATS, DocumentFormat
from tmtool.formats.lines import read_segments
from tmtool.languages import preferred, sides
from tmtool.models import Skipped, TranslationUnit
from tmtool.models.texts import TextRecord, TextSide

__all__ = ["LINES", "format_of", "from_units", "has_two_sides", "read_texts"]

LINES = "lines"
"""The name of plain text with a segment on each line."""

_PLAIN = (".txt", ".text")
"""Suffixes of plain text, though a table of units may have them."""


def read_texts(
    path: Path,
    options: formats.ReadOptions,
    *,
    side: TextSide = "target",
    format_name: str | None = None,
) -> Iterator[TextRecord]:
    """Yield the segments of a text in the order of its file.

    The format is the one named (`lines` is plain text), else that of the suffix; a file whose
    suffix belongs to no format, and `.txt`, is plain text. Of documents the paragraphs are read,
    whatever side is asked for. Raises InputError for what cannot be read: no segment is left out
    in silence.
    """
    known = format_of(path, format_name)
    if isinstance(known, formats.Format):
        return known.read_texts(path, options, side)
    if known is not None:
        return _paragraphs(path, known, options)
    return (
        TextRecord(f"{path}:{line}", text)
        for line, text in enumerate(read_segments(path, encoding=options.encoding), 1)
    )


def format_of(path: Path, name: str | None = None) -> formats.Format | DocumentFormat | None:
    """Return the format by which the texts of a file are read, `None` for plain text."""
    if name == LINES or (name is None and path.suffix.lower() in _PLAIN):
        return None
    known: list[formats.Format | DocumentFormat] = [one for one in formats.FORMATS if one.units]
    known += DOCUMENT_FORMATS
    if name is not None:
        named = next((one for one in known if one.name == name), None)
        return named or formats.find(path, name, to_read=True)
    return next((one for one in known if path.name.lower().endswith(one.suffixes)), None)


def has_two_sides(path: Path, name: str | None = None) -> bool:
    """Tell whether the texts of a file are read from units, which may have a source."""
    return isinstance(format_of(path, name), formats.Format)


def _paragraphs(
    path: Path, document: DocumentFormat, options: formats.ReadOptions
) -> Iterator[TextRecord]:
    blocks = document.read(path, options.encoding)
    texts = (block.text for block in blocks if block.kind != "code")
    return (TextRecord(f"{path}: paragraph {n}", text) for n, text in enumerate(texts, 1))


def from_units(
    path: Path,
    records: Iterable[TranslationUnit | Skipped],
    options: formats.ReadOptions,
    side: TextSide,
    *,
    in_order: bool = False,
    declared: str | None = None,
) -> Iterator[TextRecord]:
    """Yield one side of units; a unit without text in its language has an empty one.

    Languages that the options leave open are the first that the units have; the source is the
    one the file has `declared`, or its first one where its units have the source first
    (`in_order`). Raises InputError for a record that cannot be read, and where no unit has text
    in the language.
    """
    units = [_unit(record) for record in records]
    tags = list(dict.fromkeys(v.language for unit in units for v in unit.variants))
    given = options.source_language, options.target_language
    source, target = sides(tags, *given, in_order=in_order, declared=declared)
    if target is None and len(tags) == 1 and not in_order:
        source, target = None, tags[0]
    wanted, other = (source, target) if side == "source" else (target, source)
    if units and not (wanted and preferred(wanted, tags)):
        named = wanted or "another language"
        raise InputError(
            f"there is no text in {named}; the file has {', '.join(tags) or 'none at all'}",
            where=str(path),
            hint="Name the languages that it has: -s ru -t en."
            if target or len(tags) > 1
            else "Check that it is translated.",
        )
    for number, unit in enumerate(units, 1):
        text = _text(unit, wanted)
        origin = _text(unit, other) if side != "source" else None
        yield TextRecord(f"{path}: unit {number}", text or "", unit.tuid, origin, unit.document)


def _unit(record: TranslationUnit | Skipped) -> TranslationUnit:
    if isinstance(record, TranslationUnit):
        return record
    if record.unit is None:
        raise InputError(
            f"a segment cannot be read: {record.reason}",
            where=record.where,
            hint="Correct the file: scores of a part of it would mean something else.",
        )
    return record.unit


def _text(unit: TranslationUnit, language: str | None) -> str | None:
    tags = preferred(language, [v.language for v in unit.variants]) if language else []
    variant = unit.variant(tags[0]) if tags else None
    return variant.text if variant else None
