"""Verb terms with other words between the verb and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator

from tmtool.terminology.citation import Citation
from tmtool.terminology.sentence import Place, Sentence
from tmtool.text.russian import readings

__all__ = ["LONGEST_GAP", "with_verb"]

LONGEST_GAP = 6
"""How many words may stand between a verb and what belongs to it."""

_MAIN_VERBS = frozenset(("VERB", "INFN"))


def with_verb(sentence: Sentence, citation: Citation, first: int, last: int) -> Iterator[Place]:
    """Yield the places of a verb term whose last words are at tokens `first` to `last` (excluded).

    The words before them in the term stand together and before them in the sentence ("enters,
    after a month, into force"), or are the verb alone and stand after them.
    """
    count = len(citation.tokens) - (last - first)
    end = tuple(range(first, last))
    for gap in range(1, LONGEST_GAP + 1):
        start = first - gap - count
        if start < 0:
            break
        if _is_beginning(sentence, citation, start, count) and _may_part(
            sentence, start + count, first, citation, count
        ):
            yield (*range(start, start + count), *end)
            break
    if count > 1:
        return
    for verb in range(last, min(last + LONGEST_GAP + 1, len(sentence.words))):
        if sentence.words[verb].break_before:
            break
        if _is_beginning(sentence, citation, verb, 1):
            yield (verb, *end)
            break


def _is_beginning(sentence: Sentence, citation: Citation, start: int, count: int) -> bool:
    if any(word.break_before for word in sentence.words[start + 1 : start + count]):
        return False
    return all(
        not set(citation.lemmas[index]).isdisjoint(sentence.lemmas[start + index])
        for index in range(count)
    )


def _may_part(sentence: Sentence, start: int, end: int, citation: Citation, count: int) -> bool:
    """Tell whether the words from `start` to `end` may stand inside of the term.

    They end no sentence, lack no second comma, have no other verb of their own unless commas
    are around them, and not the word that they keep apart from the verb.
    """
    between = sentence.words[start : end + 1]
    breaks = [word.break_before for word in between]
    if 2 in breaks or sum(breaks) % 2:
        return False
    next_lemmas = set(citation.lemmas[count])
    if any(not next_lemmas.isdisjoint(found) for found in sentence.lemmas[start:end]):
        return False
    if any(breaks) or sentence.language != "ru":
        return True
    return not any(readings(w.text)[0].part_of_speech in _MAIN_VERBS for w in between[:-1])
