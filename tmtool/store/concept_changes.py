"""Writing changes of concepts into the undo log."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict

from tmtool.models import Concept
from tmtool.store.clock import now


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
