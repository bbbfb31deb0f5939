"""What stands beside an English word and tells whether it is a noun or a verb."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.terminology.english.forms import american, verb_form
from tmtool.text.normalise import fold
from tmtool.text.tokens import Token

__all__ = [
    "PREPOSITIONS",
    "are_no_object",
    "is_article",
    "is_no_verb",
    "is_passive_between",
    "looks_like_verb",
    "may_be_attribute",
]

PREPOSITIONS = (
    "of in to for on at by with from into under upon between against within among over before after"
    " during through without about toward towards until since"
).split()
_DETERMINERS = frozenset(
    "a an the this that these those my your his her its our their each every no some any".split()
)
_POINTING = frozenset(("the", "this", "that", "these", "those"))
_SUBJECTS = frozenset("i we you they he she it who".split())
_THIRD_PERSON = frozenset(("he", "she", "it"))
_MODALS = frozenset("will would shall should can could may might must cannot".split())
_AFTER_VERB = frozenset("him them us me too very itself himself herself themselves".split())
_BE = frozenset("am is are was were be been being".split())


def is_no_verb(verb: str, words: Sequence[Token], index: int) -> bool:
    """Tell whether the word before forbids that a word is the base form or the -s of a verb.

    An article or a pronoun that has a noun does (the initial, her initials), and "she" before
    the base form (she lay).
    """
    word = words[index]
    if index == 0 or word.break_before:
        return False
    before, form = fold(words[index - 1].text), american(word.text)
    base = form == american(verb)
    if base and before in _THIRD_PERSON:
        return True
    return before in _DETERMINERS and (base or form == american(verb_form(fold(verb), 1)))


def looks_like_verb(words: Sequence[Token], index: int) -> str | None:
    """Return why a word that should be a noun looks like a verb: `sure` or `maybe`; None if not.

    It is one after "they" and "shall", and may be one where a noun and no preposition is before
    it and what follows begins another noun: the Court sanctions the use.
    """
    word = words[index]
    before = "" if index == 0 or word.break_before else fold(words[index - 1].text)
    if before in _SUBJECTS or before in _MODALS:
        return "sure"
    if index + 1 == len(words) or words[index + 1].break_before or not before:
        return None
    after = fold(words[index + 1].text)
    if after in _AFTER_VERB:
        return "sure"
    is_after_noun = before not in _DETERMINERS and before not in PREPOSITIONS
    return "maybe" if is_after_noun and after in _DETERMINERS else None


def is_article(token: Token) -> bool:
    """Tell whether a word is an article."""
    return fold(token.text) in ("a", "an", "the")


def may_be_attribute(word: str) -> bool:
    """Tell whether a word may stand between a preposition and its noun, as far as can be told."""
    return word.islower() and word not in PREPOSITIONS and word not in ("and", "or", "but", "nor")


def are_no_object(before: Sequence[Token], *, has_article: bool) -> bool:
    """Tell whether the words before a noun keep it from being a verb's object in a set phrase.

    That is a preposition, or one with an article; and "the" or "this" where the phrase as it is
    cited has no article: take part, but take this part.
    """
    words = [fold(token.text) for token in before]
    if not words:
        return False
    if words[-1] in PREPOSITIONS:
        return True
    if words[-1] in _POINTING and not has_article:
        return True
    return words[-1] in _DETERMINERS and len(words) > 1 and words[-2] in PREPOSITIONS


def is_passive_between(between: Sequence[Token]) -> bool:
    """Tell whether words make a passive of what is around them: a protest was lodged."""
    return any(fold(token.text) in _BE for token in between)
