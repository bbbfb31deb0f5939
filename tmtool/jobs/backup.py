"""Copies of a memory, and bringing one back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tmtool.errors import MemoryFileError
from tmtool.store.connection import copy_to, explained, open_file


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of an open memory; raises MemoryFileError where a file exists."""
    if target.exists():
        raise MemoryFileError(
            "this file exists already", where=str(target), hint="Name a new file for the backup."
        )
    partial = target.with_name(f"{target.name}.partial")
    try:
        copy_to(connection, partial)
        partial.replace(target)
    except sqlite3.Error as error:
        raise explained(error, target) from error
    except OSError as error:
        raise MemoryFileError(
            f"cannot be written: {error.strerror}", where=str(target), hint="Check the folder."
        ) from error
    finally:
        partial.unlink(missing_ok=True)


def restore(copy: Path, memory: Path) -> Path | None:
    """Put a copy in the memory's place; return where the memory it replaces was kept.

    The copy is checked first. Raises MemoryFileError where it is no sound memory.
    """
    with closing(open_file(copy)) as source:
        (sound,) = source.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise MemoryFileError(f"is damaged: {sound}", where=str(copy), hint="Use another copy.")
        kept = _set_aside(memory)
        with closing(open_file(memory, create=True)) as target:
            source.backup(target)
    return kept


def _set_aside(memory: Path) -> Path | None:
    """Keep the memory in a file of its own beside it before it is overwritten."""
    if not memory.exists():
        return None
    kept = memory.with_name(f"{memory.name}.before-restore")
    kept.unlink(missing_ok=True)
    try:
        with closing(open_file(memory)) as current:
            copy_to(current, kept)
    except (MemoryFileError, sqlite3.Error):
        # A damaged memory is what backups are for: keep its files as they are.
        memory.replace(kept)
        for suffix in ("-wal", "-shm"):
            memory.with_name(memory.name + suffix).unlink(missing_ok=True)
    return kept
