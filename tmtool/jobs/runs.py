"""Runs of scoring that the memory keeps: as trends, as what drafts are compared with, removed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from math import isnan

from tmtool.errors import InputError, NotFoundError
from tmtool.models import Resampling, Run, RunChange, TrendPoint
from tmtool.scoring.regression import VERSION, Counted, compare, settings_that_differ
from tmtool.store import runs
from tmtool.store.connection import snapshot, transaction

__all__ = ["counted_of", "remove", "trend"]


def counted_of(connection: sqlite3.Connection, run: Run) -> Counted:
    """Return the counts of a run that is kept."""
    signatures = {one.metric: one.signature for one in run.scores if one.input == "raw"}
    rows = runs.counts(connection, run.id or 0)
    return Counted({m: rows[m] for m in signatures if m in rows}, signatures)


def trend(
    connection: sqlite3.Connection,
    name: str | None = None,
    *,
    limit: int | None = None,
    since: str | None = None,
    how: Resampling | None = None,
) -> list[TrendPoint]:
    """Return runs with how each differs from the one before it in its trend, the oldest first.

    `since` is a date or time in ISO 8601. Compared is the newest earlier run with the same test
    set, tested as `how` says, by default by the usual bootstrap.
    """
    test = how or Resampling(confidence=False, compare=True)
    with snapshot(connection):
        _check_name(connection, name)
        shown = {run.id for run in runs.select(connection, name, limit=limit, since=since)}
        return [
            _point(connection, run, earlier, test)
            for run, earlier in _with_earlier(runs.select(connection, name))
            if run.id in shown
        ]


def _check_name(connection: sqlite3.Connection, name: str | None) -> None:
    names = runs.names(connection)
    if name is not None and name not in names:
        has = ", ".join(names) or "none"
        raise NotFoundError(f"there is no trend {name!r}", hint=f"The memory has: {has}.")


def _with_earlier(found: Iterable[Run]) -> Iterable[tuple[Run, Sequence[Run]]]:
    """Yield each run with those before it in its trend, the oldest first."""
    trends: dict[str, list[Run]] = {}
    for run in found:
        earlier = trends.setdefault(run.name, [])
        yield run, tuple(earlier)
        earlier.append(run)


def _point(
    connection: sqlite3.Connection, run: Run, earlier: Sequence[Run], how: Resampling
) -> TrendPoint:
    is_break = bool(earlier) and not _are_comparable(earlier[-1], run)
    before = next((one for one in reversed(earlier) if _are_comparable(one, run)), None)
    if before is None:
        return TrendPoint(run, is_break=is_break)
    return TrendPoint(run, before.id, is_break, _changes(connection, before, run, how))


def _are_comparable(one: Run, two: Run) -> bool:
    return one.test_set is not None and one.test_set == two.test_set


def _changes(
    connection: sqlite3.Connection, before: Run, run: Run, how: Resampling
) -> tuple[RunChange, ...]:
    differences = {
        score.metric: score.score - old.score
        for score in run.scores
        if score.input == "raw" and (old := before.score(score.metric)) is not None
    }
    tested = _tested(connection, before, run, how)
    return tuple(
        tested.get(metric, RunChange(metric, difference))
        for metric, difference in differences.items()
        if not isnan(difference)
    )


def _tested(
    connection: sqlite3.Connection, before: Run, run: Run, how: Resampling
) -> dict[str, RunChange]:
    """Return the changes of the metrics that can be tested; nothing where none can."""
    one, two = counted_of(connection, before), counted_of(connection, run)
    metrics = [
        metric
        for metric in two.metrics(one)
        if not settings_that_differ(one.signatures[metric], two.signatures[metric]).keys()
        - {VERSION}
    ]
    if not metrics:
        return {}
    try:
        compared = compare(one, two, metrics, how)
    except InputError:  # too few segments
        return {}
    return {
        found.metric: RunChange(found.metric, found.difference, found.p_value, found.p_holm)
        for found in compared
    }


def remove(
    connection: sqlite3.Connection,
    numbers: Collection[int] = (),
    *,
    before: str | None = None,
    keep_newest: int | None = None,
    name: str | None = None,
    sure: Callable[[Sequence[Run]], bool] | None = None,
) -> list[Run]:
    """Remove runs and return them: by their numbers, those before a date, all but the newest.

    `before` is a date or time in ISO 8601; of each trend, or of that called `name` alone, the
    `keep_newest` newest stay. `sure` is asked before anything is removed. Raises NotFoundError
    for a number or a trend that is not there.
    """
    chosen = [runs.read_one(connection, number) for number in dict.fromkeys(numbers)]
    _check_name(connection, name)
    if before is not None or keep_newest is not None:
        chosen += _older(runs.select(connection, name), before, keep_newest)
    unique = list({run.id or 0: run for run in chosen}.items())
    if not unique or (sure is not None and not sure([run for _, run in unique])):
        return []
    with transaction(connection):
        runs.remove(connection, [number for number, _ in unique])
    return [run for _, run in unique]


def _older(found: Iterable[Run], before: str | None, keep_newest: int | None) -> list[Run]:
    """Return the runs before a date, and those that are not among the newest of their trend."""
    trends: dict[str, list[Run]] = {}
    for run in found:
        trends.setdefault(run.name, []).append(run)
    surplus = [
        run
        for one in trends.values()
        if keep_newest is not None
        for run in one[: len(one) - min(keep_newest, len(one))]
    ]
    dated = [run for one in trends.values() for run in one if before and run.at < before]
    return surplus + dated
