"""The segments of files as a memory of their own, for matches among themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, Self

from tmtool.jobs.lookup import Request
from tmtool.jobs.spool import Spool
from tmtool.models import TranslationUnit, Variant, Volume
from tmtool.store import connection
from tmtool.store.imports import BATCH, Import

Seen = Literal["within", "across"]
"""Whether a text was seen earlier in the same file, or only in an earlier one."""

_NO_TRANSLATION = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """A segment that is counted: of which file, how much it is, and what is looked up for it.

    `seen` is `None` for the first with its text; that one has a number, `unit`, from 1.
    """

    file: int
    text: str
    source: str
    target: str
    volume: Volume
    seen: Seen | None
    request: Request | None
    unit: int | None

    @property
    def inside(self) -> Request | None:
        """What to look up among the segments before this one."""
        if self.unit is None or self.request is None:
            return None
        return replace(self.request, before=None, after=None, context=None, below=self.unit)


class Inside:
    """A memory in a temporary folder, with a unit for each text; a context manager."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        folder = self._stack.enter_context(TemporaryDirectory(prefix="tmtool-"))
        self.path = Path(folder) / "inside.db"
        self._kept = self._stack.enter_context(Spool[Item]())
        self.connection: sqlite3.Connection = connection.open_file(self.path, create=True)
        self._stack.callback(self.connection.close)

    def __enter__(self) -> Self:
        """Return the memory itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Throw it away."""
        self._stack.close()

    def keep(self, items: Iterable[Item]) -> Iterator[Item]:
        """Take all items in, then give them out again in their order."""
        work = Import(self.connection, self.path, "files")
        waiting = self._noted(items)
        try:
            work.begin("files", "segments")
            while batch := list(islice(waiting, BATCH)):
                work.add(batch)
            work.finish(None)
        except BaseException:
            work.abandon()
            raise
        return iter(self._kept)

    def _noted(self, items: Iterable[Item]) -> Iterator[TranslationUnit]:
        for item in items:
            self._kept.add(item)
            if item.unit is not None:
                text = Variant(item.source, item.text)
                yield TranslationUnit(
                    (text, Variant(item.target, _NO_TRANSLATION)), tuid=str(item.unit)
                )
