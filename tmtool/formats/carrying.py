"""Inline elements of a source, carried over into the translation of another segment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tmtool.formats.inline import (
    Code,
    Inline,
    Vocabulary,
    escape_text,
    inline_of,
    parse_markup,
)
from tmtool.models import Fill, FillKind

_PLACEHOLDER = re.compile(r"\{([1-9]\d{0,3})\}")
_BEFORE_NOTHING = re.compile(r" \{[1-9]\d{0,3}\}(?=[\s.,;:!?)\]»”]|$)")
_NAMES = ("id", "i", "rid", "x", "startRef", "mid")


def carried(fill: Fill, codes: Sequence[Code], words: Vocabulary) -> str | None:
    """Return the text of a fill as XML, with the inline elements `codes` in their places.

    They take the places of the fill's placeholders: each that of the element with the same name
    and id in the match, where its markup is known, else that with its number. Returns `None`
    where the placeholders are not the same, or the elements would overlap.
    """
    text = fill.texts[0]
    if not codes:
        return escape_text(text) if fill.target_markup is None else None
    parts = _PLACEHOLDER.split(text)
    numbers = [int(number) for number in parts[1::2]]
    if sorted(numbers) != list(range(1, len(codes) + 1)):
        return None
    order = _order(fill, len(codes), words)
    for place, number in enumerate(numbers):
        parts[2 * place + 1] = codes[order[number - 1]].xml
    for place in range(0, len(parts), 2):
        parts[place] = escape_text(parts[place])
    xml = "".join(parts)
    return xml if parse_markup(xml, words) is not None else None


@dataclass(frozen=True, slots=True)
class CarriedFill:
    """A fill as XML, and of which kind it is now."""

    fill: Fill
    kind: FillKind
    xml: str


def fill_as_xml(fill: Fill, source: Element, words: Vocabulary) -> CarriedFill | None:
    """Return a fill with the inline elements of its source, `None` for one without text.

    Without these elements a person must look at it.
    """
    if not fill.texts[0].strip():
        return None
    codes: list[Code] = inline_of(source, words).codes if len(source) else []
    xml = carried(fill, codes, words)
    if xml is not None:
        return CarriedFill(fill, fill.kind, xml)
    text = fill.texts[0]
    if codes or fill.target_markup is not None:
        text = without_placeholders(text)
    if not text.strip():
        return None
    return CarriedFill(fill, "fuzzy" if fill.is_sure else fill.kind, escape_text(text))


@dataclass(frozen=True, slots=True)
class ReadyText:
    """A fill as plain text with its markup, and of which kind it is now."""

    fill: Fill
    kind: FillKind
    text: str
    markup: str | None = None


def fill_with_markup(fill: Fill, source_markup: str | None) -> ReadyText | None:
    """Return a fill for a format that has texts and their markup side by side.

    The markup is that of the translation where the source's is that of the match; else there is
    none, and a person must look at it. `None` for a fill without text.
    """
    text = fill.texts[0]
    if source_markup == fill.source_markup:
        return ReadyText(fill, fill.kind, text, fill.target_markup) if text.strip() else None
    if source_markup is None:
        text = without_placeholders(text)
    if not text.strip():
        return None
    return ReadyText(fill, "fuzzy" if fill.is_sure else fill.kind, text)


def without_placeholders(text: str) -> str:
    """Return a text without its placeholders, and without the spaces that they leave over."""
    if _PLACEHOLDER.search(text) is None:
        return text
    return _PLACEHOLDER.sub("", _BEFORE_NOTHING.sub("", text)).strip(" ")


def _order(fill: Fill, count: int, words: Vocabulary) -> list[int]:
    """Return, for each placeholder of the target, which one of the source it is."""
    unchanged = list(range(count))
    source = _parsed(fill.source_markup, words)
    target = _parsed(fill.target_markup, words)
    if source is None or target is None or not len(source) == len(target) == count:
        return unchanged
    left = list(enumerate(map(_key, source)))
    order = []
    for code in target:
        found = next((place for place, key in left if key == _key(code)), None)
        if found is None:
            return unchanged
        order.append(found)
        left = [pair for pair in left if pair[0] != found]
    return order


def _parsed(markup: str | None, words: Vocabulary) -> list[Code] | None:
    inline: Inline | None = None if markup is None else parse_markup(markup, words)
    return None if inline is None else inline.codes


def _key(code: Code) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    names = tuple(pair for pair in code.attributes if pair[0] in _NAMES)
    return code.kind, code.name, names
