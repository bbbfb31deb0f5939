"""Bringing a file's concepts into the glossary."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tmtool import formats
from tmtool.jobs.checks import check_name
from tmtool.jobs.load import Progress, checksum, corpus_name
from tmtool.jobs.spool import Spool
from tmtool.models import Concept, FileReport, Hints, Skipped, Term
from tmtool.store import changes, concepts
from tmtool.store.connection import transaction
from tmtool.store.fingerprints import concept_mark
from tmtool.terminology.keys import term_keys

_TOLD_EVERY = 1000

Analysed = tuple[Concept, list[list[str]]]
"""A concept with the look-up keys of each of its terms."""


def keys_of(concept: Concept) -> concepts.TermKeys:
    """Return the look-up keys of a concept's terms."""
    return {term: term_keys(term) for term in concept.terms}


@dataclass(slots=True)
class _Plan:
    """What an import will do, with the terms analysed: that part takes the time."""

    wanted: Spool[Analysed]
    added: int = 0
    updated: int = 0
    duplicate: int = 0
    skipped: list[Skipped] = field(default_factory=list)


def load_concepts(
    connection: sqlite3.Connection,
    path: Path,
    glossary: str | None,
    *,
    format_name: str | None = None,
    reading: formats.ReadOptions,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> FileReport:
    """Import a file's concepts in one transaction and say what became of them.

    The file is read and its terms are analysed into a temporary file first, then written at once:
    the memory is locked for the second part alone. A concept with an id that the glossary knows
    is updated. Raises InputError where the file cannot be read; the glossary is then as it was.
    """
    file_format = formats.find(path, format_name, content="concepts")
    name = glossary or corpus_name(path)
    check_name("glossary", name)
    records = _told(file_format.read_concepts(path, reading), progress)
    with Spool[Analysed](Concept, Term, Hints) as spool:
        plan = _Plan(spool)
        _fill(plan, connection, name, records, dry_run=dry_run)
        if not dry_run:
            _carry_out(connection, name, plan, checksum(path))
    return FileReport(
        file=str(path),
        format=file_format.name,
        corpus=name,
        read=plan.added + plan.updated + plan.duplicate + len(plan.skipped),
        added=plan.added,
        updated=plan.updated,
        duplicate=plan.duplicate,
        skipped=tuple(plan.skipped),
    )


def _told(
    records: Iterable[Concept | Skipped], progress: Progress | None
) -> Iterator[Concept | Skipped]:
    read = 0
    for read, record in enumerate(records, 1):
        yield record
        if progress and read % _TOLD_EVERY == 0:
            progress(read)
    if progress:
        progress(read)


def _fill(
    plan: _Plan,
    connection: sqlite3.Connection,
    glossary: str,
    records: Iterable[Concept | Skipped],
    *,
    dry_run: bool,
) -> None:
    number = concepts.find_glossary(connection, glossary)
    # Of each record only a digest of what it is known by, and the hash of the whole, are kept.
    seen: dict[bytes, int] = {}
    for given in records:
        if isinstance(given, Skipped):
            plan.skipped.append(given)
            continue
        # One id may stand for two concepts, as where several glossaries were put into one file.
        is_other = seen.get(concept_mark(given), hash(given)) != hash(given)
        record = replace(given, identifier=None) if is_other and given.identifier else given
        mark = concept_mark(record)
        stored = concepts.same(connection, number, record) if number else None
        if mark in seen or (stored and _bare(stored) == record):
            plan.duplicate += 1
        else:
            if not dry_run:
                plan.wanted.add((record, [sorted(term_keys(term)) for term in record.terms]))
            plan.updated += stored is not None
            plan.added += stored is None
        seen.setdefault(mark, hash(record))


def _bare(concept: Concept) -> Concept:
    """Return a stored concept as a file gives it, without the numbers of the store."""
    terms = tuple(replace(term, id=None) for term in concept.terms)
    return replace(concept, id=None, glossary=None, terms=terms)


def _carry_out(
    connection: sqlite3.Connection, glossary: str, plan: _Plan, digest: str | None
) -> None:
    """Write what is wanted and count it again: others may have written since it was planned."""
    plan.added = plan.updated = 0
    with transaction(connection):
        number = concepts.ensure_glossary(connection, glossary)
        is_empty = concepts.is_empty(connection, number)
        for concept, found in plan.wanted:
            keys = dict(zip(concept.terms, found, strict=True))
            stored = None if is_empty else concepts.same(connection, number, concept)
            if stored is None:
                concepts.insert(connection, number, concept, keys)
                plan.added += 1
            elif _bare(stored) == concept:
                plan.duplicate += 1
            else:
                after = replace(concept, id=stored.id)
                concepts.update(connection, after, keys)
                changes.record_concept(connection, "import", before=stored, after=after, by=None)
                plan.updated += 1
        concepts.mark_imported(connection, number, digest)
