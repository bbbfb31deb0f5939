"""Copies of a memory, and bringing one back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from tmtool.errors import MemoryFileError
from tmtool.store.connection import copy_to, explained, is_locked, open_copy, open_file


def backup(connection: sqlite3.Connection, target: Path) -> None:
    """Write a consistent copy of an open memory; raises MemoryFileError where a file exists."""
    if target.exists():
        raise MemoryFileError(
            "this file exists already", where=str(target), hint="Name a new file for the backup."
        )
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.unlink(missing_ok=True)
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
    with closing(_open_backup(copy)) as source:
        if memory.exists() and memory.samefile(copy):
            raise MemoryFileError(
                "is the memory itself", where=str(copy), hint="Name a copy of the memory."
            )
        kept = _set_aside(memory)
        try:
            with closing(open_file(memory, create=True)) as target:
                source.backup(target)
        except sqlite3.Error as error:
            raise explained(error, memory) from error
    # An older copy is upgraded in its new place.
    open_file(memory).close()
    return kept


def _open_backup(copy: Path) -> sqlite3.Connection:
    try:
        return open_copy(copy)
    except MemoryFileError as error:
        hint = "Name a file that `tmtool backup` made."
        raise type(error)(error.what, where=error.where, hint=hint) from error


def _set_aside(memory: Path) -> Path | None:
    """Keep the memory in a file of its own beside it before it is overwritten."""
    if not memory.exists():
        return None
    kept = _free_name(memory)
    try:
        # Opened for writing, a damaged memory would lose its log.
        with closing(open_copy(memory)) as current:
            copy_to(current, kept)
    except (MemoryFileError, sqlite3.Error) as error:
        if not memory.is_file() or is_locked(error):
            raise
        # A damaged memory is what backups are for: keep its files as they are.
        for suffix in ("", "-wal", "-shm"):
            file = memory.with_name(memory.name + suffix)
            if file.exists():
                file.replace(kept.with_name(kept.name + suffix))
    return kept


def _free_name(memory: Path) -> Path:
    """Return a name that no file has, so that what an earlier restore kept stays."""
    kept = memory.with_name(f"{memory.name}.before-restore")
    for number in count(2):
        if not kept.exists():
            break
        kept = memory.with_name(f"{memory.name}.before-restore-{number}")
    return kept
