"""What is left of a word without its endings, in any language that Snowball knows."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Protocol

from tmtool.languages import primary
from tmtool.text.normalise import fold

__all__ = ["ALGORITHMS", "stem"]

ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Snowball's algorithm for a primary language tag."""


class _Stemmer(Protocol):
    def stemWord(self, word: str, /) -> str: ...  # noqa: N802


@lru_cache(maxsize=1 << 16)
def stem(word: str, language: str) -> str:
    """Return the Snowball stem of the folded word; the folded word where there is none."""
    folded = fold(word)
    stemmer = _stemmer(primary(language))
    return stemmer.stemWord(folded) if stemmer else folded


@cache
def _stemmer(language: str) -> _Stemmer | None:
    import Stemmer

    algorithm = ALGORITHMS.get(language)
    # Newer versions of the library know more algorithms than older ones.
    if algorithm not in Stemmer.algorithms():
        return None
    stemmer: _Stemmer = Stemmer.Stemmer(algorithm, 0)
    return stemmer
