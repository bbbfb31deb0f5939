"""Bringing a file's units into the memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from itertools import chain, islice
from pathlib import Path

from tmtool import formats
from tmtool.jobs.checks import check_name
from tmtool.jobs.remarks import Remarks
from tmtool.jobs.scripts import ScriptCheck
from tmtool.models import FileReport, Skipped, TranslationUnit
from tmtool.store.imports import BATCH, Import

Progress = Callable[[int], None]
"""Called now and then with the number of records read so far."""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a file is read and where its units go; the corpus is the file's stem unless given.

    `prepare` may change each unit before it is taken.
    """

    corpus: str | None = None
    format: str | None = None
    reading: formats.ReadOptions = field(default_factory=formats.ReadOptions)
    dry_run: bool = False
    progress: Progress | None = None
    prepare: Callable[[TranslationUnit], TranslationUnit] | None = None


def load(
    connection: sqlite3.Connection, memory: Path, path: Path, options: LoadOptions
) -> FileReport:
    """Import one file, all of it or nothing, and say what became of its units.

    Raises InputError where the file cannot be read; the memory is then as it was.
    """
    file_format = formats.find(path, options.format, to_read=True)
    corpus = options.corpus or corpus_name(path)
    check_name("corpus", corpus)
    repairs = Remarks()
    reading = replace(options.reading, told=repairs.take)
    records = _prepared(file_format.read_units(path, reading), options)
    by_source = file_format.keyed_by_source
    work = Import(connection, memory, corpus, by_source=by_source, dry_run=options.dry_run)
    # The first record is read before anything is written: most bad files are refused there.
    first = list(islice(records, 1))
    try:
        work.begin(str(path), file_format.name)
        scripts = ScriptCheck()
        skipped = _add_all(work, scripts.watched(chain(first, records)), options.progress)
        work.finish(checksum(path))
    except BaseException:
        work.abandon()
        raise
    counts = work.counts
    return FileReport(
        file=str(path),
        format=file_format.name,
        corpus=corpus,
        read=counts.added + counts.updated + counts.duplicate + len(skipped),
        added=counts.added,
        updated=counts.updated,
        duplicate=counts.duplicate,
        skipped=tuple(skipped),
        warnings=(*repairs.warnings(), *scripts.warnings(), *counted_anew(work.counted_anew)),
    )


def _prepared(
    records: Iterator[TranslationUnit | Skipped], options: LoadOptions
) -> Iterator[TranslationUnit | Skipped]:
    prepare = options.prepare
    if prepare is None:
        return records
    return (prepare(one) if isinstance(one, TranslationUnit) else one for one in records)


def counted_anew(languages: Sequence[str]) -> Iterator[str]:
    """Yield a warning where the words of languages were counted anew."""
    if languages:
        yield (
            f"the memory has grown so much that the words of {', '.join(languages)} were counted"
            " anew: match rates may have changed a little"
        )


def _add_all(
    work: Import, records: Iterator[TranslationUnit | Skipped], progress: Progress | None
) -> list[Skipped]:
    skipped: list[Skipped] = []
    read = 0
    while part := list(islice(records, BATCH)):
        batch = [record for record in part if isinstance(record, TranslationUnit)]
        if len(batch) < len(part):
            skipped += [record for record in part if isinstance(record, Skipped)]
        work.add(batch)
        read += len(part)
        if progress:
            progress(read)
    if progress:
        progress(read)
    return skipped


def corpus_name(path: Path) -> str:
    """Return the corpus a file goes into when none is named: its name up to the first dot."""
    return path.name.partition(".")[0] or path.name


def checksum(path: Path) -> str | None:
    """Return the SHA-256 of a file, in hexadecimal; `None` for a pipe, which is read but once."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
