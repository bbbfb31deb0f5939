"""Which of two records is taken where two memories do not agree."""

from __future__ import annotations

from tmtool.models import (
    STATUSES,
    Concept,
    MergeReason,
    MergeSide,
    Prefer,
    Taken,
    Term,
    TranslationUnit,
)

Settled = tuple[Taken, MergeReason]
"""The side that is taken, and why."""


def settle(ours: MergeSide, theirs: MergeSide, prefer: Prefer) -> Settled:
    """Return which side is taken.

    `newer` takes the better status, approved before draft before machine, then what was changed
    later. Ours stays where a date is unknown or both are the same.
    """
    if prefer != "newer":
        return prefer, "preferred"
    ranks = _rank(ours), _rank(theirs)
    if ranks[0] != ranks[1]:
        return ("ours" if ranks[0] < ranks[1] else "theirs"), "status"
    dates = ours.changed_at, theirs.changed_at
    if dates[0] is None or dates[1] is None or dates[0] == dates[1]:
        return "ours", "undecided"
    return ("ours" if dates[0] > dates[1] else "theirs"), "newer"


def unit_side(unit: TranslationUnit) -> MergeSide:
    """Return what a memory says of a unit."""
    return MergeSide(
        {variant.language: variant.text for variant in unit.variants},
        unit.status,
        unit.changed_at or unit.created_at,
        unit.changed_by if unit.changed_at or unit.changed_by else unit.created_by,
    )


def concept_side(concept: Concept, edited_at: str | None = None) -> MergeSide:
    """Return what a memory says of a concept.

    It was changed when the last of its terms was, or when its memory's undo log says.
    """
    texts: dict[str, str] = {}
    for term in concept.terms:
        before = texts.get(term.language)
        texts[term.language] = term.text if before is None else f"{before}; {term.text}"
    last = max(concept.terms, key=_changed_at)
    at, by = _changed_at(last), last.changed_by or last.created_by
    if edited_at is not None and edited_at > at:
        at, by = edited_at, None
    return MergeSide(texts, None, at or None, by)


def _changed_at(term: Term) -> str:
    return term.changed_at or term.created_at or ""


def _rank(side: MergeSide) -> int:
    """Return the place of a status, the best first; other things than units have none."""
    return STATUSES.index(side.status) if side.status in STATUSES else 0
