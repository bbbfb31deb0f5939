"""What metrics count in the segments of drafts, all of them in one pass over the texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from tmtool.scoring.scorers import Scorer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["statistics"]

_BATCH = 100
"""Segments that are counted at once: what is sorted then fits into the processor's cache."""


class _Counter(Protocol):
    """What counts for one metric, or for several that share the work."""

    metrics: tuple[str, ...]

    def against(self, references: Sequence[Sequence[str | None]]) -> None:
        """Take the references of the segments that are counted next."""

    def count(self, draft: Sequence[str]) -> Sequence[Array]:
        """Return the counts of a draft of these segments by each metric."""


def statistics(
    scorers: Sequence[Scorer],
    drafts: Mapping[str, Sequence[str]],
    references: Sequence[Sequence[str | None]],
) -> dict[str, dict[str, Array]]:
    """Return, by metric and draft, the statistics of every segment.

    They have a row for each segment, and the columns of sacreBLEU. Each segment needs at least
    one reference; one that it lacks is `None`. The scorers are of different metrics and all fold
    case, or none.
    """
    import numpy as np

    parts: dict[tuple[str, str], list[Array]] = {}
    counters = list(_counters(scorers))
    for start in range(0, len(references[0]), _BATCH):
        part = slice(start, start + _BATCH)
        against = [texts[part] for texts in references]
        for counter in counters:
            counter.against(against)
            for draft, texts in drafts.items():
                for metric, rows in zip(counter.metrics, counter.count(texts[part]), strict=True):
                    parts.setdefault((metric, draft), []).append(rows)
    return {
        scorer.metric: {draft: np.vstack(parts[scorer.metric, draft]) for draft in drafts}
        for scorer in scorers
    }


def _counters(scorers: Sequence[Scorer]) -> Iterator[_Counter]:
    from tmtool.scoring.bleu import BleuCounts
    from tmtool.scoring.chrf import ChrfCounts
    from tmtool.scoring.ter import TerCounts

    for scorer in scorers:
        if scorer.kind == "BLEU":
            yield BleuCounts(scorer.metric, scorer.words())
        elif scorer.kind == "TER":
            yield TerCounts(scorer.metric, scorer.words(), scorer.words(of_reference=True))
    by_characters = [scorer for scorer in scorers if scorer.kind == "CHRF"]
    if by_characters:
        first = by_characters[0]
        metrics = tuple(scorer.metric for scorer in by_characters)
        yield ChrfCounts(metrics, first.words(), lowercase=first.lowercase)
