"""What BLEU counts in segments: the columns of sacreBLEU's `BLEU`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tmtool.scoring.ngrams import Vocabulary, matches, totals
from tmtool.scoring.words import Words

if TYPE_CHECKING:
    from tmtool.scoring.ngrams import Array, Integers, Symbols

__all__ = ["BleuCounts"]

_ORDERS = 4
_NONE = 1 << 40
"""The length of a reference that is missing: farther from a draft's than any."""


class BleuCounts:
    """Counts of one tokeniser (Papineni et al. 2002).

    Columns: the length of the draft and of the reference nearest in length, the shorter of two;
    the n-grams of 1 to 4 words that draft and references share; those that the draft has.
    """

    def __init__(self, metric: str, words: Words) -> None:
        self.metrics: tuple[str, ...] = (metric,)
        self._words = words
        self._vocabulary = Vocabulary()
        self._references: list[Symbols] = []
        self._lengths: list[Integers] = []

    def against(self, references: Sequence[Sequence[str | None]]) -> None:
        """Take the references of the segments that are counted next."""
        import numpy as np

        self._vocabulary = Vocabulary()
        self._references = [self._encoded([text or "" for text in texts]) for texts in references]
        self._lengths = []
        for texts, words in zip(references, self._references, strict=True):
            missing = np.array([text is None for text in texts])
            self._lengths.append(np.where(missing, _NONE, words.lengths))

    def count(self, draft: Sequence[str]) -> list[Array]:
        """Return the counts of a draft of these segments, a row for each."""
        import numpy as np

        words = self._encoded(draft)
        lengths = np.stack(self._lengths)
        # The nearest, and of two the shorter.
        nearness = np.abs(lengths - words.lengths) * 2 + (lengths > words.lengths)
        nearest = np.take_along_axis(lengths, nearness.argmin(axis=0)[None], axis=0)[0]
        shared = matches(words, self._references, _ORDERS)
        every = totals(words.lengths, _ORDERS)
        return [np.column_stack([words.lengths, nearest, shared, every]).astype(np.float64)]

    def _encoded(self, texts: Sequence[str]) -> Symbols:
        return self._vocabulary.encode(self._words.split(texts))
