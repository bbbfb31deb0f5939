"""All-or-nothing imports written in short transactions (DESIGN §4).

New units are written under an import that is marked unfinished, which no look-up sees;
changed units wait in a temporary table. One last transaction makes all of it visible. What
a killed import left behind is removed by the next writer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tmtool.errors import NotFoundError
from tmtool.models import TranslationUnit
from tmtool.store import changes, corpora, digests, indexing, statistics, unit_index, units
from tmtool.store.clock import now
from tmtool.store.comparison import Comparison, Counts
from tmtool.store.connection import transaction
from tmtool.store.fingerprints import fingerprint
from tmtool.store.import_index import ImportIndex
from tmtool.store.leftovers import remove_killed, remove_unfinished
from tmtool.store.liveness import ImportLock

BATCH = 2_000
"""Units in one write transaction: tens of milliseconds, so that other writers get their turn."""


class Import:
    """One file on its way into a corpus; use `begin`, `add` for each batch, then `finish`.

    With `dry_run` nothing is written, and the counts are those that a real import would give.
    With `by_source`, units without a tuid are known again by the first of their texts (PO).
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        memory: Path,
        corpus: str,
        *,
        by_source: bool = False,
        dry_run: bool = False,
    ) -> None:
        self._connection = connection
        self._memory = memory.resolve()
        self._corpus = corpus
        self._by_source = by_source
        self._dry_run = dry_run
        self._corpus_id = 0
        self._id = 0
        self._others_from = 0
        self._lock: ImportLock | None = None
        self._index: ImportIndex | None = None
        self.counted_anew: list[str] = []
        """The languages whose match rates may have changed, as the memory has grown so much."""
        self._comparison = Comparison(connection, by_source=by_source)

    @property
    def counts(self) -> Counts:
        """What became of the units so far."""
        return self._comparison.counts

    def begin(self, file: str, format_name: str) -> None:
        """Write down that the import has begun."""
        if self._dry_run:
            self._corpus_id = corpora.find(self._connection, self._corpus) or 0
            return
        remove_killed(self._connection, self._memory)
        with transaction(self._connection):
            creates = not corpora.is_live(self._connection, self._corpus)
            self._corpus_id = corpora.ensure(self._connection, self._corpus)
            self._id = (
                self._connection.execute(
                    "INSERT INTO import (corpus_id, file, format, started_at, first_unit,"
                    " creates_corpus) VALUES (?, ?, ?, ?, (SELECT coalesce(max(seq), 0) + 1"
                    " FROM sqlite_sequence WHERE name = 'unit'), ?)",
                    (self._corpus_id, file, format_name, now(), creates),
                ).lastrowid
                or 0
            )
            (self._others_from,) = self._connection.execute(
                "SELECT min(first_unit) FROM import WHERE finished_at IS NULL"
            ).fetchone()
            self._lock = ImportLock(self._memory, self._id)
            self._lock.acquire()
        self._index = ImportIndex(self._connection, self._memory, self._id)

    def add(self, batch: Sequence[TranslationUnit]) -> None:
        """Take a batch of at most BATCH units in one short transaction.

        Raises NotFoundError where somebody has removed the corpus meanwhile.
        """
        if self._dry_run:
            self._comparison.new_units(batch, self._corpus_id)
            return
        with self._writing():
            new = self._comparison.new_units(batch, self._corpus_id)
            added = self._insert(new, with_digests=False)
        if self._index is not None:
            self._index.note(added)

    def finish(self, checksum: str | None) -> None:
        """Make everything visible in one transaction.

        Raises NotFoundError where somebody has removed the corpus meanwhile.
        """
        if self._dry_run or self._index is None:
            return
        self._index.seal()
        self._comparison.forget()
        digests.write(self._connection, self._id, self._writing)
        self._index.finish()
        with self._writing():
            self._drop_units_that_others_added()
            self._apply_changes()
            self.counted_anew = statistics.renew(self._connection)
            self._connection.execute(
                "UPDATE import SET finished_at = ?, checksum = ? WHERE id = ?",
                (now(), checksum, self._id),
            )
            self._connection.execute(
                "UPDATE corpus SET imported_at = ?, checksum = ? WHERE id = ?",
                (now(), checksum, self._corpus_id),
            )
            corpora.keep(self._connection, self._corpus_id)
        self._release()

    def abandon(self) -> None:
        """Take back everything, as though the import had never begun."""
        if self._index is not None:
            self._index.close()
        if self._id:
            remove_unfinished(self._connection, self._id)
            self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with transaction(self._connection):
            self._require_corpus()
            yield

    def _require_corpus(self) -> None:
        row = self._connection.execute(
            "SELECT 1 FROM import WHERE id = ? AND finished_at IS NULL", (self._id,)
        ).fetchone()
        if row is None:
            raise NotFoundError(
                f"the corpus {self._corpus!r} was removed while a file was imported into it",
                hint="Import the file again.",
            )

    def _insert(
        self, new: Mapping[bytes, TranslationUnit], *, with_digests: bool = True
    ) -> Sequence[int]:
        return units.insert(
            self._connection,
            self._corpus_id,
            list(new.values()),
            import_id=self._id,
            by_source=self._by_source,
            fingerprints=list(new),
            with_digests=with_digests,
        )

    def _apply_changes(self) -> None:
        """Replace the changed units, as they are by now."""
        for changed in self._comparison.changes():
            ids = [unit.id or 0 for unit in changed]
            stored = {unit.id: unit for unit in units.read(self._connection, ids)}
            kept = [unit for unit in changed if self._is_changed(stored.get(unit.id), unit)]
            units.update_all(self._connection, kept)

    def _is_changed(self, stored: TranslationUnit | None, unit: TranslationUnit) -> bool:
        """Count a unit and write down how it changes; tell whether it is to be replaced."""
        has_moved = stored is not None and replace(stored, position=unit.position) == unit
        if stored is None:
            unit_index.add_units(self._connection, self._insert({fingerprint(unit): unit}))
            self.counts.added += 1
        elif has_moved or (
            fingerprint(stored) == fingerprint(unit) and stored.status == unit.status
        ):
            # A new entry in a PO file moves all later ones: nothing that their history should tell.
            self.counts.duplicate += 1
        else:
            changes.record(self._connection, "import", before=stored, after=unit, by=None)
            return True
        self.counts.updated -= 1
        return has_moved

    def _drop_units_that_others_added(self) -> None:
        """Drop those of ours that another process made visible since we began."""
        others = self._connection.execute(
            "SELECT 1 FROM live_unit WHERE corpus_id = ? AND id >= ? LIMIT 1",
            (self._corpus_id, self._others_from),
        ).fetchone()
        if others is None:
            return
        blocks = indexing.blocks_of(self._connection, "import_id = ?", self._id)
        dropped = self._connection.execute(
            "DELETE FROM unit WHERE import_id = ?1"
            " AND id >= (SELECT first_unit FROM import WHERE id = ?1) AND EXISTS"
            " (SELECT 1 FROM unit_digest d CROSS JOIN live_unit o ON o.id = d.unit_id"
            " WHERE d.digest = unit.fingerprint AND o.fingerprint = unit.fingerprint"
            " AND o.fingerprint_rest = unit.fingerprint_rest AND o.corpus_id = unit.corpus_id)",
            (self._id,),
        ).rowcount
        if dropped:
            indexing.sweep(self._connection, blocks)
        self.counts.added -= dropped
        self.counts.duplicate += dropped
