"""Adding, changing and removing single units, each written to the undo log."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from tmtool.errors import InputError
from tmtool.jobs.checks import check_name, check_status, check_texts
from tmtool.languages import normalise, preferred, primary
from tmtool.models import STATUSES, Status, TranslationUnit, Variant
from tmtool.store import changes, corpora, units
from tmtool.store.clock import now
from tmtool.store.connection import transaction


def add(
    connection: sqlite3.Connection, unit: TranslationUnit, corpus: str, *, by: str | None
) -> tuple[TranslationUnit, bool]:
    """Add a unit and return it with `True`; where the corpus has the same, that one and `False`.

    Raises InputError where it has fewer than two languages or an empty text.
    """
    check_name("corpus", corpus)
    checked = _checked(replace(unit, id=None))
    stamped = replace(
        checked, created_at=unit.created_at or now(), created_by=unit.created_by or by
    )
    with transaction(connection):
        number = corpora.ensure(connection, corpus)
        existing = units.duplicate_of(connection, number, checked)
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
        after = _checked(
            replace(
                before,
                variants=_changed(before, texts),
                status=status or before.status,
                note=before.note if note is None else note or None,
                changed_at=now(),
                changed_by=by,
            )
        )
        units.update(connection, after)
        operation = "approve" if status == "approved" and not texts else "edit"
        changes.record(connection, operation, before=before, after=after, by=by)
    return after


def change_variant(
    connection: sqlite3.Connection, number: int, variant: Variant, *, by: str | None
) -> TranslationUnit:
    """Put a text, with its markup, in the place of the unit's own in that language.

    Raises NotFoundError, InputError.
    """
    with transaction(connection):
        before = units.read_one(connection, number)
        variants = tuple(
            variant if one.language == variant.language else one for one in before.variants
        )
        after = _checked(replace(before, variants=variants, changed_at=now(), changed_by=by))
        units.update(connection, after)
        changes.record(connection, "edit", before=before, after=after, by=by)
    return after


def remove(connection: sqlite3.Connection, number: int, *, by: str | None) -> TranslationUnit:
    """Remove a unit and return it; raises NotFoundError."""
    with transaction(connection):
        before = units.read_one(connection, number)
        changes.record(connection, "remove", before=before, after=None, by=by)
        units.remove(connection, number)
    return before


def _changed(unit: TranslationUnit, texts: Mapping[str, str]) -> tuple[Variant, ...]:
    given: dict[str, str] = {}
    for tag, text in texts.items():
        language = _meant(unit, normalise(tag))
        if language in given:
            raise InputError(f"the text in {language} is given twice", hint="Give it once.")
        given[language] = text
    variants = {variant.language: variant for variant in unit.variants}
    for language, text in given.items():
        if language not in variants or variants[language].text != text:
            variants[language] = Variant(language, text)
    return tuple(variants.values())


def _meant(unit: TranslationUnit, tag: str) -> str:
    """Return the unit's language that a tag means: `en` is also the only region of it."""
    tags = [variant.language for variant in unit.variants]
    regions = preferred(tag, tags)
    if tag in tags or tag != primary(tag) or not regions:
        return tag
    if len(regions) > 1:
        raise InputError(
            f"the unit has {' and '.join(regions)}, so {tag} is not clear",
            hint="Name one of them.",
        )
    return regions[0]


def _checked(unit: TranslationUnit) -> TranslationUnit:
    """Return the unit with its tags in their usual spelling; raises InputError."""
    variants = tuple(replace(v, language=normalise(v.language)) for v in unit.variants)
    languages = {variant.language for variant in variants}
    empty = [variant.language for variant in variants if not variant.text.strip()]
    if empty:
        raise InputError(f"the text in {empty[0]} is empty", hint="Give a text for every language.")
    if len(languages) < 2 or len(languages) < len(variants):
        raise InputError(
            "a unit needs texts in two languages, one in each",
            hint="Give -s and -t two different languages.",
        )
    check_status(unit.status, STATUSES)
    check_texts(text for variant in variants for text in (variant.text, variant.markup))
    check_texts((unit.tuid, unit.document, unit.context, unit.note))
    check_texts(text for item in unit.properties.items() for text in item)
    return replace(unit, variants=variants)
