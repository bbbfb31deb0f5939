"""Removing what an import left that was killed or failed."""

from __future__ import annotations

import sqlite3
from glob import escape
from pathlib import Path

from tmtool.store import indexing
from tmtool.store.connection import transaction
from tmtool.store.liveness import ImportLock
from tmtool.store.postings import BLOCK_BITS

_AT_ONCE = 2_000


def remove_killed(connection: sqlite3.Connection, memory: Path) -> None:
    """Remove what imports left whose process is gone."""
    rows = connection.execute("SELECT id FROM import WHERE finished_at IS NULL").fetchall()
    for (number,) in rows:
        lock = ImportLock(memory, number)
        if not lock.is_held():
            remove_unfinished(connection, number)
            lock.release()
    _remove_locks(connection, memory)


def _remove_locks(connection: sqlite3.Connection, memory: Path) -> None:
    """Remove the lock files of imports that have ended, whose process was killed right then.

    An import that begins has no committed number yet, and its file stays.
    """
    for path in memory.parent.glob(f"{escape(memory.name)}-import-*"):
        number = path.name.rpartition("-")[2]
        if number.isdecimal() and connection.execute(
            "SELECT seq >= ?1 AND NOT EXISTS (SELECT 1 FROM import WHERE id = ?1 AND"
            " finished_at IS NULL) FROM sqlite_sequence WHERE name = 'import'",
            (int(number),),
        ).fetchone() == (1,):
            path.unlink(missing_ok=True)


def remove_unfinished(connection: sqlite3.Connection, import_id: int) -> None:
    """Remove an unfinished import's units in short transactions, then the import itself.

    A corpus that it made goes too, unless something else is in it by now.
    """
    removed = _AT_ONCE
    while removed == _AT_ONCE:
        with transaction(connection):
            removed = connection.execute(
                "DELETE FROM unit WHERE id IN (SELECT id FROM unit WHERE import_id = ?1 AND id >="
                " (SELECT first_unit FROM import WHERE id = ?1 AND finished_at IS NULL) LIMIT ?2)",
                (import_id, _AT_ONCE),
            ).rowcount
    _sweep(connection, import_id)
    with transaction(connection):
        connection.execute(
            "DELETE FROM corpus WHERE id IN"
            " (SELECT corpus_id FROM import WHERE id = ?1 AND creates_corpus)"
            " AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.corpus_id = corpus.id)"
            " AND NOT EXISTS (SELECT 1 FROM import i WHERE i.corpus_id = corpus.id AND i.id <> ?1)",
            (import_id,),
        )
        connection.execute("DELETE FROM import WHERE id = ? AND finished_at IS NULL", (import_id,))


def _sweep(connection: sqlite3.Connection, import_id: int) -> None:
    """Take what is gone out of the index, block by block from the import's first unit on."""
    row = connection.execute(
        "SELECT first_unit, (SELECT seq FROM sqlite_sequence WHERE name = 'unit') FROM import"
        " WHERE id = ? AND finished_at IS NULL",
        (import_id,),
    ).fetchone()
    if row is None or row[1] is None:
        return
    for block in range(row[0] >> BLOCK_BITS, (row[1] >> BLOCK_BITS) + 1):
        with transaction(connection):
            indexing.sweep(connection, [block])
