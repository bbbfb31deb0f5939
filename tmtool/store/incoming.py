"""Units on their way into a corpus: written in short transactions, seen by nobody before the last.

They stand under a row of the table `import` that is marked unfinished; whoever shows them marks
it finished. What a killed process left behind is removed by the next writer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tmtool.errors import NotFoundError
from tmtool.models import TranslationUnit
from tmtool.store import corpora, digests, indexing, units
from tmtool.store.clock import now
from tmtool.store.connection import transaction
from tmtool.store.import_index import ImportIndex
from tmtool.store.leftovers import remove_unfinished
from tmtool.store.liveness import ImportLock


class Incoming:
    """The new units of one corpus; use `begin`, `insert` and `note`, `seal`, `complete`, `show`.

    `insert`, `drop_repeated` and `show` need a transaction of `writing`; `release` follows the
    end of the last. `abandon` takes everything back at any time before.
    """

    def __init__(self, connection: sqlite3.Connection, memory: Path, corpus: str) -> None:
        self._connection = connection
        self._memory = memory
        self._corpus = corpus
        self.id = 0
        self._others_from = 0
        self.lock: ImportLock | None = None
        self.index: ImportIndex | None = None
        self.corpus_id = 0
        self.makes_corpus = False
        """Whether the corpus is new."""

    def begin(self, file: str, format_name: str) -> None:
        """Write down that units come, and make the corpus where it is new."""
        with transaction(self._connection):
            self.makes_corpus = not corpora.is_live(self._connection, self._corpus)
            self.corpus_id = corpora.ensure(self._connection, self._corpus)
            self.id = (
                self._connection.execute(
                    "INSERT INTO import (corpus_id, file, format, started_at, first_unit,"
                    " creates_corpus) VALUES (?, ?, ?, ?, (SELECT coalesce(max(seq), 0) + 1"
                    " FROM sqlite_sequence WHERE name = 'unit'), ?)",
                    (self.corpus_id, file, format_name, now(), self.makes_corpus),
                ).lastrowid
                or 0
            )
            (self._others_from,) = self._connection.execute(
                "SELECT min(first_unit) FROM import WHERE finished_at IS NULL"
            ).fetchone()
            self.lock = ImportLock(self._memory, self.id)
            self.lock.acquire()
        self.index = ImportIndex(self._connection, self._memory, self.id)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run a block as one write transaction.

        Raises NotFoundError where somebody has removed the corpus meanwhile.
        """
        with transaction(self._connection):
            self.require()
            yield

    def require(self) -> None:
        """Raise NotFoundError where somebody has removed the corpus meanwhile."""
        row = self._connection.execute(
            "SELECT 1 FROM import WHERE id = ? AND finished_at IS NULL", (self.id,)
        ).fetchone()
        if row is None:
            raise NotFoundError(
                f"the corpus {self._corpus!r} was removed while units came into it",
                hint="Bring them in again.",
            )

    def insert(
        self,
        new: Sequence[TranslationUnit],
        fingerprints: Sequence[bytes],
        *,
        by_source: bool = False,
        identities: Sequence[int | None] | None = None,
        with_digests: bool = False,
    ) -> Sequence[int]:
        """Add units and return their ids; the options are those of `units.insert`."""
        return units.insert(
            self._connection,
            self.corpus_id,
            new,
            import_id=self.id,
            by_source=by_source,
            fingerprints=fingerprints,
            identities=identities,
            with_digests=with_digests,
        )

    def note(self, numbers: Sequence[int]) -> None:
        """Let units just inserted be indexed; needs to be outside of a transaction."""
        if self.index is not None:
            self.index.note(numbers)

    def seal(self) -> None:
        """Take no more units."""
        if self.index is not None:
            self.index.seal()

    def complete(self) -> None:
        """Write, in short transactions, what the units are found by."""
        digests.write(self._connection, self.id, self.writing)
        if self.index is not None:
            self.index.finish()

    def drop_repeated(self) -> int:
        """Drop those units that another process made visible meanwhile; return how many."""
        others = self._connection.execute(
            "SELECT 1 FROM live_unit WHERE corpus_id = ? AND id >= ? LIMIT 1",
            (self.corpus_id, self._others_from),
        ).fetchone()
        if others is None:
            return 0
        blocks = indexing.blocks_of(self._connection, "import_id = ?", self.id)
        dropped = self._connection.execute(
            "DELETE FROM unit WHERE import_id = ?1"
            " AND id >= (SELECT first_unit FROM import WHERE id = ?1) AND EXISTS"
            " (SELECT 1 FROM unit_digest d CROSS JOIN live_unit o ON o.id = d.unit_id"
            " WHERE d.digest = unit.fingerprint AND o.fingerprint = unit.fingerprint"
            " AND o.fingerprint_rest = unit.fingerprint_rest AND o.corpus_id = unit.corpus_id)",
            (self.id,),
        ).rowcount
        if dropped:
            indexing.sweep(self._connection, blocks)
        return dropped

    def show(self, checksum: str | None = None) -> None:
        """Make the units visible, and the corpus."""
        self._connection.execute(
            "UPDATE import SET finished_at = ?, checksum = ? WHERE id = ?",
            (now(), checksum, self.id),
        )
        corpora.keep(self._connection, self.corpus_id)

    def abandon(self) -> None:
        """Take back everything, as though nothing had ever begun."""
        if self.index is not None:
            self.index.close()
        if self.id:
            remove_unfinished(self._connection, self.id)
            self.release()

    def release(self) -> None:
        """Let the lock go."""
        if self.lock is not None:
            self.lock.release()
            self.lock = None
