"""What pymorphy3 knows of a Russian word form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from tmtool.text.normalise import fold

if TYPE_CHECKING:
    import pymorphy3
    from pymorphy3.analyzer import Parse

__all__ = [
    "Reading",
    "analyser",
    "aspects",
    "forms",
    "is_known",
    "is_transitive",
    "readings",
    "spelling",
]

_CASES = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word form, with OpenCorpora's names for its grammar.

    `lemma` is folded, `weight` the probability of the reading (0 to 1). What the form does
    not have is `None`: adjectives in the plural have no gender, verbs mostly no case.
    """

    lemma: str
    part_of_speech: str | None
    case: str | None
    number: str | None
    gender: str | None
    weight: float
    superlative: bool = False
    person: str | None = None


@cache
def analyser() -> pymorphy3.MorphAnalyzer:
    """Return the one analyser of this process; loading it takes a tenth of a second."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=1 << 14)
def readings(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word form, the most probable first; never none."""
    return tuple(_reading(parse) for parse in analyser().parse(spelling(word)))


def is_known(word: str) -> bool:
    """Tell whether a word form is in the dictionary; the readings of others are guesses."""
    return bool(analyser().word_is_known(spelling(word)))


def aspects(infinitive: str) -> frozenset[str]:
    """Return the aspects, perf and impf, that the dictionary gives an infinitive; or none."""
    if not is_known(infinitive):
        return frozenset()
    parses = analyser().parse(spelling(infinitive))
    return frozenset(str(p.tag.aspect) for p in parses if p.tag.POS == "INFN")


def is_transitive(infinitive: str) -> bool:
    """Tell whether an infinitive is in the dictionary as a verb with a direct object."""
    parses = analyser().parse(spelling(infinitive)) if is_known(infinitive) else ()
    return any(p.tag.POS == "INFN" and p.tag.transitivity == "tran" for p in parses)


def forms(lemma: str) -> frozenset[str]:
    """Return every folded form of every word that has this (folded) lemma."""
    same = [p for p in analyser().parse(lemma) if fold(p.normal_form) == lemma]
    return frozenset(fold(form.word) for parse in same for form in parse.lexeme) | {lemma}


def _reading(parse: Parse) -> Reading:
    tag = parse.tag
    return Reading(
        lemma=fold(parse.normal_form),
        part_of_speech=tag.POS,
        case=_CASES.get(tag.case, tag.case),
        number=tag.number,
        gender=tag.gender,
        weight=parse.score,
        superlative="Supr" in tag,
        person=tag.person,
    )


def spelling(word: str) -> str:
    """Return a word as the dictionary spells it: small letters, no stress mark."""
    # Unlike fold(), keep ё: it tells осёл from осел.
    bare = word.casefold().replace("\u0301", "").replace("\u00ad", "")
    return normalize("NFC", bare)
