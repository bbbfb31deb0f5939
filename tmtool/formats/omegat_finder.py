"""An entry among the external searches of OmegaT (`finder.xml`), all others as they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.parsers.expat import XMLParserType

from tmtool.errors import InputError
from tmtool.formats.files import open_binary, replacing_bytes
from tmtool.formats.inline import escape_attribute, escape_text
from tmtool.formats.xml_stream import check_root, guarded_parser, pieces

__all__ = ["NAME", "TARGET", "write_entry"]

NAME = "tmtool concordance"
"""What the search is called in OmegaT's menu; an entry of this name is ours."""

TARGET = "{target}"
"""What OmegaT puts the text in the place of."""

_DELIMITERS = "|;^\t"
_LARGEST = 1 << 20
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_EMPTY = b'<?xml version="1.0" encoding="UTF-8"?>\n<items>\n</items>\n'


def write_entry(path: Path, command: Sequence[str]) -> bool:
    """Put our search into a file of them, made where it is missing; return whether it changed.

    An older entry of ours is replaced; every other byte stays. `command` is a program with its
    arguments, of which one has `{target}`. Raises InputError where the file is no such XML.
    """
    old = _content(path)
    places = _Places(path, old)
    entry = _entry(command).encode("ascii", "xmlcharrefreplace")
    new = places.with_entry(entry)
    if path.exists() and new == old:
        return False
    with replacing_bytes(path) as file:
        file.write(new)
    return True


def _content(path: Path) -> bytes:
    if not path.exists():
        return _EMPTY
    with open_binary(path) as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST or content.startswith(_WIDE):
        raise InputError(
            "this cannot be changed: it is in UTF-16, or larger than any list of searches",
            where=str(path),
            hint="Save it in UTF-8, or remove it.",
        )
    return content


class _Places:
    """Where our entry, and the end of the list, stand in the bytes of a file."""

    def __init__(self, path: Path, content: bytes) -> None:
        self._content = content
        self._path = path
        self._ours: list[tuple[int, int]] = []
        self._item = -1
        self._name = ""
        self._text: list[str] = []
        self._depth = 0
        self._end = -1
        self._parser: XMLParserType = guarded_parser(path)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._finish
        self._parser.CharacterDataHandler = self._text.append
        self._parse()

    def _parse(self) -> None:
        if self._path.exists():
            for _ in pieces(self._path, self._parser, list[str]()):
                pass
        else:
            self._parser.Parse(self._content, True)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if not self._depth:
            check_root(name, ("items",), f"{self._path}:{self._parser.CurrentLineNumber}")
        if self._depth == 1:
            self._item = self._parser.CurrentByteIndex
            self._name = ""
        self._depth += 1
        self._text.clear()

    def _finish(self, name: str) -> None:
        self._depth -= 1
        place = self._parser.CurrentByteIndex
        if self._depth == 2 and name == "name":
            self._name = "".join(self._text).strip()
        elif self._depth == 1 and self._name == NAME:
            self._ours.append((self._item, self._content.index(b">", place) + 1))
        elif not self._depth:
            self._end = place

    def with_entry(self, entry: bytes) -> bytes:
        """Return the content with the entry in the place of ours, or at the end of the list."""
        content = self._content
        if self._ours:
            for number, (start, end) in reversed(list(enumerate(self._ours))):
                content = content[:start] + (b"" if number else entry) + content[end:]
            return content
        head, tail = content[: self._end], content[self._end :]
        if tail.startswith(b"</"):
            return head + b"    " + entry + b"\n" + tail
        # <items/> has ended before that place.
        start = head.rindex(b"/>")
        return head[:start].rstrip() + b">\n    " + entry + b"\n</items>" + head[start + 2 :] + tail


def _entry(command: Sequence[str]) -> str:
    joined = "".join(command)
    delimiter = next((sign for sign in _DELIMITERS if sign not in joined), None)
    if delimiter is None:
        raise InputError("the command has every sign that could part its words")
    said = escape_text(delimiter.join(command))
    return (
        f"<item><name>{NAME}</name>"
        f'<command target="both" delimiter="{escape_attribute(delimiter)}">{said}</command></item>'
    )
