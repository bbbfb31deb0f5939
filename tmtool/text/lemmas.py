"""The dictionary words that a word form can belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tmtool.languages import primary
from tmtool.text import russian
from tmtool.text.normalise import fold
from tmtool.text.stems import ALGORITHMS, stem

__all__ = ["lemmas", "lexeme_beginnings", "lexeme_prefix", "ranked_lemmas"]

LEAST_WEIGHT = 0.05
"""A lemma less probable than this counts only where there is no other."""

# How many letters at the end of a Snowball stem may differ from the word it was made of. In
# other languages the algorithm changes letters anywhere, so nothing of the stem is certain.
_UNSURE_LETTERS = {"da": 0, "en": 2, "hu": 1, "nb": 0, "nn": 0, "no": 0, "pl": 1, "sv": 0, "tr": 1}
# What is not sure of a lemma that is not in the dictionary: forms may have been guessed from
# other patterns, with a fleeting vowel, another consonant, -ует for -овать.
_UNSURE_ENDING = re.compile(r"(?:[ое]в|.)?.[тч]ь(?:ся)?$|.{1,2}$")

# A shorter beginning is in nearly every text.
_TELLING = 3


@lru_cache(maxsize=1 << 16)
def lemmas(word: str, language: str) -> frozenset[str]:
    """Return the folded lemmas of a word form: all plausible ones for Russian, else its stem.

    Two forms belong together where their lemmas have one in common.
    """
    return frozenset(ranked_lemmas(word, language))


@lru_cache(maxsize=1 << 16)
def ranked_lemmas(word: str, language: str) -> tuple[str, ...]:
    """Return the lemmas of a word form, the most probable first.

    A Russian word that is not in the dictionary has its own folded form among them.
    """
    if primary(language) != "ru":
        return (stem(word, language),)
    weights: dict[str, float] = {}
    for reading in russian.readings(word):
        weights[reading.lemma] = weights.get(reading.lemma, 0.0) + reading.weight
    ranked = sorted(weights, key=lambda lemma: (-weights[lemma], lemma))
    kept = [lemma for lemma in ranked if weights[lemma] >= LEAST_WEIGHT] or ranked
    folded = fold(word)
    if folded not in kept and not russian.is_known(word):
        kept.append(folded)
    return tuple(kept)


@lru_cache(maxsize=1 << 12)
def lexeme_prefix(word: str, language: str) -> str:
    """Return the longest beginning of a word that all its inflected forms contain.

    A text without it, both folded, has no form of the word. It is '' where the forms share
    no beginning (идти, шёл) and in languages whose stems are no sure beginning of a word.
    """
    tag = primary(language)
    if tag == "ru":
        return _shared_beginning(ranked_lemmas(word, language))
    if tag not in ALGORITHMS:
        return fold(word)
    if tag not in _UNSURE_LETTERS:
        return ""
    kept = stem(word, language)
    return kept[: max(len(kept) - _UNSURE_LETTERS[tag], 0)]


def lexeme_beginnings(word: str, language: str) -> tuple[str, ...]:
    """Return beginnings of which every inflected form of a word contains at least one.

    This is the lexeme's one prefix if it is long enough to tell texts apart; else, for a
    Russian word, the first letters of its forms: год, лет.
    """
    prefix = lexeme_prefix(word, language)
    if len(prefix) >= _TELLING or primary(language) != "ru":
        return (prefix,)
    found = ranked_lemmas(word, language)
    if not all(map(russian.is_known, found)):
        return (prefix,)
    return tuple(sorted({form[:_TELLING] for lemma in found for form in russian.forms(lemma)}))


def _shared_beginning(found: Sequence[str]) -> str:
    sure = [_sure_part(lemma) for lemma in found]
    all_forms = [*sure, *(form for lemma in found for form in russian.forms(lemma))]
    beginning = min(sure, key=len)
    # Comparatives (поважнее) and superlatives (наивысший) put a prefix before the beginning.
    while not all(beginning in form for form in all_forms):
        beginning = beginning[:-1]
    return beginning


def _sure_part(lemma: str) -> str:
    return lemma if russian.is_known(lemma) else _UNSURE_ENDING.sub("", lemma, count=1)
