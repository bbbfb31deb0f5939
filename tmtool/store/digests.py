"""The tables through which units are found by their digests."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from tmtool.store.connection import placeholders
from tmtool.store.fingerprints import halves, whole

_AT_ONCE = 20_000
"""Digests in one write transaction: tens of milliseconds, so that other writers get their turn."""

_WRITTEN = {
    "unit_digest (digest, unit_id)": (
        "SELECT fingerprint AS digest, id AS unit_id FROM unit"
        " WHERE import_id = ?1 AND id >= ?2"
        " UNION ALL SELECT identity, id FROM unit"
        " WHERE import_id = ?1 AND id >= ?2 AND identity IS NOT NULL"
    ),
    "variant_digest (digest, unit_id, language_id)": (
        "SELECT v.digest, v.unit_id, v.language_id FROM unit u"
        " CROSS JOIN variant v ON v.unit_id = u.id WHERE u.import_id = ?1 AND u.id >= ?2"
    ),
}


def add(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Let these units be found; needs a write transaction."""
    rows = [(number,) for number in numbers]
    for statement in (
        "INSERT OR IGNORE INTO unit_digest SELECT fingerprint, id FROM unit WHERE id = ?",
        "INSERT OR IGNORE INTO unit_digest"
        " SELECT identity, id FROM unit WHERE id = ? AND identity IS NOT NULL",
        "INSERT OR IGNORE INTO variant_digest"
        " SELECT digest, unit_id, language_id FROM variant WHERE unit_id = ?",
    ):
        connection.executemany(statement, rows)


def write(
    connection: sqlite3.Connection,
    import_id: int,
    transaction: Callable[[], AbstractContextManager[None]],
) -> None:
    """Let the units of a running import be found when it is finished, in short transactions."""
    # What the cache has of the units written is not needed; the sorting takes as much.
    connection.execute("PRAGMA shrink_memory")
    (first,) = connection.execute(
        "SELECT first_unit FROM import WHERE id = ?", (import_id,)
    ).fetchone() or (0,)
    for table, select in _WRITTEN.items():
        connection.execute("DROP TABLE IF EXISTS temp.sorted")
        # The order makes each page of the table be written once, not once for every batch.
        connection.execute(
            f"CREATE TEMP TABLE sorted AS {select} ORDER BY digest, unit_id", (import_id, first)
        )
        for start in _starts(connection):
            with transaction():
                connection.execute(
                    f"INSERT OR IGNORE INTO {table} SELECT * FROM temp.sorted"
                    " WHERE rowid > ? ORDER BY rowid LIMIT ?",
                    (start, _AT_ONCE),
                )
        connection.execute("DROP TABLE temp.sorted")


def _starts(connection: sqlite3.Connection) -> Iterator[int]:
    (last,) = connection.execute("SELECT coalesce(max(rowid), 0) FROM temp.sorted").fetchone()
    yield from range(0, last, _AT_ONCE)


def known(
    connection: sqlite3.Connection, prints: Sequence[bytes], corpus_id: int
) -> dict[bytes, int]:
    """Return which of the fingerprints are of units in a corpus that look-ups see, with an id."""
    marks = placeholders(prints)
    rows = connection.execute(
        "SELECT u.fingerprint, u.fingerprint_rest, u.id FROM unit_digest d"
        " CROSS JOIN live_unit u ON u.id = d.unit_id AND u.fingerprint = d.digest"
        f" WHERE d.digest IN ({marks}) AND u.corpus_id = ? ORDER BY u.id DESC",
        (*(halves(digest)[0] for digest in prints), corpus_id),
    )
    wanted = set(prints)
    found = ((whole(first, rest), number) for first, rest, number in rows)
    return {digest: number for digest, number in found if digest in wanted}


def with_identity(
    connection: sqlite3.Connection, identities: Sequence[int], corpus_id: int
) -> list[tuple[int, int]]:
    """Return identities with the ids of the units in a corpus that have them, by id.

    Units that look-ups do not see are left out.
    """
    marks = placeholders(identities)
    return connection.execute(
        "SELECT u.identity, u.id FROM unit_digest d"
        " CROSS JOIN live_unit u ON u.id = d.unit_id AND u.identity = d.digest"
        f" WHERE d.digest IN ({marks}) AND u.corpus_id = ? ORDER BY u.id",
        (*identities, corpus_id),
    ).fetchall()
