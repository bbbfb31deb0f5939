"""Units made by the million: what a reader of large files makes them with.

The constructor of a frozen dataclass sets each field through `object.__setattr__`: of a file read
by an event parser that is a quarter of the time. Here an object of a class with the same slots,
which can be changed, gets its values and then becomes what it is to be.
"""

from __future__ import annotations

from collections.abc import Mapping

from tmtool.models.units import Status, TranslationUnit, Variant


class _Unit:
    __slots__ = tuple(TranslationUnit.__slots__)
    variants: tuple[Variant, ...]
    tuid: str | None
    document: str | None
    position: int | None
    context: str | None
    status: Status
    created_at: str | None
    created_by: str | None
    changed_at: str | None
    changed_by: str | None
    usage_count: int
    note: str | None
    properties: Mapping[str, str]
    id: int | None
    corpus: str | None


class _Variant:
    __slots__ = tuple(Variant.__slots__)
    language: str
    text: str
    markup: str | None


def make_variant(language: str, text: str, markup: str | None) -> Variant:
    """Return `Variant(language, text, markup)`."""
    made = _Variant()
    made.language = language
    made.text = text
    made.markup = markup
    made.__class__ = Variant  # type: ignore[assignment]
    return made  # type: ignore[return-value]


def make_unit(
    variants: tuple[Variant, ...],
    *,
    tuid: str | None = None,
    document: str | None = None,
    position: int | None = None,
    context: str | None = None,
    status: Status = "approved",
    created_at: str | None = None,
    created_by: str | None = None,
    changed_at: str | None = None,
    changed_by: str | None = None,
    usage_count: int = 0,
    note: str | None = None,
    properties: Mapping[str, str],
    corpus: str | None = None,
) -> TranslationUnit:
    """Return the unit with these values and without an id."""
    made = _Unit()
    made.variants = variants
    made.tuid = tuid
    made.document = document
    made.position = position
    made.context = context
    made.status = status
    made.created_at = created_at
    made.created_by = created_by
    made.changed_at = changed_at
    made.changed_by = changed_by
    made.usage_count = usage_count
    made.note = note
    made.properties = properties
    made.id = None
    made.corpus = corpus
    made.__class__ = TranslationUnit  # type: ignore[assignment]
    return made  # type: ignore[return-value]
