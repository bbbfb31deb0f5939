"""Documents that are ZIP archives of XML parts, read without being unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar
from xml.parsers.expat import XMLParserType
from zipfile import BadZipFile, ZipFile, ZipInfo

from tmtool.errors import InputError
from tmtool.formats.files import open_binary
from tmtool.formats.xml_stream import guarded_parser, pieces_of

Piece = TypeVar("Piece")

_LARGEST = 1 << 30
"""Bytes of the largest part that is read."""

_LARGE = 1 << 26
_RATIO = 150
"""How much smaller than its content a part may be that has more than 64 MB."""

_OLE = b"\xd0\xcf\x11\xe0"
"""How Word 97 files begin, and encrypted ones of later versions."""

_DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


class Package:
    """An archive of parts; it is a context manager that closes the file."""

    def __init__(self, path: Path) -> None:
        """Open it; raises InputError for what is no archive, is encrypted, or is dangerous."""
        self._path = path
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

    def _opened(self) -> ZipFile:
        if self._file.peek(4).startswith(_OLE):
            raise InputError(
                "this is a document of Word 97-2003, or one with a password",
                where=str(self._path),
                hint="Open it in a word processor and save it as .docx without a password.",
            )
        try:
            return ZipFile(self._file)
        except (*_DAMAGED, ValueError) as error:
            raise InputError(
                f"this is not a document that can be read: {error}",
                where=str(self._path),
                hint="Check that it is whole, and that the suffix says what it is.",
            ) from error

    def _check(self, info: ZipInfo) -> None:
        name = info.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name.partition("/")[0]:
            self._refuse(f"a part has the path {info.filename!r}, which leads out of the document")
        if info.flag_bits & 1:
            raise InputError(
                "the document has a password",
                where=str(self._path),
                hint="Open it in a word processor and save it without a password.",
            )
        packed = max(1, info.compress_size)
        if info.file_size > _LARGEST or (
            info.file_size > _LARGE and info.file_size / packed > _RATIO
        ):
            self._refuse(f"{info.filename} would be {info.file_size:,} bytes when unpacked")

    def _refuse(self, what: str) -> None:
        raise InputError(
            f"{what}: refused for safety",
            where=str(self._path),
            hint="If you trust it, save it anew with a word processor.",
        )

    def parser(self, name: str) -> XMLParserType:
        """Return a parser for a part, by namespaces."""
        return guarded_parser(self._where(name), namespaces=True)

    def pieces(self, name: str, parser: XMLParserType, done: list[Piece]) -> Iterator[Piece]:
        """Parse a part and yield what the parser's handlers append to `done`."""
        with self._part(name) as file:
            yield from pieces_of(file, self._where(name), parser, done)

    def start_of(self, name: str, size: int) -> bytes:
        """Return the first bytes of a part."""
        with self._part(name) as file:
            return file.read(size)

    def _where(self, name: str) -> str:
        return f"{self._path}/{name}"

    @contextmanager
    def _part(self, name: str) -> Iterator[IO[bytes]]:
        try:
            if name not in self._parts:
                raise BadZipFile(f"there is no {name} in it")
            with self._zip.open(self._parts[name]) as file:
                yield file
        except _DAMAGED as error:
            raise InputError(
                f"the document is damaged: {error}",
                where=str(self._path),
                hint="Open it in a word processor, which may repair it, and save it anew.",
            ) from error
