"""Finding units by their texts and by their neighbours, and reading many texts at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from tmtool.models import TranslationUnit
from tmtool.store.connection import placeholders
from tmtool.store.fingerprints import text_digest
from tmtool.text.normalise import comparable

_AT_ONCE = 2_000


def exact(
    connection: sqlite3.Connection,
    text: str,
    sources: Sequence[int],
    targets: Sequence[int],
) -> list[tuple[int, int]]:
    """Return the ids of units whose text in a source language is the same, with that language.

    Of several such languages of a unit the one that was stored first is named.
    """
    return connection.execute(
        "SELECT v.unit_id, min(v.language_id) FROM variant_digest v"
        " JOIN live_unit u ON u.id = v.unit_id"
        f" WHERE v.digest = ? AND v.language_id IN ({placeholders(sources)})"
        f" AND EXISTS (SELECT 1 FROM variant t WHERE t.unit_id = v.unit_id"
        f" AND t.language_id IN ({placeholders(targets)})) GROUP BY v.unit_id ORDER BY v.unit_id",
        (text_digest(text), *sources, *targets),
    ).fetchall()


def texts(
    connection: sqlite3.Connection, language_id: int, units: Sequence[int]
) -> list[tuple[int, str]]:
    """Return the id and the text of these units in a language, in any order.

    Units of an unfinished import are among them.
    """
    found: list[tuple[int, str]] = []
    for start in range(0, len(units), _AT_ONCE):
        some = units[start : start + _AT_ONCE]
        found += connection.execute(
            "SELECT unit_id, text FROM variant"
            f" WHERE unit_id IN ({placeholders(some)}) AND language_id = ?",
            (*some, language_id),
        )
    return found


Pair = tuple[int, str, str]
"""A unit's id, its source text and its target text."""


def pairs(
    connection: sqlite3.Connection,
    units: Sequence[int],
    sources: Sequence[int],
    targets: Sequence[int],
) -> Iterator[Pair]:
    """Yield the texts of these units in both languages, those not visible left out.

    A unit with several of the languages comes several times, those named first before others.
    """
    yield from _of_pairs(connection, units, sources, targets, "text")


def digests(
    connection: sqlite3.Connection,
    units: Sequence[int],
    sources: Sequence[int],
    targets: Sequence[int],
) -> Iterator[tuple[int, int, int]]:
    """Yield the digests of what `pairs` yields, without reading the texts."""
    yield from _of_pairs(connection, units, sources, targets, "digest")


def _of_pairs(
    connection: sqlite3.Connection,
    units: Sequence[int],
    sources: Sequence[int],
    targets: Sequence[int],
    column: str,
) -> Iterator[tuple[Any, ...]]:
    # CROSS JOIN: unit by unit, from the units to their texts.
    for start in range(0, len(units), _AT_ONCE):
        some = units[start : start + _AT_ONCE]
        yield from connection.execute(
            f"SELECT u.id, s.{column}, t.{column} FROM unit u"
            " CROSS JOIN variant s ON s.unit_id = u.id CROSS JOIN variant t ON t.unit_id = u.id"
            f" WHERE u.id IN ({placeholders(some)}) AND s.language_id IN ({placeholders(sources)})"
            f" AND t.language_id IN ({placeholders(targets)}) AND u.import_id NOT IN"
            " (SELECT id FROM import WHERE finished_at IS NULL)"
            f" ORDER BY u.id, {_place('s.language_id', sources)},"
            f" {_place('t.language_id', targets)}",
            (*some, *sources, *targets),
        )


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
