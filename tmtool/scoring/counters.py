"""The counters of several metrics, which share what work they can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from tmtool.scoring.scorers import METRICS, Scorer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["Counters", "Drafts", "References", "cut", "parts"]

_BATCH = 100
"""Segments that are counted at once: what is sorted then fits into the processor's cache."""

_LONGEST = 50_000
"""Characters in all segments of a batch, unless one has more; of several texts in the longest."""

Drafts = Mapping[str, Sequence[str]]
References = Sequence[Sequence[str | None]]


class _Counter(Protocol):
    """What counts for one metric, or for several that share the work."""

    metrics: tuple[str, ...]

    def against(self, references: References) -> None:
        """Take the references of the segments that are counted next."""

    def count(self, draft: Sequence[str]) -> Sequence[Array]:
        """Return the counts of a draft of these segments by each metric."""


class Counters:
    """The counts of several metrics side by side, whatever the order in which they are asked for.

    `columns` says where those of a metric stand, `width` how many there are.
    """

    def __init__(self, scorers: Sequence[Scorer]) -> None:
        self._scorers = sorted(scorers, key=lambda scorer: METRICS.index(scorer.metric))
        self.columns: dict[str, slice] = {}
        self.width = 0
        for scorer in self._scorers:
            self.columns[scorer.metric] = slice(self.width, self.width + scorer.columns)
            self.width += scorer.columns

    @cached_property
    def settings(self) -> str:
        """All that the counts depend on beside the texts."""
        return "\n".join([scorer.settings for scorer in self._scorers])

    def rows(self, drafts: Drafts, references: References) -> dict[str, Array]:
        """Return the counts of every draft, a row for each segment."""
        import numpy as np

        found = {draft: np.empty((len(references[0]), self.width)) for draft in drafts}
        for part in _batches(drafts, references):
            texts, against = cut(drafts, references, part)
            for counter in self._counters:
                counter.against(against)
                for draft, segments in texts.items():
                    counted = counter.count(segments)
                    for metric, rows in zip(counter.metrics, counted, strict=True):
                        found[draft][part, self.columns[metric]] = rows
        return found

    @cached_property
    def _counters(self) -> Sequence[_Counter]:
        from tmtool.scoring.bleu import BleuCounts
        from tmtool.scoring.chrf import ChrfCounts
        from tmtool.scoring.ter import TerCounts

        made: list[_Counter] = []
        for scorer in self._scorers:
            if scorer.kind == "BLEU":
                made.append(BleuCounts(scorer.metric, scorer.words()))
            elif scorer.kind == "TER":
                words = scorer.words(), scorer.words(of_reference=True)
                made.append(TerCounts(scorer.metric, *words))
        by_characters = [scorer for scorer in self._scorers if scorer.kind == "CHRF"]
        if by_characters:
            first = by_characters[0]
            metrics = tuple(scorer.metric for scorer in by_characters)
            made.append(ChrfCounts(metrics, first.words(), lowercase=first.lowercase))
        return made


def _batches(drafts: Drafts, references: References) -> Iterator[slice]:
    """Yield the places of segments that are counted at once."""
    start = end = size = 0
    for segment in zip(*drafts.values(), *references, strict=True):
        length = max(len(text or "") for text in segment)
        if end > start and (end - start == _BATCH or size + length > _LONGEST):
            yield slice(start, end)
            start, size = end, 0
        end, size = end + 1, size + length
    yield slice(start, end)


def parts(number: int, size: int) -> Iterator[slice]:
    """Yield the places of so many segments, some at a time."""
    return (slice(start, start + size) for start in range(0, number, size))


def cut(drafts: Drafts, references: References, part: slice) -> tuple[Drafts, References]:
    """Return some segments of drafts and references."""
    return (
        {draft: texts[part] for draft, texts in drafts.items()},
        [texts[part] for texts in references],
    )
