"""What segments are compared by: their stems, their runs of characters, and their skeleton.

Numbers, and the names of months beside them, count as one and the same stem; tags and
placeholders are no words. So two segments that differ in nothing else have equal stems.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import category

from tmtool.languages import primary
from tmtool.text.months import MONTHS
from tmtool.text.normalise import comparable, fold
from tmtool.text.stems import stem
from tmtool.text.tokens import bare_words

__all__ = [
    "GRAM",
    "LARGEST",
    "MARKUP",
    "MARKUP_PATTERN",
    "MOST_MARKS",
    "NUMBER",
    "folded",
    "gram_count",
    "index_keys",
    "key",
    "known_marks",
    "marks",
    "skeleton",
    "squeezed",
    "stems",
    "without_markup",
]

NUMBER = "0"
"""The stem of every number and date."""

MARKUP = "\x1f"
"""Before the stem of a word of markup, or of a month in a date: found, but not compared.

It is white space, so no stem begins with it."""

GRAM = 4
"""Characters in a run; decision 0008 has the figures for others."""

MOST_MARKS = 255
"""The different marks of a segment count up to here: one byte in the index."""

LARGEST = (1 << 16) - 1
"""A segment's runs of characters, and its stems' weights, count up to here: two bytes in the
index."""

_REMEMBERED_WORDS = 1 << 18
MARKUP_PATTERN = re.compile(
    r"</?[a-z][\w-]*(?:\s[^<>]*)?/?>"  # tags; <https://...> is none
    r"|\$?\{[^{}\s]{0,60}\}"  # {1}, {name}, ${name}
    r"|%(?:\(\w+\)|\d+\$)?[-+#0]*\d*(?:\.\d+)?[diouxefgcsr@](?![^\W_])"  # %s, %(name)d, %1$s
    r"|&(?:[a-z]+|#\d+);",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d.,]*")


class _Stems(dict[str, str]):
    """The stems of the words of one language, each worked out once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED_WORDS:
            self.clear()
        found = NUMBER if _NUMBER.fullmatch(word) else stem(word, self._language)
        self[word] = found
        return found


_stems_of = cache(_Stems)


@cache
def _month_stems(language: str) -> frozenset[str]:
    return frozenset(stem(month, language) for month in MONTHS.get(language, ()))


def key(word: str, language: str) -> str:
    """Return the stem under which an index has a word of a text."""
    return _stems_of(primary(language))[fold(word)]


def folded(text: str) -> str:
    """Return a segment without the differences of spelling and spacing that a search overlooks."""
    return fold(comparable(text))


def without_markup(folded_text: str) -> str:
    """Return a folded text with a space in place of each tag, placeholder and entity."""
    if "<" in folded_text or "{" in folded_text or "%" in folded_text or "&" in folded_text:
        return MARKUP_PATTERN.sub(" ", folded_text)
    return folded_text


def squeezed(folded_text: str) -> str:
    """Return a folded text without its spaces, from which runs of characters are taken."""
    return folded_text.replace(" ", "")


def marks(folded_text: str) -> set[str]:
    """Return the different marks of punctuation and other signs in a folded text."""
    return set(_mark_pattern().findall(folded_text))


@cache
def _mark_pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, sorted(known_marks())))}]")


@cache
def known_marks() -> frozenset[str]:
    """Return all marks: punctuation and symbols of Unicode's first blocks and the full width."""
    places = (*range(0x21, 0x3040), *range(0xFF00, 0xFFEF))
    return frozenset(char for char in map(chr, places) if category(char)[0] in "PS" and char != "_")


def gram_count(squeezed_text: str) -> int:
    """Return how many runs of GRAM characters a squeezed text has; a shorter one is one run."""
    return min(max(len(squeezed_text) - GRAM + 1, 1), LARGEST)


def stems(folded_text: str, language: str) -> set[str]:
    """Return the stems of a folded text; a text without words has itself as its only one."""
    text = without_markup(folded_text)
    known = _stems_of(primary(language))
    found = {known[word] for word in bare_words(text)}
    if not found:
        return {squeezed(folded_text)}
    months = _month_stems(primary(language))
    if NUMBER in found and not months.isdisjoint(found):
        return set(_stems_in_order(bare_words(text), primary(language)))
    return found


def index_keys(folded_text: str, language: str) -> set[str]:
    """Return the stems that an index keeps a segment under, markup's own with MARKUP before them.

    The months of dates are among those too: they can be searched for.
    """
    known = _stems_of(primary(language))
    every = {known[word] for word in bare_words(folded_text)}
    plain = without_markup(folded_text) == folded_text
    if every and plain and _month_stems(primary(language)).isdisjoint(every):
        return every
    found = stems(folded_text, language)
    return found | {MARKUP + name for name in every - found}


def skeleton(folded_text: str, language: str) -> str:
    """Return the words of a folded text with all numbers and dates alike, without marks.

    Segments with equal skeletons differ in letter case, marks, spaces, numbers, dates, tags
    and placeholders at most.
    """
    words = bare_words(without_markup(folded_text))
    if not words:
        return squeezed(folded_text)
    known = _stems_in_order(words, primary(language))
    kept: list[str] = []
    for word, name in zip(words, known, strict=True):
        if name != NUMBER:
            kept.append(word)
        elif not kept or kept[-1] != NUMBER:
            kept.append(NUMBER)
    return " ".join(kept)


def _stems_in_order(words: Sequence[str], language: str) -> list[str]:
    """Return the stem of each word; a month beside a number is part of the number."""
    known = _stems_of(language)
    found = [known[word] for word in words]
    months = MONTHS.get(language, frozenset())
    for place, word in enumerate(words):
        if word in months and NUMBER in found[max(place - 1, 0) : place + 2]:
            found[place] = NUMBER
    return found
