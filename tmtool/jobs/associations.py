"""How strongly words of two languages are associated, by the units that have both."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import compress, count, islice
from typing import Protocol

from tmtool.matching.links import Word
from tmtool.models import Span
from tmtool.store import postings
from tmtool.store.indexing import from_bytes
from tmtool.store.postings import BLOCK_BITS, PAGE_BITS
from tmtool.text.features import MARKUP, key
from tmtool.text.tokens import Token, bare_words, tokens

LEAST_UNITS = 1_000
"""Fewer units tell too little: one stretch in seven is wrong then (decision 0009)."""


class Links(Protocol):
    """What tells how strongly words of two languages are associated."""

    total: int

    def words(self, text: str, side: int) -> tuple[list[Token], list[Word]]:
        """Return the words of a source (side 0) or a target (side 1)."""

    def strength(self, source: str, target: str) -> float:
        """Return Dice's coefficient of the units that have two stems, from 0 to 1."""


class Associations:
    """The words of two languages in one block of units; sets of units are whole numbers' bits."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        block: int,
        source: tuple[Sequence[int], str],
        target: tuple[Sequence[int], str],
    ) -> None:
        """Take the tags of the languages, each after the numbers of it and its regions."""
        self._connection = connection
        self._block = block
        self._languages = source, target
        self._sets: tuple[dict[str, _Units], dict[str, _Units]] = ({}, {})
        self._strengths: dict[tuple[str, str], float] = {}
        units: set[int] = set()
        for number in source[0]:
            for page, *_, grams in postings.sizes(connection, number, postings.pages_of(block)):
                units.update(compress(count(page << PAGE_BITS), from_bytes(grams)))
        self.total = len(units)

    @property
    def tell_enough(self) -> bool:
        """Whether there are enough units to go by."""
        return self.total >= LEAST_UNITS

    def words(self, text: str, side: int) -> tuple[list[Token], list[Word]]:
        """Return the words of a source (side 0) or a target (side 1)."""
        found = tokens(text)
        stems = [key(token.text, self._languages[side][1]) for token in found]
        self._read(set(stems), side)
        known = self._sets[side]
        words = [
            Word(stem, known[stem].count, token.break_before)
            for stem, token in zip(stems, found, strict=True)
        ]
        return found, words

    def strength(self, source: str, target: str) -> float:
        """Return Dice's coefficient of the units that have two stems, from 0 to 1."""
        strength = self._strengths.get((source, target))
        if strength is None:
            ours, theirs = self._sets[0][source], self._sets[1][target]
            both = 2 * (ours.bits & theirs.bits).bit_count()
            strength = both / ((ours.count + theirs.count) or 1)
            self._strengths[source, target] = strength
        return strength

    def _read(self, stems: set[str], side: int) -> None:
        known = self._sets[side]
        missing = sorted(stem for stem in stems if stem not in known)
        for stem in missing:
            known[stem] = _Units()
        wanted = [*missing, *(MARKUP + stem for stem in missing)]
        for number in self._languages[side][0]:
            found = postings.postings(self._connection, number, wanted, [self._block])
            for _, stem, units in found:
                known[stem.removeprefix(MARKUP)].parts.append(units)


class TextAssociations:
    """The words of two languages in the first texts of a stream, no more than a block of them."""

    def __init__(self, pairs: Iterable[tuple[int, str, str]], source: str, target: str) -> None:
        self._languages = source, target
        self._sets: tuple[dict[str, array[int]], dict[str, array[int]]] = ({}, {})
        self._strengths: dict[tuple[str, str], float] = {}
        self.total = 0
        for _, *texts in islice(pairs, 1 << BLOCK_BITS):
            for side, text in enumerate(texts):
                known = self._sets[side]
                for stem in {key(word, self._languages[side]) for word in bare_words(text)}:
                    known.setdefault(stem, array("H")).append(self.total)
            self.total += 1

    @property
    def tell_enough(self) -> bool:
        """Whether there are enough units to go by."""
        return self.total >= LEAST_UNITS

    def words(self, text: str, side: int) -> tuple[list[Token], list[Word]]:
        """Return the words of a source (side 0) or a target (side 1)."""
        found = tokens(text)
        known = self._sets[side]
        stems = [key(token.text, self._languages[side]) for token in found]
        words = [
            Word(stem, len(known.get(stem, ())), token.break_before)
            for stem, token in zip(stems, found, strict=True)
        ]
        return found, words

    def strength(self, source: str, target: str) -> float:
        """Return Dice's coefficient of the units that have two stems, from 0 to 1."""
        strength = self._strengths.get((source, target))
        if strength is None:
            ours, theirs = self._sets[0].get(source, ()), self._sets[1].get(target, ())
            both = 2 * len(set(ours).intersection(theirs))
            strength = both / ((len(ours) + len(theirs)) or 1)
            self._strengths[source, target] = strength
        return strength


class _Units:
    """The units of a block that have a stem; the bits of many words are never asked for."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    @cached_property
    def count(self) -> int:
        """How many units there are; one may be in several parts."""
        if len(self.parts) == 1:
            return len(self.parts[0]) // 2
        return self.bits.bit_count()

    @cached_property
    def bits(self) -> int:
        """A whole number with the bits of these units set."""
        flags = bytearray(1 << (BLOCK_BITS - 3))
        for units in self.parts:
            for place in from_bytes(units):
                flags[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(flags, "little")


def in_characters(words: Sequence[Token], span: Span) -> Span:
    """Return from where to where a span of words goes in their text."""
    return words[span[0]].start, words[span[1] - 1].end
