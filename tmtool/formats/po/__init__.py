"""Gettext catalogues as translation units."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions
from tmtool.formats.po.adapter import is_header, read_entries, save_catalogue
from tmtool.formats.po.entry import Entry
from tmtool.formats.po.fill import open_to_fill
from tmtool.formats.po.header import header_fields, header_language
from tmtool.formats.po.rewriter import rewrite
from tmtool.formats.po.texts import read_texts
from tmtool.formats.po.writer import CatalogueBuilder
from tmtool.formats.rewriting import Retext
from tmtool.formats.selection import pair_to_write
from tmtool.models import Skipped, TranslationUnit, Variant
from tmtool.text.plural_rules import parse_rule, plural_rule

__all__ = [
    "builder_of",
    "open_to_fill",
    "read_texts",
    "read_units",
    "rewrite_targets",
    "units_of",
    "write_units",
]


def read_units(path: Path, options: ReadOptions) -> Iterator[TranslationUnit | Skipped]:
    """Yield a unit for each translated entry, and for each plural form of it.

    The languages are those of the options, else of the header; the source is English if neither
    names it. A plural form's unit has the properties `msgid`, `msgid_plural` and `plural` (its
    index): index 0 is paired with the singular, the others with the plural. `plural_forms` is
    the rule of the header where that is not the one usual in the language.
    """
    return (record for _, record in read_records(path, options))


def read_records(
    path: Path, options: ReadOptions
) -> Iterator[tuple[Entry, TranslationUnit | Skipped]]:
    """Yield what `read_units` yields with the entries that it comes from."""
    return units_of(read_entries(path, options.encoding), path, options)


def units_of(
    entries: Iterable[Entry], path: Path, options: ReadOptions
) -> Iterator[tuple[Entry, TranslationUnit | Skipped]]:
    """Yield the entries of a file with the units, or what is skipped, that each one gives."""
    source, target = options.source_language, options.target_language
    position, rule = 0, None
    for entry in entries:
        where = f"{path}:{entry.linenum}"
        if is_header(entry):
            fields = header_fields(entry.msgstr)
            named = fields.get("X-Source-Language", ""), fields.get("Language", "")
            source = options.source_language or header_language(named[0], where) or source
            target = options.target_language or header_language(named[1], where) or target
            rule = _rule_of_its_own(fields.get("Plural-Forms", ""), target)
            continue
        if target is None:
            raise InputError(
                "the header does not name the language of the translations",
                where=str(path),
                hint="Give it with -t, such as -t ru, or add `Language: ru` to the header.",
            )
        for source_text, target_text, properties in _pairs(entry):
            if rule and properties:
                properties["plural_forms"] = rule
            if source_text and target_text:
                variants = (Variant(source or "en", source_text), Variant(target, target_text))
                yield entry, _unit(entry, variants, properties, path.name, position)
            else:
                reason = "not translated" if source_text else "no source text"
                alone = (Variant(source or "en", source_text),)
                rest = _unit(entry, alone, properties, path.name, position)
                yield entry, Skipped(where, reason, rest if source_text else None)
            position += 1


def rewrite_targets(
    path: Path, output: Path, edits: Iterable[Retext], options: ReadOptions
) -> None:
    """Write the catalogue to `output`, which may be `path`, with some translations changed.

    `edits` come in the order of the units and are gone through twice. All lines but those of the
    changed `msgstr` stay byte for byte. Raises InputError where a text cannot be put in.
    """
    rewrite(path, output, edits, options.encoding, lambda file: read_records(file, options))


def write_units(
    path: Path,
    units: Iterable[TranslationUnit],
    options: WriteOptions,
    *,
    comments: Callable[[str], Sequence[str]] | None = None,
) -> int:
    """Write a catalogue that `msgfmt -c` accepts and return how many units it holds.

    Of several translations of one text in one context the first given is written, the others
    are translator comments (`# also: …`). Languages that the options leave open are those of
    the first unit, English before others as the source. `comments` gives further lines of
    extracted comments for a text.
    """
    builder = builder_of(units, options, comments=comments)
    save_catalogue(path, builder.catalogue(path.stem))
    return builder.written


def builder_of(
    units: Iterable[TranslationUnit],
    options: WriteOptions,
    *,
    comments: Callable[[str], Sequence[str]] | None = None,
) -> CatalogueBuilder:
    """Return a builder that has taken all units; arguments are those of `write_units`."""
    rest = iter(units)
    first = next(rest, None)
    source, target = pair_to_write(first, options)
    builder = CatalogueBuilder(source, target, comments=comments)
    for unit in chain([first] if first else [], rest):
        builder.add(unit)
    return builder


def _pairs(entry: Entry) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield source text, target text and properties of an entry or of each plural form."""
    if not entry.msgid_plural or not any(entry.msgstr_plural.values()):
        yield entry.msgid, entry.msgstr, {}
        return
    for index, text in sorted(entry.msgstr_plural.items()):
        properties = {
            "msgid": entry.msgid,
            "msgid_plural": entry.msgid_plural,
            "plural": str(index),
        }
        yield entry.msgid_plural if index else entry.msgid, text, properties


def _rule_of_its_own(value: str, language: str | None) -> str | None:
    """Return a header's plural rule where it is another than that of the language."""
    rule = parse_rule(value)
    known = rule is None or language is None or rule.is_like(plural_rule(language))
    return None if known or rule is None else rule.text


def _unit(
    entry: Entry,
    variants: tuple[Variant, ...],
    properties: dict[str, str],
    document: str,
    position: int,
) -> TranslationUnit:
    references = " ".join(f"{name}:{line}" if line else name for name, line in entry.occurrences)
    if references:
        properties["references"] = references
    if entry.obsolete:
        properties["obsolete"] = "yes"
    return TranslationUnit(
        variants,
        document=document,
        position=position,
        context=entry.msgctxt,
        status="draft" if "fuzzy" in entry.flags else "approved",
        note="\n".join(filter(None, (entry.tcomment, entry.comment))) or None,
        properties=properties,
    )
