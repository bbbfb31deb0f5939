"""Documents that are ZIP archives of XML parts, read without being unpacked."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar
from xml.parsers.expat import XMLParserType
from zipfile import BadZipFile, ZipFile, ZipInfo

from tmtool.errors import InputError
from tmtool.formats.archives import DAMAGED, LARGE, RATIO, leads_out
from tmtool.formats.files import open_binary
from tmtool.formats.xml_stream import guarded_parser, pieces_of

Piece = TypeVar("Piece")

_LARGEST = 1 << 30
"""Bytes of the largest part that is read."""

_CHUNK = 1 << 20

_OLE = b"\xd0\xcf\x11\xe0"
"""How Word 97 files begin, and encrypted ones of later versions."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What an archive is called in messages, its older form, and what opens and saves it."""

    name: str
    older: str
    program: str
    suffix: str


DOCUMENT = Kind("document", "a document of Word 97-2003", "a word processor", ".docx")
WORKBOOK = Kind("workbook", "a workbook of Excel 97-2003", "a spreadsheet program", ".xlsx")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says of another: its id there, the kind of relation, and the part's name."""

    id: str
    kind: str
    target: str


class Package:
    """An archive of parts; it is a context manager that closes the file."""

    def __init__(self, path: Path, kind: Kind = DOCUMENT) -> None:
        """Open it; raises InputError for what is no archive, is encrypted, or is dangerous."""
        self._path = path
        self._kind = kind
        self._file = open_binary(path)
        try:
            self._zip = self._opened()
            self._parts = {info.filename: info for info in self._zip.infolist()}
            for info in self._parts.values():
                self._check(info)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Package:
        """Return the package itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._zip.close()
        self._file.close()

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part with this name."""
        return name in self._parts

    def parts(self) -> list[ZipInfo]:
        """Return what the archive says of its parts, in their order."""
        return list(self._parts.values())

    def _opened(self) -> ZipFile:
        if self._file.peek(4).startswith(_OLE):
            raise InputError(
                f"this is {self._kind.older}, or one with a password",
                where=str(self._path),
                hint=f"Open it in {self._kind.program} and save it as {self._kind.suffix} without"
                " a password.",
            )
        try:
            return ZipFile(self._file)
        except (*DAMAGED, ValueError) as error:
            raise InputError(
                f"this is not a {self._kind.name} that can be read: {error}",
                where=str(self._path),
                hint="Check that it is whole, and that the suffix says what it is.",
            ) from error

    def _check(self, info: ZipInfo) -> None:
        if leads_out(info.filename):
            self._refuse(
                f"a part has the path {info.filename!r}, which leads out of the {self._kind.name}"
            )
        if info.flag_bits & 1:
            raise InputError(
                f"the {self._kind.name} has a password",
                where=str(self._path),
                hint=f"Open it in {self._kind.program} and save it without a password.",
            )
        packed = max(1, info.compress_size)
        if info.file_size > _LARGEST or (
            info.file_size > LARGE and info.file_size / packed > RATIO
        ):
            self._refuse(f"{info.filename} would be {info.file_size:,} bytes when unpacked")

    def _refuse(self, what: str) -> None:
        raise InputError(
            f"{what}: refused for safety",
            where=str(self._path),
            hint=f"If you trust it, save it anew with {self._kind.program}.",
        )

    def parser(self, name: str) -> XMLParserType:
        """Return a parser for a part, by namespaces."""
        return guarded_parser(self._where(name), namespaces=True)

    def pieces(self, name: str, parser: XMLParserType, done: list[Piece]) -> Iterator[Piece]:
        """Parse a part and yield what the parser's handlers append to `done`."""
        with self.part(name) as file:
            yield from pieces_of(file, self._where(name), parser, done)

    def relations(self, part: str = "") -> list[Relation]:
        """Return what a part, or the archive itself, says of other parts that are there."""
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", f"{name}.rels")
        if place not in self:
            return []
        found: list[Relation] = []
        nothing: list[str] = []
        parser = self.parser(place)

        def start(element: str, attributes: dict[str, str]) -> None:
            if element.endswith("Relationship") and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                whole = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found.append(Relation(attributes.get("Id", ""), kind, posixpath.normpath(whole)))

        parser.StartElementHandler = start
        for _ in self.pieces(place, parser, nothing):
            pass
        return [one for one in found if one.target in self]

    def has_bytes(self, name: str, wanted: bytes) -> bool:
        """Tell whether a part has these bytes anywhere."""
        with self.part(name) as file:
            end = b""
            while chunk := file.read(_CHUNK):
                if wanted in end + chunk:
                    return True
                end = chunk[-len(wanted) :]
        return False

    def start_of(self, name: str, size: int) -> bytes:
        """Return the first bytes of a part."""
        with self.part(name) as file:
            return file.read(size)

    def _where(self, name: str) -> str:
        return f"{self._path}/{name}"

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """Give the content of a part; InputError where it is missing or damaged."""
        try:
            if name not in self._parts:
                raise BadZipFile(f"there is no {name} in it")
            with self._zip.open(self._parts[name]) as file:
                yield file
        except DAMAGED as error:
            raise InputError(
                f"the {self._kind.name} is damaged: {error}",
                where=str(self._path),
                hint=f"Open it in {self._kind.program}, which may repair it, and save it anew.",
            ) from error
