"""What metrics are called on a page, and which of them leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tmtool.models import LOWER_IS_BETTER

NAMES = {
    "bleu": "BLEU",
    "bleu-intl": "BLEU intl",
    "chrf": "chrF",
    "chrf++": "chrF++",
    "ter": "TER",
    "ter-norm": "TER norm",
    "terms": "terms",
}
"""Metrics as their authors write them."""

LEADING = ("chrf", "chrf++", "terms", "ter")
"""Metrics by which segments and buckets are ordered at first, the best for short texts first."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A metric as a heading."""

    metric: str

    @property
    def name(self) -> str:
        """The metric as its authors write it."""
        return NAMES.get(self.metric, self.metric)

    @property
    def falls(self) -> bool:
        """Whether less is better."""
        return self.metric in LOWER_IS_BETTER

    @property
    def arrow(self) -> str:
        """An arrow to what is better."""
        return "↓" if self.falls else "↑"

    def badness(self, score: float) -> float:
        """Return a number that grows as a score gets worse."""
        return score if self.falls else -score


def leading(metrics: Sequence[str]) -> int:
    """Return the index of the metric to order by."""
    return next((metrics.index(name) for name in LEADING if name in metrics), 0)


def decimal(value: float | None, digits: int = 1, *, sign: bool = False) -> str:
    """Return a number with a real minus, and with a plus if `sign`; a dash for `None`."""
    if value is None:
        return "–"
    text = f"{value:+,.{digits}f}" if sign else f"{value:,.{digits}f}"
    if not text.strip("+-0.,"):
        text = text.lstrip("+-")
    return text.replace("-", "−")
