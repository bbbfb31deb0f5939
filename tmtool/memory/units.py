"""Single units, and the log of their changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tmtool.memory.base import Opened
from tmtool.store import changes, undo_log, units
from tmtool.store.unit_filter import Filter

if TYPE_CHECKING:
    from tmtool.models import Change, Status, TranslationUnit


class Units(Opened):
    """Single units, and the log of their changes."""

    def units(self, chosen: Filter | None = None) -> Iterator[TranslationUnit]:
        """Yield units in the order they were added."""
        return units.stream(self._connection, chosen or Filter())

    def unit(self, number: int) -> TranslationUnit:
        """Return one unit; raises NotFoundError."""
        return units.read_one(self._connection, number)

    def add_unit(
        self, unit: TranslationUnit, *, corpus: str, by: str | None = None
    ) -> tuple[TranslationUnit, bool]:
        """Add a unit; return it, or the one already there, and whether it was added."""
        from tmtool.jobs import edit

        self._settle()
        return edit.add(self._connection, unit, corpus, by=by)

    def edit_unit(
        self,
        number: int,
        texts: Mapping[str, str],
        *,
        status: Status | None = None,
        note: str | None = None,
        by: str | None = None,
    ) -> TranslationUnit:
        """Change texts (by language), status or note of a unit; raises NotFoundError."""
        from tmtool.jobs import edit

        self._settle()
        return edit.edit(self._connection, number, texts, status=status, note=note, by=by)

    def remove_unit(self, number: int, *, by: str | None = None) -> TranslationUnit:
        """Remove a unit; `undo` brings it back; raises NotFoundError."""
        from tmtool.jobs import edit

        self._settle()
        return edit.remove(self._connection, number, by=by)

    def history(self, unit: int | None = None) -> list[Change]:
        """Return the changes of one unit, or the last hundred of all, newest first."""
        return undo_log.history(self._connection, "unit", unit)

    def undo(
        self, change: int | None = None, *, by: str | None = None, alone: bool = False
    ) -> Change:
        """Take back a change of a unit, the last one unless a number is given.

        What was changed in one go with it is taken back too, unless it is to be `alone`; the
        `units` of the change that is returned tell how many were.
        """
        self._settle()
        return changes.undo(self._connection, change, by=by, alone=alone)
