"""Whether two words, or two stretches of words, are derived from one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import takewhile

from tmtool.languages import primary
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.stems import stem
from tmtool.text.tokens import bare_words

__all__ = ["are_kin", "content_words", "is_kin_of", "replaces"]

LEAST_LETTERS = 4
"""Words that share fewer letters at their beginnings are not taken to be kin."""

LEAST_SHARE = 0.6
"""How much of the shorter stem kin words share."""

_FUNCTION_WORDS = {
    "en": frozenset(
        "a an the of in on at to for from by with and or nor but as into under upon between"
        " against within among over its his her their our your my this that these those such is are was"
        " were be been being has have had do does did it they he she we you i not no any all some each"
        " other who which what there".split()
    ),
    "ru": frozenset(
        "и а но или в во на с со к ко по о об от ото из за у до для при без под над про через"
        " между его ее их наш ваш мой свой этот тот такой быть являться это не ни же ли бы как который"
        " что весь все каждый другой он она оно они мы вы я также".split()
    ),
}


def content_words(text: str, language: str) -> list[str]:
    """Return the words of a text that carry meaning, folded."""
    function_words = _FUNCTION_WORDS.get(primary(language), frozenset())
    return [
        folded
        for word in bare_words(text)
        if (folded := fold(word)) not in function_words
        and ranked_lemmas(word, language)[0] not in function_words
    ]


@lru_cache(maxsize=1 << 16)
def are_kin(one: str, other: str, language: str) -> bool:
    """Tell whether two words seem to be derived from one another: infection, infectious.

    They share the beginning of their stems: at least 4 letters and 60 % of the shorter one; or
    they have a stem or a lemma in common.
    """
    stems = stem(one, language), stem(other, language)
    if stems[0] == stems[1]:
        return True
    if set(ranked_lemmas(one, language)) & set(ranked_lemmas(other, language)):
        return True
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*stems, strict=False)))
    return shared >= max(LEAST_LETTERS, LEAST_SHARE * min(map(len, stems)))


def is_kin_of(term: str, text_words: Collection[str], language: str) -> bool:
    """Tell whether each content word of a term has a word derived from it among those of a text."""
    words = content_words(term, language)
    return bool(words) and all(_has_kin(word, text_words, language) for word in words)


def replaces(stretch: str, terms: Iterable[str], language: str) -> bool:
    """Tell whether a stretch is another rendering than all of these terms.

    It has a content word that no term has kin of, and lacks one of each term; what only leaves
    words out, adds some, or puts the same into another part of speech is no other rendering.
    """
    ours = content_words(stretch, language)
    theirs = [content_words(term, language) for term in terms]
    known = [word for words in theirs for word in words]
    has_own = any(not _has_kin(word, known, language) for word in ours)
    return has_own and all(
        any(not _has_kin(word, ours, language) for word in words) for words in theirs
    )


def _has_kin(word: str, others: Iterable[str], language: str) -> bool:
    return any(are_kin(word, other, language) for other in others)
