"""Translation units as JSON lines, which are read back unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tmtool.formats import ReadOptions, WriteOptions
from tmtool.formats.jsonl import fields
from tmtool.formats.jsonl.lines import Object, UntranslatedError, read_objects, writing
from tmtool.formats.selection import variants_to_write
from tmtool.models import STATUSES, Skipped, TranslationUnit, Variant

_VARIANT: dict[str, fields.Reader] = {
    "language": fields.language,
    "text": fields.text,
    "markup": fields.text,
}
_OPTIONAL: dict[str, fields.Reader] = {
    "tuid": fields.text,
    "document": fields.text,
    "position": fields.count,
    "context": fields.text,
    "status": fields.one_of(STATUSES),
    "created_at": fields.time,
    "created_by": fields.text,
    "changed_at": fields.time,
    "changed_by": fields.text,
    "usage_count": fields.count,
    "note": fields.text,
    "properties": fields.named_texts,
    "id": fields.ignored,
    "corpus": fields.text,
}


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield the units of a file in its order; their `id` is that of another memory and not taken.

    Skipped: what is no unit, has an unknown field, or has text in fewer than two languages.
    Raises InputError for a file that is none of tmtool's, or is cut off.
    """
    return read_objects(path, options.encoding, "units", _unit)


def write_units(path: Path, units: Iterable[TranslationUnit], options: WriteOptions) -> int:
    """Write units with all that is known of them, and return how many.

    See `selection.variants_to_write` for what the languages of the options mean.
    """
    count = 0
    with writing(path, "units") as write:
        for unit in units:
            variants = variants_to_write(unit, options)
            if variants:
                write(_object(unit, variants))
                count += 1
    return count


def _unit(value: Object) -> TranslationUnit:
    found = fields.read_fields(value, _READERS, "the unit")
    found.pop("id", None)
    variants: tuple[Variant, ...] = found.pop("variants", ())
    languages = [variant.language for variant in variants if variant.text.strip()]
    if len(set(languages)) < 2:
        reason = f"it has text in {len(set(languages))} of the two languages or more that it needs"
        if len(languages) != 1:
            raise ValueError(reason)
        alone = tuple(variant for variant in variants if variant.text.strip())
        raise UntranslatedError(reason, TranslationUnit(alone, **found))
    if len(set(languages)) < len(variants):
        raise ValueError("it has a language twice, or without text")
    return TranslationUnit(variants, **found)


def _variant(value: object) -> Variant:
    found = fields.read_fields(value, _VARIANT, "a variant")
    if not {"language", "text"} <= found.keys():
        raise ValueError("a variant needs a language and a text")
    return Variant(**found)


_READERS: dict[str, fields.Reader] = {"variants": fields.list_of(_variant), **_OPTIONAL}


def _object(unit: TranslationUnit, variants: Iterable[Variant]) -> Object:
    """Return a unit's fields in their order, without those that are unknown or empty."""
    value: Object = {"variants": [_variant_object(variant) for variant in variants]}
    for name in _OPTIONAL:
        stored: Any = getattr(unit, name)
        if stored is not None and (name, stored) != ("usage_count", 0):
            value[name] = stored
    if unit.properties:
        value["properties"] = dict(unit.properties)
    else:
        del value["properties"]
    return value


def _variant_object(variant: Variant) -> Object:
    value = {"language": variant.language, "text": variant.text}
    return value if variant.markup is None else {**value, "markup": variant.markup}
