"""Runs of scoring that the memory keeps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from tmtool.memory.base import Opened

if TYPE_CHECKING:
    from tmtool.models import Resampling, Run, TrendPoint


class Runs(Opened):
    """Runs of scoring that the memory keeps."""

    def runs(
        self, name: str | None = None, *, limit: int | None = None, since: str | None = None
    ) -> list[Run]:
        """Return the runs of scoring, or those of one trend, the oldest first.

        With `limit` the newest of them; `since` is a date or time in ISO 8601.
        """
        from tmtool.store import runs

        return runs.select(self._connection, name, limit=limit, since=since)

    def run(self, number: int) -> Run:
        """Return one run; raises NotFoundError."""
        from tmtool.store import runs

        return runs.read_one(self._connection, number)

    def trend(
        self,
        name: str | None = None,
        *,
        limit: int | None = None,
        since: str | None = None,
        how: Resampling | None = None,
    ) -> list[TrendPoint]:
        """Return runs as `runs` does, each with how it differs from the one before in its trend.

        That is the newest earlier one with the same references. `how` says how differences are
        tested; by default by paired bootstrap.
        """
        from tmtool.jobs.runs import trend

        return trend(self._connection, name, limit=limit, since=since, how=how)

    def remove_runs(
        self,
        numbers: Collection[int] = (),
        *,
        before: str | None = None,
        keep_newest: int | None = None,
        name: str | None = None,
        sure: Callable[[Sequence[Run]], bool] | None = None,
    ) -> list[Run]:
        """Remove runs and return them; this cannot be undone.

        They are chosen by their numbers, as older than `before`, a date or time in ISO 8601, or
        as not among the `keep_newest` of their trend; `name` is that of the only trend that is
        looked at. `sure` is asked about them before anything is removed. Raises NotFoundError for
        a number or a trend that is not there; nothing is removed then.
        """
        from tmtool.jobs.runs import remove

        self._settle()
        return remove(
            self._connection,
            numbers,
            before=before,
            keep_newest=keep_newest,
            name=name,
            sure=sure,
        )
