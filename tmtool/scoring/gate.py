"""Whether drafts pass a gate: conditions, and what they say of each draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, isnan

from tmtool.errors import InputError
from tmtool.models.checks import SEVERITIES, Severity
from tmtool.models.gate import Gate, GateResult
from tmtool.models.resampling import Comparison, Resampling
from tmtool.models.scores import LOWER_IS_BETTER, DraftFindings, Score
from tmtool.scoring import neural
from tmtool.scoring.regression import VERSION, Counted, compare, settings_that_differ
from tmtool.scoring.terms import METRIC as TERMS

__all__ = [
    "Baseline",
    "by_findings",
    "by_regression",
    "by_scores",
    "check_gate",
    "first_run",
    "is_better",
]

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Baseline:
    """The run that a draft is compared with: its number, and what was counted."""

    run: int
    counted: Counted


def is_better(metric: str, difference: float) -> bool:
    """Tell whether a score that differs by so much is better; one that is equal is not."""
    return difference < 0 if metric in LOWER_IS_BETTER else difference > 0


def check_gate(gate: Gate, metrics: Sequence[str]) -> None:
    """Refuse a gate that cannot be judged by these metrics; raises InputError."""
    for metric, limit in gate.limits.items():
        if metric not in metrics:
            raise InputError(
                f"the gate has a limit for {metric}, by which nothing is scored",
                hint=f"Score by it too: --metric {metric}.",
            )
        _check_limit(metric, limit)
    if not 0 < gate.alpha <= 1:
        raise InputError(f"alpha is {gate.alpha:g}", hint="Give a probability such as 0.05.")


def _check_limit(metric: str, limit: float) -> None:
    """Refuse limits that no draft could miss, or none could reach, for being of another scale."""
    if not isfinite(limit):
        raise InputError(f"the limit of {metric} is {limit:g}", hint="Give a number.")
    if metric == neural.METRIC:  # whose scale depends on its model
        return
    if limit < 0 or (metric not in LOWER_IS_BETTER and limit > _HUNDRED):
        scale = "from 0" if metric in LOWER_IS_BETTER else "0 to 100"
        raise InputError(
            f"the limit of {metric} is {limit:g}", hint=f"Give a figure on its own scale, {scale}."
        )
    if 0 < limit < 1:
        raise InputError(
            f"the limit of {metric} is {limit:g}, a hundredth of what is usual",
            hint=f"Scores are 0 to 100: give {_HUNDRED * limit:g} if that is meant.",
        )


def by_scores(scores: Iterable[Score], limits: Mapping[str, float]) -> list[GateResult]:
    """Return whether every draft's scores of the text as given reach their limits.

    A score that has no figure does not.
    """
    raw = [one for one in scores if one.input == "raw"]
    drafts = dict.fromkeys(one.draft for one in raw)
    return [
        _limited(one, limits[one.metric])
        for draft in drafts
        for metric in limits
        for one in raw
        if (one.draft, one.metric) == (draft, metric)
    ]


def _limited(one: Score, limit: float) -> GateResult:
    falls = one.metric in LOWER_IS_BETTER
    bound = f"{'at most' if falls else 'at least'} {limit:g}"
    if isnan(one.score):
        reason = f"{one.metric} has no figure, but must be {bound}"
        return GateResult("score", one.draft, False, reason, one.metric, limit)
    passed = one.score <= limit if falls else one.score >= limit
    if not passed:
        bound = f"{'above' if falls else 'below'} the limit {limit:g}"
    note = " (lower is better)" if falls else ""
    reason = f"{one.metric} is {_figure(one.score, limit)}, {bound}{note}"
    return GateResult("score", one.draft, passed, reason, one.metric, limit, one.score)


def _figure(score: float, limit: float) -> str:
    """Return a score with as many decimals as tell it from its limit."""
    for decimals in (2, 4, 6):
        shown = f"{score:.{decimals}f}"
        if score == limit or float(shown) != limit:
            return shown
    return repr(score)


def by_findings(
    drafts: Sequence[str], findings: Iterable[DraftFindings], least: Severity
) -> list[GateResult]:
    """Return whether drafts have no finding of this severity or a graver one.

    Raises InputError where a draft was not checked.
    """
    reports = {one.draft: one.report for one in findings}
    counted = SEVERITIES[: SEVERITIES.index(least) + 1]
    results = []
    for draft in drafts:
        if draft not in reports:
            raise InputError(
                "the gate asks for findings, but no check was made",
                hint="Have the drafts checked too: --checks.",
            )
        numbers = {
            severity: sum(issue.severity == severity for issue in reports[draft].issues)
            for severity in counted
        }
        total = sum(numbers.values())
        said = ", ".join(f"{severity}: {number}" for severity, number in numbers.items())
        reason = f"findings ({said})" if total else f"no finding ({said})"
        results.append(GateResult("findings", draft, not total, reason, limit=0, value=total))
    return results


def first_run(draft: str, trend: str) -> GateResult:
    """Return the result for a draft that has no earlier run: it passes."""
    reason = f"the trend {trend} has no run yet to be worse than"
    return GateResult("regression", draft, True, reason)


def by_regression(
    draft: str, now: Counted, before: Baseline, *, alpha: float, how: Resampling
) -> tuple[list[GateResult], list[str]]:
    """Return whether a draft is no worse than a run by each metric that both have, and warnings.

    It is worse where its score is and the p-value after Holm's correction is below `alpha`.
    Raises InputError where the two cannot be compared.
    """
    metrics = now.metrics(before.counted)
    if not metrics:
        raise InputError(
            f"run {before.run} has no counts by {', '.join(now.rows)} to compare with",
            hint="Score by a metric that the run has: `tmtool runs show` lists them.",
        )
    versions = dict.fromkeys(
        version for metric in metrics for version in _refuse_other_settings(metric, now, before)
    )
    missing = [
        metric for metric in metrics if isnan(_score(metric, now) + _score(metric, before.counted))
    ]
    tested = [metric for metric in metrics if metric not in missing]
    compared = compare(before.counted, now, tested, how) if tested else ()
    results = [_regressed(one, draft, now, before, alpha) for one in compared]
    results += [_without_figure(metric, draft, now, before) for metric in missing]
    return sorted(results, key=lambda one: metrics.index(one.metric or "")), list(versions)


def _refuse_other_settings(metric: str, now: Counted, before: Baseline) -> Iterator[str]:
    """Yield a warning where versions differ; refuse what was counted in another way."""
    parts = settings_that_differ(before.counted.signatures[metric], now.signatures[metric])
    older, newer = parts.pop(VERSION, (None, None))
    if parts:
        said = ", ".join(f"{name} was {one}, now {two}" for name, (one, two) in parts.items())
        raise InputError(
            f"{metric} of run {before.run} was counted in another way: {said}",
            hint="Use the same settings, name another run, or score once without"
            " --no-regression to begin anew.",
        )
    if older != newer:
        by = "tmtool" if metric == TERMS else "sacreBLEU"
        yield f"run {before.run} was scored by {by} {older}, this draft by {newer}"


def _regressed(
    one: Comparison, draft: str, now: Counted, before: Baseline, alpha: float
) -> GateResult:
    worse = one.difference != 0 and not is_better(one.metric, one.difference)
    passed = not (worse and one.p_holm < alpha)
    verdict = "worse than" if not passed else "not significantly worse than"
    if passed and not worse:
        verdict = "no worse than"
    value, limit = (_score(one.metric, of) for of in (now, before.counted))
    reason = (
        f"{one.metric} is {verdict} that of run {before.run}:"
        f" {value:.2f} against {limit:.2f}, p = {one.p_holm:.4f} (Holm)"
    )
    return GateResult(
        "regression",
        draft,
        passed,
        reason,
        metric=one.metric,
        limit=limit,
        value=value,
        p_value=one.p_value,
        p_holm=one.p_holm,
        run=before.run,
    )


def _without_figure(metric: str, draft: str, now: Counted, before: Baseline) -> GateResult:
    """Return the result where the draft or the run has no figure: a draft must not lose one."""
    value, limit = (_score(metric, of) for of in (now, before.counted))
    return GateResult(
        "regression",
        draft,
        not isnan(value) or isnan(limit),
        f"{metric} has no figure in {'this draft' if isnan(value) else f'run {before.run}'}",
        metric=metric,
        limit=None if isnan(limit) else limit,
        value=None if isnan(value) else value,
        run=before.run,
    )


def _score(metric: str, of: Counted) -> float:
    import numpy as np

    from tmtool.scoring.figures import figures

    return float(figures(metric, np.nansum(of.rows[metric], axis=0, keepdims=True))[0])
