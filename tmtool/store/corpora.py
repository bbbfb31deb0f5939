"""Corpora: what a memory's units come from."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from tmtool.errors import NotFoundError
from tmtool.models import Corpus
from tmtool.store.connection import transaction

SETTABLE = ("origin", "licence", "domain", "penalty", "priority")
"""What a user may set on a corpus."""

_COLUMNS = "name, origin, licence, domain, penalty, priority, imported_at, checksum"


def all_corpora(connection: sqlite3.Connection) -> list[Corpus]:
    """Return every corpus with its number of units, by name."""
    rows = connection.execute(
        f"SELECT {_COLUMNS}, (SELECT count(*) FROM live_unit u WHERE u.corpus_id = c.id)"
        " FROM live_corpus c ORDER BY name"
    )
    return [Corpus(*row) for row in rows]


def all_settings(connection: sqlite3.Connection) -> list[Corpus]:
    """Return every corpus without counting its units, by name."""
    return [Corpus(*row) for row in connection.execute(f"SELECT {_COLUMNS} FROM corpus")]


def find(connection: sqlite3.Connection, name: str) -> int | None:
    """Return the number of a corpus by its name, or `None`."""
    row = connection.execute("SELECT id FROM corpus WHERE name = ?", (name,)).fetchone()
    return None if row is None else int(row[0])


def require(connection: sqlite3.Connection, name: str) -> int:
    """Return the number of a corpus by its name; raises NotFoundError."""
    number = find(connection, name)
    if number is None:
        names = ", ".join(corpus.name for corpus in all_corpora(connection)) or "none"
        raise NotFoundError(f"there is no corpus {name!r}", hint=f"The memory has: {names}.")
    return number


def ensure(connection: sqlite3.Connection, name: str) -> int:
    """Return the number of a corpus, making it where it is new; needs a write transaction."""
    connection.execute("INSERT OR IGNORE INTO corpus (name) VALUES (?)", (name,))
    (number,) = connection.execute("SELECT id FROM corpus WHERE name = ?", (name,)).fetchone()
    return int(number)


def assign(connection: sqlite3.Connection, name: str, values: Mapping[str, object]) -> None:
    """Set some of SETTABLE, or the `name` itself, on a corpus."""
    number = require(connection, name)
    assigned = ", ".join(f"{column} = ?" for column in values)
    with transaction(connection):
        connection.execute(f"UPDATE corpus SET {assigned} WHERE id = ?", (*values.values(), number))


def remove(connection: sqlite3.Connection, name: str) -> int:
    """Remove a corpus with its units and return how many units that were."""
    number = require(connection, name)
    with transaction(connection):
        (units,) = connection.execute(
            "SELECT count(*) FROM unit WHERE corpus_id = ?", (number,)
        ).fetchone()
        connection.execute("DELETE FROM corpus WHERE id = ?", (number,))
    return int(units)
