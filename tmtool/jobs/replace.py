"""Replacing a text in many units at once, all of them or none; undo takes all of it back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import groupby, islice

from tmtool.formats.tmx.retext import retexted
from tmtool.languages import preferred
from tmtool.models import Replacement, TranslationUnit, Variant
from tmtool.store import units
from tmtool.store.changes import Step
from tmtool.store.clock import now
from tmtool.store.connection import transaction
from tmtool.store.unit_filter import Filter
from tmtool.text.replacing import Replacer, Wanted

_AT_ONCE = 10_000
"""Units that are written together: the more, the less of the index is written twice."""

_NO_TEXT = "no text would be left"
_MARKUP = "its inline markup does not allow it"


def find_replacements(
    connection: sqlite3.Connection,
    wanted: Wanted,
    chosen: Filter,
    *,
    language: str | None = None,
) -> Iterator[Replacement]:
    """Yield what a replacement changes in the chosen units, in their order; nothing is written.

    With a language only texts in it are looked at; `en` means `en-GB` too. Raises InputError for
    a pattern that is none.
    """
    return _found(connection, Replacer(wanted), chosen, language)


def _found(
    connection: sqlite3.Connection, replacer: Replacer, chosen: Filter, language: str | None
) -> Iterator[Replacement]:
    with closing(units.stream(connection, chosen)) as stored:
        for unit in stored:
            tags = [variant.language for variant in unit.variants]
            wanted = tags if language is None else preferred(language, tags)
            for variant in unit.variants:
                if variant.language in wanted:
                    found = _replacement(unit, variant, replacer)
                    if found is not None:
                        yield found


def _replacement(unit: TranslationUnit, variant: Variant, replacer: Replacer) -> Replacement | None:
    has_markup = variant.markup is not None
    after, count = replacer.replaced(variant.text, has_placeholders=has_markup)
    if after == variant.text:
        return None
    problem = None
    if not after.strip():
        problem = _NO_TEXT
    elif _new(variant, after) is None:
        problem = _MARKUP
    return Replacement(
        unit.id or 0,
        unit.corpus or "",
        variant.language,
        variant.text,
        after,
        count,
        problem,
    )


def _new(variant: Variant, text: str) -> Variant | None:
    """Return the variant with another text, with its markup; `None` where that cannot be."""
    if variant.markup is None:
        return Variant(variant.language, text)
    markup = retexted(variant.markup, variant.text, text)
    return None if markup is None else Variant(variant.language, text, markup)


def apply_replacements(
    connection: sqlite3.Connection, found: Iterable[Replacement], *, by: str | None
) -> tuple[int, int]:
    """Write replacements, given in the order of their units, all of them or none.

    Returns how many units were changed, and how many were left since somebody has changed them
    meanwhile.
    """
    left = 0
    usable = (one for one in found if one.problem is None)
    grouped = ((unit, list(group)) for unit, group in groupby(usable, key=lambda one: one.unit))
    with transaction(connection):
        step = Step(connection, "replace", by=by)
        while batch := dict(islice(grouped, _AT_ONCE)):
            pairs = list(_pairs(units.read(connection, list(batch)), batch, by))
            left += len(batch) - len(pairs)
            if pairs:
                step.record(pairs)
                units.update_all(connection, [after for _, after in pairs])
        if step.units:
            step.finish()
    return step.units, left


def _pairs(
    stored: Iterable[TranslationUnit], batch: Mapping[int, list[Replacement]], by: str | None
) -> Iterator[tuple[TranslationUnit, TranslationUnit]]:
    at = now()
    for unit in stored:
        new: dict[str, Variant] = {}
        for one in batch[unit.id or 0]:
            variant = unit.variant(one.language)
            changed = variant and variant.text == one.before and _new(variant, one.after)
            if not changed:
                break
            new[one.language] = changed
        else:
            variants = tuple(new.get(old.language, old) for old in unit.variants)
            yield unit, replace(unit, variants=variants, changed_at=at, changed_by=by)
