"""All-or-nothing imports written in short transactions (DESIGN §4).

New units are written under an import that is marked unfinished, which no look-up sees;
changed units wait in a temporary table. One last transaction makes all of it visible. What
a killed import left behind is removed by the next writer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tmtool.models import TranslationUnit
from tmtool.store import changes, corpora, statistics, unit_index, units
from tmtool.store.clock import now
from tmtool.store.comparison import Comparison, Counts
from tmtool.store.fingerprints import fingerprint
from tmtool.store.incoming import Incoming
from tmtool.store.leftovers import remove_killed

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
        self.incoming = Incoming(connection, self._memory, corpus)
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
            self.incoming.corpus_id = corpora.find(self._connection, self._corpus) or 0
            return
        remove_killed(self._connection, self._memory)
        self.incoming.begin(file, format_name)

    def add(self, batch: Sequence[TranslationUnit]) -> None:
        """Take a batch of at most BATCH units in one short transaction.

        Raises NotFoundError where somebody has removed the corpus meanwhile.
        """
        if self._dry_run:
            self._comparison.new_units(batch, self.incoming.corpus_id)
            return
        with self.incoming.writing():
            new = self._comparison.new_units(batch, self.incoming.corpus_id)
            added = self.incoming.insert(list(new.values()), list(new), by_source=self._by_source)
        self.incoming.note(added)

    def finish(self, checksum: str | None) -> None:
        """Make everything visible in one transaction.

        Raises NotFoundError where somebody has removed the corpus meanwhile.
        """
        if self._dry_run:
            return
        self.incoming.seal()
        self._comparison.forget()
        self.incoming.complete()
        with self.incoming.writing():
            dropped = self.incoming.drop_repeated()
            self.counts.added -= dropped
            self.counts.duplicate += dropped
            self._apply_changes()
            self._conclude()
            self.counted_anew = statistics.renew(self._connection)
            self.incoming.show(checksum)
            self._connection.execute(
                "UPDATE corpus SET imported_at = ?, checksum = ? WHERE id = ?",
                (now(), checksum, self.incoming.corpus_id),
            )
        self.incoming.release()

    def abandon(self) -> None:
        """Take back everything, as though the import had never begun."""
        self.incoming.abandon()

    def _conclude(self) -> None:
        """Do what else belongs into the last transaction: nothing, unless a subclass has more."""

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
            added = self.incoming.insert(
                [unit], [fingerprint(unit)], by_source=self._by_source, with_digests=True
            )
            unit_index.add_units(self._connection, added)
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
