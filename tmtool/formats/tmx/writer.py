"""Translation units written as TMX 1.4 that editors old and new accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tmtool.formats import WriteOptions
from tmtool.formats.files import replacing
from tmtool.formats.inline import escape_attribute, escape_text, parse_markup
from tmtool.formats.selection import variants_to_write
from tmtool.formats.tmx.inline import TMX
from tmtool.formats.tmx.reader import CREATION_TOOL, PROPERTY_OF_FIELD
from tmtool.formats.values import compact_time
from tmtool.formats.xml_characters import check_characters
from tmtool.models import TranslationUnit, Variant
from tmtool.version import VERSION


def write_units(path: Path, units: Iterable[TranslationUnit], options: WriteOptions) -> int:
    """Write units to a TMX file and return how many.

    With both languages given, only these are written and units without one of them are left
    out; otherwise all are. The source language comes first; `srclang` is `*all*` without one.
    Markup that TMX does not allow is written as its plain text. Raises InputError for a
    character that XML does not allow.
    """
    count = 0
    with replacing(path) as file:
        file.write(_header(options.source_language or "*all*"))
        for number, unit in enumerate(units, 1):
            variants = variants_to_write(unit, options)
            if variants:
                element = _unit(unit, variants, options.source_language)
                check_characters(element, unit, number, path)
                file.write(element)
                count += 1
        file.write("</body>\n</tmx>\n")
    return count


def _header(source_language: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="{CREATION_TOOL}" creationtoolversion="{VERSION}"'
        f' segtype="sentence" o-tmf="{CREATION_TOOL}" adminlang="en"'
        f' srclang="{source_language}" datatype="plaintext"/>\n<body>\n'
    )


def _unit(unit: TranslationUnit, variants: list[Variant], source_language: str | None) -> str:
    attributes = [f' {name}="{escape_attribute(value)}"' for name, value in _attributes(unit)]
    if source_language is not None and variants[0].language != source_language:
        attributes.append(f' srclang="{variants[0].language}"')
    note = "" if unit.note is None else f"<note>{escape_text(unit.note)}</note>\n"
    properties = "".join(
        f'<prop type="{escape_attribute(name)}">{escape_text(value)}</prop>\n'
        for name, value in _properties(unit)
    )
    texts = "".join(
        f'<tuv xml:lang="{variant.language}"><seg>{_segment(variant)}</seg></tuv>\n'
        for variant in variants
    )
    return f"<tu{''.join(attributes)}>\n{note}{properties}{texts}</tu>\n"


def _attributes(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
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
    yield from unit.properties.items()


def _segment(variant: Variant) -> str:
    if variant.markup is not None:
        inline = parse_markup(variant.markup, TMX)
        if inline is not None and inline.valid and inline.text == variant.text:
            return inline.markup
    return escape_text(variant.text)
