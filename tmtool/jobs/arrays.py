"""The index of one language in numpy's arrays, for many look-ups in one process."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tmtool.jobs.candidates import FIRST_CHUNK, Bounded
from tmtool.matching.filtering import Filter
from tmtool.matching.similarity import LARGEST_FUZZY, MARK_WEIGHT, Query
from tmtool.store import postings
from tmtool.store.postings import BLOCK_BITS, PAGE_BITS
from tmtool.text.features import LARGEST

Numbers = NDArray[np.int64]

REMEMBERED_BYTES = 48 << 20
"""Of the postings, and of the flags of common stems, each."""

FEW = 64
"""So few candidates are read at once; the common stems of more are counted first."""

_SLACK = 1 + 1e-5
"""More than single precision is off by in so few operations."""


Kind = TypeVar("Kind", bound=np.integer)


class _Remembered(OrderedDict[str, NDArray[Kind]]):
    """Arrays by stem, those used last, up to REMEMBERED_BYTES."""

    def __init__(self) -> None:
        super().__init__()
        self._bytes = 0

    def remember(self, stem: str, array: NDArray[Kind]) -> None:
        self[stem] = array
        self._bytes += array.nbytes
        while self._bytes > REMEMBERED_BYTES and len(self) > 1:
            _, dropped = self.popitem(last=False)
            self._bytes -= dropped.nbytes


class Arrays:
    """The sizes of all segments of a language, and the postings read lately."""

    def __init__(self, connection: sqlite3.Connection, language_id: int) -> None:
        self._connection = connection
        self._language_id = language_id
        pages = list(postings.sizes(connection, language_id))
        self._blocks = sorted({page >> (BLOCK_BITS - PAGE_BITS) for page, *_ in pages})
        length = (max(self._blocks, default=0) + 1) << BLOCK_BITS
        self._weights = np.zeros(length, np.uint16)
        self._marks = np.zeros(length, np.uint8)
        self._sizes = np.zeros(length, np.uint16)
        for page, weights, marks, grams in pages:
            place = slice(page << PAGE_BITS, (page + 1) << PAGE_BITS)
            self._weights[place] = np.frombuffer(weights, "<u2")
            self._marks[place] = np.frombuffer(marks, np.uint8)
            self._sizes[place] = np.frombuffer(grams, "<u2")
        self._overlap = np.zeros(length, np.uint16)
        self._units = _Remembered[np.int64]()
        self._flags = _Remembered[np.uint8]()

    def candidates(
        self, query: Query, wanted: Filter, rare: Sequence[str], common: Sequence[str]
    ) -> Iterator[list[Bounded]]:
        """Yield the candidates in chunks, those with the highest bounds first."""
        units, overlaps = self._met(query, wanted, rare)
        rest = sum(query.weights[stem] for stem in common)
        units, overlaps = self._roughly(wanted, units, overlaps, rest)
        if common and len(units) > FEW:
            for stem in common:
                overlaps += query.weights[stem] * self._have(stem, units)
            rest = 0
        kept, bounds = self._bounded(wanted, units, overlaps + rest)
        units, overlaps = units[kept], overlaps[kept] + rest
        order = np.lexsort((units, -bounds))
        yield from self._in_chunks(units[order], bounds[order], overlaps[order])

    def _met(self, query: Query, wanted: Filter, rare: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Return the units that have some of the rare stems, and how much of their weight.

        Who has none of the rarer stems can share no more than what is left from here on: a
        unit that weighs too much for that is passed over.
        """
        found, left = self._read(rare), sum(query.weights.values())
        overlap = self._overlap if left <= LARGEST else np.zeros(len(self._overlap), np.uint32)
        met = [np.zeros(0, np.int64)]
        for stem in rare:
            units = found.get(stem, met[0])
            known = overlap[units] > 0
            new = (self._weights[units] <= wanted.largest_weight(left)) & ~known
            met.append(units[new])
            overlap[units[known | new]] += query.weights[stem]
            left -= query.weights[stem]
        once = np.concatenate(met)
        overlaps = overlap[once].astype(np.int64)
        overlap[once] = 0
        return once, overlaps

    def _roughly(
        self, wanted: Filter, units: Numbers, overlaps: Numbers, rest: int
    ) -> tuple[Numbers, Numbers]:
        """Leave out most of the units that cannot reach the rate, and none that can."""
        weights = self._weights[units].astype(np.float32)
        marks = self._marks[units].astype(np.float32) * MARK_WEIGHT
        sizes = self._sizes[units].astype(np.float32)
        stems = np.minimum(np.minimum((overlaps + rest).astype(np.float32), weights), wanted.weight)
        whole = (weights == wanted.weight) & (stems == weights)
        shared = (stems + np.minimum(marks, wanted.marks)) * np.minimum(sizes, wanted.size)
        both = (weights + marks + wanted.total) * (sizes + wanted.size)
        enough = shared * np.float32(40_000 * _SLACK) >= both * np.float32(wanted.rate**2)
        kept = enough | whole
        return units[kept], overlaps[kept]

    def _bounded(
        self, wanted: Filter, units: Numbers, overlaps: Numbers
    ) -> tuple[NDArray[np.bool_], Numbers]:
        """Return which units can reach the rate, and the bounds of their rates."""
        weights = self._weights[units].astype(np.int64)
        marks = self._marks[units].astype(np.int64) * MARK_WEIGHT
        sizes = self._sizes[units].astype(np.int64)
        stems = np.minimum(np.minimum(overlaps, weights), wanted.weight)
        shared = (stems + np.minimum(marks, wanted.marks)) * np.minimum(sizes, wanted.size)
        both = (wanted.total + weights + marks) * (wanted.size + sizes)
        squares = 40_000 * shared // both
        whole = (stems == weights) & (weights == wanted.weight)
        kept = ((squares >= wanted.rate**2) | whole) & (sizes > 0)
        bounds = np.minimum(np.sqrt(squares[kept]).astype(np.int64), LARGEST_FUZZY)
        bounds[whole[kept]] = 100
        return kept, bounds

    def _in_chunks(
        self, units: Numbers, bounds: Numbers, overlaps: Numbers
    ) -> Iterator[list[Bounded]]:
        start, length = 0, FIRST_CHUNK
        while start < len(units):
            some = slice(start, start + length)
            rows = zip(
                bounds[some].tolist(),
                units[some].tolist(),
                self._weights[units[some]].tolist(),
                overlaps[some].tolist(),
                strict=True,
            )
            yield [
                Bounded(bound, unit, self._language_id, weight, overlap)
                for bound, unit, weight, overlap in rows
            ]
            start, length = start + length, 2 * length

    def _read(self, stems: Sequence[str]) -> dict[str, Numbers]:
        """Return the units of each stem that any has."""
        found = {stem: self._units[stem] for stem in stems if stem in self._units}
        missing = [stem for stem in stems if stem not in found]
        if missing:
            rows = sorted(
                postings.postings(self._connection, self._language_id, missing, self._blocks),
                key=itemgetter(1),
            )
            places = np.frombuffer(b"".join([row[2] for row in rows]), "<u2").astype(np.int64)
            counts = [len(row[2]) // 2 for row in rows]
            bases = np.array([row[0] << BLOCK_BITS for row in rows], np.int64)
            places += np.repeat(bases, counts)
            start = 0
            for stem, group in groupby(rows, key=itemgetter(1)):
                end = start + sum(len(row[2]) // 2 for row in group)
                found[stem] = places[start:end].copy()
                self._units.remember(stem, found[stem])
                start = end
        return found

    def _have(self, stem: str, units: Numbers) -> NDArray[np.bool_]:
        """Return which of the units have a stem."""
        flags = self._flags.get(stem)
        if flags is None:
            every = np.zeros(len(self._sizes), np.bool_)
            for found in self._read([stem]).values():
                every[found] = True
            flags = np.packbits(every, bitorder="little")
            self._flags.remember(stem, flags)
        bits: NDArray[np.bool_] = (flags[units >> 3] >> (units & 7)) & 1 != 0
        return bits
