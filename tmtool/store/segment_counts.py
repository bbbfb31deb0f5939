"""What metrics counted in segments: kept for drafts to come, as long as there is room."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

from tmtool.store.connection import placeholders, transaction

__all__ = ["MOST", "SegmentCounts"]

Item = TypeVar("Item")

MOST = 200_000
"""The segments that are kept; those that were asked for least recently go first."""

_BATCH = 1000
_PATIENCE_MS = 1000
"""How long another process may be waited for: counting again costs little more."""

_DAY_S = 86_400


class SegmentCounts:
    """Counts by digest, in a memory's file.

    Nothing here raises an error of SQLite's: what cannot be read is not known, and after the
    first failure to write nothing more is written.
    """

    def __init__(self, connection: sqlite3.Connection, *, today: int | None = None) -> None:
        self._connection = connection
        self._today = int(time.time() // _DAY_S) if today is None else today
        self._is_writable = True
        self._room = MOST

    def read(self, digests: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Return the counts of those digests that are known, and remember that they were used."""
        found: dict[bytes, bytes] = {}
        older: list[bytes] = []
        try:
            for some in _batches(digests):
                for digest, used, counts in self._connection.execute(
                    "SELECT digest, used, counts FROM segment_counts"
                    f" WHERE digest IN ({placeholders(some)})",
                    some,
                ):
                    found[digest] = counts
                    if used != self._today:
                        older.append(digest)
        except sqlite3.Error:
            return {}
        self._write(
            f"UPDATE segment_counts SET used = {self._today} WHERE digest = ?",
            [(digest,) for digest in older],
        )
        return found

    def write(self, counts: Sequence[tuple[bytes, bytes]]) -> None:
        """Keep counts with their digests, and drop others where there are too many.

        A text longer than there is room for does not push out its own beginning.
        """
        kept = counts[: self._room]
        self._room -= len(kept)
        self._write(
            "INSERT OR REPLACE INTO segment_counts (digest, used, counts)"
            f" VALUES (?, {self._today}, ?)",
            kept,
        )
        self._write("DELETE FROM segment_counts WHERE digest = ?", self._surplus())

    def _surplus(self) -> Sequence[tuple[bytes]]:
        """Return the digests that were used least recently, as many as there are too many."""
        try:
            (number,) = self._connection.execute("SELECT count(*) FROM segment_counts").fetchone()
            return self._connection.execute(
                "SELECT digest FROM segment_counts ORDER BY used LIMIT ?", (max(0, number - MOST),)
            ).fetchall()
        except sqlite3.Error:
            return []

    def _write(self, statement: str, rows: Sequence[tuple[bytes, ...]]) -> None:
        """Run a statement for rows, ordered by digest, in short transactions."""
        if not (rows and self._is_writable):
            return
        try:
            with self._impatient():
                for some in _batches(sorted(rows)):
                    with transaction(self._connection):
                        self._connection.executemany(statement, some)
        except sqlite3.Error:
            self._is_writable = False

    @contextmanager
    def _impatient(self) -> Iterator[None]:
        (patience,) = self._connection.execute("PRAGMA busy_timeout").fetchone()
        self._connection.execute(f"PRAGMA busy_timeout = {min(patience, _PATIENCE_MS)}")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {patience}")


def _batches(values: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH]
