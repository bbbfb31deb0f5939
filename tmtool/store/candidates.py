"""The review queue: what was mined, and what a person decided of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any

from tmtool.errors import NotFoundError
from tmtool.languages import primary
from tmtool.models import CandidateState, MinedTerm, MinedTranslation, MiningReport, QueuedTerm
from tmtool.store.clock import now
from tmtool.store.connection import is_id

# In the order of the fields of QueuedTerm.
_SELECT = """
SELECT id, language, target, text, frequency, c_value, translations, state, translation,
       concept_id, mined_at, decided_at, decided_by
FROM candidate
"""


def put(connection: sqlite3.Connection, mined: Sequence[MinedTerm]) -> MiningReport:
    """Add mined terms to the queue; those in it get the new figures, decisions stay.

    Needs a write transaction.
    """
    added = updated = decided = 0
    for term in mined:
        found = term.candidate
        place = primary(found.language), primary(term.language), found.key
        translations = json.dumps([asdict(t) for t in term.translations], ensure_ascii=False)
        figures = found.count, found.score, translations, now()
        row = connection.execute(
            "SELECT id, state FROM candidate WHERE (language, target, key) = (?, ?, ?)", place
        ).fetchone()
        if row is None:
            connection.execute(
                "INSERT INTO candidate (language, target, key, text, state, frequency, c_value,"
                " translations, mined_at) VALUES (?, ?, ?, ?, 'new', ?, ?, ?, ?)",
                (*place, found.text, *figures),
            )
            added += 1
            continue
        connection.execute(
            "UPDATE candidate SET frequency = ?, c_value = ?, translations = ?, mined_at = ?"
            " WHERE id = ?",
            (*figures, row[0]),
        )
        updated += row[1] == "new"
        decided += row[1] != "new"
    return MiningReport(added, updated, decided)


def stream(
    connection: sqlite3.Connection,
    state: CandidateState | None = None,
    *,
    source: str | None = None,
    target: str | None = None,
) -> Iterator[QueuedTerm]:
    """Yield the queue, or what is in one state or language, the highest C-value first."""
    wanted = {
        "state": state,
        "language": source and primary(source),
        "target": target and primary(target),
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    condition = " AND ".join(f"{name} = ?" for name in given) or "TRUE"
    select = f"{_SELECT} WHERE {condition} ORDER BY c_value DESC, id"
    yield from map(_queued, connection.execute(select, list(given.values())))


def read_one(connection: sqlite3.Connection, number: int) -> QueuedTerm:
    """Return a candidate by its number; raises NotFoundError."""
    row = connection.execute(
        f"{_SELECT} WHERE id = ?", (number if is_id(number) else 0,)
    ).fetchone()
    if row is None:
        raise NotFoundError(
            f"there is no candidate {number}",
            hint="`tmtool glossary candidates list` shows their numbers.",
        )
    return _queued(row)


def decide(
    connection: sqlite3.Connection,
    number: int,
    state: CandidateState,
    *,
    by: str | None,
    translation: str | None = None,
    concept: int | None = None,
) -> None:
    """Write down a decision, or with `new` take it back; needs a write transaction.

    A concept that the candidate became once stays known, unless another one is given.
    """
    when, who = (None, None) if state == "new" else (now(), by)
    connection.execute(
        "UPDATE candidate SET state = ?, translation = ?, concept_id = ifnull(?, concept_id),"
        " decided_at = ?, decided_by = ? WHERE id = ?",
        (state, translation, concept, when, who, number),
    )


def rename(connection: sqlite3.Connection, number: int, text: str) -> None:
    """Write another citation form; needs a write transaction."""
    connection.execute("UPDATE candidate SET text = ? WHERE id = ?", (text, number))


def _queued(row: Sequence[Any]) -> QueuedTerm:
    values = dict(zip((field.name for field in fields(QueuedTerm)), row, strict=True))
    values["translations"] = tuple(
        MinedTranslation(**{**stored, "examples": tuple(stored["examples"])})
        for stored in json.loads(values["translations"])
    )
    return QueuedTerm(**values)
