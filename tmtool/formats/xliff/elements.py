"""The units of an XLIFF file as small trees, one after another, with where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder

from tmtool.formats.xliff.dialects import Dialect, dialect_of
from tmtool.formats.xml_stream import check_root, guarded_parser, pieces

_HEADER_OF_CATALOGUE = "x-gettext-domain-header"
"""What converters of PO files call the unit that holds the header, which is no text."""


@dataclass(frozen=True, slots=True)
class FileElement:
    """What holds for the units of a `file`; languages are spelled as the file spells them."""

    dialect: Dialect
    original: str = ""
    source_language: str | None = None
    target_language: str | None = None


@dataclass(slots=True, eq=False)
class UnitElement:
    """A `trans-unit` or `unit`: its tree, its file, and its line and bytes.

    The bytes begin with the start tag and end before the end tag. `translate` is what the unit,
    or else what is around it, says.
    """

    element: Element
    file: FileElement
    line: int
    start: int
    end: int
    translate: bool


class UnitReader:
    """The expat handlers that build units; what they built waits in `done`.

    `encoding` is what the XML declaration names, once it is read.
    """

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self.done: list[UnitElement] = []
        self.encoding: str | None = None
        self._path = path
        self._parser = parser = guarded_parser(path, encoding=encoding)
        self._file = FileElement(Dialect(1))
        self._translate = [True]
        self._skipping = 0
        self._builder = TreeBuilder()
        self._element: Element | None = None
        self._unit = ""
        self._named: set[str] = set()
        self._begun = (0, 0)
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = self._root
        parser.EndElementHandler = self._end

    def units(self) -> Iterator[UnitElement]:
        """Yield the units in the order of the file; InputError where it cannot be read."""
        return pieces(self._path, self._parser, self.done)

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.encoding = encoding

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        where = f"{self._path}:{self._parser.CurrentLineNumber}"
        check_root(name.rpartition(":")[2], ("xliff",), where)
        dialect = dialect_of(name, attributes, where)
        self._file = FileElement(dialect, "", attributes.get("srcLang"), attributes.get("trgLang"))
        self._unit = dialect.core + ("trans-unit" if dialect.version == 1 else "unit")
        self._named |= {dialect.core + part for part in ("file", "group", "bin-unit")}
        self._parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._unit and not self._skipping:
            self._begun = self._parser.CurrentLineNumber, self._parser.CurrentByteIndex
            self._builder = TreeBuilder()
            self._element = self._builder.start(name, attributes)
            self._parser.StartElementHandler = self._builder.start
            self._parser.CharacterDataHandler = self._builder.data
            self._parser.EndElementHandler = self._end_inside
        elif name in self._named:
            self._translate.append(_says(attributes, self._translate[-1]))
            if name.endswith("bin-unit"):
                self._skipping += 1
            elif name.endswith("file"):
                self._begin_file(attributes)

    def _begin_file(self, attributes: dict[str, str]) -> None:
        if self._file.dialect.version == 1:
            self._file = replace(
                self._file,
                original=attributes.get("original", ""),
                source_language=attributes.get("source-language"),
                target_language=attributes.get("target-language"),
            )
        else:
            original = attributes.get("original") or attributes.get("id", "")
            if self._file.dialect.ours:
                original = attributes.get("original", "")
            self._file = replace(self._file, original=original)

    def _end(self, name: str) -> None:
        if name in self._named:
            self._translate.pop()
            if name.endswith("bin-unit"):
                self._skipping -= 1

    def _end_inside(self, name: str) -> None:
        element = self._builder.end(name)
        if name != self._unit or element is not self._element:
            return
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = None
        line, start = self._begun
        translate = _says(element.attrib, self._translate[-1])
        translate = translate and element.get("restype") != _HEADER_OF_CATALOGUE
        self.done.append(
            UnitElement(element, self._file, line, start, parser.CurrentByteIndex, translate)
        )


def _says(attributes: dict[str, str], otherwise: bool) -> bool:
    said = attributes.get("translate")
    return otherwise if said is None else said.strip().lower() != "no"
