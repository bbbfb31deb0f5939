"""Opening a memory's file, its transactions and what its errors mean."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sized
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from tmtool.errors import MemoryFileError, VersionError
from tmtool.store.schema import APPLICATION_ID, SCHEMA_VERSION

BUSY_TIMEOUT_MS = 60_000
"""How long a statement waits for another process to finish its transaction."""

CACHE_KIB = 65_536
"""SQLite's page cache for one connection."""

_LOG_ATTEMPTS = 100
_LOG_PAUSE_S = 0.01
_CANNOT_WRITE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def open_file(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open a memory for reading and writing, upgrading an older one after a backup copy.

    With `create` a missing or empty file is made one. Raises MemoryFileError where the file is
    missing, is not a memory or cannot be read, VersionError where a newer tmtool wrote it.
    """
    _check_path(path, create=create)
    with _explaining(path):
        connection = _connect(path, "rwc" if create else "rw")
        try:
            version = _version(connection, path)
            if not (version or create):
                raise _empty(path)
            if version < SCHEMA_VERSION:
                _upgrade(connection, path)
            _use_log(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def open_copy(path: Path) -> sqlite3.Connection:
    """Open a memory as it is, of whatever version, for reading it alone.

    Raises MemoryFileError where the file is missing, is not a memory, is damaged or cannot be
    read, VersionError where a newer tmtool wrote it.
    """
    _check_path(path, create=False)
    with _explaining(path):
        connection = _connect(path, "ro")
        try:
            if not _version(connection, path):
                raise _empty(path)
            (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if sound != "ok":
                raise MemoryFileError(
                    f"is damaged: {sound}", where=str(path), hint="Use another copy."
                )
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def _explaining(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise explained(error, path) from error


def _empty(path: Path) -> MemoryFileError:
    return MemoryFileError(
        "is an empty file, not a memory",
        where=str(path),
        hint="Make it one with `tmtool init`, or name another with --db FILE.",
    )


def _check_path(path: Path, *, create: bool) -> None:
    try:
        is_folder, is_there, has_folder = path.is_dir(), path.exists(), path.parent.is_dir()
    except OSError as error:
        raise MemoryFileError(
            f"cannot be opened: {error.strerror}", where=str(path), hint="Give --db FILE."
        ) from error
    if is_folder:
        raise MemoryFileError("is a folder, not a memory", where=str(path), hint="Give --db FILE.")
    if not (is_there or create):
        raise MemoryFileError(
            "there is no memory here",
            where=str(path),
            hint="Create one with `tmtool init`, or name another with --db FILE or TMTOOL_DB.",
        )
    if not has_folder:
        raise MemoryFileError(
            "its folder does not exist", where=str(path), hint=f"Create {path.parent} first."
        )
    if not create and path.stat().st_size == 0:
        # SQLite would remove the log beside it, all that is left of a memory cut off.
        raise _empty(path)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """Connect; where the folder cannot be written, read the file as it stands."""
    location = f"file:{quote(os.fsencode(path.absolute()))}"
    try:
        connection = _connected(f"{location}?mode={mode}")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _CANNOT_WRITE or not _is_whole(path):
            raise
        connection = _connected(f"{location}?immutable=1")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    return connection


def _connected(location: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        location, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000
    )
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _is_whole(path: Path) -> bool:
    """Return whether the file holds everything: nothing that is committed is in a log beside it."""
    log = path.with_name(f"{path.name}-wal")
    return path.exists() and not (log.exists() and log.stat().st_size)


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the file's schema version, 0 for an empty file; refuse what is no memory."""
    with snapshot(connection):
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (application or tables):
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


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date; of two processes that try at once, one does it."""
    from tmtool.store.migrations import migrate

    with transaction(connection):
        version = _version(connection, path)
        if version < SCHEMA_VERSION:
            if version:
                # A connection that writes cannot be copied; this one holds the others off.
                with closing(_connect(path, "ro")) as reader:
                    copy_to(reader, path.with_name(f"{path.name}.v{version}-backup"))
            migrate(connection)


def _use_log(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, which then stays on."""
    # SQLite does not wait for other connections here. Where they are in the way for long, or
    # nothing can be written, the memory works without the log.
    for _ in range(_LOG_ATTEMPTS):
        if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
            return
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in _CANNOT_WRITE:
                return
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_LOG_PAUSE_S)


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


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Let everything that a block reads be of one moment, whatever others write meanwhile."""
    inside = connection.in_transaction
    if not inside:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        if not inside and connection.in_transaction:
            connection.execute("COMMIT")


def file_of(connection: sqlite3.Connection) -> Path:
    """Return the file that a connection has open."""
    (file,) = (row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    return Path(file)


def placeholders(values: Sized) -> str:
    """Return a question mark for each of the values, for a statement that takes them all."""
    return ",".join("?" * len(values))


def is_id(number: int) -> bool:
    """Return whether a number can be a row's id at all: SQLite refuses larger ones."""
    return 0 < number < 1 << 63


def is_locked(error: BaseException | None) -> bool:
    """Return whether an error, or its cause, says that another process holds the file."""
    if isinstance(error, MemoryFileError):
        error = error.__cause__
    code = error.sqlite_errorcode if isinstance(error, sqlite3.Error) else sqlite3.SQLITE_OK
    return code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


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
