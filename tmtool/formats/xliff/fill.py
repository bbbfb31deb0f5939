"""XLIFF files filled with translations, every other byte as it was."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

from tmtool.formats import ReadOptions
from tmtool.formats.carrying import carried, without_placeholders
from tmtool.formats.files import open_binary, replacing
from tmtool.formats.filling import Tally
from tmtool.formats.inline import Code, escape_text, inline_of
from tmtool.formats.xliff.elements import UnitElement, UnitReader
from tmtool.formats.xliff.reader import Places, context_of, variant
from tmtool.formats.xliff.segments import Segment, is_blank, segments
from tmtool.formats.xliff.standing import Standing, standing
from tmtool.formats.xliff.states import Filled
from tmtool.formats.xliff.targets import changed_unit
from tmtool.models import Blank, Fill, FillReport

_CHUNK = 1 << 16
_Place = Literal["open", "weak", "kept", "locked"]
"""Whether a segment takes any fill, only a sure one, or none."""


def open_to_fill(path: Path, options: ReadOptions, *, overwrite: bool = False) -> FillableXliff:
    """Return an XLIFF file to fill; the languages are those of the options, else of the file."""
    return FillableXliff(path, options, overwrite=overwrite)


class FillableXliff:
    """An XLIFF file that is filled from what is known; it is read anew by each method.

    A translation that is there stays unless `overwrite`; one that a program filled in and
    nobody confirmed gives way to exact and context matches. Locked segments stay always.
    """

    def __init__(self, path: Path, options: ReadOptions, *, overwrite: bool) -> None:
        self._path = path
        self._options = options
        self._overwrite = overwrite

    def blanks(self) -> Iterator[Blank]:
        """Yield all segments with a source, in the order of the file."""
        places = Places(self._path, self._options)
        for unit in UnitReader(self._path, self._options.encoding).units():
            context = None
            for number, segment in enumerate(_with_source(unit)):
                pair = places.pair(unit)
                context = context if number else context_of(unit)
                place = self._place(unit, segment)
                yield Blank(
                    variant(pair[0], segment.source, unit.file.dialect.vocabulary).text,
                    *pair,
                    context=context,
                    document=unit.file.original,
                    wanted=place in ("open", "weak"),
                    locked=place == "locked",
                )

    def write(self, output: Path, fills: Iterator[Fill | None]) -> FillReport:
        """Write the file with what is filled in."""
        tally = Tally()
        reader = UnitReader(self._path, self._options.encoding)
        places = Places(self._path, self._options)
        with open_binary(self._path) as original, replacing(output) as text_file:
            file = text_file.buffer
            codec = ""
            for unit in reader.units():
                codec = codec or _codec(self._path, self._options.encoding or reader.encoding)
                places.pair(unit)
                filled = self._filled(unit, fills, tally)
                if filled:
                    _copy(original, file, unit.start - original.tell())
                    raw = original.read(unit.end - unit.start)
                    whole = _is_whole(unit, filled)
                    text = changed_unit(raw.decode(codec), unit, filled, whole=whole)
                    file.write(text.encode(codec, "xmlcharrefreplace"))
            _copy(original, file, None)
        return tally.report()

    def _filled(
        self, unit: UnitElement, fills: Iterator[Fill | None], tally: Tally
    ) -> list[Filled]:
        found = []
        for segment in _with_source(unit):
            place = self._place(unit, segment)
            if place in ("kept", "locked"):
                tally.add(place)
                continue
            fill = next(fills)
            filled = None if fill is None else _prepared(unit, segment, fill)
            if filled is None or (place == "weak" and not filled.is_sure):
                tally.add("empty" if is_blank(segment.target) else "kept")
            else:
                tally.add(filled.kind, fill)
                found.append(filled)
        return found

    def _place(self, unit: UnitElement, segment: Segment) -> _Place:
        stands = standing(unit, segment)
        if stands.locked or not unit.translate:
            return "locked"
        if self._overwrite or is_blank(segment.target) or _is_copy(segment, stands):
            return "open"
        return "weak" if stands.by_program else "kept"


def _with_source(unit: UnitElement) -> list[Segment]:
    return [segment for segment in segments(unit) if not is_blank(segment.source)]


def _is_copy(segment: Segment, stands: Standing) -> bool:
    """Tell whether a program has put the source in the place of the translation."""
    if segment.target is None or not stands.by_program:
        return False
    return "".join(segment.target.itertext()) == "".join(segment.source.itertext())


def _is_whole(unit: UnitElement, filled: Sequence[Filled]) -> bool:
    """Tell whether all segments of a unit have a translation when these are filled in."""
    done = {one.segment.id for one in filled}
    return all(s.id in done or not is_blank(s.target) for s in _with_source(unit))


def _prepared(unit: UnitElement, segment: Segment, fill: Fill) -> Filled | None:
    """Return a fill as XML; without the elements of the source a person must look at it."""
    if not fill.texts[0].strip():
        return None
    words = unit.file.dialect.vocabulary
    codes: list[Code] = []
    if len(segment.source):
        codes = inline_of(segment.source, words).codes
    xml = carried(fill, codes, words)
    if xml is not None:
        return Filled(segment, fill, fill.kind, xml)
    text = fill.texts[0]
    if codes or fill.target_markup is not None:
        text = without_placeholders(text)
    if not text.strip():
        return None
    return Filled(segment, fill, "fuzzy" if fill.is_sure else fill.kind, escape_text(text))


def _codec(path: Path, encoding: str | None) -> str:
    """Return the encoding of a part of the file, so without a byte order mark."""
    with open_binary(path) as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return "utf-16-le"
    if start.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        return "utf-16-be"
    return encoding or "utf-8"


def _copy(original: BinaryIO, file: BinaryIO, count: int | None) -> None:
    """Copy so many bytes, or all that are left."""
    while count is None or count > 0:
        chunk = original.read(_CHUNK if count is None else min(_CHUNK, count))
        if not chunk:
            return
        file.write(chunk)
        count = None if count is None else count - len(chunk)
