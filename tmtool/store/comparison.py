"""Which of a file's units are new to a corpus, which it has, and which change one of its own."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tmtool.models import TranslationUnit
from tmtool.store import units
from tmtool.store.clock import now
from tmtool.store.fingerprints import fingerprint, identity
from tmtool.text.normalise import comparable

_AT_ONCE = 500
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


class Comparison:
    """A file's units, batch by batch, against those that look-ups see and its own import's.

    Changes wait in a temporary table for the end of the import. With `by_source`, units without
    a tuid are known again by the first of their texts.
    """

    def __init__(self, connection: sqlite3.Connection, *, by_source: bool) -> None:
        self.counts = Counts()
        self._connection = connection
        self._by_source = by_source
        connection.executescript(_TEMPORARY)

    def new_units(
        self, batch: Sequence[TranslationUnit], corpus_id: int, import_id: int
    ) -> dict[bytes, TranslationUnit]:
        """Return the units to add by fingerprint; set those aside that change a stored one.

        All are counted.
        """
        prints = [fingerprint(unit) for unit in batch]
        known = self._known(prints, corpus_id, import_id)
        unknown: dict[bytes, TranslationUnit] = {}
        held: dict[int, TranslationUnit] = {}
        for unit, digest in zip(batch, prints, strict=True):
            if digest in known:
                held[known[digest]] = unit
            elif digest not in unknown:
                unknown[digest] = unit
        self._touch(held)
        self.counts.duplicate += len(batch) - len(unknown)
        back = self._taken_back(held)
        self._set_statuses(held)
        new = back | self._without_changes(unknown, corpus_id, import_id)
        self._plan(unknown)
        self.counts.added += len(new)
        return new

    def changes(self) -> Iterator[list[TranslationUnit]]:
        """Yield the changed units with the ids of those they replace, a few hundred at once."""
        last = 0
        while rows := self._connection.execute(
            "SELECT unit_id, unit FROM temp.changed WHERE unit_id > ? ORDER BY unit_id LIMIT ?",
            (last, _AT_ONCE),
        ).fetchall():
            yield [units.from_dict(json.loads(stored)) for _, stored in rows]
            last = rows[-1][0]

    def _known(self, prints: Sequence[bytes], corpus_id: int, import_id: int) -> dict[bytes, int]:
        """Return the ids of the units with these fingerprints, 0 for one that is only planned."""
        marks = ",".join("?" * len(prints))
        known = dict.fromkeys(
            (
                row[0]
                for row in self._connection.execute(
                    f"SELECT fingerprint FROM temp.planned WHERE fingerprint IN ({marks})", prints
                )
            ),
            0,
        )
        known.update(
            self._connection.execute(
                f"SELECT fingerprint, id FROM unit WHERE fingerprint IN ({marks})"
                " AND corpus_id = ? AND (import_id = ? OR import_id NOT IN"
                " (SELECT id FROM import WHERE finished_at IS NULL))",
                (*prints, corpus_id, import_id),
            )
        )
        return known

    def _touch(self, numbers: Iterable[int]) -> None:
        """Remember units that the file holds, so that no later record takes them for its own."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.touched VALUES (?)",
            ((number,) for number in numbers if number),
        )

    def _plan(self, prints: Iterable[bytes]) -> None:
        """Remember what the file has brought already."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.planned VALUES (?)", ((digest,) for digest in prints)
        )

    def _set_statuses(self, held: Mapping[int, TranslationUnit]) -> None:
        """Set those aside whose status alone is another; only PO files always tell it."""
        if not self._by_source:
            return
        for stored in units.read(self._connection, [number for number in held if number]):
            unit = held[stored.id or 0]
            if stored.status != unit.status and self._set_aside(stored, unit):
                self.counts.duplicate -= 1

    def _set_aside(self, stored: TranslationUnit, unit: TranslationUnit) -> bool:
        """Keep a change for the end of the import, unless there is one of this unit already."""
        kept = self._connection.execute(
            "INSERT OR IGNORE INTO temp.changed VALUES (?, ?)",
            (stored.id, units.to_json(_merged(stored, unit))),
        ).rowcount
        self.counts.updated += kept
        return bool(kept)

    def _taken_back(self, held: Mapping[int, TranslationUnit]) -> dict[bytes, TranslationUnit]:
        """Return the units that were to replace these, which the file turns out to hold too."""
        back = {}
        for number, unit in held.items():
            row = self._connection.execute(
                "SELECT unit FROM temp.changed WHERE unit_id = ?", (number,)
            ).fetchone()
            if row is None:
                continue
            planned = replace(units.from_dict(json.loads(row[0])), id=None)
            digest = fingerprint(planned)
            if digest != fingerprint(unit):
                back[digest] = planned
                self._connection.execute("DELETE FROM temp.changed WHERE unit_id = ?", (number,))
        self.counts.updated -= len(back)
        return back

    def _without_changes(
        self, unknown: Mapping[bytes, TranslationUnit], corpus_id: int, import_id: int
    ) -> dict[bytes, TranslationUnit]:
        """Return the units that change no stored one; set the others aside."""
        identities = [identity(unit, by_source=self._by_source) for unit in unknown.values()]
        stored = self._stored([i for i in identities if i is not None], corpus_id, import_id)
        new = {}
        for (digest, unit), name in zip(unknown.items(), identities, strict=True):
            candidates = stored.get(name, [])
            meant = _the_one_meant(candidates, unit)
            if meant is None or meant.id is None:
                new[digest] = unit
                continue
            candidates.remove(meant)
            self._set_aside(meant, unit)
            self._touch([meant.id])
        return new

    def _stored(
        self, identities: Sequence[bytes], corpus_id: int, import_id: int
    ) -> Mapping[bytes | None, list[TranslationUnit]]:
        """Return the units of the corpus by identity, without those the file has held so far."""
        marks = ",".join("?" * len(identities))
        rows = self._connection.execute(
            f"SELECT identity, id FROM live_unit WHERE identity IN ({marks})"
            " AND corpus_id = ? AND import_id <> ?"
            " AND id NOT IN (SELECT unit_id FROM temp.touched) ORDER BY id",
            (*identities, corpus_id, import_id),
        ).fetchall()
        read = units.read(self._connection, [number for _, number in rows])
        found: dict[bytes | None, list[TranslationUnit]] = defaultdict(list)
        for (digest, _), unit in zip(rows, read, strict=True):
            found[digest].append(unit)
        return found


def _the_one_meant(
    stored: Sequence[TranslationUnit], unit: TranslationUnit
) -> TranslationUnit | None:
    """Return the stored unit that the file's unit replaces, `None` where it is not clear.

    A file may use one tuid for several units, and many number their units from 1: the unit
    meant has the same languages, and shares a text or stands in the same document.
    """
    languages = {variant.language for variant in unit.variants}
    alike = [one for one in stored if {v.language for v in one.variants} == languages]
    sharing = [other for other in alike if _texts(other) & _texts(unit)]
    if not sharing and unit.document is not None:
        sharing = alike
    return sharing[0] if len(sharing) == 1 else None


def _texts(unit: TranslationUnit) -> set[tuple[str, str]]:
    return {(variant.language, comparable(variant.text)) for variant in unit.variants}


def _merged(stored: TranslationUnit, unit: TranslationUnit) -> TranslationUnit:
    """Return the file's unit with what only the stored one knows."""
    at, by = unit.changed_at, unit.changed_by
    if at is None and by is None:
        is_same = set(stored.variants) == set(unit.variants)
        at, by = (stored.changed_at, stored.changed_by) if is_same else (now(), None)
    return replace(
        unit,
        id=stored.id,
        corpus=stored.corpus,
        created_at=unit.created_at or stored.created_at,
        created_by=unit.created_by or stored.created_by,
        changed_at=at,
        changed_by=by,
        usage_count=max(unit.usage_count, stored.usage_count),
    )
