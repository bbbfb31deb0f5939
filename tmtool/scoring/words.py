"""Texts as words, by the tokenisers of sacreBLEU, each piece of text split once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

__all__ = ["Words"]

_MOST = 1 << 16
"""The pieces that are remembered: some ten megabytes."""

_Split = Callable[[str], Sequence[str]]


class Words:
    """Splits texts into words.

    With `by_piece`, what stands between blanks is split by itself, and once only. That is right
    for a tokeniser to which, of all that stands around a piece, the blank beside it alone may
    matter; the first piece of a text has none before it, the last none behind.
    """

    def __init__(self, split: _Split, *, by_piece: bool) -> None:
        self._split = split
        self._by_piece = by_piece
        self._inner = _Pieces(lambda piece: split(f" {piece} "))
        self._outer = _Pieces(split)

    def split(self, texts: Sequence[str]) -> list[Sequence[str]]:
        """Return the words of each text; white space at its end is cut off first."""
        split = self._by_pieces if self._by_piece else self._split
        return [split(text.rstrip()) for text in texts]

    def _by_pieces(self, text: str) -> Sequence[str]:
        pieces = text.split(" ")
        if len(pieces) == 1:
            return self._outer[text]
        words = [*self._outer[f"{pieces[0]} "]]
        words.extend(chain.from_iterable(map(self._inner.__getitem__, pieces[1:-1])))
        words.extend(self._outer[f" {pieces[-1]}"])
        return words


class _Pieces(dict[str, Sequence[str]]):
    """The words of pieces of text, split when they are first asked for."""

    def __init__(self, split: _Split) -> None:
        super().__init__()
        self._split = split

    def __missing__(self, piece: str) -> Sequence[str]:
        if len(self) >= _MOST:
            self.clear()
        found = self[piece] = tuple(self._split(piece))
        return found
