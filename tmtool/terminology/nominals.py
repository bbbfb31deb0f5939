"""What a Russian word form can be in a noun phrase, small enough to keep for every form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tmtool.terminology.stop_words import stop_words
from tmtool.text.lemmas import LEAST_WEIGHT
from tmtool.text.normalise import fold
from tmtool.text.russian import Reading, readings

__all__ = ["ANY", "GENITIVE", "NOMINATIVE", "PLURAL", "SINGULAR", "Nominal", "compound", "nominal"]

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_GENDERS = ("masc", "femn", "neut")
_BITS = len(_GENDERS) + 1

ANY = (1 << (len(_CASES) * _BITS)) - 1
"""Every case and number."""

_OF_A_CASE = (1 << _BITS) - 1
NOMINATIVE = _OF_A_CASE
GENITIVE = _OF_A_CASE << _BITS
PLURAL = sum(1 << (case * _BITS + len(_GENDERS)) for case in range(len(_CASES)))
SINGULAR = ANY & ~PLURAL


@dataclass(frozen=True, slots=True)
class Nominal:
    """The cells (case with gender, or with the plural) a word form can have in a noun phrase.

    A cell is a bit, so that words agree where their cells have a bit in common. `noun` has the
    cells as a noun, `adjective` those as an adjective or participle, with the lemmas.
    """

    noun: int
    adjective: int
    noun_lemma: str
    adjective_lemma: str


_NONE = Nominal(0, 0, "", "")


@lru_cache(maxsize=1 << 18)
def nominal(word: str) -> Nominal:
    """Return what a word form can be in a noun phrase.

    Latin words and acronyms can be a noun in any case. Pronouns and the like can be nothing.
    """
    folded = fold(word)
    if not any(map(str.isalpha, folded)) or len(folded) < 2:
        return _NONE
    if folded.isascii() or (word.isupper() and len(word) <= 6):
        return Nominal(ANY, 0, folded, folded)
    likely = [r for r in readings(word) if r.weight >= LEAST_WEIGHT]
    stops = stop_words("ru")
    if folded in stops or (likely and likely[0].lemma in stops):
        return _NONE
    nouns = [r for r in likely if r.part_of_speech == "NOUN"]
    adjectives = [r for r in likely if r.part_of_speech in {"ADJF", "PRTF"}]
    return Nominal(_cells(nouns), _cells(adjectives), _lemma(nouns), _lemma(adjectives))


@lru_cache(maxsize=1 << 16)
def compound(words: tuple[str, ...]) -> Nominal:
    """Return what words joined by hyphens can be: their parts agree, or the last one counts."""
    parts = [nominal(word) for word in words]
    # A number says nothing: COVID-19.
    last = next((part for part in reversed(parts) if part is not _NONE), _NONE)
    noun, lemmas = ANY, []
    for word, part in zip(words, parts, strict=True):
        noun &= ANY if word.isdigit() else part.noun
        lemmas.append(part.noun_lemma or fold(word))
    if not noun or last is _NONE:
        noun = last.noun
        lemmas = [*map(fold, words[:-1]), last.noun_lemma]
    fixed = [*map(fold, words[:-1]), last.adjective_lemma]
    return Nominal(noun, last.adjective, "-".join(lemmas), "-".join(fixed))


def _cells(found: Iterable[Reading]) -> int:
    cells = 0
    for reading in found:
        if reading.case not in _CASES:
            continue
        first = _CASES.index(reading.case) * _BITS
        if reading.number == "plur":
            cells |= 1 << (first + len(_GENDERS))
        elif reading.gender in _GENDERS:
            cells |= 1 << (first + _GENDERS.index(reading.gender))
        else:
            cells |= 0b111 << first
    return cells


def _lemma(found: list[Reading]) -> str:
    return found[0].lemma if found else ""
