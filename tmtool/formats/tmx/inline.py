"""Inline elements of TMX segments, as placeholders in plain text and as XML."""

from __future__ import annotations

from xml.parsers import expat

CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))
"""Elements whose content is no text."""
_ATTRIBUTES = {
    "bpt": {"i", "x", "type"},
    "ept": {"i"},
    "it": {"pos", "x", "type"},
    "ph": {"x", "assoc", "type"},
    "ut": {"x"},
    "hi": {"x", "type"},
    "sub": {"datatype", "type"},
}
_REQUIRED = {"bpt": "i", "ept": "i", "it": "pos"}


def escape_text(text: str) -> str:
    """Return text as XML character data that any parser reads back unchanged."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def escape_attribute(text: str) -> str:
    """Return text as the inside of a double-quoted XML attribute."""
    text = escape_text(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;")


class Inline:
    """A segment built from its parts as a parser reports them.

    `bpt`, `ept`, `it`, `ph` and `ut` become one placeholder each and hide what is in them; any
    other element keeps its text between two placeholders. `valid` tells whether TMX 1.4 allows
    every element, its place and its attributes.
    """

    def __init__(self) -> None:
        self.valid = True
        self._text: list[str] = []
        self._markup: list[str] = []
        self._placeholders = 0
        self._open: list[str] = []
        self._hidden_from: int | None = None
        self._unfinished_tag = False

    @property
    def text(self) -> str:
        """The plain text with placeholders `{1}`, `{2}` … in their order."""
        return "".join(self._text)

    @property
    def markup(self) -> str:
        """The inner XML, well-formed and always in the same spelling."""
        return "".join(self._markup)

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        self._finish_tag()
        self._markup.append(f"<{name}")
        self._markup += [f' {key}="{escape_attribute(attributes[key])}"' for key in attributes]
        self._unfinished_tag = True
        self.valid = self.valid and self._is_valid(name, attributes)
        if self._hidden_from is None:
            self._placeholder()
            if name in CODES:
                self._hidden_from = self.depth
        self._open.append(name)

    def data(self, text: str) -> None:
        """Take character data."""
        if not text:
            return
        self._finish_tag()
        self._markup.append(escape_text(text))
        if self._hidden_from is None:
            self._text.append(text)

    def end(self, name: str) -> None:
        """Take an end tag."""
        self._markup.append("/>" if self._unfinished_tag else f"</{name}>")
        self._unfinished_tag = False
        self._open.pop()
        if self._hidden_from is None:
            self._placeholder()
        elif self._hidden_from == self.depth:
            self._hidden_from = None

    def _finish_tag(self) -> None:
        if self._unfinished_tag:
            self._markup.append(">")
            self._unfinished_tag = False

    def _placeholder(self) -> None:
        self._placeholders += 1
        self._text.append(f"{{{self._placeholders}}}")

    def _is_valid(self, name: str, attributes: dict[str, str]) -> bool:
        in_code = bool(self._open) and self._open[-1] in CODES
        return (
            name in _ATTRIBUTES
            and (name == "sub") == in_code
            and attributes.keys() <= _ATTRIBUTES[name]
            and (name not in _REQUIRED or _REQUIRED[name] in attributes)
            and (name != "it" or attributes["pos"] in {"begin", "end"})
        )


def parse_markup(markup: str) -> Inline | None:
    """Return the segment with this inner XML, or `None` if it is not well-formed."""
    inline = Inline()
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
