"""Whether a draft differs from an earlier run on the same test set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tmtool.models.resampling import Comparison, Resampling
from tmtool.models.scores import Score, ScoreReport
from tmtool.scoring.confidence import prepared, with_confidence
from tmtool.scoring.counts import Counts
from tmtool.scoring.test_set import Pair, paired

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Counted", "compare", "settings", "settings_that_differ"]

VERSION = "version"
"""The part of a signature that has the program's version."""

_OF_RESAMPLING = ("bs", "ar", "seed", "docs")
"""Parts of a signature that say nothing about how a score was counted."""

_BEFORE, _NOW = "before", "now"


@dataclass(frozen=True, slots=True)
class Counted:
    """What metrics counted in one draft: a row for each segment given, and their signatures.

    Rows of segments that were left out are NaN.
    """

    rows: Mapping[str, NDArray[np.float64]]
    signatures: Mapping[str, str]

    def metrics(self, other: Counted) -> list[str]:
        """Return the metrics that another draft was counted by too, in this one's order."""
        return [metric for metric in self.rows if metric in other.rows]


def settings(signature: str) -> dict[str, str]:
    """Return the parts of a signature by name, without those of resampling."""
    parts = (part.partition(":") for part in signature.split("|") if part)
    return {name: value for name, _, value in parts if name not in _OF_RESAMPLING}


def settings_that_differ(one: str, two: str) -> dict[str, tuple[str, str]]:
    """Return the parts of two signatures that are not the same, with both values.

    A part that one of them lacks is a dash.
    """
    first, second = settings(one), settings(two)
    return {
        name: (first.get(name, "-"), second.get(name, "-"))
        for name in {**first, **second}
        if first.get(name) != second.get(name)
    }


def compare(
    before: Counted, now: Counted, metrics: Sequence[str], how: Resampling
) -> tuple[Comparison, ...]:
    """Return how a draft differs from the one before by each metric, tested as `how` says.

    Both have the same number of rows. The p-values are those of a report that has both drafts,
    with Holm's correction over these metrics; `how.documents` has the document of every segment
    given. Raises InputError where there is too little to draw from.
    """
    pairs = {metric: paired(before.rows[metric], now.rows[metric], metric) for metric in metrics}
    counts = [
        Counts(draft, metric, "raw", "", rows)
        for metric, pair in pairs.items()
        for draft, rows in ((_BEFORE, pair.one), (_NOW, pair.two))
    ]
    asked = _asked(how, next(iter(pairs.values())), len(next(iter(now.rows.values()))))
    scores = tuple(Score(one.draft, one.metric, one.input, one.score(), "") for one in counts)
    report = ScoreReport(segments=len(counts[0].rows), excluded=0, scores=scores)
    return with_confidence(report, {one.key: one.rows for one in counts}, asked).comparisons


def _asked(how: Resampling, pair: Pair, given: int) -> Resampling:
    asked = replace(how, confidence=False, compare=True, baseline=_BEFORE)
    found = prepared(asked, (_BEFORE, _NOW), pair.lines, given)
    assert found is not None
    return found
