"""The text of a unit as it stands in the file, changed in places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tmtool.formats.inline import escape_attribute

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"""|<(?P<end>/)?(?P<name>[^\s/>]+)(?:[^"'>]|"[^"]*"|'[^']*')*+>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""\s+(?P<name>[^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(slots=True)
class _Span:
    """Where an element stands: its start tag, what is in it, its end tag."""

    name: str
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    alone: bool = False


@dataclass(slots=True)
class _Change:
    attributes: dict[str, str | None] = field(default_factory=dict)
    inner: str | None = None
    first: str = ""
    after: str = ""
    gone: bool = False


class UnitText:
    """A unit's text, from its start tag up to its end tag, and what is to be changed in it.

    Elements are those of the unit's tree; the text has the same ones in the same order. Changes
    within an element whose content is replaced are lost.
    """

    def __init__(self, text: str, unit: Element) -> None:
        self._text = text
        self._spans = dict(zip(unit.iter(), _spans(text), strict=True))
        self._changes: dict[Element, _Change] = {}

    def inner(self, element: Element) -> str:
        """Return what stands in an element, as the file has it."""
        span = self._spans[element]
        return self._text[span.inner : span.inner_end]

    def with_inner(self, element: Element, parts: Mapping[Element, str]) -> str:
        """Return what stands in an element, with other content in some elements within it."""
        whole = self._spans[element]
        copied, pieces = whole.inner, []
        for part in sorted(parts, key=lambda one: self._spans[one].start):
            span = self._spans[part]
            tag = self._text[span.start : span.inner]
            pieces.append(self._text[copied : span.start])
            pieces.append(_element(span, _opened(tag) if parts[part] else tag, parts[part]))
            copied = span.end
        return "".join([*pieces, self._text[copied : whole.inner_end]])

    def indent(self, element: Element) -> str:
        """Return the white space that stands before an element."""
        before = self._text[: self._spans[element].start]
        return before[len(before.rstrip()) :]

    def set(self, element: Element, attributes: Mapping[str, str | None]) -> None:
        """Give attributes their values; those that are `None` are removed."""
        self._change(element).attributes.update(attributes)

    def fill(self, element: Element, inner: str) -> None:
        """Put XML in the place of what stands in an element."""
        self._change(element).inner = inner

    def begin(self, element: Element, xml: str) -> None:
        """Put XML at the start of what stands in an element, behind what was put there before."""
        self._change(element).first += xml

    def insert(self, element: Element, xml: str) -> None:
        """Put XML behind an element, and behind what was put there before."""
        self._change(element).after += xml

    def remove(self, element: Element) -> None:
        """Take an element out, with the white space before it."""
        self._change(element).gone = True

    def _change(self, element: Element) -> _Change:
        return self._changes.setdefault(element, _Change())

    def changed(self) -> str:
        """Return the text with all changes."""
        edits: list[tuple[int, int, str]] = []
        for element, change in self._changes.items():
            edits += self._edit(element, change)
            if change.after:
                end = self._spans[element].end
                edits.append((end, end, change.after))
        copied, pieces = 0, []
        for start, end, new in sorted(edits):
            if start >= copied:
                pieces += [self._text[copied:start], new]
                copied = end
        return "".join([*pieces, self._text[copied:]])

    def _edit(self, element: Element, change: _Change) -> Iterator[tuple[int, int, str]]:
        """Yield what is to be put in the place of an element, or of its start tag."""
        span = self._spans[element]
        tag = _with_attributes(self._text[span.start : span.inner], change.attributes)
        if change.gone:
            yield span.start - len(self.indent(element)), span.end, ""
        elif change.inner is not None or (change.first and span.alone):
            inner = change.first + (change.inner or "")
            yield span.start, span.end, _element(span, _opened(tag), inner)
        elif change.attributes or change.first:
            yield span.start, span.inner, tag + change.first


def _spans(text: str) -> list[_Span]:
    """Return where the elements of a text stand, in the order of their start tags."""
    found: list[_Span] = []
    open_: list[_Span] = []
    for token in _TOKEN.finditer(text):
        if token["name"] is None:
            continue
        if token["end"]:
            span = open_.pop()
            span.inner_end, span.end = token.start(), token.end()
            continue
        span = _Span(token["name"], token.start(), token.end(), token.end(), token.end())
        span.alone = token[0].endswith("/>")
        found.append(span)
        if not span.alone:
            open_.append(span)
    for span in open_:
        span.inner_end = span.end = len(text)
    return found


def _opened(tag: str) -> str:
    """Return the start tag of an element that is not empty any more."""
    return tag.removesuffix("/>").rstrip() + ">" if tag.endswith("/>") else tag


def _element(span: _Span, tag: str, inner: str) -> str:
    return tag if tag.endswith("/>") else f"{tag}{inner}</{span.name}>"


def _with_attributes(tag: str, attributes: Mapping[str, str | None]) -> str:
    for name, value in attributes.items():
        said = "" if value is None else f' {name}="{escape_attribute(value)}"'
        known = next((one for one in _ATTRIBUTE.finditer(tag) if one["name"] == name), None)
        if known is not None:
            tag = tag[: known.start()] + said + tag[known.end() :]
        elif said:
            end = "/>" if tag.endswith("/>") else ">"
            body = tag.removesuffix(end)
            space = body[len(body.rstrip()) :]
            tag = body.rstrip() + said + space + end
    return tag
