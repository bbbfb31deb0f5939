"""The form of a phrase that a glossary gives, from the forms that texts have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tmtool.languages import primary
from tmtool.terminology.english_grammar import noun_forms
from tmtool.terminology.nominals import NOMINATIVE, PLURAL, SINGULAR
from tmtool.terminology.phrases import agreement
from tmtool.terminology.segments import GLUED, Segment, segment
from tmtool.text.normalise import fold
from tmtool.text.russian import analyser

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

__all__ = ["citation_form"]

PLURAL_ONLY = 0.9
"""A term is cited in the plural where no smaller share of its forms is in the plural."""


def citation_form(forms: Mapping[str, int], language: str) -> str:
    """Return the citation form of a phrase, by how often each of its forms occurs.

    In Russian that is the nominative, singular unless at least nine in ten forms are plural;
    what depends on the head stays as it is. In English it is the commonest singular form.
    """
    ordered = sorted(forms, key=lambda form: (-forms[form], form))
    lowered = _without_accidental_capitals({form: forms[form] for form in ordered})
    tag = primary(language)
    if tag == "ru":
        return _russian(lowered)
    return _english(lowered) if tag == "en" else next(iter(lowered))


def _without_accidental_capitals(forms: Mapping[str, int]) -> dict[str, int]:
    """Return the forms, those with a capital taken for those without where there are such.

    A form with a capital may stand at the beginning of a sentence or in a title. Acronyms and
    Latin words among Cyrillic ones are written as they are written most often.
    """
    cyrillic = any(not form.isascii() for form in forms)
    plain: dict[str, int] = {}
    for form, count in forms.items():
        lower = form[0].lower() + form[1:]
        written = next((other for other in (form.lower(), lower) if other in forms), form)
        rare = 10 if not cyrillic or not form.isascii() else 1
        if rare * forms[written] < count:
            written = form
        plain[written] = plain.get(written, 0) + count
    return dict(sorted(plain.items(), key=lambda item: (-item[1], item[0])))


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
    cells = {form: agreement(segment(form)) for form in forms}
    singular = sum(count for form, count in forms.items() if not cells[form] & PLURAL)
    plural = sum(count for form, count in forms.items() if not cells[form] & SINGULAR)
    number = PLURAL if plural and plural >= PLURAL_ONLY * (singular + plural) else SINGULAR
    wanted = NOMINATIVE & number
    for form in forms:
        # "договоры" is no genitive, "стороны" may be one: then the head is put in order below.
        if cells[form] & wanted and not cells[form] & ~NOMINATIVE & ~_accusative(number):
            return form
    return _inflected(next(iter(forms)), "sing" if number == SINGULAR else "plur")


def _accusative(number: int) -> int:
    return (NOMINATIVE << 12) & number


def _inflected(form: str, number: str) -> str:
    """Return a phrase with its adjectives and its head in the nominative."""
    given = segment(form)
    head, noun = _head(given)
    if noun is None:
        return form
    wanted = frozenset(("nomn", number))
    cited = noun.inflect(wanted)
    words = list(given.words)
    if cited:
        words[head] = _as_written(cited.word, words[head])
    gender = {noun.tag.gender} if number == "sing" and noun.tag.gender else set()
    for place in range(head):
        parse = _parse(words[place], ("ADJF", "PRTF"))
        adjective = parse and parse.inflect(wanted | gender)
        if adjective:
            words[place] = _as_written(adjective.word, words[place])
    return Segment(words, given.breaks).text(0, len(words))


def _head(given: Segment) -> tuple[int, Parse | None]:
    for place, word in enumerate(given.words):
        joined = place + 1 < len(given.words) and given.breaks[place + 1] == GLUED
        noun = _parse(word, ("NOUN",))
        if noun and not (joined and _parse(word, ("ADVB", "ADJS", "PREP"))):
            best = agreement(Segment([*given.words[: place + 1]], [*given.breaks[: place + 1]]))
            if best:
                return place, noun
    return 0, None


def _parse(word: str, parts: tuple[str, ...]) -> Parse | None:
    if word.isascii():
        return None
    for parse in analyser().parse(word.lower()):
        if parse.tag.POS in parts and parse.score >= 0.05:
            return parse
    return None


def _as_written(word: str, like: str) -> str:
    """Return a word with the capitals of another, and with its ё only where that has one."""
    if "ё" not in fold(like) and "ё" not in like.lower():
        word = word.replace("ё", "е")
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if like[0].isupper() else word
