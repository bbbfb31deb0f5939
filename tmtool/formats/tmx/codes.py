"""A variant's text as the inner XML of a TMX segment."""

from __future__ import annotations

import re

from tmtool.formats.inline import (
    Code,
    Inline,
    Vocabulary,
    escape_attribute,
    escape_text,
    parse_markup,
)
from tmtool.formats.tmx.inline import TMX
from tmtool.formats.xliff.inline import XLIFF_1, XLIFF_2
from tmtool.models import Variant

__all__ = ["is_tmx", "segment_xml"]

_PLACEHOLDER = re.compile(r"\{([1-9]\d{0,5})\}")
_OTHERS = (XLIFF_1, XLIFF_2, Vocabulary(frozenset(), lambda *_: True))
"""The vocabularies by which the markup of other formats is read, one after another."""


def is_tmx(variant: Variant) -> bool:
    """Tell whether a variant has no inline elements, or such as TMX has in the same way."""
    if variant.markup is None:
        return True
    found = parse_markup(variant.markup, TMX)
    return _fits(found, variant) and found is not None and found.valid


def segment_xml(variant: Variant) -> str:
    """Return a segment with its inline elements; those of other formats become codes of TMX.

    A pair of tags becomes `bpt` and `ept`, anything else `ph`; what they hold is the element
    as it was. Markup that does not go with the text is left out, and the text is written.
    """
    if variant.markup is None:
        return escape_text(variant.text)
    found = parse_markup(variant.markup, TMX)
    if found is not None and found.valid and _fits(found, variant):
        return found.markup
    for vocabulary in _OTHERS:
        other = parse_markup(variant.markup, vocabulary)
        if other is not None and _fits(other, variant):
            written = _as_codes(variant.text, other.codes)
            if written is not None:
                return written
    return escape_text(variant.text)


def _fits(found: Inline | None, variant: Variant) -> bool:
    return found is not None and found.text == variant.text


def _as_codes(text: str, codes: list[Code]) -> str | None:
    """Return a text with a code in the place of each placeholder; `None` where some are missing."""
    parts = _PLACEHOLDER.split(text)
    if [int(number) for number in parts[1::2]] != list(range(1, len(codes) + 1)):
        return None  # the text has braces of its own that look like placeholders
    open_: list[int] = []
    for place, code in enumerate(codes):
        parts[2 * place + 1] = _code(code, place + 1, open_)
    for place in range(0, len(parts), 2):
        parts[place] = escape_text(parts[place])
    return "".join(parts)


def _code(code: Code, number: int, open_: list[int]) -> str:
    kind = f' type="{escape_attribute(code.name)}"'
    if code.kind == "start":
        open_.append(number)
        return f'<bpt i="{number}"{kind}>{escape_text(code.xml)}</bpt>'
    if code.kind == "end":
        return f'<ept i="{open_.pop()}">{escape_text(code.xml)}</ept>'
    return f'<ph x="{number}"{kind}>{escape_text(code.xml)}</ph>'
