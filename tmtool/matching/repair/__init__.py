"""What the translation is of a text that differs from a stored one only in numbers and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tmtool.languages import primary
from tmtool.matching.repair.agreement import (
    counts,
    fits_after,
    fits_before,
    fits_in_place,
    is_numbered,
)
from tmtool.matching.repair.labels import label
from tmtool.matching.repair.numerals import spelled
from tmtool.matching.repair.placeables import Placeable
from tmtool.matching.repair.rendering import render
from tmtool.matching.repair.sides import Pair, Side, pairs, side
from tmtool.matching.repair.slots import Place, family, places
from tmtool.text.normalise import comparable

__all__ = ["TermPair", "repair"]


@dataclass(frozen=True, slots=True)
class TermPair:
    """A term as it stands in a text, and its translation in the form that the target needs."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class _Unit:
    """The stored unit to repair, with the terms of both texts."""

    source: Side
    target: Side
    terms: Sequence[TermPair]


def repair(
    query: str,
    source: str,
    target: str,
    *,
    source_language: str,
    target_language: str,
    terms: Sequence[TermPair] = (),
) -> str | None:
    """Return the stored target with the values of the query, None where that is not certain.

    The query may differ from the stored source in numbers, dates, codes, addresses and
    placeholders, in the case of its first letter, and in terms. `terms` holds, for each term of
    the query, its form there with its translation inflected as the target needs it, and for
    each term of the source its form there with its form in the target. The format of each
    value in the target stays: separators, order, padding, ordinal suffix. None is given as
    well where the texts are identical, where a value has no or no single place in the target,
    and where a word next to it might have to change.
    """
    query, source = comparable(query), comparable(source)
    if query == source:
        return None
    languages = primary(source_language), primary(target_language)
    found = {
        _attempt(query, source, target, languages, terms=terms, month_first=month_first)
        for month_first in _conventions((query, source, target), source_language, target_language)
    } - {None}
    return found.pop() if len(found) == 1 else None


def _conventions(texts: Iterable[str], *tags: str) -> tuple[bool, ...]:
    """Return the ways to read 05/06/2021 in English: whether the month stands first."""
    english = [tag.upper() for tag in tags if primary(tag) == "en"]
    if not english or not any(re.search(r"[0-9][/-][0-9]", text) for text in texts):
        return (False,)
    if any(tag.endswith("-US") for tag in english):
        return (True,)
    return (False,) if any("-" in tag for tag in english) else (False, True)


def _attempt(
    query: str,
    source: str,
    target: str,
    languages: tuple[str, str],
    *,
    terms: Sequence[TermPair],
    month_first: bool,
) -> str | None:
    query, capital = _with_letter_of(source, query)
    ours, there = languages
    forms = {pair.source for pair in terms}
    stored = side(source, ours, forms, month_first=month_first)
    found = pairs(side(query, ours, forms, month_first=month_first), stored)
    if found is None:
        return None
    slots = side(target, there, {pair.target for pair in terms}, month_first=month_first)
    repaired = _carried_over(found, _Unit(stored, slots, terms))
    return None if repaired is None else _capitalised(repaired, capital, languages)


def _with_letter_of(source: str, query: str) -> tuple[str, str]:
    """Return the query with the source's first letter if only its case differs, and its own."""
    first, other = query[:1], source[:1]
    if first != other and first.lower() == other.lower():
        return other + query[1:], first
    return query, ""


def _capitalised(text: str, letter: str, languages: tuple[str, str]) -> str | None:
    """Return a text with its first letter in the case of another, None where that is unsafe."""
    if not letter:
        return text
    if not text[:1].isalpha():
        return None
    if letter.isupper():
        return text[0].upper() + text[1:]
    # A word that is small in English is small in Russian too; not so английский and English.
    if languages != ("en", "ru") or text[1:2].isupper():
        return None
    return text[0].lower() + text[1:]


def _carried_over(found: Sequence[Pair], unit: _Unit) -> str | None:
    """Return the target with each changed value in its place."""
    groups: dict[object, list[Pair]] = {}
    for pair in found:
        groups.setdefault((family(pair.old), pair.old.value), []).append(pair)
    written: dict[int, str] = {}
    for group in groups.values():
        if all(pair.old.value == pair.new.value for pair in group):
            continue
        translations = _translations(group[0].old, unit.terms)
        located = places(group, unit.source, unit.target, translations)
        if located is None:
            return None
        for place in located:
            text = _written(place, unit)
            if text is None:
                return None
            written[place[0].start] = text
    return _replaced(written, unit.target)


def _translations(term: Placeable, terms: Sequence[TermPair]) -> set[str]:
    return {pair.target for pair in terms if pair.source.lower() == term.text.lower()}


def _replaced(written: dict[int, str], target: Side) -> str | None:
    """Return the target with the new texts, None where one of them runs into its neighbours.

    `written` has them by the start of their slot.
    """
    text = target.text
    new = [written.get(slot.start, slot.text) for slot in target.found]
    for slot, part in zip(reversed(target.found), reversed(new), strict=True):
        text = text[: slot.start] + part + text[slot.end :]
    pieces = zip(target.found, new, strict=True)
    terms = [part for slot, part in pieces if slot.kind == "term"]
    again = side(text, target.language, terms, month_first=target.month_first)
    return text if [slot.text for slot in again.found] == new else None


def _written(place: Place, unit: _Unit) -> str | None:
    """Return what is to stand in a slot, None if it cannot or the words around would change."""
    slot, pair = place
    target = unit.target
    if slot.kind == "term":
        text = _term(slot, pair.new, unit)
    elif _says_it_in_words(slot, pair, unit) or not _agrees(slot, pair, target):
        return None
    else:
        text = render(
            slot,
            pair.old,
            pair.new,
            target.text,
            target.language,
            month_first=target.month_first,
        )
    if text is None:
        return None
    nth = "ordinal" in {slot.kind, pair.old.kind} or slot.kind in {"roman", "date"}
    before = str(slot.value) if slot.kind == "roman" else slot.text
    after = str(pair.new.value) if slot.kind == "roman" else text
    fits = fits_before(target.text, slot.start, before, after, target.language, nth=nth)
    return text if fits else None


def _term(slot: Placeable, new: Placeable, unit: _Unit) -> str | None:
    translations = _translations(new, unit.terms)
    if len(translations) != 1:
        return None
    text = translations.pop()
    if not fits_in_place(slot.text, text, unit.target.language):
        return None
    return text[0].upper() + text[1:] if slot.text[0].isupper() else text


def _says_it_in_words(slot: Placeable, pair: Pair, unit: _Unit) -> bool:
    """Tell whether the target also has the old number spelled out: 5 (пяти)."""
    value = pair.old.value
    if family(pair.old) != "integer" or not isinstance(value, str) or not value.isdecimal():
        return False
    source, target = unit.source, unit.target
    words = spelled(target.text, target.language)[int(value)]
    bracket = re.match(r"\s*\(([^()]*)\)", target.text[slot.end :])
    if bracket and spelled(bracket[1], target.language):
        return True
    # "One" is more often a pronoun.
    return words > (spelled(source.text, source.language)[1] if value == "1" else 0)


def _agrees(slot: Placeable, pair: Pair, target: Side) -> bool:
    """Tell whether the words that a number counts keep their form."""
    old, new = pair.old.value, pair.new.value
    if re.search(r"[^\W\d_]", slot.text) or slot.kind not in {"code", "number"}:
        return True
    if target.language not in {"en", "ru"}:
        return False
    after = target.text[slot.end :]
    if slot.kind == "code" and not slot.text.isdecimal():
        named = label(target.text, slot.start, target.language) is not None
        return named or len(slot.text) > 5 or not counts(after)
    if not isinstance(old, str) or not isinstance(new, str):
        return True
    nth = pair.old.kind in {"ordinal", "roman"} and is_numbered(after)
    place = slot.start, slot.end
    return nth or fits_after(target.text, *place, old=old, new=new, language=target.language)
