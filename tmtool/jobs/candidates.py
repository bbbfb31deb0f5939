"""Which segments of the memory can be as like a query as is asked for, the likeliest first."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from tmtool.matching.filtering import Filter, stems_to_read
from tmtool.matching.similarity import MARK_WEIGHT, Query
from tmtool.store import postings
from tmtool.store.indexing import from_bytes
from tmtool.store.postings import BLOCK_BITS, PAGE, PAGE_BITS, Posting
from tmtool.text.features import LARGEST

if TYPE_CHECKING:
    from tmtool.jobs.arrays import Arrays

WORTH_NUMPY = 300_000
"""Postings that plain Python reads in the time that importing numpy takes (0.1 s)."""

Sizes = tuple["array[int]", bytes, "array[int]"]

PLAINLY = 1
"""So many look-ups are made in plain Python: a command line makes one, others many."""

FIRST_CHUNK = 16
"""Segments to read first: mostly the best are among them, and most of the rest need not be."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A segment that reaches at most the rate `bound`.

    `weight` is that of its stems, `overlap` how much of it the query can share at most.
    """

    bound: int
    unit: int
    language_id: int
    weight: int
    overlap: int = LARGEST


class Finder(Protocol):
    """Whatever finds all segments that may reach a rate; an index or a scan."""

    def __call__(
        self, query: Query, sources: Sequence[int], min_rate: int
    ) -> Iterator[list[Bounded]]:
        """Yield candidates, those with the highest bounds first; none that reach it are missing.

        All texts of a unit come in the same list, so that the most similar can be taken.
        """


class Index:
    """The finder that reads the memory's index; it keeps what it has read while nothing changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._arrays: dict[int, Arrays] = {}
        self._version: tuple[int, int] | None = None
        self._asked = 0

    def __call__(
        self, query: Query, sources: Sequence[int], min_rate: int
    ) -> Iterator[list[Bounded]]:
        """Yield candidates, those with the highest bounds first."""
        self._forget_what_changed()
        wanted = Filter.of(query, min_rate)
        found = [self._of(query, language_id, wanted) for language_id in sources]
        if len(found) == 1:
            return found[0]
        every = [candidate for chunks in found for chunk in chunks for candidate in chunk]
        best: dict[int, int] = {}
        for candidate in every:
            best[candidate.unit] = max(candidate.bound, best.get(candidate.unit, 0))
        return in_chunks(sorted(every, key=lambda c: (-best[c.unit], c.unit, -c.bound)))

    def _of(self, query: Query, language_id: int, wanted: Filter) -> Iterator[list[Bounded]]:
        rare, common = stems_to_read(query.weights, wanted.least_overlap)
        arrays = self._arrays.get(language_id)
        if arrays is None:
            read = list(postings.postings(self._connection, language_id, rare))
            self._asked += 1
            length = sum(len(units) for _, _, units in read) // 2
            if self._asked <= PLAINLY and length < WORTH_NUMPY:
                return in_chunks(self._plainly(query, language_id, wanted, read, rare))
            from tmtool.jobs.arrays import Arrays

            arrays = self._arrays[language_id] = Arrays(self._connection, language_id)
        return arrays.candidates(query, wanted, rare, common)

    def _plainly(
        self,
        query: Query,
        language_id: int,
        wanted: Filter,
        read: Sequence[Posting],
        rare: Sequence[str],
    ) -> list[Bounded]:
        """Return the candidates by plain Python: a first look-up spares itself numpy."""
        found: list[Bounded] = []
        sizes = _sizes_by_block(self._connection, language_id)
        rest = sum(query.weights.values()) - sum(query.weights[stem] for stem in rare)
        for block, postings_of in groupby(read, key=itemgetter(0)):
            weights, marks, grams = sizes[block]
            units = {stem: from_bytes(places) for _, stem, places in postings_of}
            for place, overlap in _met(query, wanted, rare, units, sizes[block]).items():
                bound = wanted.bound(
                    overlap + rest, weights[place], MARK_WEIGHT * marks[place], grams[place]
                )
                unit = block << BLOCK_BITS | place
                if bound and grams[place]:
                    most = overlap + rest
                    found.append(Bounded(bound, unit, language_id, weights[place], most))
        return sorted(found, key=lambda c: (-c.bound, c.unit))

    def _forget_what_changed(self) -> None:
        now = postings.version(self._connection)
        if now != self._version:
            self._arrays.clear()
            self._version = now


def in_chunks(candidates: Sequence[Bounded]) -> Iterator[list[Bounded]]:
    """Yield candidates a few at a time, then more at once; those of one unit stay together."""
    start, length = 0, FIRST_CHUNK
    while start < len(candidates):
        end = start + length
        while end < len(candidates) and candidates[end].unit == candidates[end - 1].unit:
            end += 1
        yield list(candidates[start:end])
        start, length = end, 2 * length


def _met(
    query: Query,
    wanted: Filter,
    rare: Sequence[str],
    units: Mapping[str, array[int]],
    sizes: Sizes,
) -> dict[int, int]:
    """Return what each unit of a block shares of the weight of the rare stems.

    Who has none of the rarer stems can share no more than what is left from here on: a unit
    that weighs too much for that is passed over.
    """
    (weights, _, grams), left = sizes, sum(query.weights.values())
    shared: dict[int, int] = {}
    for stem in rare:
        most, weight = wanted.largest_weight(left), query.weights[stem]
        for place in units.get(stem, ()):
            if place in shared:
                shared[place] += weight
            elif weights[place] <= most:
                shared[place] = weight
        left -= weight
    # What Filter.bound would leave out most of, without a call for each unit.
    square, total, size, left = wanted.rate**2, wanted.total, wanted.size, left + wanted.marks
    return {
        place: overlap
        for place, overlap in shared.items()
        if 40_000 * (overlap + left) * (size if grams[place] > size else grams[place])
        >= square * (weights[place] + total) * (grams[place] + size)
        or weights[place] == wanted.weight
    }


def _sizes_by_block(connection: sqlite3.Connection, language_id: int) -> dict[int, Sizes]:
    """Return the weights, the marks and the numbers of runs of all units, block by block."""
    pages = {page: row for page, *row in postings.sizes(connection, language_id)}
    empty = [bytes(2 * PAGE), bytes(PAGE), bytes(2 * PAGE)]
    found = {}
    for block in {page >> (BLOCK_BITS - PAGE_BITS) for page in pages}:
        rows = [pages.get(page, empty) for page in postings.pages_of(block)]
        weights, marks, grams = (b"".join(parts) for parts in zip(*rows, strict=True))
        found[block] = from_bytes(weights), marks, from_bytes(grams)
    return found
