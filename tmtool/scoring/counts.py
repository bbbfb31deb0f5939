"""What metrics count in the segments of drafts: the matrix that every figure follows from."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import TYPE_CHECKING

from tmtool.scoring.figures import figures, segment_figures

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Counts", "Key"]

Key = tuple[str, str, str]
"""A draft, a metric, and the form of the text: `raw` or `nfc`."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """What one metric counted in one draft: a row for each segment, whose sums may be scored.

    `input` is the form of the text, `raw` or `nfc`.
    """

    draft: str
    metric: str
    input: str
    signature: str
    rows: NDArray[np.float64]

    @property
    def key(self) -> Key:
        """What tells these counts from others of the same segments."""
        return self.draft, self.metric, self.input

    def score(self) -> float:
        """Return the score of all segments together; NaN where the metric has none."""
        return float(figures(self.metric, self.rows.sum(axis=0, keepdims=True))[0])

    def segment_scores(self) -> list[float | None]:
        """Return the score of each segment; `None` where the metric has none."""
        found = segment_figures(self.metric, self.rows).tolist()
        return [None if isnan(figure) else figure for figure in found]
