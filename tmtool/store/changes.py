"""The undo log: what was done to units, by whom, and taking it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tmtool.errors import NotFoundError
from tmtool.models import Change, TranslationUnit
from tmtool.store import corpora, undo_log, units
from tmtool.store.clock import now
from tmtool.store.connection import transaction

_INSERT = (
    "INSERT INTO change (at, by, operation, before, after, unit_id)"
    " SELECT ?1, ?2, ?3, CASE WHEN ?5 IS NULL THEN json_insert(?4, '$.identity',"
    " (SELECT identity FROM unit WHERE id = ?6)) ELSE ?4 END, ?5, ?6"
)


def record(
    connection: sqlite3.Connection,
    operation: str,
    *,
    before: TranslationUnit | None,
    after: TranslationUnit | None,
    by: str | None,
) -> int:
    """Write down a change of a unit and return its number; needs a write transaction.

    A removal is written down before the unit is gone: by what imports know it is kept too.
    """
    values = _values(operation, before, after, by, {})
    return int(connection.execute(_INSERT, values).lastrowid or 0)


def _values(
    operation: str,
    before: TranslationUnit | None,
    after: TranslationUnit | None,
    by: str | None,
    marks: Mapping[str, int],
) -> tuple[object, ...]:
    unit = after or before
    assert unit is not None
    states = (before and units.to_json(before, marks), after and units.to_json(after, marks))
    return (now(), by, operation, *states, unit.id)


Pair = tuple[TranslationUnit | None, TranslationUnit | None]
"""A unit before and after a change; `None` where it was not there."""


class Step:
    """Changes of many units, one of each, that are taken back together.

    All of them are written in one write transaction; `finish` ends the step. Each change has the
    number of the first, and the first has how many they are.
    """

    def __init__(self, connection: sqlite3.Connection, operation: str, *, by: str | None) -> None:
        self.units = 0
        """How many units were changed so far."""
        self._connection = connection
        self._operation = operation
        self._by = by
        self._first = 0

    def record(self, pairs: Sequence[Pair]) -> None:
        """Write down changes, removals before the units are gone."""
        if not self._first:
            (self._first,) = self._connection.execute(
                "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'change'), 0) + 1"
            ).fetchone()
        marks = {"step": self._first}
        self._connection.executemany(
            _INSERT, (_values(self._operation, *pair, self._by, marks) for pair in pairs)
        )
        self.units += len(pairs)

    def finish(self) -> None:
        """Write down how many units the step has."""
        self._connection.execute(
            "UPDATE change SET before = json_set(before, '$.units', ?1),"
            " after = json_set(after, '$.units', ?1) WHERE id = ?2",
            (self.units, self._first),
        )


def undo(
    connection: sqlite3.Connection,
    number: int | None = None,
    *,
    by: str | None,
    alone: bool = False,
) -> Change:
    """Take back a change, the last one without a number, and return it.

    What was changed in one go with it is taken back too, unless it is to be `alone`: the change
    that is returned is the first of these then, with how many were taken back. Raises
    NotFoundError where there is none, or where a unit was changed again since.
    """
    with transaction(connection):
        if number is None:
            _refuse_a_concept(connection)
        change = undo_log.to_undo(connection, "unit", number)
        if change.step is not None and not alone:
            return _undo_step(connection, change.step, by=by)
        before = units.from_dict(change.after) if change.after else None
        after = units.from_dict(change.before) if change.before else None
        if before is not None:
            units.read_one(connection, change.unit or 0)
        if before is None and after is not None:
            _bring_back(connection, {change.id: after})
        record(connection, "undo", before=before, after=after, by=by)
        if after is None:
            units.remove(connection, change.unit or 0)
        elif before is not None:
            units.update(connection, after)
        undo_log.mark_undone(connection, change.id)
    return change


_AT_ONCE = 5_000
"""Changes that are taken back together."""


def _undo_step(connection: sqlite3.Connection, first: int, *, by: str | None) -> Change:
    (count,) = connection.execute(
        "SELECT json_extract(coalesce(before, after), '$.units') FROM change WHERE id = ?", (first,)
    ).fetchone()
    last = first + count - 1
    _refuse_newer(connection, first, last)
    step = Step(connection, "undo", by=by)
    place = first - 1
    earliest: Change | None = None
    while rows := connection.execute(
        f"SELECT {undo_log.COLUMNS} FROM change WHERE id BETWEEN ? AND ? AND NOT undone"
        " ORDER BY id LIMIT ?",
        (place + 1, last, _AT_ONCE),
    ).fetchall():
        found = [undo_log.change_of(row) for row in rows]
        _take_back(connection, found, step)
        earliest, place = earliest or found[0], found[-1].id
    step.finish()
    connection.execute("UPDATE change SET undone = 1 WHERE id BETWEEN ? AND ?", (first, last))
    assert earliest is not None
    return replace(earliest, units=step.units)


def _take_back(connection: sqlite3.Connection, found: Sequence[Change], step: Step) -> None:
    """Take back changes that put one unit in the place of another, or removed it."""
    pairs = [
        (
            units.from_dict(change.after) if change.after else None,
            units.from_dict(change.before) if change.before else None,
        )
        for change in found
    ]
    changed = [after for before, after in pairs if before is not None and after is not None]
    there = units.read(connection, [unit.id or 0 for unit in changed])
    if len(there) < len(changed):
        gone = {unit.id for unit in changed} - {unit.id for unit in there}
        units.read_one(connection, min(number or 0 for number in gone))
    removed = {
        change.id: after
        for change, (before, after) in zip(found, pairs, strict=True)
        if before is None and after is not None
    }
    _bring_back(connection, removed)
    step.record(pairs)
    units.update_all(connection, changed)


def _refuse_newer(connection: sqlite3.Connection, first: int, last: int) -> None:
    row = connection.execute(
        "SELECT c.unit_id, c.id FROM change s JOIN change c ON c.unit_id = s.unit_id"
        " WHERE s.id BETWEEN ?1 AND ?2 AND NOT s.undone AND c.id > ?2"
        " AND NOT c.undone AND c.operation <> 'undo' ORDER BY c.id DESC LIMIT 1",
        (first, last),
    ).fetchone()
    if row is not None:
        raise NotFoundError(
            f"unit {row[0]} was changed again after the changes {first} to {last}",
            hint=f"Undo change {row[1]} first.",
        )


def _bring_back(connection: sqlite3.Connection, removed: Mapping[int, TranslationUnit]) -> None:
    """Add units again that were removed by the changes with these numbers."""
    by_corpus: dict[str, list[int]] = {}
    for change, unit in removed.items():
        by_corpus.setdefault(unit.corpus or "", []).append(change)
    for name, numbers in by_corpus.items():
        corpus = corpora.ensure(connection, name)
        corpora.keep(connection, corpus)
        units.insert(connection, corpus, [removed[number] for number in numbers])
    for change, unit in removed.items():
        (identity,) = connection.execute(
            "SELECT json_extract(before, '$.identity') FROM change WHERE id = ?", (change,)
        ).fetchone()
        units.identify(connection, unit.id or 0, identity)


def _refuse_a_concept(connection: sqlite3.Connection) -> None:
    """Refuse to undo "the last change" where that was not of a unit: another would be lost."""
    row = connection.execute(
        "SELECT concept_id, operation FROM change WHERE NOT undone AND operation <> 'undo'"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if row is not None and row[0] is not None:
        raise NotFoundError(
            f"the last change is of concept {row[0]} ({row[1]}), not of a unit",
            hint="`tmtool glossary undo` takes it back; `tmtool unit history` lists others.",
        )
