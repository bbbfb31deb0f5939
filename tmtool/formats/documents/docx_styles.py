"""Which paragraph styles of a Word document are headings and lists."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tmtool.formats.documents.package import Package
from tmtool.models import BlockKind

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number)(?: ([2-5]))?", re.IGNORECASE)
_TITLES = {"title": 1, "subtitle": 2}


@dataclass(frozen=True, slots=True)
class Style:
    """What paragraphs of a style are."""

    kind: BlockKind
    level: int


def styles_in(package: Package, part: str) -> dict[str, Style]:
    """Return the styles of headings and lists by their ids.

    Names of built-in styles are English in every version of Word; ids are not. A style that is
    based on one of these is the same.
    """
    reader = _Styles()
    parser = package.parser(part)
    parser.StartElementHandler = reader.start
    for _ in package.pieces(part, parser, reader.nothing):
        pass
    return {name: style for name in reader.names if (style := reader.style(name)) is not None}


class _Styles:
    def __init__(self) -> None:
        self.nothing: list[object] = []
        self.names: dict[str, str] = {}
        self._based_on: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._id = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        local = name.rpartition(" ")[2]
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if local == "style":
            self._id = values.get("styleId", "")
        elif local == "name" and self._id:
            self.names.setdefault(self._id, values.get("val", ""))
        elif local == "basedOn":
            self._based_on[self._id] = values.get("val", "")
        elif local == "outlineLvl" and values.get("val", "").isdecimal():
            self._levels[self._id] = int(values["val"]) + 1

    def style(self, style_id: str) -> Style | None:
        """Return what a style is, by its name, its outline level or the style it is based on."""
        seen: set[str] = set()
        while style_id in self.names and style_id not in seen:
            seen.add(style_id)
            name = self.names[style_id]
            if heading := _HEADING.fullmatch(name):
                return Style("heading", int(heading[1]))
            if name.lower() in _TITLES:
                return Style("heading", _TITLES[name.lower()])
            if listed := _LIST.fullmatch(name):
                return Style("list", int(listed[1] or 1))
            if self._levels.get(style_id, 10) < 10:
                return Style("heading", self._levels[style_id])
            style_id = self._based_on.get(style_id, "")
        return None
