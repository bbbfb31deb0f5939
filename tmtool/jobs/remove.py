"""Removing many units at once, all of them or none; undo brings all of them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice

from tmtool.errors import InputError
from tmtool.models import Removal
from tmtool.store import duplicates, units
from tmtool.store.changes import Step
from tmtool.store.connection import transaction
from tmtool.store.unit_filter import Filter

_AT_ONCE = 10_000
"""Units that are written together: the more, the less of the index is written twice."""


def find_removals(connection: sqlite3.Connection, chosen: Filter) -> Iterator[Removal]:
    """Yield the chosen units as those to be removed; nothing is written.

    Raises InputError where the filter chooses everything.
    """
    if chosen == Filter():
        raise InputError(
            "no filter is given, so every unit would be removed",
            hint="Give a corpus, a status, an author or a date.",
        )
    return _chosen(connection, chosen)


def _chosen(connection: sqlite3.Connection, chosen: Filter) -> Iterator[Removal]:
    with closing(units.stream(connection, chosen)) as stored:
        yield from map(Removal, stored)


def find_duplicates(
    connection: sqlite3.Connection,
    chosen: Filter,
    *,
    across_corpora: bool = False,
    keep_contexts: bool = False,
) -> Iterator[Removal]:
    """Yield those of the chosen units that have the same texts as a better one of them.

    See `duplicates.worse_duplicates` for which is better; nothing is written.
    """
    found = duplicates.worse_duplicates(
        connection, chosen, across_corpora=across_corpora, keep_contexts=keep_contexts
    )
    while batch := dict(islice(found, _AT_ONCE)):
        for unit in units.read(connection, list(batch)):
            yield Removal(unit, batch[unit.id or 0])


def apply_removals(
    connection: sqlite3.Connection, found: Iterable[Removal], *, by: str | None
) -> tuple[int, int]:
    """Remove units, all of them or none.

    Returns how many were removed, and how many were left since somebody has changed them, or the
    one that was to stay, meanwhile.
    """
    left = 0
    rest = iter(found)
    with transaction(connection):
        step = Step(connection, "remove", by=by)
        while batch := list(islice(rest, _AT_ONCE)):
            numbers = {one.kept for one in batch} | {one.unit.id for one in batch}
            stored = {unit.id: unit for unit in units.read(connection, [n for n in numbers if n])}
            usable = [
                one.unit
                for one in batch
                if stored.get(one.unit.id) == one.unit and (one.kept is None or one.kept in stored)
            ]
            left += len(batch) - len(usable)
            if usable:
                step.record([(unit, None) for unit in usable])
                units.remove_all(connection, [unit.id or 0 for unit in usable])
        if step.units:
            step.finish()
    return step.units, left
