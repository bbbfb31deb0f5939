"""Whether drafts pass a gate, with the runs of the memory that they are compared with."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from tmtool.errors import InputError, NotFoundError
from tmtool.jobs.keeping import ReferenceSet, trend_names
from tmtool.jobs.runs import counted_of
from tmtool.models import LAST, Gate, GateResult, Run, ScoreOptions, ScoreReport
from tmtool.scoring.gate import (
    Baseline,
    by_findings,
    by_regression,
    by_scores,
    check_gate,
    first_run,
)
from tmtool.scoring.regression import Counted
from tmtool.store import runs

__all__ = ["Judge"]

_ANEW = "Score once without --no-regression to begin anew, or name a run with the same references."


class Judge:
    """Judges drafts by a gate; what it compares them with is sought before they are scored.

    Raises InputError where the gate makes no sense, NotFoundError where there is no such run.
    """

    def __init__(
        self,
        connection: sqlite3.Connection | None,
        drafts: Mapping[str, object],
        test_set: ReferenceSet,
        options: ScoreOptions,
    ) -> None:
        self._gate = options.gate or Gate()
        check_gate(self._gate, options.metrics)
        self._trends = trend_names(drafts, options.keeping)
        self._connection = connection
        self._baselines: dict[str, Run | None] = {}
        wanted = self._gate.no_regression
        if wanted is None:
            return
        if connection is None:
            raise InputError(
                "there is no memory, so there is no run to compare with",
                hint="Create one with `tmtool init`, or name it with --db FILE.",
            )
        for draft, name in self._trends.items():
            self._baselines[draft] = _baseline(connection, wanted, name, test_set)

    def judged(
        self,
        report: ScoreReport,
        counts: Mapping[str, Counted],
        documents: tuple[str, ...] | None = None,
    ) -> ScoreReport:
        """Return the report with every condition of the gate, draft by draft.

        `documents` has the document of every segment given; then whole documents are drawn.
        Raises InputError where a draft cannot be compared with its run.
        """
        own = [score for score in report.scores if score.draft in counts]
        results = by_scores(own, self._gate.limits)
        if self._gate.fail_on:
            results += by_findings(list(counts), report.findings, self._gate.fail_on)
        warnings: list[str] = []
        for draft, run in self._baselines.items():
            found, said = self._compared(draft, counts[draft], run, documents)
            results += found
            warnings += said
        order = list(counts)
        results.sort(key=lambda one: order.index(one.draft))
        told = dict.fromkeys((*report.warnings, *warnings))
        return replace(report, gate=tuple(results), warnings=tuple(told))

    def _compared(
        self, draft: str, now: Counted, run: Run | None, documents: tuple[str, ...] | None
    ) -> tuple[list[GateResult], list[str]]:
        if run is None or self._connection is None:
            return [first_run(draft, self._trends[draft])], []
        before = Baseline(run.id or 0, counted_of(self._connection, run))
        how = self._gate.resampling
        how = replace(how, documents=documents or how.documents)
        return by_regression(draft, now, before, alpha=self._gate.alpha, how=how)


def _baseline(
    connection: sqlite3.Connection, wanted: str, trend: str, test_set: ReferenceSet
) -> Run | None:
    """Return the run that a gate names; `None` where it is the last one and there is none yet."""
    if wanted.isdecimal():
        return _of_test_set(runs.read_one(connection, int(wanted)), test_set)
    name = trend if wanted == LAST else wanted
    every = runs.select(connection, name)
    if not every and wanted != LAST:
        raise NotFoundError(
            f"there is no run {name!r}", hint="`tmtool runs` shows numbers and names."
        )
    same = [run for run in every if run.test_set == test_set.digest]
    if every and not same:
        return _of_test_set(every[-1], test_set)
    # A draft that failed is no measure for others: else it would pass when it is tried again.
    good = [run for run in same if run.passed is not False]
    if not good and wanted != LAST:
        raise NotFoundError(
            f"no run {name!r} passed its gate",
            hint="Name a run by its number; `tmtool runs` shows them.",
        )
    return good[-1] if good else None


def _of_test_set(run: Run, test_set: ReferenceSet) -> Run:
    """Return the run; raises InputError where it is of another test set."""
    if run.test_set == test_set.digest:
        return run
    if run.test_set is None:
        raise InputError(f"run {run.id} was kept without what a comparison needs", hint=_ANEW)
    of = ", ".join(run.references) or "a source alone"
    raise InputError(
        f"run {run.id} ({run.name}) has another test set: {run.segments} segments of {of}, whose"
        " texts, ids or order are not those of now",
        hint=_ANEW,
    )
