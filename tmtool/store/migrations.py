"""Numbered steps that bring a memory's file to the newest schema."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tmtool.store.schema import APPLICATION_ID, FIRST_TABLES, INDEX_TABLES, SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database


def _m001_tables(db: Database) -> None:
    """Create the first schema."""
    for statement in _statements(FIRST_TABLES):
        db.execute(statement)


def _m002_index(db: Database) -> None:
    """Create the index of segments, and fill it."""
    from tmtool.store.upkeep import rebuild_all

    for statement in _statements(INDEX_TABLES):
        db.execute(statement)
    rebuild_all(db.conn)


MIGRATIONS = (_m001_tables, _m002_index)
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
