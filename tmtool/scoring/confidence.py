"""Confidence intervals of scores, and whether drafts differ, put into a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tmtool.errors import InputError
from tmtool.models.resampling import COMPARISON_TESTS, MOST_RESAMPLES, Comparison, Resampling
from tmtool.models.scores import Score, ScoreReport
from tmtool.scoring.counts import Key
from tmtool.scoring.inputs import ALIGN_HINT
from tmtool.scoring.resampling import (
    Sample,
    bootstrap,
    bootstrap_p_value,
    by_document,
    holm,
    interval,
    randomisation,
    randomisation_p_value,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["check_documents", "prepared", "with_confidence"]


def prepared(
    asked: Resampling | None, drafts: Collection[str], lines: Sequence[int], segments: int
) -> Resampling | None:
    """Return what was asked for, with the documents of the segments that are scored: `lines`.

    `None` where nothing was. Raises InputError for what cannot be done: values out of range, a
    comparison without a second draft, documents that are not those of `segments` segments.
    """
    if asked is None or not (asked.confidence or asked.compare):
        return None
    _check_values(asked)
    if asked.compare and len(drafts) < 2:
        raise InputError(
            "a comparison needs two drafts", hint="Give another; one given twice counts once."
        )
    if asked.baseline is not None and asked.baseline not in drafts:
        raise InputError(
            f"the baseline {asked.baseline!r} is no draft",
            hint=f"The drafts are {', '.join(drafts)}.",
        )
    if asked.documents is None:
        return asked
    check_documents(asked.documents, segments)
    return replace(asked, documents=tuple(asked.documents[line - 1] for line in lines))


def with_confidence(
    report: ScoreReport, rows: Mapping[Key, NDArray[np.float64]], asked: Resampling
) -> ScoreReport:
    """Return the report with the intervals and comparisons that were asked for.

    `rows` has the statistics of every score of the report; `asked.documents` the document of
    each of their rows. Signatures tell how it was resampled, as those of sacreBLEU do. Raises
    InputError where there are fewer than two segments or documents to draw from.
    """
    if asked.documents is not None:
        rows = {key: by_document(found, asked.documents) for key, found in rows.items()}
    _check_size(next(iter(rows.values())), asked)
    resampled = _drawn(rows, asked) if _is_bootstrapped(asked) else {}
    p_values: dict[Key, float] = {}
    if asked.compare and asked.test == "bootstrap":
        p_values = _bootstrapped(report.scores, resampled, asked)
    elif asked.compare:
        p_values = _randomised(report.scores, rows, asked)
    scores = tuple(_scored(score, resampled, asked) for score in report.scores)
    comparisons = _comparisons(report.scores, p_values, asked)
    return replace(report, scores=scores, comparisons=comparisons, resampling=asked)


def _corrected(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return comparisons with p-values corrected for all of them."""
    p_values = holm([one.p_value for one in comparisons])
    return tuple(
        replace(one, p_holm=p_value) for one, p_value in zip(comparisons, p_values, strict=True)
    )


def _is_bootstrapped(asked: Resampling) -> bool:
    return asked.confidence or asked.test == "bootstrap"


def _baseline(scores: Sequence[Score], asked: Resampling) -> str:
    return scores[0].draft if asked.baseline is None else asked.baseline


def _differences(scores: Iterable[Score], baseline: str) -> dict[Key, float]:
    """Return by how much each other draft's scores of the text as given exceed the baseline's."""
    raw = [score for score in scores if score.input == "raw"]
    against = {score.metric: score.score for score in raw if score.draft == baseline}
    return {
        (score.draft, score.metric, "raw"): score.score - against[score.metric]
        for score in raw
        if score.draft != baseline
    }


def _drawn(
    rows: Mapping[Key, NDArray[np.float64]], asked: Resampling
) -> dict[Key, NDArray[np.float64]]:
    """Return the figures of every score in every resample."""
    samples = [Sample(metric, found) for (_, metric, _), found in rows.items()]
    figures = bootstrap(samples, resamples=asked.resamples, seed=asked.seed)
    return dict(zip(rows, figures, strict=True))


def _bootstrapped(
    scores: Sequence[Score], resampled: Mapping[Key, NDArray[np.float64]], asked: Resampling
) -> dict[Key, float]:
    baseline = _baseline(scores, asked)
    return {
        key: bootstrap_p_value(resampled[baseline, key[1], "raw"], resampled[key], difference)
        for key, difference in _differences(scores, baseline).items()
    }


def _randomised(
    scores: Sequence[Score], rows: Mapping[Key, NDArray[np.float64]], asked: Resampling
) -> dict[Key, float]:
    baseline = _baseline(scores, asked)
    differences = _differences(scores, baseline)
    metrics = list(dict.fromkeys(score.metric for score in scores))
    drafts = list(dict.fromkeys(draft for draft, *_ in differences))
    of_baseline, *of_others = (
        [Sample(metric, rows[draft, metric, "raw"]) for metric in metrics]
        for draft in (baseline, *drafts)
    )
    trials = randomisation(of_baseline, of_others, resamples=asked.resamples, seed=asked.seed)
    return {
        (draft, metric, "raw"): randomisation_p_value(*sides, differences[draft, metric, "raw"])
        for draft, by_metric in zip(drafts, trials, strict=True)
        for metric, sides in zip(metrics, by_metric, strict=True)
    }


def _scored(score: Score, resampled: Mapping[Key, NDArray[np.float64]], asked: Resampling) -> Score:
    score = replace(score, signature=_signed(score.signature, asked))
    if not asked.confidence:
        return score
    bounds = interval(resampled[score.draft, score.metric, score.input], asked.level)
    return replace(score, low=bounds[0], high=bounds[1]) if bounds else score


def _comparisons(
    scores: Sequence[Score], p_values: Mapping[Key, float], asked: Resampling
) -> tuple[Comparison, ...]:
    baseline = _baseline(scores, asked)
    differences = _differences(scores, baseline)
    return _corrected(
        [
            Comparison(key[1], baseline, key[0], differences[key], p_values[key], p_values[key])
            for key in differences
            if key in p_values
        ]
    )


def _signed(signature: str, asked: Resampling) -> str:
    """Return a signature with the samples, the seed, and what was drawn where not segments."""
    parts = []
    if _is_bootstrapped(asked):
        parts.append(f"bs:{asked.resamples}")
    if asked.compare and asked.test == "randomisation":
        parts.append(f"ar:{asked.resamples}")
    parts.append(f"seed:{asked.seed}")
    if asked.documents is not None:
        parts.append(f"docs:{len(set(asked.documents))}")
    first, _, rest = signature.partition("|")
    return "|".join((first, *parts, rest))


def _check_values(asked: Resampling) -> None:
    if not 0 < asked.level < 100:
        raise InputError(
            f"the level of confidence is {asked.level}", hint="Give a percentage such as 95."
        )
    if not 1 <= asked.resamples <= MOST_RESAMPLES:
        raise InputError(
            f"the number of resamples is {asked.resamples}",
            hint=f"Give one from 1 to {MOST_RESAMPLES:,}, such as 1000.",
        )
    if asked.seed < 0:
        raise InputError(f"the seed is {asked.seed}", hint="Give a number from 0.")
    if asked.test not in COMPARISON_TESTS:
        raise InputError(
            f"unknown test {asked.test!r}", hint=f"The tests are {', '.join(COMPARISON_TESTS)}."
        )


def check_documents(documents: Sequence[str], segments: int) -> None:
    """Raise InputError where there are more or fewer documents than segments, or a blank one."""
    if len(documents) != segments:
        raise InputError(
            f"{segments} segments have {len(documents)} documents",
            hint=f"Name the document of each segment. {ALIGN_HINT}",
        )
    for number, document in enumerate(documents, 1):
        if not document.strip():
            raise InputError(
                f"segment {number} has no document", hint="Name the document of each segment."
            )


def _check_size(rows: NDArray[np.float64], asked: Resampling) -> None:
    if len(rows) < 2:
        kind = "segment" if asked.documents is None else "document"
        raise InputError(
            f"one {kind} alone cannot be resampled", hint=f"Score at least two {kind}s."
        )
