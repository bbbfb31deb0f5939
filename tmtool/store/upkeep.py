"""Making the index again, and comparing it with the units."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping

from tmtool.models import IndexFault
from tmtool.store import indexing, postings, statistics
from tmtool.store.connection import snapshot, transaction
from tmtool.store.indexing import Built, Segment, from_bytes
from tmtool.store.languages import stored
from tmtool.store.postings import BLOCK_BITS

Progress = Callable[[int], None]
"""Called now and then with the number of segments done so far."""


def rebuild(connection: sqlite3.Connection, progress: Progress | None = None) -> int:
    """Make the index again, block by block in short transactions, then count the stems.

    Returns the number of segments.
    """
    done = 0
    for tag, language_id in sorted(stored(connection).items()):
        for block in _all_blocks(connection, language_id):
            with transaction(connection):
                done += _rebuild_block(connection, language_id, tag, block)
            if progress:
                progress(done)
    with transaction(connection):
        statistics.freeze(connection)
    return done


def rebuild_all(connection: sqlite3.Connection) -> None:
    """Make the index again within the caller's write transaction."""
    for tag, language_id in sorted(stored(connection).items()):
        for block in _all_blocks(connection, language_id):
            _rebuild_block(connection, language_id, tag, block)
    statistics.freeze(connection)


def _rebuild_block(connection: sqlite3.Connection, language_id: int, tag: str, block: int) -> int:
    pages = postings.pages_of(block)
    connection.execute(
        "DELETE FROM posting WHERE language_id = ? AND block = ?", (language_id, block)
    )
    connection.execute(
        "DELETE FROM sizes WHERE language_id = ? AND page BETWEEN ? AND ?",
        (language_id, pages[0], pages[-1]),
    )
    built = indexing.build(segments(connection, language_id, *units_of(block)), tag)
    indexing.add(connection, language_id, tag, built)
    return len(built.grams)


def check(connection: sqlite3.Connection, progress: Progress | None = None) -> Iterator[IndexFault]:
    """Yield what differs between the index and one made anew with the same statistics.

    Units of imports that run, or that were killed, may be in it or not: nobody sees them.
    """
    done = 0
    with snapshot(connection):
        for tag, language_id in sorted(stored(connection).items()):
            for block in _all_blocks(connection, language_id):
                first, last = units_of(block)
                unsettled = _unsettled(connection, first, last)
                settled = (
                    segment
                    for segment in segments(connection, language_id, first, last)
                    if segment[0] not in unsettled
                )
                built = indexing.build(settled, tag)
                for fault in _faults(
                    connection, language_id, tag, block, built, unsettled=unsettled
                ):
                    yield IndexFault(tag, (first, last), fault)
                done += len(built.grams)
                if progress:
                    progress(done)


def _unsettled(connection: sqlite3.Connection, first: int, last: int) -> frozenset[int]:
    """Return the ids that an unfinished import has, or has had, in this range."""
    (since,) = connection.execute(
        "SELECT min(first_unit) FROM import WHERE finished_at IS NULL"
    ).fetchone()
    if since is None:
        return frozenset()
    live = connection.execute("SELECT id FROM live_unit WHERE id BETWEEN ? AND ?", (first, last))
    return frozenset(range(max(first, since), last + 1)).difference(row[0] for row in live)


def _faults(
    connection: sqlite3.Connection,
    language_id: int,
    tag: str,
    block: int,
    built: Built,
    *,
    unsettled: Collection[int],
) -> Iterator[str]:
    rows = connection.execute(
        "SELECT stem, units FROM posting WHERE language_id = ? AND block = ?",
        (language_id, block),
    )
    first, _ = units_of(block)
    found = {}
    for stem, units in rows:
        if places := [n for n in from_bytes(units) if first + n not in unsettled]:
            found[stem] = sorted(places)
    wanted = {stem: sorted(from_bytes(units)) for (_, stem), units in built.units.items()}
    if wrong := [s for s in found.keys() | wanted.keys() if found.get(s, []) != wanted.get(s, [])]:
        yield f"{len(wrong)} of {len(wanted)} stems have other units, {min(wrong)!r} for one"
    known = postings.weights(connection, tag, wanted)
    weights = indexing.segment_weights(built.units, known)
    sizes = _sizes(connection, language_id, block)
    sizes = {unit: size for unit, size in sizes.items() if unit not in unsettled}
    right = {unit: (weights.get(unit, 0), grams) for unit, grams in built.grams.items()}
    every = sizes.keys() | right.keys()
    if other := [unit for unit in every if sizes.get(unit) != right.get(unit)]:
        yield f"{len(other)} units have another size, {min(other)} for one"


def _sizes(
    connection: sqlite3.Connection, language_id: int, block: int
) -> Mapping[int, tuple[int, int]]:
    """Return weight and runs of each unit in a block; units that are not there are left out."""
    found = {}
    pages = postings.pages_of(block)
    for page, weights, grams in postings.sizes(connection, language_id, pages):
        pairs = zip(from_bytes(weights), from_bytes(grams), strict=True)
        for unit, pair in enumerate(pairs, page << postings.PAGE_BITS):
            if any(pair):
                found[unit] = pair
    return found


def units_of(block: int) -> tuple[int, int]:
    """Return the first and the last unit id of a block."""
    return block << BLOCK_BITS, ((block + 1) << BLOCK_BITS) - 1


def _all_blocks(connection: sqlite3.Connection, language_id: int) -> list[int]:
    """Return the blocks that have units or an index."""
    rows = connection.execute(
        f"SELECT DISTINCT unit_id >> {BLOCK_BITS} FROM variant WHERE language_id = ?",
        (language_id,),
    )
    blocks = {row[0] for row in rows} | set(postings.blocks(connection, language_id))
    return sorted(blocks.union(_blocks_with_postings(connection, language_id)))


def _blocks_with_postings(connection: sqlite3.Connection, language_id: int) -> Iterator[int]:
    """Yield the blocks one after the other: SQLite would read all postings for DISTINCT."""
    after = "SELECT min(block) FROM posting WHERE language_id = ? AND block > ?"
    (block,) = connection.execute(after, (language_id, -1)).fetchone()
    while block is not None:
        yield block
        (block,) = connection.execute(after, (language_id, block)).fetchone()


def segments(
    connection: sqlite3.Connection, language_id: int, first: int, last: int
) -> Iterator[Segment]:
    """Yield the segments of a language whose units' ids are from `first` to `last`."""
    yield from connection.execute(
        "SELECT unit_id, text FROM variant WHERE unit_id BETWEEN ? AND ? AND language_id = ?"
        " ORDER BY unit_id",
        (first, last, language_id),
    )
