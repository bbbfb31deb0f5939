"""Reading another memory: one moment of it, in this version's schema, without changing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tmtool.errors import MemoryFileError, VersionError
from tmtool.models import Corpus, TranslationUnit
from tmtool.store import corpora, units
from tmtool.store.connection import copy_to, explained, open_copy, snapshot, transaction
from tmtool.store.fingerprints import whole
from tmtool.store.schema import SCHEMA_VERSION

_AT_ONCE = 2_000


class StoredUnit(NamedTuple):
    """A unit with the digests that its memory knows it by."""

    unit: TranslationUnit
    fingerprint: bytes
    identity: int | None


class CorpusToRead(NamedTuple):
    """A corpus of another memory, with the ids of its first and last unit."""

    number: int
    settings: Corpus
    first: int
    last: int


@contextmanager
def open_other(path: Path) -> Iterator[sqlite3.Connection]:
    """Open another memory to read one moment of it; an older one is upgraded in a copy.

    Raises MemoryFileError where it is missing, is no memory, is damaged or cannot be read, and
    VersionError where a newer tmtool wrote it.
    """
    with closing(_opened(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == SCHEMA_VERSION:
            with snapshot(connection):
                yield connection
            return
        with TemporaryDirectory(prefix="tmtool-", ignore_cleanup_errors=True) as folder:
            copy = Path(folder) / path.name
            _upgraded(connection, copy)
            with closing(open_copy(copy)) as upgraded, snapshot(upgraded):
                yield upgraded


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return open_copy(path)
    except VersionError:
        raise
    except MemoryFileError as error:
        hint = "Name a memory, or a file that `tmtool backup` made."
        raise MemoryFileError(error.what, where=error.where, hint=hint) from error


def _upgraded(connection: sqlite3.Connection, copy: Path) -> None:
    """Write a copy of a memory in this version's schema."""
    from tmtool.store.migrations import migrate

    try:
        copy_to(connection, copy)
        upgraded = sqlite3.connect(copy, isolation_level=None)
        with closing(upgraded), transaction(upgraded):
            migrate(upgraded)
    except sqlite3.Error as error:
        told = explained(error, copy)
        raise MemoryFileError(
            f"an older memory is upgraded in this copy: {told.what}",
            where=str(copy),
            hint="Make space, or name another folder with the environment variable TMPDIR.",
        ) from error


def corpora_to_read(connection: sqlite3.Connection) -> list[CorpusToRead]:
    """Return every corpus that look-ups see, in the order their first units were added."""
    rows = connection.execute("SELECT corpus_id, min(id), max(id) FROM live_unit GROUP BY 1")
    ranges = {number: (first, last) for number, first, last in rows}
    numbers = dict(connection.execute("SELECT name, id FROM live_corpus"))
    found = [
        CorpusToRead(numbers[settings.name], settings, *ranges.get(numbers[settings.name], (1, 0)))
        for settings in corpora.all_settings(connection)
        if settings.name in numbers
    ]
    return sorted(found, key=lambda corpus: (corpus.first, corpus.number))


def unit_batches(
    connection: sqlite3.Connection, corpus: CorpusToRead
) -> Iterator[list[StoredUnit]]:
    """Yield the units of a corpus that look-ups see, in the order they were added."""
    first = corpus.first
    while first <= corpus.last:
        rows = connection.execute(
            "SELECT id, fingerprint, fingerprint_rest, identity FROM live_unit"
            " WHERE corpus_id = ? AND id BETWEEN ? AND ? ORDER BY id LIMIT ?",
            (corpus.number, first, corpus.last, _AT_ONCE),
        ).fetchall()
        digests = {number: (whole(*prints), name) for number, *prints, name in rows}
        read = units.read(connection, list(digests))
        yield [StoredUnit(unit, *digests[unit.id or 0]) for unit in read]
        first = rows[-1][0] + 1
