"""Bringing a file's concepts into the glossary."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from tmtool import formats
from tmtool.jobs.checks import check_name
from tmtool.jobs.load import checksum, corpus_name
from tmtool.models import Concept, FileReport, Skipped
from tmtool.store import changes, concepts
from tmtool.store.connection import transaction
from tmtool.terminology.keys import term_keys


def keys_of(concept: Concept) -> concepts.TermKeys:
    """Return the look-up keys of a concept's terms."""
    return {term: term_keys(term) for term in concept.terms}


@dataclass(slots=True)
class _Plan:
    """What an import will do, with the terms analysed: that part takes the time."""

    wanted: list[tuple[Concept, concepts.TermKeys]] = field(default_factory=list)
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
) -> FileReport:
    """Import a file's concepts in one transaction and say what became of them.

    A concept with an id that the glossary knows is updated. Raises InputError where the file
    cannot be read; the glossary is then as it was.
    """
    file_format = formats.find(path, format_name, content="concepts")
    name = glossary or corpus_name(path)
    check_name("glossary", name)
    plan = _plan(connection, name, file_format.read_concepts(path, reading))
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


def _plan(
    connection: sqlite3.Connection, glossary: str, records: Iterable[Concept | Skipped]
) -> _Plan:
    plan = _Plan()
    number = concepts.find_glossary(connection, glossary)
    seen: dict[object, Concept] = {}
    for given in records:
        if isinstance(given, Skipped):
            plan.skipped.append(given)
            continue
        # One id may stand for two concepts, as where several glossaries were put into one file.
        is_other = seen.get(given.identifier, given) != given
        record = replace(given, identifier=None) if is_other else given
        mark = record.identifier or frozenset((t.language, t.text) for t in record.terms)
        stored = concepts.same(connection, number, record) if number else None
        if mark in seen or (stored and _bare(stored) == record):
            plan.duplicate += 1
        else:
            plan.wanted.append((record, keys_of(record)))
            plan.updated += stored is not None
            plan.added += stored is None
        seen.setdefault(mark, record)
    return plan


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
        for concept, keys in plan.wanted:
            stored = concepts.same(connection, number, concept)
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
