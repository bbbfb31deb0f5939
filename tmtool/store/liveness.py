"""Telling an import that runs from one that was killed.

A running import holds a lock that the operating system lets go when its process ends,
however it ends. The lock is a small file beside the memory.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from tmtool.errors import MemoryFileError


class ImportLock:
    """The lock of one import, held from `acquire` until `release` or the end of the process."""

    def __init__(self, memory: Path, import_id: int) -> None:
        self.path = memory.with_name(f"{memory.name}-import-{import_id}")
        self._file: IO[bytes] | None = None

    def acquire(self) -> None:
        """Take the lock; the import's number is new, so nobody else can hold it.

        Raises MemoryFileError where its file cannot be made.
        """
        try:
            self._file = self.path.open("ab")
        except OSError as error:
            raise MemoryFileError(
                f"cannot be written: {error.strerror}",
                where=str(self.path),
                hint="Check the permissions of the memory's folder.",
            ) from error
        if not _lock(self._file):
            raise RuntimeError(f"{self.path} is locked although its import is new")

    def release(self) -> None:
        """Let the lock go and remove its file."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self.path.unlink(missing_ok=True)

    def is_held(self) -> bool:
        """Return whether a living process holds the lock."""
        try:
            with self.path.open("r+b") as file:
                return not _lock(file)
        except FileNotFoundError:
            return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
