"""New text for a segment's XML: its elements stay where they are, and so does their spelling."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from tmtool.formats.inline import escape_text
from tmtool.formats.tmx.inline import CODES

__all__ = ["retexted"]

_TOKEN = re.compile(
    r"<!\[CDATA\[(?P<data>.*?)\]\]>|<!--.*?-->|<\?.*?\?>"
    r"|<(?P<closing>/?)(?P<name>[^\s/>]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/?)>"
    r"|&(?P<entity>#[0-9]+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos);|\r\n?|(?P<plain>[^<&])",
    re.DOTALL,
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(slots=True)
class _Characters:
    """The characters of a segment's plain text, each with the piece of XML that makes it.

    The places of a placeholder's characters have no length: they cannot be changed.
    """

    text: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    placeholders: int = 0

    def add(self, character: str, start: int, end: int) -> None:
        self.text.append(character)
        self.places.append((start, end))

    def placeholder(self, start: int) -> None:
        self.placeholders += 1
        for character in f"{{{self.placeholders}}}":
            self.add(character, start, start)


def retexted(markup: str, before: str, after: str, *, codes: Collection[str] = CODES) -> str | None:
    """Return the inner XML of a segment with the text `after` in place of `before`.

    `codes` are the elements that stand for one thing, by default those of TMX. `None` where
    the XML does not have the text, or where a placeholder would be changed.
    """
    from rapidfuzz.distance import Levenshtein

    found = _characters(markup, codes)
    if found is None or "".join(found.text) != before:
        return None
    pieces: list[str] = []
    last = 0
    for edit in Levenshtein.opcodes(before, after):
        if edit.tag == "equal":
            continue
        places = found.places[edit.src_start : edit.src_end]
        if any(start == end for start, end in places):
            return None
        at = found.places[edit.src_start][0] if edit.src_start < len(before) else len(markup)
        pieces += (markup[last:at], escape_text(after[edit.dest_start : edit.dest_end]))
        last = at
        for start, end in places:
            pieces.append(markup[last:start])
            last = end
    return "".join((*pieces, markup[last:]))


def _characters(markup: str, codes: Collection[str]) -> _Characters | None:
    """Return the characters of the plain text; `None` for what is not such XML."""
    found = _Characters()
    open_: list[str] = []
    place = 0
    while place < len(markup):
        token = _TOKEN.match(markup, place)
        if token is None:
            return None
        place = token.end()
        if token["name"]:
            _tag(found, open_, token, codes)
        elif not any(name in codes for name in open_):
            _text(found, token)
    return None if open_ else found


def _tag(
    found: _Characters, open_: list[str], token: re.Match[str], codes: Collection[str]
) -> None:
    if token["closing"]:
        name = open_.pop() if open_ else ""
        if name not in codes and not any(one in codes for one in open_):
            found.placeholder(token.start())
        return
    if not any(one in codes for one in open_):
        found.placeholder(token.start())
        if token["empty"] and token["name"] not in codes:
            found.placeholder(token.start())
    if not token["empty"]:
        open_.append(token["name"])


def _text(found: _Characters, token: re.Match[str]) -> None:
    if token["data"] is not None:
        for number, character in enumerate(token["data"], token.start("data")):
            found.add(character, number, number + 1)
    elif token["entity"]:
        found.add(_entity(token["entity"]), *token.span())
    elif token["plain"]:
        found.add(token["plain"], *token.span())
    elif token[0].startswith("\r"):
        found.add("\n", *token.span())


def _entity(name: str) -> str:
    if name.startswith("#"):
        return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
    return _ENTITIES[name]
