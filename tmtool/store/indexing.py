"""Writing the index: the postings and sizes of segments that come and go.

Building is a pure function of texts, so that another process can do it; writing needs a
write transaction.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from tmtool.matching.similarity import Weights
from tmtool.store import postings
from tmtool.store.languages import stored
from tmtool.store.postings import BLOCK_BITS, PAGE, PAGE_BITS
from tmtool.text import features
from tmtool.text.features import LARGEST, MARKUP, MOST_MARKS

Segment = tuple[int, str]
"""A unit's id and its text in one language."""

Size = tuple[int, int]
"""How many different marks and how many runs of characters a segment has."""

Page = tuple["array[int]", bytearray, "array[int]"]
"""The weights of the stems, the marks and the runs of a page's units."""

_IN_BLOCK = (1 << BLOCK_BITS) - 1
_IN_PAGE = PAGE - 1


@dataclass(frozen=True, slots=True)
class Built:
    """Segments of one language made ready for the index.

    `units` holds, by block and stem, the ids within the block; `sizes` the numbers of marks
    and of runs of characters by unit.
    """

    units: Mapping[tuple[int, str], bytes] = field(default_factory=dict)
    sizes: Mapping[int, Size] = field(default_factory=dict)


def build(segments: Iterable[Segment], language: str) -> Built:
    """Return the postings and sizes of segments."""
    units: dict[tuple[int, str], bytes] = {}
    sizes: dict[int, Size] = {}
    for block, group in groupby(segments, key=lambda segment: segment[0] >> BLOCK_BITS):
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("H"))
        for unit, text in group:
            folded = features.folded(text)
            sizes[unit] = (
                min(len(features.marks(folded)), MOST_MARKS),
                features.gram_count(features.squeezed(folded)),
            )
            place = unit & _IN_BLOCK
            for stem in features.index_keys(folded, language):
                found[stem].append(place)
        for stem, places in sorted(found.items()):
            units[block, stem] = to_bytes(places)
    return Built(units, sizes)


def without_those_in_it(connection: sqlite3.Connection, language_id: int, built: Built) -> Built:
    """Return what was built without the segments that the index has already."""
    there: dict[int, set[int]] = {}
    for page in {unit >> PAGE_BITS for unit in built.sizes}:
        for *_, grams in postings.sizes(connection, language_id, range(page, page + 1)):
            for unit, runs in enumerate(from_bytes(grams), page << PAGE_BITS):
                if runs and unit in built.sizes:
                    there.setdefault(unit >> BLOCK_BITS, set()).add(unit & _IN_BLOCK)
    if not there:
        return built
    units: dict[tuple[int, str], bytes] = {}
    for (block, stem), places in built.units.items():
        left = array("H", (n for n in from_bytes(places) if n not in there.get(block, ())))
        if left:
            units[block, stem] = to_bytes(left)
    new = {
        unit: size
        for unit, size in built.sizes.items()
        if unit & _IN_BLOCK not in there.get(unit >> BLOCK_BITS, ())
    }
    return Built(units, new)


def add(
    connection: sqlite3.Connection,
    language_id: int,
    language: str,
    built: Built,
    *,
    weigh: bool = True,
) -> None:
    """Put segments into the index; needs a write transaction.

    Without `weigh` their weights are left open, until the stems are counted.
    """
    connection.executemany(
        "INSERT INTO posting (language_id, block, stem, units) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET units = CAST(units || excluded.units AS BLOB)",
        ((language_id, block, stem, units) for (block, stem), units in built.units.items()),
    )
    weights: Mapping[int, int] = {}
    if weigh:
        known = postings.weights(connection, language, {stem for _, stem in built.units})
        weights = segment_weights(built.units, known)
    _write_sizes(connection, language_id, built.sizes, weights)


def remove(
    connection: sqlite3.Connection, language_id: int, language: str, segments: Sequence[Segment]
) -> None:
    """Take segments out of the index; needs a write transaction."""
    built = build(sorted(segments), language)
    for (block, stem), gone in built.units.items():
        key = (language_id, block, stem)
        row = connection.execute(
            "SELECT units FROM posting WHERE language_id = ? AND block = ? AND stem = ?", key
        ).fetchone()
        if row is None:
            continue
        without = set(from_bytes(gone))
        left = array("H", (place for place in from_bytes(row[0]) if place not in without))
        if left:
            connection.execute(
                "UPDATE posting SET units = ? WHERE language_id = ? AND block = ? AND stem = ?",
                (to_bytes(left), *key),
            )
        else:
            connection.execute(
                "DELETE FROM posting WHERE language_id = ? AND block = ? AND stem = ?", key
            )
    _write_sizes(connection, language_id, dict.fromkeys(built.sizes, (0, 0)), {})


def segment_weights(units: Mapping[tuple[int, str], bytes], weights: Weights) -> dict[int, int]:
    """Return the weight of each unit's stems together, at most LARGEST; markup weighs nothing."""
    found: defaultdict[int, int] = defaultdict(int)
    for (block, stem), places in units.items():
        if not stem.startswith(MARKUP):
            weight, base = weights.of(stem), block << BLOCK_BITS
            for place in from_bytes(places):
                found[base + place] += weight
    return {unit: min(weight, LARGEST) for unit, weight in found.items()}


def _write_sizes(
    connection: sqlite3.Connection,
    language_id: int,
    sizes: Mapping[int, Size],
    weights: Mapping[int, int],
) -> None:
    for page, units in groupby(sorted(sizes), key=lambda unit: unit >> PAGE_BITS):
        stored = _page(connection, language_id, page)
        for unit in units:
            place = unit & _IN_PAGE
            stored[0][place] = weights.get(unit, 0)
            stored[1][place], stored[2][place] = sizes[unit]
        write_page(connection, language_id, page, stored)


def _page(connection: sqlite3.Connection, language_id: int, page: int) -> Page:
    """Return the sizes of one page, zeros where there is none yet."""
    empty = (page, bytes(2 * PAGE), bytes(PAGE), bytes(2 * PAGE))
    rows = postings.sizes(connection, language_id, range(page, page + 1))
    _, weights, marks, grams = rows[0] if rows else empty
    return from_bytes(weights), bytearray(marks), from_bytes(grams)


def write_page(connection: sqlite3.Connection, language_id: int, page: int, sizes: Page) -> None:
    """Write the sizes of one page; needs a write transaction."""
    weights, marks, grams = sizes
    connection.execute(
        "INSERT OR REPLACE INTO sizes (language_id, page, weights, marks, grams)"
        " VALUES (?, ?, ?, ?, ?)",
        (language_id, page, to_bytes(weights), bytes(marks), to_bytes(grams)),
    )


def from_bytes(stored: bytes) -> array[int]:
    """Return stored two-byte numbers."""
    numbers = array("H")
    numbers.frombytes(stored)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def to_bytes(numbers: array[int]) -> bytes:
    """Return two-byte numbers as they are stored, the low byte first."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def blocks_of(connection: sqlite3.Connection, condition: str, *values: object) -> list[int]:
    """Return the blocks of the units for which a condition on table `unit` holds."""
    rows = connection.execute(
        f"SELECT DISTINCT id >> {BLOCK_BITS} FROM unit WHERE {condition}", values
    )
    return [row[0] for row in rows]


def sweep(connection: sqlite3.Connection, blocks: Iterable[int]) -> None:
    """Take units that are gone out of these blocks of the index; needs a write transaction."""
    for block in blocks:
        for _, language_id in sorted(stored(connection).items()):
            first = block << BLOCK_BITS
            live = {
                row[0] & _IN_BLOCK
                for row in connection.execute(
                    "SELECT unit_id FROM variant WHERE unit_id BETWEEN ? AND ? AND language_id = ?",
                    (first, first | _IN_BLOCK, language_id),
                )
            }
            _keep_only(connection, language_id, block, live)


def _keep_only(
    connection: sqlite3.Connection, language_id: int, block: int, live: set[int]
) -> None:
    rows = connection.execute(
        "SELECT stem, units FROM posting WHERE language_id = ? AND block = ?",
        (language_id, block),
    ).fetchall()
    changed = []
    for stem, units in rows:
        places = from_bytes(units)
        left = array("H", (place for place in places if place in live))
        if len(left) < len(places):
            changed.append((to_bytes(left), language_id, block, stem))
    connection.executemany(
        "UPDATE posting SET units = ? WHERE language_id = ? AND block = ? AND stem = ?", changed
    )
    connection.execute(
        "DELETE FROM posting WHERE language_id = ? AND block = ? AND length(units) = 0",
        (language_id, block),
    )
    pages = postings.pages_of(block)
    for page, *_ in postings.sizes(connection, language_id, pages):
        weights, marks, grams = _page(connection, language_id, page)
        base = page << PAGE_BITS & _IN_BLOCK
        gone = [n for n in range(PAGE) if grams[n] and base + n not in live]
        for place in gone:
            weights[place] = marks[place] = grams[place] = 0
        if gone:
            write_page(connection, language_id, page, (weights, marks, grams))
    _drop_empty_pages(connection, language_id, pages)


def _drop_empty_pages(connection: sqlite3.Connection, language_id: int, pages: range) -> None:
    connection.execute(
        "DELETE FROM sizes WHERE language_id = ? AND page BETWEEN ? AND ? AND grams = ?",
        (language_id, pages[0], pages[-1], bytes(2 * PAGE)),
    )
