"""Metrics that a neural network computes: each segment has a score, and a text their mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from tmtool.scoring.counts import Counts
from tmtool.scoring.inputs import ParallelText

__all__ = ["METRIC", "Network", "counted"]

METRIC = "comet"
"""The metric's name."""


class Network(Protocol):
    """What scores translations; figures are its own, 0 to 1 as a rule."""

    @property
    def needs_references(self) -> bool:
        """Whether it compares with a reference."""

    @property
    def signature(self) -> str:
        """What a score is computed with, but for the number of references."""

    def scores(self, samples: Sequence[tuple[str, str, str | None]]) -> list[float]:
        """Return the score of each sample: a source, its draft, and a reference where needed."""


def counted(
    network: Network,
    text: ParallelText,
    source: Sequence[str],
    references: Sequence[Sequence[str | None]],
) -> Iterator[Counts]:
    """Yield the counts of every draft: the score of each segment, times 100, and 1.

    Of several references a segment has the mean of its scores.
    """
    import numpy as np

    segments: list[tuple[str | None, ...]] = [(None,)] * len(source)
    if network.needs_references:
        present = zip(*references, strict=True)
        segments = [tuple(one for one in texts if one is not None) for texts in present]
    places = [place for place, texts in enumerate(segments) for _ in texts]
    numbers = {len(texts) for texts in segments} if network.needs_references else {0}
    signature = f"nrefs:{numbers.pop() if len(numbers) == 1 else 'var'}|{network.signature}"
    for name, draft in text.drafts.items():
        samples = [
            (source[place], draft[place], reference)
            for place, texts in enumerate(segments)
            for reference in texts
        ]
        found = np.array(network.scores(samples), dtype=np.float64)
        means = np.bincount(places, found) / np.bincount(places)
        rows = np.stack([100 * means, np.ones(len(means))], axis=1)
        yield Counts(name, METRIC, "raw", signature, rows)
