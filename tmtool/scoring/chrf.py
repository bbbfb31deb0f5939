"""What chrF and chrF++ count in segments: the columns of sacreBLEU's `CHRF`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tmtool.scoring.figures import figures
from tmtool.scoring.ngrams import Characters, Vocabulary, matches, totals
from tmtool.scoring.words import Words

if TYPE_CHECKING:
    from tmtool.scoring.ngrams import Array, Symbols

__all__ = ["ChrfCounts"]

_CHARACTER_ORDERS = 6
_WORD_ORDERS = 2
_COLUMNS = {"chrf": 3 * _CHARACTER_ORDERS, "chrf++": 3 * (_CHARACTER_ORDERS + _WORD_ORDERS)}


class _Text(NamedTuple):
    characters: Symbols
    words: Symbols | None


class ChrfCounts:
    """Counts of chrF (Popović 2015) and chrF++ (Popović 2017), the first a part of the second.

    Columns, three for each order, of 1 to 6 characters and then of 1 and 2 words: the n-grams of
    the draft, those of the reference, those that both have. With several references they are of
    the one that gives a segment the highest score by the metric, the first of several.
    """

    def __init__(self, metrics: tuple[str, ...], words: Words, *, lowercase: bool) -> None:
        self.metrics = metrics
        self._fold: Callable[[str], str] = str.lower if lowercase else str
        self._characters = Characters()
        self._vocabulary = Vocabulary()
        self._words = words if "chrf++" in metrics else None
        self._references: list[tuple[_Text, list[bool]]] = []

    def against(self, references: Sequence[Sequence[str | None]]) -> None:
        """Take the references of the segments that are counted next."""
        self._vocabulary = Vocabulary()
        self._references = [
            (self._text([text or "" for text in texts]), [text is None for text in texts])
            for texts in references
        ]

    def count(self, draft: Sequence[str]) -> list[Array]:
        """Return the counts of a draft of these segments by each metric, a row for each segment."""
        import numpy as np

        text = self._text(draft)
        every = np.stack([_rows(text, reference) for reference, _ in self._references])
        missing = np.array([texts for _, texts in self._references])
        found = []
        for metric in self.metrics:
            rows = every[:, :, : _COLUMNS[metric]]
            if len(rows) > 1:
                scores = np.stack([figures(metric, part) for part in rows])
                best = np.where(missing, -1.0, scores).argmax(axis=0)
                found.append(rows[best, np.arange(len(best))])
            else:
                found.append(rows[0])
        return found

    def _text(self, texts: Sequence[str]) -> _Text:
        folded = list(map(self._fold, texts))
        words = self._vocabulary.encode(self._words.split(folded)) if self._words else None
        return _Text(self._characters.encode(folded), words)


def _rows(draft: _Text, reference: _Text) -> Array:
    """Return the counts of a draft against one set of references."""
    import numpy as np

    parts = [_columns(draft.characters, reference.characters, _CHARACTER_ORDERS)]
    if draft.words and reference.words:
        parts.append(_columns(draft.words, reference.words, _WORD_ORDERS))
    return np.hstack(parts)


def _columns(draft: Symbols, reference: Symbols, orders: int) -> Array:
    import numpy as np

    known = totals(reference.lengths, orders)
    # sacreBLEU does not count what a draft has where the reference has no n-gram of the order.
    own = np.where(known > 0, totals(draft.lengths, orders), 0.0)
    columns = np.stack([own, known, matches(draft, [reference], orders)], axis=2)
    return columns.reshape(len(own), 3 * orders)
