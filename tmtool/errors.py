"""Every error that tmtool raises on purpose.

    TmtoolError              base: what happened, where, what to do next
    ├── InputError           a file, text or option value that cannot be used
    │   └── LanguageError    a language tag that is malformed or not registered
    ├── MemoryFileError      the memory's own file cannot be opened or written
    │   └── VersionError     the memory was written by a newer tmtool
    └── NotFoundError        a unit, corpus, concept or change that does not exist

The command line catches `TmtoolError` in one place, prints its message and exits with code 3.
"""

from __future__ import annotations

__all__ = [
    "InputError",
    "LanguageError",
    "MemoryFileError",
    "NotFoundError",
    "TmtoolError",
    "VersionError",
]


class TmtoolError(Exception):
    """An error that a person can act on.

    `what` says what happened, `where` names the file and line, `hint` says what to do next.
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(str(self))

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message}\n{self.hint}" if self.hint else message


class InputError(TmtoolError):
    """A file, a text or an option value that cannot be used."""


class LanguageError(InputError):
    """A language tag that is malformed or not registered."""


class MemoryFileError(TmtoolError):
    """The memory's own file cannot be opened, read or written."""


class VersionError(MemoryFileError):
    """The memory was written by a newer version of tmtool."""


class NotFoundError(TmtoolError):
    """A unit, corpus, concept or change that does not exist."""
