"""The units of one document on their way into a corpus, where they take the place of older ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tmtool.models import TranslationUnit
from tmtool.store import aligned_pairs, changes, corpora, units
from tmtool.store.fingerprints import fingerprint
from tmtool.store.imports import Import

__all__ = ["DocumentImport", "Mark", "Settings", "units_of"]


@dataclass(frozen=True, slots=True)
class Mark:
    """By what a pair of documents is known again once its units are there.

    `outcome` is called in the last transaction, when the counts are known.
    """

    digest: bytes
    outcome: Callable[[], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set on a corpus as units come into it; `if_new` only where it is a new one."""

    always: Mapping[str, object] = field(default_factory=dict)
    if_new: Mapping[str, object] = field(default_factory=dict)


class DocumentImport(Import):
    """An import of all units of a document: the corpus has no others of it afterwards.

    Units that are gone are in the log of changes. With the last transaction the corpus gets its
    settings, and the pair of documents its mark.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        memory: Path,
        corpus: str,
        document: str,
        *,
        settings: Settings,
    ) -> None:
        super().__init__(connection, memory, corpus)
        self._document = document
        self._settings = settings
        self._prints: set[bytes] = set()
        self.mark: Mark | None = None
        """What is kept of the pair, to be set before the end."""
        self.removed = 0
        """How many older units of the document were removed."""

    def add(self, batch: Sequence[TranslationUnit]) -> None:
        """Take a batch of units of the document."""
        self._prints.update(map(fingerprint, batch))
        super().add(batch)

    def _conclude(self) -> None:
        corpus = self.incoming.corpus_id
        self._remove_older(corpus)
        if self.incoming.makes_corpus:
            corpora.describe(self._connection, corpus, self._settings.if_new)
        corpora.describe(self._connection, corpus, self._settings.always)
        aligned_pairs.forget(self._connection, corpus, self._document)
        if self.mark is not None:
            aligned_pairs.write(
                self._connection, self.mark.digest, self.mark.outcome(), self.incoming.id
            )

    def _remove_older(self, corpus: int) -> None:
        """Remove the visible units of the document that are not among those that came.

        They are known by their fingerprints: another process may have brought the same in.
        """
        stored = units_of(self._connection, corpus, self._document)
        gone = [unit for unit in stored if fingerprint(unit) not in self._prints]
        for unit in gone:
            changes.record(self._connection, "import", before=unit, after=None, by=None)
        units.remove_all(self._connection, [unit.id or 0 for unit in gone])
        self.removed = len(gone)


def units_of(
    connection: sqlite3.Connection, corpus_id: int, document: str
) -> list[TranslationUnit]:
    """Return the visible units of a document of a corpus that have a place there."""
    rows = connection.execute(
        "SELECT id FROM live_unit WHERE corpus_id = ? AND document = ? AND position IS NOT NULL",
        (corpus_id, document),
    )
    return units.read(connection, [number for (number,) in rows])
