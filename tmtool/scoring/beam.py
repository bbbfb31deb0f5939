"""The edit distance of TER: the cheapest way along the diagonal, and which words it pairs.

Rewritten from sacreBLEU (`sacrebleu/metrics/lib_ter.py`, copyright 2020 Memsource, Apache License
2.0), which computes every cell of the beam. Here the distance without a beam is found first, by
Myers' bit vectors (G. Myers, "A fast bit-vector algorithm for approximate string matching based
on dynamic programming", Journal of the ACM 46, 1999; in the form of H. Hyyrö, "A bit-vector
algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of Computing 10,
2003). If the way that sacreBLEU's preferences choose there stays in the beam, it is the way in the
beam too: leaving cells out can only make the others dearer. If it does not, the cells are computed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

__all__ = ["Alignment", "Beam"]

_WIDTH = 25
_UNREACHED = 10**16

_Rows = Sequence[tuple[int, int]]
"""For each word of the draft two sets of bits, one for each word of the reference: where the way
does not come along the diagonal, and where it then comes from the word of the draft before."""


class Alignment(NamedTuple):
    """Which words of a draft stand for which of its reference, and where the next fault is.

    `places[j]` is how many words of the draft precede what follows the reference's first `j`
    words. The others are, for each word, the first index from there on that has an edit.
    """

    places: Sequence[int]
    draft_errors: Sequence[int]
    reference_errors: Sequence[int]


class Beam:
    """Distances of drafts of one length to one reference; each character stands for a word.

    Insertions, deletions and substitutions cost 1. Row `i`, for the first `i` words of a draft,
    has only the cells that are less than 25 from the diagonal.
    """

    def __init__(self, reference: str, length: int) -> None:
        self._reference = reference
        self._length = length
        self._lows, self._highs = _limits(length, len(reference))
        self._lowest, self._highest = self._diagonals()
        self._bits: dict[str, int] = {}
        for at, word in enumerate(reference):
            self._bits[word] = self._bits.get(word, 0) | 1 << at

    def surely_holds(self, distance: int) -> bool:
        """Tell whether every way of this cost stays in the beam, so that it makes no difference.

        To be `k` diagonals away and come back takes `2 * k` edits.
        """
        surplus = len(self._reference) - self._length
        strayed = (distance - abs(surplus)) // 2
        return (
            min(0, surplus) - strayed >= self._lowest and max(0, surplus) + strayed <= self._highest
        )

    def distance(self, draft: str, free: int | None = None) -> int:
        """Return the distance in the beam; `free` is that without one, if it is known."""
        if free is None:
            free = Levenshtein.distance(draft, self._reference)
        if self.surely_holds(free) or self._trace(draft, self._free_rows(draft)):
            return free
        return self._rows(draft)[0]

    def align(self, draft: str) -> Alignment:
        """Return the alignment of a draft, by sacreBLEU's preferences among ways of one cost."""
        found = self._trace(draft, self._free_rows(draft))
        found = found or self._trace(draft, self._rows(draft)[1])
        assert found, "the cells of the beam have a way in the beam"
        return found

    def _diagonals(self) -> tuple[int, int]:
        """Return the lowest and highest diagonal that are in the beam all along."""
        end = len(self._reference) + 1
        lows = [low - i for i, low in enumerate(self._lows) if low > 0]
        highs = [high - 1 - i for i, high in enumerate(self._highs) if high < end]
        return max(lows, default=-_UNREACHED), min(highs, default=_UNREACHED)

    def _free_rows(self, draft: str) -> _Rows:
        """Compute all cells at once, as bits."""
        every = (1 << len(self._reference)) - 1
        more, less = every, 0  # where a cell exceeds the one on its left, and the reverse
        rows = []
        bits = self._bits
        for word in draft:
            equal = bits.get(word, 0)
            level = (((equal & more) + more) ^ more | equal | less) & every
            above = less | every & ~(level | more)
            rows.append((level & ~equal, above))
            shifted = above << 1 | 1
            below = (level & more) << 1
            more = (below | ~(level | shifted)) & every
            less = shifted & level
        return rows

    def _rows(self, draft: str) -> tuple[int, _Rows]:
        """Compute the cells of the beam one by one, and return the distance too."""
        reference = self._reference
        before = list(range(len(reference) + 1))
        rows = []
        for number, word in enumerate(draft, 1):
            row = [_UNREACHED] * len(before)
            low = self._lows[number]
            if low == 0:
                row[0] = number
                low = 1
            left = row[low - 1]
            aside = above = 0
            for j in range(low, self._highs[number]):
                cost = before[j - 1] + (reference[j - 1] != word)
                left += 1
                up = before[j] + 1
                if up < cost or left < cost:
                    aside |= 1 << j - 1
                    if up <= left:
                        above |= 1 << j - 1
                        left = up
                else:
                    left = cost
                row[j] = left
            rows.append((aside, above))
            before = row
        return before[-1], rows

    def _trace(self, draft: str, rows: _Rows) -> Alignment | None:
        """Go back from the last cell, or return None where the way leaves the beam."""
        reference, lows, highs = self._reference, self._lows, self._highs
        i, j = len(draft), len(reference)
        places = [0] * (j + 1)
        draft_errors, reference_errors = [i] * (i + 1), [j] * (j + 1)
        while i and j:
            if not lows[i] <= j < highs[i]:
                return None
            aside, above = rows[i - 1]
            bit = 1 << j - 1
            if not aside & bit:
                same = draft[i - 1] == reference[j - 1]
                places[j] = i
                i, j = i - 1, j - 1
                draft_errors[i] = draft_errors[i + 1] if same else i
                reference_errors[j] = reference_errors[j + 1] if same else j
            elif above & bit:
                i -= 1
                draft_errors[i] = i
            else:
                places[j] = i
                j -= 1
                reference_errors[j] = j
        if lows[i]:
            return None
        draft_errors[:i] = range(i)
        reference_errors[:j] = range(j)
        return Alignment(places, draft_errors, reference_errors)


def _limits(length: int, end: int) -> tuple[list[int], list[int]]:
    """Return where each row begins and where it has ended, in sacreBLEU's own arithmetic."""
    if end < _WIDTH:
        return [0] * (length + 1), [end + 1] * (length + 1)
    ratio = end / length if length else 1.0
    width = math.ceil(ratio / 2 + _WIDTH) if ratio / 2 > _WIDTH else _WIDTH
    diagonal = [math.floor(i * ratio) for i in range(length + 1)]
    lows = [0] + [max(0, at - width) for at in diagonal[1:]]
    highs = [end + 1] + [min(end + 1, at + width) for at in diagonal[1:]]
    highs[length] = end + 1
    return lows, highs
