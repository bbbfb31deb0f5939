"""Scoring draft files against reference files, and against a source by its terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.formats.lines import read_segments
from tmtool.models import Comparison, Resampling, Score, ScoreReport
from tmtool.scoring.confidence import corrected
from tmtool.scoring.metrics import score

if TYPE_CHECKING:
    from tmtool.jobs.score_terms import TermsAsked

METRIC = "terms"
"""The metric that needs a memory's glossary."""

Named = Sequence[tuple[str, Sequence[str]]]
"""Texts with their names."""


def score_files(
    drafts: Sequence[Path],
    references: Sequence[Path],
    *,
    metrics: Sequence[str],
    target_language: str | None = None,
    segments: bool = False,
    encoding: str | None = None,
    terms: TermsAsked | None = None,
    resampling: Resampling | None = None,
    documents: Path | None = None,
) -> ScoreReport:
    """Score drafts, one segment a line; raises InputError where the numbers of lines differ.

    The metric `terms` needs `terms`, and no reference. Of `resampling`, the baseline is the path
    of a draft; the file `documents` has the document of a segment on each line.
    """
    if resampling and documents:
        names = tuple(read_segments(documents, encoding=encoding))
        resampling = replace(resampling, documents=names)
    texts = {str(path): read_segments(path, encoding=encoding) for path in drafts}
    against = [(str(path), read_segments(path, encoding=encoding)) for path in references]
    by_references = partial(
        _by_references,
        texts,
        against,
        target_language,
        segments=segments,
        resampling=resampling,
    )
    others = [metric for metric in metrics if metric != METRIC]
    if terms is None or METRIC not in metrics:
        return by_references(metrics)
    from tmtool.jobs.score_terms import score_by_terms

    asked = read_segments(terms.source, encoding=encoding)
    by_terms = score_by_terms(
        terms, asked, texts, against, segments=segments, resampling=resampling
    )
    if not others:
        return by_terms
    report = by_references(others)
    return _merged(report, by_terms, list(dict.fromkeys(metrics)))


def _by_references(
    drafts: Mapping[str, Sequence[str]],
    references: Named,
    target_language: str | None,
    metrics: Sequence[str],
    *,
    segments: bool,
    resampling: Resampling | None,
) -> ScoreReport:
    return score(
        drafts,
        [texts for _, texts in references],
        metrics=metrics,
        target_language=target_language,
        segments=segments,
        reference_names=[name for name, _ in references],
        resampling=resampling,
    )


def _merged(report: ScoreReport, by_terms: ScoreReport, metrics: Sequence[str]) -> ScoreReport:
    """Return both reports as one: draft by draft, metric by metric."""
    drafts = list(dict.fromkeys(row.draft for row in report.scores))

    def place(row: Score | Comparison) -> tuple[int, int]:
        return drafts.index(row.draft), metrics.index(row.metric)

    scores = sorted((*report.scores, *by_terms.scores), key=place)
    comparisons = sorted((*report.comparisons, *by_terms.comparisons), key=place)
    added = {(line.segment, line.draft): line.scores for line in by_terms.segment_scores}
    lines = []
    for line in report.segment_scores:
        every = {**line.scores, **added[line.segment, line.draft]}
        lines.append(replace(line, scores={metric: every[metric] for metric in metrics}))
    return replace(
        report,
        scores=tuple(scores),
        segment_scores=tuple(lines),
        term_scores=by_terms.term_scores,
        comparisons=corrected(comparisons),
    )
