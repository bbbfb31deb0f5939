"""Adding, changing and removing single concepts, each written to the log of changes."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from tmtool.errors import InputError
from tmtool.jobs.load_concepts import keys_of
from tmtool.models import Concept
from tmtool.store import changes, concepts
from tmtool.store.clock import now
from tmtool.store.connection import transaction


def add(
    connection: sqlite3.Connection, concept: Concept, glossary: str, *, by: str | None
) -> Concept:
    """Add a concept and return it; raises InputError where the glossary has it already."""
    _check(concept)
    stamped = replace(
        concept, terms=tuple(replace(t, created_at=now(), created_by=by) for t in concept.terms)
    )
    keys = keys_of(stamped)
    with transaction(connection):
        number = concepts.ensure_glossary(connection, glossary)
        known = concepts.same(connection, number, concept)
        if known is not None:
            raise InputError(
                f"the glossary {glossary} has this as concept {known.id}",
                hint=f"Change it with `tmtool glossary edit {known.id}`.",
            )
        added = concepts.read_one(connection, concepts.insert(connection, number, stamped, keys))
        changes.record_concept(connection, "add", before=None, after=added, by=by)
    return added


def edit(connection: sqlite3.Connection, concept: Concept, *, by: str | None) -> Concept:
    """Write a changed concept over the one with its id; raises NotFoundError, InputError."""
    _check(concept)
    before = concepts.read_one(connection, concept.id or 0)
    stamped = replace(
        concept,
        terms=tuple(
            term if term in before.terms else replace(term, changed_at=now(), changed_by=by)
            for term in concept.terms
        ),
    )
    keys = keys_of(stamped)
    with transaction(connection):
        concepts.update(connection, stamped, keys)
        after = concepts.read_one(connection, concept.id or 0)
        changes.record_concept(connection, "edit", before=before, after=after, by=by)
    return after


def remove(connection: sqlite3.Connection, number: int, *, by: str | None) -> Concept:
    """Remove a concept and return it; raises NotFoundError."""
    with transaction(connection):
        before = concepts.read_one(connection, number)
        concepts.remove(connection, number)
        changes.record_concept(connection, "remove", before=before, after=None, by=by)
    return before


def _check(concept: Concept) -> None:
    if not concept.terms:
        raise InputError("a concept needs at least one term", hint='Give --add "ru=термин".')
    for term in concept.terms:
        if not term.text.strip():
            raise InputError(f"a term in {term.language} is empty", hint="Give its text.")
