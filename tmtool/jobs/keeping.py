"""Keeping a run of each draft that was scored."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tmtool.errors import InputError
from tmtool.models import Keeping, KeptRun, Run, ScoreOptions, ScoreReport
from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import ParallelText
from tmtool.scoring.regression import Counted
from tmtool.scoring.test_set import digest, spread
from tmtool.store import runs
from tmtool.store.clock import now
from tmtool.store.connection import explained, file_of, transaction
from tmtool.version import VERSION

__all__ = ["ReferenceSet", "counts_by_draft", "keep", "trend_names"]


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """What drafts are scored on: the digest, as hexadecimal text, and the references' names."""

    digest: str
    references: tuple[str, ...]

    @classmethod
    def of(cls, text: ParallelText, references: Iterable[str]) -> ReferenceSet:
        """Return the test set of drafts with their references, whose names are given."""
        return cls(digest(text).hex(), tuple(references))


def trend_names(drafts: Collection[str], keeping: Keeping | None) -> dict[str, str]:
    """Return the name of each draft's trend: as given, or else of the draft's file.

    Of files with the same name the whole path is the name. Raises InputError where several
    drafts are to make one trend.
    """
    keeping = keeping or Keeping()
    if keeping.name is not None:
        if len(drafts) > 1:
            raise InputError(
                f"{len(drafts)} drafts cannot make one trend {keeping.name!r}",
                hint="Score them one by one, or let their files name their trends.",
            )
        return dict.fromkeys(drafts, keeping.name)
    given = {draft: keeping.names.get(draft, draft) for draft in drafts}
    short = {draft: Path(name).name or name for draft, name in given.items()}
    names = list(short.values())
    return {draft: given[draft] if names.count(name) > 1 else name for draft, name in short.items()}


def counts_by_draft(
    drafts: Iterable[str], text: ParallelText, counts: Iterable[Counts]
) -> dict[str, Counted]:
    """Return the counts of drafts for all segments that were given, of the text as given."""
    found: dict[str, dict[str, Counts]] = {draft: {} for draft in drafts}
    for one in counts:
        if one.input == "raw" and one.draft in found:
            found[one.draft][one.metric] = one
    return {
        draft: Counted(
            {m: spread(one.rows, text.lines, text.given) for m, one in by_metric.items()},
            {m: one.signature for m, one in by_metric.items()},
        )
        for draft, by_metric in found.items()
    }


def keep(
    connection: sqlite3.Connection,
    report: ScoreReport,
    counts: Mapping[str, Counted],
    test_set: ReferenceSet,
    options: ScoreOptions,
) -> tuple[KeptRun, ...]:
    """Keep a run of each draft, all of them or none, and return what was kept.

    Where the memory cannot be written the scores still stand: the problem is told instead.
    """
    keeping = options.keeping or Keeping()
    trends = trend_names(counts, keeping)
    made = {draft: _run(draft, report, test_set, options) for draft in counts}
    made = {draft: replace(run, name=trends[draft]) for draft, run in made.items()}
    try:
        with transaction(connection):
            numbers = {d: runs.put(connection, run, counts[d].rows) for d, run in made.items()}
    except sqlite3.Error as error:
        problem = explained(error, file_of(connection)).what
        return tuple(KeptRun(draft, trends[draft], None, problem) for draft in made)
    return tuple(KeptRun(draft, trends[draft], number) for draft, number in numbers.items())


def _run(draft: str, report: ScoreReport, test_set: ReferenceSet, options: ScoreOptions) -> Run:
    keeping = options.keeping or Keeping()
    named = keeping.names.get(draft, draft)
    found = next((one.report for one in report.findings if one.draft == draft), None)
    return Run(
        id=None,
        at=now(),
        by=keeping.by,
        name=named,
        draft=named,
        references=tuple(keeping.names.get(one, one) for one in test_set.references),
        source_language=options.source_language,
        target_language=options.target_language,
        segments=report.segments,
        excluded=report.excluded,
        scores=tuple(replace(one, draft=named) for one in report.scores if one.draft == draft),
        checks=None if found is None else dict(found.summary),
        gate=tuple(replace(one, draft=named) for one in report.gate if one.draft == draft),
        test_set=test_set.digest,
        version=VERSION,
    )
