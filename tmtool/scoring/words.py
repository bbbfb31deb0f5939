"""Texts as words, by the tokenisers of sacreBLEU, each piece of text split once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tmtool.scoring.ngrams import Symbols

__all__ = ["Words"]

_MOST = 1 << 16
"""The pieces and words that are remembered from one batch to the next: some ten megabytes."""


class Words:
    """Numbers the words of texts.

    With `by_piece`, what stands between blanks is split by itself, once. That is right for a
    tokeniser to which, of all that stands around a piece, only the blank beside it may matter; the
    first piece of a text has none before it, the last none behind.
    """

    def __init__(self, split: Callable[[str], Sequence[str]], *, by_piece: bool) -> None:
        self._split = split
        self._by_piece = by_piece
        self._numbers: dict[str, int] = {}
        self._inner = _Pieces(lambda piece: self._number(f" {piece} "))
        self._outer = _Pieces(self._number)

    def trim(self) -> None:
        """Forget all numbers if there are many; those given before mean nothing then."""
        if max(len(self._numbers), len(self._inner), len(self._outer)) > _MOST:
            for known in (self._numbers, self._inner, self._outer):
                known.clear()

    def lists(self, texts: Sequence[str]) -> list[Sequence[int]]:
        """Return the numbers of each text's words; white space at the end of a text is cut off."""
        whole = self._of_pieces if self._by_piece else self._number
        return [whole(text.rstrip()) for text in texts]

    def encode(self, texts: Sequence[str]) -> Symbols:
        """Return the words of texts, one text after the other."""
        import numpy as np

        from tmtool.scoring.ngrams import Symbols

        lists = self.lists(texts)
        values = np.array(list(chain.from_iterable(lists)), dtype=np.int64)
        return Symbols(values, np.fromiter(map(len, lists), np.int64, len(lists)))

    def _of_pieces(self, text: str) -> Sequence[int]:
        pieces = text.split(" ")
        if len(pieces) == 1:
            return self._outer[text]
        numbers = [*self._outer[f"{pieces[0]} "]]
        numbers.extend(chain.from_iterable(map(self._inner.__getitem__, pieces[1:-1])))
        numbers.extend(self._outer[f" {pieces[-1]}"])
        return numbers

    def _number(self, text: str) -> tuple[int, ...]:
        numbers = self._numbers
        return tuple([numbers.setdefault(word, len(numbers)) for word in self._split(text)])


class _Pieces(dict[str, tuple[int, ...]]):
    """The numbers of pieces of text, found when they are first asked for."""

    def __init__(self, find: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, piece: str) -> tuple[int, ...]:
        found = self[piece] = self._find(piece)
        return found
