"""The language tags a memory uses, by their numbers."""

from __future__ import annotations

import sqlite3

from tmtool.languages import preferred


def stored(connection: sqlite3.Connection) -> dict[str, int]:
    """Return every tag with its number."""
    return dict(connection.execute("SELECT tag, id FROM language"))


def language_id(connection: sqlite3.Connection, tag: str) -> int:
    """Return the number of a tag, giving it one where it is new; needs a write transaction."""
    row = connection.execute("SELECT id FROM language WHERE tag = ?", (tag,)).fetchone()
    if row is None:
        return connection.execute("INSERT INTO language (tag) VALUES (?)", (tag,)).lastrowid or 0
    return int(row[0])


def numbers(connection: sqlite3.Connection, wanted: str) -> list[int]:
    """Return the numbers of the stored tags of a language, the exact tag first."""
    tags = stored(connection)
    return [tags[tag] for tag in preferred(wanted, tags)]
