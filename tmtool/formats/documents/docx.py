"""The text of Word documents (ISO 29500, transitional and strict)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers.expat import XMLParserType

from tmtool.errors import InputError
from tmtool.formats.documents.collector import Collector
from tmtool.formats.documents.docx_styles import Style, styles_in
from tmtool.formats.documents.package import Package
from tmtool.models import BlockKind, TextBlock

_PARTS: tuple[tuple[str, BlockKind], ...] = (
    ("footnotes", "footnote"),
    ("endnotes", "footnote"),
    ("header", "paragraph"),
    ("footer", "paragraph"),
)
"""The parts beside the main one that have text, in the order they are read."""

_LEFT_OUT = frozenset(
    """del moveFrom Fallback rt pPrChange rPrChange sectPrChange tblPrChange trPrChange
    tcPrChange numberingChange""".split()
)
"""Elements whose text is not the document's: what was deleted, or stands there twice."""

_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "softHyphen": "\u00ad",
    "noBreakHyphen": "\u2011",
}


def read_blocks(path: Path, _encoding: str | None = None) -> Iterator[TextBlock]:
    """Yield the paragraphs of a document, then those of notes, headers and footers.

    Tables are read cell by cell. What a revision deleted is left out, what one inserted is
    taken; the numbers of lists, the codes of fields and comments are not text.
    """
    with Package(path) as package:
        main = _target(package, "", "officeDocument")
        if not main:
            raise InputError(
                "this is not a Word document: it has no main part",
                where=str(path),
                hint="Check that it is whole, and that the suffix says what it is.",
            )
        styles: dict[str, Style] = {}
        for part in _target(package, main[0], "styles"):
            styles = styles_in(package, part)
        collector = Collector()
        yield from _Part(package, main[0], "paragraph", styles, collector).main_blocks(path)
        for kind_of_part, kind in _PARTS:
            for part in sorted(set(_target(package, main[0], kind_of_part))):
                yield from _Part(package, part, kind, styles, collector).blocks()


def _target(package: Package, part: str, kind: str) -> list[str]:
    """Return the names of the parts that stand in a relation, those that are there."""
    return [one.target for one in package.relations(part) if one.kind == kind]


class _Part:
    """The expat handlers that read a part."""

    def __init__(
        self,
        package: Package,
        name: str,
        kind: BlockKind,
        styles: dict[str, Style],
        collector: Collector,
    ) -> None:
        self._package = package
        self._name = name
        self._kind = kind
        self._styles = styles
        self._collector = collector
        self._tables = 0
        self._hidden = 0
        self._in_text = False
        self._in_properties = False

    def main_blocks(self, path: Path) -> Iterator[TextBlock]:
        """Yield the blocks of the main part of a file, if it is that of a Word document."""
        parser = self._package.parser(self._name)

        def root(name: str, attributes: dict[str, str]) -> None:
            local = name.rpartition(" ")[2]
            if local != "document":
                raise InputError(
                    f"this is not a Word document: its main part is a `{local}`",
                    where=str(path),
                    hint="Check that the suffix says what the file is.",
                )
            parser.StartElementHandler = self._start
            self._start(name, attributes)

        return self._parsed(parser, root)

    def blocks(self) -> Iterator[TextBlock]:
        """Yield the blocks of the part."""
        return self._parsed(self._package.parser(self._name), self._start)

    def _parsed(
        self, parser: XMLParserType, start: Callable[[str, dict[str, str]], None]
    ) -> Iterator[TextBlock]:
        parser.StartElementHandler = start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        return self._package.pieces(self._name, parser, self._collector.done)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if self._hidden or local in _LEFT_OUT:
            self._hidden += local in _LEFT_OUT
        elif local == "p" and _is_word(name):
            self._collector.begin("table" if self._tables else self._kind)
        elif local == "tbl":
            self._tables += 1
        elif local == "pPr":
            self._in_properties = True
        elif self._in_properties:
            self._style(local, attributes)
        elif local == "t":
            self._in_text = True
        elif local in _CHARACTERS and not (local == "tab" and not _is_word(name)):
            self._collector.text(_CHARACTERS[local])

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if self._hidden:
            self._hidden -= local in _LEFT_OUT
        elif local == "p" and _is_word(name):
            self._collector.end()
        elif local == "tbl":
            self._tables -= 1
        elif local == "pPr":
            self._in_properties = False
        elif local == "t":
            self._in_text = False

    def _data(self, text: str) -> None:
        if self._in_text and not self._hidden:
            self._collector.text(text)

    def _style(self, local: str, attributes: dict[str, str]) -> None:
        """Take what the properties of a paragraph say of its kind, unless its place says it."""
        block = self._collector.current
        if block is None or block.kind not in ("paragraph", "list"):
            return
        value = next((v for k, v in attributes.items() if k.endswith(" val")), "")
        if local == "pStyle" and value in self._styles:
            style = self._styles[value]
            block.kind, block.level = style.kind, style.level
        elif local == "outlineLvl" and value.isdecimal() and int(value) < 9:
            block.kind, block.level = "heading", int(value) + 1
        elif local == "ilvl" and value.isdecimal():
            block.kind, block.level = "list", min(int(value), 8) + 1
        elif local == "numId":
            if value == "0" and block.kind == "list":
                block.kind, block.level = "paragraph", 0
            elif value != "0" and block.kind == "paragraph":
                block.kind, block.level = "list", 1


def _is_word(name: str) -> bool:
    return "wordprocessingml" in name
