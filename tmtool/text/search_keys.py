"""Under which stems an index has the words that a phrase is looked for by."""

from __future__ import annotations

from dataclasses import dataclass

from tmtool.languages import primary
from tmtool.text import russian
from tmtool.text.features import MARKUP, key
from tmtool.text.lemmas import lexeme_prefix, ranked_lemmas

__all__ = ["SearchKeys", "search_keys"]

_VOWELS = frozenset("аеиоуыэюя")


@dataclass(frozen=True, slots=True)
class SearchKeys:
    """The stems that a word's forms can have, and beginnings of further ones.

    A text that has any form of the word is in the index under one of `stems`, or of those that
    begin with one of `beginnings`.
    """

    stems: frozenset[str]
    beginnings: tuple[str, ...] = ()

    @property
    def every_stem(self) -> frozenset[str]:
        """The stems, and the same as they are in markup and dates."""
        return self.stems | {MARKUP + stem for stem in self.stems}

    def have(self, stem: str) -> bool:
        """Tell whether a text with this stem is found by these keys."""
        return stem in self.stems or stem.startswith(self.beginnings)


def search_keys(word: str, language: str, *, exact: bool = False) -> SearchKeys:
    """Return the stems to look under for a word in every inflection, or `exact` as it is."""
    own = key(word, language)
    if exact or primary(language) != "ru":
        return SearchKeys(frozenset((own,)))
    found = ranked_lemmas(word, language)
    stems = {key(form, language) for lemma in found for form in russian.forms(lemma)} | {own}
    if all(map(russian.is_known, found)):
        return SearchKeys(frozenset(stems))
    beginning = lexeme_prefix(word, language)
    # Snowball takes endings off, but nothing of a word up to its first vowel.
    vowel = next((n for n, letter in enumerate(beginning) if letter in _VOWELS), len(beginning))
    shorter = {beginning[:end] for end in range(vowel + 1, len(beginning))}
    return SearchKeys(frozenset(stems | shorter), (beginning,) if beginning else ())
