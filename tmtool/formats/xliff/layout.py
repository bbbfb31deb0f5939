"""What the layouts of XLIFF 1.2 and 2.1 share: the fields of a unit, and its texts as XML."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol
from urllib.parse import quote

from tmtool.formats.inline import Vocabulary, escape_text, parse_markup
from tmtool.formats.xliff.reader import FIELD, PROPERTY
from tmtool.models import TranslationUnit, Variant

_FIELDS = ("tuid", "position", "created_at", "created_by", "changed_at", "changed_by")


class Layout(Protocol):
    """How a version of XLIFF is laid out.

    `one_pair` tells whether a file has one pair of languages for all its parts.
    """

    one_pair: bool

    def head(self, source: str, target: str) -> str:
        """Return what comes first."""
        ...

    def file_start(self, document: str | None, source: str, target: str) -> str:
        """Return the start of the next part, with the units of one document."""
        ...

    def unit(self, number: int, unit: TranslationUnit, source: Variant, target: Variant) -> str:
        """Return the element of a unit; numbers are those of the whole file."""
        ...

    file_end: str
    tail: str


def named_values(
    unit: TranslationUnit, left_out: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield what XLIFF has no place for, by the type that tells of it; some properties left out."""
    for field in _FIELDS:
        value = getattr(unit, field)
        if value is not None:
            yield f"{FIELD}{field}", str(value)
    if unit.usage_count:
        yield f"{FIELD}usage_count", str(unit.usage_count)
    if unit.document == "":
        yield f"{FIELD}document", ""
    for name, value in unit.properties.items():
        if name not in left_out:
            yield f"{PROPERTY}{quote(name, safe='')}", value


def content(variant: Variant, words: Vocabulary, data: Collection[str] = ()) -> str:
    """Return a text as XML, with its inline elements where the format allows them.

    `data` are the ids of the original data that they may refer to.
    """
    if variant.markup is not None:
        inline = parse_markup(variant.markup, words)
        if inline is not None and inline.valid and inline.text == variant.text:
            references = {
                value
                for code in inline.codes
                for name, value in code.attributes
                if name.startswith("dataRef")
            }
            if references <= set(data):
                return inline.markup
    return escape_text(variant.text)
