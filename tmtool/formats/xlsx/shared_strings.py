"""The texts that the cells of a workbook share."""

from __future__ import annotations

from array import array
from tempfile import SpooledTemporaryFile
from typing import IO

from tmtool.formats.documents.package import Package
from tmtool.formats.xlsx.values import unescaped

_IN_MEMORY = 1 << 25
"""Bytes of texts that are kept in memory; with more, all of them are in a temporary file."""


class SharedStrings:
    """Texts by their numbers, from 0; `close` lets the temporary file go."""

    def __init__(self) -> None:
        self._file: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY, prefix="tmtool-")  # noqa: SIM115
        self._starts = array("Q", [0])

    def add(self, text: str) -> None:
        """Add a text at the end."""
        self._file.write(text.encode("utf-8", "surrogatepass"))
        self._starts.append(self._file.tell())

    def __getitem__(self, number: int) -> str:
        """Return a text; IndexError where there is none."""
        if not 0 <= number < len(self._starts) - 1:
            raise IndexError(number)
        start, end = self._starts[number], self._starts[number + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Let the texts go."""
        self._file.close()


def read_shared_strings(package: Package, part: str) -> SharedStrings:
    """Return the texts of a part, without their formatting and their phonetic guides."""
    strings = SharedStrings()
    items: list[str] = []
    collector = TextCollector()
    parser = package.parser(part)

    def end(name: str) -> None:
        if collector.end(name) == "si":
            items.append(collector.take())

    parser.StartElementHandler = lambda name, _: collector.start(name)
    parser.EndElementHandler = end
    parser.CharacterDataHandler = collector.data
    try:
        for text in package.pieces(part, parser, items):
            strings.add(text)
    except BaseException:
        strings.close()
        raise
    return strings


class TextCollector:
    """The text of an item, or of a cell with a text of its own: that of its runs together."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._in_text = False
        self._in_guide = False

    def start(self, name: str) -> str:
        """Take a start tag; return its name without its namespace."""
        local = name.rpartition(" ")[2]
        if local == "t":
            self._in_text = not self._in_guide
        elif local == "rPh":
            self._in_guide = True
        return local

    def data(self, text: str) -> None:
        """Take character data."""
        if self._in_text:
            self._parts.append(text)

    def end(self, name: str) -> str:
        """Take an end tag; return its name without its namespace."""
        local = name.rpartition(" ")[2]
        if local == "t":
            self._in_text = False
        elif local == "rPh":
            self._in_guide = False
        return local

    def take(self) -> str:
        """Return the text, and begin anew."""
        text = unescaped("".join(self._parts))
        self._parts.clear()
        return text
