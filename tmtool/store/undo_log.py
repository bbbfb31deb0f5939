"""The undo log of units and concepts: reading it, and what of it can be taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Literal

from tmtool.errors import NotFoundError
from tmtool.models import Change
from tmtool.store.connection import is_id

Subject = Literal["unit", "concept"]
"""What a change is about."""

# In the order of the fields of Change.
COLUMNS = "id, at, by, operation, unit_id, before, after, undone, concept_id"

STEP = "json_extract(coalesce(before, after), '$.step')"
"""The first change of the step that a change is part of, `NULL` where it stands alone."""

_MARKS = ("identity", "step", "units")
"""The store's own marks of a unit: of one that was removed, and of what was changed with it."""

OPEN = "NOT undone AND operation <> 'undo'"
_COMMANDS: dict[Subject, str] = {"unit": "unit history", "concept": "glossary history"}


def history(
    connection: sqlite3.Connection, subject: Subject, number: int | None = None
) -> list[Change]:
    """Return the changes of one unit or concept, or the last hundred of all, the newest first.

    Of those that were made in one go the last hundred have the first alone.
    """
    if number is None:
        condition = f"{subject}_id AND coalesce({STEP}, id) = id ORDER BY id DESC LIMIT 100"
        values = []
    else:
        condition = f"{subject}_id = ? ORDER BY id DESC"
        values = [number if is_id(number) else 0]
    rows = connection.execute(f"SELECT {COLUMNS} FROM change WHERE {condition}", values)
    return [change_of(row) for row in rows]


def to_undo(connection: sqlite3.Connection, subject: Subject, number: int | None) -> Change:
    """Return the change with a number, or the last one of a unit or concept, to be taken back.

    Raises NotFoundError where there is none, or where its subject was changed again since.
    """
    condition, values = "1", []
    if number is not None:
        condition, values = "id = ?", [number if is_id(number) else 0]
    row = connection.execute(
        f"SELECT {COLUMNS} FROM change WHERE {condition} AND {subject}_id AND {OPEN}"
        " ORDER BY id DESC LIMIT 1",
        values,
    ).fetchone()
    if row is None:
        what = "" if number is None else f" {number}"
        raise NotFoundError(
            f"there is no change{what} to undo",
            hint=f"`tmtool {_COMMANDS[subject]}` lists the changes.",
        )
    change = change_of(row)
    about = change.unit if subject == "unit" else change.concept
    newer = connection.execute(
        f"SELECT id FROM change WHERE {subject}_id = ? AND id > ? AND {OPEN} ORDER BY id DESC",
        (about, change.id),
    ).fetchone()
    if newer is not None:
        raise NotFoundError(
            f"{subject} {about} was changed again after change {change.id}",
            hint=f"Undo change {newer[0]} first.",
        )
    return change


def last_edits(connection: sqlite3.Connection) -> dict[int, str]:
    """Return when each concept was last edited here by a person; those never edited are left out.

    What a file or another memory has brought tells nothing of when it was written.
    """
    return dict(
        connection.execute(
            "SELECT concept_id, max(at) FROM change WHERE concept_id IS NOT NULL"
            " AND operation NOT IN ('import', 'merge') GROUP BY concept_id"
        )
    )


def mark_undone(connection: sqlite3.Connection, number: int) -> None:
    """Write down that a change was taken back; needs a write transaction."""
    connection.execute("UPDATE change SET undone = 1 WHERE id = ?", (number,))


def change_of(row: Sequence[Any]) -> Change:
    """Return the change of a row with `COLUMNS`."""
    number, at, by, operation, unit, before, after, undone, concept = row
    old, marks = _state(before)
    new, others = _state(after)
    marks |= others
    step, units = marks.get("step"), marks.get("units", 1)
    return Change(number, at, by, operation, unit, old, new, bool(undone), concept, step, units)


def _state(stored: str | None) -> tuple[dict[str, object] | None, dict[str, Any]]:
    """Return what the log has of a unit or a concept, and the store's own marks of it."""
    if stored is None:
        return None, {}
    state: dict[str, Any] = json.loads(stored)
    return state, {mark: state.pop(mark) for mark in _MARKS if mark in state}
