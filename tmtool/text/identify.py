"""Which script a text is in, and which of the languages that share a script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

from tmtool.text.function_words import FUNCTION_WORDS

__all__ = ["Look", "look"]

_SCRIPTS = {
    "Latin": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Cyrillic": "\u0400-\u052f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Armenian": "\u0531-\u058f",
    "Hebrew": "\u05d0-\u05ea",
    "Arabic": "\u0620-\u064a\u066e-\u06d3\u0750-\u077f",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Tamil": "\u0b80-\u0bff",
    "Thai": "\u0e00-\u0e7f",
    "Georgian": "\u10a0-\u10ff",
    "Korean": "\u1100-\u11ff\uac00-\ud7af",
    "Japanese": "\u3040-\u30ff",
    "Chinese": "\u3400-\u4dbf\u4e00-\u9fff",
}
"""The letters of scripts; those of Japanese are its kana, Chinese characters are both's."""

_KANA = 0.1
"""The share of kana from which Chinese characters are Japanese."""

_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"%(?:\(\w+\))?[a-z]\b|\{[^{}\n]*\}|<[^<>\n]*>|https?://\S+|['\u2019]s\b")
_MOST = 2_000
"""Segments up to which all are looked at."""

_CLEAR = 2
"""How many times as often a language's own words must stand as those of another."""

_FEWEST = 20
"""Function words from which a language is told."""

_LEAST_SHARE = 0.1
"""Their least share in all words."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a text looks like.

    `scripts` has the share of each script in the letters, the largest first; `language` is the
    language, `None` where it is not clear, and `share` that of its function words in all words.
    """

    letters: int
    scripts: Mapping[str, float]
    language: str | None
    share: float

    @property
    def script(self) -> str | None:
        """The script of most letters, `None` where there are none."""
        return next(iter(self.scripts), None)


def look(segments: Collection[str]) -> Look:
    """Return what the segments of a text look like together.

    Placeholders, markup and addresses are passed over. Of more than 2,000 segments, every second,
    third or so is looked at. A language is told by its function words where these are a tenth of
    all words, 20 at least, and its own are twice as many as those that any other language has
    and this one has not.
    """
    step = 1 + len(segments) // _MOST
    text = _CODE.sub(" ", "\n".join(islice(segments, 0, None, step)))
    counts = {script: len(pattern.findall(text)) for script, pattern in _patterns().items()}
    if counts["Japanese"] > _KANA * counts["Chinese"]:
        counts["Japanese"] += counts.pop("Chinese")
    letters = sum(counts.values())
    shares = {
        script: count / letters
        for script, count in sorted(counts.items(), key=lambda one: -one[1])
        if count
    }
    language, share = _language(Counter(_WORD.findall(text.lower())))
    return Look(letters, shares, language, share)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}


def _language(words: Counter[str]) -> tuple[str | None, float]:
    total = words.total()
    seen = {tag: sum(words[word] for word in known) for tag, known in FUNCTION_WORDS.items()}
    best = max(seen, key=lambda tag: seen[tag])
    share = seen[best] / total if total else 0.0
    if seen[best] < _FEWEST or share < _LEAST_SHARE:
        return None, share
    clear = all(_is_clear(words, best, other) for other in seen if other != best)
    return (best if clear else None), share


def _is_clear(words: Counter[str], tag: str, other: str) -> bool:
    """Tell whether the words that only one of two languages has are the first one's."""
    mine, its = FUNCTION_WORDS[tag], FUNCTION_WORDS[other]
    own = sum(words[word] for word in mine - its)
    return own >= _CLEAR * max(1, sum(words[word] for word in its - mine))
