"""Filling XML files: elements that hold a text each, changed one by one where they stand."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from xml.etree.ElementTree import Element, TreeBuilder

from tmtool.errors import InputError
from tmtool.formats.carrying import CarriedFill, fill_as_xml
from tmtool.formats.files import open_binary, replacing_bytes
from tmtool.formats.filling import NO_NOTES, Place, Tally, Terms, settled, wanted_terms
from tmtool.formats.inline import Vocabulary
from tmtool.formats.unit_text import UnitText
from tmtool.formats.xml_encoding import START, actual_encoding, is_read_by_expat, name_for_expat
from tmtool.formats.xml_stream import check_root, guarded_parser, pieces
from tmtool.models import Blank, Fill, FillReport

__all__ = ["FillableXml", "Spot", "XmlForm", "codec_of", "copy", "decoded", "fillable_encoding"]

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Spot:
    """A text that may be filled: what is looked up, and its elements; `target` may be missing."""

    blank: Blank
    place: Place
    source: Element
    target: Element | None
    is_empty: bool


class XmlForm(Protocol):
    """What is peculiar to a format; one is made for each time that a file is read."""

    @property
    def names(self) -> Collection[str]:
        """The elements that are asked for, without prefixes."""
        ...

    @property
    def root(self) -> str:
        """The root element."""
        ...

    @property
    def words(self) -> Vocabulary:
        """The inline elements."""
        ...

    @property
    def notes(self) -> bool:
        """Whether there is a place for notes."""
        ...

    def spot(self, element: Element, where: str) -> Spot | None:
        """Return what an element has to be filled, `None` for nothing; elements come in order."""
        ...

    def put(self, text: UnitText, element: Element, spot: Spot, filled: CarriedFill) -> None:
        """Put a translation into an element's text, and say where it came from."""
        ...

    def note(self, text: UnitText, element: Element, spot: Spot, lines: Sequence[str]) -> bool:
        """Put lines into the notes of an element; tell whether any was not there yet."""
        ...


class FillableXml:
    """An XML file that is filled from what is known; it is read anew by each method.

    `form` makes what is peculiar to the format. Bytes outside of what is filled stay.
    """

    def __init__(self, path: Path, encoding: str | None, form: Callable[[], XmlForm]) -> None:
        self._path = path
        self._form = form
        self._encoding = fillable_encoding(path, encoding)

    def blanks(self) -> Iterator[Blank]:
        """Yield the texts in the order of the file."""
        form = self._form()
        for placed in self._elements(form):
            spot = form.spot(placed.element, placed.where)
            if spot is not None:
                yield spot.blank

    def write(
        self, output: Path, fills: Iterator[Fill | None], *, terms: Terms | None = None
    ) -> FillReport:
        """Write the file with what is filled in."""
        tally = Tally()
        form = self._form()
        warnings = () if terms is None or form.notes else (NO_NOTES,)
        terms = terms if form.notes else None
        codec = codec_of(self._path, self._encoding)
        with open_binary(self._path) as original, replacing_bytes(output) as file:
            for placed in self._elements(form):
                spot = form.spot(placed.element, placed.where)
                if spot is None:
                    continue
                filled = _settle(form, spot, fills, tally)
                lines = wanted_terms(terms, spot.place, spot.blank.text, _pair(spot.blank), filled)
                if filled is None and not lines:
                    continue
                copy(original, file, placed.start - original.tell())
                raw = decoded(original.read(placed.end - placed.start), codec, placed.where)
                text = UnitText(raw, placed.element)
                if filled is not None:
                    form.put(text, placed.element, spot, filled)
                if lines:
                    tally.note(form.note(text, placed.element, spot, lines))
                file.write(text.changed().encode(codec, "xmlcharrefreplace"))
            copy(original, file, None)
        return tally.report(warnings=warnings)

    def _elements(self, form: XmlForm) -> Iterator[_Placed]:
        return _Reader(self._path, self._encoding, form.names, form.root).elements()


def _pair(blank: Blank) -> tuple[str, str]:
    return blank.source_language, blank.target_language


def _settle(
    form: XmlForm, spot: Spot, fills: Iterator[Fill | None], tally: Tally
) -> CarriedFill | None:
    def prepare(fill: Fill) -> CarriedFill | None:
        return fill_as_xml(fill, spot.source, form.words)

    return settled(spot.place, fills, tally, prepare, is_empty=spot.is_empty)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An element, and its bytes from its start tag up to its end tag."""

    element: Element
    where: str
    start: int
    end: int


class _Reader:
    """The expat handlers that build the elements asked for; the rest is dropped."""

    def __init__(self, path: Path, encoding: str, names: Collection[str], root: str) -> None:
        self._path = path
        self._parser = guarded_parser(path, encoding=name_for_expat(encoding))
        self._names = names
        self._root: str | None = root
        self._builder: TreeBuilder | None = None
        self._depth = 0
        self._begun = (0, 0)
        self._done: list[_Placed] = []
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data

    def elements(self) -> Iterator[_Placed]:
        return pieces(self._path, self._parser, self._done)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if self._root is not None:
            check_root(name, (self._root,), f"{self._path}:{self._parser.CurrentLineNumber}")
            self._root = None
            if name in self._names:
                self._done.append(_Placed(Element(name, attributes), f"{self._path}:1", 0, 0))
                return
        if self._builder is None:
            if name not in self._names:
                return
            self._builder = TreeBuilder()
            self._begun = self._parser.CurrentLineNumber, self._parser.CurrentByteIndex
        self._depth += 1
        self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        if self._builder is None:
            return
        element = self._builder.end(name.rpartition(":")[2])
        self._depth -= 1
        if self._depth == 0:
            line, start = self._begun
            end = self._parser.CurrentByteIndex
            self._done.append(_Placed(element, f"{self._path}:{line}", start, end))
            self._builder = None

    def _data(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)


def fillable_encoding(path: Path, given: str | None) -> str:
    """Return the encoding of an XML file; raises InputError for one that cannot be filled."""
    with open_binary(path) as file:
        encoding = actual_encoding(file.read(START), given)
    if not is_read_by_expat(encoding):
        raise InputError(
            f"a file in {encoding} cannot be filled",
            where=str(path),
            hint="Convert it to UTF-8 first.",
        )
    return encoding


def codec_of(path: Path, encoding: str | None) -> str:
    """Return the encoding of a part of the file, so without a byte order mark."""
    with open_binary(path) as file:
        start = file.read(4)
    if start.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return "utf-16-le"
    if start.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        return "utf-16-be"
    return encoding or "utf-8"


def decoded(raw: bytes, codec: str, where: str) -> str:
    """Return bytes of a file as text; raises InputError for what is none, such as half letters."""
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        raise InputError(
            f"the text is not in the encoding {codec}",
            where=where,
            hint="Correct it, or give the right encoding with --encoding.",
        ) from error


def copy(original: BinaryIO, file: BinaryIO, count: int | None) -> None:
    """Copy so many bytes, or all that are left."""
    while count is None or count > 0:
        chunk = original.read(_CHUNK if count is None else min(_CHUNK, count))
        if not chunk:
            return
        file.write(chunk)
        count = None if count is None else count - len(chunk)
