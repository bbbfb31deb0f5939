"""What scoring finds out about drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """A corpus-level score of one draft by one metric, as sacreBLEU reports it.

    `input` says whether the text was scored `raw` or `nfc`-normalised; `low` and `high`
    bound the confidence interval where one was asked for.
    """

    draft: str
    metric: str
    input: str
    score: float
    signature: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SegmentScore:
    """The scores of one segment of one draft, by metric; `segment` counts lines from 1."""

    segment: int
    draft: str
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """Scores of one or more drafts against the same references.

    `excluded` counts the segments that are empty in every draft and reference.
    """

    segments: int
    excluded: int
    scores: tuple[Score, ...]
    segment_scores: tuple[SegmentScore, ...] = ()
