"""The units that an audit goes through: those of a memory, or of files."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

from tmtool import formats
from tmtool.formats import ReadOptions
from tmtool.jobs.associations import Associations, Links, TextAssociations
from tmtool.jobs.term_units import units_that_may_have
from tmtool.models import Quote, Term, TranslationUnit
from tmtool.store import languages, repeats, search, units
from tmtool.store.postings import BLOCK_BITS
from tmtool.store.repeats import Origin, Repeated
from tmtool.store.search import Pair
from tmtool.store.spool import Segment, Spool

Progress = Callable[[int], None]


class Audited(Protocol):
    """Units by their numbers, whatever they are kept in."""

    def count(self) -> int:
        """Return how many units there are."""

    def pairs(self, terms: Iterable[Term]) -> Iterator[Pair]:
        """Yield number, source and target of each unit that can have one of these terms."""

    def repeated(self) -> Iterator[Repeated]:
        """Yield each segment with several translations, with the numbers of its units."""

    def quotes(self, numbers: Sequence[int]) -> dict[int, Quote]:
        """Return units as examples."""

    def origins(self, numbers: Collection[int]) -> Counter[Origin]:
        """Return where units come from, and from each place how many."""

    def blocks(self, numbers: Iterable[int]) -> Iterator[tuple[Links, list[int]]]:
        """Yield how words are associated, with those of the units for which that holds."""


class MemoryUnits:
    """The units of a memory, or of one of its corpora."""

    def __init__(
        self, connection: sqlite3.Connection, source: str, target: str, corpus: str | None
    ) -> None:
        self._connection = connection
        self._tags = source, target
        self._numbers = languages.numbers_of_pair(connection, source, target)
        self._corpus = corpus
        self._among = None if corpus is None else repeats.of_corpus(connection, corpus)

    def count(self) -> int:
        """Return how many units have both languages."""
        return repeats.all_units(self._connection, *self._numbers, self._corpus)

    def pairs(self, terms: Iterable[Term]) -> Iterator[Pair]:
        """Yield the units that the index has under the words of the terms."""
        sources, targets = self._numbers
        if not (sources and targets):
            return
        found: set[int] = set()
        for term in terms:
            found.update(units_that_may_have(self._connection, term, sources))
        if self._among is not None:
            found &= self._among
        rows = search.pairs(self._connection, sorted(found), sources, targets)
        for _, same in groupby(rows, key=lambda row: row[0]):
            yield next(same)

    def repeated(self) -> Iterator[Repeated]:
        """Yield each segment with several translations."""
        sources, targets = self._numbers
        if sources and targets:
            yield from repeats.repeated(self._connection, sources, targets, self._corpus)

    def quotes(self, numbers: Sequence[int]) -> dict[int, Quote]:
        """Return units as examples, with their texts in the two languages."""
        return {
            unit.id: quote
            for unit in units.read(self._connection, numbers)
            if unit.id and (quote := _quote(unit, *self._tags))
        }

    def origins(self, numbers: Collection[int]) -> Counter[Origin]:
        """Return where units come from."""
        return repeats.origins(self._connection, numbers)

    def blocks(self, numbers: Iterable[int]) -> Iterator[tuple[Links, list[int]]]:
        """Yield what the index tells of each block of units, where that is enough."""
        ours, theirs = zip(self._numbers, self._tags, strict=True)
        for block, some in groupby(sorted(numbers), key=lambda number: number >> BLOCK_BITS):
            associations = Associations(self._connection, block, ours, theirs)
            if associations.tell_enough:
                yield associations, list(some)


def _quote(unit: TranslationUnit, source: str, target: str) -> Quote | None:
    texts = texts_of(unit, source, target)
    if texts is None:
        return None
    author = unit.changed_by or unit.created_by
    return Quote(*texts, None, None, unit.id, None, unit.corpus, unit.document, author)


def texts_of(unit: TranslationUnit, source: str, target: str) -> tuple[str, str] | None:
    """Return a unit's texts in two languages, `None` where it lacks one."""
    texts = {variant.language: variant.text for variant in unit.variants}
    sources, targets = languages.tags_of_pair(source, target, texts)
    return (texts[sources[0]], texts[targets[0]]) if sources and targets else None


class FileUnits:
    """The units of files, read once and kept in a temporary file."""

    def __init__(self, spool: Spool, source: str, target: str) -> None:
        self._spool = spool
        self._tags = source, target

    def count(self) -> int:
        """Return how many units have both languages."""
        return self._spool.count

    def pairs(self, terms: Iterable[Term]) -> Iterator[Pair]:
        """Yield every unit, where there is any term."""
        if any(True for _ in terms):
            yield from self._spool.pairs()

    def repeated(self) -> Iterator[Repeated]:
        """Yield each segment with several translations."""
        return self._spool.repeated()

    def quotes(self, numbers: Sequence[int]) -> dict[int, Quote]:
        """Return units as examples."""
        return {number: _as_quote(found) for number, found in self._spool.read(numbers).items()}

    def origins(self, numbers: Collection[int]) -> Counter[Origin]:
        """Return where units come from."""
        return self._spool.origins(numbers)

    def blocks(self, numbers: Iterable[int]) -> Iterator[tuple[Links, list[int]]]:
        """Yield what the first units of the files tell, if they are enough."""
        wanted = list(numbers)
        if wanted:
            associations = TextAssociations(self._spool.pairs(), *self._tags)
            if associations.tell_enough:
                yield associations, wanted


def _as_quote(segment: Segment) -> Quote:
    source, target, name, corpus, document, author = segment
    return Quote(source, target, None, None, None, name, corpus, document, author)


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What the user says about the files of an audit."""

    reading: ReadOptions
    format: str | None = None


def segments(
    files: Sequence[Path], pair: tuple[str, str], options: FileOptions
) -> Iterator[Segment]:
    """Yield the units of files that have both languages; raises InputError."""
    kinds = [formats.find(path, options.format, to_read=True) for path in files]
    for kind, path in zip(kinds, files, strict=True):
        for number, unit in enumerate(kind.read_units(path, options.reading), 1):
            texts = texts_of(unit, *pair) if isinstance(unit, TranslationUnit) else None
            if texts and all(texts) and isinstance(unit, TranslationUnit):
                author = unit.changed_by or unit.created_by
                yield *texts, unit.tuid or str(number), path.name, unit.document, author
