"""Verb terms with other words between the verb and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from tmtool.terminology.citation import Citation
from tmtool.terminology.english.context import (
    are_no_object,
    is_article,
    is_passive_between,
    may_be_attribute,
)
from tmtool.terminology.russian.context import is_adjective, is_preposition, is_verb
from tmtool.terminology.sentence import Place, Sentence

__all__ = ["LONGEST_GAP", "with_verb"]

LONGEST_GAP = 6
"""How many words may stand between a verb and what belongs to it."""

_ATTRIBUTES = 3
"""How many adjectives may stand between a preposition and its noun."""


def with_verb(sentence: Sentence, citation: Citation, first: int, last: int) -> Iterator[Place]:
    """Yield the places of a verb term whose last words are at tokens `first` to `last` (excluded).

    The words before them in the term stand together and before them in the sentence ("enters,
    after a month, into force"), or are the verb alone and stand after them. A preposition may
    have adjectives after it.
    """
    count = len(citation.tokens) - (last - first)
    place = tuple(range(first, last))
    if count in citation.closed:
        preposition = _preposition_before(sentence, citation, first, count - 1)
        if preposition is None:
            return
        place, count = (preposition, *place), count - 1
    elif _belongs_to_preposition(sentence, citation, first, count):
        return
    if count:
        yield from _before(sentence, citation, place, count)
    if count == 1:
        yield from _after(sentence, citation, place)


def _before(sentence: Sentence, citation: Citation, place: Place, count: int) -> Iterator[Place]:
    is_parted = len(place) > 1 and place[1] != place[0] + 1
    for end in range(place[0] - (0 if is_parted else 1), place[0] - LONGEST_GAP - 1, -1):
        beginning = _beginning(sentence, citation, end, count)
        if beginning is not None:
            if _may_part(sentence, end, place[0]):
                yield (*beginning, *place)
            return


def _after(sentence: Sentence, citation: Citation, place: Place) -> Iterator[Place]:
    for verb in range(place[-1] + 1, min(place[-1] + 2 + LONGEST_GAP, len(sentence.words))):
        if sentence.words[verb].break_before:
            return
        if _beginning(sentence, citation, verb + 1, 1):
            between = sentence.words[place[-1] + 1 : verb]
            if sentence.language != "en" or is_passive_between(between):
                yield (verb, *place)
            return


def _beginning(sentence: Sentence, citation: Citation, end: int, count: int) -> Place | None:
    """Return the place of a term's first words if they end before a token, together.

    English articles do not part them.
    """
    found: list[int] = []
    index = end - 1
    for number in range(count - 1, -1, -1):
        if found and sentence.language == "en" and is_article(sentence.words[index]):
            index -= 1
        if index < 0 or set(citation.lemmas[number]).isdisjoint(sentence.lemmas[index]):
            return None
        if found and any(w.break_before for w in sentence.words[index + 1 : found[-1] + 1]):
            return None
        found.append(index)
        index -= 1
    return tuple(reversed(found))


def _preposition_before(
    sentence: Sentence, citation: Citation, first: int, number: int
) -> int | None:
    """Return where the preposition of a noun is, before its adjectives if it has any."""
    for index in range(first - 1, max(first - 2 - _ATTRIBUTES, -1), -1):
        if sentence.words[index + 1].break_before:
            return None
        if not set(citation.lemmas[number]).isdisjoint(sentence.lemmas[index]):
            return index
        is_attribute = is_adjective if sentence.language == "ru" else may_be_attribute
        if not is_attribute(sentence.words[index].text):
            return None
    return None


def _belongs_to_preposition(sentence: Sentence, citation: Citation, first: int, count: int) -> bool:
    """Tell whether what should be a verb's object stands after a preposition."""
    if sentence.words[first].break_before or citation.is_preposition(count):
        return False
    if sentence.language == "en":
        return are_no_object(
            sentence.words[max(first - 2, 0) : first], has_article=citation.has_article(count)
        )
    index = first - 1
    while index > 0 and is_adjective(sentence.words[index].text):
        index -= 1
    return index >= 0 and is_preposition(sentence.words[index].text)


def _may_part(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether the words from `start` to `end` may stand inside of the term.

    They end no sentence, lack no second comma, have no other verb of their own unless commas
    are around them, and not the word that they keep apart from the verb.
    """
    between = sentence.words[start : end + 1]
    breaks = [word.break_before for word in between]
    if 2 in breaks or sum(breaks) % 2:
        return False
    kept_apart = sentence.lemmas[end]
    if any(not set(kept_apart).isdisjoint(found) for found in sentence.lemmas[start:end]):
        return False
    if any(breaks) or sentence.language != "ru":
        return True
    return not any(is_verb(word.text) for word in between[:-1])
