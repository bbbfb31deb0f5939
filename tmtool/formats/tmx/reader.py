"""Translation units read from TMX 1.1 to 1.4b, of any size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.parsers.expat import XMLParserType

from tmtool.errors import LanguageError
from tmtool.formats import ReadOptions
from tmtool.formats.inline import Inline
from tmtool.formats.tmx.inline import TMX
from tmtool.formats.values import parse_count, parse_time
from tmtool.formats.xml_stream import check_root, guarded_parser, pieces
from tmtool.languages import normalise
from tmtool.models import STATUSES, Skipped, TranslationUnit, Variant

CREATION_TOOL = "tmtool"
PROPERTY_OF_FIELD = {
    "document": "x-document",
    "position": "x-position",
    "context": "x-context",
    "status": "x-status",
}
"""The `prop` types that hold what TMX has no attribute for."""

_OTHERS = {"document": ("file", "x-file"), "context": ("id",)}  # OmegaT, Lokalize
_TIMES = {"creationdate": "created_at", "changedate": "changed_at"}
_STRINGS = {"tuid": "tuid", "creationid": "created_by", "changeid": "changed_by"}


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a TMX file, all languages of each, in the order of the file.

    Where a unit has a language twice, the second text (if it differs) gives another unit with
    the first texts of the other languages. A unit with text in fewer than two languages is
    skipped. What `tuv` says of dates, authors and use goes before what `tu` says, the last `tuv`
    first. OmegaT's `file` and `id` and Lokalize's `x-file` also give document and context.
    """
    parser = guarded_parser(path, encoding=options.encoding)
    reader = UnitReader(parser, path)
    return pieces(path, parser, reader.done)


def read_every_unit(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield one unit for each `tu` of a TMX file, with the first text in each language.

    It may have text in one language, or none.
    """
    parser = guarded_parser(path, encoding=options.encoding)
    reader = UnitReader(parser, path, every=True)
    return pieces(path, parser, reader.done)


class UnitReader:
    """The expat handlers that build units; what stands in `_buffer` is the last text."""

    def __init__(self, parser: XMLParserType, path: Path, *, every: bool = False) -> None:
        self._every = every
        self.done: list[TranslationUnit | Skipped] = []
        self._parser = parser
        self._path = path
        self._buffer: list[str] = []
        self._inline = Inline(TMX)
        self._tags: dict[str | None, str | LanguageError] = {}
        self._ours = False
        self._language: str | None = None
        self._kind = ""
        self._begin({})
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._buffer.append

    def _root(self, name: str, _attributes: dict[str, str]) -> None:
        check_root(name, ("tmx",), f"{self._path}:{self._parser.CurrentLineNumber}")
        self._parser.StartElementHandler = self._start

    def _begin(self, attributes: dict[str, str]) -> None:
        self._line = self._parser.CurrentLineNumber
        self._attributes = attributes
        self._segments: list[tuple[str | None, str, str | None]] = []
        self._properties: dict[str, str] = {}
        self._notes: list[str] = []
        self._buffer.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tuv":
            self._language = attributes.get("xml:lang", attributes.get("lang"))
            if len(attributes) > 1:
                self._attributes |= attributes
        elif name == "seg":
            self._buffer.clear()
            self._parser.StartElementHandler = self._start_inline
        elif name == "tu":
            self._begin(attributes)
        elif name == "header":
            self._ours = attributes.get("creationtool") == CREATION_TOOL
        else:
            self._buffer.clear()
            self._kind = attributes.get("type", "")

    def _end(self, name: str) -> None:
        if name == "seg":
            self._parser.StartElementHandler = self._start
            self._segments.append((self._language, "".join(self._buffer), None))
        elif name == "tu":
            self._finish()
        elif name == "prop":
            value = "".join(self._buffer)
            if self._kind in self._properties:
                value = f"{self._properties[self._kind]}\n{value}"
            self._properties[self._kind] = value
        elif name == "note":
            self._notes.append("".join(self._buffer))

    def _start_inline(self, name: str, attributes: dict[str, str]) -> None:
        self._inline = Inline(TMX)
        self._inline.data("".join(self._buffer))
        self._inline.start(name, attributes)
        self._parser.StartElementHandler = self._inline.start
        self._parser.EndElementHandler = self._end_inline
        self._parser.CharacterDataHandler = self._inline.data

    def _end_inline(self, name: str) -> None:
        if self._inline.depth:
            self._inline.end(name)
            return
        self._segments.append((self._language, self._inline.text, self._inline.markup))
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._buffer.append

    def _finish(self) -> None:
        firsts, seconds, problem = self._texts()
        if self._every:
            self._yield_units(firsts, [])
        elif len(firsts) > 1:
            self._yield_units(firsts, seconds)
        if problem:
            self._skip(f"a text in it is left out: {problem}")
        elif len(firsts) < 2 and not self._every:
            unit = TranslationUnit(tuple(firsts.values()), **self._fields()) if firsts else None
            reason = f"it has text in {len(firsts)} of the two languages or more that it needs"
            self._skip(reason, unit)

    def _texts(self) -> tuple[dict[str, Variant], list[Variant], str]:
        """Return the first text in each language, the others that differ, and what is wrong."""
        firsts: dict[str, Variant] = {}
        seconds: list[Variant] = []
        problem = ""
        for spelled, text, markup in self._segments:
            if not text or text.isspace():
                continue
            language = self._tag(spelled)
            if isinstance(language, LanguageError):
                problem = language.what
                continue
            variant = Variant(language, text, markup)
            if firsts.setdefault(language, variant) != variant:
                seconds.append(variant)
        return firsts, seconds, problem

    def _tag(self, spelled: str | None) -> str | LanguageError:
        if spelled not in self._tags:
            try:
                self._tags[spelled] = normalise(spelled or "")
            except LanguageError as error:
                self._tags[spelled] = error
        return self._tags[spelled]

    def _skip(self, reason: str, unit: TranslationUnit | None = None) -> None:
        self.done.append(Skipped(f"{self._path}:{self._line}", reason, unit))

    def _yield_units(self, firsts: Mapping[str, Variant], seconds: list[Variant]) -> None:
        fields = self._fields()
        self.done.append(TranslationUnit(tuple(firsts.values()), **fields))
        for second in seconds:
            variants = {**firsts, second.language: second}
            self.done.append(TranslationUnit(tuple(variants.values()), **fields))

    def _fields(self) -> dict[str, Any]:
        properties = self._properties
        fields = _from_attributes(self._attributes, properties)
        if self._notes:
            fields["note"] = "\n".join(self._notes)
        if properties:
            _take_properties(properties, fields)
            if not self._ours:
                _take_others(properties, fields)
            fields["properties"] = properties
        return fields


def _from_attributes(attributes: Mapping[str, str], properties: dict[str, str]) -> dict[str, Any]:
    """Return the fields that attributes give; a date or a count that is none stays a property."""
    fields: dict[str, Any] = {
        field: attributes[name] for name, field in _STRINGS.items() if name in attributes
    }
    for name, field in _TIMES.items():
        if name in attributes:
            time = parse_time(attributes[name])
            if time is None:
                properties[name] = attributes[name]
            else:
                fields[field] = time
    if "usagecount" in attributes:
        count = parse_count(attributes["usagecount"])
        if count is None:
            properties["usagecount"] = attributes["usagecount"]
        else:
            fields["usage_count"] = count
    return fields


def _take_properties(properties: dict[str, str], fields: dict[str, Any]) -> None:
    """Move tmtool's own properties to their fields, unless the value is none of ours."""
    for field, name in PROPERTY_OF_FIELD.items():
        value = properties.get(name)
        if value is None:
            continue
        kept: str | int | None = value
        if field == "position":
            kept = parse_count(value)
        elif field == "status" and value not in STATUSES:
            kept = None
        if kept is None:
            continue
        fields[field] = kept
        del properties[name]


def _take_others(properties: Mapping[str, str], fields: dict[str, Any]) -> None:
    for field, names in _OTHERS.items():
        for name in names:
            if name in properties:
                fields.setdefault(field, properties[name])
