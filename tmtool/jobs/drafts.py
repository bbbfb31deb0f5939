"""Segments to check: from two texts line by line, from a bilingual file, from the memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from tmtool import formats
from tmtool.errors import InputError, NotFoundError
from tmtool.formats.documents import DocumentFormat
from tmtool.formats.lines import read_segments
from tmtool.formats.texts import format_of, read_texts
from tmtool.jobs.scripts import refuse_other_script
from tmtool.languages import preferred, sides
from tmtool.models import DraftSegment, Skipped, TranslationUnit
from tmtool.scoring.shifts import find_shift
from tmtool.store import corpora, units
from tmtool.store.unit_filter import Filter

Record = TranslationUnit | Skipped

LOOKED_AT = 200
"""Segments from the beginning by whose script the languages are told."""


class UnitDrafts:
    """Units as segments to check, read as they are asked for.

    `left_out` counts, once they are read, the units without text in both languages. Of a file
    a unit with its source alone is not translated: a segment with an empty draft, unless it is
    obsolete. Raises InputError, at the end, where no unit has both and some have other languages.
    """

    def __init__(
        self, records: Iterable[Record], source: str, target: str, *, stored: bool = False
    ) -> None:
        self._records = records
        self._pair = source, target
        self._stored = stored
        self.left_out = 0

    def __iter__(self) -> Iterator[DraftSegment]:
        """Yield the segments in the order of the units."""
        segments = translated = 0
        for position, record in enumerate(self._records, 1):
            segment = self._segment(record, position)
            if segment is None:
                self.left_out += 1
            else:
                segments += 1
                translated += bool(segment.draft)
                yield segment
        if not translated and (self.left_out or not segments):
            raise InputError(
                f"no unit has text in both {self._pair[0]} and {self._pair[1]}",
                hint="Name the languages that it has: -s ru -t en.",
            )

    def _segment(self, record: Record, position: int) -> DraftSegment | None:
        unit = record.unit if isinstance(record, Skipped) else record
        if unit is None:
            return None
        source, draft = (_text(unit, language) for language in self._pair)
        if source is None or (draft is None and not self._is_untranslated(unit)):
            return None
        return DraftSegment(self._name(unit, position), source, draft or "", self._document(unit))

    def _is_untranslated(self, unit: TranslationUnit) -> bool:
        """Tell whether a unit of a file has text in one language alone, and is in use."""
        texts = [variant for variant in unit.variants if variant.text.strip()]
        return not self._stored and len(texts) == 1 and "obsolete" not in unit.properties

    def _name(self, unit: TranslationUnit, position: int) -> int | str:
        if self._stored and unit.id is not None:
            return unit.id
        return unit.tuid or position

    def _document(self, unit: TranslationUnit) -> str | None:
        """Return what the unit's running text is: a unit of no document has one of its own."""
        if not self._stored:
            return unit.document
        return f"{unit.corpus}\n{unit.document or unit.id}"


def _text(unit: TranslationUnit, language: str) -> str | None:
    tags = preferred(language, [variant.language for variant in unit.variants])
    variant = unit.variant(tags[0]) if tags else None
    return variant.text if variant and variant.text.strip() else None


def from_lines(source: Path, draft: Path, *, encoding: str | None = None) -> list[DraftSegment]:
    """Return the lines of a text with those of its draft; lines blank in both are left out.

    Raises InputError where the numbers of lines differ or nothing is left, and for files that
    have both sides in them.
    """
    for path in (source, draft):
        _refuse_two_sides(path)
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
        raise InputError(
            "every line is empty", where=str(source), hint="Check that the right files were given."
        )
    return found


def _refuse_two_sides(path: Path) -> None:
    """Raise InputError for a bilingual file; a table may be read as lines."""
    known = format_of(path)
    if isinstance(known, formats.Format) and known.name not in ("tsv", "csv"):
        raise InputError(
            f"{known.name} files have the source and its draft in them",
            where=str(path),
            hint="Check each by itself: tmtool check FILE. Two files are texts that go together"
            " line by line, or documents.",
        )


def are_documents(paths: Iterable[Path], format_name: str | None = None) -> bool:
    """Tell whether any of these files is a document with paragraphs, other than plain text."""
    known = [format_of(path, format_name) for path in paths]
    return any(isinstance(one, DocumentFormat) for one in known) and not any(
        isinstance(one, formats.Format) for one in known
    )


def from_documents(
    source: Path, draft: Path, reading: formats.ReadOptions, *, format_name: str | None = None
) -> list[DraftSegment]:
    """Return the paragraphs of a document with those of its draft; they are numbered from 1.

    Plain text may stand for one of them: its lines that are not blank. Raises InputError where
    the numbers of paragraphs differ or there are none.
    """
    asked, given = (_paragraphs(path, reading, format_name) for path in (source, draft))
    if len(asked) != len(given):
        raise InputError(
            f"the numbers of paragraphs differ: {source} has {len(asked):,}, {draft} has"
            f" {len(given):,}",
            hint="Paragraph n of the draft must translate paragraph n of the source. Look for one"
            " that is missing, joined or split, or align the texts first.",
        )
    if not asked:
        raise InputError(
            "there is no paragraph with text",
            where=str(source),
            hint="Check that the right files were given.",
        )
    name = str(source)
    return [
        DraftSegment(number, one, other, name)
        for number, (one, other) in enumerate(zip(asked, given, strict=True), 1)
    ]


def _paragraphs(path: Path, reading: formats.ReadOptions, name: str | None) -> list[str]:
    known = format_of(path, name)
    form = "text" if known is None else name
    return [one.text for one in read_texts(path, reading, format_name=form)]


def shift_in(segments: Sequence[DraftSegment], *, called: str = "line") -> str | None:
    """Say which drafts seem to translate the source before or after theirs, if any do.

    `called` is what a segment is.
    """
    found = find_shift(
        [one.draft for one in segments], [one.source for one in segments], same_language=False
    )
    if found is None:
        return None
    first, last = segments[found.first].segment, segments[found.last].segment
    way = "after" if found.by > 0 else "before"
    places = called if abs(found.by) == 1 else f"{called}s"
    return (
        f"{called}s {first} to {last} of the draft seem to translate the source {abs(found.by)}"
        f" {places} {way} theirs: look for a missing, doubled or broken {called}"
    )


def records_in(
    path: Path, format_name: str | None, reading: formats.ReadOptions
) -> Iterator[Record]:
    """Yield the units of a bilingual file, and the records that cannot be read."""
    return formats.find(path, format_name, to_read=True).read_units(path, reading)


def stored_units(connection: sqlite3.Connection, corpus: str | None) -> Iterator[TranslationUnit]:
    """Yield the memory's units, or those of a corpus; raises NotFoundError where it is unknown."""
    names = [known.name for known in corpora.all_settings(connection)]
    if corpus is not None and corpus not in names:
        has = ", ".join(names) or "none"
        raise NotFoundError(f"there is no corpus {corpus!r}", hint=f"The memory has: {has}.")
    return units.stream(connection, Filter(corpus=corpus))


def languages_in(
    records: Iterator[Record],
    source: str | None,
    target: str | None,
    *,
    in_order: bool = False,
    declared: str | None = None,
) -> tuple[str | None, str | None, Iterator[Record]]:
    """Return the languages of units, and the records: those not given are the first unit's.

    That is its first other language; of Russian and English, Russian is the source, unless the
    file has `declared` another one, or the order of its languages says which it is (`in_order`).
    """
    read: list[Record] = []
    tags: list[str] = []
    for record in records:
        read.append(record)
        if isinstance(record, TranslationUnit):
            tags = [variant.language for variant in record.variants]
            break
    pair = sides(tags, source, target, in_order=in_order, declared=declared)
    return *pair, chain(read, records)


def in_right_script(
    segments: Iterable[DraftSegment], source: str, target: str
) -> Iterator[DraftSegment]:
    """Return the segments; raises InputError where a side is in the script of another language.

    The first 200 segments are looked at, all their letters together.
    """
    iterator = iter(segments)
    first = list(islice(iterator, LOOKED_AT))
    sides = (
        ("source", source, " ".join(segment.source for segment in first)),
        ("draft", target, " ".join(segment.draft for segment in first)),
    )
    for side, tag, text in sides:
        refuse_other_script(f"the {side}", text, tag)
    return chain(first, iterator)
