"""Units of a file kept for the time of one job, in a database that vanishes with it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby, islice
from types import TracebackType
from typing import Self

from tmtool.store.connection import placeholders
from tmtool.store.fingerprints import text_digests
from tmtool.store.repeats import Origin, Repeated
from tmtool.store.search import Pair

_AT_ONCE = 2_000
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA cache_size = -32768;
CREATE TABLE segment (
  number   INTEGER PRIMARY KEY,          -- from 1, over all files
  source   TEXT NOT NULL,
  target   TEXT NOT NULL,
  name     TEXT NOT NULL,                -- the unit's id in its file, or its number there
  corpus   TEXT NOT NULL,
  document TEXT,
  author   TEXT
);
CREATE TABLE digest (source INTEGER NOT NULL, target INTEGER NOT NULL, number INTEGER NOT NULL);
"""

Segment = tuple[str, str, str, str, str | None, str | None]
"""Source, target, the unit's name in its file, the corpus, the document and the author."""


class Spool:
    """Segments of files by their numbers; a context manager that throws them away.

    They stand in a temporary file of SQLite, so that any number of them takes little memory.
    """

    def __init__(self) -> None:
        # An empty name is a temporary file, which SQLite removes when it is closed.
        self._connection = sqlite3.connect("", isolation_level=None)
        self._connection.executescript(_TABLES)
        self.count = 0

    def __enter__(self) -> Self:
        """Return the spool itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Throw the segments away."""
        self._connection.close()

    def fill(self, segments: Iterable[Segment]) -> Iterator[int]:
        """Keep segments as they come; yield how many there are now and then."""
        waiting = iter(segments)
        while some := list(islice(waiting, _AT_ONCE)):
            numbers = range(self.count + 1, self.count + 1 + len(some))
            digests = text_digests([s[0] for s in some]), text_digests([s[1] for s in some])
            self._connection.execute("BEGIN")
            self._connection.executemany(
                "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?)",
                ((number, *segment) for number, segment in zip(numbers, some, strict=True)),
            )
            self._connection.executemany(
                "INSERT INTO digest VALUES (?, ?, ?)", zip(*digests, numbers, strict=True)
            )
            self._connection.execute("COMMIT")
            self.count += len(some)
            yield self.count

    def pairs(self) -> Iterator[Pair]:
        """Yield every segment's number, source and target."""
        yield from self._connection.execute(
            "SELECT number, source, target FROM segment ORDER BY number"
        )

    def repeated(self) -> Iterator[Repeated]:
        """Yield each segment that has several translations, in no certain order."""
        self._connection.execute("CREATE INDEX IF NOT EXISTS same ON digest (source, target)")
        # A cursor of its own: others are used while this one is read.
        with closing(self._connection.cursor()) as cursor:
            rows = cursor.execute(
                "SELECT r.source, d.target, d.number FROM (SELECT source FROM digest"
                " GROUP BY source HAVING min(target) < max(target)) r"
                " CROSS JOIN digest d ON d.source = r.source ORDER BY r.source, d.number"
            )
            for _, same in groupby(rows, key=lambda row: row[0]):
                found: Repeated = {}
                for _, target, number in same:
                    found.setdefault(target, []).append(number)
                yield found

    def read(self, numbers: Sequence[int]) -> dict[int, Segment]:
        """Return segments by their numbers."""
        found: dict[int, Segment] = {}
        for some in _parts(numbers):
            for number, *segment in self._connection.execute(
                "SELECT number, source, target, name, corpus, document, author FROM segment"
                f" WHERE number IN ({placeholders(some)})",
                some,
            ):
                found[number] = tuple(segment)
        return found

    def origins(self, numbers: Collection[int]) -> Counter[Origin]:
        """Return where these segments come from, and from each place how many."""
        found: Counter[Origin] = Counter()
        for some in _parts(list(numbers)):
            found.update(
                self._connection.execute(
                    "SELECT corpus, document, author FROM segment"
                    f" WHERE number IN ({placeholders(some)})",
                    some,
                )
            )
        return found


def _parts(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]
