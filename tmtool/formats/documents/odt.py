"""The text of OpenDocument texts (ISO 26300)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.documents.collector import Collector
from tmtool.formats.documents.package import Package
from tmtool.models import BlockKind, TextBlock

_LEFT_OUT = frozenset(
    """tracked-changes annotation note-citation ruby-text title desc forms
    changed-region automatic-styles font-face-decls""".split()
)
"""Elements whose text is not the document's: deletions, comments, marks of notes."""

_SPACE = re.compile(r"[ \t\r\n]+")
_SPACES_AT_ONCE = 1000


def read_blocks(path: Path, _encoding: str | None = None) -> Iterator[TextBlock]:
    """Yield the paragraphs of a text, notes after the paragraph they belong to.

    Headers and footers come last. What a revision deleted is left out, what one inserted is
    taken; comments and the numbers of lists are not text.
    """
    with Package(path) as package:
        manifest = "META-INF/manifest.xml"
        if manifest in package and b"encryption-data" in package.start_of(manifest, 1 << 20):
            raise InputError(
                "the document has a password",
                where=str(path),
                hint="Open it in a word processor and save it without a password.",
            )
        collector = Collector()
        yield from _Part(package, "content.xml", collector, all_=True).blocks()
        if "styles.xml" in package:
            yield from _Part(package, "styles.xml", collector, all_=False).blocks()


class _Part:
    """The expat handlers that read a part; without `all_`, its headers and footers alone."""

    def __init__(self, package: Package, name: str, collector: Collector, *, all_: bool) -> None:
        self._package = package
        self._name = name
        self._collector = collector
        self._in_page = int(all_)
        self._lists = 0
        self._tables = 0
        self._notes = 0
        self._hidden = 0

    def blocks(self) -> Iterator[TextBlock]:
        """Yield the blocks of the part."""
        parser = self._package.parser(self._name)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        return self._package.pieces(self._name, parser, self._collector.done)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if self._hidden or local in _LEFT_OUT:
            self._hidden += local in _LEFT_OUT
        elif local in ("p", "h") and name.endswith(f":text:1.0 {local}"):
            if self._in_page:
                self._begin(local, attributes)
        elif local == "s":
            self._collector.text(" " * _count(attributes, " c", 1, _SPACES_AT_ONCE))
        elif local == "tab":
            self._collector.text("\t")
        elif local == "line-break":
            self._collector.text("\n")
        else:
            self._around(local, 1)

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if self._hidden:
            self._hidden -= local in _LEFT_OUT
        elif local in ("p", "h") and name.endswith(f":text:1.0 {local}"):
            if self._in_page:
                self._collector.end()
        else:
            self._around(local, -1)

    def _around(self, local: str, change: int) -> None:
        if local == "list":
            self._lists += change
        elif local == "table":
            self._tables += change
        elif local == "note":
            self._notes += change
        elif local.startswith(("header", "footer")):
            self._in_page += change

    def _begin(self, local: str, attributes: dict[str, str]) -> None:
        kind: BlockKind = "paragraph"
        level = 0
        if self._notes:
            kind = "footnote"
        elif self._tables:
            kind = "table"
        elif local == "h":
            kind, level = "heading", _count(attributes, " outline-level", 1, 10)
        elif self._lists:
            kind, level = "list", self._lists
        self._collector.begin(kind, level)

    def _data(self, text: str) -> None:
        if not self._hidden:
            self._collector.text(_SPACE.sub(" ", text))


def _count(attributes: dict[str, str], name: str, otherwise: int, most: int) -> int:
    """Return a number that an attribute gives, from 0, no larger than the most."""
    said = next((value for key, value in attributes.items() if key.endswith(name)), "")
    return min(int(said), most) if said.isdecimal() and len(said) < 10 else otherwise
