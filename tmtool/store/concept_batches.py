"""Concepts as rows that are ready to be written, many at a time.

An import makes the rows before it locks the memory, and writes them in batches: so other writers
wait for little more than the bare insertion.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from tmtool.languages import primary
from tmtool.models import Concept, Term
from tmtool.store import concept_rows
from tmtool.store.concept_rows import CONCEPT_FIELDS, TERM_FIELDS
from tmtool.store.connection import placeholders
from tmtool.store.fingerprints import concept_fingerprint
from tmtool.store.languages import language_id

TermKeys = Mapping[Term, Collection[str]]
"""The look-up keys of each term of a concept."""

_CONCEPT_COLUMNS = ("id", "glossary_id", *CONCEPT_FIELDS, "fingerprint")
_TERM_COLUMNS = ("id", "concept_id", "language_id", *TERM_FIELDS)
_INSERT_CONCEPT, _INSERT_TERM = (
    f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({placeholders(columns)})"
    for table, columns in (("concept", _CONCEPT_COLUMNS), ("term", _TERM_COLUMNS))
)


class TermRows(NamedTuple):
    """What the tables hold of a term, without its number: its keys are (language, key, words)."""

    language: str
    values: tuple[object, ...]
    forms: tuple[str, ...]
    keys: tuple[tuple[str, str, int], ...]


class ConceptRows(NamedTuple):
    """What the tables hold of a concept; `id` is `None` where it has none yet."""

    id: int | None
    values: tuple[object, ...]
    fingerprint: bytes
    terms: tuple[TermRows, ...]


def rows_of(concept: Concept, keys: TermKeys) -> ConceptRows:
    """Return a concept as rows."""
    terms = tuple(
        TermRows(
            term.language,
            tuple(concept_rows.term_values(term)),
            tuple(sorted(set(term.forms))),
            tuple((primary(term.language), key, key.count(" ") + 1) for key in sorted(keys[term])),
        )
        for term in concept.terms
    )
    values = tuple(concept_rows.concept_values(concept))
    return ConceptRows(concept.id, values, concept_fingerprint(concept), terms)


def concept_of(rows: ConceptRows) -> Concept:
    """Return the concept of rows, as it will be read from the tables, without numbers."""
    joined = [
        (rows.id, None, *rows.values, None, term.language, *term.values, json.dumps(term.forms))
        for term in rows.terms
    ]
    return next(concept_rows.concepts(joined))


def write(
    connection: sqlite3.Connection, glossary_id: int, batch: Sequence[ConceptRows]
) -> list[int]:
    """Add concepts and return their ids; those that have one keep it; needs a transaction."""
    following = _last(connection, "concept")
    numbers: list[int] = []
    for rows in batch:
        following = max(following, rows.id or 0) if rows.id else following + 1
        numbers.append(rows.id or following)
    connection.executemany(
        _INSERT_CONCEPT,
        (
            (number, glossary_id, *rows.values, rows.fingerprint)
            for number, rows in zip(numbers, batch, strict=True)
        ),
    )
    owned = ((n, term) for n, rows in zip(numbers, batch, strict=True) for term in rows.terms)
    write_terms(connection, list(owned))
    return numbers


def write_terms(connection: sqlite3.Connection, terms: Sequence[tuple[int, TermRows]]) -> None:
    """Add terms to the concepts with these ids; needs a write transaction."""
    languages = {
        tag: language_id(connection, tag)
        for tag in dict.fromkeys(term.language for _, term in terms)
    }
    first = _last(connection, "term") + 1
    numbered = [(number, *owned) for number, owned in enumerate(terms, first)]
    connection.executemany(
        _INSERT_TERM,
        (
            (number, concept, languages[term.language], *term.values)
            for number, concept, term in numbered
        ),
    )
    forms = [(number, form) for number, _, term in numbered for form in term.forms]
    connection.executemany("INSERT INTO term_form VALUES (?, ?)", forms)
    connection.executemany("INSERT INTO term_key VALUES (?, ?, ?, ?)", sorted(_keys(numbered)))


def _keys(numbered: Sequence[tuple[int, int, TermRows]]) -> Iterator[tuple[str, str, int, int]]:
    for number, _, term in numbered:
        for language, key, words in term.keys:
            yield language, key, number, words


def _last(connection: sqlite3.Connection, table: str) -> int:
    """Return the highest id that a table has ever given."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(row[0]) if row else 0
