"""Concepts and terms as rows: reading, adding, changing, removing and finding them by key."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tmtool.errors import NotFoundError
from tmtool.models import Concept, Term
from tmtool.store.clock import now
from tmtool.store.connection import is_id, placeholders
from tmtool.store.fingerprints import concept_fingerprint
from tmtool.store.languages import language_id

TermKeys = Mapping[Term, Collection[str]]
"""The look-up keys of each term of a concept."""

_TERM_FIELDS = (
    "text",
    "status",
    "type",
    "part_of_speech",
    "note",
    "source",
    "context",
    "geography",
    "do_not_translate",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
)
_SELECT = f"""
SELECT c.id, g.name, c.identifier, c.domain, c.definition, c.note, c.source,
       t.id, l.tag, {", ".join(f"t.{name}" for name in _TERM_FIELDS)}
FROM concept c
JOIN glossary g ON g.id = c.glossary_id
JOIN term t ON t.concept_id = c.id
JOIN language l ON l.id = t.language_id
"""


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


def stream(connection: sqlite3.Connection, glossary: str | None = None) -> Iterator[Concept]:
    """Yield the concepts of one glossary or of all, in the order they were added."""
    condition, values = ("WHERE g.name = ?", (glossary,)) if glossary else ("", ())
    yield from _grouped(connection.execute(f"{_SELECT} {condition} ORDER BY c.id, t.id", values))


def read(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Concept]:
    """Return the concepts with these ids, in the order of the ids."""
    marks = placeholders(ids)
    rows = connection.execute(f"{_SELECT} WHERE c.id IN ({marks}) ORDER BY c.id, t.id", ids)
    found = {concept.id: concept for concept in _grouped(rows)}
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


def _grouped(rows: Iterable[Sequence[object]]) -> Iterator[Concept]:
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield _concept(list(group))


def _concept(rows: list[Sequence[object]]) -> Concept:
    number, glossary, identifier, domain, definition, note, source = rows[0][:7]
    return Concept(
        tuple(_term(row[7:]) for row in rows),
        identifier,  # type: ignore[arg-type]
        domain,  # type: ignore[arg-type]
        definition,  # type: ignore[arg-type]
        note,  # type: ignore[arg-type]
        source,  # type: ignore[arg-type]
        number,  # type: ignore[arg-type]
        glossary,  # type: ignore[arg-type]
    )


def _term(row: Sequence[object]) -> Term:
    number, language, *fields = row
    values = dict(zip(_TERM_FIELDS, fields, strict=True))
    values["do_not_translate"] = bool(values["do_not_translate"])
    return Term(language=language, id=number, **values)  # type: ignore[arg-type]


def insert(
    connection: sqlite3.Connection,
    glossary_id: int,
    concept: Concept,
    keys: TermKeys,
) -> int:
    """Add a concept and return its id; one that has an id keeps it; needs a write transaction."""
    number = connection.execute(
        "INSERT INTO concept (id, glossary_id, identifier, domain, definition, note, source,"
        " fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            concept.id,
            glossary_id,
            concept.identifier,
            concept.domain,
            concept.definition,
            concept.note,
            concept.source,
            concept_fingerprint(concept),
        ),
    ).lastrowid
    assert number is not None
    _insert_terms(connection, number, concept, keys)
    return number


def update(connection: sqlite3.Connection, concept: Concept, keys: TermKeys) -> None:
    """Write a changed concept over the one with its id; needs a write transaction."""
    assert concept.id is not None
    connection.execute(
        "UPDATE concept SET identifier = ?, domain = ?, definition = ?, note = ?, source = ?,"
        " fingerprint = ? WHERE id = ?",
        (
            concept.identifier,
            concept.domain,
            concept.definition,
            concept.note,
            concept.source,
            concept_fingerprint(concept),
            concept.id,
        ),
    )
    connection.execute("DELETE FROM term WHERE concept_id = ?", (concept.id,))
    _insert_terms(connection, concept.id, concept, keys)


def _insert_terms(
    connection: sqlite3.Connection, number: int, concept: Concept, keys: TermKeys
) -> None:
    columns = ("concept_id", "language_id", *_TERM_FIELDS)
    for term in concept.terms:
        term_id = connection.execute(
            f"INSERT INTO term ({', '.join(columns)}) VALUES ({placeholders(columns)})",
            (
                number,
                language_id(connection, term.language),
                *(getattr(term, name) for name in _TERM_FIELDS),
            ),
        ).lastrowid
        connection.executemany(
            "INSERT INTO term_key VALUES (?, ?, ?, ?)",
            [
                (term.language.partition("-")[0], key, term_id, key.count(" ") + 1)
                for key in keys[term]
            ],
        )


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Remove a concept with its terms; needs a write transaction."""
    connection.execute("DELETE FROM concept WHERE id = ?", (number,))


def longest_key(connection: sqlite3.Connection, language: str) -> int:
    """Return how many words the longest key of a language has."""
    (words,) = connection.execute(
        "SELECT max(words) FROM term_key WHERE language = ?", (language.partition("-")[0],)
    ).fetchone()
    return int(words or 0)


def find_keys(
    connection: sqlite3.Connection, language: str, keys: Collection[str]
) -> list[tuple[str, int, int]]:
    """Return (key, concept id, term id) for each of the keys that a term of the language has."""
    wanted = list(keys)
    found: list[tuple[str, int, int]] = []
    for start in range(0, len(wanted), 5_000):
        part = wanted[start : start + 5_000]
        marks = placeholders(part)
        found += connection.execute(
            "SELECT k.key, t.concept_id, t.id FROM term_key k JOIN term t ON t.id = k.term_id"
            f" WHERE k.language = ? AND k.key IN ({marks})",
            (language.partition("-")[0], *part),
        )
    return found
