"""Which segments of the memory can be as like a query as is asked for, the likeliest first."""

from __future__ import annotations

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from tmtool.matching.filtering import Filter, stems_to_read
from tmtool.matching.similarity import Query
from tmtool.store import postings
from tmtool.store.indexing import from_bytes
from tmtool.store.postings import BLOCK_BITS, PAGE, PAGE_BITS, Posting

if TYPE_CHECKING:
    from tmtool.jobs.arrays import Arrays

WORTH_NUMPY = 300_000
"""Postings that plain Python reads in the time that importing numpy takes (0.1 s)."""

FIRST_CHUNK = 16
"""Segments to read first: mostly the best are among them, and most of the rest need not be."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A segment that reaches at most the rate `bound`; `weight` is that of its stems."""

    bound: int
    unit: int
    language_id: int
    weight: int


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
            if (
                "numpy" not in sys.modules
                and sum(len(units) for _, _, units in read) < 2 * WORTH_NUMPY
            ):
                return in_chunks(
                    _plain_candidates(self._connection, query, language_id, wanted, read, rare)
                )
            from tmtool.jobs.arrays import Arrays

            arrays = self._arrays[language_id] = Arrays(self._connection, language_id)
        return arrays.candidates(query, wanted, rare, common)

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


def _plain_candidates(
    connection: sqlite3.Connection,
    query: Query,
    language_id: int,
    wanted: Filter,
    read: Iterable[Posting],
    rare: Sequence[str],
) -> list[Bounded]:
    """Return the candidates by plain Python: a process's first look-up spares itself numpy."""
    shared: defaultdict[int, int] = defaultdict(int)
    for block, stem, places in read:
        weight, base = query.weights[stem], block << BLOCK_BITS
        for place in from_bytes(places):
            shared[base + place] += weight
    rest = sum(query.weights.values()) - sum(query.weights[stem] for stem in rare)
    least = wanted.least_overlap - rest
    pages = {
        page: (from_bytes(weights), from_bytes(grams))
        for page, weights, grams in postings.sizes(connection, language_id)
    }
    found = []
    for unit, overlap in shared.items():
        if overlap >= least:
            weights, grams = pages[unit >> PAGE_BITS]
            place = unit & (PAGE - 1)
            bound = wanted.bound(overlap + rest, weights[place], grams[place])
            if bound and grams[place]:
                found.append(Bounded(bound, unit, language_id, weights[place]))
    return sorted(found, key=lambda c: (-c.bound, c.unit))
