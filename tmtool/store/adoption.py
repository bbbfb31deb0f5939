"""Taking over from another memory what no corpus or file format holds.

These are settings, decisions on candidates, accepted findings and runs. All need a write
transaction; with `dry_run` nothing is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from tmtool.models import Corpus, MergePart
from tmtool.store import corpora
from tmtool.store.connection import placeholders

_GLOSSARY = "origin, licence, imported_at, checksum"
_ACCEPTED = "digest, check_id, source, draft, message, note, at, by"
_RUN = (
    "at",
    "by",
    "name",
    "draft",
    "reference",
    "source_language",
    "target_language",
    "segments",
    "excluded",
    "scores",
    "checks",
    "test_set",
)


class GlossaryToRead(NamedTuple):
    """A glossary of another memory with what is known of it."""

    name: str
    settings: tuple[Any, ...]


def corpus(connection: sqlite3.Connection, theirs: Corpus) -> None:
    """Make a corpus as theirs is, unless there is one; one that a merge makes is none yet."""
    if corpora.is_live(connection, theirs.name):
        return
    number = corpora.ensure(connection, theirs.name)
    columns = (*corpora.SETTABLE, "imported_at", "checksum")
    connection.execute(
        f"UPDATE corpus SET {', '.join(f'{name} = ?' for name in columns)} WHERE id = ?",
        (*(getattr(theirs, name) for name in columns), number),
    )
    corpora.keep(connection, number)


def glossaries(other: sqlite3.Connection) -> list[GlossaryToRead]:
    """Return the glossaries of another memory, in the order they were made."""
    rows = other.execute(f"SELECT name, {_GLOSSARY} FROM glossary ORDER BY id")
    return [GlossaryToRead(name, tuple(settings)) for name, *settings in rows]


def glossary(connection: sqlite3.Connection, theirs: GlossaryToRead) -> None:
    """Make a glossary as theirs is, unless there is one."""
    connection.execute(
        f"INSERT OR IGNORE INTO glossary (name, {_GLOSSARY})"
        f" VALUES (?, {placeholders(theirs.settings)})",
        (theirs.name, *theirs.settings),
    )


def findings(
    connection: sqlite3.Connection, other: sqlite3.Connection, *, dry_run: bool
) -> MergePart:
    """Take over the accepted findings; of one that both accepted, ours stays."""
    read = added = 0
    for row in other.execute(f"SELECT {_ACCEPTED} FROM accepted ORDER BY digest"):
        read += 1
        found = connection.execute("SELECT 1 FROM accepted WHERE digest = ?", row[:1]).fetchone()
        if found is None:
            added += 1
            if not dry_run:
                connection.execute(
                    f"INSERT INTO accepted ({_ACCEPTED}) VALUES ({placeholders(row)})", row
                )
    return MergePart("findings", None, read, added, duplicate=read - added)


def runs(connection: sqlite3.Connection, other: sqlite3.Connection, *, dry_run: bool) -> MergePart:
    """Take over the runs with their counts, but those that are the same in everything."""
    read = added = 0
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM run").fetchone()
    same = " AND ".join(f"{name} IS ?" for name in _RUN)
    for number, *values in other.execute(f"SELECT id, {', '.join(_RUN)} FROM run ORDER BY at, id"):
        read += 1
        if connection.execute(
            f"SELECT 1 FROM run WHERE id <= ? AND {same}", (last, *values)
        ).fetchone():
            continue
        added += 1
        if not dry_run:
            _add_run(connection, other, number, values)
    return MergePart("runs", None, read, added, duplicate=read - added)


def _add_run(
    connection: sqlite3.Connection, other: sqlite3.Connection, number: int, values: Sequence[Any]
) -> None:
    own = connection.execute(
        f"INSERT INTO run ({', '.join(_RUN)}) VALUES ({placeholders(_RUN)})", values
    ).lastrowid
    counts = other.execute(
        "SELECT metric, columns, counts FROM run_counts WHERE run_id = ?", (number,)
    )
    connection.executemany(
        "INSERT INTO run_counts (run_id, metric, columns, counts) VALUES (?, ?, ?, ?)",
        ((own, *row) for row in counts),
    )
