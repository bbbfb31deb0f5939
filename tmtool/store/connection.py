"""Opening a memory's file, its transactions and what its errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from tmtool.errors import MemoryFileError, VersionError
from tmtool.store.schema import APPLICATION_ID, SCHEMA_VERSION

BUSY_TIMEOUT_MS = 60_000
"""How long a statement waits for another process to finish its transaction."""

CACHE_KIB = 65_536
"""SQLite's page cache for one connection."""


def open_file(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a memory for reading and writing, upgrading an older one after a backup copy.

    With `create` a missing file is made. Raises MemoryFileError where the file is missing,
    is not a memory or cannot be read, VersionError where a newer tmtool wrote it.
    """
    _check_path(path, create=create)
    try:
        connection = _connect(path)
    except sqlite3.Error as error:
        raise explained(error, path) from error
    try:
        version = _version(connection, path)
        if version < SCHEMA_VERSION:
            _upgrade(connection, path, version)
    except sqlite3.Error as error:
        connection.close()
        raise explained(error, path) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _check_path(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise MemoryFileError("is a folder, not a memory", where=str(path), hint="Give --db FILE.")
    if path.exists() or create:
        if not path.parent.is_dir():
            raise MemoryFileError(
                "its folder does not exist", where=str(path), hint=f"Create {path.parent} first."
            )
        return
    raise MemoryFileError(
        "there is no memory here",
        where=str(path),
        hint="Create one with `tmtool init`, or name another with --db FILE or TMTOOL_DB.",
    )


def _connect(path: Path) -> sqlite3.Connection:
    """Connect; where the folder cannot be written, read the file as it stands."""
    location = f"file:{quote(str(path.absolute()))}"
    connection = sqlite3.connect(
        f"{location}?mode=rwc", uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000
    )
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if not path.exists():
            raise
        connection = sqlite3.connect(f"{location}?immutable=1", uri=True, isolation_level=None)
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the file's schema version, 0 for an empty file; refuse what is no memory."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and tables:
        raise MemoryFileError(
            "is an SQLite file, but not a tmtool memory",
            where=str(path),
            hint="Name the memory with --db FILE; create one with `tmtool init`.",
        )
    if version > SCHEMA_VERSION:
        raise VersionError(
            f"was written by a newer tmtool (schema {version}, this one knows {SCHEMA_VERSION})",
            where=str(path),
            hint="Upgrade tmtool: pip install -U tmtool.",
        )
    return int(version) if tables else 0


def _upgrade(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Bring the schema up to date; two processes that try at once do it once."""
    from tmtool.store.migrations import migrate

    if version:
        copy_to(connection, path.with_name(f"{path.name}.v{version}-backup"))
    connection.execute("PRAGMA journal_mode = WAL")
    with transaction(connection):
        if _version(connection, path) < SCHEMA_VERSION:
            migrate(connection)


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of the memory, also while others write to it."""
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Run a block as one write transaction: all of it is kept, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def explained(error: sqlite3.Error, path: Path) -> MemoryFileError:
    """Return SQLite's error in a user's words."""
    text = str(error)
    for part, what, hint in _EXPLANATIONS:
        if part in text:
            return MemoryFileError(what, where=str(path), hint=hint)
    return MemoryFileError(
        f"SQLite says: {text}", where=str(path), hint="Check it: `tmtool stats`."
    )


_EXPLANATIONS = (
    ("not a database", "is not an SQLite file", "Name the memory with --db FILE."),
    ("unable to open", "cannot be opened or created", "Check the folder and its permissions."),
    ("readonly", "cannot be written", "Check the permissions of the file and its folder."),
    ("locked", "another process has been writing for too long", "Try again when it has finished."),
    ("disk is full", "the disk is full; nothing was changed", "Free some space and try again."),
    ("disk I/O", "the disk failed to read or write it", "Check the disk; keep a backup."),
    ("malformed", "is damaged", "Bring back a backup with `tmtool restore FILE`."),
)
