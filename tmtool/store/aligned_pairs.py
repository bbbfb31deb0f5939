"""Pairs of documents that are done: what became of them, by a digest of all that decides it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping

from tmtool.store.clock import now
from tmtool.store.connection import transaction

__all__ = ["find", "forget", "keep", "write"]


def find(connection: sqlite3.Connection, digest: bytes) -> dict[str, object] | None:
    """Return what became of a pair, `None` where it is not done.

    A pair whose units are on their way, or were taken back, is not.
    """
    row = connection.execute(
        "SELECT outcome FROM aligned_pair p WHERE digest = ? AND (import_id IS NULL OR EXISTS"
        " (SELECT 1 FROM import i WHERE i.id = p.import_id AND finished_at IS NOT NULL))",
        (digest,),
    ).fetchone()
    if row is None:
        return None
    outcome: dict[str, object] = json.loads(row[0])
    return outcome


def write(
    connection: sqlite3.Connection,
    digest: bytes,
    outcome: Mapping[str, object],
    import_id: int | None,
) -> None:
    """Write down that a pair is done; needs a write transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO aligned_pair (digest, import_id, outcome, at) VALUES (?, ?, ?, ?)",
        (digest, import_id, json.dumps(outcome, ensure_ascii=False), now()),
    )


def forget(connection: sqlite3.Connection, corpus_id: int, document: str) -> None:
    """Forget earlier pairs that brought units of a document of a corpus, as other ones come.

    Needs a write transaction.
    """
    connection.execute(
        "DELETE FROM aligned_pair WHERE json_extract(outcome, '$.document') = ?"
        " AND import_id IN (SELECT id FROM import WHERE corpus_id = ?)",
        (document, corpus_id),
    )


def keep(connection: sqlite3.Connection, digest: bytes, outcome: Mapping[str, object]) -> None:
    """Write down that a pair is done which brought no units."""
    with transaction(connection):
        write(connection, digest, outcome, None)
