"""Remembering the digests that a file has brought, in bounded memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from hashlib import blake2b
from typing import Literal, Self

from tmtool.store.connection import placeholders
from tmtool.text.normalise import comparable

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

    def clear(self) -> None:
        """Forget all digests."""
        self._recent.clear()
        if self._has_table:
            self._connection.execute("DELETE FROM temp.seen")

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


class Repetitions:
    """Tells which texts were seen before, file by file; a context manager that forgets them."""

    def __init__(self) -> None:
        # Temporary databases, which SQLite removes when they are closed.
        self._connections = [sqlite3.connect("") for _ in range(2)]
        self._here, self._anywhere = map(Seen, self._connections)

    def __enter__(self) -> Self:
        """Return the memory of texts itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget all texts."""
        for connection in self._connections:
            connection.close()

    def next_file(self) -> None:
        """Begin another file."""
        self._here.clear()

    def add(self, source: str, target: str, text: str) -> Literal["within", "across"] | None:
        """Tell where a text was seen before in a pair of languages, and remember it.

        Texts are the same where a match rate of 100 calls them identical.
        """
        key = "\0".join((source, target, comparable(text)))
        digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if self._here.among((digest,)):
            return "within"
        self._here.add((digest,))
        if self._anywhere.among((digest,)):
            return "across"
        self._anywhere.add((digest,))
        return None
