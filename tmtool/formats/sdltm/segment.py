"""Segments as Trados keeps them: XML with texts and tags, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from tmtool.formats.inline import InlineText
from tmtool.formats.tmx.inline import TMX
from tmtool.models import Variant

__all__ = ["SegmentError", "parse_segment"]

Fields = Mapping[str, str]


class SegmentError(Exception):
    """A segment that is not the XML that Trados writes."""


def parse_segment(xml: str, language: str) -> Variant:
    """Return the text of a segment, its tags as the inline elements of TMX.

    Pairs become `bpt` and `ept`, tags that stand alone, placeholders and locked content `ph`,
    halves of a pair `it`: so Trados itself exports them. Raises SegmentError.
    """
    parser = expat.ParserCreate()
    reader = _Reader()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    parser.EntityDeclHandler = _refuse_entity
    try:
        parser.Parse(xml.encode(), True)
    except (expat.ExpatError, UnicodeEncodeError) as error:
        raise SegmentError(f"its XML is not well-formed: {error}") from error
    if not reader.is_segment:
        raise SegmentError("its XML has no <Segment>")
    inline = reader.inline
    return Variant(language, inline.text, inline.markup if reader.has_tags else None)


def _refuse_entity(*_: object) -> None:
    raise SegmentError("its XML declares an entity")


class _Reader:
    """The expat handlers that build a segment; `Value` has text, the fields of `Tag` a tag."""

    def __init__(self) -> None:
        self.inline = InlineText(TMX)
        self.is_segment = False
        self.has_tags = False
        self._tag: dict[str, str] | None = None
        self._buffer: list[str] = []
        self._pairs: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._buffer.clear()
        if name == "Segment":
            self.is_segment = True
        elif name == "Tag":
            self._tag = {}

    def data(self, text: str) -> None:
        self._buffer.append(text)

    def end(self, name: str) -> None:
        text = "".join(self._buffer)
        self._buffer.clear()
        if name == "Tag" and self._tag is not None:
            self._put(self._tag)
            self._tag = None
        elif self._tag is not None:
            self._tag[name] = text
        elif name == "Value":
            self.inline.data(text)

    def _put(self, tag: Fields) -> None:
        self.has_tags = True
        make = _KINDS.get(tag.get("Type", ""), _standalone)
        name, attributes, text = make(tag)
        self.inline.start(name, attributes)
        self.inline.data(text)
        self.inline.end(name)


def _described(tag: Fields) -> dict[str, str]:
    """Return what pairs a tag with the other language's, and what it is called."""
    found = {}
    if tag.get("AlignmentAnchor", "0") != "0":
        found["x"] = tag["AlignmentAnchor"]
    if tag.get("TagID"):
        found["type"] = tag["TagID"]
    return found


def _begin(tag: Fields) -> tuple[str, dict[str, str], str]:
    return "bpt", {"i": tag.get("Anchor", "1"), **_described(tag)}, ""


def _end(tag: Fields) -> tuple[str, dict[str, str], str]:
    return "ept", {"i": tag.get("Anchor", "1")}, ""


def _half(position: str) -> Callable[[Fields], tuple[str, dict[str, str], str]]:
    def make(tag: Fields) -> tuple[str, dict[str, str], str]:
        return "it", {"pos": position, **_described(tag)}, ""

    return make


def _standalone(tag: Fields) -> tuple[str, dict[str, str], str]:
    return "ph", _described(tag), tag.get("TextEquivalent", "")


_KINDS = {
    "Start": _begin,
    "End": _end,
    "UnmatchedStart": _half("begin"),
    "UnmatchedEnd": _half("end"),
}
"""What becomes of a tag by its type; others (`Standalone`, `TextPlaceholder`, …) are `ph`."""
