"""Finding units by their texts: exact, by a scan of all, and by their neighbours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from tmtool.models import TranslationUnit
from tmtool.store.fingerprints import text_digest
from tmtool.text.normalise import comparable


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def exact(
    connection: sqlite3.Connection,
    text: str,
    sources: Sequence[int],
    targets: Sequence[int],
) -> list[int]:
    """Return the ids of units whose text in one of the source languages is the same."""
    rows = connection.execute(
        f"SELECT DISTINCT v.unit_id FROM variant_digest v JOIN live_unit u ON u.id = v.unit_id"
        f" WHERE v.digest = ? AND v.language_id IN ({_marks(sources)})"
        f" AND EXISTS (SELECT 1 FROM variant t WHERE t.unit_id = v.unit_id"
        f" AND t.language_id IN ({_marks(targets)})) ORDER BY v.unit_id",
        (text_digest(text), *sources, *targets),
    )
    return [row[0] for row in rows]


def scan(
    connection: sqlite3.Connection,
    sources: Sequence[int],
    targets: Sequence[int],
) -> Iterator[tuple[int, str]]:
    """Yield the id and the source text of every unit that has both languages."""
    rows = connection.execute(
        "SELECT v.unit_id, v.text FROM variant v JOIN live_unit u ON u.id = v.unit_id"
        f" WHERE v.language_id IN ({_marks(sources)})"
        f" AND EXISTS (SELECT 1 FROM variant t WHERE t.unit_id = v.unit_id"
        f" AND t.language_id IN ({_marks(targets)})) ORDER BY v.unit_id",
        (*sources, *targets),
    )
    yield from rows


def scan_pairs(
    connection: sqlite3.Connection, sources: Sequence[int], targets: Sequence[int]
) -> Iterator[tuple[int, str, str]]:
    """Yield the id, source text and target text of every unit that has both languages.

    A unit with several of the languages comes several times, those named first before others.
    """
    rows = connection.execute(
        "SELECT s.unit_id, s.text, t.text FROM variant s"
        " JOIN variant t ON t.unit_id = s.unit_id JOIN live_unit u ON u.id = s.unit_id"
        f" WHERE s.language_id IN ({_marks(sources)}) AND t.language_id IN ({_marks(targets)})"
        f" ORDER BY s.unit_id, {_place('s.language_id', sources)},"
        f" {_place('t.language_id', targets)}",
        (*sources, *targets),
    )
    yield from rows


def _place(column: str, numbers: Sequence[int]) -> str:
    """Return an expression for the place of a column's value among these numbers."""
    if len(numbers) == 1:
        return "NULL"
    cases = " ".join(f"WHEN {number:d} THEN {place}" for place, number in enumerate(numbers))
    return f"CASE {column} {cases} END"


def has_neighbour(
    connection: sqlite3.Connection, unit: TranslationUnit, offset: int, text: str
) -> bool:
    """Return whether the segment `offset` places from the unit in its document is this text."""
    if unit.position is None:
        return False
    rows = connection.execute(
        "SELECT v.text FROM live_unit u JOIN variant v ON v.unit_id = u.id"
        " WHERE u.corpus_id = (SELECT id FROM corpus WHERE name = ?)"
        " AND u.document IS ? AND u.position = ?",
        (unit.corpus, unit.document, unit.position + offset),
    )
    wanted = comparable(text)
    return any(comparable(other) == wanted for (other,) in rows)


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many segments the memory has in each language, by tag."""
    rows = connection.execute(
        "SELECT l.tag, count(*) FROM variant v JOIN language l ON l.id = v.language_id"
        " JOIN live_unit u ON u.id = v.unit_id GROUP BY l.tag ORDER BY l.tag"
    )
    return dict(rows.fetchall())
