"""What scoring finds out about drafts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tmtool.models.resampling import Comparison, Resampling


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
    """The scores of one segment of one draft, by metric; `segment` counts lines from 1.

    A segment without terms has no term accuracy: `None`.
    """

    segment: int
    draft: str
    scores: Mapping[str, float | None]


Role = Literal["draft", "reference"]


@dataclass(frozen=True, slots=True)
class TermScore:
    """The term accuracy of a draft, or of a reference: the ceiling that a draft can reach.

    Of the `needed` terms of the source, `answered` have an allowed translation: in the form
    that the glossary gives (`exact`), `inflected`, or as an `acronym`; by a `preferred` term or
    an `admitted` one. `avoided` counts the terms to be avoided. `accuracy` is 0-100, `None`
    where no term is needed.
    """

    text: str
    role: Role
    accuracy: float | None
    needed: int
    answered: int
    exact: int
    inflected: int
    acronym: int
    preferred: int
    admitted: int
    avoided: int


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """Scores of one or more drafts against the same references.

    `excluded` counts the segments that are empty in every draft and reference. `term_scores`
    has the parts of the metric `terms`, of drafts and then of references. `comparisons` and
    `resampling`, what was asked for, are there where it was; its `documents` are those scored.
    """

    segments: int
    excluded: int
    scores: tuple[Score, ...]
    segment_scores: tuple[SegmentScore, ...] = ()
    term_scores: tuple[TermScore, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    resampling: Resampling | None = None
