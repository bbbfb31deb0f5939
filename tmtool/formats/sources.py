"""What there is to translate in a file of any format: its source side, segment by segment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from tmtool.formats import FORMATS, Format, ReadOptions, find
from tmtool.formats.cutting import cutting_rules
from tmtool.formats.documents import OLD_FORMATS, DocumentFormat, find_document
from tmtool.formats.documents.segments import block_spans, document_blocks
from tmtool.formats.texts import LINES, format_of
from tmtool.languages import detect, preferred, sides
from tmtool.models import Blank, Skipped, SourceSegment, TextBlock, TranslationUnit
from tmtool.text.segmentation import Rules

__all__ = ["read_blocks", "read_sources", "segments_of"]

_SAMPLE = 1_000
"""Units by which the languages of a file are told that has no source language."""

_FIRST = 100
"""Paragraphs by whose script the language of a document is told."""


def read_sources(
    path: Path, options: ReadOptions, *, format_name: str | None = None
) -> tuple[str, Iterator[SourceSegment | Skipped]]:
    """Return the name of a file's format, and its segments in the order of the file.

    The format is the one named (`lines` is plain text), else that of the suffix; a file whose
    suffix belongs to no format is plain text. Segments without text are left out. Raises
    InputError for what cannot be read.
    """
    known = format_of(path, format_name)
    if isinstance(known, Format):
        return known.name, _of_bilingual(path, known, options)
    if known is None and format_name is None:
        _refuse_what_is_no_text(path)
    name = known.name if known else LINES
    return name, _of_document(path, options, format_name)


def _refuse_what_is_no_text(path: Path) -> None:
    """Raise InputError for suffixes of glossaries, and of documents that cannot be read."""
    suffix = path.suffix.lower()
    if suffix in OLD_FORMATS:
        find_document(path)
    if any(suffix in one.suffixes for one in FORMATS if not one.units):
        find(path)


def _of_bilingual(
    path: Path, known: Format, options: ReadOptions
) -> Iterator[SourceSegment | Skipped]:
    if "f" in known.units and known.directed:
        return _of_blanks(known.open_to_fill(path, options).blanks())
    return _of_units(known.read_units(path, options), options)


def _of_blanks(blanks: Iterable[Blank]) -> Iterator[SourceSegment]:
    """Yield the segments that `pretranslate` would look up, a plural after its singular."""
    for blank in blanks:
        for text in (blank.text, blank.plural):
            if text and not text.isspace():
                yield SourceSegment(
                    text,
                    blank.source_language,
                    blank.target_language,
                    blank.context,
                    blank.document,
                    translated=not (blank.wanted or blank.locked),
                    locked=blank.locked,
                )


def _of_units(
    records: Iterator[TranslationUnit | Skipped], options: ReadOptions
) -> Iterator[SourceSegment | Skipped]:
    """Yield the source of each unit; languages not given are the first that units have."""
    first = list(islice(records, _SAMPLE))
    tags = (variant.language for unit in map(_unit, first) if unit for variant in unit.variants)
    pair = sides(dict.fromkeys(tags), options.source_language, options.target_language)
    for record in chain(first, records):
        unit = _unit(record)
        if unit is None and isinstance(record, Skipped):
            yield record
        elif unit is not None and (text := _text(unit, pair[0])):
            translated = _text(unit, pair[1]) is not None
            yield SourceSegment(text, *pair, unit.context, unit.document, translated=translated)


def _unit(record: TranslationUnit | Skipped) -> TranslationUnit | None:
    return record.unit if isinstance(record, Skipped) else record


def _text(unit: TranslationUnit, language: str | None) -> str | None:
    tags = preferred(language, [variant.language for variant in unit.variants]) if language else []
    variant = unit.variant(tags[0]) if tags else None
    return variant.text if variant and variant.text.strip() else None


def read_blocks(
    path: Path, options: ReadOptions, *, format_name: str | None = None
) -> Iterator[TextBlock]:
    """Yield the paragraphs of a document that are to be translated, in its order.

    The format is the one named, else that of the suffix; of no format it is plain text. Raises
    InputError.
    """
    known = format_of(path, format_name)
    if format_name == LINES:
        blocks = find_document(path, "text").read(path, options.encoding)
    else:
        form = known.name if isinstance(known, DocumentFormat) else "text"
        blocks = document_blocks(path, options.encoding, form)
    return (block for block in blocks if block.kind != "code")


def _of_document(
    path: Path, options: ReadOptions, format_name: str | None
) -> Iterator[SourceSegment]:
    blocks = read_blocks(path, options, format_name=format_name)
    first = list(islice(blocks, _FIRST))
    language = options.source_language or detect("\n".join(one.text for one in first)) or ""
    rules = None if format_name == LINES else cutting_rules(options, language)
    for block in chain(first, blocks):
        for text in segments_of(block, rules):
            yield SourceSegment(
                text, options.source_language, options.target_language, document=str(path)
            )


def segments_of(block: TextBlock, rules: Rules | None = None) -> Iterator[str]:
    """Yield the segments of a paragraph: all of it as one without rules.

    Code is not to be translated.
    """
    if rules is not None:
        yield from (block.text[start:end] for start, end in block_spans(block, rules))
    elif block.kind != "code" and not block.text.isspace():
        yield block.text
