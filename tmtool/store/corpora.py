"""Corpora: what a memory's units come from."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from tmtool.errors import InputError, NotFoundError
from tmtool.models import Corpus
from tmtool.store import indexing
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


def is_live(connection: sqlite3.Connection, name: str) -> bool:
    """Return whether there is such a corpus apart from one that an unfinished import makes."""
    row = connection.execute("SELECT 1 FROM live_corpus WHERE name = ?", (name,)).fetchone()
    return row is not None


def keep(connection: sqlite3.Connection, number: int) -> None:
    """Let a corpus stay although an unfinished import made it; needs a write transaction."""
    connection.execute("UPDATE import SET creates_corpus = 0 WHERE corpus_id = ?", (number,))


def assign(connection: sqlite3.Connection, name: str, values: Mapping[str, object]) -> None:
    """Set some of SETTABLE, or the `name` itself, on a corpus.

    Raises NotFoundError for a corpus that is not there, InputError for what cannot be set.
    """
    check_settings(values)
    with transaction(connection):
        number = require(connection, name)
        taken = find(connection, str(values.get("name", name)))
        if taken not in (None, number):
            raise InputError(
                f"there is a corpus {values['name']!r} already", hint="Give another name."
            )
        describe(connection, number, values)


def check_settings(values: Mapping[str, object]) -> None:
    """Raise InputError for what cannot be set on a corpus."""
    for column, value in values.items():
        _check(column, value)


def describe(connection: sqlite3.Connection, number: int, values: Mapping[str, object]) -> None:
    """Set what `check_settings` has found good on a corpus; needs a write transaction."""
    for column, value in values.items():
        connection.execute(f"UPDATE corpus SET {column} = ? WHERE id = ?", (value, number))


def _check(column: str, value: object) -> None:
    """Raise InputError unless a column may be set to this value."""
    if column in ("penalty", "priority"):
        wanted, fits = "a whole number", type(value) is int
        if column == "penalty":
            wanted, fits = "a whole number from 0 to 100", fits and 0 <= int(str(value)) <= 100
    elif column == "name":
        wanted, fits = "a name", isinstance(value, str) and bool(value.strip())
    elif column in SETTABLE:
        wanted, fits = "a text", value is None or isinstance(value, str)
    else:
        raise InputError(
            f"{column!r} cannot be set on a corpus", hint=f"Set {', '.join(SETTABLE)} or name."
        )
    if not fits:
        raise InputError(f"the {column} cannot be {value!r}", hint=f"Give {wanted}.")


def remove(connection: sqlite3.Connection, name: str) -> int:
    """Remove a corpus with its units and return how many units that were.

    Raises NotFoundError for a corpus that is not there.
    """
    with transaction(connection):
        number = require(connection, name)
        (units,) = connection.execute(
            "SELECT count(*) FROM live_unit WHERE corpus_id = ?", (number,)
        ).fetchone()
        blocks = indexing.blocks_of(connection, "corpus_id = ?", number)
        connection.execute("DELETE FROM corpus WHERE id = ?", (number,))
        indexing.sweep(connection, blocks)
    return int(units)
