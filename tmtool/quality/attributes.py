"""Whether the tags of a draft have the attributes of the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tmtool.models import Severity
from tmtool.quality.placeholders import in_any_language
from tmtool.quality.rules import Finding, Rule, Texts

__all__ = ["ATTRIBUTE_RULES", "check_attributes"]

ATTRIBUTE_RULES = (
    Rule("tag-attribute", "error", "attributes of the same tags: the same values on both sides"),
)

_VALUE = r"(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)"
_TAG = re.compile(rf"<([A-Za-z][\w:-]*)((?:\s+[\w:-]+(?:\s*=\s*{_VALUE})?)+)\s*/?>")
_ATTRIBUTE = re.compile(rf"([\w:-]+)(?:\s*=\s*({_VALUE}))?")
_CYRILLIC = re.compile("[А-Яа-яЁё]")
_TRANSLATED = frozenset(
    "alt title label placeholder summary content abbr aria-label aria-description lang xml:lang"
    " hreflang dir translate equiv-text disp".split()
)
"""Attributes whose values are text, or tell the language."""

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    values: Values
    start: int
    end: int


def check_attributes(texts: Texts) -> Iterator[Finding]:
    """Yield tags whose attributes differ from those of the source's tags of the same name.

    Only where both sides have equally many tags of the name: others are found by `tag`. The
    order does not matter, nor do values that are text, or the language in an address. Info where
    a tag has a word in Russian: it stands for a name that a reader is to replace.
    """
    if "<" not in texts.source or "<" not in texts.draft:
        return
    asked, given = _tags(texts.source), _tags(texts.draft)
    for name in dict.fromkeys(tag.name for tag in asked):
        mine = [tag for tag in asked if tag.name == name]
        others = [tag for tag in given if tag.name == name]
        if len(mine) == len(others):
            yield from _different(mine, others, texts)


def _different(asked: list[_Tag], given: list[_Tag], texts: Texts) -> Iterator[Finding]:
    rest = list(given)
    missing = []
    for one in asked:
        same = next((each for each in rest if each.values == one.values), None)
        if same:
            rest.remove(same)
        else:
            missing.append(one)
    for one, other in zip(missing, rest, strict=True):
        wanted, has = texts.source[one.start : one.end], texts.draft[other.start : other.end]
        said = f"‘{has}’ for ‘{wanted}’ of the source"
        values = (*one.values.values(), *other.values.values())
        severity: Severity | None = "info" if any(map(_CYRILLIC.search, values)) else None
        yield Finding("tag-attribute", said, other.start, other.end, severity=severity)


def _tags(text: str) -> list[_Tag]:
    return [
        _Tag(match[1].lower(), _values(match[2]), *match.span()) for match in _TAG.finditer(text)
    ]


def _values(written: str) -> Values:
    """Return the attributes that must not change; whole web addresses are checked by `url`."""
    found: Values = {}
    for match in _ATTRIBUTE.finditer(written):
        name, value = match[1].lower(), (match[2] or "").strip("\"'")
        if name not in _TRANSLATED and "://" not in value:
            found[name] = in_any_language(value)
    return found
