"""The language tags a memory uses, by their numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tmtool.languages import preferred, primary
from tmtool.store.postings import PAGE_BITS


def stored(connection: sqlite3.Connection) -> dict[str, int]:
    """Return every tag with its number."""
    return dict(connection.execute("SELECT tag, id FROM language"))


def of_units(connection: sqlite3.Connection) -> list[str]:
    """Return the tags that units have, sorted; those of unfinished imports do not count.

    The index tells which pages of units may have a language; of these one is read.
    """
    rows = connection.execute(
        "SELECT l.tag FROM language l WHERE EXISTS (SELECT 1 FROM sizes s"
        f" CROSS JOIN variant v ON v.unit_id >= s.page << {PAGE_BITS}"
        f" AND v.unit_id < (s.page + 1) << {PAGE_BITS} AND v.language_id = s.language_id"
        " CROSS JOIN live_unit u ON u.id = v.unit_id WHERE s.language_id = l.id) ORDER BY l.tag"
    )
    return [tag for (tag,) in rows]


def language_id(connection: sqlite3.Connection, tag: str) -> int:
    """Return the number of a tag, giving it one where it is new; needs a write transaction."""
    row = connection.execute("SELECT id FROM language WHERE tag = ?", (tag,)).fetchone()
    if row is None:
        return connection.execute("INSERT INTO language (tag) VALUES (?)", (tag,)).lastrowid or 0
    return int(row[0])


def tags_of_pair(source: str, target: str, available: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return which of the available tags are the source's and the target's, the exact tag first.

    Between two regions or scripts of one language only the exact tags count.
    """
    known = list(available)
    if primary(source) != primary(target):
        return preferred(source, known), preferred(target, known)
    if source == target:
        return [], []
    return [tag for tag in known if tag == source], [tag for tag in known if tag == target]


def numbers_of_pair(
    connection: sqlite3.Connection, source: str, target: str
) -> tuple[list[int], list[int]]:
    """Return the numbers of the stored tags of a source and a target language."""
    tags = stored(connection)
    sources, targets = tags_of_pair(source, target, tags)
    return [tags[tag] for tag in sources], [tags[tag] for tag in targets]
