"""How consistently a memory, or files, use a glossary."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from tmtool.errors import InputError
from tmtool.jobs.auditing.rows import Row, with_examples
from tmtool.jobs.auditing.segments import repeated_segments
from tmtool.jobs.auditing.terms import EntryUses, TermReader, Use, tally
from tmtool.jobs.auditing.units import (
    Audited,
    FileOptions,
    FileUnits,
    MemoryUnits,
    Progress,
    segments,
)
from tmtool.jobs.auditing.unlisted import find_unlisted
from tmtool.jobs.pairs import require_terms, require_units
from tmtool.jobs.parcels import in_order
from tmtool.jobs.termbase import Termbase
from tmtool.models import Audit, Concept, Term, TermFinding
from tmtool.store import concepts
from tmtool.store.connection import file_of
from tmtool.store.search import Pair
from tmtool.store.spool import Spool
from tmtool.terminology.auditing.consistency import macro, micro
from tmtool.terminology.entries import Entry, entries

EVERY = 1_000
"""Units after which progress is told."""

FEW = 20_000
"""Fewer units are read in this process: starting helpers takes longer."""

AT_ONCE = 200
"""Units in one parcel to a helper."""


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What an audit looks at and how much it shows.

    Concepts that occur, and renderings that no glossary has, less than `min_count` times are
    left out; `limit` bounds the findings of terms, and those of segments. `workers` processes
    share the work where there are many units.
    """

    source: str
    target: str
    glossary: str | None = None
    corpus: str | None = None
    min_count: int = 2
    limit: int = 100
    workers: int = 2


def audit_memory(
    connection: sqlite3.Connection, options: AuditOptions, progress: Progress | None = None
) -> Audit:
    """Return how consistently the units of a memory use its glossaries.

    Raises InputError where it has no unit, or its glossaries no term, in the two languages.
    """
    require_units(connection, options.source, options.target)
    units = MemoryUnits(connection, options.source, options.target, options.corpus)
    return _audit(connection, units, options, progress)


def audit_files(
    connection: sqlite3.Connection,
    files: Sequence[Path],
    options: AuditOptions,
    work: FileOptions,
    progress: Progress | None = None,
) -> Audit:
    """Return how consistently the units of files use the glossaries of a memory.

    The corpus of a file's units is its name. Raises InputError where one cannot be read, and as
    `audit_memory` does.
    """
    pair = options.source, options.target
    with Spool() as spool:
        for count in spool.fill(segments(files, pair, work)):
            if progress:
                progress(count)
        return _audit(connection, FileUnits(spool, *pair), options, progress)


def _audit(
    connection: sqlite3.Connection,
    units: Audited,
    options: AuditOptions,
    progress: Progress | None,
) -> Audit:
    require_terms(connection, options.source, options.target, options.glossary)
    count = units.count()
    if not count:
        raise InputError(
            f"no unit has text in both {options.source} and {options.target}",
            hint="Name the languages that it has: -s ru -t en.",
        )
    rows = _rows(connection, units, options, progress)
    issues, findings = _findings(units, rows, options)
    total, repeated = repeated_segments(units, options.limit)
    measures = [row.measured for row in rows]
    return Audit(
        source_language=options.source,
        target_language=options.target,
        units=count,
        micro=micro(measures),
        macro=macro(measures),
        concepts=tuple(row.use for row in rows),
        issues=issues,
        findings=findings,
        repeated=total,
        segments=tuple(repeated),
    )


def _rows(
    connection: sqlite3.Connection,
    units: Audited,
    options: AuditOptions,
    progress: Progress | None,
) -> list[Row]:
    """Return the concepts that occur often enough, those with most other renderings first."""
    chosen = list(concepts.stream(connection, options.glossary))
    found = entries(chosen, options.source, options.target)
    counted: dict[int, EntryUses] = {}
    pairs = units.pairs(_terms(found, options))
    for seen, (number, uses) in enumerate(_read(connection, chosen, pairs, options)):
        tally(counted, number, uses)
        if progress and not seen % EVERY:
            progress(seen)
    find_unlisted(units, found, counted, options.target)
    rows = [Row(found[index], uses, options.target) for index, uses in sorted(counted.items())]
    often = [row for row in rows if row.occurrences >= options.min_count]
    return sorted(often, key=lambda r: (r.measured.usual - r.measured.count, r.entry.term))


def _read(
    connection: sqlite3.Connection,
    chosen: Sequence[Concept],
    pairs: Iterator[Pair],
    options: AuditOptions,
) -> Iterator[tuple[int, list[Use]]]:
    """Yield the number of each unit with the terms in it; helpers read where there are many."""
    few = list(islice(pairs, FEW))
    languages = options.source, options.target
    if len(few) < FEW or options.workers < 2:
        here = TermReader(Termbase(connection, options.glossary), chosen, *languages)
        for number, source, target in chain(few, pairs):
            yield number, here.uses(source, target)
        return
    parcels = (
        ([pair[0] for pair in some], [pair[1:] for pair in some])
        for some in _parcels(chain(few, pairs))
    )
    arguments = file_of(connection), options.glossary, chosen, *languages
    task = "tmtool.jobs.auditing.terms:reader"
    for numbers, answer in in_order(task, arguments, parcels, options.workers):
        assert isinstance(answer, list)
        yield from zip(numbers, answer, strict=True)


def _parcels(pairs: Iterator[Pair]) -> Iterator[list[Pair]]:
    while some := list(islice(pairs, AT_ONCE)):
        yield some


def _findings(
    units: Audited, rows: Sequence[Row], options: AuditOptions
) -> tuple[int, tuple[TermFinding, ...]]:
    """Return how many findings there are, and the first of them with their examples."""
    found = [
        (rank, row, finding) for row in rows for rank, finding in row.findings(options.min_count)
    ]
    found.sort(key=lambda one: one[0])
    first = found[: options.limit]
    return len(found), tuple(
        with_examples(units, finding, row.uses_of(finding)) for _, row, finding in first
    )


def _terms(found: Iterable[Entry], options: AuditOptions) -> Iterator[Term]:
    for entry in found:
        for concept in entry.concepts:
            yield from concept.terms_in(options.source)
