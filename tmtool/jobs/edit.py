"""Adding, changing and removing single units, each written to the undo log."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from tmtool.errors import InputError
from tmtool.models import Status, TranslationUnit, Variant
from tmtool.store import changes, corpora, units
from tmtool.store.clock import now
from tmtool.store.connection import transaction


def add(
    connection: sqlite3.Connection, unit: TranslationUnit, corpus: str, *, by: str | None
) -> tuple[TranslationUnit, bool]:
    """Add a unit and return it with `True`; where the corpus has the same, that one and `False`.

    Raises InputError where it has fewer than two languages or an empty text.
    """
    _check(unit)
    stamped = replace(unit, created_at=unit.created_at or now(), created_by=unit.created_by or by)
    with transaction(connection):
        number = corpora.ensure(connection, corpus)
        existing = units.duplicate_of(connection, number, unit)
        if existing is not None:
            return units.read_one(connection, existing), False
        corpora.keep(connection, number)
        (added,) = units.insert(connection, number, [stamped])
        result = units.read_one(connection, added)
        changes.record(connection, "add", before=None, after=result, by=by)
    return result, True


def edit(
    connection: sqlite3.Connection,
    number: int,
    texts: Mapping[str, str],
    *,
    status: Status | None = None,
    note: str | None = None,
    by: str | None,
) -> TranslationUnit:
    """Change texts by language, status or note of a unit; raises NotFoundError, InputError.

    A text that is changed loses its inline markup.
    """
    with transaction(connection):
        before = units.read_one(connection, number)
        after = replace(
            before,
            variants=_changed(before, texts),
            status=status or before.status,
            note=before.note if note is None else note or None,
            changed_at=now(),
            changed_by=by,
        )
        _check(after)
        units.update(connection, after)
        operation = "approve" if status == "approved" and not texts else "edit"
        changes.record(connection, operation, before=before, after=after, by=by)
    return after


def remove(connection: sqlite3.Connection, number: int, *, by: str | None) -> TranslationUnit:
    """Remove a unit and return it; raises NotFoundError."""
    with transaction(connection):
        before = units.read_one(connection, number)
        changes.record(connection, "remove", before=before, after=None, by=by)
        units.remove(connection, number)
    return before


def _changed(unit: TranslationUnit, texts: Mapping[str, str]) -> tuple[Variant, ...]:
    kept = tuple(
        Variant(v.language, texts[v.language]) if v.language in texts else v for v in unit.variants
    )
    known = {variant.language for variant in kept}
    return kept + tuple(Variant(tag, text) for tag, text in texts.items() if tag not in known)


def _check(unit: TranslationUnit) -> None:
    empty = [variant.language for variant in unit.variants if not variant.text.strip()]
    if empty:
        raise InputError(f"the text in {empty[0]} is empty", hint="Give a text for every language.")
    if len({variant.language for variant in unit.variants}) < 2:
        raise InputError(
            "a unit needs texts in two languages", hint="Give -s and -t two different languages."
        )
