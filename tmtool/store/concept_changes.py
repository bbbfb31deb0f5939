"""The undo log of concepts: what was done to them, and what can be taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict

from tmtool.errors import NotFoundError
from tmtool.models import Change, Concept
from tmtool.store.clock import now
from tmtool.store.connection import is_id

_COLUMNS = "id, at, by, operation, concept_id, before, after, undone"


def record(
    connection: sqlite3.Connection,
    operation: str,
    *,
    before: Concept | None,
    after: Concept | None,
    by: str | None,
) -> None:
    """Write down a change of a concept; needs a write transaction."""
    concept = after or before
    assert concept is not None
    stored = [json.dumps(asdict(c), ensure_ascii=False) if c else None for c in (before, after)]
    connection.execute(
        "INSERT INTO change (at, by, operation, concept_id, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (now(), by, operation, concept.id, *stored),
    )


def history(connection: sqlite3.Connection, concept: int | None = None) -> list[Change]:
    """Return the changes of one concept, or the last hundred of all, the newest first."""
    if concept is None:
        condition, values = "concept_id ORDER BY id DESC LIMIT 100", []
    else:
        condition, values = "concept_id = ? ORDER BY id DESC", [concept if is_id(concept) else 0]
    rows = connection.execute(f"SELECT {_COLUMNS} FROM change WHERE {condition}", values)
    return [_change(row) for row in rows]


def to_undo(connection: sqlite3.Connection, number: int | None) -> Change:
    """Return the change with a number, or the last one of a concept, that can be taken back.

    Raises NotFoundError where there is none, or where the concept was changed again since.
    """
    condition, values = "1", []
    if number is not None:
        condition, values = "id = ?", [number if is_id(number) else 0]
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM change WHERE {condition} AND concept_id AND NOT undone"
        " AND operation <> 'undo' ORDER BY id DESC LIMIT 1",
        values,
    ).fetchone()
    if row is None:
        what = "" if number is None else f" {number}"
        raise NotFoundError(
            f"there is no change{what} of a concept to undo",
            hint="`tmtool glossary history` lists the changes.",
        )
    change = _change(row)
    newer = connection.execute(
        "SELECT id FROM change WHERE concept_id = ? AND id > ? AND NOT undone"
        " AND operation <> 'undo' ORDER BY id DESC",
        (change.concept, change.id),
    ).fetchone()
    if newer is not None:
        raise NotFoundError(
            f"concept {change.concept} was changed again after change {change.id}",
            hint=f"Undo change {newer[0]} first.",
        )
    return change


def mark_undone(connection: sqlite3.Connection, number: int) -> None:
    """Write down that a change was taken back; needs a write transaction."""
    connection.execute("UPDATE change SET undone = 1 WHERE id = ?", (number,))


def _change(row: Sequence[object]) -> Change:
    number, at, by, operation, concept, *states, undone = row
    before, after = (json.loads(state) if isinstance(state, str) else None for state in states)
    return Change(
        number,  # type: ignore[arg-type]
        at,  # type: ignore[arg-type]
        by,  # type: ignore[arg-type]
        operation,  # type: ignore[arg-type]
        None,
        before,
        after,
        bool(undone),
        concept,  # type: ignore[arg-type]
    )
