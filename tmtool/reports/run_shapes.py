"""Runs of scoring and their trends as JSON objects, as `docs/json.md` describes them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from math import isnan

from tmtool.models import Run, RunChange, Score, TrendPoint
from tmtool.reports.shapes import Shape

__all__ = ["ROW", "SCORE", "point", "rows", "run"]

SCORE = ("metric", "input", "score", "low", "high", "signature")
"""The fields of a run's score, in their order."""

_RUN = ("id", "at", "by", "name", "draft", "segments", "excluded", "passed")
_CHANGE = ("difference", "p_value", "p_holm", "better")

ROW = (*_RUN, "before", "break", *SCORE[:-1], *_CHANGE)
"""The columns of trends as a table: one row for each run and score."""


def run(found: Run, metrics: Collection[str] = ()) -> Shape:
    """Return a run, with the scores by some metrics alone where any are named."""
    shape = asdict(found)
    shape["scores"] = [_score(one) for one in _chosen(found.scores, metrics)]
    return shape | {"passed": found.passed}


def point(found: TrendPoint, metrics: Collection[str] = ()) -> Shape:
    """Return a run in its trend, likewise."""
    changes = (one for one in found.changes if not metrics or one.metric in metrics)
    return run(found.run, metrics) | {
        "before": found.before,
        "break": found.is_break,
        "changes": [asdict(one) | {"better": one.is_better} for one in changes],
    }


def rows(found: Iterable[TrendPoint], metrics: Collection[str] = ()) -> list[Shape]:
    """Return a row for each score of each run, likewise."""
    return [
        {name: getattr(one.run, name) for name in _RUN}
        | {"before": one.before, "break": one.is_break}
        | {name: value for name, value in _score(score).items() if name != "signature"}
        | _change(one.change(score.metric) if score.input == "raw" else None)
        for one in found
        for score in _chosen(one.run.scores, metrics)
    ]


def _chosen(scores: Iterable[Score], metrics: Collection[str]) -> Iterable[Score]:
    return (one for one in scores if not metrics or one.metric in metrics)


def _score(found: Score) -> Shape:
    """Return a score; one that has no figure is `None`, as JSON has no NaN."""
    shape = {name: getattr(found, name) for name in SCORE}
    return shape | {"score": None if isnan(found.score) else found.score}


def _change(found: RunChange | None) -> Shape:
    if found is None:
        return dict.fromkeys(_CHANGE)
    shape = asdict(found)
    return {name: shape[name] for name in _CHANGE[:-1]} | {"better": found.is_better}
