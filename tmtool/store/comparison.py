"""Which of a file's units are new to a corpus, which it has, and which change one of its own."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tmtool.models import TranslationUnit
from tmtool.store import digests, units
from tmtool.store.clock import now
from tmtool.store.fingerprints import fingerprint, identity
from tmtool.store.seen import Seen
from tmtool.text.normalise import comparable

_AT_ONCE = 500
_TEMPORARY = """
CREATE TEMP TABLE IF NOT EXISTS changed (unit_id INTEGER PRIMARY KEY, unit TEXT NOT NULL);
CREATE TEMP TABLE IF NOT EXISTS touched (unit_id INTEGER PRIMARY KEY);
DELETE FROM temp.changed;
DELETE FROM temp.touched;
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
        self._seen = Seen(connection)
        self._version: int | None = None
        self._has_units = False
        connection.executescript(_TEMPORARY)

    def new_units(
        self, batch: Sequence[TranslationUnit], corpus_id: int
    ) -> dict[bytes, TranslationUnit]:
        """Return the units to add by fingerprint; set those aside that change a stored one.

        All are counted.
        """
        prints = [fingerprint(unit) for unit in batch]
        known = self._known(prints, corpus_id)
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
        new = back | self._without_changes(unknown, corpus_id)
        self._seen.add(unknown)
        self.counts.added += len(new)
        return new

    def forget(self) -> None:
        """Free the memory that only further units would need."""
        self._seen = Seen(self._connection)

    def changes(self) -> Iterator[list[TranslationUnit]]:
        """Yield the changed units with the ids of those they replace, a few hundred at once."""
        last = 0
        while rows := self._connection.execute(
            "SELECT unit_id, unit FROM temp.changed WHERE unit_id > ? ORDER BY unit_id LIMIT ?",
            (last, _AT_ONCE),
        ).fetchall():
            yield [units.from_dict(json.loads(stored)) for _, stored in rows]
            last = rows[-1][0]

    def _known(self, prints: Sequence[bytes], corpus_id: int) -> dict[bytes, int]:
        """Return the ids of the units with these fingerprints, 0 for one from the file alone."""
        known = dict.fromkeys(self._seen.among(prints), 0)
        if self._look_for_units(corpus_id):
            known |= digests.known(self._connection, prints, corpus_id)
        return known

    def _look_for_units(self, corpus_id: int) -> bool:
        """Tell whether the corpus can hold units, apart from those of this import.

        That is so where it did at the beginning, or another process has written since.
        """
        (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        if self._version is None:
            self._has_units = self._connection.execute(
                "SELECT EXISTS (SELECT 1 FROM live_unit WHERE corpus_id = ?)", (corpus_id,)
            ).fetchone() == (1,)
        elif version != self._version:
            self._has_units = True
        self._version = version
        return self._has_units

    def _touch(self, numbers: Iterable[int]) -> None:
        """Remember units that the file holds, so that no later record takes them for its own."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO temp.touched VALUES (?)",
            ((number,) for number in numbers if number),
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
        back: dict[bytes, TranslationUnit] = {}
        if not self.counts.updated:
            return back
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
        self, unknown: Mapping[bytes, TranslationUnit], corpus_id: int
    ) -> dict[bytes, TranslationUnit]:
        """Return the units that change no stored one; set the others aside."""
        if not self._has_units:
            return dict(unknown)
        identities = [identity(unit, by_source=self._by_source) for unit in unknown.values()]
        stored = self._stored([i for i in identities if i is not None], corpus_id)
        new = {}
        for (digest, unit), name in zip(unknown.items(), identities, strict=True):
            candidates = stored.get(name, [])
            meant = the_one_meant(candidates, unit) if candidates else None
            if meant is None or meant.id is None:
                new[digest] = unit
                continue
            candidates.remove(meant)
            self._set_aside(meant, unit)
            self._touch([meant.id])
        return new

    def _stored(
        self, identities: Sequence[int], corpus_id: int
    ) -> Mapping[int | None, list[TranslationUnit]]:
        """Return the units of the corpus by identity, without those the file has held so far."""
        rows = [
            (name, number)
            for name, number in digests.with_identity(self._connection, identities, corpus_id)
            if not self._is_touched(number)
        ]
        read = units.read(self._connection, [number for _, number in rows])
        found: dict[int | None, list[TranslationUnit]] = defaultdict(list)
        for (name, _), unit in zip(rows, read, strict=True):
            found[name].append(unit)
        return found

    def _is_touched(self, number: int) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM temp.touched WHERE unit_id = ?", (number,)
        ).fetchone()
        return row is not None


def the_one_meant(
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
