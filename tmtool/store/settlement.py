"""Another memory's units against those here: which are new, and how the others are settled.

Where theirs is taken, it waits in a temporary table for the merge's last transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tmtool.models import (
    MergeConflict,
    MergeKind,
    MergePart,
    MergeReason,
    MergeSide,
    Prefer,
    Taken,
    TranslationUnit,
)
from tmtool.store import changes, digests, units
from tmtool.store.comparison import the_one_meant
from tmtool.store.fingerprints import fingerprint
from tmtool.store.other import StoredUnit
from tmtool.store.precedence import settle, unit_side

Told = Callable[[MergeConflict], None]
"""Called with each conflict as it is found."""

_AT_ONCE = 500
_COMPARED = ("status", "note", "properties")
_TEMPORARY = """
CREATE TEMP TABLE IF NOT EXISTS merged (unit_id INTEGER PRIMARY KEY, theirs TEXT);
DELETE FROM temp.merged;
"""


@dataclass(slots=True)
class Counts:
    """What became of one kind of thing so far, such as the units of a corpus."""

    added: int = 0
    updated: int = 0
    duplicate: int = 0
    kept: int = 0

    def part(self, kind: MergeKind, corpus: str | None = None) -> MergePart:
        """Return the counts as a part of the report."""
        read = self.added + self.updated + self.duplicate + self.kept
        return MergePart(kind, corpus, read, self.added, self.updated, self.duplicate, self.kept)


class Settlement:
    """Units of another memory, batch by batch, against those that look-ups see here."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        other: sqlite3.Connection,
        *,
        prefer: Prefer,
        told: Told,
    ) -> None:
        self.counts: defaultdict[str, Counts] = defaultdict(Counts)
        """What became of the units of each corpus; the caller counts those `added`."""
        self._connection = connection
        self._other = other
        self._prefer = prefer
        self._told = told
        connection.executescript(_TEMPORARY)

    def new_units(self, batch: Sequence[StoredUnit], ours: int, theirs: int) -> list[StoredUnit]:
        """Return the units that are new to a corpus; settle the others."""
        known = digests.known(self._connection, [one.fingerprint for one in batch], ours)
        equal = [(known[one.fingerprint], one.unit) for one in batch if one.fingerprint in known]
        self._settle_equal(equal)
        new = []
        unknown = [one for one in batch if one.fingerprint not in known]
        candidates = self._candidates(unknown, ours, theirs)
        for one in unknown:
            alike = candidates.get(one.identity, [])
            meant = the_one_meant(alike, one.unit) if alike else None
            if meant is None:
                new.append(one)
            else:
                alike.remove(meant)
                self._settle(meant, one.unit)
        return new

    def _settle_equal(self, pairs: Sequence[tuple[int, TranslationUnit]]) -> None:
        """Settle units that have all in common that makes two units duplicates."""
        held = dict(pairs)
        for _, unit in pairs:
            self.counts[unit.corpus or ""].duplicate += 1
        better = [
            number
            for number, side in _sides(self._connection, list(held))
            if self._is_theirs(side, held[number])
        ]
        for unit in units.read(self._connection, better):
            if self._take_later(unit, held[unit.id or 0]):
                self.counts[unit.corpus or ""].duplicate -= 1

    def _settle(self, ours: TranslationUnit, theirs: TranslationUnit) -> None:
        """Settle a unit that theirs has in another state; tell where the texts differ."""
        counts = self.counts[ours.corpus or ""]
        side, reason = settle(unit_side(ours), unit_side(theirs), self._prefer)
        is_conflict = set(ours.variants) != set(theirs.variants)
        if is_conflict:
            self._told(_conflict(ours, theirs, side, reason))
        if side == "theirs" and self._take_later(ours, theirs):
            return
        self._connection.execute("INSERT INTO temp.merged (unit_id) VALUES (?)", (ours.id,))
        counts.kept += is_conflict
        counts.duplicate += not is_conflict

    def _take_later(self, ours: TranslationUnit, theirs: TranslationUnit) -> bool:
        """Let theirs wait for the last transaction; tell whether it would change anything."""
        if _is_same(_merged(ours, theirs), ours):
            return False
        waits = self._connection.execute(
            "INSERT OR IGNORE INTO temp.merged VALUES (?, ?)", (ours.id, units.to_json(theirs))
        ).rowcount
        self.counts[ours.corpus or ""].updated += waits
        return bool(waits)

    def _is_theirs(self, ours: MergeSide, theirs: TranslationUnit) -> bool:
        return settle(ours, unit_side(theirs), self._prefer)[0] == "theirs"

    def _candidates(
        self, unknown: Sequence[StoredUnit], ours: int, theirs: int
    ) -> Mapping[int | None, list[TranslationUnit]]:
        """Return the units here that may be other states of those, by identity.

        What the other memory has as it is here is none, nor what was settled before.
        """
        names = [one.identity for one in unknown if one.identity is not None]
        rows = digests.with_identity(self._connection, names, ours)
        stored = units.read(self._connection, [number for _, number in rows])
        read = {unit.id or 0: unit for unit in stored}
        prints = {number: fingerprint(unit) for number, unit in read.items()}
        there: set[bytes] = set()
        for some in _parts(list(prints.values())):
            there.update(digests.known(self._other, some, theirs))
        settled = self._settled(list(prints))
        found: dict[int | None, list[TranslationUnit]] = defaultdict(list)
        for name, number in rows:
            if number in read and prints[number] not in there and number not in settled:
                found[name].append(read[number])
        return found

    def apply(self) -> None:
        """Write theirs over ours, as both are by now; needs a write transaction."""
        for wanted in self._waiting():
            stored = {unit.id: unit for unit in units.read(self._connection, list(wanted))}
            taken = [self._taken(stored.get(number), unit) for number, unit in wanted.items()]
            units.update_all(self._connection, [unit for unit in taken if unit is not None])

    def _settled(self, numbers: Sequence[int]) -> set[int]:
        rows = self._connection.execute(
            "SELECT unit_id FROM temp.merged WHERE unit_id IN (SELECT value FROM json_each(?))",
            (json.dumps(numbers),),
        )
        return {number for (number,) in rows}

    def _waiting(self) -> Iterator[dict[int, TranslationUnit]]:
        """Yield the units that wait by the number they have here, some at a time."""
        last = 0
        while rows := self._connection.execute(
            "SELECT unit_id, theirs FROM temp.merged WHERE unit_id > ? AND theirs IS NOT NULL"
            " ORDER BY unit_id LIMIT ?",
            (last, _AT_ONCE),
        ).fetchall():
            last = rows[-1][0]
            yield {number: units.from_dict(json.loads(theirs)) for number, theirs in rows}

    def _taken(
        self, ours: TranslationUnit | None, theirs: TranslationUnit
    ) -> TranslationUnit | None:
        """Return what is written over ours as it is by now, and write down the change.

        Nothing where somebody has changed it for the better, or removed it, meanwhile.
        """
        if ours is not None and self._is_theirs(unit_side(ours), theirs):
            merged = _merged(ours, theirs)
            if not _is_same(merged, ours):
                changes.record(self._connection, "merge", before=ours, after=merged, by=None)
                return merged
        counts = self.counts[theirs.corpus or ""]
        counts.updated -= 1
        counts.kept += 1
        return None


def _merged(ours: TranslationUnit, theirs: TranslationUnit) -> TranslationUnit:
    """Return theirs with what only ours knows."""
    return replace(
        theirs,
        id=ours.id,
        corpus=ours.corpus,
        created_at=theirs.created_at or ours.created_at,
        created_by=theirs.created_by or ours.created_by,
        usage_count=max(theirs.usage_count, ours.usage_count),
    )


def _is_same(one: TranslationUnit, two: TranslationUnit) -> bool:
    """Tell whether two units are the same; each memory has its own order of languages."""
    return set(one.variants) == set(two.variants) and replace(one, variants=two.variants) == two


def _conflict(
    ours: TranslationUnit, theirs: TranslationUnit, side: Taken, reason: MergeReason
) -> MergeConflict:
    sides = unit_side(ours), unit_side(theirs)
    differs = ["text" if sides[0].texts != sides[1].texts else "markup"]
    differs += [name for name in _COMPARED if getattr(ours, name) != getattr(theirs, name)]
    name = ours.tuid if ours.tuid is not None else ours.context
    return MergeConflict(
        "unit", ours.id or 0, ours.corpus, name, tuple(differs), *sides, side, reason
    )


def _parts(values: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]


def _sides(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> Iterator[tuple[int, MergeSide]]:
    """Yield what settles between units, without their texts, by their numbers."""
    rows = connection.execute(
        "SELECT id, status, coalesce(changed_at, created_at) FROM unit"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    for number, status, at in rows:
        yield number, MergeSide({}, status, at)
