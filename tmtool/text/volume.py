"""How much text a segment has, as translators count it."""

from __future__ import annotations

import re
from functools import cache

from tmtool.models import Volume
from tmtool.text.normalise import comparable
from tmtool.text.tokens import UNSPACED, UNSPACED_MARKS

__all__ = ["volume", "word_count"]

_PLACEHOLDER = re.compile(r"\{\d+\}")
_SAYS = re.compile(r"[^\W_]")
"""A letter or a digit: what makes signs a word."""


def volume(text: str) -> Volume:
    """Return what a segment counts: one segment, its words, characters and placeholders.

    Placeholders count by themselves alone, and do not divide a word. Characters are code points
    in NFC, each run of white space as one and none at either end.
    """
    plain, placeholders = _PLACEHOLDER.subn("", text) if "{" in text else (text, 0)
    plain = comparable(plain)
    return Volume(1, word_count(plain), len(plain), len(plain) - plain.count(" "), placeholders)


def word_count(text: str) -> int:
    """Return the number of words: what stands between white space and has a letter or a digit.

    In scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each letter is a word.
    """
    pieces = text.split()
    if not text.isascii() and _unspaced().search(text):
        pieces = _units().findall(text)
    return sum(1 for piece in pieces if piece.isalnum() or _SAYS.search(piece))


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"[{UNSPACED}][{UNSPACED_MARKS}]*+|[^\s{UNSPACED}]+")
