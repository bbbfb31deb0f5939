"""Counting what there is to translate in files, by how well the memory knows it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import tee
from pathlib import Path

from tmtool import formats
from tmtool.jobs.analysis_tally import FileTally, pair_of, total
from tmtool.jobs.batch import in_parallel
from tmtool.jobs.inside import Inside, Item
from tmtool.jobs.lookup import Lookup, Request
from tmtool.jobs.source_segments import FileSegments, Languages
from tmtool.matching.bands import LOWEST, check_weights
from tmtool.models import Analysis, Match, SourceSegment, Weights
from tmtool.store import languages
from tmtool.store.seen import Repetitions
from tmtool.text.volume import volume


@dataclass(frozen=True, slots=True)
class AnalyzeOptions:
    """How files are read, and what is counted.

    With `internal`, a segment may match an earlier one of the files themselves; with
    `translated_apart`, segments that have a translation are in no band. So many further
    processes as `workers` share the work. `weights` tell what a word of a band counts.
    """

    format: str | None = None
    reading: formats.ReadOptions = field(default_factory=formats.ReadOptions)
    weights: Weights | None = None
    internal: bool = False
    translated_apart: bool = False
    workers: int = 1


def analyze(
    connection: sqlite3.Connection, memory: Path, files: Sequence[Path], options: AnalyzeOptions
) -> Analysis:
    """Count the segments of files by band, in one pass; memory use does not grow with them.

    Raises InputError where a file cannot be read, a language is not known or a weight is none.
    """
    weights = options.weights
    if weights is not None:
        check_weights(weights)
    with ExitStack() as stack:
        work = _Analysis(connection, memory, options, stack)
        tallies = work.tallies(files)
    return Analysis(
        tuple(tally.result(weights, internal=options.internal) for tally in tallies),
        total(tallies, weights),
        weights,
    )


class _Analysis:
    """One analysis; what it needs for a time is given back with the stack."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        memory: Path,
        options: AnalyzeOptions,
        stack: ExitStack,
    ) -> None:
        self._connection = connection
        self._memory = memory
        self._options = options
        self._stack = stack
        self._languages = Languages(languages.of_units(connection))
        self._repetitions = stack.enter_context(Repetitions())
        self._distinct = 0

    def tallies(self, files: Sequence[Path]) -> list[FileTally]:
        """Count all files."""
        options = self._options
        read = [FileSegments(path, options.reading, options.format) for path in files]
        tallies = [
            FileTally(str(one.path), one.format, apart=options.translated_apart) for one in read
        ]
        items: Iterable[Item] = self._items(read, tallies)
        inside = self._stack.enter_context(Inside()) if options.internal else None
        if inside is not None:
            items = inside.keep(items)
        for item, best, near in self._judged(items, inside):
            if item.request is not None:
                tallies[item.file].add(item, best, near)
        return tallies

    def _judged(
        self, items: Iterable[Item], inside: Inside | None
    ) -> Iterator[tuple[Item, Match | None, Match | None]]:
        """Yield each item with its best match in the memory, and in the files themselves."""
        asked, asked_inside, counted = tee(items, 3)
        found = self._answers(
            self._connection, self._memory, (one.request for one in asked if one.request)
        )
        near: Iterator[list[Match]] = iter(())
        if inside is not None:
            requests = (one.inside for one in asked_inside if one.inside)
            near = self._answers(inside.connection, inside.path, requests)
        else:
            del asked_inside
        for item in counted:
            best = next(iter(next(found)), None) if item.request else None
            other = next(iter(next(near)), None) if inside and item.inside else None
            yield item, best, other

    def _answers(
        self, connection: sqlite3.Connection, memory: Path, requests: Iterator[Request]
    ) -> Iterator[list[Match]]:
        if self._options.workers > 1:
            return in_parallel(memory, requests, self._options.workers)
        return map(Lookup(connection).matches, requests)

    def _items(self, read: Sequence[FileSegments], tallies: Sequence[FileTally]) -> Iterator[Item]:
        for number, (one, tally) in enumerate(zip(read, tallies, strict=True)):
            self._repetitions.next_file()
            for before, segment, after in one.segments(self._languages, tally):
                if segment.locked:
                    tally.locked += volume(segment.text)
                    continue
                item = self._item(number, segment, before, after)
                if item.request is None:
                    tally.translated += item.volume
                yield item

    def _item(
        self, file: int, segment: SourceSegment, before: str | None, after: str | None
    ) -> Item:
        """Return a segment with what is to be looked up for it: nothing where it stands apart."""
        source, target = pair_of(segment)
        seen = self._repetitions.add(source, target, segment.text)
        self._distinct += seen is None
        request = Request(
            segment.text,
            source,
            target,
            # Of a repetition only a context match would tell more.
            LOWEST if seen is None else 100,
            limit=1,
            before=before,
            after=after,
            context=segment.context,
        )
        apart = self._options.translated_apart and segment.translated
        return Item(
            file,
            segment.text,
            source,
            target,
            volume(segment.text),
            seen,
            None if apart else request,
            self._distinct if seen is None else None,
        )
