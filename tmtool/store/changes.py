"""The undo log: what was done to units, by whom, and taking it back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from tmtool.errors import NotFoundError
from tmtool.models import Change, TranslationUnit
from tmtool.store import corpora, units
from tmtool.store.clock import now
from tmtool.store.connection import is_id, transaction

_COLUMNS = "id, at, by, operation, unit_id, before, after, undone"


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
    unit = after or before
    assert unit is not None
    values = (
        now(),
        by,
        operation,
        before and units.to_json(before),
        after and units.to_json(after),
        unit.id,
    )
    return int(
        connection.execute(
            "INSERT INTO change (at, by, operation, before, after, unit_id)"
            " SELECT ?1, ?2, ?3, CASE WHEN ?5 IS NULL THEN json_insert(?4, '$.identity',"
            " (SELECT identity FROM unit WHERE id = ?6)) ELSE ?4 END, ?5, ?6",
            values,
        ).lastrowid
        or 0
    )


def history(connection: sqlite3.Connection, unit: int | None = None) -> list[Change]:
    """Return the changes of one unit, or the last hundred of all, the newest first."""
    if unit is None:
        condition, values = "unit_id ORDER BY id DESC LIMIT 100", []
    else:
        condition, values = "unit_id = ? ORDER BY id DESC", [unit if is_id(unit) else 0]
    rows = connection.execute(f"SELECT {_COLUMNS} FROM change WHERE {condition}", values)
    return [_change(row) for row in rows]


def undo(connection: sqlite3.Connection, number: int | None = None, *, by: str | None) -> Change:
    """Take back a change, the last one without a number, and return it.

    Raises NotFoundError where there is none, or where the unit was changed again since.
    """
    with transaction(connection):
        change = _to_undo(connection, number)
        before = units.from_dict(change.after) if change.after else None
        after = units.from_dict(change.before) if change.before else None
        if before is not None:
            units.read_one(connection, change.unit or 0)
        if before is None and after is not None:
            _bring_back(connection, change.id, after)
        record(connection, "undo", before=before, after=after, by=by)
        if after is None:
            units.remove(connection, change.unit or 0)
        elif before is not None:
            units.update(connection, after)
        connection.execute("UPDATE change SET undone = 1 WHERE id = ?", (change.id,))
    return change


def _bring_back(connection: sqlite3.Connection, change: int, unit: TranslationUnit) -> None:
    corpus = corpora.ensure(connection, unit.corpus or "")
    corpora.keep(connection, corpus)
    units.insert(connection, corpus, [unit])
    (identity,) = connection.execute(
        "SELECT json_extract(before, '$.identity') FROM change WHERE id = ?", (change,)
    ).fetchone()
    units.identify(connection, unit.id or 0, identity)


def _to_undo(connection: sqlite3.Connection, number: int | None) -> Change:
    condition, values = "1", []
    if number is not None:
        condition, values = "id = ?", [number if is_id(number) else 0]
    else:
        _refuse_a_concept(connection)
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM change WHERE {condition} AND unit_id AND NOT undone"
        " AND operation <> 'undo' ORDER BY id DESC LIMIT 1",
        values,
    ).fetchone()
    if row is None:
        what = (
            "there is no change to undo"
            if number is None
            else f"there is no change {number} to undo"
        )
        raise NotFoundError(what, hint="`tmtool unit history` lists the changes.")
    change = _change(row)
    newer = connection.execute(
        "SELECT id FROM change WHERE unit_id = ? AND id > ? AND NOT undone"
        " AND operation <> 'undo' ORDER BY id DESC",
        (change.unit, change.id),
    ).fetchone()
    if newer is not None:
        raise NotFoundError(
            f"unit {change.unit} was changed again after change {change.id}",
            hint=f"Undo change {newer[0]} first.",
        )
    return change


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


def _change(row: Sequence[object]) -> Change:
    number, at, by, operation, unit, *states, undone = row
    before, after = (json.loads(state) if isinstance(state, str) else None for state in states)
    if before is not None:
        before.pop("identity", None)
    return Change(
        number,  # type: ignore[arg-type]
        at,  # type: ignore[arg-type]
        by,  # type: ignore[arg-type]
        operation,  # type: ignore[arg-type]
        unit,  # type: ignore[arg-type]
        before,
        after,
        bool(undone),
    )
