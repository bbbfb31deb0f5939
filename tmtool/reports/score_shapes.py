"""Scores as JSON objects, field by field as `docs/json.md` describes them."""

from __future__ import annotations

from dataclasses import asdict

from tmtool.models import Resampling, ScoreReport
from tmtool.reports.shapes import Shape, issue


def scores(report: ScoreReport) -> Shape:
    """Return the scores of drafts, and what was asked for of resampling."""
    return {
        "segments": report.segments,
        "excluded": report.excluded,
        "scores": [asdict(score) for score in report.scores],
        "comparisons": [asdict(comparison) for comparison in report.comparisons],
        "segment_scores": [
            {"segment": line.segment, "draft": line.draft, **line.scores}
            for line in report.segment_scores
        ],
        "term_scores": [asdict(row) for row in report.term_scores],
        "resampling": report.resampling and _resampling(report.resampling),
        "buckets": [asdict(row) for row in report.buckets],
        "effort": [asdict(row) for row in report.effort],
        "findings": [
            {
                "draft": found.draft,
                "summary": dict(found.report.summary),
                "issues": [issue(one) for one in found.report.issues],
            }
            for found in report.findings
        ],
        "memory_draft": report.memory_draft and asdict(report.memory_draft),
        "aligned_by": report.aligned_by,
        "warnings": list(report.warnings),
        "gate": [asdict(result) for result in report.gate],
        "runs": [asdict(run) for run in report.runs],
    }


def _resampling(asked: Resampling) -> Shape:
    """Return how scores were resampled; what was not asked for is `None`."""
    return {
        "level": asked.level if asked.confidence else None,
        "test": asked.test if asked.compare else None,
        "resamples": asked.resamples,
        "seed": asked.seed,
        "documents": None if asked.documents is None else len(set(asked.documents)),
    }
