"""What resampling is asked for, and what it tells of the differences between drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

ComparisonTest = Literal["bootstrap", "randomisation"]

COMPARISON_TESTS: tuple[ComparisonTest, ...] = get_args(ComparisonTest)
"""The names of the tests of significance."""

MOST_RESAMPLES = 100_000
"""The largest number of resamples: p-values need no more, and the sums of all are in memory."""


@dataclass(frozen=True, slots=True)
class Resampling:
    """What to find out by resampling, and how; the defaults are those of sacreBLEU.

    `confidence` asks for intervals of `level` percent (over 0, under 100), `compare` for a
    `test` of every draft against the `baseline`: the name of a draft, by default the first.
    `documents` has the document of each segment; then whole documents are drawn instead of
    segments. `resamples` is the number of samples or trials, 1 to 100,000; `seed` starts from 0.
    """

    confidence: bool = True
    compare: bool = False
    level: float = 95.0
    baseline: str | None = None
    test: ComparisonTest = "bootstrap"
    documents: tuple[str, ...] | None = None
    resamples: int = 1000
    seed: int = 12345


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one draft differs from the baseline by one metric, on the text as given.

    `difference` is the draft's score less the baseline's, so that below zero is worse but for
    TER. `p_value` is the two-sided probability of a difference as large by chance (over 0, up
    to 1), `p_holm` the same after Holm's correction over all comparisons of the report.
    """

    metric: str
    baseline: str
    draft: str
    difference: float
    p_value: float
    p_holm: float
