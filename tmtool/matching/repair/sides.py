"""What of a segment may differ: its placeables, the terms found in it, and the words between."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tmtool.matching.repair.placeables import Placeable, recognise

__all__ = ["Pair", "Side", "pairs", "side"]


@dataclass(frozen=True, slots=True)
class Side:
    """A text with its placeables and terms; `month_first` is how its numeric dates were read."""

    text: str
    language: str
    found: tuple[Placeable, ...]
    month_first: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """What the stored source says at a place, and what the query says there."""

    old: Placeable
    new: Placeable


def side(text: str, language: str, terms: Iterable[str], *, month_first: bool) -> Side:
    """Return a text with what is recognised in it; a term hides the placeables in it."""
    found = recognise(text, language, month_first=month_first)
    forms = sorted({form for form in terms if form.strip()}, key=len, reverse=True)
    if not forms:
        return Side(text, language, tuple(found), month_first)
    pattern = "|".join(_either_case(form) for form in forms)
    places = [
        Placeable("term", *match.span(), match[0], match[0])
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text)
    ]
    free = [
        placeable
        for placeable in found
        if not any(term.start < placeable.end and placeable.start < term.end for term in places)
    ]
    ordered = sorted([*free, *places], key=lambda placeable: placeable.start)
    return Side(text, language, tuple(ordered), month_first)


def _either_case(form: str) -> str:
    """Return a pattern of a form with a small or a capital first letter."""
    first = form[0]
    if first.lower() == first.upper():
        return re.escape(form)
    return f"[{first.lower()}{first.upper()}]{re.escape(form[1:])}"


def pairs(query: Side, source: Side) -> list[Pair] | None:
    """Return the placeables of both texts side by side, None if other words differ too."""
    if len(query.found) != len(source.found) or _between(query) != _between(source):
        return None
    found = [_pair(old, new) for old, new in zip(source.found, query.found, strict=True)]
    return found if all(_comparable(pair.old, pair.new) for pair in found) else None


def _between(text: Side) -> list[str]:
    starts = [0, *(placeable.end for placeable in text.found)]
    ends = [*(placeable.start for placeable in text.found), len(text.text)]
    return [
        text.text[start:end].replace("\u00a0", " ") for start, end in zip(starts, ends, strict=True)
    ]


def _pair(old: Placeable, new: Placeable) -> Pair:
    """Return two placeables as a pair; a number is read as a code where 05 stood before."""
    padded = old.kind == "code" and old.text.isdecimal() and len(old.text) == len(new.text)
    if padded and new.kind == "number":
        return Pair(old, replace(new, kind="code", value=new.text))
    return Pair(old, new)


def _comparable(old: Placeable, new: Placeable) -> bool:
    """Tell whether two placeables say the same kind of thing in the same form."""
    if old.kind != new.kind or old.form != new.form:
        return False
    if isinstance(old.value, str) or isinstance(new.value, str):
        return True
    return [part is None for part in old.value] == [part is None for part in new.value]
