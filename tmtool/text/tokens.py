"""Where the words and numbers of a text are, and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

__all__ = ["UNSPACED", "UNSPACED_MARKS", "Token", "bare_words", "scan", "tokens", "words"]

# Marks that stay inside a word: stress, soft hyphen, joiners, the vowel signs and points of
# Hebrew, Arabic and the scripts of India (whole blocks but the dandas).
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u0900-\u0963\u0966-\u0dff\u200c\u200d"
)
# Scripts written without spaces: each character is a token of its own.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
UNSPACED_MARKS = (
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e"
    "\u17b4-\u17d3\u3099\u309a"
)
_APOSTROPHES = "'\u2018\u2019\u02bc"
_LETTER = r"[^\W_\u02bc]"
_LETTERS = rf"[^\W_\u02bc{UNSPACED}]++"
_POSSESSIVE = rf"[{_APOSTROPHES}][sS]\b"
_INSIDE = rf"[{_MARKS}]++|(?!{_POSSESSIVE})[{_APOSTROPHES}](?={_LETTER})|(?<=\d)[.,](?=\d)"
_WORD = rf"(?:{_LETTERS}(?:{_INSIDE})*+)++|{_LETTER}[{_MARKS}{UNSPACED_MARKS}]*+"
_PLACEHOLDER = r"\{\d+\}"

_NO_BREAK = frozenset(("", " ", "-", "\u2011", "\u00a0"))
_TRANSPARENT = re.compile(rf"{_PLACEHOLDER}|[\s*`_#'\"«»‹›‘-‟\u02bc\u2010\u2011-]")
_DASH = re.compile(r"\s[-\u2010-\u2013]\s|\s\u2013|\u2013\s")
_FULL_STOP = re.compile(r"\.[^\s\w]*\s")
_SENTENCE_END = re.compile(r"[!?…。！？؟।]")
_EMPTY_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number at code points `start` to `end` (excluded) of a text.

    `break_before` tells what stands between it and the token before: 0 nothing but spaces,
    hyphens, quotation marks and placeholders, 1 a comma, dash, bracket or other sign, 2 the
    end of a sentence; the first token has 2.
    """

    start: int
    end: int
    text: str
    break_before: int


def tokens(text: str) -> list[Token]:
    """Return the words and numbers of a text in their order.

    The parts of a hyphenated compound are tokens each. Stress marks, soft hyphens and
    apostrophes stay inside a word; an English possessive 's and placeholders such as {1}
    belong to no token.
    """
    return [Token(*found) for found in scan(text)]


def scan(text: str) -> Iterator[tuple[int, int, str, int]]:
    """Yield start, end, text and break of each token: what `tokens` makes its values from."""
    last = 0
    previous = ""
    for match in _token_pattern().finditer(text):
        start, end = match.span(1)
        if start < 0:
            continue
        word = match.group(1)
        gap = text[last:start]
        if not previous:
            level = 2
        elif gap in _NO_BREAK:
            level = 0
        else:
            level = _break_level(gap, previous, word)
        yield start, end, word, level
        previous, last = word, match.end()


def bare_words(text: str) -> list[str]:
    """Return the words and numbers alone, as `tokens` finds them."""
    if _is_simple(text):
        return _SIMPLE.findall(text)
    return [word for word in _token_pattern().findall(text) if word]


def words(text: str) -> list[str]:
    """Return all of a text but its white space: words, numbers, placeholders, single signs."""
    return _piece_pattern().findall(text)


_SIMPLE = re.compile(r"[^\W_]+")
"""The words of a simple text: found in half the time."""


_DECIMAL = re.compile(r"\d[.,]\d")


def _is_simple(text: str) -> bool:
    """Tell whether each run of letters and digits in a text is a token, and nothing else."""
    if "'" in text or "{" in text:
        return False
    if ("." in text or "," in text) and _DECIMAL.search(text):
        return False
    return text.isascii() or not _special_pattern().search(text)


@cache
def _special_pattern() -> re.Pattern[str]:
    return re.compile(rf"[{_APOSTROPHES}{_MARKS}{UNSPACED}]")


# Compiling these takes milliseconds, so not before the first use.
@cache
def _token_pattern() -> re.Pattern[str]:
    return re.compile(rf"({_WORD})(?:{_POSSESSIVE})?|{_PLACEHOLDER}")


@cache
def _piece_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_WORD}|{_PLACEHOLDER}|(?<=\w){_POSSESSIVE}|\S")


def _break_level(gap: str, previous: str, following: str) -> int:
    if _EMPTY_LINE.search(gap):
        return 2
    rest = _TRANSPARENT.sub("", gap)
    if rest in {"", "\u2013"}:
        return 1 if _DASH.search(gap) else 0
    if following[0].islower():
        return 1
    if _SENTENCE_END.search(rest):
        return 2
    # A single letter before the full stop is an initial; a digit after it a numbered article.
    initial = len(previous) == 1 and previous.isalpha()
    ends = _FULL_STOP.search(gap) and not initial and not following[0].isdigit()
    return 2 if ends else 1
