"""Translation edit rate with sacreBLEU's figures, at a cost that does not explode with length.

TER (M. Snover et al., "A study of translation edit rate with targeted human annotation", AMTA
2006) counts the insertions, deletions, substitutions and shifts of runs of words that make the
reference of a draft. This is the search for shifts of Tercom as sacreBLEU has it, rewritten from
`sacrebleu/metrics/ter.py` and `lib_ter.py` (copyright 2020 Memsource, Apache License 2.0). What is
new: a round whose result would be discarded is not computed, each shift is tried once and no longer
than it may be the best, and distances come from `beam.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from tmtool.scoring.beam import Alignment, Beam
from tmtool.scoring.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["TerCounts", "edits", "shifted", "statistics"]

_LONGEST = 10
_FARTHEST = 50
_MOST_TRIED = 1000

_Shift = tuple[int, int, int]
"""The length with a minus, the first word, and the place it goes to: they sort as shifts of equal
gain are preferred."""


class TerCounts:
    """Counts of TER in segments, in the columns of `statistics`."""

    def __init__(self, metric: str, words: Words, reference_words: Words) -> None:
        self.metrics: tuple[str, ...] = (metric,)
        self._words = words
        self._reference_words = reference_words
        self._references: list[list[Sequence[str]]] = []

    def against(self, references: Sequence[Sequence[str | None]]) -> None:
        """Take the references of the segments that are counted next."""
        segments = zip(*references, strict=True)
        self._references = [
            self._reference_words.split([text for text in texts if text is not None])
            for texts in segments
        ]

    def count(self, draft: Sequence[str]) -> list[NDArray[np.float64]]:
        """Return the counts of a draft of these segments, a row for each."""
        import numpy as np

        words = self._words.split(draft)
        rows = [statistics(*pair) for pair in zip(words, self._references, strict=True)]
        return [np.array(rows, dtype=np.float64)]


def statistics(draft: Sequence[str], references: Sequence[Sequence[str]]) -> list[float]:
    """Return the fewest edits to any reference, and the mean length of the references.

    They are what sacreBLEU's `TER` sums over segments; texts are given as its words.
    """
    fewest = min(edits(draft, reference) for reference in references)
    return [fewest, sum(map(len, references)) / len(references)]


def edits(draft: Sequence[str], reference: Sequence[str]) -> int:
    """Return how many edits and shifts make the reference of a draft, both given as words.

    Shifts are taken one by one, the one that saves most edits first, until none saves any; and
    no more once 1,000 have been tried.
    """
    if not reference:
        return len(draft)
    shifts, distance, _ = _searched(*_symbols(draft, reference))
    return shifts + distance


def shifted(draft: Sequence[str], reference: Sequence[str]) -> tuple[int, int, list[str]]:
    """Return how many shifts `edits` takes, how many other edits, and the draft's words then."""
    if not reference:
        return 0, len(draft), list(draft)
    text, target = _symbols(draft, reference)
    shifts, distance, found = _searched(text, target)
    word = dict(zip(target, reference, strict=True))
    # Words of the draft alone are in no run that is moved, so they keep their order.
    others = iter([other for other, symbol in zip(draft, text, strict=True) if symbol not in word])
    return shifts, distance, [word.get(symbol) or next(others) for symbol in found]


def _searched(text: str, target: str) -> tuple[int, int, str]:
    """Return the number of shifts, the distance that they leave, and the text then."""
    # No order of the words is nearer than this.
    fewest = max(len(text), len(target)) - (Counter(text) & Counter(target)).total()
    beam = Beam(target, len(text))
    places = _places(target)
    distance = beam.distance(text)
    shifts = tried = 0
    while distance > fewest:
        found, number = _shifts(text, target, places, beam.align(text))
        tried += number
        if tried >= _MOST_TRIED:
            break
        nearest, moved = _best(text, target, found, beam, (fewest, distance))
        if nearest == distance:
            break
        text, distance = moved, nearest
        shifts += 1
    return shifts, distance, text


def _symbols(draft: Sequence[str], reference: Sequence[str]) -> tuple[str, str]:
    """Return both texts with one character for each word; those of the draft alone are alike."""
    symbols = {word: chr(at) for at, word in enumerate(dict.fromkeys(reference), 1)}
    return (
        "".join([symbols.get(word, "\0") for word in draft]),
        "".join([symbols[word] for word in reference]),
    )


def _places(target: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, word in enumerate(target):
        places.setdefault(word, []).append(at)
    return places


def _shifts(
    text: str, target: str, places: dict[str, list[int]], alignment: Alignment
) -> tuple[set[_Shift], int]:
    """Return the shifts to try, and how often sacreBLEU would try one of them.

    A run is moved only if it has an edit in the draft and in the reference, and not into itself.
    """
    goals, draft_errors, reference_errors = alignment
    found: set[_Shift] = set()
    number = 0
    for start, word in enumerate(text):
        fault = draft_errors[start] - start
        if fault >= _LONGEST:
            continue
        for there in places.get(word, ()):
            least = max(fault, reference_errors[there] - there) + 1
            if least > _LONGEST or abs(there - start) > _FARTHEST:
                continue
            most = _LONGEST
            inside = goals[there + 1] - 1 - start
            if inside >= 0:
                most = min(most, inside)
            if least > most or target[there : there + least] != text[start : start + least]:
                continue
            run = text[start : start + most]
            for length in range(least, _run(run, target[there : there + most], least) + 1):
                # Before the run, and after each of its words.
                aims = set(goals[there : there + length + 1])
                number += len(aims)
                found.update([(-length, start, aim) for aim in aims])
    return found, number


def _run(run: str, other: str, length: int) -> int:
    """Return how many words of two runs are the same, of which `length` are."""
    most = min(len(run), len(other))
    while length < most and run[length] == other[length]:
        length += 1
    return length


def _best(
    text: str, target: str, shifts: set[_Shift], beam: Beam, limits: tuple[int, int]
) -> tuple[int, str]:
    """Return the least distance that a shift leaves, and the text then; of equals the first.

    `limits` are what the distance cannot fall below, and what it is now.
    """
    fewest, distance = limits
    free = Levenshtein.distance(text, target)
    best = (distance, -1, text)
    doubtful: list[tuple[int, int, str]] = []
    for order, (negative, start, aim) in enumerate(sorted(shifts)):
        # A shift of some words is so many deletions and insertions: it saves no more.
        if best[0] <= max(fewest, free + 2 * negative):
            break
        shifted = _shifted(text, start, -negative, aim)
        nearest = Levenshtein.distance(shifted, target, score_cutoff=best[0] - 1)
        if nearest >= best[0]:
            continue
        if beam.surely_holds(nearest):
            best = (nearest, order, shifted)
        else:
            doubtful.append((nearest, order, shifted))
    # In the beam the distance may be greater, but never less.
    for nearest, order, shifted in sorted(doubtful):
        if (nearest, order) > best[:2]:
            break
        best = min(best, (beam.distance(shifted, nearest), order, shifted))
    return best[0], best[2]


def _shifted(text: str, start: int, length: int, aim: int) -> str:
    """Return the text with a run moved before the word at `aim`, or on by what `aim` is inside."""
    end = start + length
    if aim < start:
        return text[:aim] + text[start:end] + text[aim:start] + text[end:]
    if aim <= end:
        aim += length
    return text[:start] + text[end:aim] + text[start:end] + text[aim:]
