"""Indexing what an import adds, in a second process where it is much.

The units are stored already, and no look-up sees them yet: their postings may come later,
in short transactions of their own, and must be complete when the import ends.
"""

from __future__ import annotations

import os
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

from tmtool.store import connection as connections
from tmtool.store import indexing, statistics
from tmtool.store.indexing import Built
from tmtool.store.languages import stored
from tmtool.store.postings import BLOCK_BITS
from tmtool.workers import Worker

Part = tuple[int, str, int, int, int]
"""Language number and tag, the first and the last unit, and the import."""

WAITING = 2
"""Parts given to the helper at once: one it works on, one to go on with."""

_TASK = "tmtool.store.import_index:builder"


class ImportIndex:
    """Indexes an import block by block; use `note` after each batch, `seal`, then `finish`."""

    def __init__(self, connection: sqlite3.Connection, memory: Path, import_id: int) -> None:
        self._connection = connection
        self._memory = memory
        self._import_id = import_id
        self._first = self._last = 0
        self._to_do: deque[Part] = deque()
        self._asked: deque[Part] = deque()
        self._worker: Worker | None = None

    def note(self, units: Sequence[int]) -> None:
        """Take down units just stored, ids ascending; index what fills a block."""
        if not units:
            return
        if self._first and units[0] >> BLOCK_BITS != self._first >> BLOCK_BITS:
            self._close_part()
            self._hand_out()
        self._first = self._first or units[0]
        self._last = units[-1]

    def seal(self) -> None:
        """Take no more units; the helper, if there is one, begins with the last."""
        self._close_part()
        if self._worker is not None:
            self._hand_out()

    def finish(self) -> None:
        """Index all that is left; each part is written in a transaction of its own."""
        while self._to_do:
            part = self._to_do.popleft()
            self._write(part, build(self._connection, part))
        while self._asked:
            self._take_in()
        self.close()

    def close(self) -> None:
        """End the helper."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _close_part(self) -> None:
        if self._first:
            for tag, number in stored(self._connection).items():
                self._to_do.append((number, tag, self._first, self._last, self._import_id))
        self._first = 0

    def _hand_out(self) -> None:
        """Give the helper all that is to do, taking in what it has done by now."""
        if self._worker is None and (os.cpu_count() or 1) > 1:
            self._worker = Worker(_TASK, str(self._memory))
        while self._worker is not None and self._to_do:
            if len(self._asked) == WAITING:
                self._take_in()
            self._asked.append(self._to_do.popleft())
            self._worker.ask(self._asked[-1])

    def _take_in(self) -> None:
        assert self._worker is not None
        built = self._worker.answer()
        assert isinstance(built, Built)
        self._write(self._asked.popleft(), built)

    def _write(self, part: Part, built: Built) -> None:
        language_id, tag, *_, import_id = part
        with connections.transaction(self._connection):
            # Its corpus may have been removed, or the index made again, since this was built.
            if self._connection.execute(
                "SELECT 1 FROM import WHERE id = ?", (import_id,)
            ).fetchone():
                new = indexing.without_those_in_it(self._connection, language_id, built)
                # What was never counted is counted at the end of the import: renew() does it.
                weigh = statistics.are_counted(self._connection, tag)
                indexing.add(self._connection, language_id, tag, new, weigh=weigh)


def build(connection: sqlite3.Connection, part: Part) -> Built:
    """Build the index of a part from the units stored."""
    language_id, tag, first, last, import_id = part
    rows = connection.execute(
        "SELECT v.unit_id, v.text FROM variant v JOIN unit u ON u.id = v.unit_id"
        " WHERE v.unit_id BETWEEN ? AND ? AND v.language_id = ? AND u.import_id = ?"
        " ORDER BY v.unit_id",
        (first, last, language_id, import_id),
    )
    return indexing.build(rows, tag)


def builder(memory: str) -> Callable[[Part], Built]:
    """Return the helper's side: a function that builds the index of a part."""
    connection = connections.open_file(Path(memory))
    return lambda part: build(connection, part)
