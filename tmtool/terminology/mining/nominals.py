"""What a Russian word form can be in a noun phrase, small enough to keep for every form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tmtool.terminology.mining.stop_words import stop_words
from tmtool.text.lemmas import LEAST_WEIGHT
from tmtool.text.normalise import fold
from tmtool.text.russian import analyser, spelling

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

__all__ = [
    "ACCUSATIVE",
    "ANY",
    "GENITIVE",
    "NOMINATIVE",
    "PLURAL",
    "SINGULAR",
    "Nominal",
    "any_gender",
    "cells",
    "compound",
    "nominal",
]

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_CASE_OF = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
_LONGEST_ACRONYM = 6
_NAMES = ("Geox", "Name", "Surn", "Patr")
_GENDERS = ("masc", "femn", "neut")
_BITS = len(_GENDERS) + 1

ANY = (1 << (len(_CASES) * _BITS)) - 1
"""Every case and number."""

_OF_A_CASE = (1 << _BITS) - 1
NOMINATIVE = _OF_A_CASE
GENITIVE = _OF_A_CASE << _BITS
ACCUSATIVE = _OF_A_CASE << (3 * _BITS)
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

    Acronyms and Latin names can be a noun in any case. Pronouns and the like can be nothing, nor
    can Latin words in small letters: they are mostly code.
    """
    folded = fold(word)
    if not any(map(str.isalpha, folded)) or len(folded) < 2:
        return _NONE
    if folded.isascii():
        return _NONE if word.islower() else Nominal(ANY, 0, folded, folded)
    if word.isupper() and len(word) <= _LONGEST_ACRONYM:
        return Nominal(ANY, 0, folded, folded)
    likely = _likely(word)
    stops = stop_words("ru")
    if folded in stops or (likely and fold(likely[0].normal_form) in stops):
        return _NONE
    nouns = [parse for parse in likely if parse.tag.POS == "NOUN"]
    adjectives = [
        parse
        for parse in likely
        if parse.tag.POS in {"ADJF", "PRTF"} and fold(parse.normal_form) not in stops
    ]
    return Nominal(cells(nouns), cells(adjectives), _lemma(nouns), _lemma(adjectives))


def _likely(word: str) -> list[Parse]:
    """Return the readings of a word's likely lexemes, the likeliest lexeme's first.

    What is rare is a lexeme, not a case: few adjectives in -ой are instrumental.
    """
    weights: Counter[tuple[str, str]] = Counter()
    for parse in analyser().parse(spelling(word)):
        weights[parse.normal_form, parse.tag.POS] += parse.score
    found = [
        parse
        for parse in analyser().parse(spelling(word))
        # A town is called Мирный, but with a capital.
        if weights[parse.normal_form, parse.tag.POS] >= LEAST_WEIGHT
        and not (word.islower() and any(name in parse.tag for name in _NAMES))
    ]
    return sorted(found, key=lambda parse: -weights[parse.normal_form, parse.tag.POS])


@lru_cache(maxsize=1 << 16)
def compound(words: tuple[str, ...]) -> Nominal:
    """Return what words joined by hyphens can be.

    Either all are nouns in the same case and number, or the last one counts.
    """
    parts = [nominal(word) for word in words]
    # A number says nothing: COVID-19.
    last = next((part for part in reversed(parts) if part is not _NONE), _NONE)
    noun = ANY
    lemmas: list[str] = []
    for word, part in zip(words, parts, strict=True):
        first = not lemmas
        noun &= ANY if word.isdigit() else part.noun if first else any_gender(part.noun)
        lemmas.append(part.noun_lemma or fold(word))
    if not noun or last is _NONE:
        noun = last.noun
        lemmas = [*map(fold, words[:-1]), last.noun_lemma]
    fixed = [*map(fold, words[:-1]), last.adjective_lemma]
    return Nominal(noun, last.adjective, "-".join(lemmas), "-".join(fixed))


def any_gender(cells: int) -> int:
    """Return the cells, and those of the other genders where one is of the singular."""
    singular = (1 << len(_GENDERS)) - 1
    for case in range(len(_CASES)):
        if cells >> (case * _BITS) & singular:
            cells |= singular << (case * _BITS)
    return cells


def cells(found: Iterable[Parse]) -> int:
    """Return the cells of some readings."""
    every = 0
    for parse in found:
        tag = parse.tag
        case = _CASE_OF.get(tag.case, tag.case)
        if case not in _CASES:
            continue
        first = _CASES.index(case) * _BITS
        if tag.number == "plur":
            every |= 1 << (first + len(_GENDERS))
        elif tag.gender in _GENDERS:
            every |= 1 << (first + _GENDERS.index(tag.gender))
        else:
            every |= 0b111 << first
    return every


def _lemma(found: list[Parse]) -> str:
    return fold(found[0].normal_form) if found else ""
