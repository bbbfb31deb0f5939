"""Concepts and their terms: reading, adding, changing and removing them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from tmtool.errors import NotFoundError
from tmtool.models import Concept
from tmtool.store import concept_batches, concept_rows
from tmtool.store.clock import now
from tmtool.store.concept_batches import ConceptRows, TermKeys, rows_of
from tmtool.store.concept_rows import CONCEPT_FIELDS
from tmtool.store.connection import is_id, placeholders
from tmtool.store.fingerprints import concept_fingerprint


def glossaries(connection: sqlite3.Connection) -> list[tuple[str, int, int]]:
    """Return each glossary's name with its numbers of concepts and terms."""
    rows = connection.execute(
        "SELECT g.name, count(DISTINCT c.id), count(t.id) FROM glossary g"
        " LEFT JOIN concept c ON c.glossary_id = g.id LEFT JOIN term t ON t.concept_id = c.id"
        " GROUP BY g.id ORDER BY g.name"
    )
    return rows.fetchall()


def find_glossary(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the number of a glossary by its name, or `None`."""
    row = connection.execute("SELECT id FROM glossary WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])


def mark_imported(connection: sqlite3.Connection, number: int, checksum: str | None) -> None:
    """Write down which file a glossary was last imported from; needs a write transaction."""
    connection.execute(
        "UPDATE glossary SET imported_at = ?, checksum = ? WHERE id = ?",
        (now(), checksum, number),
    )


def ensure_glossary(connection: sqlite3.Connection, name: str) -> int:
    """Return the number of a glossary, making it where it is new; needs a write transaction."""
    connection.execute("INSERT OR IGNORE INTO glossary (name) VALUES (?)", (name,))
    (number,) = connection.execute("SELECT id FROM glossary WHERE name = ?", (name,)).fetchone()
    return int(number)


def is_empty(connection: sqlite3.Connection, number: int) -> bool:
    """Tell whether a glossary has no concept."""
    found = connection.execute("SELECT 1 FROM concept WHERE glossary_id = ? LIMIT 1", (number,))
    return found.fetchone() is None


def stream(connection: sqlite3.Connection, glossary: str | None = None) -> Iterator[Concept]:
    """Yield the concepts of one glossary or of all, in the order they were added."""
    condition, values = ("WHERE g.name = ?", (glossary,)) if glossary else ("", ())
    # In the order of the index on terms: nothing has to be sorted before the first is there.
    select = f"{concept_rows.SELECT} {condition} ORDER BY t.concept_id, t.id"
    yield from concept_rows.concepts(connection.execute(select, values))


def read(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Concept]:
    """Return the concepts with these ids, in the order of the ids."""
    marks = placeholders(ids)
    select = f"{concept_rows.SELECT} WHERE c.id IN ({marks}) ORDER BY c.id, t.id"
    rows = connection.execute(select, ids)
    found = {concept.id: concept for concept in concept_rows.concepts(rows)}
    return [found[number] for number in ids if number in found]


def read_one(connection: sqlite3.Connection, number: int) -> Concept:
    """Return one concept; raises NotFoundError."""
    for concept in read(connection, [number] if is_id(number) else []):
        return concept
    raise NotFoundError(
        f"there is no concept {number}", hint="`tmtool glossary list` shows concepts' numbers."
    )


def same(connection: sqlite3.Connection, glossary_id: int, concept: Concept) -> Concept | None:
    """Return the glossary's concept with the same id in its file, or `None`.

    A concept without an id is known by its terms.
    """
    column: str = "identifier"
    value: str | bytes | None = concept.identifier
    if value is None:
        column, value = "identifier IS NULL AND fingerprint", concept_fingerprint(concept)
    row = connection.execute(
        f"SELECT id FROM concept WHERE glossary_id = ? AND {column} = ?", (glossary_id, value)
    ).fetchone()
    return read_one(connection, row[0]) if row else None


def insert(
    connection: sqlite3.Connection, glossary_id: int, concept: Concept, keys: TermKeys
) -> int:
    """Add a concept and return its id; one that has an id keeps it; needs a write transaction."""
    (number,) = concept_batches.write(connection, glossary_id, [rows_of(concept, keys)])
    return number


def update(connection: sqlite3.Connection, concept: Concept, keys: TermKeys) -> None:
    """Write a changed concept over the one with its id; needs a write transaction."""
    assert concept.id is not None
    replace_rows(connection, concept.id, rows_of(concept, keys))


def replace_rows(connection: sqlite3.Connection, number: int, rows: ConceptRows) -> None:
    """Write the rows of a changed concept over its own; needs a write transaction."""
    connection.execute(
        f"UPDATE concept SET {', '.join(f'{name} = ?' for name in CONCEPT_FIELDS)},"
        " fingerprint = ? WHERE id = ?",
        (*rows.values, rows.fingerprint, number),
    )
    connection.execute("DELETE FROM term WHERE concept_id = ?", (number,))
    concept_batches.write_terms(connection, [(number, term) for term in rows.terms])


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Remove a concept with its terms; needs a write transaction."""
    connection.execute("DELETE FROM concept WHERE id = ?", (number,))
