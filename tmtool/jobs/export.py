"""Writing a memory's units to a file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path

from tmtool import formats
from tmtool.errors import InputError, NotFoundError
from tmtool.jobs.term_notes import TermNotes
from tmtool.languages import only_pair, preferred
from tmtool.models import STATUSES, TranslationUnit
from tmtool.store import languages, units
from tmtool.store.unit_filter import Filter


def export(
    connection: sqlite3.Connection,
    path: Path,
    chosen: Filter,
    options: formats.WriteOptions,
    *,
    format_name: str | None = None,
) -> int:
    """Write the chosen units and return how many; the old file stays until the new one is whole.

    With both languages given, units that lack one are left out; TMX in the compatible profile
    gets the only two that there are. Raises NotFoundError where nothing is chosen and a file
    would be replaced by an empty one.
    """
    file_format = formats.find(path, format_name)
    options = _for_format(connection, path, file_format, chosen, options)
    with closing(units.stream(connection, chosen)) as stored:
        found = _some(_in_both(stored, options), path)
        if file_format.keyed_by_source:
            return _export_catalogue(connection, path, found, options, file_format)
        return file_format.write_units(path, found, options)


def _for_format(
    connection: sqlite3.Connection,
    path: Path,
    file_format: formats.Format,
    chosen: Filter,
    options: formats.WriteOptions,
) -> formats.WriteOptions:
    """Return the options with the languages that a format needs; refuse what is not for it."""
    if file_format.name != "tmx":
        if options.profile != "compatible" or options.language_tags:
            raise InputError(
                f"{file_format.name} files have no profiles, and no other language tags",
                where=str(path),
                hint="Leave out --profile and --lang-map, or write TMX.",
            )
        return options
    given = options.source_language, options.target_language
    if options.profile == "full" or all(given):
        return options
    pair = only_pair(languages.of_units(connection), *given)
    if pair is None:
        found = units.languages(connection, chosen)
        pair = only_pair(found, *given)
        if pair is None and all(preferred(tag, found) for tag in given if tag) and found:
            raise InputError(
                f"the units have texts in {', '.join(found)}, and a file that all programs read"
                " has two languages",
                where=str(path),
                hint="Name two, such as -s en -t ru, or take --profile full for all of them.",
            )
    return replace(options, source_language=pair[0], target_language=pair[1]) if pair else options


def _some(found: Iterator[TranslationUnit], path: Path) -> Iterator[TranslationUnit]:
    """Return the units; refuse to put none of them in the place of a file that has some."""
    first = next(found, None)
    if first is None and path.is_file() and path.stat().st_size:
        raise NotFoundError(
            f"no unit is chosen, so {path} was left as it is",
            hint="Check the languages and the filters: `tmtool stats` shows what there is.",
        )
    return chain([first], found) if first else found


def _in_both(
    found: Iterable[TranslationUnit], options: formats.WriteOptions
) -> Iterator[TranslationUnit]:
    wanted = [tag for tag in (options.source_language, options.target_language) if tag]
    for unit in found:
        tags = [variant.language for variant in unit.variants]
        if all(preferred(language, tags) for language in wanted):
            yield unit


def _export_catalogue(
    connection: sqlite3.Connection,
    path: Path,
    found: Iterable[TranslationUnit],
    options: formats.WriteOptions,
    file_format: formats.Format,
) -> int:
    """Write a catalogue: the best translation of each text, its terms as comments."""
    source, target = options.source_language, options.target_language
    if source is None or target is None:
        raise InputError(
            "a catalogue of gettext has one source and one target language",
            where=str(path),
            hint="Name them: -s en -t ru.",
        )
    ordered = _best_first(found, source)
    notes = TermNotes(connection)
    return file_format.write_units(
        path, ordered, options, comments=lambda text: notes(text, source, target)
    )


def _best_first(found: Iterable[TranslationUnit], source: str) -> list[TranslationUnit]:
    """Keep the order of the texts, but of units with one text put the best first."""
    listed = list(found)
    first: dict[tuple[str | None, str], int] = {}
    for place, unit in enumerate(listed):
        first.setdefault(_key(unit, source), place)
    listed.sort(key=lambda u: u.changed_at or u.created_at or "", reverse=True)
    listed.sort(key=lambda u: (first[_key(u, source)], STATUSES.index(u.status), -u.usage_count))
    return listed


def _key(unit: TranslationUnit, language: str) -> tuple[str | None, str]:
    tags = preferred(language, [variant.language for variant in unit.variants])
    variant = unit.variant(tags[0]) if tags else None
    return unit.context, variant.text if variant else ""
