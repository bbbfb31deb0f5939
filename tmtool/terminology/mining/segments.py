"""Texts cut into words for mining: with what stands between the words, and many of them small."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from tmtool.text.bitext import Sentences
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.tokens import scan

__all__ = ["GLUED", "Segment", "Texts", "segment"]

GLUED = 3
"""What stands before a word that a hyphen joins to the word before; 0 to 2 are a token's."""

_LONGEST_ACRONYM = 6
_HYPHENS = frozenset("-\u2010\u2011")


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of a text, and for each what stands before it."""

    words: Sequence[str]
    breaks: Sequence[int]

    def text(self, first: int, last: int) -> str:
        """Return some of the words as a text, hyphens kept and all other signs left out."""
        joined = self.words[first]
        for place in range(first + 1, last):
            joined += ("-" if self.breaks[place] == GLUED else " ") + self.words[place]
        return joined


def segment(text: str) -> Segment:
    """Return the words of a text."""
    words, breaks, before = [], [], 0
    for start, end, word, level in scan(text):
        words.append(word)
        glued = not level and words and text[before:start] in _HYPHENS
        breaks.append(GLUED if glued else level)
        before = end
    return Segment(words, breaks)


@dataclass(slots=True)
class Texts:
    """The texts of one language as numbers, with the keys by which their words are compared.

    A key is the word's most probable lemma, or its stem. `keys` are the sentences that a lexicon
    learns from; `forms` and `breaks` go with their words.
    """

    language: str
    keys: Sentences = field(default_factory=Sentences)
    forms: array[int] = field(default_factory=lambda: array("i"))
    breaks: bytearray = field(default_factory=bytearray)
    _numbers: dict[str, int] = field(default_factory=dict)
    _words: list[str] = field(default_factory=list)
    _keys: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self.keys)

    def add(self, given: Segment) -> None:
        """Add a text."""
        numbers = [self._number(word) for word in given.words]
        self.forms.extend(numbers)
        self.breaks.extend(given.breaks)
        self.keys.add([self._keys[number] for number in numbers])

    def segment(self, place: int) -> Segment:
        """Return a text."""
        first, last = self.keys.starts[place], self.keys.starts[place + 1]
        words = [self._words[number] for number in self.forms[first:last]]
        return Segment(words, self.breaks[first:last])

    def numbers(self, place: int) -> array[int]:
        """Return the numbers of a text's keys."""
        return self.keys.words[self.keys.starts[place] : self.keys.starts[place + 1]]

    def key_number(self, word: str) -> int | None:
        """Return the number of a word's key, None where no text has it.

        What texts only have as an acronym may be given in small letters.
        """
        numbers = self.keys.numbers
        number = numbers.get(_key(word, self.language))
        return numbers.get(word.upper()) if number is None else number

    def _number(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self._words)
            self._words.append(word)
            self._keys.append(_key(word, self.language))
        return number


def _key(word: str, language: str) -> str:
    # An acronym has no lemma: US is not us, nor AIDS aid.
    if 1 < len(word) <= _LONGEST_ACRONYM and word.isupper():
        return word
    return ranked_lemmas(word, language)[0]
