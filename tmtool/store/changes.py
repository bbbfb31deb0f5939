"""The undo log: what was done to units, by whom, and taking it back."""

from __future__ import annotations

import sqlite3

from tmtool.errors import NotFoundError
from tmtool.models import Change, TranslationUnit
from tmtool.store import corpora, undo_log, units
from tmtool.store.clock import now
from tmtool.store.connection import transaction


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


def undo(connection: sqlite3.Connection, number: int | None = None, *, by: str | None) -> Change:
    """Take back a change, the last one without a number, and return it.

    Raises NotFoundError where there is none, or where the unit was changed again since.
    """
    with transaction(connection):
        if number is None:
            _refuse_a_concept(connection)
        change = undo_log.to_undo(connection, "unit", number)
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
        undo_log.mark_undone(connection, change.id)
    return change


def _bring_back(connection: sqlite3.Connection, change: int, unit: TranslationUnit) -> None:
    corpus = corpora.ensure(connection, unit.corpus or "")
    corpora.keep(connection, corpus)
    units.insert(connection, corpus, [unit])
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
