"""Whether two words, or two stretches of words, are derived from one another."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import takewhile

from tmtool.languages import primary
from tmtool.text.lemmas import ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.russian import readings
from tmtool.text.stems import stem
from tmtool.text.tokens import bare_words

__all__ = ["are_kin", "content_words", "is_kin_of", "only_adds", "replaces", "word_class"]

LEAST_LETTERS = 4
"""Words that share fewer letters at their beginnings are not taken to be kin."""

LEAST_SHARE = 0.6
"""How much of the shorter stem kin words share."""

_FUNCTION_WORDS = {
    "en": frozenset(
        "a an the of in on at to for from by with and or nor but as into under upon between"
        " against within among over its his her their our your my this that these those such"
        " is are was were be been being has have had do does did it they he she we you i not"
        " no any all some each other who which what there".split()
    ),
    "ru": frozenset(
        "и а но или в во на с со к ко по о об от ото из за у до для при без под над про через"
        " между его ее их наш ваш мой свой этот тот такой быть являться это не ни же ли бы"
        " как который что весь все каждый другой он она оно они мы вы я также".split()
    ),
}

_CLASSES = {
    "NOUN": "noun",
    "ADJF": "adjective",
    "ADJS": "adjective",
    "PRTF": "adjective",
    "PRTS": "adjective",
    "VERB": "verb",
    "INFN": "verb",
    "GRND": "verb",
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

    They begin alike, in at least 4 letters and 60 % of the shorter one, or have a stem or a lemma
    in common.
    """
    if stem(one, language) == stem(other, language):
        return True
    if set(ranked_lemmas(one, language)) & set(ranked_lemmas(other, language)):
        return True
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in same) >= max(LEAST_LETTERS, LEAST_SHARE * min(len(one), len(other)))


def only_adds(text: str, other: str, language: str) -> bool:
    """Tell whether one of two renderings has all content words of the other, or derived ones."""
    return is_kin_of(text, content_words(other, language), language) or is_kin_of(
        other, content_words(text, language), language
    )


def word_class(text: str, language: str) -> str | None:
    """Return what a Russian word or phrase is: `noun`, `adjective` or `verb`; else `None`.

    A phrase that has a noun is one, unless it begins with an infinitive.
    """
    if primary(language) != "ru":
        return None
    classes = [_CLASSES.get(readings(word)[0].part_of_speech or "") for word in bare_words(text)]
    if classes[:1] == ["verb"]:
        return "verb"
    return next((name for name in ("noun", "adjective", "verb") if name in classes), None)


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
