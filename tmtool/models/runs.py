"""Scoring runs that a memory keeps, and the trend that they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tmtool.models.gate import GateResult
from tmtool.models.scores import LOWER_IS_BETTER, Score


@dataclass(frozen=True, slots=True)
class Run:
    """The scores of one draft at one time; `id` is `None` until it is kept.

    Runs of one `name` make a trend. `references` are named as given; there is none where only
    terms were scored. `segments` were scored, `excluded` left out as empty everywhere. `checks`
    counts what each check found; `None` where none was made. `gate` has the conditions that were
    asked for. `test_set` is a digest of the references' texts and ids: runs are comparable where
    it is the same. `counted` names the metrics whose counts are kept, so that drafts can be
    tested against the run. `version` is that of tmtool.
    """

    id: int | None
    at: str
    by: str | None
    name: str
    draft: str
    references: tuple[str, ...]
    source_language: str | None
    target_language: str | None
    segments: int
    excluded: int
    scores: tuple[Score, ...]
    checks: Mapping[str, int] | None = None
    gate: tuple[GateResult, ...] = ()
    test_set: str | None = None
    version: str | None = None
    counted: tuple[str, ...] = ()

    @property
    def passed(self) -> bool | None:
        """Whether the draft passed its gate; `None` where there was none."""
        return all(result.passed for result in self.gate) if self.gate else None

    def score(self, metric: str) -> Score | None:
        """Return the score by a metric on the text as given."""
        found = (one for one in self.scores if (one.metric, one.input) == (metric, "raw"))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class RunChange:
    """How a run differs from the one before by one metric, on the text as given.

    `difference` is the score less that of the run before. `p_value` and `p_holm` are those of a
    paired bootstrap, as in Comparison; `None` where the counts of a run are not kept or the
    metrics' settings differ.
    """

    metric: str
    difference: float
    p_value: float | None = None
    p_holm: float | None = None

    @property
    def is_better(self) -> bool | None:
        """Whether the run is better than the one before; `None` where its score is the same."""
        if not self.difference:
            return None
        return (self.difference < 0) == (self.metric in LOWER_IS_BETTER)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A run in its trend.

    `before` is the newest earlier run of the trend with the same test set, which `changes` are
    against; `None` where there is none. `is_break` tells that the run just before it in the
    trend has another test set.
    """

    run: Run
    before: int | None = None
    is_break: bool = False
    changes: tuple[RunChange, ...] = ()

    def change(self, metric: str) -> RunChange | None:
        """Return the change by a metric."""
        return next((one for one in self.changes if one.metric == metric), None)
