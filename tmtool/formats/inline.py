"""Inline elements of segments, as placeholders in plain text and as XML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element
from xml.parsers import expat

CodeKind = Literal["start", "end", "whole"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The inline elements of a format.

    Those named in `codes` stand for one thing and hide what is in them; those in `empty` have no
    text in them; `allows` tells whether the format has an element with these attributes inside
    of those that are open.
    """

    codes: frozenset[str]
    allows: Callable[[Sequence[str], str, dict[str, str]], bool]
    empty: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Code:
    """What a placeholder stands for: an element, or the start or the end tag of one."""

    kind: CodeKind
    name: str
    attributes: tuple[tuple[str, str], ...]
    xml: str


def escape_text(text: str) -> str:
    """Return text as XML character data that any parser reads back unchanged."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """Return text as the inside of a double-quoted XML attribute."""
    if text.isalnum():
        return text
    text = escape_text(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;")


class InlineText:
    """The text and the markup of a segment, built from its parts as a parser reports them.

    The codes of the vocabulary become one placeholder each and hide what is in them; any other
    element keeps its text between two placeholders. `depth` is how many elements are open,
    `placeholders` how many the text has.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.depth = 0
        self.placeholders = 0
        self._codes = vocabulary.codes
        self._text: list[str] = []
        self._markup: list[str] = []
        self._hidden_from: int | None = None
        self._just_opened = False

    @property
    def text(self) -> str:
        """The plain text with placeholders `{1}`, `{2}` … in their order."""
        return "".join(self._text)

    @property
    def markup(self) -> str:
        """The inner XML, well-formed and always in the same spelling."""
        return "".join(self._markup)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        if self._hidden_from is None:
            self._placeholder()
            if name in self._codes:
                self._hidden_from = self.depth
        said = [f' {key}="{escape_attribute(value)}"' for key, value in attributes.items()]
        self._markup.append(f"<{name}{''.join(said)}>")
        self._just_opened = True
        self.depth += 1

    def data(self, text: str) -> None:
        """Take character data."""
        if not text:
            return
        self._just_opened = False
        self._markup.append(escape_text(text))
        if self._hidden_from is None:
            self._text.append(text)

    def end(self, name: str) -> None:
        """Take an end tag."""
        self.depth -= 1
        if self._just_opened:
            self._markup[-1] = f"{self._markup[-1][:-1]}/>"
            self._just_opened = False
        else:
            self._markup.append(f"</{name}>")
        if self._hidden_from is None:
            self._placeholder()
        elif self._hidden_from == self.depth:
            self._hidden_from = None

    def _placeholder(self) -> None:
        self.placeholders += 1
        self._text.append(f"{{{self.placeholders}}}")


class Inline(InlineText):
    """A segment with what each of its placeholders stands for, in `codes`.

    `valid` tells whether the vocabulary allows every element, its place, its attributes and its
    text.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary)
        self.valid = True
        self.codes: list[Code] = []
        self._vocabulary = vocabulary
        self._open: list[str] = []
        self._attributes: list[dict[str, str]] = []
        self._code_from = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        self.valid = self.valid and self._vocabulary.allows(self._open, name, attributes)
        shown = self._hidden_from is None
        super().start(name, attributes)
        if shown and self._hidden_from is None:
            self._code("start", name, attributes, self._markup[-1])
        elif shown:
            self._code_from = len(self._markup) - 1
        self._open.append(name)
        self._attributes.append(attributes)

    def data(self, text: str) -> None:
        """Take character data."""
        if text and self._open and self._open[-1] in self._vocabulary.empty:
            self.valid = False
        super().data(text)

    def end(self, name: str) -> None:
        """Take an end tag."""
        hidden = self._hidden_from is not None
        super().end(name)
        self._open.pop()
        attributes = self._attributes.pop()
        if not hidden:
            self._code("end", name, attributes, f"</{name}>")
        elif self._hidden_from is None:
            xml = "".join(self._markup[self._code_from :])
            self._code("whole", name, attributes, xml)

    def _code(self, kind: CodeKind, name: str, attributes: dict[str, str], xml: str) -> None:
        self.codes.append(Code(kind, name, tuple(attributes.items()), xml))


def inline_of(element: Element, words: Vocabulary) -> Inline:
    """Return what stands in an element as a segment."""
    inline = Inline(words)
    _feed(inline, element)
    return inline


def text_and_markup(element: Element, words: Vocabulary) -> tuple[str, str | None]:
    """Return the plain text of an element, and its inner XML where it has elements in it."""
    if not len(element):
        return element.text or "", None
    inline = InlineText(words)
    _feed(inline, element)
    return inline.text, inline.markup


def _feed(inline: InlineText, element: Element) -> None:
    inline.data(element.text or "")
    open_ = [(element, iter(element))]
    while open_:
        parent, children = open_[-1]
        child = next(children, None)
        if child is not None:
            inline.start(child.tag, child.attrib)
            inline.data(child.text or "")
            open_.append((child, iter(child)))
            continue
        open_.pop()
        if open_:
            inline.end(parent.tag)
            inline.data(parent.tail or "")


def parse_markup(markup: str, vocabulary: Vocabulary) -> Inline | None:
    """Return the segment with this inner XML, or `None` if it is not well-formed."""
    inline = Inline(vocabulary)
    parser = expat.ParserCreate("utf-8")

    def start(name: str, attributes: dict[str, str]) -> None:
        parser.StartElementHandler = inline.start
        parser.EndElementHandler = end

    def end(name: str) -> None:
        if inline.depth:
            inline.end(name)

    parser.StartElementHandler = start
    parser.CharacterDataHandler = inline.data
    try:
        parser.Parse(f"<seg>{markup}</seg>".encode(), True)
    except (expat.ExpatError, UnicodeEncodeError):
        return None
    return inline
