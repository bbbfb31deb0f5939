"""Scoring draft files against reference files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tmtool.formats.lines import read_segments
from tmtool.models import ScoreReport
from tmtool.scoring.metrics import score


def score_files(
    drafts: Sequence[Path],
    references: Sequence[Path],
    *,
    metrics: Sequence[str],
    target_language: str | None = None,
    segments: bool = False,
    encoding: str | None = None,
) -> ScoreReport:
    """Score drafts, one segment a line; raises InputError where the numbers of lines differ."""
    return score(
        {str(path): read_segments(path, encoding=encoding) for path in drafts},
        [read_segments(path, encoding=encoding) for path in references],
        metrics=metrics,
        target_language=target_language,
        segments=segments,
        reference_names=[str(path) for path in references],
    )
