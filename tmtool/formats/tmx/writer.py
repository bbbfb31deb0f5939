"""Translation units written as TMX 1.4, for other programs or for tmtool itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import WriteOptions
from tmtool.formats.inline import escape_attribute, escape_text
from tmtool.formats.selection import pair_to_write, variants_to_write
from tmtool.formats.tmx.codes import is_tmx, segment_xml
from tmtool.formats.tmx.fields import (
    CORPUS,
    CREATION_TOOL,
    MARKUP,
    PROPERTY_OF_FIELD,
    stored_name,
)
from tmtool.formats.tmx.packing import packed_file
from tmtool.formats.values import compact_time
from tmtool.formats.xml_characters import check_characters
from tmtool.models import TranslationUnit, Variant
from tmtool.version import VERSION

FILE_END = "</body>\n</tmx>\n"
"""What comes behind the units."""


def write_units(path: Path, units: Iterable[TranslationUnit], options: WriteOptions) -> int:
    """Write units to a TMX file, packed if its name ends in `.gz` or `.zip`, and return how many.

    The compatible profile has two languages, those of the options or of the first unit: the
    header and all units name them alike, and the source comes first. Inline elements of other
    formats become codes of TMX. The full profile has everything that a unit has, in all its
    languages unless two are given, and reads back as it was.

    Raises InputError for a character that XML does not allow, and, in the compatible profile,
    where the languages are not known or would be the same.
    """
    if options.profile == "full":
        return _write(path, units, options, _FullLayout(options))
    rest = iter(units)
    first = next(rest, None)
    all_units = chain([first], rest) if first else rest
    return _write(path, all_units, options, _CompatibleLayout(path, first, options))


class _FullLayout:
    """All that tmtool knows of a unit."""

    def __init__(self, options: WriteOptions) -> None:
        self._options = options
        self._tags = options.language_tags
        source = options.source_language
        self.source_language = self._tags.get(source, source) if source else "*all*"

    def element(self, unit: TranslationUnit) -> str:
        variants = variants_to_write(unit, self._options)
        if not variants:
            return ""
        texts = "".join(map(self._variant, variants))
        source = self._tags.get(variants[0].language, variants[0].language)
        attributes = _attributes(unit)
        if self.source_language not in ("*all*", source):
            attributes += f' srclang="{source}"'
        corpus = "" if unit.corpus is None else _property(CORPUS, unit.corpus)
        return f"<tu{attributes}>\n{_remarks(unit)}{corpus}{texts}</tu>\n"

    def _variant(self, variant: Variant) -> str:
        tag = self._tags.get(variant.language, variant.language)
        if is_tmx(variant):
            return _variant(tag, segment_xml(variant))
        markup = _property(MARKUP, variant.markup or "").rstrip("\n")
        return f'<tuv xml:lang="{tag}">{markup}<seg>{escape_text(variant.text)}</seg></tuv>\n'


class _CompatibleLayout:
    """Two languages in each unit, under the tags that the header names."""

    def __init__(self, path: Path, first: TranslationUnit | None, options: WriteOptions) -> None:
        source, target = options.source_language, options.target_language
        if first is not None:
            source, target = pair_to_write(first, options)
        self._wanted = WriteOptions(source, target)
        tags = options.language_tags
        self.source_language = tags.get(source, source) if source else "*all*"
        self._target = tags.get(target, target) if target else ""
        if self.source_language.lower() == self._target.lower():
            raise InputError(
                f"the source and the target language would both be {self._target}",
                where=str(path),
                hint="Give two languages, and two tags with --lang-map.",
            )

    def element(self, unit: TranslationUnit) -> str:
        variants = variants_to_write(unit, self._wanted)
        if len(variants) != 2:
            return ""
        source = _variant(self.source_language, segment_xml(variants[0]))
        target = _variant(self._target, segment_xml(variants[1]))
        return f"<tu{_attributes(unit)}>\n{_remarks(unit)}{source}{target}</tu>\n"


def _write(
    path: Path,
    units: Iterable[TranslationUnit],
    options: WriteOptions,
    layout: _FullLayout | _CompatibleLayout,
) -> int:
    count = 0
    with packed_file(path) as file:
        file.write(file_start(layout.source_language))
        for number, unit in enumerate(units, 1):
            element = layout.element(unit)
            if element:
                check_characters(element, unit, number, path)
                file.write(element)
                count += 1
        file.write(FILE_END)
    return count


def file_start(source_language: str) -> str:
    """Return what comes before the units."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="{CREATION_TOOL}" creationtoolversion="{VERSION}"'
        f' segtype="sentence" o-tmf="{CREATION_TOOL}" adminlang="en"'
        f' srclang="{source_language}" datatype="plaintext"/>\n<body>\n'
    )


def _variant(tag: str, segment: str) -> str:
    return f'<tuv xml:lang="{tag}"><seg>{segment}</seg></tuv>\n'


def _remarks(unit: TranslationUnit) -> str:
    note = "" if unit.note is None else f"<note>{escape_text(unit.note)}</note>\n"
    return note + "".join(_property(name, value) for name, value in _properties(unit))


def _property(name: str, value: str) -> str:
    return f'<prop type="{escape_attribute(name)}">{escape_text(value)}</prop>\n'


def _attributes(unit: TranslationUnit) -> str:
    found = (f' {name}="{escape_attribute(value)}"' for name, value in _named(unit))
    return "".join(found)


def _named(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
    if unit.tuid is not None:
        yield "tuid", unit.tuid
    if unit.created_at is not None:
        yield "creationdate", compact_time(unit.created_at)
    if unit.created_by is not None:
        yield "creationid", unit.created_by
    if unit.changed_at is not None:
        yield "changedate", compact_time(unit.changed_at)
    if unit.changed_by is not None:
        yield "changeid", unit.changed_by
    if unit.usage_count:
        yield "usagecount", str(unit.usage_count)


def _properties(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
    for field, name in PROPERTY_OF_FIELD.items():
        value = getattr(unit, field)
        if value is not None and (field, value) != ("status", "approved"):
            yield name, str(value)
    for name, value in unit.properties.items():
        yield stored_name(name), value
