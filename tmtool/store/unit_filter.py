"""Which units are meant, and how SQL says so."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Filter", "conditions_of"]

_CHANGED = (
    "coalesce(u.changed_at, u.created_at,"
    " (SELECT finished_at FROM import i WHERE i.id = u.import_id))"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which units to take; `None` takes all.

    `since` and `until` are dates or times in ISO 8601 between which a unit was changed last; a
    date as `until` takes in the whole day; `before` is a time that is left out itself.
    """

    corpus: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    author: str | None = None
    before: str | None = None


def conditions_of(chosen: Filter) -> tuple[list[str], list[str]]:
    """Return the conditions of SQL on units `u` and their corpora `c`, and their values."""
    wanted = {
        "c.name = ?": chosen.corpus,
        "u.status = ?": chosen.status,
        "? IN (u.created_by, u.changed_by)": chosen.author,
        f"{_CHANGED} >= ?": chosen.since,
        f"{_CHANGED} <= ?": chosen.until and _end_of(chosen.until),
        f"{_CHANGED} < ?": chosen.before,
    }
    used = {condition: value for condition, value in wanted.items() if value is not None}
    return list(used), list(used.values())


def _end_of(moment: str) -> str:
    """Return a moment, of a date the last one."""
    return moment if "T" in moment or " " in moment else f"{moment}T23:59:59Z"
