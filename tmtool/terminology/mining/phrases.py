"""Which phrases of a text have the form of a term."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tmtool.languages import primary
from tmtool.terminology.mining.nominals import ANY, GENITIVE, Nominal, compound, nominal
from tmtool.terminology.mining.segments import GLUED, Segment, segment
from tmtool.terminology.mining.stop_words import STOP_PHRASES, stop_words
from tmtool.text.normalise import fold
from tmtool.text.stems import stem

__all__ = ["LONGEST", "Head", "Phrase", "head", "phrase_key", "phrases"]

LONGEST = 5
"""A phrase of more words is rarely a term; a hyphenated compound counts as one word."""

_INSIDE = {"en": frozenset(("of",))}
"""Function words that may stand within a term."""

_ADJECTIVES, _NOUN, _DEPENDENT = range(3)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a segment from `first` to `last` (excluded), and the key they are counted by."""

    first: int
    last: int
    key: str


def phrases(given: Segment, language: str) -> list[Phrase]:
    """Return all phrases of a segment that may be terms, those within longer ones too.

    In Russian they are nouns with adjectives that agree and dependents in the genitive:
    (ADJF|PRTF)* NOUN (gen.ADJF* gen.NOUN)*. In other languages they are up to five words that
    neither begin nor end with a function word.
    """
    units = list(_compounds(given.breaks))
    if primary(language) == "ru":
        return _noun_phrases(given, units)
    return _between_stop_words(given, units, language)


def phrase_key(text: str, language: str) -> str | None:
    """Return the key of a whole text as a phrase, None where it is none."""
    words = segment(text)
    whole = 0, len(words.words)
    found = phrases(words, language)
    return next((p.key for p in found if (p.first, p.last) == whole), None)


@dataclass(frozen=True, slots=True)
class Head:
    """The noun of a Russian phrase, a compound perhaps, and the cells that the phrase can be in."""

    first: int
    last: int
    cells: int


def head(given: Segment) -> Head | None:
    """Return the head of a Russian phrase: the last noun that all words before it agree with.

    So "рабочего класса" is the working class, not a worker of a class.
    """
    cells, found = ANY, None
    for first, last in _compounds(given.breaks):
        word = _nominal(given, first, last)
        if cells & word.noun:
            found = Head(first, last, cells & word.noun)
        cells &= word.adjective
        if not cells:
            break
    return found


def _compounds(breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where the words of a segment are, those joined by hyphens as one."""
    first = 0
    for place in range(1, len(breaks) + 1):
        if place == len(breaks) or breaks[place] != GLUED:
            if place > first:
                yield first, place
            first = place


def _nominal(given: Segment, first: int, last: int) -> Nominal:
    if last == first + 1:
        return nominal(given.words[first])
    return compound(tuple(given.words[first:last]))


def _noun_phrases(given: Segment, units: Sequence[tuple[int, int]]) -> list[Phrase]:
    words = [_nominal(given, first, last) for first, last in units]
    breaks = [given.breaks[first] for first, _ in units]
    found: list[Phrase] = []
    for start, word in enumerate(words):
        if not (word.noun or word.adjective):
            continue
        seen: dict[int, str] = {}
        states = [(_ADJECTIVES, ANY, "")]
        for place in range(start, min(start + LONGEST, len(words))):
            if place > start and breaks[place]:
                break
            states = list(_after(states, words[place]))
            if not states:
                break
            for stage, _, key in states:
                if stage == _NOUN:
                    seen.setdefault(place, key[1:])
        first = units[start][0]
        found += [
            Phrase(first, units[place][1], key)
            for place, key in seen.items()
            if key not in STOP_PHRASES
        ]
    return found


def _after(states: Sequence[tuple[int, int, str]], word: Nominal) -> Iterator[tuple[int, int, str]]:
    """Yield the ways to go on with a word: the stage, the cells left, and the key so far."""
    for stage, cells, key in states:
        agreeing = GENITIVE if stage == _NOUN else cells
        if agreeing & word.noun:
            yield _NOUN, 0, f"{key} {word.noun_lemma}"
        if agreeing & word.adjective:
            ahead = _ADJECTIVES if stage == _ADJECTIVES else _DEPENDENT
            yield ahead, agreeing & word.adjective, f"{key} {word.adjective_lemma}"


def _between_stop_words(
    given: Segment, units: Sequence[tuple[int, int]], language: str
) -> list[Phrase]:
    stops, inside = stop_words(language), _INSIDE.get(primary(language), frozenset())
    folded = [fold(given.text(first, last)) for first, last in units]
    may_end = [_is_word(word) and word not in stops for word in folded]
    key = _keys(given, units, language)
    found: list[Phrase] = []
    for start, begins in enumerate(may_end):
        if not begins:
            continue
        for place in range(start, min(start + LONGEST, len(units))):
            if place > start and given.breaks[units[place][0]]:
                break
            if may_end[place]:
                found.append(Phrase(units[start][0], units[place][1], key(start, place + 1)))
            elif folded[place] not in inside:
                break
    return found


def _keys(
    given: Segment, units: Sequence[tuple[int, int]], language: str
) -> Callable[[int, int], str]:
    stems = [
        "-".join(stem(word, language) for word in given.words[first:last]) for first, last in units
    ]
    return lambda first, last: " ".join(stems[first:last])


def _is_word(word: str) -> bool:
    return len(word) > 1 and any(map(str.isalpha, word))
