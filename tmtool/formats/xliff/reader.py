"""Translation units read from XLIFF 1.0 to 1.2, 2.0, 2.1 and the dialects of other tools."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from tmtool.formats import ReadOptions
from tmtool.formats.inline import Vocabulary, text_and_markup
from tmtool.formats.selection import side_language
from tmtool.formats.values import parse_count, parse_time
from tmtool.formats.xliff.elements import FileElement, UnitElement, UnitReader
from tmtool.formats.xliff.segments import Segment, is_blank, segments
from tmtool.formats.xliff.standing import standing
from tmtool.models import Skipped, TranslationUnit, Variant
from tmtool.models.making import make_unit, make_variant

FIELD = "x-tmtool-"
PROPERTY = "x-tmtool-property-"
"""What the types of contexts begin with that hold what XLIFF has no place for."""

DATA = "data:"
"""What the names of properties begin with that hold XLIFF 2's original data, by its id."""

_CONTEXT_IDS = ("x-po-msgctxt", "x-msgctxt")
_TOLD = frozenset(
    """restype state state-qualifier subState type conf origin origin-system percent
    text-match""".split()
)
_FIELDS = frozenset(
    """created-at created-by modified-at modified-by lastchanginguser
    lastchangedtimestamp""".split()
)
"""Attributes of other tools that become fields."""

_TIMES = {"created-at": "created_at", "modified-at": "changed_at"}
_PEOPLE = {"created-by": "created_by", "modified-by": "changed_by"}
_TRADOS = {
    "created_by": "created_by",
    "created_on": "created_at",
    "last_modified_by": "changed_by",
    "modified_on": "changed_at",
}


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield a unit for each translated segment of an XLIFF file, in the order of the file.

    The languages are those of the options, else of the file. `alt-trans` and matches are not
    translations of the file and are not read.
    """
    places = Places(path, options)
    for unit in UnitReader(path, options.encoding).units():
        yield from _read(unit, places)


class Places:
    """The languages of files, and the position of the next segment of each document."""

    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path = path
        self._options = options
        self._file: FileElement | None = None
        self._pair: tuple[str, str] | None = None
        self._positions: dict[str, int] = {}

    def where(self, unit: UnitElement) -> str:
        """Return the file and the line of a unit."""
        return f"{self._path}:{unit.line}"

    def position(self, document: str) -> int:
        """Return how many segments of a document there were, and count one more."""
        position = self._positions.get(document, 0)
        self._positions[document] = position + 1
        return position

    def pair(self, unit: UnitElement) -> tuple[str, str]:
        """Return the languages of a unit; raises InputError where they are not known."""
        if self._pair is None or unit.file is not self._file:
            self._file = unit.file
            self._pair = (
                self._tag("source", self._options.source_language, unit),
                self._tag("target", self._options.target_language, unit),
            )
        return self._pair

    def _tag(self, side: Literal["source", "target"], given: str | None, unit: UnitElement) -> str:
        spelled = unit.file.source_language if side == "source" else unit.file.target_language
        return side_language(side, given, spelled, self.where(unit))


def _read(unit: UnitElement, places: Places) -> Iterator[TranslationUnit | Skipped]:
    found = segments(unit)
    if not found:
        yield Skipped(places.where(unit), "it has no source")
    shared: dict[str, Any] | None = None
    words = unit.file.dialect.vocabulary
    for segment in found:
        position = places.position(unit.file.original)
        reason = _untranslated(unit, segment)
        if reason and (is_blank(segment.source) or not unit.translate):
            yield Skipped(places.where(unit), reason)
            continue
        if shared is None:
            shared = _fields(unit)
        source, target = places.pair(unit)
        if reason:
            alone = (variant(source, segment.source, words),)
            fields = _with_segment(shared, unit, segment, position)
            yield Skipped(places.where(unit), reason, make_unit(alone, **fields))
            continue
        assert segment.target is not None
        variants = (variant(source, segment.source, words), variant(target, segment.target, words))
        fields = _with_segment(shared, unit, segment, position)
        yield make_unit(variants, **fields)


def _untranslated(unit: UnitElement, segment: Segment) -> str:
    """Return why a segment is no pair of texts; nothing where it is one."""
    if is_blank(segment.source):
        return "no source text"
    if is_blank(segment.target):
        return "not translated"
    return "" if unit.translate else "not to be translated"


def variant(language: str, element: Element, words: Vocabulary) -> Variant:
    """Return the text of an element with its inline elements as placeholders."""
    return make_variant(language, *text_and_markup(element, words))


def segment_name(unit: UnitElement, segment: Segment) -> str | None:
    """Return what a segment is called among all files: its document, unit and own id."""
    unit_id = unit.element.get("id")
    if unit_id is None:
        return None
    name = f"{unit.file.original}#{unit_id}"
    return name if segment.id is None else f"{name}/{segment.id}"


def context_of(unit: UnitElement, said: Sequence[tuple[str, str]] | None = None) -> str | None:
    """Return the unit's context id: `resname` or `name`, else a context that says `msgctxt`."""
    version = unit.file.dialect.version
    named = unit.element.get("resname" if version == 1 else "name")
    if named is not None or version == 2:
        return named
    if said is None:
        said = list(_contexts(unit.element, unit.file.dialect.core))
    return next((value for name, value in said if name in _CONTEXT_IDS), None)


def _contexts(element: Element, core: str) -> Iterator[tuple[str, str]]:
    for group in element.findall(f"{core}context-group"):
        for one in group:
            if one.tag == f"{core}context":
                yield one.get("context-type", ""), "".join(one.itertext())


def _fields(unit: UnitElement) -> dict[str, Any]:
    """Return what all segments of a unit share."""
    dialect, element = unit.file.dialect, unit.element
    said: list[tuple[str, str]] = []
    fields: dict[str, Any] = {"document": unit.file.original or None, "properties": {}}
    if not dialect.texts.issuperset([child.tag for child in element]):
        said += _contexts(element, dialect.core) if dialect.version == 1 else _metadata(element)
        fields["note"] = note_of(element, dialect.core)
    fields["context"] = context_of(unit, said)
    if dialect.ours:
        fields |= _own(said)
    else:
        fields["properties"] = _properties(element, said)
    for name, text in _original_data(element, dialect.core) if dialect.version == 2 else ():
        fields["properties"][f"{DATA}{name}"] = text
    if dialect.name == "mxliff":
        fields |= _times_of_mxliff(element, dialect.extension)
    elif dialect.name == "mqxliff":
        fields["changed_by"] = element.get(f"{dialect.extension}lastchanginguser")
        changed = element.get(f"{dialect.extension}lastchangedtimestamp", "")
        fields["changed_at"] = parse_time(changed)
    return fields


def note_of(element: Element, core: str) -> str | None:
    """Return the notes of a unit, joined by line ends."""
    notes = element.findall(f"{core}note")
    for listed in element.findall(f"{core}notes"):
        notes += listed.findall(f"{core}note")
    return "\n".join("".join(note.itertext()) for note in notes) if notes else None


def _properties(element: Element, said: Sequence[tuple[str, str]]) -> dict[str, str]:
    found = _attributes_of(element)
    for name, value in said:
        if name:
            found[name] = f"{found[name]}\n{value}" if name in found else value
    return found


def _own(said: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return the fields that tmtool wrote as contexts."""
    fields: dict[str, Any] = {"properties": {}}
    for name, value in said:
        if name.startswith(PROPERTY):
            fields["properties"][unquote(name.removeprefix(PROPERTY))] = value
        elif name.startswith(FIELD):
            field = name.removeprefix(FIELD)
            number = field in ("position", "usage_count")
            fields[field] = parse_count(value) if number else value
    return fields


def _metadata(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what the metadata module of XLIFF 2 says."""
    for child in element:
        if child.tag.rpartition(":")[2] == "metadata":
            for one in child.iter():
                if one.tag.rpartition(":")[2] == "meta":
                    yield one.get("type", ""), "".join(one.itertext())


def _original_data(element: Element, core: str) -> Iterator[tuple[str, str]]:
    for listed in element.findall(f"{core}originalData"):
        for one in listed:
            yield one.get("id", ""), "".join(one.itertext())


def _times_of_mxliff(element: Element, prefix: str) -> dict[str, Any]:
    """Return who made and changed a unit, and when: Phrase counts milliseconds since 1970."""
    fields: dict[str, Any] = {}
    for name, field in _PEOPLE.items():
        fields[field] = element.get(f"{prefix}{name}") or None
    for name, field in _TIMES.items():
        count = parse_count(element.get(f"{prefix}{name}", ""))
        seconds = (count or 0) / (1000 if (count or 0) > 10**11 else 1)
        if 0 < seconds < 10**11:
            moment = datetime.fromtimestamp(seconds, UTC)
            fields[field] = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return fields


def _with_segment(
    shared: dict[str, Any], unit: UnitElement, segment: Segment, position: int
) -> dict[str, Any]:
    """Return the fields of a segment: those of its unit, and its own."""
    fields = {**shared, "status": standing(unit, segment).status}
    if unit.file.dialect.ours:
        return fields
    fields["tuid"] = segment_name(unit, segment)
    fields["position"] = position
    if segment.home is not None:
        fields["properties"] = shared["properties"] | _attributes_of(segment.home)
        for one in segment.home if unit.file.dialect.name == "sdlxliff" else ():
            field = _TRADOS.get(one.get("key", ""))
            if field is not None:
                text = "".join(one.itertext())
                fields[field] = parse_time(text) if field.endswith("_at") else text
    return fields


def _attributes_of(element: Element) -> dict[str, str]:
    """Return the attributes that tell of a translation and have no field of their own."""
    return {
        name: value
        for name, value in element.attrib.items()
        if name in _TOLD
        or (":" in name and not name.startswith("xml") and name.partition(":")[2] not in _FIELDS)
    }
