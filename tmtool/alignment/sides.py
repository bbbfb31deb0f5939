"""A document as numbers: the tokens of its segments in one array, and their lengths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from tmtool.alignment.tokens import key, token, words

if TYPE_CHECKING:
    Numbers = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Side", "Vocabulary", "join", "read"]


@dataclass(slots=True)
class Vocabulary:
    """The tokens of one language with their numbers, from 0, and the key of each."""

    numbers: dict[str, int] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many tokens are known."""
        return len(self.keys)

    def number(self, word: str) -> int:
        """Return the number of a word's token; a new one gets the next number."""
        short = token(word)
        found = self.numbers.get(short)
        if found is None:
            found = self.numbers[short] = len(self.keys)
            self.keys.append(key(word))
        return found


@dataclass(frozen=True, slots=True)
class Side:
    """The segments of a document in one language.

    `words` are the numbers of all tokens, those of segment i from `starts[i]` to
    `starts[i + 1]`; `lengths` are characters, white space left out.
    """

    vocabulary: Vocabulary
    words: Numbers
    starts: Numbers
    lengths: Numbers

    def __len__(self) -> int:
        """Return how many segments there are."""
        return len(self.lengths)

    def part(self, first: int, end: int) -> Side:
        """Return the segments from `first` up to `end` by themselves."""
        starts = self.starts[first : end + 1]
        return Side(
            self.vocabulary,
            self.words[int(starts[0]) : int(starts[-1])],
            starts - starts[0],
            self.lengths[first:end],
        )

    def occurrences(self) -> Numbers:
        """Return how often each word of the vocabulary occurs."""
        return np.bincount(self.words, minlength=len(self.vocabulary))

    def segments_with(self) -> Numbers:
        """Return in how many segments each word of the vocabulary stands."""
        segment = np.repeat(np.arange(len(self)), np.diff(self.starts))
        pairs = np.unique(self.words.astype(np.int64) * len(self) + segment)
        return np.bincount(pairs // max(len(self), 1), minlength=len(self.vocabulary))


def read(texts: Sequence[str], vocabulary: Vocabulary) -> Side:
    """Return texts as numbers; their tokens are added to the vocabulary."""
    known: dict[str, int] = {}
    numbers: list[int] = []
    starts = [0]
    for text in texts:
        for word in words(text):
            number = known.get(word)
            if number is None:
                number = known[word] = vocabulary.number(word)
            numbers.append(number)
        starts.append(len(numbers))
    return Side(
        vocabulary,
        np.array(numbers, np.int32),
        np.array(starts, np.int64),
        np.array([_size(text) for text in texts], float),
    )


def _size(text: str) -> int:
    return max(len(text) - text.count(" "), 1)


def join(sides: Iterable[Side]) -> Side:
    """Return several sides of one vocabulary as one."""
    parts = list(sides)
    offsets = np.cumsum([0, *(len(part.words) for part in parts)])
    starts = [part.starts[:-1] + offset for part, offset in zip(parts, offsets, strict=False)]
    return Side(
        parts[0].vocabulary,
        np.concatenate([part.words for part in parts]),
        np.concatenate([*starts, offsets[-1:]]),
        np.concatenate([part.lengths for part in parts]),
    )
