"""Reading the index: which units have a stem, how large segments are, what stems weigh."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence

from tmtool.languages import primary
from tmtool.matching.similarity import NEW_WEIGHT, Weights
from tmtool.store.connection import placeholders

BLOCK_BITS = 16
"""A posting tells units apart within a block of 65,536 unit ids: two bytes each."""

PAGE_BITS = 12
"""The sizes of 4,096 units stand in one row, which adding a unit rewrites."""

PAGE = 1 << PAGE_BITS

_AT_ONCE = 500


Posting = tuple[int, str, bytes]
"""A block, a stem, and the units of the block that have it: ids within it, two bytes each."""


def version(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return numbers that are others when this or another connection has written since."""
    (others,) = connection.execute("PRAGMA data_version").fetchone()
    return others, connection.total_changes


def weights(connection: sqlite3.Connection, language: str, stems: Collection[str]) -> Weights:
    """Return the frozen weights of these stems."""
    tag = primary(language)
    row = connection.execute(
        "SELECT new_weight FROM statistics WHERE language = ?", (tag,)
    ).fetchone()
    if row is None:
        return Weights({}, NEW_WEIGHT)
    known: dict[str, int] = {}
    for some in _parts(sorted(stems)):
        known.update(
            connection.execute(
                "SELECT stem, weight FROM stem_weight"
                f" WHERE language = ? AND stem IN ({placeholders(some)})",
                (tag, *some),
            )
        )
    return Weights(known, row[0])


def postings(
    connection: sqlite3.Connection,
    language_id: int,
    stems: Collection[str],
    among: Sequence[int] | None = None,
) -> Iterator[Posting]:
    """Yield the postings of these stems, block by block; `among` are the blocks, if known."""
    wanted = sorted(stems)
    for block in blocks(connection, language_id) if among is None else among:
        for some in _parts(wanted):
            yield from connection.execute(
                "SELECT block, stem, units FROM posting"
                f" WHERE language_id = ? AND block = ? AND stem IN ({placeholders(some)})",
                (language_id, block, *some),
            )


def beginning_with(
    connection: sqlite3.Connection, language_id: int, beginning: str
) -> Iterator[Posting]:
    """Yield the postings of all stems that begin so, block by block."""
    for block in blocks(connection, language_id):
        yield from connection.execute(
            "SELECT block, stem, units FROM posting"
            " WHERE language_id = ? AND block = ? AND stem >= ? AND stem < ?",
            (language_id, block, beginning, beginning + "\U0010ffff"),
        )


def blocks(connection: sqlite3.Connection, language_id: int) -> list[int]:
    """Return the blocks in which a language has units."""
    shift = BLOCK_BITS - PAGE_BITS
    return [
        row[0]
        for row in connection.execute(
            f"SELECT DISTINCT page >> {shift} FROM sizes WHERE language_id = ? ORDER BY 1",
            (language_id,),
        )
    ]


def pages_of(block: int) -> range:
    """Return the pages of a block."""
    pages = 1 << (BLOCK_BITS - PAGE_BITS)
    return range(block * pages, (block + 1) * pages)


def sizes(
    connection: sqlite3.Connection, language_id: int, pages: range | None = None
) -> list[tuple[int, bytes, bytes, bytes]]:
    """Return each page, or each of these, with its weights, numbers of marks and of runs."""
    first, last = (pages[0], pages[-1]) if pages else (0, 1 << 62)
    return connection.execute(
        "SELECT page, weights, marks, grams FROM sizes"
        " WHERE language_id = ? AND page BETWEEN ? AND ? ORDER BY page",
        (language_id, first, last),
    ).fetchall()


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
