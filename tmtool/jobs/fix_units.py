"""Repairing the memory's own units; every change goes to the undo log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from tmtool.formats.tmx.retext import retexted
from tmtool.jobs.edit import change_variant
from tmtool.languages import preferred
from tmtool.models import Repair, TranslationUnit, Variant
from tmtool.store import units

__all__ = ["apply_repairs"]


def apply_repairs(
    connection: sqlite3.Connection, repairs: Iterable[Repair], language: str, *, by: str | None
) -> tuple[int, int]:
    """Write repairs of the memory's units, whose numbers are those of the segments.

    A unit's inline markup stays. Returns how many were written, and how many were left: units
    that were changed meanwhile, and those whose markup does not have the text. Raises
    NotFoundError for a unit that is gone.
    """
    written = left = 0
    for repair in repairs:
        number = int(repair.segment.segment)
        variant = _new_variant(units.read_one(connection, number), repair, language)
        if variant is None:
            left += 1
        else:
            change_variant(connection, number, variant, by=by)
            written += 1
    return written, left


def _new_variant(unit: TranslationUnit, repair: Repair, language: str) -> Variant | None:
    tags = preferred(language, [variant.language for variant in unit.variants])
    old = unit.variant(tags[0]) if tags else None
    if old is None or old.text != repair.segment.draft:
        return None
    if old.markup is None:
        return Variant(old.language, repair.after)
    markup = retexted(old.markup, old.text, repair.after)
    return None if markup is None else Variant(old.language, repair.after, markup)
