"""The form of a phrase that a glossary gives, from the forms that texts have."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

from tmtool.languages import primary
from tmtool.terminology.english.forms import noun_forms
from tmtool.terminology.mining.nominals import (
    ACCUSATIVE,
    ANY,
    NOMINATIVE,
    PLURAL,
    SINGULAR,
    any_gender,
    cells,
    nominal,
)
from tmtool.terminology.mining.phrases import Head, head
from tmtool.terminology.mining.segments import Segment, segment
from tmtool.text.normalise import fold
from tmtool.text.russian import analyser

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

__all__ = ["citation_form"]

SMALL = 10
"""Of so many forms one without a capital is enough: the others stand in titles."""

PLURAL_ONLY = 0.9
"""A term is cited in the plural where no smaller share of its forms is in the plural."""


def citation_form(forms: Mapping[str, int], language: str) -> str:
    """Return the citation form of a phrase, by how often each of its forms occurs.

    In Russian that is the nominative, singular unless at least nine in ten forms are plural;
    what depends on the head stays as it is. In English it is the commonest singular form.
    """
    tag = primary(language)
    lowered = _without_accidental_capitals(forms, latin_is_foreign=tag == "ru")
    if tag == "ru":
        return _russian(lowered)
    return _english(lowered) if tag == "en" else next(iter(lowered))


def _without_accidental_capitals(
    forms: Mapping[str, int], *, latin_is_foreign: bool
) -> dict[str, int]:
    """Return the forms, the commonest first, without capitals that only some of them have.

    They stand at the beginning of a sentence or in a title. Latin words among Cyrillic ones are
    written as they are written most often.
    """
    small = sum(count for form, count in forms.items() if form[0].islower())
    share = 2 if all(form.isascii() for form in forms) and latin_is_foreign else SMALL
    plain: dict[str, int] = {}
    for form, count in forms.items():
        written = _small(form) if small * share >= sum(forms.values()) else form
        plain[written] = plain.get(written, 0) + count
    return dict(sorted(plain.items(), key=lambda item: (-item[1], item[0])))


def _small(form: str) -> str:
    return form.lower() if form.isupper() else form[0].lower() + form[1:]


def _english(forms: Mapping[str, int]) -> str:
    plurals = {
        f"{form.lower()[: -len(word)]}{plural}"
        for form in forms
        for word in [form.lower().rpartition(" ")[2]]
        for plural in noun_forms(word)[1:]
    }
    singular = {form: count for form, count in forms.items() if form.lower() not in plurals}
    total = sum(forms.values())
    if not singular or total - sum(singular.values()) >= PLURAL_ONLY * total:
        return next(iter(forms))
    return next(iter(singular))


def _russian(forms: Mapping[str, int]) -> str:
    heads = {form: head(segment(form)) for form in forms}
    of = {form: found.cells if found else 0 for form, found in heads.items()}
    singular = sum(count for form, count in forms.items() if not of[form] & PLURAL)
    plural = sum(count for form, count in forms.items() if not of[form] & SINGULAR)
    number = PLURAL if plural and plural >= PLURAL_ONLY * (singular + plural) else SINGULAR
    # "стороны" may be a genitive: what may be another case is put in order below.
    certain = (NOMINATIVE | ACCUSATIVE) & number
    for form in forms:
        if of[form] & NOMINATIVE & number and not of[form] & ~certain:
            return form
    commonest = next(iter(forms))
    found = heads[commonest]
    return (
        _inflected(commonest, found, "sing" if number == SINGULAR else "plur")
        if found
        else commonest
    )


def _inflected(form: str, noun: Head, number: str) -> str:
    """Return a phrase with its adjectives and its head in the nominative."""
    given = segment(form)
    words = list(given.words)
    wanted, gender = frozenset(("nomn", number)), frozenset[str]()
    for place in _inflecting(given, noun):
        parse = _parse(words[place], ("NOUN",), noun.cells)
        cited = parse and _form(parse, wanted)
        if cited:
            words[place] = _as_written(cited.word, words[place])
            gender = frozenset({cited.tag.gender} - {None}) if number == "sing" else gender
    for place in range(noun.first):
        parse = _parse(words[place], ("ADJF", "PRTF"))
        cited = parse and _form(parse, wanted | gender)
        if cited:
            words[place] = _as_written(cited.word, words[place])
    return Segment(words, given.breaks).text(0, len(words))


def _inflecting(given: Segment, noun: Head) -> range:
    """Return which words of the head inflect: all that are nouns in the same case, or the last."""
    parts = [nominal(word).noun for word in given.words[noun.first : noun.last]]
    apposition = all(any_gender(part) & noun.cells for part in parts)
    # Of a compound's parts the first has the gender.
    return (
        range(noun.last - 1, noun.first - 1, -1) if apposition else range(noun.last - 1, noun.last)
    )


def _parse(word: str, parts: tuple[str, ...], agreeing: int = ANY) -> Parse | None:
    if word.isascii() or word.isupper():
        return None
    for parse in analyser().parse(word.lower()):
        if parse.tag.POS in parts and any_gender(cells([parse])) & agreeing:
            return parse
    return None


def _form(parse: Parse, wanted: frozenset[str]) -> Parse | None:
    """Return a form of a word that begins as the word does: not высочайший for высшего."""
    fitting = [form for form in parse.lexeme if wanted <= form.tag.grammemes]
    same = [form for form in fitting if form.tag.POS == parse.tag.POS]
    if not same:
        return None
    return max(same, key=lambda form: _shared(form.word, parse.word))


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _as_written(word: str, like: str) -> str:
    """Return a word with the capitals of another, and with its ё only where that has one."""
    if "ё" not in fold(like) and "ё" not in like.lower():
        word = word.replace("ё", "е")
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word
