"""The index as units come, go and change: which segments of it are written anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from tmtool.models import TranslationUnit
from tmtool.store.connection import placeholders
from tmtool.store.indexing import Segment, add, build, remove
from tmtool.store.languages import language_id

_AT_ONCE = 500

Text = tuple[str, int, str]
"""The language of a text, its unit's id, and the text."""


def add_units(connection: sqlite3.Connection, units: Sequence[int]) -> None:
    """Put all segments of stored units into the index; needs a write transaction."""
    for tag, segments in _by_language(texts_of(connection, units)):
        add(connection, language_id(connection, tag), tag, build(segments, tag))


def remove_units(connection: sqlite3.Connection, units: Sequence[int]) -> None:
    """Take units out of the index before they are removed; needs a write transaction."""
    for tag, segments in _by_language(texts_of(connection, units)):
        remove(connection, language_id(connection, tag), tag, segments)


def change_units(
    connection: sqlite3.Connection,
    before: Iterable[TranslationUnit],
    after: Iterable[TranslationUnit],
) -> None:
    """Put the texts that differ into the index for those before; needs a write transaction."""
    old, new = _texts(before), _texts(after)
    for tag, segments in _by_language(old - new):
        remove(connection, language_id(connection, tag), tag, segments)
    for tag, segments in _by_language(new - old):
        add(connection, language_id(connection, tag), tag, build(segments, tag))


def _texts(units: Iterable[TranslationUnit]) -> set[Text]:
    return {(v.language, unit.id or 0, v.text) for unit in units for v in unit.variants}


def texts_of(connection: sqlite3.Connection, units: Sequence[int]) -> Iterator[Text]:
    """Yield the texts of stored units, those of an unfinished import too."""
    for start in range(0, len(units), _AT_ONCE):
        part = units[start : start + _AT_ONCE]
        yield from connection.execute(
            "SELECT l.tag, v.unit_id, v.text FROM variant v"
            " JOIN language l ON l.id = v.language_id"
            f" WHERE v.unit_id IN ({placeholders(part)})",
            part,
        )


def _by_language(texts: Iterable[Text]) -> Iterator[tuple[str, list[Segment]]]:
    """Yield each language with its segments, by the ids of their units."""
    # All of a language together: each stem's units are one value, which is written once then.
    for tag, group in groupby(sorted(texts), key=lambda text: text[0]):
        yield tag, [text[1:] for text in group]
