"""Sentence pairs as numbers: compact enough for a million, in the form that numpy works on."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Bitext", "Block", "Sentences", "blocks"]

LONGEST = 40_000
"""Sentence pairs with more pairs of words than this are left out: 200 words against 200."""

AT_ONCE = 400_000
"""Pairs of words in one block: 3 MB for each array of them."""


@dataclass(slots=True)
class Sentences:
    """Sentences of one language: the numbers of their words in one array, and where each begins.

    `numbers` has the number of each word known; they count from 0.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    words: array[int] = field(default_factory=lambda: array("i"))
    starts: array[int] = field(default_factory=lambda: array("q", [0]))

    def __len__(self) -> int:
        """Return how many sentences there are."""
        return len(self.starts) - 1

    def add(self, words: Iterable[str]) -> None:
        """Add a sentence; words that are new get the next numbers."""
        numbers = self.numbers
        self.words.extend([numbers.setdefault(word, len(numbers)) for word in words])
        self.starts.append(len(self.words))


@dataclass(slots=True)
class Bitext:
    """Pairs of sentences: the first of `source` goes with the first of `target`, and so on."""

    source: Sentences = field(default_factory=Sentences)
    target: Sentences = field(default_factory=Sentences)

    @classmethod
    def of(cls, pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Self:
        """Return these pairs of sentences, each a sequence of words."""
        bitext = cls()
        for source, target in pairs:
            bitext.add(source, target)
        return bitext

    def __len__(self) -> int:
        """Return how many pairs there are."""
        return len(self.source)

    def add(self, source: Iterable[str], target: Iterable[str]) -> None:
        """Add a pair of sentences."""
        self.source.add(source)
        self.target.add(target)

    def swapped(self) -> Bitext:
        """Return the same pairs with the languages exchanged; nothing is copied."""
        return Bitext(self.target, self.source)


@dataclass(frozen=True, slots=True)
class Block:
    """Some sentence pairs, spread out to every pair of a target word and a source word.

    There is a group of pairs for each target word, in order: the words of its source sentence.
    `places` and `words` are those of the target words (in the whole text; their numbers),
    `lengths` and `firsts` the sizes of the groups and where they begin, `sources` the numbers
    of the pairs' source words, `inside` their places in their sentences. `slants` says how far
    from the diagonal a pair is, from 0 to 1.
    """

    places: Numbers
    words: Numbers
    lengths: Numbers
    firsts: Numbers
    sources: Numbers
    inside: Numbers
    slants: Numbers

    def spread(self, values: Numbers) -> Numbers:
        """Return a value of each group for each of its pairs."""
        import numpy as np

        return np.repeat(values, self.lengths)

    def total(self, values: Numbers) -> Numbers:
        """Return the sum of the pairs' values in each group."""
        import numpy as np

        summed: Numbers = np.add.reduceat(values, self.firsts)
        return summed


def blocks(bitext: Bitext, *, longest: int = LONGEST, at_once: int = AT_ONCE) -> Iterator[Block]:
    """Yield the pairs of words of all sentence pairs, a block of bounded size at a time.

    Pairs with an empty side, and those of more than `longest` pairs of words, are left out.
    """
    import numpy as np

    starts = [np.frombuffer(side.starts, np.int64) for side in (bitext.source, bitext.target)]
    sizes = np.diff(starts[0]) * np.diff(starts[1])
    chosen = np.flatnonzero((sizes > 0) & (sizes <= longest))
    ends = np.cumsum(sizes[chosen])
    first = 0
    while first < len(chosen):
        done = ends[first - 1] if first else 0
        last = max(int(np.searchsorted(ends, done + at_once, "right")), first + 1)
        yield _block(bitext, chosen[first:last])
        first = last


def _block(bitext: Bitext, chosen: Numbers) -> Block:
    import numpy as np

    from_, to = _lengths(bitext.source, chosen), _lengths(bitext.target, chosen)
    starts = np.frombuffer(bitext.source.starts, np.int64)[chosen]
    inside_target = _counting(to)
    places = np.repeat(np.frombuffer(bitext.target.starts, np.int64)[chosen], to) + inside_target
    lengths = np.repeat(from_, to)
    inside = _counting(lengths)
    sources = np.frombuffer(bitext.source.words, np.int32)[
        np.repeat(np.repeat(starts, to), lengths) + inside
    ]
    across = (inside + 0.5) / np.repeat(lengths, lengths)
    across -= np.repeat((inside_target + 0.5) / np.repeat(to, to), lengths)
    return Block(
        places=places,
        words=np.frombuffer(bitext.target.words, np.int32)[places],
        lengths=lengths,
        firsts=np.cumsum(lengths) - lengths,
        sources=sources,
        inside=inside,
        slants=np.abs(across, out=across),
    )


def _lengths(sentences: Sentences, chosen: Numbers) -> Numbers:
    import numpy as np

    starts = np.frombuffer(sentences.starts, np.int64)
    lengths: Numbers = starts[chosen + 1] - starts[chosen]
    return lengths


def _counting(lengths: Numbers) -> Numbers:
    """Return 0, 1 … for each of several runs, one after the other."""
    import numpy as np

    total = int(lengths.sum())
    counted: Numbers = np.arange(total) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return counted
