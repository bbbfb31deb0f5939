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
_COLUMNS = "id, at, by, operation, unit_id, before, after, undone, concept_id"
_OPEN = "NOT undone AND operation <> 'undo'"
_COMMANDS: dict[Subject, str] = {"unit": "unit history", "concept": "glossary history"}


def history(
    connection: sqlite3.Connection, subject: Subject, number: int | None = None
) -> list[Change]:
    """Return the changes of one unit or concept, or the last hundred of all, the newest first."""
    if number is None:
        condition, values = f"{subject}_id ORDER BY id DESC LIMIT 100", []
    else:
        condition = f"{subject}_id = ? ORDER BY id DESC"
        values = [number if is_id(number) else 0]
    rows = connection.execute(f"SELECT {_COLUMNS} FROM change WHERE {condition}", values)
    return [_change(row) for row in rows]


def to_undo(connection: sqlite3.Connection, subject: Subject, number: int | None) -> Change:
    """Return the change with a number, or the last one of a unit or concept, to be taken back.

    Raises NotFoundError where there is none, or where its subject was changed again since.
    """
    condition, values = "1", []
    if number is not None:
        condition, values = "id = ?", [number if is_id(number) else 0]
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM change WHERE {condition} AND {subject}_id AND {_OPEN}"
        " ORDER BY id DESC LIMIT 1",
        values,
    ).fetchone()
    if row is None:
        what = "" if number is None else f" {number}"
        raise NotFoundError(
            f"there is no change{what} to undo",
            hint=f"`tmtool {_COMMANDS[subject]}` lists the changes.",
        )
    change = _change(row)
    about = change.unit if subject == "unit" else change.concept
    newer = connection.execute(
        f"SELECT id FROM change WHERE {subject}_id = ? AND id > ? AND {_OPEN} ORDER BY id DESC",
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


def _change(row: Sequence[Any]) -> Change:
    number, at, by, operation, unit, before, after, undone, concept = row
    states = _state(before), _state(after)
    return Change(number, at, by, operation, unit, *states, bool(undone), concept)


def _state(stored: str | None) -> dict[str, object] | None:
    if stored is None:
        return None
    state: dict[str, object] = json.loads(stored)
    # The store's own mark of a unit that was removed.
    state.pop("identity", None)
    return state
