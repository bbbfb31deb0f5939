"""The keys by which terms are found in a text: writing them, finding by them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

from tmtool.languages import primary
from tmtool.store.concept_rows import SELECT, concepts


def insert(
    connection: sqlite3.Connection, term_id: int, language: str, keys: Collection[str]
) -> None:
    """Add the keys of a term; needs a write transaction."""
    connection.executemany(
        "INSERT INTO term_key VALUES (?, ?, ?, ?)",
        [(primary(language), key, term_id, key.count(" ") + 1) for key in sorted(keys)],
    )


def longest(connection: sqlite3.Connection, language: str) -> int:
    """Return how many words the longest key of a language has."""
    (words,) = connection.execute(
        "SELECT max(words) FROM term_key WHERE language = ?", (primary(language),)
    ).fetchone()
    return int(words or 0)


def languages(connection: sqlite3.Connection, glossary: str | None = None) -> list[str]:
    """Return the primary languages that have a term which can be found, in one glossary or all."""
    tags = sorted({primary(tag) for (tag,) in connection.execute("SELECT tag FROM language")})
    if glossary is None:
        some, values = "SELECT 1 FROM term_key WHERE language = ?", []
    else:
        some, values = (
            "SELECT 1 FROM term_key k JOIN term t ON t.id = k.term_id"
            " JOIN concept c ON c.id = t.concept_id JOIN glossary g ON g.id = c.glossary_id"
            " WHERE k.language = ? AND g.name = ?",
            [glossary],
        )
    return [tag for tag in tags if connection.execute(some, [tag, *values]).fetchone()]


def any_kept(connection: sqlite3.Connection, glossary: str | None = None) -> bool:
    """Tell whether a glossary, or any, has a term that is not to be translated."""
    return bool(
        connection.execute(
            "SELECT 1 FROM term t JOIN concept c ON c.id = t.concept_id"
            " JOIN glossary g ON g.id = c.glossary_id"
            " WHERE t.do_not_translate AND g.name = coalesce(?, g.name)",
            [glossary],
        ).fetchone()
    )


def count(connection: sqlite3.Connection, language: str) -> int:
    """Return how many keys the terms of a language have."""
    (number,) = connection.execute(
        "SELECT count(*) FROM term_key WHERE language = ?", (primary(language),)
    ).fetchone()
    return int(number)


def find(
    connection: sqlite3.Connection, language: str, keys: Collection[str]
) -> list[tuple[str, int, int]]:
    """Return (key, concept id, term id) for each of the keys that a term of the language has."""
    return connection.execute(
        "SELECT k.key, t.concept_id, t.id FROM json_each(?) j"
        " CROSS JOIN term_key k ON k.language = ? AND k.key = j.value"
        " JOIN term t ON t.id = k.term_id",
        (json.dumps(list(keys), ensure_ascii=False), primary(language)),
    ).fetchall()


def all_of(connection: sqlite3.Connection, language: str) -> Iterator[tuple[str, int, int]]:
    """Yield (key, concept id, term id) for all keys of a language."""
    yield from connection.execute(
        "SELECT k.key, t.concept_id, t.id FROM term_key k JOIN term t ON t.id = k.term_id"
        " WHERE k.language = ?",
        (primary(language),),
    )


def rebuild_all(connection: sqlite3.Connection) -> None:
    """Make all keys again, by the rules of this version; needs a write transaction."""
    from tmtool.terminology.keys import term_keys

    connection.execute("DELETE FROM term_key")
    rows = connection.execute(f"{SELECT} ORDER BY c.id, t.id")
    for concept in concepts(rows):
        for term in concept.terms:
            assert term.id is not None
            insert(connection, term.id, term.language, term_keys(term))
