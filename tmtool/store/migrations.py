"""Numbered steps that bring a memory's file to the newest schema."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tmtool.store import migration_2, migration_3, migration_4, migration_5, migration_6
from tmtool.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tmtool.store.schema_1 import TABLES_1

if TYPE_CHECKING:
    from sqlite_utils import Database


def _m001_tables(db: Database) -> None:
    """Create the first schema."""
    for statement in _statements(TABLES_1):
        db.execute(statement)


def _m002_digests(db: Database) -> None:
    """Keep digests as numbers, in tables that imports fill in the order of the digests."""
    migration_2.define_functions(db.conn)
    for script in (migration_2.BEFORE, migration_2.TABLES, migration_2.AFTER):
        for statement in _statements(script):
            db.execute(statement)


def _m003_index(db: Database) -> None:
    """Create the index of segments, and fill it."""
    for statement in _statements(migration_3.TABLES):
        db.execute(statement)
    migration_3.fill(db.conn)


def _m004_terminology(db: Database) -> None:
    """Keep more of what is known of terms, and what is mined; make the terms' keys again."""
    for script in (migration_4.BEFORE, migration_4.TABLES, migration_4.AFTER):
        for statement in _statements(script):
            db.execute(statement)
    migration_4.fill(db.conn)


def _m005_scores(db: Database) -> None:
    """Keep more of what is known of scoring runs, and the findings that a person accepted."""
    for statement in _statements(migration_5.TABLES):
        db.execute(statement)


def _m006_alignment(db: Database) -> None:
    """Keep what is known of words for aligning documents, and which pairs are done."""
    for statement in _statements(migration_6.TABLES):
        db.execute(statement)


MIGRATIONS = (
    _m001_tables,
    _m002_digests,
    _m003_index,
    _m004_terminology,
    _m005_scores,
    _m006_alignment,
)
"""Migration number n brings a memory of version n - 1 to version n."""


def migrate(connection: sqlite3.Connection) -> None:
    """Apply every migration that the file has not seen; the caller makes it one transaction.

    sqlite-utils keeps the list of those applied in the table `_sqlite_migrations`.
    """
    from sqlite_utils import Database, Migrations

    migrations = Migrations("tmtool")
    for number, step in enumerate(MIGRATIONS, 1):
        migrations(name=f"m{number:03}")(step)
    migrations.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _statements(script: str) -> list[str]:
    """Split a script into statements; `executescript` would commit the transaction around it."""
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current.strip())
            current = ""
    return statements
