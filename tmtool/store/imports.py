"""All-or-nothing imports written in short transactions (DESIGN §4).

New units are written under an import that is marked unfinished, which no look-up sees;
changed units wait in a temporary table. One last transaction makes all of it visible. What
a killed import left behind is removed by the next writer.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tmtool.models import TranslationUnit
from tmtool.store import changes, corpora, units
from tmtool.store.clock import now
from tmtool.store.connection import transaction
from tmtool.store.fingerprints import fingerprint, identity
from tmtool.store.liveness import ImportLock

BATCH = 2_000
"""Units in one write transaction: tens of milliseconds, so that other writers get their turn."""

_TEMPORARY = """
CREATE TEMP TABLE IF NOT EXISTS changed (unit_id INTEGER PRIMARY KEY, unit TEXT NOT NULL);
CREATE TEMP TABLE IF NOT EXISTS touched (unit_id INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS planned (fingerprint BLOB PRIMARY KEY) WITHOUT ROWID;
DELETE FROM temp.changed;
DELETE FROM temp.touched;
DELETE FROM temp.planned;
"""


@dataclass(slots=True)
class Counts:
    """What became of the units of an import so far."""

    added: int = 0
    updated: int = 0
    duplicate: int = 0


class Import:
    """One file on its way into a corpus; use `begin`, `add` for each batch, then `finish`.

    With `dry_run` nothing is written, and the counts are those that a real import would give.
    With `source_language`, entries without a tuid are known again by their text in it (PO).
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        memory: Path,
        corpus: str,
        *,
        source_language: str | None = None,
        dry_run: bool = False,
    ) -> None:
        self.counts = Counts()
        self._connection = connection
        self._memory = memory
        self._corpus = corpus
        self._source_language = source_language
        self._dry_run = dry_run
        self._corpus_id = 0
        self._id = 0
        self._lock: ImportLock | None = None

    def begin(self, file: str, format_name: str) -> None:
        """Write down that the import has begun."""
        self._connection.executescript(_TEMPORARY)
        if self._dry_run:
            self._corpus_id = corpora.find(self._connection, self._corpus) or 0
            return
        remove_killed(self._connection, self._memory)
        with transaction(self._connection):
            creates = corpora.find(self._connection, self._corpus) is None
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
            self._lock = ImportLock(self._memory, self._id)
            self._lock.acquire()

    def add(self, batch: Sequence[TranslationUnit]) -> None:
        """Take a batch of at most BATCH units in one short transaction."""
        if self._dry_run:
            self._plan(batch)
            return
        with transaction(self._connection):
            new = self._new(batch)
            units.insert(
                self._connection,
                self._corpus_id,
                list(new.values()),
                import_id=self._id,
                source_language=self._source_language,
                fingerprints=list(new),
            )
        self.counts.added += len(new)

    def finish(self, checksum: str) -> None:
        """Make everything visible in one transaction."""
        if self._dry_run:
            return
        with transaction(self._connection):
            self._drop_units_that_others_added()
            self._apply_changes()
            self._connection.execute(
                "UPDATE import SET finished_at = ?, checksum = ? WHERE id = ?",
                (now(), checksum, self._id),
            )
            self._connection.execute(
                "UPDATE corpus SET imported_at = ?, checksum = ? WHERE id = ?",
                (now(), checksum, self._corpus_id),
            )
        self._release()

    def abandon(self) -> None:
        """Take back everything, as though the import had never begun."""
        if self._id:
            _remove(self._connection, self._id)
            self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _plan(self, batch: Sequence[TranslationUnit]) -> None:
        for digest in self._new(batch):
            inserted = self._connection.execute(
                "INSERT OR IGNORE INTO temp.planned VALUES (?)", (digest,)
            ).rowcount
            self.counts.added += inserted
            self.counts.duplicate += 1 - inserted

    def _new(self, batch: Sequence[TranslationUnit]) -> dict[bytes, TranslationUnit]:
        """Return the units to add by fingerprint; count duplicates, set changed units aside."""
        prints = [fingerprint(unit) for unit in batch]
        known = self._known(prints)
        self._touch(known.values())
        new: dict[bytes, TranslationUnit] = {}
        for unit, digest in zip(batch, prints, strict=True):
            if digest in known or digest in new:
                self.counts.duplicate += 1
            else:
                new[digest] = unit
        return {digest: unit for digest, unit in new.items() if not self._changes_a_unit(unit)}

    def _known(self, prints: Sequence[bytes]) -> dict[bytes, int]:
        marks = ",".join("?" * len(prints))
        return dict(
            self._connection.execute(
                f"SELECT fingerprint, id FROM unit WHERE fingerprint IN ({marks})"
                " AND corpus_id = ? AND (import_id = ? OR import_id NOT IN"
                " (SELECT id FROM import WHERE finished_at IS NULL))",
                (*prints, self._corpus_id, self._id),
            )
        )

    def _touch(self, numbers: Iterable[int]) -> None:
        """Remember units that the file holds, so that no later record takes them for its own."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.touched VALUES (?)",
            ((number,) for number in numbers),
        )

    def _changes_a_unit(self, unit: TranslationUnit) -> bool:
        """Set the unit aside where it is a stored one with another text; say whether it is."""
        digest = identity(unit, source_language=self._source_language)
        if digest is None:
            return False
        rows = self._connection.execute(
            "SELECT id FROM live_unit WHERE identity = ? AND corpus_id = ? AND import_id <> ?"
            " AND id NOT IN (SELECT unit_id FROM temp.touched) ORDER BY id",
            (digest, self._corpus_id, self._id),
        ).fetchall()
        stored = _the_one_meant(units.read(self._connection, [row[0] for row in rows]), unit)
        if stored is None or stored.id is None:
            return False
        changed = replace(
            unit,
            id=stored.id,
            corpus=stored.corpus,
            created_at=unit.created_at or stored.created_at,
            created_by=unit.created_by or stored.created_by,
            usage_count=max(unit.usage_count, stored.usage_count),
        )
        self._connection.execute(
            "INSERT INTO temp.changed VALUES (?, ?)", (stored.id, units.to_json(changed))
        )
        self._touch([stored.id])
        self.counts.updated += 1
        return True

    def _apply_changes(self) -> None:
        rows = self._connection.execute("SELECT unit FROM temp.changed ORDER BY unit_id")
        for (stored,) in rows:
            changed = units.from_dict(json.loads(stored))
            assert changed.id is not None
            before = units.read(self._connection, [changed.id])
            if before:
                units.update(self._connection, changed)
                changes.record(self._connection, "import", before=before[0], after=changed, by=None)

    def _drop_units_that_others_added(self) -> None:
        """Drop those of ours that another process made visible in the meantime."""
        others = self._connection.execute(
            "SELECT 1 FROM live_unit WHERE corpus_id = ?"
            " AND id >= (SELECT first_unit FROM import WHERE id = ?) LIMIT 1",
            (self._corpus_id, self._id),
        ).fetchone()
        if others is None:
            return
        dropped = self._connection.execute(
            "DELETE FROM unit WHERE import_id = ? AND EXISTS"
            " (SELECT 1 FROM live_unit o WHERE o.fingerprint = unit.fingerprint"
            " AND o.corpus_id = unit.corpus_id)",
            (self._id,),
        ).rowcount
        self.counts.added -= dropped
        self.counts.duplicate += dropped


def _the_one_meant(
    stored: Sequence[TranslationUnit], unit: TranslationUnit
) -> TranslationUnit | None:
    """Return the stored unit that the file's unit replaces, `None` where it is not clear.

    A file may use one tuid for several units; then the one that shares a text is meant.
    """
    if len(stored) <= 1:
        return stored[0] if stored else None
    sharing = [other for other in stored if set(other.variants) & set(unit.variants)]
    return sharing[0] if len(sharing) == 1 else None


def remove_killed(connection: sqlite3.Connection, memory: Path) -> None:
    """Remove what imports left whose process is gone."""
    rows = connection.execute("SELECT id FROM import WHERE finished_at IS NULL").fetchall()
    for (number,) in rows:
        lock = ImportLock(memory, number)
        if not lock.is_held():
            _remove(connection, number)
            lock.release()


def _remove(connection: sqlite3.Connection, import_id: int) -> None:
    """Remove an unfinished import's units in short transactions, then the import itself."""
    removed = BATCH
    while removed == BATCH:
        with transaction(connection):
            removed = connection.execute(
                "DELETE FROM unit WHERE id IN (SELECT id FROM unit WHERE import_id = ?1 AND id >="
                " (SELECT first_unit FROM import WHERE id = ?1) LIMIT ?2)",
                (import_id, BATCH),
            ).rowcount
    with transaction(connection):
        connection.execute(
            "DELETE FROM corpus WHERE id IN"
            " (SELECT corpus_id FROM import WHERE id = ? AND creates_corpus)"
            " AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.corpus_id = corpus.id)",
            (import_id,),
        )
        connection.execute("DELETE FROM import WHERE id = ?", (import_id,))
