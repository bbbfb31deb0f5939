"""A memory's file while it is open, which every area of `Memory` works on."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tmtool.store import connection

if TYPE_CHECKING:
    from tmtool.glossary import Glossary
    from tmtool.jobs.lookup import Lookup


class Opened:
    """A memory's file while it is open, which every area of `Memory` works on."""

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        """Open the file, making it where it is missing and `create` is set.

        Raises MemoryFileError where it cannot be opened, VersionError where it is too new.
        """
        self.path = Path(path)
        self._connection = connection.open_file(self.path, create=create)
        # The same file, wherever the process goes and through whichever link it came.
        self._file = self.path.resolve()
        self._looks_up: Lookup | None = None

    def __enter__(self) -> Self:
        """Return the memory itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file; an error of SQLite is told in a user's words."""
        self.close()
        if isinstance(error, sqlite3.Error):
            raise connection.explained(error, self.path) from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @property
    def glossary(self) -> Glossary:
        """The termbase that is kept in the same file."""
        from tmtool.glossary import Glossary

        return Glossary(self._connection)

    def _settle(self) -> None:
        """Remove what killed imports left, as every writer does before it begins."""
        from tmtool.store.leftovers import remove_killed

        remove_killed(self._connection, self._file)
