"""How rare stems are: counted when the index is made, and kept until it is made again."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable

from tmtool.languages import primary
from tmtool.matching.similarity import Weights
from tmtool.store import postings
from tmtool.store.indexing import from_bytes, write_page
from tmtool.store.languages import stored
from tmtool.store.postings import BLOCK_BITS, PAGE_BITS
from tmtool.text.features import LARGEST, MARKUP

SCALE = 4
"""Steps of weight to one unit of the natural logarithm; finer ones change no first match."""

MANY = 1_000
"""Of a smaller memory nobody knows the rates by heart."""

GROWTH = 2
"""An import that makes a language this many times as large counts its stems anew."""


def weight(segments: int, having: int) -> int:
    """Return the weight of a stem: its inverse document frequency in whole steps, at least 1."""
    return max(1, math.floor(SCALE * math.log(max(segments, 1) / max(having, 1)) + 0.5))


def are_counted(connection: sqlite3.Connection, language: str) -> bool:
    """Return whether the stems of a language have been counted at all."""
    row = connection.execute("SELECT 1 FROM statistics WHERE language = ?", (primary(language),))
    return row.fetchone() is not None


def renew(connection: sqlite3.Connection) -> list[str]:
    """Count the stems of languages that have grown so much; needs a write transaction.

    Returns those of which many segments had been counted: their match rates may change.
    """
    counted = dict(connection.execute("SELECT language, segments FROM statistics"))
    outgrown = [
        tag
        for tag, numbers in _by_primary(connection).items()
        if sum(_segments(connection, numbers)) >= max(GROWTH * counted.get(tag, 0), 1)
    ]
    freeze(connection, outgrown)
    return [tag for tag in outgrown if counted.get(tag, 0) >= MANY]


def freeze(connection: sqlite3.Connection, languages: Iterable[str] | None = None) -> None:
    """Count the stems of some primary languages, or all, anew; needs a write transaction.

    All match rates in these languages may change.
    """
    by_primary = _by_primary(connection)
    for tag in by_primary if languages is None else languages:
        numbers = by_primary[tag]
        known = _counted(connection, tag, numbers)
        for language_id in numbers:
            _write_weights(connection, language_id, known)


def _by_primary(connection: sqlite3.Connection) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for tag, number in stored(connection).items():
        found.setdefault(primary(tag), []).append(number)
    return found


def _segments(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[int]:
    """Return how many segments each language has in the index."""
    return [
        sum(len(grams) // 2 - from_bytes(grams).count(0) for *_, grams in pages)
        for pages in (postings.sizes(connection, number) for number in numbers)
    ]


def _counted(connection: sqlite3.Connection, tag: str, numbers: list[int]) -> Weights:
    """Count the stems of a language and write down their weights."""
    segments = sum(_segments(connection, numbers))
    having: Counter[str] = Counter()
    for number in numbers:
        rows = connection.execute(
            "SELECT stem, length(units) / 2 FROM posting WHERE language_id = ?", (number,)
        )
        for stem, units in rows:
            having[stem] += units
    known = Weights(
        {
            stem: weight(segments, units)
            for stem, units in having.items()
            if units > 1 and not stem.startswith(MARKUP)
        },
        weight(segments, 1),
    )
    connection.execute(
        "INSERT OR REPLACE INTO statistics VALUES (?, ?, ?)", (tag, segments, known.new)
    )
    connection.execute("DELETE FROM stem_weight WHERE language = ?", (tag,))
    connection.executemany(
        "INSERT INTO stem_weight VALUES (?, ?, ?)",
        ((tag, stem, known.known[stem]) for stem in sorted(known.known)),
    )
    return known


def _write_weights(connection: sqlite3.Connection, language_id: int, known: Weights) -> None:
    """Work out the weight of every segment anew, block by block."""
    import numpy as np

    pages = {page: rest for page, _, *rest in postings.sizes(connection, language_id)}
    for block in postings.blocks(connection, language_id):
        rows = connection.execute(
            "SELECT stem, units FROM posting WHERE language_id = ? AND block = ?",
            (language_id, block),
        ).fetchall()
        weights = [0 if stem.startswith(MARKUP) else known.of(stem) for stem, _ in rows]
        units = np.frombuffer(b"".join([places for _, places in rows]), "<u2")
        of_units = np.repeat(weights, [len(places) // 2 for _, places in rows])
        total = np.bincount(units, of_units, 1 << BLOCK_BITS)
        of_pages = np.minimum(total, LARGEST).astype("<u2").reshape(-1, 1 << PAGE_BITS)
        first = block << (BLOCK_BITS - PAGE_BITS)
        for page, numbers in enumerate(of_pages, first):
            if page in pages:
                marks, grams = pages[page]
                sizes = from_bytes(numbers.tobytes()), bytearray(marks), from_bytes(grams)
                write_page(connection, language_id, page, sizes)
