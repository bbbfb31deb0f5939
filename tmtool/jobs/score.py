"""Scoring draft files against reference files, and against a source by its terms."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.lines import read_segments
from tmtool.jobs.score_terms import TermOptions, score_terms
from tmtool.models import Score, ScoreReport, SegmentScore
from tmtool.scoring.inputs import ALIGN_HINT, parallel_text
from tmtool.scoring.metrics import score
from tmtool.scoring.terms import METRIC, TermCounts

Named = Sequence[tuple[str, Sequence[str]]]
"""Texts with their names."""


@dataclass(frozen=True, slots=True)
class TermsAsked:
    """What the metric `terms` needs: a memory's glossary, the source, and how terms are sought."""

    connection: sqlite3.Connection
    source: Path
    options: TermOptions


def score_files(
    drafts: Sequence[Path],
    references: Sequence[Path],
    *,
    metrics: Sequence[str],
    target_language: str | None = None,
    segments: bool = False,
    encoding: str | None = None,
    terms: TermsAsked | None = None,
) -> ScoreReport:
    """Score drafts, one segment a line; raises InputError where the numbers of lines differ.

    The metric `terms` needs `terms`, and no reference.
    """
    texts = {str(path): read_segments(path, encoding=encoding) for path in drafts}
    against = [(str(path), read_segments(path, encoding=encoding)) for path in references]
    others = [metric for metric in metrics if metric != METRIC]
    if terms is None or METRIC not in metrics:
        return _by_references(texts, against, metrics, target_language, segments=segments)
    asked = read_segments(terms.source, encoding=encoding)
    _check_counts(terms.source, asked, texts)
    by_terms = _by_terms(terms, asked, texts, against, segments=segments)
    if not others:
        return by_terms
    report = _by_references(texts, against, others, target_language, segments=segments)
    return _merged(report, by_terms, list(dict.fromkeys(metrics)))


def _by_references(
    drafts: Mapping[str, Sequence[str]],
    references: Named,
    metrics: Sequence[str],
    target_language: str | None,
    *,
    segments: bool,
) -> ScoreReport:
    return score(
        drafts,
        [texts for _, texts in references],
        metrics=metrics,
        target_language=target_language,
        segments=segments,
        reference_names=[name for name, _ in references],
    )


def _check_counts(source: Path, asked: Sequence[str], drafts: Mapping[str, Sequence[str]]) -> None:
    for name, texts in drafts.items():
        if len(texts) != len(asked):
            raise InputError(
                "the numbers of segments differ:"
                f" {source} has {len(asked)}, {name} has {len(texts)}",
                hint=ALIGN_HINT,
            )


def _by_terms(
    terms: TermsAsked,
    source: Sequence[str],
    drafts: Mapping[str, Sequence[str]],
    references: Named,
    *,
    segments: bool,
) -> ScoreReport:
    names = [name for name, _ in references]
    text = parallel_text(
        drafts,
        [texts for _, texts in references] or [source],
        reference_names=names or [str(terms.source)],
    )
    against = {
        name: [segment or "" for segment in texts]
        for name, texts in zip(names, text.references, strict=False)
    }
    asked = [source[line - 1] for line in text.lines]
    rows, counts, signature = score_terms(
        terms.connection, asked, text.drafts, against, terms.options
    )
    figures = [row for row in rows if row.role == "draft"]
    return ScoreReport(
        segments=len(text.lines),
        excluded=text.excluded,
        scores=tuple(
            Score(row.text, METRIC, "raw", row.accuracy or 0.0, signature) for row in figures
        ),
        segment_scores=tuple(_segment_scores(text.lines, counts)) if segments else (),
        term_scores=tuple(rows),
    )


def _segment_scores(
    lines: Sequence[int], counts: Mapping[str, Sequence[TermCounts]]
) -> list[SegmentScore]:
    return [
        SegmentScore(line, draft, {METRIC: counts[draft][position].accuracy})
        for position, line in enumerate(lines)
        for draft in counts
    ]


def _merged(report: ScoreReport, by_terms: ScoreReport, metrics: Sequence[str]) -> ScoreReport:
    """Return both reports as one: draft by draft, metric by metric."""
    drafts = list(dict.fromkeys(row.draft for row in report.scores))
    scores = sorted(
        (*report.scores, *by_terms.scores),
        key=lambda row: (drafts.index(row.draft), metrics.index(row.metric)),
    )
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
    )
