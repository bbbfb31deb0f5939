"""Another memory's units on their way into this one: which are new, which are settled how.

They come in as those of an import do: unseen before the last transaction, or taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tmtool.models import MergePart, Prefer
from tmtool.store import corpora
from tmtool.store.incoming import Incoming
from tmtool.store.other import CorpusToRead, StoredUnit, unit_batches
from tmtool.store.settlement import Settlement, Told

FORMAT = "memory"
"""What the table `import` has as the format of units that came from another memory."""


class UnitMerge:
    """The units of another memory; use `take` for each corpus, then `apply`, `show`, `release`.

    `apply` and `show` need the last write transaction; `abandon` takes everything back before.
    With `dry_run` nothing is written, and the counts are those that a merge would give.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        memory: Path,
        other: sqlite3.Connection,
        *,
        file: str,
        prefer: Prefer,
        told: Told,
        dry_run: bool,
    ) -> None:
        self._connection = connection
        self._memory = memory
        self._other = other
        self._file = file
        self._dry_run = dry_run
        self._settlement = Settlement(connection, other, prefer=prefer, told=told)
        self._counts = self._settlement.counts
        self._incoming: dict[str, Incoming] = {}

    @property
    def parts(self) -> list[MergePart]:
        """What became of the units of each corpus."""
        return [counts.part("units", name) for name, counts in self._counts.items()]

    def take(self, corpus: CorpusToRead) -> Iterator[int]:
        """Take the units of a corpus; yield how many at a time.

        Raises NotFoundError where somebody has removed the corpus here meanwhile.
        """
        name = corpus.settings.name
        counts = self._counts[name]
        is_new = not corpora.is_live(self._connection, name)
        ours = 0 if is_new else corpora.find(self._connection, name) or 0
        for batch in unit_batches(self._other, corpus):
            new = self._settlement.new_units(batch, ours, corpus.number) if ours else batch
            counts.added += len(new)
            if new and not self._dry_run:
                self._insert(name, new)
            yield len(batch)
        if name in self._incoming:
            self._incoming[name].seal()
            self._incoming[name].complete()

    def apply(self) -> None:
        """Write theirs over ours where theirs is taken, as both are by now."""
        for name, incoming in self._incoming.items():
            incoming.require()
            dropped = incoming.drop_repeated()
            self._counts[name].added -= dropped
            self._counts[name].duplicate += dropped
        self._settlement.apply()

    def show(self) -> None:
        """Make the new units visible."""
        for incoming in self._incoming.values():
            incoming.show()

    def release(self) -> None:
        """Let go of what told other processes that a merge runs."""
        for incoming in self._incoming.values():
            incoming.release()

    def abandon(self) -> None:
        """Take back everything, as though the merge had never begun."""
        for incoming in self._incoming.values():
            incoming.abandon()

    def _insert(self, corpus: str, new: Sequence[StoredUnit]) -> None:
        if corpus not in self._incoming:
            incoming = Incoming(self._connection, self._memory, corpus)
            self._incoming[corpus] = incoming
            incoming.begin(self._file, FORMAT)
        incoming = self._incoming[corpus]
        with incoming.writing():
            added = incoming.insert(
                [replace(one.unit, id=None) for one in new],
                [one.fingerprint for one in new],
                identities=[one.identity for one in new],
            )
        incoming.note(added)
