"""How much of a text was read badly from paper."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tmtool.text.lookalikes import MIXED

__all__ = ["is_noisy", "noise"]

_TOKEN = re.compile(r"\S+")
_BROKEN = re.compile(
    "[\ufffd\ue000-\uf8ff]"  # what no character is known for
    r"|[^\W\d_]{2,}\d+[^\W\d_]|[^\W\d_]\d+[^\W\d_]{2,}"  # figures within a word
    r"|[^\W\d_][|\\^~<>=+*#$%&{}\[\]_¬¦]+[^\W\d_]"  # marks within a word
    r"|[a-zа-яё][A-ZА-ЯЁ][a-zа-яё]+[A-ZА-ЯЁ]"  # capitals here and there
)
_ADDRESS = re.compile(r"[/@\\]|\w\.\w|^[<{\[].*[>}\]]$")

NOISY = 0.02
"""The share of broken words from which a text is noisy; clean ones have less than a fifth of it."""

_FEWEST = 5
"""Broken words that a noisy text has at least."""


def is_noisy(texts: Iterable[str]) -> bool:
    """Tell whether a text was read so badly that its words cannot be relied on."""
    broken, words = noise(texts)
    return broken >= _FEWEST and broken >= NOISY * words


def noise(texts: Iterable[str]) -> tuple[int, int]:
    """Return how many words hold what no word holds, and how many words there are.

    Such are figures or marks amid letters, letters of two scripts, and characters that stand for
    none. Addresses and the like are passed over.
    """
    words = broken = 0
    for text in texts:
        for token in _TOKEN.findall(text):
            if _ADDRESS.search(token) or not any(map(str.isalpha, token)):
                broken += "\ufffd" in token
                words += "\ufffd" in token
                continue
            words += 1
            broken += bool(_BROKEN.search(token) or MIXED.search(token))
    return broken, words
