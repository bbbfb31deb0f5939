"""Remembering the digests that a file has brought, in bounded memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from tmtool.store.connection import placeholders

IN_MEMORY = 1 << 20
"""Digests kept in memory, about 80 bytes each."""

_TEMPORARY = (
    "CREATE TEMP TABLE IF NOT EXISTS seen (digest BLOB PRIMARY KEY) WITHOUT ROWID",
    "DELETE FROM temp.seen",
)


class Seen:
    """Digests in memory, which go into a temporary table whenever there are too many."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._recent: set[bytes] = set()
        self._has_table = False

    def among(self, digests: Collection[bytes]) -> set[bytes]:
        """Return those of the digests that were added before."""
        found = self._recent.intersection(digests)
        if self._has_table:
            marks = placeholders(digests)
            found.update(
                row[0]
                for row in self._connection.execute(
                    f"SELECT digest FROM temp.seen WHERE digest IN ({marks})", tuple(digests)
                )
            )
        return found

    def add(self, digests: Iterable[bytes]) -> None:
        """Remember these digests too."""
        self._recent.update(digests)
        if len(self._recent) >= IN_MEMORY:
            self._move()

    def _move(self) -> None:
        """Move all digests into the table, in their order: so each of its pages is written once."""
        if not self._has_table:
            # One by one: `executescript` would commit the transaction around it.
            for statement in _TEMPORARY:
                self._connection.execute(statement)
            self._has_table = True
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.seen VALUES (?)",
            ((digest,) for digest in sorted(self._recent)),
        )
        self._recent.clear()
