"""XLIFF files filled with translations, every other byte as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from tmtool.formats import ReadOptions
from tmtool.formats.carrying import fill_as_xml
from tmtool.formats.files import open_binary, replacing_bytes
from tmtool.formats.filling import Place, Tally, Terms, new_lines, settled, wanted_terms
from tmtool.formats.xliff.elements import UnitElement, UnitReader
from tmtool.formats.xliff.reader import Places, context_of, note_of, variant
from tmtool.formats.xliff.segments import Segment, is_blank, segments
from tmtool.formats.xliff.standing import Standing, standing
from tmtool.formats.xliff.states import Done, Filled
from tmtool.formats.xliff.targets import changed_unit
from tmtool.formats.xml_filling import codec_of, copy, decoded
from tmtool.models import Blank, Fill, FillReport


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

    def write(
        self, output: Path, fills: Iterator[Fill | None], *, terms: Terms | None = None
    ) -> FillReport:
        """Write the file with what is filled in."""
        tally = Tally()
        reader = UnitReader(self._path, self._options.encoding)
        places = Places(self._path, self._options)
        with open_binary(self._path) as original, replacing_bytes(output) as file:
            codec = ""
            for unit in reader.units():
                codec = codec or codec_of(self._path, self._options.encoding or reader.encoding)
                pair = places.pair(unit)
                filled = self._filled(unit, fills, tally)
                notes = self._notes(unit, pair, filled, tally, terms) if terms else []
                if filled or notes:
                    copy(original, file, unit.start - original.tell())
                    raw = original.read(unit.end - unit.start)
                    content = decoded(raw, codec, places.where(unit))
                    done = _done(unit, filled)
                    text = changed_unit(content, unit, filled, done=done, notes=notes)
                    file.write(text.encode(codec, "xmlcharrefreplace"))
            copy(original, file, None)
        return tally.report()

    def _filled(
        self, unit: UnitElement, fills: Iterator[Fill | None], tally: Tally
    ) -> list[Filled]:
        found: list[Filled] = []
        for segment in _with_source(unit):
            filled = settled(
                self._place(unit, segment),
                fills,
                tally,
                partial(_prepared, unit, segment),
                is_empty=is_blank(segment.target),
            )
            found += [filled] if filled else []
        return found

    def _notes(
        self,
        unit: UnitElement,
        pair: tuple[str, str],
        filled: Sequence[Filled],
        tally: Tally,
        terms: Terms,
    ) -> list[str]:
        """Return the lines of terms that the notes of a unit lack."""
        known = note_of(unit.element, unit.file.dialect.core)
        by_segment = {id(one.segment.source): one for one in filled}
        found: dict[str, None] = {}
        for segment in _with_source(unit):
            text = variant(pair[0], segment.source, unit.file.dialect.vocabulary).text
            ready = by_segment.get(id(segment.source))
            lines = wanted_terms(terms, self._place(unit, segment), text, pair, ready)
            new = new_lines(known, lines)
            tally.note(len(new))
            found |= dict.fromkeys(new)
        return list(found)

    def _place(self, unit: UnitElement, segment: Segment) -> Place:
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


def _done(unit: UnitElement, filled: Sequence[Filled]) -> Done:
    """Tell how far a unit is translated when these segments are filled in."""
    ids = {one.segment.id for one in filled}
    rest = [segment for segment in _with_source(unit) if segment.id not in ids]
    if any(is_blank(segment.target) for segment in rest):
        return "in part"
    sure = all(one.is_sure for one in filled)
    sure = sure and all(standing(unit, segment).status == "approved" for segment in rest)
    return "surely" if sure else "to be looked at"


def _prepared(unit: UnitElement, segment: Segment, fill: Fill) -> Filled | None:
    ready = fill_as_xml(fill, segment.source, unit.file.dialect.vocabulary)
    return Filled(segment, fill, ready.kind, ready.xml) if ready else None
